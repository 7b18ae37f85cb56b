"""The questions a user asks: quotes, claims, speakers and findings as records, each in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, distinct, func, select

from claimtrack.model import ClaimType, LeftOut, QuoteKind, Reason, Rejection, Span, Speaker, Status
from claimtrack.store.records import (
    AppearanceRecord,
    ArticleRecord,
    ClaimRecord,
    FindingRecord,
    QuoteRecord,
    ReasonRecord,
    RejectionRecord,
    ReviewRecord,
    SpeakerRecord,
    Spread,
    WhyRecord,
)
from claimtrack.store.reviews import is_last_of_claim, review_columns, review_record
from claimtrack.store.reviews import rejections as rejections_now
from claimtrack.store.rows import (
    article_record,
    claim_confidence,
    claim_is_current,
    claim_value,
    engine_columns,
    engine_value,
    finding_record,
    is_newest,
    named,
    origin,
    quote_value,
    select_articles,
    select_claims,
    select_evidence,
    unknown,
    verdict_value,
    with_words,
)
from claimtrack.store.search import every_word, matches, quote_words
from claimtrack.store.statuses import is_last_change
from claimtrack.store.tables import (
    appearances,
    articles,
    changes,
    claims,
    extractions,
    findings,
    found_quotes,
    left_out,
    quotes,
    rejections,
    reviews,
    revisions,
    runs,
    speaker_names,
    speakers,
)
from claimtrack.text.notices import HEAD, is_withdrawn

_QUOTE_IS_CURRENT = found_quotes.c.extraction_id == articles.c.current_id
_CLAIM_IS_CURRENT = appearances.c.extraction_id == articles.c.current_id
_QUOTE_COUNT, _CLAIM_COUNT = (
    select(counted).join(articles, is_current).where(articles.c.id == bindparam("article"))
    for counted, is_current in (
        (func.count(found_quotes.c.quote_id), _QUOTE_IS_CURRENT),
        (func.count(distinct(appearances.c.claim_id)), _CLAIM_IS_CURRENT),
    )
)
_now = extractions.alias("now")
_Columns = TypeVarTuple("_Columns")


def article(connection: Connection, id: int) -> ArticleRecord:
    row = connection.execute(select_articles().where(articles.c.id == id)).first()
    if row is None:
        raise unknown("A", id, "quotes")
    return article_record(row)


def find_quotes(
    connection: Connection,
    query: str | None = None,
    speaker: str | None = None,
    since: date | None = None,
    until: date | None = None,
    kind: QuoteKind | None = None,
    article: int | None = None,
    min_confidence: float = 0,
) -> list[QuoteRecord]:
    conditions: list[ColumnElement[bool]] = [_QUOTE_IS_CURRENT]
    if query is not None:
        conditions.append(quotes.c.id.in_(select(quote_words.c.rowid).where(matches(quote_words, every_word(query)))))
    if speaker is not None:
        conditions.append(quotes.c.speaker_id.in_(named(speaker)))
    if since is not None:
        conditions.append(_now.c.published >= since)
    if until is not None:
        conditions.append(_now.c.published <= until)
    if kind is not None:
        conditions.append(quotes.c.kind == kind)
    if article is not None:
        conditions.append(articles.c.id == article)
    if min_confidence:
        conditions.append(found_quotes.c.confidence >= min_confidence)
    return _quotes(connection, conditions)


def quote(connection: Connection, id: int) -> QuoteRecord:
    seen = found_quotes.alias()
    newest = select(func.max(seen.c.extraction_id)).where(seen.c.quote_id == id).scalar_subquery()
    found = _quotes(connection, [quotes.c.id == id, found_quotes.c.extraction_id == newest])
    if not found:
        raise unknown("Q", id, "quotes")
    return found[0]


def why(connection: Connection, id: int) -> WhyRecord:
    """Why the newest extraction that found a quote did. Raises UnknownId."""
    query = (
        select(found_quotes, revisions.c.text, runs.c.id.label("run_id"), *engine_columns())
        .join_from(found_quotes, extractions, extractions.c.id == found_quotes.c.extraction_id)
        .join(revisions, revisions.c.id == extractions.c.revision_id)
        .join(runs, runs.c.id == extractions.c.run_id)
        .where(found_quotes.c.quote_id == id)
        .order_by(found_quotes.c.extraction_id.desc())
    )
    if (row := connection.execute(query).first()) is None:
        raise unknown("Q", id, "quotes")
    taken = select(appearances.c.claim_id, appearances.c.reasons).where(
        appearances.c.quote_id == id, appearances.c.extraction_id == row.extraction_id
    )
    claims = {claim: _with_words(reasons, row.text) for claim, reasons in connection.execute(taken)}
    return WhyRecord(row.run_id, engine_value(row), _with_words(row.reasons, row.text), claims)


def _with_words(reasons: Iterable[Reason], text: str) -> tuple[ReasonRecord, ...]:
    return tuple(ReasonRecord(one, " ... ".join(span.of(text) for span in one.spans) or None) for one in reasons)


def revision_quotes(connection: Connection, revision: int) -> list[QuoteRecord]:
    """The quotes that the newest extraction of a revision found."""
    read = extractions.alias()
    newest = select(func.max(read.c.id)).where(read.c.revision_id == revision).scalar_subquery()
    return _quotes(connection, [found_quotes.c.extraction_id == newest])


def find_claims(
    connection: Connection,
    speaker: str | None = None,
    status: Status | None = None,
    type: ClaimType | None = None,
    article: int | None = None,
    min_confidence: float = 0,
) -> list[ClaimRecord]:
    conditions = [claim_is_current(article=article)]
    if min_confidence:
        conditions.append(func.coalesce(claim_confidence(), 1) >= min_confidence)
    if speaker is not None:
        conditions.append(claims.c.speaker_id.in_(named(speaker)))
    if status is not None:
        conditions.append((changes.c.status == status) | (reviews.c.status == status))
    if type is not None:
        conditions.append(claims.c.type == type)
    found = _claims(connection, conditions)
    return [one for one in found if not one.rejected] if status else found


def claim(connection: Connection, id: int) -> ClaimRecord:
    found = _claims(connection, [claims.c.id == id])
    if not found:
        raise unknown("C", id, "claims")
    return found[0]


def claim_appearances(connection: Connection, claim_ids: Collection[int]) -> dict[int, list[AppearanceRecord]]:
    """Where each claim is made, earliest article first; where none makes it any more, the last place."""
    beginning = func.substr(revisions.c.text, 1, HEAD).label("beginning")
    query = (
        select(extractions, appearances, origin.label("origin"), _now.c.title.label("title_now"), beginning)
        .join_from(appearances, extractions, extractions.c.id == appearances.c.extraction_id)
        .join(articles, articles.c.id == extractions.c.article_id)
        .join(_now, _now.c.id == articles.c.current_id)
        .join(revisions, revisions.c.id == _now.c.revision_id)
        .where(appearances.c.claim_id.in_(claim_ids), is_newest(appearances))
        .order_by(extractions.c.published.nulls_last(), articles.c.id, appearances.c.id)
    )
    found: dict[int, list[AppearanceRecord]] = defaultdict(list)
    for row in connection.execute(query):
        place = (row.article_id, row.outlet, row.url, row.published, row.origin, row.quote_id, row.said, row.words)
        found[row.claim_id].append(AppearanceRecord(*place, is_withdrawn(row.title_now, row.beginning)))
    return found


def all_speakers(connection: Connection) -> list[SpeakerRecord]:
    """Everyone who is quoted now, most quoted first."""
    found = [record for record in _speakers(connection) if record.quotes]
    return sorted(found, key=lambda record: (-record.quotes, -record.claims, record.id))


def speaker(connection: Connection, id: int) -> SpeakerRecord:
    found = _speakers(connection, speakers.c.id == id)
    if not found:
        raise unknown("S", id, "speakers")
    return found[0]


def counts(connection: Connection, article: int) -> tuple[int, int]:
    """How many quotes and claims are current in an article."""
    here = {"article": article}
    return connection.execute(_QUOTE_COUNT, here).scalar_one(), connection.execute(_CLAIM_COUNT, here).scalar_one()


def claim_findings(connection: Connection, claim_id: int, by: date | None = None) -> list[FindingRecord]:
    """The findings on a claim that count, or did on a day, oldest evidence first."""
    query = with_words(select_evidence(by)).where(findings.c.claim_id == claim_id)
    return [finding_record(row) for row in connection.execute(query)]


def current_rejections(connection: Connection, article: int) -> list[RejectionRecord]:
    """What was reported of the newest reading of an article, and refused, in the order of the reports."""
    return _rejections(connection, rejections.c.extraction_id == _require_article(connection, article))


def claim_rejections(connection: Connection, claim_id: int) -> list[RejectionRecord]:
    """What judges reported on a claim, and was refused, in the order of the reports."""
    return _rejections(connection, rejections.c.claim_id == claim_id)


def _rejections(connection: Connection, wanted: ColumnElement[bool]) -> list[RejectionRecord]:
    query = (
        select(rejections, extractions.c.article_id)
        .join_from(rejections, extractions, extractions.c.id == rejections.c.extraction_id)
        .where(wanted)
        .order_by(rejections.c.id)
    )
    return [
        RejectionRecord(row.article_id, Rejection(row.subject, row.reason, row.given), row.claim_id)
        for row in connection.execute(query)
    ]


def current_left_out(connection: Connection, article: int) -> list[LeftOut]:
    """The pairs of quotation marks that the newest extraction of an article calls no quotes, in text order."""
    current = _require_article(connection, article)
    query = select(left_out).where(left_out.c.extraction_id == current).order_by(left_out.c.start, left_out.c.id)
    return [LeftOut(Span(row.start, row.end), row.reason) for row in connection.execute(query)]


def _require_article(connection: Connection, id: int) -> int:
    """The current extraction of an article. Raises UnknownId."""
    current = connection.execute(select(articles.c.current_id).where(articles.c.id == id)).scalar()
    if current is None:
        raise unknown("A", id, "quotes")
    return current


def _quotes(connection: Connection, conditions: Iterable[ColumnElement[bool]]) -> list[QuoteRecord]:
    source = (
        found_quotes.join(quotes, quotes.c.id == found_quotes.c.quote_id)
        .join(revisions, revisions.c.id == quotes.c.revision_id)
        .join(articles, articles.c.id == revisions.c.article_id)
        .join(_now, _now.c.id == articles.c.current_id)
        .outerjoin(speakers, speakers.c.id == quotes.c.speaker_id)
    )
    query = (
        select(
            quotes,
            *(column for column in found_quotes.c if column.name not in ("extraction_id", "quote_id", "reasons")),
            speakers.c.name.label("speaker"),
            *(articles.c.id.label("article_id"), _now.c.title, _now.c.outlet, _now.c.url, _now.c.published),
        )
        .select_from(source)
        .where(*conditions)
        .order_by(_now.c.published.nulls_last(), articles.c.id, quotes.c.start, quotes.c.id)
    )
    together = (appearances.c.quote_id == quotes.c.id) & (appearances.c.extraction_id == found_quotes.c.extraction_id)
    pairs = select(quotes.c.id, appearances.c.claim_id).select_from(source.join(appearances, together))
    taken = _grouped(connection, pairs.where(*conditions))
    rejected = rejections_now(connection)
    return [_quote_record(row, taken[row.id], rejected.get(row.id)) for row in connection.execute(query)]


def _quote_record(row: Row[Any], claim_ids: tuple[int, ...], rejected: ReviewRecord | None) -> QuoteRecord:
    article = (row.article_id, row.title, row.outlet, row.url, row.published)
    return QuoteRecord(row.id, quote_value(row), row.text, row.said_by, row.speaker_id, *article, claim_ids, rejected)


def _claims(connection: Connection, conditions: Iterable[ColumnElement[bool]]) -> list[ClaimRecord]:
    def meeting(query: Select[*_Columns]) -> Select[*_Columns]:
        return (
            query.join(changes, is_last_change())
            .join(reviews, is_last_of_claim(claims.c.id), isouter=True)
            .where(*conditions)
        )

    state = (changes.c.status, changes.c.because, changes.c.policy, changes.c.candidate, changes.c.reversal)
    sure, current = claim_confidence().label("confidence"), claim_is_current().label("is_current")
    query = meeting(select_claims().add_columns(*state, sure, current, *review_columns()))
    rows = connection.execute(query).all()
    made = meeting(
        select(claims.c.id, extractions.c.article_id, origin, appearances.c.quote_id)
        .join_from(claims, appearances, appearances.c.claim_id == claims.c.id)
        .join(extractions, extractions.c.id == appearances.c.extraction_id)
        .join(articles, articles.c.id == extractions.c.article_id)
    ).where(is_newest(appearances))
    places, rejected = _by_first(connection.execute(made)), rejections_now(connection).keys()
    found = [_claim_record(row, places[row.id], rejected) for row in rows]
    return sorted(found, key=lambda one: (one.published is None, one.published, one.article_id, one.id))


def _claim_record(
    row: Row[Any], places: Iterable[tuple[int, int, int | None]], rejected: Collection[int]
) -> ClaimRecord:
    """``places`` are articles with their origins and the quotes in them that make the claim."""
    in_articles, in_origins, in_quotes = (set(column) for column in zip(*places, strict=True))
    quote_ids = tuple(sorted(in_quotes - {None}))
    return ClaimRecord(
        id=row.id,
        claim=claim_value(row),
        speaker_id=row.speaker_id,
        verdict=verdict_value(row),
        quote_ids=quote_ids,
        article_id=row.article_id,
        outlet=row.outlet,
        published=row.published,
        words=row.words,
        spread=Spread(len(in_articles), len(in_origins)),
        confidence=row.confidence,
        review=review_record(row),
        rejected=None not in in_quotes and all(id in rejected for id in quote_ids),
        is_current=row.is_current,
    )


def _by_first(rows: Iterable[Row[*tuple[Any, ...]]]) -> dict[int, list[Any]]:
    """Rows, without their first column, by what it holds."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(tuple(row[1:]))
    return found


