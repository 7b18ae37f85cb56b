"""Zones of an article: its headline, the captions of its pictures, and the body between them.

Nothing that is said in one zone goes on in another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from claimtrack.extract.rules.units import Unit

_LONGEST_HEADLINE = 28
_LONGEST_CAPTION = 40
_LONGEST_LABEL = 7
_CREDIT_REACH = 80
_CREDIT = re.compile(
    r"\b(?:getty(?: images)?|reuters|ap photo|associated press|afp|epa|photo by|photos? courtesy|file photo|"
    r"via twitter)\b"
    r"\W*(?:[\w. ]{0,30}\W*)?\Z"
)
"""In lower case: folding the words once is twice as fast as a pattern that ignores case at every place."""
_LABEL = re.compile(r"\W*(?:photo|image|picture|credit)\s*:", re.IGNORECASE)
_DATELINE = re.compile(r"\A[A-Z]{3,}.{0,40}[-–—]")


class Zone(StrEnum):
    """Which part of an article a sentence stands in."""

    HEADLINE = "headline"
    CAPTION = "caption"
    BODY = "body"


def zones(text: str, article: Sequence[Unit]) -> list[Zone]:
    """The zone of each unit of ``article``, in its order."""
    if not article:
        return []
    first = article[0].paragraph
    sizes: dict[int, int] = {}
    for unit in article:
        sizes[unit.paragraph] = sizes.get(unit.paragraph, 0) + len(unit.tokens)
    captions = {unit.paragraph for unit in article if _is_caption(text, unit, sizes[unit.paragraph])}
    has_headline = len(sizes) > 1 and sizes[first] <= _LONGEST_HEADLINE and _may_be_headline(text, article[0])
    return [
        Zone.HEADLINE
        if has_headline and unit.paragraph == first
        else Zone.CAPTION
        if unit.paragraph in captions
        else Zone.BODY
        for unit in article
    ]


def _may_be_headline(text: str, unit: Unit) -> bool:
    last, has_label = unit.tokens[-1], any(token.text == ":" for token in unit.tokens[1:_LONGEST_LABEL])
    is_sentence = last.text in {".", "!"} or last.is_sentence
    return last.text != ":" and (has_label or not is_sentence) and not _DATELINE.match(text[unit.start : last.end])


def _is_caption(text: str, unit: Unit, size: int) -> bool:
    if size > _LONGEST_CAPTION:
        return False
    end = unit.tokens[-1].end
    credited = _CREDIT.search(text[max(unit.start, end - _CREDIT_REACH) : end].lower())
    return credited is not None or _LABEL.match(text, unit.start, end) is not None
