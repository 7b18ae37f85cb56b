"""A text folded for comparison, with the way back to its own offsets.

Folding removes only differences of typesetting: curly and straight marks, kinds of dash and space, runs of white space,
an ellipsis character for three points, invisible characters, and composed against decomposed letters (Unicode NFC).
Case, words and punctuation stay.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from claimtrack.model import Span

_SINGLE_MARKS = "‘’‚‛ʼ′`´"
_DOUBLE_MARKS = "“”„‟″«»〝〞"
_DASHES = "‐‑‒–—―−"
INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width spaces and joiners, byte order mark
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # directions of writing
    "\ufe0e\ufe0f"  # emoji as text or as picture
)
"""Characters that show nothing of their own."""

_FOLDS = {
    **dict.fromkeys(_SINGLE_MARKS, "'"),
    **dict.fromkeys(_DOUBLE_MARKS, '"'),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(INVISIBLE, ""),
    "…": "...",
}
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_SPACE = r" (?![!-~])\s*|[^\S ]\s*"
"""White space, but for a single plain space before plain ASCII: that is nearly all there is, and stays."""
_CHANGEABLE = re.compile(rf"{_SPACE}|[{re.escape(''.join(_FOLDS))}]|.[{_COMBINING}]|[^\x00-\x7f]+", re.DOTALL)
"""Where folding may change something; plain ASCII is passed over."""

_JOINING = frozenset(
    map(chr, [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)])  # Hangul vowels and finals
) | frozenset("\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35")
"""Characters that normalisation may join to the one before although they are not combining marks (Unicode UAX 15)."""


class Folded:
    """``text`` folded, as ``.folded``; ``span`` leads from offsets in it back to offsets in ``text``.

    Only the places where the two differ are kept: an article in plain ASCII costs next to nothing.
    """

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._folded_at = [0]
        self._text_at = [0]
        self._is_inside = [False]
        """Whether what follows the offset is one piece whose fold cannot be cut."""
        size = done = 0
        for start, end, fold in _changes(text):
            pieces += (text[done:start], fold)
            size += start - done
            self._mark(size, start, is_inside=True)
            size += len(fold)
            self._mark(size, end, is_inside=False)
            done = end
        pieces.append(text[done:])
        self.folded = "".join(pieces)

    def _mark(self, folded: int, text: int, is_inside: bool) -> None:
        self._folded_at.append(folded)
        self._text_at.append(text)
        self._is_inside.append(is_inside)

    def span(self, start: int, end: int) -> Span | None:
        """The characters of the text behind ``folded[start:end]``.

        None when an end falls inside one character's fold, or nothing is left between the ends.
        """
        first = self._offset(start, bisect_right(self._folded_at, start) - 1)
        border = bisect_left(self._folded_at, end)  # the first of its kind: what is invisible behind the end stays out
        is_border = border < len(self._folded_at) and self._folded_at[border] == end
        last = self._offset(end, border if is_border else border - 1)
        return Span(first, last) if first is not None and last is not None and first < last else None

    def around(self, span: Span) -> tuple[int, int]:
        """Offsets in ``folded`` between which everything that folds from ``span`` stands, and next to nothing else."""
        first = bisect_right(self._text_at, span.start) - 1
        start = self._folded_at[first] + (0 if self._is_inside[first] else span.start - self._text_at[first])
        last = bisect_left(self._text_at, span.end)
        if self._is_inside[last - 1]:
            return start, self._folded_at[last]
        return start, self._folded_at[last - 1] + span.end - self._text_at[last - 1]

    def _offset(self, folded: int, piece: int) -> int | None:
        beyond = folded - self._folded_at[piece]
        if self._is_inside[piece] and beyond:
            return None
        return self._text_at[piece] + beyond


def lowered(text: str) -> str:
    """``text`` in lower case, with every character where it was: one that would grow ("İ") stays as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def fold(text: str) -> str:
    """``text`` folded, for comparing only."""
    return Folded(text).folded


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Every piece of ``text`` that its fold differs from, as (start, end, fold), in order."""
    done = 0
    for match in _CHANGEABLE.finditer(text):
        at = max(match.start(), done)
        while at < match.end():
            done = _piece_end(text, at)
            piece = text[at:done]
            fold = _fold(piece)
            if fold != piece:
                yield at, done, fold
            at = done


def _piece_end(text: str, at: int) -> int:
    """The end of the white space, with what is invisible in it, or of the letter with its accents, at ``at``."""
    end = at + 1
    if text[at].isspace():
        while end < len(text) and (text[end].isspace() or text[end] in INVISIBLE):
            end += 1
        return end
    while end < len(text) and (unicodedata.combining(text[end]) or text[end] in _JOINING):
        end += 1
    return end


def _fold(piece: str) -> str:
    first = piece[0]
    return " " if first.isspace() else unicodedata.normalize("NFC", _FOLDS.get(first, first) + piece[1:])
