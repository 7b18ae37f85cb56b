"""Gold quotes on a small text, and how they are written down."""

from __future__ import annotations

from claimtrack.evaluate.records import FoundQuote, GoldArticle, GoldQuote
from claimtrack.model import Article, QuoteKind, Span

TEXT = (
    "Ann Reed said the new bridge will open on Monday. "
    '"It is safe," she added. '
    "Officials hoped for rain, though Bob Hale doubted it."
)
DIRECT, MIXED, INDIRECT = QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT


def at(words: str) -> tuple[Span, ...]:
    """Where the words stand in TEXT."""
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


BRIDGE = GoldQuote(at("the new bridge will open on Monday"), INDIRECT, at("Ann Reed"), "Ann Reed")
SAFE = GoldQuote(at('"It is safe,"'), DIRECT, at("she"), "she", ("Ann Reed",))
RAIN = GoldQuote(at("for rain"), INDIRECT, at("Officials"), "Officials", speech=False)
ARTICLE = GoldArticle("a", Article(TEXT), (BRIDGE, SAFE, RAIN))


def found(words: str, source: str | None = None, kind: QuoteKind = INDIRECT, nested: bool = False) -> FoundQuote:
    """A quote with these words for its content, and these for its source."""
    return FoundQuote(at(words), kind, at(source) if source else (), source, nested)
