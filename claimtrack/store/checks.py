"""Which articles are still to be held against which claims, and what came of it.

Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Row, ScalarSelect, Select, exists, func, insert, select

from claimtrack.model import Claim, ClaimType, Engine, Judgement, Run
from claimtrack.store import lookup
from claimtrack.store.records import Work
from claimtrack.store.rows import claim_is_current, claim_value, origin, same_engine, select_claims
from claimtrack.store.runs import run_id
from claimtrack.store.tables import (
    appearances,
    articles,
    checks,
    claims,
    extractions,
    findings,
    rejections,
    revisions,
    runs,
)

POOL = 100
"""Claims that one article is scored against at most, and articles that one claim is."""
PAGE, LOOKED_AT = 500, 5_000
"""How many of those that share terms the conditions are tried on at a time, and at most."""


def unchecked(connection: Connection, engine: Engine) -> list[Work]:
    """Dated articles that ``engine`` has not held against every earlier claim of other articles, oldest first.

    How far an article has been checked is marked by the number of an extraction: claims that are found, or found again,
    later stand since one with a higher number.
    """
    marks = (
        select(checks.c.extraction_id, func.max(checks.c.extractions_through).label("through"))
        .join_from(checks, runs, runs.c.id == checks.c.run_id)
        .where(same_engine(engine), checks.c.claim_id.is_(None))
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

    The ``POOL`` that share most by ``weights``, best first. Opinions cannot be checked, and a copy of the article is
    not elsewhere.
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
        .join(articles, articles.c.id == claims.c.article_id)
        .where(claims.c.type != ClaimType.OPINION, claims.c.said < published)
        .where(claim_is_current(work.after, work.through))
        .where(articles.c.id != work.article_id, origin != its_origin)
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
    home = select(claims.c.said, claims.c.article_id, origin).join(articles, articles.c.id == claims.c.article_id)
    home = home.where(claims.c.id == claim_id, claims.c.type != ClaimType.OPINION, claims.c.said.is_not(None))
    claim = connection.execute(home.where(claim_is_current())).first()
    if claim is None:
        return []
    said, article_id, its_origin = claim
    done = exists().where(checks.c.extraction_id == articles.c.current_id, checks.c.run_id == runs.c.id)
    told = exists().where(findings.c.check_id == checks.c.id, findings.c.claim_id == claim_id)
    fit = (
        select(revisions.c.id, extractions.c.article_id, extractions.c.id.label("extraction_id"))
        .join_from(articles, extractions, extractions.c.id == articles.c.current_id)
        .join(revisions, revisions.c.id == extractions.c.revision_id)
        .where(extractions.c.published > said, articles.c.id != article_id, origin != its_origin)
        .where(~done.where(same_engine(engine), (checks.c.claim_id == claim_id) | told))
    )
    through = connection.execute(select(func.max(extractions.c.id))).scalar() or 0
    rows = _first(connection, fit, revisions.c.id, lookup.revisions_sharing(connection, weights))
    return [Work(row.article_id, row.extraction_id, 0, through) for row in rows]


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
    if _is_void(connection, work, run.engine, claim_id):
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
        select(appearances.c.since, claims.c.said, claims.c.article_id)
        .join_from(claims, articles, articles.c.id == claims.c.article_id)
        .join(
            appearances,
            (appearances.c.claim_id == claims.c.id) & (appearances.c.extraction_id == articles.c.current_id),
        )
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


def _is_void(connection: Connection, work: Work, engine: Engine, claim_id: int | None) -> bool:
    current: ScalarSelect[int | None] = (
        select(articles.c.current_id).where(articles.c.id == work.article_id).scalar_subquery()
    )
    done = (
        select(checks.c.id)
        .join_from(checks, runs, runs.c.id == checks.c.run_id)
        .where(checks.c.extraction_id == work.extraction, checks.c.extractions_through >= work.through)
        .where(same_engine(engine), checks.c.claim_id.is_not_distinct_from(claim_id))
    )
    replaced = connection.execute(select(current)).scalar() != work.extraction
    return replaced or connection.execute(done).first() is not None
