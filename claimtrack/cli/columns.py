"""What each listing shows: one description for all formats, in the words of docs/design.md.

Numbers of the database are written with their letter (A1, Q7, C12, S3), spans as ``[start, end]``, days as 2025-10-16.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claimtrack.cli.output import Column
from claimtrack.cli.verdicts import plain, standing_words
from claimtrack.model import Claim, Period, Quote, Said, Span

if TYPE_CHECKING:
    from claimtrack.extract.ledger import LedgerEntry
    from claimtrack.pipeline import Ingested, Weighed
    from claimtrack.store.records import (
        AppearanceRecord,
        ArticleRecord,
        ClaimRecord,
        QuoteRecord,
        ReasonRecord,
        RejectionRecord,
        ReviewRecord,
        SpeakerRecord,
        Spread,
        WhyRecord,
    )
    from claimtrack.store.stream import QuoteChange, StatusChange
    from claimtrack.tracker import Copy, Tracker


@dataclass(frozen=True, slots=True)
class Taken:
    """An input, by the name it was given under, and what became of it."""

    source: str
    ingested: Ingested


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with both answers: whether it was said, and (in the record) whether it is so."""

    record: ClaimRecord
    said: Said


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A pair of quotation marks with the text they stand in."""

    entry: LedgerEntry
    text: str


def numbers(letter: str, ids: Iterable[int]) -> list[str]:
    """Ids as a user types them."""
    return [f"{letter}{id}" for id in ids]


def number(letter: str, id: int | None) -> str | None:
    """An id as a user types it, None for none."""
    return None if id is None else f"{letter}{id}"


def iso(day: date | None) -> str | None:
    """A day as 2025-10-16."""
    return day.isoformat() if day else None


def spans(found: Iterable[Span]) -> list[list[int]]:
    """Spans as pairs of offsets."""
    return [[span.start, span.end] for span in found]


def ends(span: Span | None) -> list[int] | None:
    """A span as a pair of offsets, None for none."""
    return [span.start, span.end] if span else None


def period(value: Period | None) -> dict[str, object] | None:
    """A period with the words that named it."""
    return {"start": iso(value.start), "end": iso(value.end), "phrase": value.phrase} if value else None


def speaker_cell(quote: Quote, mention: str | None) -> str:
    """The speaker's name; for one that has none, the article's words for them, in brackets."""
    return quote.speaker or (f"({mention})" if mention else "")


def extracted_claim(claim: Claim) -> dict[str, object]:
    """A claim that is in no database."""
    return {
        "text": claim.text,
        "type": claim.type,
        "spans": spans(claim.spans),
        "said": iso(claim.said),
        "period": period(claim.period),
        "hedge": claim.hedge,
        "worth": claim.worth,
        "worth_reason": claim.worth_reason,
        "confirmed_if": claim.confirmed_if,
        "contradicted_if": claim.contradicted_if,
    }


def evidence(weighed: Weighed) -> dict[str, object]:
    """A finding with its verbatim evidence, where it stands, and whether it counts."""
    record = weighed.finding
    return {
        "relation": record.finding.relation,
        "counts": weighed.left_out is None,
        "left_out": weighed.left_out,
        "stands": record.stands,
        "text": record.text,
        "span": ends(record.finding.evidence),
        "by": record.finding.by,
        "event": iso(record.finding.event),
        "covers": list(record.finding.covers),
        "outlet": record.outlet,
        "published": iso(record.published),
        "url": record.url,
        "title": record.title,
        "article": number("A", record.article_id),
        "origin": number("A", record.origin),
        "confidence": record.finding.confidence,
        "reason": record.finding.reason,
        "engine": str(record.engine),
    }


def why(record: WhyRecord, claim_ids: Iterable[int]) -> dict[str, object]:
    """Why a quote was found as it was, and which claims were taken from it."""
    return {
        "run": number("R", record.run_id),
        "engine": str(record.engine),
        "model": record.engine.model,
        "reasons": [reason(one) for one in record.reasons],
        "claims": {f"C{id}": [reason(one) for one in record.claims.get(id, ())] for id in claim_ids},
    }


def reason(record: ReasonRecord) -> dict[str, object]:
    """Why one decision fell as it did, with the words of the article that it rests on."""
    one = record.reason
    return {"decision": one.decision, "rule": one.rule, "words": record.words, "spans": spans(one.spans)}


def appearance(record: AppearanceRecord) -> dict[str, object]:
    """An article that makes a claim."""
    return {
        "article": number("A", record.article_id),
        "outlet": record.outlet,
        "published": iso(record.published),
        "url": record.url,
        "origin": number("A", record.origin),
        "quote": number("Q", record.quote_id),
        "said": iso(record.said),
        "words": record.words,
    }


def quote_change(change: QuoteChange) -> dict[str, object]:
    """How a quote was edited, or differs from one in another outlet."""
    quote, *other = change.quote_ids
    return {
        "kind": change.kind,
        "quote": number("Q", quote),
        "other": number("Q", other[0]) if other else None,
        "because": change.because,
        "as_of": iso(change.as_of),
        "recorded": change.recorded.isoformat(timespec="seconds"),
    }


def spread(counted: Spread) -> str:
    """In how many articles something stands, in words."""
    origins = f" ({counted.origins} origin{'s' * (counted.origins != 1)})"
    return f"{counted.articles} article{'s' * (counted.articles != 1)}{origins * (counted.origins != counted.articles)}"


def spread_cell(spread: Spread) -> str:
    """In how many articles a claim stands, where it is not one: "3 (2 origins)"."""
    origins = f" ({spread.origins} origin{'s' * (spread.origins > 1)})"
    return f"{spread.articles}{origins * (spread.origins < spread.articles)}"


def claim_rows(tracker: Tracker, claims: Sequence[ClaimRecord]) -> list[ClaimRow]:
    """Claims as ``CLAIMS`` lists them."""
    said = tracker.said(claims)
    return [ClaimRow(claim, said[claim.id]) for claim in claims]


def said_in(said: Said) -> dict[str, int]:
    """In how many independent origins a claim was said, and in how many it was said again later."""
    return {"origins": said.origins, "repeated": said.repeated}


def said_cell(said: Said) -> str:
    """The same for people: "2, again in 3"."""
    return f"{said.origins}, again in {said.repeated}" if said.repeated else f"{said.origins}"


def copy(one: Copy) -> dict[str, object]:
    """An article of one origin with the one that is shown."""
    article = one.record.article
    return {
        "id": number("A", one.record.id),
        "outlet": article.outlet,
        "published": iso(article.published),
        "url": article.url,
        "title": article.title,
        "share": round(one.share, 2),
    }


def history(change: StatusChange) -> dict[str, object]:
    """One entry of a claim's history."""
    return {
        "before": change.before,
        "status": change.verdict.status,
        "candidate": change.verdict.candidate,
        "reversal": change.verdict.reversal,
        "because": change.verdict.because,
        "policy": change.verdict.policy,
        "as_of": iso(change.as_of),
        "recorded": change.recorded.isoformat(timespec="seconds"),
    }


