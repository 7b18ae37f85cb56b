"""What the numbers of a text measure, so that two texts compare: 30 km and 18.6 miles are one length.

A measure is a quantity (``numbers``) in the base unit of its kind (``units``), a share told in words a percentage
(``shares``). A conversion keeps the interval that the words leave, so that the coarser of two roundings decides: 30 km
agree with 19 miles, and not with 25. Money is never converted. What indexes and truth conditions hold are quantities
as they are written; measures are for comparing only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from claimtrack.model import Span
from claimtrack.text.numbers import PERCENT, Quantity, counted_after, per_after, quantities
from claimtrack.text.shares import shares
from claimtrack.text.units import DEGREES, POUND, TEMPERATURE, UNITS, WARMING, Unit

_WHOLE = 0.499
"""How far off a measure in whole units may be: 31 km is all that rounds to it, and never 32."""
_CHANGED = (
    r"by|rose|risen|rises|grew|grown|grows|climbed|jumped|surged|gained|increased|up|fell|fallen|falls|dropped|declined"
    r"|decreased|lost|shrank|slid|down"
)
_CHANGED_BY = re.compile(rf"\b(?:{_CHANGED})\s+(?:(?:about|around|nearly|almost|some|another)\s+)?$", re.IGNORECASE)
_FROM_TO = re.compile(
    rf"(\b(?:{_CHANGED}|went|gone|moved|cut|raised|changed)\s+from\s+\S+)(\s+to)(?=\s)", re.IGNORECASE
)
_BETWEEN = re.compile(r"(\bbetween\s+\d[\d,.]*\s+)and(?=\s+\d)", re.IGNORECASE)

_NAMES = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)).replace(r"\ ", r"\s+")
_UNIT = re.compile(
    rf"""(?P<half>\s+and\s+a\s+half|½)?[\s-]?(?:(?P<name>{_NAMES})(?![\w²³/])|(?P<pounds>pounds?)\b
    |(?:degrees?\s+|°\s?)(?P<scale>[CF])(?:elsius|entigrade|ahrenheit)?\b|(?P<letter>(?-i:[CF]))\b(?![-.]\w))""",
    re.IGNORECASE | re.VERBOSE,
)
_METRES = re.compile(r"\s(?:long|high|tall|wide|deep|thick)\b")
_WEIGHT = re.compile(r"\b(?:weigh\w*|heav\w+|tonn?es?|tons?|kilos?|kg|lbs?)\b|\bpounds\s+of\s", re.IGNORECASE)
_MINUS = re.compile(r"(?:\bminus\s+|(?:^|(?<=[\s(]))[-−–])$")
_MORE_DEGREES = re.compile(r"\s+(?:warmer|colder|cooler|hotter|higher|lower|above|below|more|less|of\s+warming)\b")
_AN_HOUR_AND = re.compile(r"\b(?:an?|one)\s+[a-z]+\s+(?:and\s+)?$", re.IGNORECASE)
_NAME_OF_RACE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|and)?\s*")
_RESTATED = re.compile(r"\s*(?:\(|,?\s+or\s+)")
_TIMES = {"h": "hour", "hr": "hour", "min": "minute", "s": "second", "sec": "second"}

_ASPECTS = {
    **dict.fromkeys(("tall", "height"), "high"),
    **dict.fromkeys(("from", "off", "distance"), "away"),
    **dict.fromkeys(("before", "earlier"), "ago"),
    **{"length": "long", "width": "wide", "depth": "deep", "after": "later"},
}
_ASPECT = re.compile(
    r"[\s-]+(?:in\s+)?(long|length|high|tall|height|wide|width|deep|depth|thick|old|ago|earlier|before|later|after|late"
    r"|away|off|from|above|below|under|over|behind|ahead|apart|more|less|\w+er\b(?=\s+than))\b",
    re.IGNORECASE,
)
_ASPECT_BEFORE = re.compile(r"\b(length|height|width|depth|distance)\s+(?:of|is|was)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+(?:the\s+|all\s+|its\s+|their\s+)?(?=(?P<noun>[a-z]+))")


def measures(text: str) -> list[Quantity]:
    """The quantities of ``text``, in text order, each in the base unit of what it measures, if it measures something.

    The ``span`` covers the unit. ``counted`` is then what is measured, as far as that is told: ("grain",) of "50 tonnes
    of grain", ("high",) of "30 metres tall".
    """
    plain = _plain(text)
    told = list(shares(plain))
    others = [one for one in quantities(plain) if not any(one.span.overlaps(share.span) for share in told)]
    found = [*((share, None) for share in told), *(_measured(plain, one) for one in others)]
    return list(_joined(plain, sorted(found, key=lambda one: one[0].span)))


def is_change(text: str, start: int) -> bool:
    """Whether what starts there is by how much something changed, not how much it is ("fell by 3 percent")."""
    return _CHANGED_BY.search(text, max(0, start - 30), start) is not None


def _plain(text: str) -> str:
    """``text``, as long as it was, with ranges marked as such: "rose from 5 to 7" is none, "between 5 and 7" is one."""
    text = _FROM_TO.sub(lambda match: match[1] + "_" * len(match[2]), text)
    return _BETWEEN.sub(r"\1to ", text)


def _measured(text: str, quantity: Quantity) -> tuple[Quantity, Unit | None]:
    """The quantity as a measure, and the unit it was told in; as it is, and None, where it measures nothing known."""
    if quantity.unit == PERCENT:
        return replace(quantity, counted=_counted(text, quantity.span.end)), None
    told = _told_in(text, quantity)
    if told is None:
        return quantity, None
    unit, end, more = told
    low, high = _exactly(text, quantity)
    if unit.base == TEMPERATURE:
        low, high, unit = _degrees(text, quantity, unit, end, low, high)
    converted = replace(
        quantity,
        span=Span(quantity.span.start, end),
        low=(low + more) * unit.least + unit.zero,
        high=(high + more) * unit.most + unit.zero,
        unit=unit.base,
        counted=_counted(text, end) or _before(text, quantity.span.start),
        per=_per(text, end, unit),
    )
    return converted, unit


def _told_in(text: str, quantity: Quantity) -> tuple[Unit, int, float] | None:
    """The unit behind a number, where it ends, and what "and a half" adds; None where nothing is measured."""
    start, end = quantity.span.start, quantity.span.end
    if text[end - 1 : end] == "m" and _METRES.match(text, end):  # "5m long" is not five million
        return Unit("m", 1e-6, 1e-6), end, 0.0
    if quantity.unit == "£" and text.endswith(("pounds", "pound"), start, end):
        return (POUND, end, 0.0) if _WEIGHT.search(text) else None
    found = _UNIT.match(text, end)
    if quantity.unit or not found or _AN_HOUR_AND.search(text, 0, start):
        return None
    if letter := found["scale"] or found["letter"]:
        return DEGREES[letter.lower()], found.end(), 0.0
    if found["pounds"]:
        return (POUND, found.end(), 0.0) if _WEIGHT.search(text) else None
    unit = UNITS[re.sub(r"\s+", " ", found["name"].lower())]
    if unit.base == "m" and found["name"].lower().endswith("metres") and _NAME_OF_RACE.search(text, 0, start):
        return None
    return unit, found.end(), 0.5 if found["half"] else 0.0


def _exactly(text: str, quantity: Quantity) -> tuple[float, float]:
    """The bounds of a measured number: one in whole units is rounded to them, which a count is not."""
    low, high = quantity.low, quantity.high
    if low == high and "." not in quantity.span.of(text):
        return max(0.0, low - _WHOLE), high + _WHOLE
    return low, high


def _degrees(text: str, quantity: Quantity, unit: Unit, end: int, low: float, high: float) -> tuple[float, float, Unit]:
    """A temperature below zero has a minus; a change of it has no zero."""
    if is_change(text, quantity.span.start) or _MORE_DEGREES.match(text, end):
        return low, high, Unit(WARMING, unit.least, unit.most)
    if _MINUS.search(text, 0, quantity.span.start):
        return -high, -low, unit
    return low, high, unit


def _per(text: str, end: int, unit: Unit) -> str | None:
    per = unit.per or per_after(text, end)
    return _TIMES.get(per, per) if per else None


def _counted(text: str, end: int) -> tuple[str, ...]:
    """What is measured: the nouns behind "of", or the side of the thing that is ("high")."""
    if of := _OF.match(text, end):
        return counted_after(text, of.end())[0] or (of["noun"],)
    aspect = _ASPECT.match(text, end)
    return (_aspect(aspect[1]),) if aspect else ()


def _before(text: str, start: int) -> tuple[str, ...]:
    aspect = _ASPECT_BEFORE.search(text, max(0, start - 40), start)
    return (_aspect(aspect[1]),) if aspect else ()


def _aspect(word: str) -> str:
    return _ASPECTS.get(word.lower(), word.lower())


def _joined(text: str, found: Iterable[tuple[Quantity, Unit | None]]) -> Iterator[Quantity]:
    """The measures, with those made one that tell one: "2 hours and 30 minutes", "19 miles (30 km)"."""
    last: Quantity | None = None
    unit: Unit | None = None
    for quantity, told_in in found:
        if last and unit and told_in and last.unit == quantity.unit:
            between = text[last.span.end : quantity.span.start]
            if _RESTATED.fullmatch(between) and last.meets(quantity):
                last = replace(last, span=Span(last.span.start, quantity.span.end))
                continue
            if _AND.fullmatch(between) and told_in.most < unit.least and not math.isinf(last.high):
                last, unit = _added(last, unit, quantity), told_in
                continue
        if last:
            yield last
        last, unit = quantity, told_in
    if last:
        yield last


def _added(whole: Quantity, unit: Unit, rest: Quantity) -> Quantity:
    """The sum, as exact as its smaller part: the larger one is whole."""
    number = round((whole.low + whole.high) / (unit.least + unit.most)) * (unit.least + unit.most) / 2
    return replace(rest, span=Span(whole.span.start, rest.span.end), low=number + rest.low, high=number + rest.high)
