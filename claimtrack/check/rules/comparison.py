"""Whether the figures of a claim and a passage count or measure one thing, and whether they agree: for both judges.

Figures are measures (``text/measures.py``): what converts exactly into one another is compared, with the rounding of
both. Another denominator, currency, noun or period makes two figures incomparable, never unequal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimtrack.check.lexicon import QUALIFIED
from claimtrack.check.rules.pair import Pair, Statement, statement
from claimtrack.check.words import key, keys
from claimtrack.text.measures import is_change
from claimtrack.text.numbers import ORDINAL, PERCENT, POINTS, YEAR, Quantity, singular

_QUALIFIED = keys(QUALIFIED)
_PEOPLE = keys("person man woman child patient resident individual citizen inmate".split())
_MEASURING = frozenset(
    "barrel point degree crown krona krone franc peso ruble rouble zloty lira yuan won rand real shekel dinar dirham "
    "forint cent".split()
)
"""Nouns behind a number that measure, and count nothing: two of them are two measures."""
_POSITIONS = keys("ago later late away ahead behind apart above below under over".split())
_WORTH = re.compile(r"\b(?:worth|costing|valued\s+at|priced\s+at|for)\s+$", re.IGNORECASE)
"""Words before a sum that is the price of something."""
_CAN = re.compile(r"\b(?:can|could|able\s+to|room\s+for|built\s+for|capacity)\b", re.IGNORECASE)
"""Words before a figure that tells how many there may be, and not how many there are."""
_WHOLE = re.compile(r"\b(?:of|from|among)\s+(?:its|the|their|his|her|our|all(?:\s+the)?)\s+$", re.IGNORECASE)
"""Words before a figure that tells of how many something is a part ("300 of its 500 workers")."""
_IRREGULAR = {"kronor": "krona", "kroner": "krone"}
_SHARE, _SHARE_OF_COUNTS, _SHARE_OF_MEASURES = 0.5, 0.6, 0.7
"""The part of a claim's topic, by weight, that a passage must share for a figure of its to be on the same thing:
sums and counts, shares and what is compared by its sort alone, and measures, which many sides of a thing have."""
_CLAUSE = re.compile(r"[,;:—–]\s")
_SIGNS = frozenset("$€£¥₹")


def compared(pair: Pair) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """The claim's quantities, each with those of the passage that count the same thing, if there are any."""
    for said in pair.claim.quantities:
        if same := [found for found in pair.passage.quantities if _same_thing(pair, said, found)]:
            yield said, same


def differing(pair: Pair) -> list[Quantity]:
    """The passage's quantities that count what a quantity of the claim counts, and do not meet it."""
    return [found for said, same in compared(pair) for found in same if not said.meets(found)]


def differ(pair: Pair) -> bool:
    """Whether the passage gives only other figures for a thing that the claim counts."""
    return any(not any(said.meets(found) for found in same) for said, same in compared(pair))


def agree(pair: Pair) -> bool:
    """Whether each figure of the claim meets one of the passage's for the same thing, or, in a passage on the claim's
    own topic, one of its sort; False where there are none.
    """
    figures = list(compared(pair))
    return bool(figures and not differ(pair)) or (pair.share >= _SHARE_OF_COUNTS and _agree_in_sort(pair))


def _agree_in_sort(pair: Pair) -> bool:
    """Whether all figures that have one of their sort beside them meet one, and at least one has."""
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


def of_other_measures(pair: Pair) -> bool:
    """Whether the passage tells the claim's topic with figures that can be neither equal nor unequal to the claim's.

    Percent and percentage points, lengths and weights, two currencies, a sum of money and a count.
    """
    said, found = _measures(pair.claim), _measures(pair.passage)
    return bool(said and found) and not said & found and pair.share >= _SHARE_OF_COUNTS


def gives_a_figure(passage: Statement, of: Statement) -> bool:
    """Whether the passage gives one of the figures ``of`` a claim, in its measure; True where that has none."""
    wanted, told = _counts(of), _counts(passage)
    return not wanted or any(
        said.meets(found) and _measure(said) == _measure(found) for said in wanted for found in told
    )


