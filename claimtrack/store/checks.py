"""Which articles are still to be held against which claims, and what came of it.

Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, ScalarSelect, func, insert, select, union

from claimtrack.model import Claim, ClaimType, Engine, Finding, Run, Status
from claimtrack.store import statuses
from claimtrack.store.articles import run_id
from claimtrack.store.records import Decide, StatusChange, Work
from claimtrack.store.rows import (
    claim_is_current,
    claim_value,
    origin,
    same_engine,
    select_claims,
    select_evidence,
)
from claimtrack.store.search import any_word, claim_words, matches, rank
from claimtrack.store.tables import articles, checks, claims, extractions, findings, runs, status_changes


def unchecked(connection: Connection, engine: Engine) -> list[Work]:
    """Dated articles that ``engine`` has not held against every earlier claim of other articles, oldest first.

    How far an article has been checked is marked by a claim's number: claims found later have higher ones.
    """
    marks = (
        select(checks.c.extraction_id, func.max(checks.c.claims_through).label("through"))
        .join_from(checks, runs, runs.c.id == checks.c.run_id)
        .where(same_engine(engine))
        .group_by(checks.c.extraction_id)
        .subquery()
    )
    dated = connection.execute(
        select(articles.c.id, articles.c.current_id, extractions.c.published, func.coalesce(marks.c.through, 0))
        .join_from(articles, extractions, extractions.c.id == articles.c.current_id)
        .join(marks, marks.c.extraction_id == extractions.c.id, isouter=True)
        .where(extractions.c.published.is_not(None))
    )
    through = connection.execute(select(func.max(claims.c.id))).scalar() or 0
    newest_first = _checkable(connection)
    earliest: dict[int, date] = {}
    found = []
    # One pass from the highest mark down, with the earliest claims above it: asking the database for each article
    # whether such a claim exists would read most claims each time.
    for id, extraction, published, mark in sorted(dated, key=lambda row: row[3], reverse=True):
        while newest_first and newest_first[-1][0] > mark:
            _, said, article = newest_first.pop()
            earliest = _two_earliest(earliest, article, said)
        if any(said < published for article, said in earliest.items() if article != id):
            found.append((published, id, Work(id, extraction or 0, mark, through)))
    return [work for *_, work in sorted(found, key=lambda entry: entry[:2])]


def candidates(connection: Connection, work: Work, words: Iterable[str], limit: int) -> list[tuple[int, Claim]]:
    """Current claims that ``work``'s article may say something to: made before it, elsewhere, and sharing its words.

    At most ``limit``, best match first. Opinions cannot be checked, and a copy of the article is not elsewhere.
    """
    here = connection.execute(
        select(extractions.c.published, origin)
        .join_from(articles, extractions, extractions.c.id == articles.c.current_id)
        .where(articles.c.id == work.article_id)
    ).one()
    published, its_origin = here
    query = (
        select_claims()
        .join(claim_words, claim_words.c.rowid == claims.c.id)
        .join(articles, articles.c.id == claims.c.article_id)
        .where(matches(claim_words, any_word(words)))
        .where(claim_words.c.rowid > work.after, claim_words.c.rowid <= work.through)
        .where(claims.c.type != ClaimType.OPINION, claims.c.said < published, claim_is_current())
        .where(articles.c.id != work.article_id, origin != its_origin)
        .order_by(rank(claim_words), claims.c.id)
        .limit(limit)
    )
    return [(row.id, claim_value(row)) for row in connection.execute(query)]


def record(
    connection: Connection,
    run: Run,
    work: Work,
    found: Mapping[int, Sequence[Finding]],
    decide: Decide,
    as_of: date,
) -> list[StatusChange]:
    """Write down that ``work`` is done and what it found, and which statuses change by it.

    Work that another process has done meanwhile, or that was done on a reading since replaced, is not written.
    """
    if _is_void(connection, work, run.engine):
        return []
    touched = {*found, *_found_before(connection, work)}
    mark = {"extraction_id": work.extraction, "claims_after": work.after, "claims_through": work.through}
    new = insert(checks).values(run_id=run_id(connection, run), **mark).returning(checks.c.id)
    check_id = connection.execute(new).scalar_one()
    rows = [
        {
            "check_id": check_id,
            "claim_id": claim_id,
            "relation": finding.relation,
            "passage": finding.passage,
            "start": finding.evidence.start,
            "end": finding.evidence.end,
            "confidence": finding.confidence,
            "reason": finding.reason,
            "by": finding.by,
        }
        for claim_id, those in found.items()
        for finding in those
    ]
    if rows:
        connection.execute(insert(findings), rows)
    return statuses.recompute(connection, touched, decide, as_of)


def settle(connection: Connection, decide: Decide, as_of: date) -> list[StatusChange]:
    """Weigh anew what time alone may have changed: claims that fell due before ``as_of``, and those with evidence that
    was not yet published on the day that their status was judged from.
    """
    judged = (
        select(claims.c.id)
        .join_from(claims, status_changes, statuses.is_last_change())
        .join(articles, articles.c.id == claims.c.article_id)
        .where(claim_is_current())
    )
    unfulfilled = status_changes.c.status.in_((Status.OPEN, Status.PENDING))
    due = judged.where(unfulfilled, claims.c.period_end < as_of)
    evidence = select_evidence().subquery()
    appeared = judged.join(evidence, evidence.c.claim_id == claims.c.id).where(
        evidence.c.published > status_changes.c.as_of, evidence.c.published <= as_of
    )
    return statuses.recompute(connection, connection.execute(union(due, appeared)).scalars(), decide, as_of)


def _checkable(connection: Connection) -> list[tuple[int, date, int]]:
    """Number, day and article of every claim that an article may be held against; the newest claim comes last."""
    rows = connection.execute(
        select(claims.c.id, claims.c.said, claims.c.article_id)
        .join_from(claims, articles, articles.c.id == claims.c.article_id)
        .where(claims.c.type != ClaimType.OPINION, claim_is_current())
        .order_by(claims.c.id)
    )
    return [(id, said, article) for id, said, article in rows if said]


def _two_earliest(earliest: dict[int, date], article: int, said: date) -> dict[int, date]:
    """The days of the earliest claims of two articles: one of the two is always another than the one that asks."""
    if len(earliest) == 2 and said >= max(earliest.values()):
        return earliest
    days = {**earliest, article: min(said, earliest.get(article, said))}
    return dict(sorted(days.items(), key=lambda entry: entry[1])[:2])


def _is_void(connection: Connection, work: Work, engine: Engine) -> bool:
    current: ScalarSelect[int | None] = (
        select(articles.c.current_id).where(articles.c.id == work.article_id).scalar_subquery()
    )
    done = (
        select(checks.c.id)
        .join_from(checks, runs, runs.c.id == checks.c.run_id)
        .where(checks.c.extraction_id == work.extraction, checks.c.claims_through >= work.through, same_engine(engine))
    )
    replaced = connection.execute(select(current)).scalar() != work.extraction
    return replaced or connection.execute(done).first() is not None


def _found_before(connection: Connection, work: Work) -> list[int]:
    """The claims whose evidence from the article, in any state of it, this work takes the place of."""
    query = (
        select(findings.c.claim_id)
        .distinct()
        .join_from(findings, checks, checks.c.id == findings.c.check_id)
        .join(extractions, extractions.c.id == checks.c.extraction_id)
        .where(extractions.c.article_id == work.article_id)
        .where(findings.c.claim_id > work.after, findings.c.claim_id <= work.through)
    )
    return list(connection.execute(query).scalars())
