"""Rules that compare figures and dates: the same thing counted otherwise, the same event on another day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimtrack.check.lexicon import QUALIFIED, RUNNING
from claimtrack.check.rules.clauses import hedged, hedged_before, negators, open_ended, taken_back, word_at
from claimtrack.check.rules.pair import Pair, Side, Stance, Statement
from claimtrack.check.status import UNSURE
from claimtrack.check.words import key, keys
from claimtrack.text.dates import MONTHS
from claimtrack.text.numbers import ORDINAL, PERCENT, POINTS, YEAR, Quantity

_QUALIFIED, _RUNNING = keys(QUALIFIED), keys(RUNNING)
_PEOPLE = keys("person man woman child patient resident individual citizen inmate".split())
_BESIDE_DAY = re.compile(rf"\b(?:before|after|prior to)\s+(?:\d{{1,2}}\s+)?(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
"""A count before a day is not the count on it."""
_CHANGED_BY = re.compile(
    r"\b(?:by|rose|risen|rises|grew|grown|grows|climbed|jumped|surged|gained|increased|up|fell|fallen|falls|dropped|declined|decreased|lost"
    r"|shrank|slid|down)\s+(?:(?:about|around|nearly|almost|some|another)\s+)?$",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:is|are|has|have|stands?|remains?|currently|now|employs?|owns?|holds?|carries|carry|operates?|treats?)\b",
    re.IGNORECASE,
)
"""A figure told as a state may be another one later."""
_TIME_UNITS = keys("second minute hour day week month year decade century".split())


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


def compared(pair: Pair) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """The claim's quantities, each with those of the passage that count the same thing, if there are any."""
    for said in pair.claim.quantities:
        if same := [found for found in pair.passage.quantities if _same_thing(pair, said, found)]:
            yield said, same


def differing(pair: Pair) -> list[Quantity]:
    """The passage's quantities that count what a quantity of the claim counts, and do not meet it."""
    return [found for said, same in compared(pair) for found in same if not said.meets(found)]


def agree(pair: Pair) -> bool:
    """Whether the claim's figures meet the passage's at the precision that is stated, whatever they count.

    Figures that have none of their sort beside them are left out, but for one at least there must be some.
    """
    told = [(said, same) for said in _counts(pair.claim) if (same := _alike(said, pair.passage))]
    return bool(told) and all(any(said.meets(found) for found in same) for said, same in told)


def incomparable(pair: Pair) -> str | None:
    """Why the figures of both, where both have some, say nothing of one another; None where they may."""
    said, found = _counts(pair.claim), _counts(pair.passage)
    units = {one.unit for one in said} & {one.unit for one in found}
    if not units:
        return None
    if all(one.per != other.per for one in said for other in found if one.unit == other.unit):
        return "the figures are for other lengths of time, or of other wholes"
    times = zip(pair.claim.stretches, pair.passage.stretches, strict=True)
    if any(one and other and not one & other for one, other in times):
        return "the figures are of another time"
    return None


def _counts(statement: Statement) -> list[Quantity]:
    return [one for one in statement.quantities if one.unit not in (YEAR, ORDINAL)]


def _alike(said: Quantity, passage: Statement) -> list[Quantity]:
    return [one for one in _counts(passage) if (one.unit, one.per) == (said.unit, said.per)]


def _conflict(pair: Pair, said: Quantity, found: Quantity) -> Stance:
    figure = found.span.of(pair.passage.text).strip()
    foretold = not hedged(pair.claim) and hedged_before(pair.passage, word_at(pair.passage, found.span.start))
    confidence = UNSURE if pair.unnamed or foretold else 0.85 if pair.named == 1.0 else 0.7
    running = _thing(pair.claim, said) in _RUNNING and found.low > said.low
    side = Side.NEWER if running or _STATE.search(pair.claim.text) else Side.AGAINST
    return Stance(side, confidence, found.span, f"that the figure is “{figure}”")


def _same_thing(pair: Pair, said: Quantity, found: Quantity) -> bool:
    """Whether both count the same: the same unit and noun, and no qualifier or place that only one of them has."""
    if (said.unit, said.per) != (found.unit, found.per) or said.unit in (YEAR, ORDINAL):
        return False
    if _is_change(pair.claim, said) is not _is_change(pair.passage, found):
        return False
    if pair.share < 0.5 and not pair.excerpt:
        return False
    if pair.named < 0.5 and pair.passage.names - pair.claim.names:  # it names another place or actor instead
        return False
    if said.unit:
        return pair.share >= (0.6 if said.unit in (PERCENT, POINTS) else 0.5) and _alone(pair, said)
    thing = _thing(pair.claim, said)
    if thing is None or thing != _thing(pair.passage, found):
        return False
    if thing in _TIME_UNITS and pair.share < 0.7:
        return False
    return _qualifiers(said) == _qualifiers(found) and not _elsewhere(pair, found)


def _is_change(statement: Statement, quantity: Quantity) -> bool:
    """Whether it is by how much something changed, and not how much it is ("fell by 3 percent", "rose $30")."""
    return _CHANGED_BY.search(statement.text, max(0, quantity.span.start - 30), quantity.span.start) is not None


def _alone(pair: Pair, said: Quantity) -> bool:
    """Sums and shares name nothing that is counted: they are compared only where each side has one."""
    return all(
        sum(one.unit == said.unit for one in statement.quantities) == 1 for statement in (pair.claim, pair.passage)
    )


def _thing(statement: Statement, quantity: Quantity) -> str | None:
    """The key of what is counted; of people, what happened to them ("505 persons have recovered": recover)."""
    if not quantity.counted:
        return None
    thing = key(quantity.counted[-1])
    if thing not in _PEOPLE:
        return thing
    after = (word for word in statement.words if word.span.start >= quantity.span.end and word.telling)
    return next((word.key for word in after if word.key not in _PEOPLE), thing)


def _qualifiers(quantity: Quantity) -> frozenset[str]:
    return keys(quantity.counted[:-1]) & _QUALIFIED


def _elsewhere(pair: Pair, found: Quantity) -> bool:
    """Whether the figure is for a place that the claim does not name ("421 were in Republika Srpska")."""
    after = [word for word in pair.passage.words if word.span.start >= found.span.end][: len(found.counted) + 3]
    places = [word for word in after if word.name]
    return any(word.text.casefold() in ("in", "at") for word in after) and any(
        word.key not in pair.claim.telling for word in places
    )


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
