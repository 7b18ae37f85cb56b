"""Rules that compare figures and dates: the same thing counted otherwise, the same event in another year."""

from __future__ import annotations

import re

from claimtrack.check.lexicon import RUNNING
from claimtrack.check.rules.clauses import hedged, hedged_before, negators, open_ended, taken_back, word_at
from claimtrack.check.rules.comparison import compared, thing
from claimtrack.check.rules.pair import Pair, Side, Stance
from claimtrack.check.status import UNSURE
from claimtrack.check.words import keys
from claimtrack.text.dates import MONTHS
from claimtrack.text.numbers import YEAR, Quantity

_RUNNING = keys(RUNNING)
_BESIDE_DAY = re.compile(rf"\b(?:before|after|prior to)\s+(?:\d{{1,2}}\s+)?(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
"""A count before a day is not the count on it."""
_STATE = re.compile(
    r"\b(?:is|are|has|have|stands?|remains?|currently|now|employs?|owns?|holds?|carries|carry|operates?|treats?)\b",
    re.IGNORECASE,
)
"""A figure told as a state may be another one later."""


def figures(pair: Pair) -> Stance | None:
    """The passage counts the same thing, and the figures cannot both be right."""
    if open_ended(pair.passage) or pair.other_time or _BESIDE_DAY.search(pair.claim.text):
        return None
    for said, same in compared(pair):
        if any(said.meets(found) for found in same):
            continue
        if not taken_back(pair.passage, word_at(pair.passage, same[0].span.start)):
            return _conflict(pair, said, same[0])
    return None


def _conflict(pair: Pair, said: Quantity, found: Quantity) -> Stance:
    figure = found.span.of(pair.passage.text).strip()
    foretold = not hedged(pair.claim) and hedged_before(pair.passage, word_at(pair.passage, found.span.start))
    confidence = UNSURE if pair.unnamed or foretold else 0.85 if pair.named == 1.0 else 0.7
    running = thing(pair.claim, said) in _RUNNING and found.low > said.low
    side = Side.NEWER if running or _STATE.search(pair.claim.text) else Side.AGAINST
    return Stance(side, confidence, found.span, f"that the figure is “{figure}”")


def dates(pair: Pair) -> Stance | None:
    """The passage tells the same event for another year. A figure of another year is no such event."""
    if pair.share < 0.75 or pair.named < 1.0 or open_ended(pair.passage) or negators(pair.passage):
        return None
    said = [one for one in pair.claim.quantities if one.unit == YEAR]
    found = [one for one in pair.passage.quantities if one.unit == YEAR]
    if len(pair.claim.quantities) == len(said) == len(found) == 1 and not said[0].meets(found[0]):
        year = found[0].span
        return Stance(Side.AGAINST, 0.8, year, f"that the year is “{year.of(pair.passage.text)}”")
    return None
