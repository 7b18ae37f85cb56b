"""A quote where it stands: the paragraphs around it, with the quote, the mention and the cue marked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise

from claimtrack.cli.output import Piece
from claimtrack.model import Quote, Span

_STYLES = {"quote": "bold", "mention": "cyan", "cue": "yellow"}
_MARKS = {"quote": (">>", "<<"), "mention": ("_", "_"), "cue": ("*", "*")}
_MEANINGS = {"quote": "what was said", "mention": "who said it", "cue": "that it was said"}


def legend() -> list[Piece]:
    """What the marks mean."""
    if sys.stdout.isatty():
        return [piece for part, meaning in _MEANINGS.items() for piece in ((meaning, _STYLES[part]), "  ")]
    return ["  ".join(meaning.join(_MARKS[part]) for part, meaning in _MEANINGS.items())]


def stands_in(text: str, quote: Quote, words: str) -> bool:
    """Whether the text, which may be newer than the quote, still has its words where they were found."""
    return quote.content[-1].end <= len(text) and quote.text(text) == words


def around(text: str, quote: Quote) -> Span:
    """The whole paragraphs that the quote stands in."""
    from claimtrack.text.paragraphs import paragraphs

    first, last = quote.content[0].start, quote.content[-1].end
    touched = [span for span in paragraphs(text) if span.end > first and span.start < last]
    return Span(min(first, touched[0].start), max(last, touched[-1].end)) if touched else Span(first, last)


def marked(text: str, quote: Quote, window: Span) -> list[Piece]:
    """The window's text in pieces: styled where the output is a terminal, between marks where it is not."""
    parts = [
        *(("quote", span) for span in quote.content),
        *(("mention", span) for span in ([quote.mention] if quote.mention else [])),
        *(("cue", span) for span in quote.cue),
    ]
    parts = [(part, span) for part, span in parts if window.covers(span)]
    return list(_styled(text, parts, window) if sys.stdout.isatty() else _between_marks(text, parts, window))


def _styled(text: str, parts: list[tuple[str, Span]], window: Span) -> Iterator[Piece]:
    cuts = sorted({window.start, window.end, *(cut for _, span in parts for cut in (span.start, span.end))})
    for start, end in pairwise(cuts):
        styles = [_STYLES[part] for part, span in parts if span.start <= start and end <= span.end]
        yield (text[start:end], " ".join(styles))


def _between_marks(text: str, parts: list[tuple[str, Span]], window: Span) -> Iterator[Piece]:
    opening = sorted((span.start, -span.end, _MARKS[part][0]) for part, span in parts)
    closing = sorted((span.end, -span.start, _MARKS[part][1]) for part, span in parts)
    # At one place, what ends there is closed before what starts there is opened.
    marks = sorted([(at, 1, order, mark) for at, order, mark in opening] + [(at, 0, o, m) for at, o, m in closing])
    place = window.start
    for at, _, _, mark in marks:
        yield text[place:at] + mark
        place = at
    yield text[place : window.end]
