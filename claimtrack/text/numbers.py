"""Quantities in text: how much of what, with the tolerance that the words leave.

A quantity is an interval. "More than 500" is everything above 500, "nearly 500" a little below it, "1.5 million" what
rounds to it. Two quantities conflict only where their intervals do not meet, so that a hedge never makes a conflict.
Days, clock times, scores and numbers inside names ("G-7") are no quantities.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimtrack.model import Span

ABOUT = 0.1
"""How far, as a share of the value, "about" and "nearly" reach."""
ROUNDING = 0.05
"""The most that trailing zeros may round away, as a share of the value."""

PERCENT, POINTS, YEAR, ORDINAL = "%", "points", "year", "ordinal"
"""Units beside a currency's sign and "", a plain count."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text.

    ``low`` and ``high`` bound, both included, what the words allow; ``counted`` is the words after the number, in lower
    case, up to the noun that is counted ("confirmed", "cases"), empty where there is none. ``year`` is the year that
    is named, whatever the hedge, None where none is. ``per`` is what it is counted for, in the singular ("day" in "200
    a day", "1,000 home" in "12 per 1,000 homes"). ``span`` covers the hedge, the number and its unit.
    """

    span: Span
    low: float
    high: float
    unit: str = ""
    counted: tuple[str, ...] = ()
    year: int | None = None
    per: str | None = None

    def meets(self, other: Quantity) -> bool:
        """Whether some amount fits both."""
        return self.low <= other.high and other.low <= self.high


_PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life"}


def singular(noun: str) -> str:
    """``noun`` in the singular, as far as its ending tells."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " + (
    "seventeen eighteen nineteen"
)
_SMALL = {word: float(value) for value, word in enumerate(_ONES.split())}
_SMALL |= {
    word: 10.0 * ten for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SPOKEN = frozenset(_SMALL)
"""Numbers in words, up to ninety."""
_SCALES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6}
_SCALES |= {"crore": 1e7, "lakh": 1e5, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12}
_VAGUE = {"dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_RANK = {word: float(value) for value, word in enumerate(_RANKS, 1)}

_WORDS = "|".join([*sorted(_SMALL, key=len, reverse=True)])
_SCALE = r"dozen|hundred|thousand|lakh|million|crore|billion|trillion"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
_MONTH += r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
_FIGURE = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![.,]?\d)"

_NO_QUANTITY = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"
    r"|\b\d{1,2}:\d{2}(?!\d)\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}(?:\.\d{2})?\s*[ap]\.?m\b\.?"
    r"|\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4})\b|(?<=[A-Za-z])-\d+|\b\d{2,4}s\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"""(?:(?P<currency>(?:US|A|C|HK)?\$|€|£|₤|¥|₹)\s?)?
    (?P<figure>(?<![\w.,]){_FIGURE})(?P<rank>st|nd|rd|th)?
    (?:(?P<join>\s?[-–]\s?|\s+to\s+)(?P<upper>{_FIGURE}))?
    (?:[\s-]?(?P<scale>{_SCALE}|bn|tn|mn|[kmb])\b)?
    |\b(?P<words>(?:{_WORDS}|(?:half\s+)?an?(?=\s+(?:{_SCALE})\b))(?:(?:[\s-]+(?:and\s+)?)(?:{_WORDS}|{_SCALE}))*)\b
    |\b(?P<vague>{"|".join(_VAGUE)})\b(?=\s+of\b|\s+(?:more\s+)?[a-z]+s\b|\s+people\b)
    |\b(?P<ranked>{"|".join(_RANKS)})\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PER_CENT = re.compile(
    r"\s?(?:%|per\s?cent\b|percent\b|(?P<points>(?:percentage|per\s?cent)[\s-]points?\b))", re.IGNORECASE
)
_MONEY = re.compile(r"\s?(dollars|euros|pounds|yen|rupees|USD|EUR|GBP)\b", re.IGNORECASE)
_SIGN = {"dollars": "$", "usd": "$", "us$": "$", "euros": "€", "eur": "€", "pounds": "£", "gbp": "£", "₤": "£"}
_SIGN |= {"yen": "¥", "rupees": "₹"}

_BEFORE = re.compile(
    r"""(?:\b(?:
    (?P<least>at\s+least|no\s+(?:fewer|less)\s+than|not\s+less\s+than|a\s+minimum\s+of|as\s+many\s+as|not\s+under)
    |(?P<most>up\s+to|at\s+most|(?:no|not)\s+more\s+than|a\s+maximum\s+of|not\s+over)
    |(?P<above>more\s+than|(?:just\s+|well\s+)?over|above|greater\s+than|exceed(?:s|ed|ing)|upwards\s+of)
    |(?P<below>(?:fewer|less|lower)\s+than|(?:just\s+|well\s+)?under|below)
    |(?P<nearly>nearly|almost|close\s+to|approaching)
    |(?P<about>about|around|roughly|approximately|approx\.?|some|an\s+estimated|or\s+so|circa)
    )\s+(?:an?\s+)?|(?P<more>>)\s?|(?P<fewer><)\s?|(?P<near>~)\s?)$""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER = re.compile(
    r"\s?(?:(?P<least>\+|or\s+(?:more|above|over)\b)|(?P<most>or\s+(?:fewer|less|under)\b))", re.IGNORECASE
)
_BEFORE_YEAR = re.compile(
    r"\b(?:(?P<most>by|until|till|up\s+to)|(?P<below>before|prior\s+to|earlier\s+than)|(?P<above>after|later\s+than)"
    r"|(?P<least>since|from))\s+(?:the\s+end\s+of\s+)?$",
    re.IGNORECASE,
)
_EACH = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
_PER = re.compile(
    r"\s*(?:,\s*)?(?:(?:per\s+|/\s?)(?P<thing>(?:\d[\d,]*\s+)?[a-z]+)"
    r"|(?:an?|each|every)\s+(?P<time>second|minute|hour|day|night|week|month|quarter|year)\b"
    r"(?!\s+(?:after|before|later|earlier|ago|away|from|old))"
    rf"|(?P<each>{'|'.join(_EACH)})\b)",
    re.IGNORECASE,
)
_PART = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+)?\d[\d,.]*(?=\s)")
_WHOLE = re.compile(r"(?:\d\s+(?:out\s+)?of\s+(?:the\s+)?|\bper\s+)$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?<=[\w,] )[A-Z]\w+\s+$")
_NOUN = re.compile(r"\s*([A-Za-z][\w'’-]*)")
_NO_NOUN = frozenset(
    "a an the of in on at for to and or but nor by with from into as per than that which who whom were was is are be "
    "been being have has had do does did will would can could may might after before since until while when where if "
    "during over under about against between out off up down this these those it its his her their he she they we you "
    "i there not no also only so then now ago later earlier away each said says".split()
)
_YEAR_FIGURE = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}|2100")
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|of|since|by|until|till|before|after|from|during|late|early|mid|year|to|and|through|{_MONTH}|\d,?|season)"
    r",?|[(–-])\s*$",
    re.IGNORECASE,
)


def quantities(text: str) -> list[Quantity]:
    """Every quantity in ``text``, in text order."""
    closed = [match.span() for match in _NO_QUANTITY.finditer(text)]
    return [found for match in _numbers(_blanked(text, closed)) if (found := _quantity(text, match))]


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """The numbers and ranges. "From 9 percent in 2028 to 6 percent" holds none from 2028 to 6, but two numbers."""
    at = 0
    while match := _NUMBER.search(text, at):
        if match["upper"] and match["join"].strip() == "to":
            low, high = _bounds(match)
            if high < low:
                match = _NUMBER.match(text, match.start(), match.start("join")) or match
        yield match
        at = match.end()


def _blanked(text: str, closed: list[tuple[int, int]]) -> str:
    """``text`` with the given stretches made unreadable, so that offsets stay."""
    pieces, at = [], 0
    for start, end in closed:
        pieces += [text[at:start], "_" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    low, high = _bounds(match)
    if high < low or _counts_nothing(text, match):
        return None
    start, end = match.span()
    unit, end = _unit(text, match, end)
    if unit in (PERCENT, POINTS) and low == high:  # a whole number of them is rounded to one
        low, high = max(0.0, low - 0.5), high + 0.5
    after = _AFTER.match(text, end)
    counted, last = counted_after(text, after.end() if after else end)
    if not unit and _in_name(text, match, counted):
        return None
    year = int(match["figure"]) if not unit and _is_year(text, match, counted) else None
    if year is not None:
        unit, low, high = YEAR, float(year), float(year)
    if unit != YEAR:
        low, high, start = hedged(text, start, low, high)
    elif before := _BEFORE_YEAR.search(text, max(0, start - 24), start):
        low, high, start = *_hedged(low, high, before), before.start()
    if after:
        low, high, end = *_hedged(low, high, after), max(end, after.end())
    return Quantity(
        Span(start, end), low, high, unit, counted if unit in ("", ORDINAL) else (), year, per_after(text, last)
    )


def hedged(text: str, start: int, low: float, high: float) -> tuple[float, float, int]:
    """The bounds of a number that starts there with the hedge before it, if there is one, and where that starts."""
    hedge = _BEFORE.search(text, max(0, start - 24), start)
    return (*_hedged(low, high, hedge), hedge.start()) if hedge else (low, high, start)


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    """What the bare number allows: itself, give or take what its last digit rounds away."""
    if match["vague"]:
        base = _VAGUE[match["vague"].lower()]
        return 2 * base, 1000 * base - 1
    if match["ranked"]:
        return (_RANK[match["ranked"].lower()],) * 2
    if match["words"]:
        value = _spoken(match["words"].lower())
        return _rounded(value, _last_place(value)) if value >= 100 else (value, value)
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    value, place = _written(match["figure"])
    if match["scale"]:
        place = place or 1.0
    if match["rank"]:
        return value, value
    if match["upper"]:
        return value * scale, _written(match["upper"])[0] * scale
    return _rounded(value * scale, place * scale)


def _written(figure: str) -> tuple[float, float]:
    """The value of a number in digits, and what one step of its last telling digit is worth (0: exact)."""
    plain = re.sub(r"[^\d.]", "", figure)
    _, _, decimals = plain.partition(".")
    value = float(plain)
    return value, 10.0 ** -len(decimals) if decimals else _last_place(value)


def _last_place(value: float) -> float:
    """10 for 120, 1000 for 45,000; 0 where the last digit is no zero: a count to the last one."""
    whole = str(int(value)) if value < 1e18 else "1"
    zeros = len(whole) - len(whole.rstrip("0"))
    return 10.0**zeros if zeros and value else 0.0


def _rounded(value: float, place: float) -> tuple[float, float]:
    slack = min(place / 2, value * ROUNDING)
    return value - slack, value + slack


def _spoken(words: str) -> float:
    """The value of a number in words: "two hundred and five thousand"."""
    total = part = 0.0
    for word in re.findall(r"[a-z]+", words):
        if word in ("a", "an"):
            part = part or 1.0
        elif word == "half":
            part = 0.5
        elif word in _SMALL:
            part += _SMALL[word]
        elif word in ("dozen", "hundred"):
            part = (part or 1.0) * _SCALES[word]
        elif word in _SCALES:
            total, part = total + (part or 1.0) * _SCALES[word], 0.0
    return total + part


def _hedged(low: float, high: float, hedge: re.Match[str]) -> tuple[float, float]:
    kind = next(name for name, found in hedge.groupdict().items() if found)
    middle = (low + high) / 2
    bounds = {
        "least": (low, math.inf),
        "most": (0.0, high),
        "above": (math.nextafter(middle, math.inf), math.inf),
        "more": (math.nextafter(middle, math.inf), math.inf),
        "below": (0.0, math.nextafter(middle, 0.0)),
        "fewer": (0.0, math.nextafter(middle, 0.0)),
        "nearly": (middle * (1 - ABOUT), high),
    }
    return bounds.get(kind, (low - middle * ABOUT, high + middle * ABOUT))


def _unit(text: str, match: re.Match[str], end: int) -> tuple[str, int]:
    if match["rank"] or match["ranked"]:
        return ORDINAL, end
    if match["currency"]:
        sign = match["currency"].lower()
        return _SIGN.get(sign, sign), end
    if share := _PER_CENT.match(text, end):
        return POINTS if share["points"] else PERCENT, share.end()
    if money := _MONEY.match(text, end):
        return _SIGN[money[1].lower()], money.end()
    return "", end


def per_after(text: str, end: int) -> str | None:
    """What a number that ends there is counted for, as in ``Quantity``; None where nothing says so."""
    per = _PER.match(text, end)
    if not per:
        return None
    return _EACH[per["each"].lower()] if per["each"] else singular((per["time"] or per["thing"]).lower())


def counted_after(text: str, end: int) -> tuple[tuple[str, ...], int]:
    """The words up to the noun that is counted, and where they end: the first plural among the next four, or nothing.

    What a hyphen joins to the number describes a thing ("a 12-inch screen") and counts nothing.
    """
    found: list[str] = []
    start = end
    if part := _PART.match(text, end):
        end = part.end()
    while len(found) < 4 and (word := _NOUN.match(text, end)) and word[1].lower() not in _NO_NOUN:
        found.append(re.sub(r"['’]s$", "", word[1].lower()))
        if singular(found[-1]) != found[-1]:
            return tuple(found), word.end()
        end = word.end()
    return (), start


def _counts_nothing(text: str, match: re.Match[str]) -> bool:
    """Whether it is "one", which more often stands for "someone" or "a", or the whole of which a part was told.

    What stands behind "per" is no count either.
    """
    whole = _WHOLE.search(text, max(0, match.start() - 12), match.start())
    return (match["words"] or "").lower() == "one" or whole is not None


def _in_name(text: str, match: re.Match[str], counted: tuple[str, ...]) -> bool:
    """Whether the number belongs to the name before it ("Apollo 11")."""
    name = _NAME_BEFORE.search(text, max(0, match.start() - 24), match.start())
    return bool(match["figure"]) and not counted and name is not None


def _is_year(text: str, match: re.Match[str], counted: tuple[str, ...]) -> bool:
    """Four digits that a year can have, where the words before call for one or nothing is counted after."""
    figure = match["figure"]
    if not figure or not _YEAR_FIGURE.fullmatch(figure) or match["scale"] or match["upper"]:
        return False
    plural = bool(counted) and singular(counted[-1]) != counted[-1]
    return not plural or bool(_YEAR_BEFORE.search(text, max(0, match.start("figure") - 20), match.start("figure")))
