"""How rows become values: the selects that several questions share, and the conditions for what is current.

A quote or claim is current while the newest extraction of its article still finds it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, select

from claimtrack.errors import UnknownId
from claimtrack.model import Article, Claim, Engine, Evidence, Finding, Period, Quote, Span
from claimtrack.store.records import ArticleRecord, FindingRecord
from claimtrack.store.tables import (
    appearances,
    articles,
    checks,
    claims,
    extractions,
    findings,
    found_quotes,
    quotes,
    revisions,
    runs,
    speakers,
)

origin = func.coalesce(articles.c.origin_id, articles.c.id)


def unknown(letter: str, id: int, command: str) -> UnknownId:
    """The error for a number that the database does not hold."""
    return UnknownId(f"there is no {letter}{id} in this database: 'claimtrack {command}' lists what there is")


def select_articles() -> Select[Any]:
    """Articles in their newest state."""
    return (
        select(articles.c.id, extractions, revisions.c.text, origin.label("origin"))
        .join_from(articles, extractions, extractions.c.id == articles.c.current_id)
        .join(revisions, revisions.c.id == extractions.c.revision_id)
    )


def article_record(row: Row[Any]) -> ArticleRecord:
    article = Article(row.text, row.title, row.outlet, row.url, row.published)
    return ArticleRecord(row.article_id, row.revision_id, article, row.origin, row.language)


def select_claims() -> Select[Any]:
    """Claims with their speakers and, from the newest place that they were found in, their spans and words."""
    taken, place = appearances.alias(), appearances.alias("place")
    newest = (
        select(taken.c.id)
        .where(taken.c.claim_id == claims.c.id)
        .order_by(taken.c.extraction_id.desc(), taken.c.quote_id.nulls_last())
        .limit(1)
        .scalar_subquery()
    )
    quoted = func.coalesce(quotes.c.text, place.c.words).label("quoted")
    return (
        select(claims, speakers.c.name.label("speaker"), place.c.spans, place.c.words, quoted)
        .join_from(claims, speakers, speakers.c.id == claims.c.speaker_id, isouter=True)
        .join(place, place.c.id == newest, isouter=True)
        .join(quotes, quotes.c.id == place.c.quote_id, isouter=True)
    )


def claim_value(row: Row[Any]) -> Claim:
    """The claim, with the words of its newest quote; in an article's own voice, its own words there."""
    period = Period(row.period_start, row.period_end, row.period_phrase) if row.period_start else None
    weighed = (row.hedge, row.worth, row.worth_reason, row.confirmed_if, row.contradicted_if)
    return Claim(row.text, row.type, row.spans, row.speaker, row.said, period, *weighed, row.quoted)


def claim_is_current(after: int | None = None, through: int | None = None) -> ColumnElement[bool]:
    """The condition that the newest extraction of the claim's ``articles`` row finds it.

    ``after`` and ``through`` are bounds of the extraction since which it stands.
    """
    taken = appearances.alias()
    current = exists().where(taken.c.claim_id == claims.c.id, taken.c.extraction_id == articles.c.current_id)
    if after is not None:
        current = current.where(taken.c.since > after)
    if through is not None:
        current = current.where(taken.c.since <= through)
    return current


def claim_confidence() -> ColumnElement[float | None]:
    """How sure the surest quote is that the newest extraction takes a claim from; none in an article's own voice."""
    taken, found, seen = appearances.alias(), found_quotes.alias(), appearances.alias()
    newest = select(func.max(seen.c.extraction_id)).where(seen.c.claim_id == claims.c.id).correlate(claims)
    together = (found.c.quote_id == taken.c.quote_id) & (found.c.extraction_id == taken.c.extraction_id)
    return (
        select(func.max(found.c.confidence))
        .join_from(taken, found, together)
        .where(taken.c.claim_id == claims.c.id, taken.c.extraction_id == newest.scalar_subquery())
        .correlate(claims)
        .scalar_subquery()
    )


