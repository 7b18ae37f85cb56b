"""Rules that find a passage speaking for a claim: what was expected happened, or the passage states it.

A plan, an order, a hedge or a rumour supports nothing; nor does mere likeness of topic.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimtrack.check.lexicon import DENY, FALSE, HEARSAY
from claimtrack.check.rules.clauses import foreseen, hedged, negators, open_ended
from claimtrack.check.rules.counts import compared
from claimtrack.check.rules.frames import is_past
from claimtrack.check.rules.pair import Pair, Side, Stance
from claimtrack.check.words import Word, keys
from claimtrack.model import Span
from claimtrack.text.numbers import ORDINAL

_DENY = keys(DENY)
_ARRANGED = keys("plan expect schedule set agree promise intend prepare announce".split())
"""Verbs of the plan: their past is not the thing's."""


def happened(pair: Pair) -> Stance | None:
    """What the claim foresees is told as done, by everyone whom the claim names."""
    if not _ahead(pair) or _unfit(pair) or pair.named < 1.0 or pair.share < 0.6 or not _figures_agree(pair):
        return None
    told = next(done(pair), None)
    return Stance(Side.FOR, 0.8, told.span, "that it has happened") if told else None


def stated(pair: Pair) -> Stance | None:
    """The passage says what the claim says: its topic, its names, its figures, with nothing against them."""
    if _ahead(pair) or _unfit(pair) or pair.named < 1.0 or not _figures_agree(pair):
        return None
    counted = any(True for _ in compared(pair))
    if pair.share < (0.6 if counted else 0.75):
        return None
    return Stance(Side.FOR, 0.8 if counted else 0.7, _whole(pair), "the same")


def alike(pair: Pair) -> Stance | None:
    """The passage says a good part of what the claim says and nothing against the rest: too little to decide."""
    if _ahead(pair) or _unfit(pair) or (pair.named < 0.5 and not pair.excerpt) or not _figures_agree(pair):
        return None
    if pair.share < 0.4 and (pair.share < 0.25 or pair.context_share < 0.6):
        return None
    if not pair.excerpt and any(one.unit != ORDINAL for one in pair.claim.quantities) and not pair.passage.quantities:
        return None
    if not pair.excerpt and (pair.unnamed or len(pair.shared - pair.claim.names) < 2):
        return None
    return Stance(Side.PARTLY, 0.55, _whole(pair), "a part of it")


def _whole(pair: Pair) -> Span:
    return Span(0, len(pair.passage.text))


def _figures_agree(pair: Pair) -> bool:
    return all(any(said.meets(found) for found in same) for said, same in compared(pair))


def _unfit(pair: Pair) -> bool:
    """Whether the passage states nothing, or negates, or the claim does."""
    return (
        pair.other_time
        or bool(negators(pair.claim))
        or open_ended(pair.passage)
        or bool(negators(pair.passage))
        or bool(pair.passage.keys & _DENY)
        or bool(pair.passage.forms & (FALSE | HEARSAY))
        or hedged(pair.passage)
    )


def _ahead(pair: Pair) -> bool:
    """Whether the claim leaves open that the thing is done."""
    return foreseen(pair.claim) or hedged(pair.claim)


def done(pair: Pair) -> Iterator[Word]:
    """The words by which the passage tells as past what the claim foresees."""
    shared = pair.shared - pair.claim.names - _ARRANGED
    return (word for word in pair.passage.words if word.key in shared and is_past(word.text.casefold()))
