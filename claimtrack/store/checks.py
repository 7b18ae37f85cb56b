"""Which articles are still to be held against which claims, and what came of it.

Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, ScalarSelect, func, insert, select

from claimtrack.model import Claim, ClaimType, Engine, Finding, Run
from claimtrack.store.articles import run_id
from claimtrack.store.records import Work
from claimtrack.store.rows import claim_is_current, claim_value, origin, same_engine, select_claims
from claimtrack.store.search import any_word, claim_words, matches, rank
from claimtrack.store.tables import articles, checks, claims, extractions, findings, runs


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


def record(connection: Connection, run: Run, work: Work, found: Mapping[int, Sequence[Finding]]) -> None:
    """Write down that ``work`` is done and what it found.

    Work that another process has done meanwhile, or that was done on a reading since replaced, is not written.
    """
    if _is_void(connection, work, run.engine):
        return
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