def _grouped(connection: Connection, query: Select[int, int]) -> dict[int, tuple[int, ...]]:
    """Pairs of numbers as the second ones of each first one, in order."""
    found: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for one, other in sorted(set(connection.execute(query))):
        found[one] += (other,)
    return found


def _speakers(connection: Connection, *conditions: ColumnElement[bool]) -> list[SpeakerRecord]:
    quoted = (
        select(func.count())
        .select_from(quotes)
        .join(found_quotes, found_quotes.c.quote_id == quotes.c.id)
        .join(articles, _QUOTE_IS_CURRENT)
        .where(quotes.c.speaker_id == speakers.c.id)
    )
    claimed = (
        select(func.count(distinct(claims.c.id)))
        .join(appearances, appearances.c.claim_id == claims.c.id)
        .join(articles, _CLAIM_IS_CURRENT)
        .where(claims.c.speaker_id == speakers.c.id)
    )
    counts = (quoted.scalar_subquery().label("quotes"), claimed.scalar_subquery().label("claims"))
    rows = connection.execute(select(speakers, *counts).where(*conditions))
    written = select(speaker_names.c.speaker_id, speaker_names.c.name).join_from(speaker_names, speakers)
    aliases: dict[int, list[str]] = defaultdict(list)
    for id, alias in connection.execute(written.where(speaker_names.c.name != speakers.c.name, *conditions)):
        aliases[id] += filter(None, [alias])
    return [
        SpeakerRecord(row.id, Speaker(row.name, row.kind, tuple(sorted(aliases[row.id]))), row.quotes, row.claims)
        for row in rows
    ]
