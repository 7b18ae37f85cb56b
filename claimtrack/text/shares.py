"""Shares told in words: "one in five", "two thirds of", "half the houses". They are percentages, and round ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimtrack.model import Span
from claimtrack.text.numbers import ABOUT, PERCENT, Quantity, counted_after, hedged

_ONES = "one two three four five six seven eight nine ten".split()
_VALUES = {word: float(value) for value, word in enumerate(_ONES, 1)} | {"a": 1.0, "an": 1.0}
_PARTS = "half third quarter fifth sixth seventh eighth ninth tenth".split()
_WHOLES = {word: float(value) for value, word in enumerate(_PARTS, 2)}
_ONE, _PART = "|".join(_ONES), "|".join(_PARTS)
_TIME = r"(?:\d|second|minute|hour|day|night|week|month|term|season|year|decade|century|game|match|attempt|round|place)"
_SHARE = re.compile(
    rf"""\b(?:
    (?P<some>{_ONE}|\d)\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<of>{_ONE}|10|20|100)\b(?![,.]?\d|\s+{_TIME})
    |(?:(?P<many>an?|{_ONE})[\s-])?(?P<part>{_PART})s?(?=\s+of\s+(?!an?\s|(?:the\s+|all\s+)?{_TIME}))
    |(?P<half>half)(?=\s+(?:the|its|their|his|her|all)\s+(?!{_TIME}))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_OF = re.compile(r"\s+of\s+(?:the\s+|all\s+|its\s+|their\s+)?|\s+(?:the|all|its|their|his|her)\s+", re.IGNORECASE)


def shares(text: str) -> Iterator[Quantity]:
    """Every share that ``text`` tells in words, in percent, as far off as "about" may be; ``counted`` is its whole."""
    for match in _SHARE.finditer(text):
        value = _value(match)
        if value is None or value >= 1:
            continue
        low, high = 100 * value * (1 - ABOUT), 100 * value * (1 + ABOUT)
        low, high, start = hedged(text, match.start(), low, high)
        of = _OF.match(text, match.end())
        counted, _ = counted_after(text, of.end() if of else match.end())
        yield Quantity(Span(start, match.end()), low, high, PERCENT, counted)


def _value(match: re.Match[str]) -> float | None:
    """The share that was told; None for a part of which it is not told how many there are ("the third of five")."""
    if match["some"]:
        return _number(match["some"]) / _number(match["of"])
    if match["half"] or match["part"].lower() == "half":
        return 0.5
    return _VALUES[match["many"].lower()] / _WHOLES[match["part"].lower()] if match["many"] else None


def _number(word: str) -> float:
    return _VALUES.get(word.lower()) or float(word)
