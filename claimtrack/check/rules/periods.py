"""Whether a passage tells of the days that a claim speaks about. Evidence about another time is none.

Only what a passage dates itself counts, and in doubt it is about the claim's time: the day of the saying is not the day
of the thing, and a plan is called off before it is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from claimtrack.model import Claim, Passage, Period, Reading, Span
from claimtrack.text.dates import time_expressions

_FEW_DAYS = timedelta(days=3)
"""How far off a day may be told: prose is loose on the days around a weekend, and papers are printed the day after."""
_A_WEEK = timedelta(days=7)
_SAYING = (
    r"(?:said|says?|saying|told|tells|announced|announcing|added|insisted|stated|wrote|tweeted|confirmed|reported|reports"
    r"|claimed|den(?:y|ies|ied|ying)|dismissed|rejected|disputed|statement|interview|posted|asked)"
)
_SAYING_BEFORE = re.compile(rf"\b{_SAYING}(?:\s+[\w'’.-]+){{0,3}}\s*$", re.IGNORECASE)
_SAYING_AFTER = re.compile(rf"^\s+{_SAYING}\b", re.IGNORECASE)
_SAYING_BEGUN = re.compile(rf"^(?:,?\s+[\w'’.-]+){{0,6}}\s+{_SAYING}\b", re.IGNORECASE)
_OPENING = re.compile(r"^(?:.{0,60}\s[-–—])?\s*[“”\"]?$")
_BORDER = re.compile(r"\b(?:since|until|till|before|after|by|from|than|to|through)\s+$", re.IGNORECASE)
_BORDERING = re.compile(r"(?:since|until|before|by)\b", re.IGNORECASE)


def of_another_time(claim: Claim, reading: Reading, passage: Passage, settled_before: bool) -> bool:
    """Whether all days on which the passage dates something lie away from the claim's.

    ``settled_before`` says that the passage may tell of what came between the utterance and the claim's days, as a
    cancellation does. False where the claim names no days, the article has no date, or the passage dates nothing.
    """
    published = reading.article.published
    if claim.period is None or published is None:
        return False
    first = min(claim.said or claim.period.start, claim.period.start) if settled_before else claim.period.start
    told = [one.read for one in _told(reading, passage, published) if not one.of_saying]
    return bool(told) and not any(_meets(one, first, claim.period.end) for read in told for one in read)


def day_told(reading: Reading, passage: Passage, of_saying: bool) -> date | None:
    """The one day on which the passage says that something happened, or, with ``of_saying``, that it was said.

    None where it names no day or several, or one that is still to come.
    """
    published = reading.article.published
    if published is None:
        return None
    told = [one.read[0] for one in _told(reading, passage, published) if one.of_saying is of_saying]
    if len(told) != 1 or told[0].start != told[0].end or told[0].end > published:
        return None
    return told[0].start


@dataclass(frozen=True, slots=True)
class _Told:
    """A time in a passage, read as behind and as ahead of the article's day; ``of_saying`` where it was said then."""

    read: tuple[Period, Period]
    of_saying: bool


def _told(reading: Reading, passage: Passage, published: date) -> Iterator[_Told]:
    """The passage's time expressions but those that only border on something."""
    text = passage.span.of(reading.article.text)
    behind, ahead = (time_expressions(text, published, ahead) for ahead in (False, True))
    resolved = {one.span: one.period for one in ahead}
    for one in behind:
        quoted = any(
            part.covers(Span(one.span.start + passage.span.start, one.span.end + passage.span.start))
            for quote in reading.quotes
            for part in quote.content
        )
        if not _is_border(text, one.span):
            of_saying = not quoted and _of_the_saying(text, one.span)
            yield _Told((one.period, resolved.get(one.span, one.period)), of_saying)


def _is_border(text: str, at: Span) -> bool:
    """Whether the time only begins or ends something, or is compared with."""
    return bool(_BORDER.search(text[: at.start]) or _BORDERING.match(at.of(text)))


def _of_the_saying(text: str, at: Span) -> bool:
    """Whether the time tells when something was said: "said on Tuesday", "on Tuesday, Mayor Smith said"."""
    before, after = text[: at.start], text[at.end :]
    begun = _OPENING.match(before) and _SAYING_BEGUN.match(after)
    return bool(begun or _SAYING_BEFORE.search(before) or _SAYING_AFTER.match(after))


def _meets(told: Period, first: date, last: date) -> bool:
    loose = _FEW_DAYS if told.end - told.start < _A_WEEK else timedelta()
    return told.start - loose <= last and first <= told.end + loose