def gives_covered(passage: Statement, covers: Iterable[str]) -> bool:
    """Whether the passage gives a figure for each element that it ``covers`` and that has one."""
    return all(gives_a_figure(passage, statement(element)) for element in covers)


def thing(statement: Statement, quantity: Quantity) -> str | None:
    """The key of what is counted; of people, what happened to them ("505 persons have recovered": recover)."""
    if not quantity.counted:
        return None
    noun = key(quantity.counted[-1])
    if noun not in _PEOPLE:
        return noun
    after = (word for word in statement.words if word.span.start >= quantity.span.end and word.telling)
    return next((word.key for word in after if word.key not in _PEOPLE), noun)


def _counts(statement: Statement) -> list[Quantity]:
    return [one for one in statement.quantities if one.unit not in (YEAR, ORDINAL)]


def _alike(said: Quantity, passage: Statement) -> list[Quantity]:
    return [one for one in _counts(passage) if (one.unit, one.per) == (said.unit, said.per)]


def _measures(told: Statement) -> frozenset[str]:
    return frozenset(map(_measure, _counts(told)))


def _measure(quantity: Quantity) -> str:
    """What the number measures in: a unit; empty for a plain count."""
    noun = quantity.counted[-1] if quantity.counted else ""
    noun = _IRREGULAR.get(noun) or singular(noun)
    return quantity.unit or (noun if noun in _MEASURING else "")


def _same_thing(pair: Pair, said: Quantity, found: Quantity) -> bool:
    """Whether both count the same: the same unit and noun, and no qualifier or place that only one of them has."""
    if (said.unit, said.per) != (found.unit, found.per) or said.unit in (YEAR, ORDINAL):
        return False
    if is_change(pair.claim.text, said.span.start) is not is_change(pair.passage.text, found.span.start):
        return False
    if any(_is_told(how, pair.claim, said) is not _is_told(how, pair.passage, found) for how in (_WORTH, _CAN, _WHOLE)):
        return False
    if pair.share < _SHARE and not pair.excerpt:
        return False
    if pair.named < 0.5 and pair.passage.names - pair.claim.names:  # it names another place or actor instead
        return False
    if said.unit:
        return pair.share >= _least_share(said) and _alone(pair, said) and not _of_other_things(said, found)
    counted = thing(pair.claim, said)
    if counted is None or counted != thing(pair.passage, found):
        return False
    return _qualifiers(said) == _qualifiers(found) and not _elsewhere(pair, found)


def _is_told(how: re.Pattern[str], statement: Statement, quantity: Quantity) -> bool:
    """Whether words before the figure, in its clause, make it a figure of that sort."""
    return how.search(_CLAUSE.split(statement.text[: quantity.span.start])[-1]) is not None


def _least_share(said: Quantity) -> float:
    if said.unit in (PERCENT, POINTS):
        return _SHARE_OF_COUNTS
    return _SHARE if said.unit[-1] in _SIGNS else _SHARE_OF_MEASURES


def _alone(pair: Pair, said: Quantity) -> bool:
    """Sums, shares and measures seldom name what they are of: they are compared only where each side has one."""
    return all(
        sum(one.unit == said.unit for one in statement.quantities) == 1 for statement in (pair.claim, pair.passage)
    )


def _of_other_things(said: Quantity, found: Quantity) -> bool:
    """Whether both name what is measured or shared out, and it is another: grain and coal, the height and the width.

    How long after or how far from something is no length by itself.
    """
    ours, theirs = (key(one.counted[-1]) if one.counted else "" for one in (said, found))
    return ours != theirs and (bool(ours and theirs) or not _POSITIONS.isdisjoint({ours, theirs}))


def _qualifiers(quantity: Quantity) -> frozenset[str]:
    return keys(quantity.counted[:-1]) & _QUALIFIED


def _elsewhere(pair: Pair, found: Quantity) -> bool:
    """Whether the figure is for a place that the claim does not name ("421 were in Republika Srpska")."""
    after = [word for word in pair.passage.words if word.span.start >= found.span.end][: len(found.counted) + 3]
    places = [word for word in after if word.name]
    return any(word.text.casefold() in ("in", "at") for word in after) and any(
        word.key not in pair.claim.telling for word in places
    )