def review(record: ReviewRecord | None) -> dict[str, object] | None:
    """What a reviewer said; None for none."""
    if record is None:
        return None
    said = record.review
    when = record.recorded.isoformat(timespec="seconds")
    return {"kind": said.kind, "status": said.status, "by": said.by, "note": said.note, "recorded": when}


TAKEN: tuple[Column[Taken], ...] = (
    Column("id", lambda row: number("A", row.ingested.record.id)),
    Column("outcome", lambda row: row.ingested.outcome),
    Column("quotes", lambda row: row.ingested.quotes),
    Column("claims", lambda row: row.ingested.claims),
    Column("copy_of", lambda row: number("A", row.ingested.copy_of)),
    Column("published", lambda row: iso(row.ingested.record.article.published)),
    Column("outlet", lambda row: row.ingested.record.article.outlet),
    Column("url", lambda row: row.ingested.record.article.url, table=False),
    Column("language", lambda row: row.ingested.record.language, table=False),
    Column("source", lambda row: row.source, table=False),
    Column(
        "title",
        lambda row: row.ingested.record.article.title,
        lambda row: row.ingested.record.article.title or f"({row.source})",
    ),
)

ARTICLE: tuple[Column[ArticleRecord], ...] = (
    Column("id", lambda row: number("A", row.id)),
    Column("title", lambda row: row.article.title),
    Column("outlet", lambda row: row.article.outlet),
    Column("published", lambda row: iso(row.article.published)),
    Column("url", lambda row: row.article.url),
    Column("copy_of", lambda row: number("A", row.origin) if row.origin != row.id else None),
    Column("characters", lambda row: len(row.article.text)),
    Column("language", lambda row: row.language),
)

