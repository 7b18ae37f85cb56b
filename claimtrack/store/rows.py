"""How rows become values: the selects that several questions share, and the conditions for what is current.

A quote is current while the newest extraction of its article still finds it, a claim while that of any article does.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, Select, case, exists, func, select

from claimtrack.errors import UnknownId
from claimtrack.model import Article, Claim, Engine, Evidence, Finding, Period, Quote, Span, Verdict
from claimtrack.speakers import key
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
    speaker_names,
    speakers,
)
from claimtrack.text.notices import HEAD, is_withdrawn


def origin_of(table: FromClause) -> ColumnElement[int]:
    """The origin of a row of ``articles``, or of an alias of it."""
    return func.coalesce(table.c.origin_id, table.c.id)


origin = origin_of(articles)


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
    """Claims with their speakers and the day of their first utterance; with the place that shows them best, which is in
    the earliest article that makes them now: its spans and words, its article, outlet and date.
    """
    taken, read, home = appearances.alias(), extractions.alias(), articles.alias()
    place, at = appearances.alias("place"), extractions.alias("at")
    is_current = home.c.current_id == taken.c.extraction_id
    best = (
        select(taken.c.id)
        .join(read, read.c.id == taken.c.extraction_id)
        .join(home, home.c.id == read.c.article_id)
        .where(taken.c.claim_id == claims.c.id)
        .order_by(
            is_current.desc(),
            case((is_current, read.c.published)).nulls_last(),
            case((is_current, home.c.id)),
            taken.c.extraction_id.desc(),
            taken.c.quote_id.nulls_last(),
        )
        .limit(1)
        .scalar_subquery()
    )
    quoted = func.coalesce(quotes.c.text, place.c.words).label("quoted")
    return (
        select(
            *(column for column in claims.c if column.name not in ("article_id", "said")),
            claim_said().label("said"),
            speakers.c.name.label("speaker"),
            *(place.c.spans, place.c.words, quoted, at.c.article_id, at.c.outlet, at.c.published),
        )
        .join_from(claims, speakers, speakers.c.id == claims.c.speaker_id, isouter=True)
        .join(place, place.c.id == best)
        .join(at, at.c.id == place.c.extraction_id)
        .join(quotes, quotes.c.id == place.c.quote_id, isouter=True)
    )


def claim_said() -> ColumnElement[date | None]:
    """The day of a claim's first utterance, as far as the articles know that make it now, or else made it before."""
    taken = appearances.alias()
    days = select(func.min(taken.c.said)).where(taken.c.claim_id == claims.c.id).correlate(claims)
    return func.coalesce(days.where(is_current(taken)).scalar_subquery(), days.scalar_subquery())


def is_current(taken: FromClause) -> ColumnElement[bool]:
    """The condition that the newest reading of its article has an appearance, a row of ``taken``."""
    return exists().where(articles.c.current_id == taken.c.extraction_id).correlate(taken)


def is_newest(taken: FromClause) -> ColumnElement[bool]:
    """The condition that an appearance is current, or in the last reading that had a claim which none has now."""
    other, seen = appearances.alias(), appearances.alias()
    lost = ~exists().where(other.c.claim_id == taken.c.claim_id, is_current(other)).correlate(taken)
    last = select(func.max(seen.c.extraction_id)).where(seen.c.claim_id == taken.c.claim_id).correlate(taken)
    return is_current(taken) | (lost & (taken.c.extraction_id == last.scalar_subquery()))


def appears_near(claim_id: ColumnElement[int], an_origin: ColumnElement[int] | int) -> ColumnElement[bool]:
    """The condition that some state of an article of ``an_origin`` makes a claim: what such an article says is no
    evidence on it.
    """
    taken, read, home = appearances.alias(), extractions.alias(), articles.alias()
    return (
        select(taken.c.id)
        .join(read, read.c.id == taken.c.extraction_id)
        .join(home, home.c.id == read.c.article_id)
        .where(taken.c.claim_id == claim_id, origin_of(home) == an_origin)
        .exists()
    )


def claim_value(row: Row[Any]) -> Claim:
    """The claim, with the words of its newest quote; in an article's own voice, its own words there."""
    period = Period(row.period_start, row.period_end, row.period_phrase) if row.period_start else None
    weighed = (row.hedge, row.worth, row.worth_reason, row.confirmed_if, row.contradicted_if)
    return Claim(row.text, row.type, row.spans, row.speaker, row.said, period, *weighed, row.quoted)


def verdict_value(row: Row[Any]) -> Verdict:
    return Verdict(row.status, row.because, row.policy, row.candidate, row.reversal)


def named(name: str) -> Select[int]:
    """The speakers who have ``name`` for a full name, alias or surname."""
    return select(speaker_names.c.speaker_id).where(speaker_names.c.key == key(name))


def claim_is_current(
    after: int | None = None, through: int | None = None, article: int | None = None
) -> ColumnElement[bool]:
    """The condition that the newest reading of some article, or of ``article``, makes the claim.

    ``after`` and ``through`` are bounds of the extraction since which it stands.
    """
    taken, home = appearances.alias(), articles.alias()
    current = exists().where(taken.c.claim_id == claims.c.id, home.c.current_id == taken.c.extraction_id)
    if after is not None:
        current = current.where(taken.c.since > after)
    if through is not None:
        current = current.where(taken.c.since <= through)
    if article is not None:
        current = current.where(home.c.id == article)
    return current.correlate(claims)


