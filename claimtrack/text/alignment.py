"""Finds a string in a text: exactly, or not at all.

Typesetting may differ (see ``folding``); a changed word, number, name, negation or case is another string.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.model import Span
from claimtrack.text.folding import Folded, fold

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
"""Letters of scripts that put no space between words, where any border may be a word's."""
_BORDER = "\x00"
_CUT = re.compile(
    rf"\d{_BORDER}[.,:/]\d|\d[.,:/]{_BORDER}\d"  # 2.5, 1,000, 9:30, 1/2
    rf"|(?:^|[\s(])-{_BORDER}\d"  # a negative number
    rf"|n{_BORDER}'t|n'{_BORDER}t",  # can't
    re.IGNORECASE,
)
"""A border inside what no white space divides and letters alone do not show."""


class Match(StrEnum):
    """How a string stands in a text."""

    EXACT = "exact"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where a string stands: ``places`` holds every occurrence that is in question, in text order."""

    match: Match
    places: tuple[Span, ...] = ()

    @property
    def span(self) -> Span | None:
        """The one place; None where the match is not exact."""
        return self.places[0] if self.match is Match.EXACT else None


class Aligner:
    """Finds strings in one text; the folding is done once."""

    def __init__(self, text: str) -> None:
        self._folded = Folded(text)

    @property
    def folded(self) -> str:
        """The text, folded."""
        return self._folded.folded

    def find(self, wanted: str, anchors: Sequence[Span] = (), within: Span | None = None) -> Alignment:
        """Where ``wanted`` stands as whole words, in ``within`` if that is given.

        Of several places the one nearest to the ``anchors`` (a cue, a mention) is taken; without anchors, or when two
        places are equally near, the answer is ambiguous.
        """
        places = self.places(wanted, within)
        if not places:
            return Alignment(Match.MISSING)
        if place := nearest(places, anchors):
            return Alignment(Match.EXACT, (place,))
        return Alignment(Match.AMBIGUOUS, tuple(places))

    def places(self, wanted: str, within: Span | None = None) -> list[Span]:
        """Every place where ``wanted`` stands as whole words, in text order; only ``within`` is searched."""
        text, wanted, places = self.folded, fold(wanted).strip(), []
        at, stop = self._folded.around(within) if within else (0, len(text))
        while wanted and (at := text.find(wanted, at, stop)) >= 0:
            end = at + len(wanted)
            span = None if _cuts_word(text, at) or _cuts_word(text, end) else self._folded.span(at, end)
            if span and (within is None or within.covers(span)):
                places.append(span)
            at += 1
        return places


def nearest(places: Sequence[Span], anchors: Sequence[Span]) -> Span | None:
    """The one of ``places`` nearest to the ``anchors``: the only one, or one that is nearer than all others."""
    if len(places) == 1:
        return places[0]
    if not places or not anchors:
        return None
    near = sorted(places, key=lambda place: _distance(place, anchors))
    return near[0] if _distance(near[0], anchors) < _distance(near[1], anchors) else None


def _cuts_word(text: str, at: int) -> bool:
    """Whether a border at ``at`` falls inside a word, a number or a negated verb ("can't")."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if before.isalnum() and after.isalnum():
        return not _UNSPACED.search(before + after)
    if after and unicodedata.category(after).startswith("M"):
        return True  # an accent or a vowel sign of the letter before
    return bool(_CUT.search(text[max(0, at - 2) : at] + _BORDER + text[at : at + 2]))


def _distance(place: Span, anchors: Sequence[Span]) -> int:
    return min(max(anchor.start - place.end, place.start - anchor.end, 0) for anchor in anchors)
