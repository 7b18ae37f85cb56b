"""Time expressions in running text, resolved against a day.

Covers what news prose uses: weekdays, calendar dates, months, years, "tomorrow", "next week", "within the next two
weeks", "by the end of the year". An expression that cannot be resolved without guessing ("soon", "in the coming days")
gives nothing. Weeks run from Monday to Sunday (ISO 8601).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from claimtrack.model import Period, Span

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_COUNTS = {
    word: number
    for number, words in enumerate("|a an one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve".split("|"))
    for word in words.split()
}
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of a text that name a time, and the days they mean."""

    span: Span
    period: Period


@dataclass(frozen=True, slots=True)
class _Days:
    """The days a match means, before the phrase is added."""

    start: date
    end: date


_Resolver = Callable[[re.Match[str], date, bool], _Days | None]


@dataclass(frozen=True, slots=True)
class _Rule:
    """One form of words, and the days that a match of it means on a day, ahead of it or behind."""

    words: re.Pattern[str]
    days: _Resolver


def time_expressions(text: str, on: date, ahead: bool) -> Iterator[TimeExpression]:
    """The time expressions of ``text`` in order, as understood on the day ``on``.

    ``ahead`` says which way a bare weekday, date or month points where the words leave it open: to the future (a
    prediction, a promise) or to the past. Offsets count from the start of ``text``.
    """
    for rule, match in _matches(text):
        days = _resolved(rule, match, on, ahead)
        if days and days.start <= days.end:
            yield TimeExpression(Span(*match.span()), Period(days.start, days.end, match.group()))


def _matches(text: str) -> Iterator[tuple[_Rule, re.Match[str]]]:
    """Matches in order, without overlaps: the first wins, and of those that begin together the longest."""
    if not _HINT.search(text):
        return
    ahead = {number: match for number, rule in enumerate(_RULES) if (match := rule.words.search(text))}
    while ahead:
        number, first = min(ahead.items(), key=lambda one: (one[1].start(), -one[1].end()))
        yield _RULES[number], first
        for number in [number for number, match in ahead.items() if match.start() < first.end()]:
            if match := _RULES[number].words.search(text, first.end()):
                ahead[number] = match
            else:
                del ahead[number]


def _resolved(rule: _Rule, match: re.Match[str], on: date, ahead: bool) -> _Days | None:
    try:
        return rule.days(match, on, ahead)
    except (ValueError, OverflowError):  # 31 February, or a year that the calendar does not have
        return None


def _within(match: re.Match[str], on: date, _: bool) -> _Days | None:
    count = _count(match["count"])
    return None if count is None else _Days(on + timedelta(days=1), _shift(on, count, match["unit"].lower()))


def _backward(match: re.Match[str], on: date, _: bool) -> _Days | None:
    count = _count(match["count"])
    return None if count is None else _Days(_shift(on, -count, match["unit"].lower()), on)


def _ago(match: re.Match[str], on: date, _: bool) -> _Days | None:
    count, unit = _count(match["count"]), match["unit"].lower()
    if count is None:
        return None
    day = _shift(on, -count, unit)
    return _around(day, unit) if unit in {"month", "year"} else _Days(day, day)


def _near_day(match: re.Match[str], on: date, _: bool) -> _Days:
    word = match.group().lower()
    day = on + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0))
    return _Days(day, day)


def _unit(match: re.Match[str], on: date, _: bool) -> _Days:
    which, unit = match["which"].lower(), match["unit"].lower()
    step = {"next": 1, "coming": 1, "the following": 1, "last": -1, "past": -1, "previous": -1}.get(which, 0)
    days = _around(_shift(on, step, unit), unit)
    if which == "later this":
        return _Days(on + timedelta(days=1), days.end)
    return _Days(days.start, on) if which == "earlier this" else days


def _end_of(match: re.Match[str], on: date, _: bool) -> _Days:
    unit = match["unit"].lower()
    step = 1 if (match["which"] or "").lower() == "next" else 0
    return _Days(on, _around(_shift(on, step, unit), unit).end)


def _weekday(match: re.Match[str], on: date, ahead: bool) -> _Days:
    offset = (WEEKDAYS[match["weekday"].lower()] - on.weekday()) % 7
    which = (match["which"] or "").lower()
    if which in {"next", "coming"}:
        offset = offset or 7
    elif which in {"last", "past", "previous"} or (not ahead and offset):
        offset -= 7
    day = on + timedelta(days=offset)
    return _Days(on, day) if _is_deadline(match) and day >= on else _Days(day, day)


def _calendar_day(match: re.Match[str], on: date, ahead: bool) -> _Days:
    month, day = _month(match), int(match["day"])
    if match["year"]:
        exact = date(int(match["year"]), month, day)
    else:
        exact = _nearest([date(year, month, day) for year in _years(on, month, day)], on, ahead)
    return _Days(on, exact) if _is_deadline(match) and exact >= on else _Days(exact, exact)


def _calendar_month(match: re.Match[str], on: date, ahead: bool) -> _Days:
    month = _month(match)
    if match["year"]:
        first = date(int(match["year"]), month, 1)
    else:
        first = _nearest([date(on.year + step, month, 1) for step in (-1, 0, 1)], on.replace(day=1), ahead)
    days = _around(first, "month")
    return _Days(on, days.end) if _is_deadline(match) and days.end >= on else days