QUOTES: tuple[Column[QuoteRecord], ...] = (
    Column("id", lambda row: number("Q", row.id)),
    Column("speaker", lambda row: row.quote.speaker, lambda row: speaker_cell(row.quote, row.mention)),
    Column("kind", lambda row: row.quote.kind),
    Column("published", lambda row: iso(row.published)),
    Column("article", lambda row: number("A", row.article_id)),
    Column("claims", lambda row: numbers("C", row.claim_ids)),
    Column("text", lambda row: row.text, lambda row: f"(rejected) {row.text}" if row.rejected else row.text),
    Column("rejected", lambda row: review(row.rejected), table=False),
    Column("speaker_id", lambda row: number("S", row.speaker_id), table=False),
    Column("mention", lambda row: row.mention, table=False),
    Column("relay", lambda row: row.quote.relay, table=False),
    Column("content", lambda row: spans(row.quote.content), table=False),
    Column("addressee", lambda row: ends(row.quote.addressee), table=False),
    Column("occasion", lambda row: ends(row.quote.occasion), table=False),
    Column("medium", lambda row: ends(row.quote.medium), table=False),
    Column("said", lambda row: iso(row.quote.said), table=False),
    Column("confidence", lambda row: row.quote.confidence, table=False),
    Column("rule", lambda row: row.quote.rule, table=False),
    Column("title", lambda row: row.title, table=False),
    Column("outlet", lambda row: row.outlet, table=False),
    Column("url", lambda row: row.url, table=False),
)

CLAIMS: tuple[Column[ClaimRow], ...] = (
    Column("id", lambda row: number("C", row.record.id)),
    Column("status", lambda row: row.record.status, lambda row: plain(standing_words(row.record))),
    Column("type", lambda row: row.record.claim.type),
    Column("speaker", lambda row: row.record.claim.speaker),
    Column("said", lambda row: iso(row.record.claim.said)),
    Column("articles", lambda row: row.record.spread.articles, lambda row: spread_cell(row.record.spread)),
    Column("said_in", lambda row: said_in(row.said), lambda row: said_cell(row.said)),
    Column("text", lambda row: row.record.claim.text),
    Column("origins", lambda row: row.record.spread.origins, table=False),
    Column("speaker_id", lambda row: number("S", row.record.speaker_id), table=False),
    Column("period", lambda row: period(row.record.claim.period), table=False),
    Column("hedge", lambda row: row.record.claim.hedge, table=False),
    Column("worth", lambda row: row.record.claim.worth, table=False),
    Column("worth_reason", lambda row: row.record.claim.worth_reason, table=False),
    Column("confirmed_if", lambda row: row.record.claim.confirmed_if, table=False),
    Column("contradicted_if", lambda row: row.record.claim.contradicted_if, table=False),
    Column("words", lambda row: row.record.words, table=False),
    Column("confidence", lambda row: row.record.confidence, table=False),
    Column("engine_status", lambda row: row.record.verdict.status, table=False),
    Column("candidate", lambda row: row.record.verdict.candidate, table=False),
    Column("reversal", lambda row: row.record.verdict.reversal, table=False),
    Column("because", lambda row: row.record.verdict.because, table=False),
    Column("policy", lambda row: row.record.verdict.policy, table=False),
    Column("review", lambda row: review(row.record.review), table=False),
    Column("rejected", lambda row: row.record.rejected, table=False),
    Column("current", lambda row: row.record.is_current, table=False),
    Column("quotes", lambda row: numbers("Q", row.record.quote_ids), table=False),
    Column("article", lambda row: number("A", row.record.article_id), table=False),
    Column("outlet", lambda row: row.record.outlet, table=False),
    Column("published", lambda row: iso(row.record.published), table=False),
)

SPEAKERS: tuple[Column[SpeakerRecord], ...] = (
    Column("id", lambda row: number("S", row.id)),
    Column("name", lambda row: row.speaker.name),
    Column("kind", lambda row: row.speaker.kind),
    Column("quotes", lambda row: row.quotes),
    Column("claims", lambda row: row.claims),
    Column("aliases", lambda row: list(row.speaker.aliases)),
)


REVIEWS: tuple[Column[ReviewRecord], ...] = (
    Column("id", lambda row: number("C", row.claim_id) or number("Q", row.quote_id)),
    Column("kind", lambda row: row.review.kind),
    Column("status", lambda row: row.review.status),
    Column("by", lambda row: row.review.by),
    Column("note", lambda row: row.review.note),
    Column("recorded", lambda row: row.recorded.isoformat(timespec="seconds")),
)

REJECTED: tuple[Column[RejectionRecord], ...] = (
    Column("article", lambda row: number("A", row.article_id)),
    Column("claim", lambda row: number("C", row.claim_id)),
    Column("subject", lambda row: row.rejection.subject),
    Column("reason", lambda row: row.rejection.reason),
    Column("given", lambda row: row.rejection.given),
)

LEDGER: tuple[Column[LedgerRow], ...] = (
    Column("start", lambda row: row.entry.span.start),
    Column("end", lambda row: row.entry.span.end),
    Column("outcome", lambda row: row.entry.outcome),
    Column("reason", lambda row: row.entry.reason),
    Column("text", lambda row: row.entry.span.of(row.text)),
)
