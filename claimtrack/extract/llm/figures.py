"""Numbers and dates of a claim: each must be the article's, or follow from its dates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from claimtrack.extract.llm.misses import Miss
from claimtrack.model import Article, Period
from claimtrack.text.dates import MONTHS, time_expressions
from claimtrack.text.folding import fold
from claimtrack.text.numbers import ROUNDING, YEAR, Quantity, quantities

_TOKEN = re.compile(r"(?<![^\W_])[^\W_]*\d(?:[\w.,:/'-]*\w)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAYS_OF_MONTH = re.compile(
    rf"\b(?P<first>\d{{1,2}}) ?(?P<to>to|until|through|and|-) ?"
    rf"(?P<last>\d{{1,2}} (?P<month>{_MONTH})\b(?P<year>,? \d{{4}})?)",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"\b(?<!\d )(?<!in )(?:{_MONTH}) \d{{4}}\b", re.IGNORECASE)
_WIDE = 3 * ROUNDING
"""From this width on, as a share of its middle, an amount is hedged and not only rounded."""

_Amount = tuple[float, bool, str]


class Figures:
    """The numbers and days that one article gives."""

    def __init__(self, article: Article) -> None:
        sources = [source for source in (article.text, article.title, article.outlet) if source]
        self._text = fold("\n".join(sources)).casefold()
        self._tokens = set(_TOKEN.findall(self._text))
        given = quantities(self._text)
        self._amounts = {_amount(one) for one in given}
        self._years = {one.year for one in given}
        self._published = article.published
        self._days = list(_periods(self._text, article.published))

    def check(self, claim: str, source: str, days: Iterable[date] = ()) -> str:
        """``claim`` without its dates. Raises Miss for a date or number that the article does not give.

        ``days`` are further ones that are known: of the utterance, of what is due. A number of the ``source`` must not
        be changed for another one of the article.
        """
        known = [*self._days, *(Period(day, day, "") for day in days)]
        plain = _DAYS_OF_MONTH.sub(r"\g<first> \g<month>\g<year> \g<to> \g<last>", fold(claim))
        plain = _MONTH_ALONE.sub(r"in \g<0>", plain)
        rest = self._without_dates(plain, known)
        own = {_amount(one): one for one in quantities(source)}
        for one in quantities(rest):
            self._check_amount(rest, one, own, {day.year for period in known for day in (period.start, period.end)})
        read = [one.span for one in quantities(rest)]
        for token in _TOKEN.finditer(rest.casefold()):
            is_read = any(span.start <= token.start() and token.end() <= span.end for span in read)
            if not is_read and token.group() not in self._tokens:
                raise Miss(f"the number {token.group()} is not in the article")
        return rest

    def _without_dates(self, text: str, known: list[Period]) -> str:
        """``text`` with its dates taken out, all of them known. Raises Miss."""
        on = self._published or date.min
        back = {one.span: one.period for one in time_expressions(text, on, ahead=False)}
        for one in [*time_expressions(text, on, ahead=True)][::-1]:
            phrase = one.period.phrase
            readings = [one.period, back.get(one.span, one.period)]
            if phrase.casefold() not in self._text and not any(_follows(period, known) for period in readings):
                raise Miss(f"the date {phrase!r} is not in the article, and does not follow from its dates")
            text = text[: one.span.start] + "," + text[one.span.end :]
        return text

    def _check_amount(self, text: str, one: Quantity, own: dict[_Amount, Quantity], years: set[int]) -> None:
        words = one.span.of(text)
        if one.unit == YEAR:
            if one.year not in self._years | years:
                raise Miss(f"the year {words} is not in the article")
            return
        if _amount(one) in own:
            return
        alike = next((other for other in own.values() if _counts_alike(one, other)), None)
        if alike or _amount(one) not in self._amounts:
            what = "is not in the article" if alike is None else "is not what the source says"
            raise Miss(f"the number {words!r} {what}")


def due_period(first: str, last: str, words: str, said: date | None) -> Period:
    """The days of a due date as given in ISO form. Raises Miss where they are none, or ``words`` mean other days."""
    if not (_ISO.fullmatch(first) and _ISO.fullmatch(last)):
        raise Miss(f"due: {first!r} to {last!r} are no days of the form YYYY-MM-DD")
    try:
        period = Period(date.fromisoformat(first), date.fromisoformat(last), words)
    except ValueError:
        raise Miss(f"due: {first} to {last} are not a first and a last day") from None
    for meant in (one.period for one in time_expressions(words, said, ahead=True)) if said else ():
        if meant.end < period.start or period.end < meant.start:
            raise Miss(f"due: {words!r} is {meant.start} to {meant.end} when said on {said}")
    return period


def is_stated(day: date, text: str, published: date | None) -> bool:
    """Whether a time expression of ``text`` means just this day, or the day is that of publication."""
    return day == published or any(one.start == one.end == day for one in _periods(text, published))


def _periods(text: str, published: date | None) -> Iterator[Period]:
    """The days that ``text`` names, read both ways; without a day of publication only those that need none."""
    for ahead in (False, True):
        yield from (one.period for one in time_expressions(text, published or date.min, ahead))
    if published:
        yield Period(published, published, "")


def _follows(period: Period, known: Iterable[Period]) -> bool:
    """Whether the article knows these days: a day or a deadline as an end of a known time, a month that holds one."""
    ends = {day for one in known for day in (one.start, one.end)}
    last = monthrange(period.end.year, period.end.month)[1]
    if period.start.day == 1 and period.end.day == last:
        return any(period.start <= day <= period.end for day in ends)
    return period.end in ends


def _amount(one: Quantity) -> _Amount:
    """What makes two amounts the same however they are written: "5 %" and "five percent", not "about 5 %"."""
    if one.high == float("inf"):
        return one.low, True, one.unit
    middle, width = (one.low + one.high) / 2, one.high - one.low
    return round(middle, 6), width > _WIDE * middle, one.unit


def _counts_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts count the same: the same unit, or things of one name."""
    if one.unit != other.unit:
        return False
    if one.counted and other.counted:
        return one.counted[-1] == other.counted[-1]
    return bool(one.unit)
