"""Short-hand for the tests: a text in, what the offline extractor found out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimtrack.extract.rules import RulesExtractor
from claimtrack.model import Article, Quote

THURSDAY = date(2025, 10, 16)


@dataclass(frozen=True)
class Found:
    """A quote with its spans sliced from the text."""

    text: str
    quote: Quote

    @property
    def pieces(self) -> list[str]:
        return [span.of(self.text) for span in self.quote.content]

    @property
    def mention(self) -> str | None:
        return self.quote.mention.of(self.text) if self.quote.mention else None

    @property
    def cue(self) -> str:
        return " ".join(span.of(self.text) for span in self.quote.cue)

    @property
    def speaker(self) -> str | None:
        return self.quote.speaker

    @property
    def relay(self) -> str | None:
        return self.quote.relay

    @property
    def kind(self) -> str:
        return str(self.quote.kind)


def read(text: str, published: date | None = THURSDAY) -> list[Found]:
    """Every quote of ``text``, in order."""
    extraction = RulesExtractor().extract(Article(text, published=published))
    return [Found(text, quote) for quote in extraction.quotes]


def only(text: str) -> Found:
    """The one quote of ``text``."""
    found = read(text)
    assert len(found) == 1, [one.pieces for one in found]
    return found[0]


Row = tuple[str, str | None, str | None, str]
"""A quote in a table: kind, mention, speaker, and content with its pieces joined by " ... "."""


def rows(text: str) -> list[Row]:
    """Every quote of ``text``, in order."""
    return [(found.kind, found.mention, found.speaker, " ... ".join(found.pieces)) for found in read(text)]
