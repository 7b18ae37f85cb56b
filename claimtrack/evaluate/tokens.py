"""Spans as sets of words, so that a quotation mark or a comma at a span's edge makes no difference to a score."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from claimtrack.model import Span

WORD = re.compile(r"\w+(?:[-.'’]\w+)*")
"""Letters, digits and underscores, with hyphens, points and apostrophes between them."""

Words = frozenset[int]
"""Words of one text, by their place in it, counted from 0."""


class Tokens:
    """The words of one text. Each stands at one point, its middle (counted in half characters)."""

    def __init__(self, text: str) -> None:
        self._middles = [word.start() + word.end() for word in WORD.finditer(text)]

    def within(self, spans: Iterable[Span]) -> Words:
        """The words whose middle lies in one of the spans.

        A span that holds no middle, such as a part of a word, stands for the word that is nearest to its own.
        """
        return frozenset(word for span in spans for word in self._of(span))

    def _of(self, span: Span) -> range:
        first, end = bisect_left(self._middles, 2 * span.start), bisect_left(self._middles, 2 * span.end)
        if first < end or not self._middles:
            return range(first, end)
        middle = span.start + span.end
        before, after = max(first - 1, 0), min(first, len(self._middles) - 1)
        nearest = min(before, after, key=lambda word: abs(self._middles[word] - middle))
        return range(nearest, nearest + 1)
