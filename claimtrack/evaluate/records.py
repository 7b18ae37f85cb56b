"""Gold data and predictions as values, and how they are read out of JSON objects.

A line of gold quotes is an article: ``{"id", "text", "title"?, "published" or "date"?, "outlet" or "publisher"?,
"attributions": [{"content", "source"?, "source_text"?, "kind", "speech"?}]}``; of predictions ``{"id", "quotes":
[{"content", "source"?, "source_text"?, "kind"?, "nested"?, "speaker"?, "confidence"?}]}``, as ``claimtrack extract``
writes them. Spans are ``[start, end]`` in characters of the article's text. A line of gold verdicts is a pair of
``claimtrack judge`` with its ``"label"`` and, where known, ``"rationale_spans"``, the words that tell; of predictions
``{"id", "label", "confidence"?, "evidence_span"?}``. What is not of this shape raises ValueError.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from claimtrack.check.pairs import Label
from claimtrack.model import Article, QuoteKind, Span
from claimtrack.sources.fields import Id, Record, day_of, id_of, required, text_of
from claimtrack.sources.jsonl import ClaimPair, claim_pair

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """An attribution as an annotator marked it. ``names`` are other names of its source, where they are known.

    ``speech`` is false where something else than speech is attributed: a thought, a wish, a document's words.
    """

    content: Spans
    kind: QuoteKind
    source: Spans = ()
    source_text: str | None = None
    names: tuple[str, ...] = ()
    speech: bool = True


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with all its attributions."""

    id: Id
    article: Article
    quotes: tuple[GoldQuote, ...]


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """An attribution as an engine found it. ``nested`` ones stand inside the content of another."""

    content: Spans
    kind: QuoteKind = QuoteKind.DIRECT
    source: Spans = ()
    source_text: str | None = None
    nested: bool = False
    speaker: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class FoundQuotes:
    """All that was found in one article."""

    id: Id
    quotes: tuple[FoundQuote, ...]


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A claim and a text, what the text does to the claim, and the words of it that do so, where they are known."""

    pair: ClaimPair
    label: Label
    rationale: tuple[str, ...] = ()

    @property
    def id(self) -> Id:
        """The pair's own id."""
        return self.pair.id


@dataclass(frozen=True, slots=True)
class FoundVerdict:
    """What an engine says of a pair."""

    id: Id
    label: Label
    confidence: float | None = None
    evidence: str | None = None


def gold_article(record: Record, place: str) -> GoldArticle:
    """The article of a line of gold; ``place`` names the line in messages."""
    article = Article(
        required(record, "text"),
        title=text_of(record, "title"),
        outlet=text_of(record, "outlet") or text_of(record, "publisher"),
        published=day_of(record, "published") or day_of(record, "date"),
        name=place,
    )
    return GoldArticle(id_of(record), article, tuple(_gold_quote(item) for item in _records(record, "attributions")))


def found_quotes(record: Record, _place: str) -> FoundQuotes:
    """The predictions of a line."""
    return FoundQuotes(id_of(record), tuple(_found_quote(item) for item in _records(record, "quotes")))


def gold_pair(record: Record, place: str) -> GoldPair:
    """The pair of a line of gold; ``place`` names the line in messages."""
    rationale = record.get("rationale_spans") or []
    if not (isinstance(rationale, list) and all(isinstance(words, str) for words in rationale)):
        _fail('"rationale_spans" is not a list of strings')
    return GoldPair(claim_pair(record, place), _label(record), tuple(rationale))


def found_verdict(record: Record, _place: str) -> FoundVerdict:
    """The prediction of a line."""
    return FoundVerdict(id_of(record), _label(record), _confidence(record), text_of(record, "evidence_span"))


def _confidence(record: Record) -> float | None:
    confidence = record.get("confidence")
    if confidence is not None and (isinstance(confidence, bool) or not isinstance(confidence, int | float)):
        _fail('"confidence" is not a number')
    return confidence


def _gold_quote(record: Record) -> GoldQuote:
    names = (text_of(record, key) for key in ("source_resolved", "source_resolved_name"))
    return GoldQuote(
        _spans(record, "content"),
        _kind(record) or _fail('"kind" is missing'),
        _spans(record, "source"),
        text_of(record, "source_text"),
        tuple(name for name in names if name),
        record.get("speech", True) is not False,
    )


def _found_quote(record: Record) -> FoundQuote:
    return FoundQuote(
        _spans(record, "content"),
        _kind(record) or QuoteKind.DIRECT,
        _spans(record, "source"),
        text_of(record, "source_text"),
        record.get("nested") is True,
        text_of(record, "speaker"),
        _confidence(record),
    )


def _spans(record: Record, key: str) -> Spans:
    """The spans under ``key``; none where it is null. Empty ones cover nothing and are passed over."""
    pairs = record.get(key) or []
    if not isinstance(pairs, list):
        _fail(f'"{key}" is not a list of [start, end]')
    return tuple(Span(start, end) for start, end in map(_offsets, pairs) if start < end)


def _offsets(pair: object) -> tuple[int, int]:
    if isinstance(pair, list) and len(pair) == 2:
        start, end = pair
        if type(start) is int and type(end) is int and 0 <= start <= end:
            return start, end
    raise ValueError(f"{pair!r} is not a span [start, end]")


def _records(record: Record, key: str) -> list[Record]:
    found = record.get(key)
    if not (isinstance(found, list) and all(isinstance(item, dict) for item in found)):
        _fail(f'"{key}" is missing, or not a list of objects')
    return found


def _label(record: Record) -> Label:
    word = text_of(record, "label")
    return Label(word) if word in tuple(Label) else _fail(f'"label" is {word!r}: write {", ".join(Label)}')


def _kind(record: Record) -> QuoteKind | None:
    word = text_of(record, "kind")
    if not word:
        return None
    return QuoteKind(word) if word in tuple(QuoteKind) else _fail(f'"kind" is {word!r}: write {", ".join(QuoteKind)}')


def _fail(problem: str) -> NoReturn:
    raise ValueError(problem)


def quotes_record(found: FoundQuotes) -> dict[str, object]:
    """A line of predictions, as ``found_quotes`` reads it."""
    return {"id": found.id, "quotes": [_quote_record(quote) for quote in found.quotes]}


def _quote_record(quote: FoundQuote) -> dict[str, object]:
    return {
        "content": [[span.start, span.end] for span in quote.content],
        "kind": quote.kind,
        "source": [[span.start, span.end] for span in quote.source] or None,
        "source_text": quote.source_text,
        "nested": quote.nested,
    }


def verdict_record(found: FoundVerdict) -> dict[str, object]:
    """A line of predictions, as ``found_verdict`` reads it."""
    return {
        "id": found.id,
        "label": found.label,
        "confidence": found.confidence,
        "evidence_span": found.evidence,
    }
