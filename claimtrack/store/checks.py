"""Which articles are still to be held against which claims, and what came of it.

Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    exists,
    func,
    insert,
    literal,
    select,
)

from claimtrack.model import Claim, ClaimType, Engine, Judgement, Run
from claimtrack.store import lookup
from claimtrack.store.origins import has_moved
from claimtrack.store.records import Work
from claimtrack.store.rows import (
    appears_near,
    claim_is_current,
    claim_said,
    claim_value,
    origin,
    same_engine,
    select_claims,
)
from claimtrack.store.runs import run_id
from claimtrack.store.tables import (
    appearances,
    articles,
    checks,
    claims,
    extractions,
    findings,
    rejections,
    runs,
)

POOL = 100
"""Claims that one article is scored against at most, and articles that one claim is."""
PAGE, LOOKED_AT = 500, 5_000
"""How many of those that share terms the conditions are tried on at a time, and at most."""


def unchecked(connection: Connection, engine: Engine) -> list[Work]:
    """Dated articles that ``engine`` has not held against every earlier claim of other articles, oldest first.

    How far an article has been checked is marked by the number of an extraction: claims that are found, or found again,
    later stand since one with a higher number. A mark is void once the article is among other copies than it was.
    """
    held = extractions.alias()
    marks = (
        select(checks.c.extraction_id, func.max(checks.c.extractions_through).label("through"))
        .join_from(checks, runs, runs.c.id == checks.c.run_id)
        .join(held, held.c.id == checks.c.extraction_id)
        .where(same_engine(engine), checks.c.claim_id.is_(None))
        .where(~has_moved(held.c.article_id, checks.c.extractions_through))
        .group_by(checks.c.extraction_id)
        .subquery()
    )
    dated = connection.execute(
        select(articles.c.id, articles.c.current_id, extractions.c.published, func.coalesce(marks.c.through, 0))
        .join_from(articles, extractions, extractions.c.id == articles.c.current_id)
        .join(marks, marks.c.extraction_id == extractions.c.id, isouter=True)
        .where(extractions.c.published.is_not(None))
    )
    through = connection.execute(select(func.max(extractions.c.id))).scalar() or 0
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


def candidates(connection: Connection, work: Work, weights: Mapping[str, float]) -> list[tuple[int, Claim]]:
    """Current claims that ``work``'s article may say something to: made before it, elsewhere, and sharing its terms.

    The ``POOL`` that share most by ``weights``, best first. Opinions cannot be checked, and a claim that the article
    makes itself, or a copy of it, is not made elsewhere.
    """
    published, its_origin = connection.execute(
        select(extractions.c.published, origin)
        .join_from(articles, extractions, extractions.c.id == articles.c.current_id)
        .where(articles.c.id == work.article_id)
    ).one()
    # The index cannot tell since when a claim stands, but seeks its number: few are new, most of them last.
    first = select(func.min(appearances.c.claim_id)).where(appearances.c.since > work.after)
    lowest = (connection.execute(first).scalar() or 1) - 1
    fit = (
        select(claims.c.id)
        .where(claims.c.type != ClaimType.OPINION, claim_said() < published)
        .where(claim_is_current(work.after, work.through), ~appears_near(claims.c.id, its_origin))
    )
    chosen = [
        row.id for row in _first(connection, fit, claims.c.id, lookup.claims_sharing(connection, weights, lowest))
    ]
    rows = connection.execute(select_claims().where(claims.c.id.in_(chosen)))
    values = {row.id: claim_value(row) for row in rows}
    return [(id, values[id]) for id in chosen]


def later(connection: Connection, claim_id: int, engine: Engine, weights: Mapping[str, float]) -> list[Work]:
    """Articles that may say something to the claim, published after it elsewhere, and sharing its terms.

    The ``POOL`` that share most by ``weights``, best first. Those are left out that ``engine`` has held against this
    claim by itself, or found something in about it. None, where the claim cannot be checked.
    """
    claim = select(claim_said()).where(claims.c.id == claim_id, claims.c.type != ClaimType.OPINION)
    said = connection.execute(claim.where(claim_is_current())).scalar()
    if said is None:
        return []
    revision = extractions.c.revision_id
    fit = (
        select(revision.label("id"), extractions.c.article_id, extractions.c.id.label("extraction_id"))
        .join_from(articles, extractions, extractions.c.id == articles.c.current_id)
        .where(extractions.c.published > said, ~appears_near(literal(claim_id), origin))
        .where(~_held_against(claim_id, articles.c.current_id, engine))
    )
    through = connection.execute(select(func.max(extractions.c.id))).scalar() or 0
    rows = _first(connection, fit, revision, lookup.revisions_sharing(connection, weights))
    return [Work(row.article_id, row.extraction_id, 0, through) for row in rows]


def _held_against(claim_id: int, extraction: ColumnElement[Any] | int, engine: Engine) -> ColumnElement[bool]:
    """The condition that ``engine`` has held a reading of an article against a claim: by itself, or with others where
    it found something in it about this one.
    """
    told = exists().where(findings.c.check_id == checks.c.id, findings.c.claim_id == claim_id)
    done = exists().where(checks.c.extraction_id == extraction, checks.c.run_id == runs.c.id)
    return done.where(same_engine(engine), (checks.c.claim_id == claim_id) | told)


def _first(
    connection: Connection, fit: Select[*tuple[Any, ...]], id: Column[int], ranked: Sequence[int]
) -> list[Row[Any]]:
    """The rows of the first ``POOL`` of ``ranked`` that ``fit`` finds, if they are among the first ``LOOKED_AT``."""
    chosen: list[Row[Any]] = []
    for start in range(0, min(len(ranked), LOOKED_AT), PAGE):
        page = ranked[start : start + PAGE]
        found = {row.id: row for row in connection.execute(fit.where(id.in_(page)))}
        chosen += [found[one] for one in page if one in found]
        if len(chosen) >= POOL:
            break
    return chosen[:POOL]


def record(
    connection: Connection,
    run: Run,
    work: Work,
    found: Mapping[int, Judgement],
    dropped: int = 0,
    claim_id: int | None = None,
) -> None:
    """Write down that ``work`` is done, with ``dropped`` pairs left out, and what it found; see ``CheckColumns``.

    Work that another process has done meanwhile, or that was done on a reading since replaced, is not written.
    """
    if is_void(connection, work, run.engine, claim_id):
        return
    new = (
        insert(checks)
        .values(run_id=run_id(connection, run), extraction_id=work.extraction, dropped=dropped, claim_id=claim_id)
        .values(extractions_after=work.after, extractions_through=work.through)
        .returning(checks.c.id)
    )
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
            "event": finding.event,
            "covers": finding.covers,
        }
        for claim_id, made in found.items()
        for finding in made.findings
    ]
    if rows:
        connection.execute(insert(findings), rows)
    refused = [
        {"extraction_id": work.extraction, "check_id": check_id, "claim_id": claim_id, **asdict(one)}
        for claim_id, made in found.items()
        for one in made.rejections
    ]
    if refused:
        connection.execute(insert(rejections), refused)


def _checkable(connection: Connection) -> list[tuple[int, date, int]]:
    """The extraction since which it stands, day and article of every claim that an article may be held against; those
    that stand since the newest come last.
    """
    rows = connection.execute(
        select(appearances.c.since, appearances.c.said, articles.c.id)
        .join_from(appearances, articles, appearances.c.extraction_id == articles.c.current_id)
        .join(claims, claims.c.id == appearances.c.claim_id)
        .where(claims.c.type != ClaimType.OPINION)
        .order_by(appearances.c.since)
    )
    return [(since, said, article) for since, said, article in rows if said]


def _two_earliest(earliest: dict[int, date], article: int, said: date) -> dict[int, date]:
    """The days of the earliest claims of two articles: one of the two is always another than the one that asks."""
    if len(earliest) == 2 and said >= max(earliest.values()):
        return earliest
    days = {**earliest, article: min(said, earliest.get(article, said))}
    return dict(sorted(days.items(), key=lambda entry: entry[1])[:2])


def is_void(connection: Connection, work: Work, engine: Engine, claim_id: int | None = None) -> bool:
    """Whether ``work``, or that of ``claim_id`` alone, is not to be done any more: another process has done it, or the
    article was read anew.
    """
    current: ScalarSelect[int | None] = (
        select(articles.c.current_id).where(articles.c.id == work.article_id).scalar_subquery()
    )
    if connection.execute(select(current)).scalar() != work.extraction:
        return True
    held = (
        exists()
        .where(checks.c.extraction_id == work.extraction, checks.c.run_id == runs.c.id, same_engine(engine))
        .where(checks.c.extractions_through >= work.through, checks.c.claim_id.is_(None))
    )
    done = held if claim_id is None else _held_against(claim_id, work.extraction, engine)
    return bool(connection.execute(select(done)).scalar())
