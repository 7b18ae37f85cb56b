"""What is read: articles, states of their text, and places in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from claimtrack.errors import InvalidRecord


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets ``[start, end)`` into a revision's text. Never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Period:
    """The days, first and last included, that a phrase such as "next week" means where it was written."""

    start: date
    end: date
    phrase: str

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period that ends before it starts: {self.start} to {self.end}")


@dataclass(frozen=True)
class Revision:
    """One state of an article's text, exactly as read."""

    text: str

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal: equal digests are equal texts."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Article:
    """One published piece of one outlet, in the state in which it was read.

    ``published`` is the outlet's own calendar date (a datetime is reduced to the date that its own clock shows);
    without it nothing in the article can serve as evidence. ``name`` says where the text was read from, for messages
    only. Raises InvalidRecord for half a character (a lone surrogate), which no file or database can hold.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        if isinstance(self.published, datetime):
            object.__setattr__(self, "published", self.published.date())
        for field in ("text", "title", "outlet", "url"):
            try:
                (getattr(self, field) or "").encode()
            except UnicodeEncodeError as error:
                problem = f"{field} has half a character (a lone surrogate) at {error.start}: repair or remove it"
                raise InvalidRecord(f"{self.name or 'article'}: {problem}") from None

    @cached_property
    def revision(self) -> Revision:
        """The state of the text that this value carries."""
        return Revision(self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered sentence of a revision. Numbers count from 1; ``paragraph`` numbers do too."""

    number: int
    span: Span
    paragraph: int