def engine_columns() -> tuple[ColumnElement[Any], ...]:
    """What ``engine_value`` needs of a run."""
    return runs.c.name.label("engine"), runs.c.version, runs.c.model, runs.c.prompt


def engine_value(row: Row[Any]) -> Engine:
    return Engine(row.engine, row.version, row.model, row.prompt)


def quote_value(row: Row[Any]) -> Quote:
    return Quote(
        content=row.content,
        kind=row.kind,
        mention=_span(row.mention),
        cue=row.cue,
        speaker=row.speaker,
        relay=row.relay,
        confidence=row.confidence,
        rule=row.rule,
        addressee=_span(row.addressee),
        occasion=_span(row.occasion),
        medium=_span(row.medium),
        said=row.said,
    )


def _span(spans: tuple[Span, ...]) -> Span | None:
    return spans[0] if spans else None


def select_evidence() -> Select[Any]:
    """Findings that count: for each article those of the newest check that held it against the claim.

    A check by another engine or on a later revision thereby takes the place of an older one, which stays stored; but
    the offline engine never takes the place of a model on the same revision, whichever came last.
    """
    judged, now = extractions.alias("judged"), extractions.alias("now")
    other, by, read, taken = checks.alias(), runs.alias(), extractions.alias(), appearances.alias()
    is_stronger = (by.c.model.is_not(None) & runs.c.model.is_(None)) & (read.c.revision_id == judged.c.revision_id)
    is_weaker = (by.c.model.is_(None) & runs.c.model.is_not(None)) & (read.c.revision_id == judged.c.revision_id)
    replaced = (
        exists()
        .where(other.c.extraction_id == read.c.id, other.c.run_id == by.c.id, read.c.article_id == articles.c.id)
        .where(is_stronger | ((other.c.id > checks.c.id) & ~is_weaker))
        .where(taken.c.claim_id == findings.c.claim_id)
        .where(other.c.claim_id.is_(None) | (other.c.claim_id == findings.c.claim_id))
        .where(other.c.extractions_after < taken.c.since, other.c.extractions_through >= taken.c.since)
    )
    return (
        select(
            findings,
            judged.c.revision_id,
            articles.c.id.label("article_id"),
            *(now.c.title, now.c.outlet, now.c.url, now.c.published),
            origin.label("origin"),
            *engine_columns(),
        )
        .join_from(findings, checks, checks.c.id == findings.c.check_id)
        .join(runs, runs.c.id == checks.c.run_id)
        .join(judged, judged.c.id == checks.c.extraction_id)
        .join(articles, articles.c.id == judged.c.article_id)
        .join(now, now.c.id == articles.c.current_id)
        .where(~replaced)
        .order_by(now.c.published, findings.c.id)
    )


def finding_value(row: Row[Any]) -> Finding:
    evidence = Span(row.start, row.end)
    told = (row.confidence, row.reason, row.by, row.event, row.covers)
    return Finding(row.relation, row.passage, evidence, *told)


def evidence_value(row: Row[Any]) -> Evidence:
    return Evidence(finding_value(row), row.published, row.origin)


def finding_record(row: Row[Any], text: str) -> FindingRecord:
    """``text`` is the text of the revision that was judged."""
    finding = finding_value(row)
    shown = finding.evidence.of(text)
    article = (row.article_id, row.title, row.outlet, row.url, row.published, row.origin)
    return FindingRecord(row.id, row.claim_id, finding, shown, *article, engine_value(row))


def as_good_as(engine: Engine) -> ColumnElement[bool]:
    """The condition that a run was by ``engine``, or by a model where ``engine`` is the offline one."""
    return same_engine(engine) if engine.model else same_engine(engine) | runs.c.model.is_not(None)


def same_engine(engine: Engine) -> ColumnElement[bool]:
    """The condition that a run was by ``engine``."""
    return (
        (runs.c.name == engine.name)
        & (runs.c.version == engine.version)
        & runs.c.model.is_not_distinct_from(engine.model)
        & runs.c.prompt.is_not_distinct_from(engine.prompt)
    )