def _iso_day(match: re.Match[str], _: date, __: bool) -> _Days:
    day = date.fromisoformat(match["iso"])
    return _Days(day, day)


def _year(match: re.Match[str], on: date, _: bool) -> _Days:
    days = _around(date(int(match["year"]), 1, 1), "year")
    return _Days(on, days.end) if _is_deadline(match) and days.end >= on else days


def _month(match: re.Match[str]) -> int:
    return MONTHS[match["month"].lower().rstrip(".")]


def _is_deadline(match: re.Match[str]) -> bool:
    return (match["by"] or "").lower() in {"by", "before", "until", "by the end of", "before the end of"}


def _years(on: date, month: int, day: int) -> list[int]:
    leap_only = (month, day) == (2, 29)
    return [year for year in range(on.year - 4, on.year + 5) if not leap_only or calendar.isleap(year)]


def _nearest(days: list[date], on: date, ahead: bool) -> date:
    """The next such day if it lies ahead, the last one otherwise; today counts both ways."""
    return min(day for day in days if day >= on) if ahead else max(day for day in days if day <= on)


def _around(day: date, unit: str) -> _Days:
    """The calendar unit that ``day`` lies in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return _Days(monday, monday + timedelta(days=6))
    if unit == "month":
        return _Days(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
    if unit == "year":
        return _Days(date(day.year, 1, 1), date(day.year, 12, 31))
    return _Days(day, day)


def _shift(day: date, count: int, unit: str) -> date:
    if unit in _UNIT_DAYS:
        return day + timedelta(days=count * _UNIT_DAYS[unit])
    months = day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _count(words: str | None) -> int | None:
    """A number of units; None for one that is left open ("several")."""
    if words is None:
        return 1
    words = words.lower()
    if words.endswith("couple of"):
        return 2
    return int(words) if words.isdigit() else _COUNTS.get(words)


_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|apr(?:il|\.)?|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?"
    r"|(?-i:M(?:ay|AY|arch|ARCH|ar\b\.?)))(?!\w)"  # in lower case "may" and "march" are verbs
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_MAYBE_YEAR = rf"(?:,?\s+(?:of\s+)?{_YEAR})?"
_COUNT = rf"(?P<count>\d{{1,3}}|(?:a\s+)?couple\s+of|several|few|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>day|week|fortnight|month|year)s?\b"
_ONE_UNIT = r"(?:(?P<count>one)\s+)?(?P<unit>day|week|fortnight|month|year)\b(?!\s+of\b)"
_WHICH_UNIT = r"(?P<which>next|last|past|this|coming|previous|current|the following|later this|earlier this)"
_WHICH_DAY = r"(?P<which>next|last|this|coming|past|previous)"
_BY = r"(?P<by>by the end of|before the end of|by|before|until|in|since|during)\s+"
_MAYBE_BY = r"(?:(?P<by>by the end of|before the end of|by|before|until|on|in|since|during)\s+)?"


def _rule(words: str, days: _Resolver) -> _Rule:
    return _Rule(re.compile(rf"\b{words}", re.IGNORECASE), days)


_RULES = (
    _rule(r"(?P<iso>\d{4}-\d{2}-\d{2})\b", _iso_day),
    _rule(rf"(?:with)?in\s+{_COUNT}\s+{_UNIT}(?!\s+(?:ago|old|later|earlier|of)\b)", _within),
    _rule(rf"(?:(?:within|in|over|during|for)\s+)?the\s+(?:next|coming)\s+{_COUNT}\s+{_UNIT}", _within),
    _rule(rf"(?:within|in|over|during|for)\s+the\s+(?:next|coming)\s+{_ONE_UNIT}", _within),
    _rule(rf"(?:over|during|in|for)\s+the\s+(?:last|past|previous)\s+{_COUNT}\s+{_UNIT}", _backward),
    _rule(rf"(?:over|during|in|for)\s+the\s+(?:last|past|previous)\s+{_ONE_UNIT}", _backward),
    _rule(rf"{_COUNT}\s+{_UNIT}\s+ago\b", _ago),
    _rule(rf"(?:by|before|until|at)\s+the\s+end\s+of\s+(?:the|(?P<which>this|next))\s+{_UNIT}", _end_of),
    _rule(rf"{_WHICH_UNIT}\s+(?P<unit>week|month|year)\b", _unit),
    _rule(r"(?:tomorrow|yesterday|today|tonight)\b", _near_day),
    _rule(rf"{_MAYBE_BY}(?:{_WHICH_DAY}\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})\b", _weekday),
    _rule(rf"{_MAYBE_BY}{_MONTH}\s+{_DAY}\b{_MAYBE_YEAR}", _calendar_day),
    _rule(rf"{_MAYBE_BY}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}{_MAYBE_YEAR}", _calendar_day),
    _rule(rf"{_BY}{_MONTH}{_MAYBE_YEAR}", _calendar_month),
    _rule(rf"{_BY}{_YEAR}(?!\s*[-–]\s*\d)", _year),
)
_HINT = re.compile(rf"\d|day|tonight|tomorrow|week|fortnight|month|year|\b{_MONTH}", re.IGNORECASE)
"""What every time expression has one of."""
