"""Terms: what a text is looked up by, and what two texts share when one bears on the other.

A term is a word without its ending, the place of an amount on a scale, or a day. Terms are for comparing, never for
showing. The store's indexes hold them: who changes what comes out of here adds a migration that fills those anew.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from claimtrack.model import Article, Claim, Period
from claimtrack.text.dates import time_expressions
from claimtrack.text.numbers import YEAR, Quantity, quantities
from claimtrack.text.stems import stem

AMOUNT = "~"
"""What the terms of amounts begin with."""
SPEAKER_WEIGHT = 0.5
"""What a term of the speaker's name counts, beside one of the claim's own words."""
_STEPS = 10
"""Steps of the scale of amounts to a power of ten: amounts less than an eighth apart always share a term."""
_LEAST_AMOUNT = 10
"""Smaller amounts are in too many texts to tell something by their size; as words they count like others."""
_LONGEST_PERIOD = 31
"""Days of a claim's period that it is looked up by. A longer one, such as a year, tells too little."""
_LONGEST_TIME = 7
"""Days that words of a text name. All days of a month would make any two texts alike that name it."""
_LONGEST_TERM = 40
_ANY_DAY = date(1000, 1, 1)

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){2,}")
_DIGIT = re.compile(r"\d")
_COUNTRIES = {"us": "america", "usa": "america", "uk": "britain"}
_UNITED = re.compile(r"\b(?:US|USA|UK)\b|\b(?i:united states(?: of america)?|united kingdom)\b")
_SILENT = frozenset(
    "a an the of in to on at by as or and but nor for from with into onto about after before over under than then so "
    "if it its he his him she her hers they them their we us our you your i my me this that these those there here who "
    "whom whose which what when where why how is are was were be been being am has have had having do does did done "
    "will would can could may might must shall should not no s t said say says".split()
)


def terms(text: str, on: date | None = None) -> list[str]:
    """The terms of ``text``, as often as they occur. Days are understood from the day ``on``; texts without one agree
    about a day whose year they do not tell.
    """
    named = _UNITED.sub(_country, _INITIALS.sub(_joined, _plain(text)))
    found = [_term(word) for word in _WORD.findall(named) if word.casefold() not in _SILENT]
    found += [term for quantity in quantities(text) for term in _amount(quantity)]
    return [*found, *_days(text, on or _ANY_DAY)]


def claim_terms(claim: Claim) -> dict[str, float]:
    """The terms of a claim, of its speaker's name and of the days of its period, with what each counts: one that the
    claim has again and again counts as the square root of how often.
    """
    found = dict.fromkeys(terms(claim.speaker), SPEAKER_WEIGHT) if claim.speaker else {}
    if claim.period:
        found |= dict.fromkeys(_days_of(claim.period, _LONGEST_PERIOD), 1.0)
    own = Counter(terms(claim.plain, claim.said))
    return found | {term: math.sqrt(times) for term, times in own.items()}


def article_terms(article: Article) -> set[str]:
    """All terms of an article's headline and text."""
    return set(terms(f"{article.title or ''}\n{article.text}", article.published))


def _days_of(period: Period, longest: int) -> list[str]:
    """A term for each day; none for a period of more than ``longest`` days."""
    count = (period.end - period.start).days + 1
    return [(period.start + timedelta(days=day)).isoformat() for day in range(count if count <= longest else 0)]


def _plain(text: str) -> str:
    """``text`` without accents."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _joined(initials: re.Match[str]) -> str:
    return re.sub(r"[.\s]", "", initials[0]) + " "


def _country(name: re.Match[str]) -> str:
    found = name[0].casefold()
    return _COUNTRIES.get(found) or ("america" if "states" in found else "britain")


@lru_cache(maxsize=65536)
def _term(word: str) -> str:
    folded = word.casefold()[:_LONGEST_TERM]
    return folded.replace(",", "") if folded[0].isdigit() else stem(folded)


def _amount(quantity: Quantity) -> Iterator[str]:
    """Where the amount lies on two scales of equal ratios, one half a step off the other: near ones share a place."""
    if quantity.unit == YEAR:
        return
    low, high = quantity.low, quantity.high
    amount = low if math.isinf(high) else high if low == 0 else (low + high) / 2  # "more than", "less than", or near it
    if amount >= _LEAST_AMOUNT:
        place = math.log10(amount) * _STEPS
        yield f"{AMOUNT}{math.floor(place)}"
        yield f"{AMOUNT}{math.floor(place + 0.5)}h"


def _days(text: str, on: date) -> Iterator[str]:
    for found in time_expressions(text, on, ahead=False):
        if _DIGIT.search(found.span.of(text)):
            yield from _days_of(found.period, _LONGEST_TIME)