def claim_confidence() -> ColumnElement[float | None]:
    """How sure the surest quote is that a claim is taken from; none in an article's own voice."""
    taken, found = appearances.alias(), found_quotes.alias()
    together = (found.c.quote_id == taken.c.quote_id) & (found.c.extraction_id == taken.c.extraction_id)
    return (
        select(func.max(found.c.confidence))
        .join_from(taken, found, together)
        .where(taken.c.claim_id == claims.c.id, is_newest(taken))
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


def select_evidence(by: date | None = None) -> Select[Any]:
    """Findings that count: for each article those of the newest check that held it against the claim, unless it is an
    article that makes the claim itself, or a copy of one.

    A check by another engine or on a later revision thereby takes the place of an older one, which stays stored; but
    the offline engine never takes the place of a model on the same revision, whichever came last. With ``by``, articles
    count as they were on that day: what was read later of an edit takes no place and takes nothing away.
    """
    judged, now = extractions.alias("judged"), extractions.alias("now")
    state = extractions.alias("state") if by else now
    other, by_run, read, taken = checks.alias(), runs.alias(), extractions.alias(), appearances.alias()
    is_stronger = (by_run.c.model.is_not(None) & runs.c.model.is_(None)) & (read.c.revision_id == judged.c.revision_id)
    is_weaker = (by_run.c.model.is_(None) & runs.c.model.is_not(None)) & (read.c.revision_id == judged.c.revision_id)
    replaced = (
        exists()
        .where(other.c.extraction_id == read.c.id, other.c.run_id == by_run.c.id, read.c.article_id == articles.c.id)
        .where(is_stronger | ((other.c.id > checks.c.id) & ~is_weaker))
        .where(taken.c.claim_id == findings.c.claim_id)
        .where(other.c.claim_id.is_(None) | (other.c.claim_id == findings.c.claim_id))
        .where(other.c.extractions_after < taken.c.since, other.c.extractions_through >= taken.c.since)
    )
    query = (
        select(
            findings,
            judged.c.revision_id,
            *(state.c.title, state.c.revision_id.label("revision_now")),
            articles.c.id.label("article_id"),
            *(now.c.outlet, now.c.url, now.c.published),
            origin.label("origin"),
            *engine_columns(),
        )
        .join_from(findings, checks, checks.c.id == findings.c.check_id)
        .join(runs, runs.c.id == checks.c.run_id)
        .join(judged, judged.c.id == checks.c.extraction_id)
        .join(articles, articles.c.id == judged.c.article_id)
        .join(now, now.c.id == articles.c.current_id)
        .order_by(now.c.published, articles.c.id, findings.c.id)
    )
    if by:
        query = query.join(state, state.c.id == _read_by(by)).where(_is_known(judged, state))
        replaced = replaced.where(_is_known(read, state))
    return query.where(~replaced, ~appears_near(findings.c.claim_id, origin))


def _read_by(day: date) -> ColumnElement[int]:
    """The last reading of an article by the end of a ``day`` (UTC); of one that was read later, its first."""
    read, run = extractions.alias(), runs.alias()
    readings = select(read.c.id).where(read.c.article_id == articles.c.id)
    end = datetime.combine(day + timedelta(1), time.min, UTC)
    by_then = readings.join(run, run.c.id == read.c.run_id).where(run.c.started < end)
    last, first = (query.with_only_columns(of(read.c.id)) for query, of in ((by_then, func.max), (readings, func.min)))
    return func.coalesce(last.correlate(articles).scalar_subquery(), first.correlate(articles).scalar_subquery())


def _is_known(reading: FromClause, state: FromClause) -> ColumnElement[bool]:
    """The condition that a reading of an article is not of a later text than that of its ``state``."""
    return (reading.c.id <= state.c.id) | (reading.c.revision_id == state.c.revision_id)


def with_words(evidence: Select[Any]) -> Select[Any]:
    """``evidence``, of ``select_evidence``, with what ``evidence_value`` needs of the articles' texts: the words that
    were judged, and the text as it is now, of which the beginning is enough where it is still the one that was judged.
    """
    then, newest = revisions.alias("then"), revisions.alias("newest")
    judged, now = evidence.selected_columns.revision_id, evidence.selected_columns.revision_now
    said = func.substr(then.c.text, findings.c.start + 1, findings.c.end - findings.c.start)
    text = case((newest.c.id == then.c.id, func.substr(newest.c.text, 1, HEAD)), else_=newest.c.text)
    return (
        evidence.add_columns(said.label("words"), text.label("text_now"))
        .join(then, then.c.id == judged)
        .join(newest, newest.c.id == now)
    )


def finding_value(row: Row[Any]) -> Finding:
    evidence = Span(row.start, row.end)
    told = (row.confidence, row.reason, row.by, row.event, row.covers)
    return Finding(row.relation, row.passage, evidence, *told)


def evidence_value(row: Row[Any]) -> Evidence:
    """The evidence of a row of ``with_words``."""
    article = (row.published, row.origin, row.outlet, row.url)
    return Evidence(finding_value(row), *article, row.words, _stands(row))


def _stands(row: Row[Any]) -> bool:
    edited_away = row.revision_now != row.revision_id and row.words not in row.text_now
    return not edited_away and not is_withdrawn(row.title, row.text_now)


def finding_record(row: Row[Any]) -> FindingRecord:
    """The record of a row of ``with_words``."""
    evidence = evidence_value(row)
    article = (row.article_id, row.title, row.outlet, row.url, row.published, row.origin)
    return FindingRecord(
        row.id, row.claim_id, evidence.finding, evidence.words, *article, engine_value(row), evidence.stands
    )


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
