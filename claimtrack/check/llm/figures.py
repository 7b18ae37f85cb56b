"""Whether the figures of a claim and a passage measure one thing and agree, as far as a finding rests on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimtrack.check.rules import counts
from claimtrack.check.rules.counts import compared
from claimtrack.check.rules.pair import Pair, Statement, statement
from claimtrack.text.numbers import ORDINAL, YEAR, Quantity, singular

_MEASURES = frozenset(
    "second minute hour day week month year decade century millimetre millimeter centimetre centimeter metre meter "
    "kilometre kilometer km inch foot yard mile hectare acre gram kilogram kilo kg ton tonne ounce litre liter gallon "
    "barrel watt kilowatt megawatt gigawatt degree point crown krona krone franc peso ruble rouble zloty lira yuan won "
    "rand real shekel dinar dirham forint cent".split()
)
"""Nouns behind a number that measure, and count nothing: two of them are two measures."""
_IRREGULAR = {"feet": "foot", "inches": "inch", "centuries": "century", "kronor": "krona", "kroner": "krone"}
_MOST = 0.6
"""The part of a claim's topic, by weight, that a passage shares which tells the same with other figures."""


def of_other_measures(pair: Pair) -> bool:
    """Whether the passage tells the claim's topic with figures that can be neither equal nor unequal to the claim's.

    Percent and percentage points, miles and kilometres, a sum of money and a count: no figure is against another.
    """
    said, found = _measures(pair.claim), _measures(pair.passage)
    return bool(said and found) and not said & found and pair.share >= _MOST


def agree(pair: Pair) -> bool:
    """Whether each figure of the claim meets one of the passage's for the same thing, or, in a passage on the claim's
    own topic, one of its sort; False where there are none.
    """
    figures = list(compared(pair))
    met = figures and all(any(said.meets(found) for found in same) for said, same in figures)
    return bool(met) or (pair.share >= _MOST and counts.agree(pair))


def differ(pair: Pair) -> bool:
    """Whether the passage gives other figures for a thing that the claim counts."""
    return any(not any(said.meets(found) for found in same) for said, same in compared(pair))


def gives_a_figure(passage: Statement, of: Statement) -> bool:
    """Whether the passage gives one of the figures ``of`` a claim, in its measure; True where that has none."""
    wanted, told = list(_counts(of)), list(_counts(passage))
    return not wanted or any(
        said.meets(found) and _measure(of, said) == _measure(passage, found) for said in wanted for found in told
    )


def gives_covered(passage: Statement, covers: Iterable[str]) -> bool:
    """Whether the passage gives a figure for each element that it ``covers`` and that has one."""
    return all(gives_a_figure(passage, statement(element)) for element in covers)


def _counts(told: Statement) -> Iterator[Quantity]:
    return (one for one in told.quantities if one.unit not in (YEAR, ORDINAL))


def _measures(told: Statement) -> frozenset[str]:
    return frozenset(_measure(told, one) for one in _counts(told))


def _measure(told: Statement, quantity: Quantity) -> str:
    """What the number measures in: a unit; empty for a plain count."""
    if quantity.unit and quantity.span.of(told.text).casefold().endswith(("point", "points")):
        return "points"
    noun = quantity.counted[-1] if quantity.counted else ""
    noun = _IRREGULAR.get(noun) or singular(noun)
    return quantity.unit or (noun if noun in _MEASURES else "")
