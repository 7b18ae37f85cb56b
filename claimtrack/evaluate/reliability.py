"""How far confidence can be believed: of the quotes with a confidence of about .8, are about .8 right?

A found quote is *right* where it is paired with one of the gold (see ``quotes``); where it says whose it is, if the
words that name the source share a word with the gold's; and where it gives a speaker and the gold tells whom its source
("he") stands for, if the two are one name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimtrack.evaluate.quotes import Side, paired, same_name
from claimtrack.evaluate.rates import share
from claimtrack.evaluate.records import FoundQuote, GoldArticle, GoldQuote

_BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A quote that an engine is so sure of, and whether it is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The quotes with a confidence in [low, high), or of 1 in the last bin; ``predicted`` is the mean of it."""

    low: float
    high: float
    count: int
    predicted: float
    right: float


def judged(gold: GoldArticle, found: Sequence[FoundQuote]) -> list[Judged]:
    """The found quotes of an article that are not nested, in their order. One that tells no confidence is sure."""
    outer = [quote for quote in found if not quote.nested]
    return [
        Judged(
            1 if side.quote.confidence is None else side.quote.confidence,
            wanted is not None and _is_right(wanted, side),
        )
        for wanted, side in paired(gold, outer)
        if side
    ]


def _is_right(gold: Side[GoldQuote], found: Side[FoundQuote]) -> bool:
    if found.source and not gold.source & found.source:
        return False
    speaker = found.quote.speaker
    return not (speaker and gold.quote.names) or same_name(gold.quote, speaker)


def reliability(quotes: Iterable[Judged]) -> list[Bin]:
    """The quotes by tenths of confidence; empty tenths are left out."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for quote in quotes:
        bins[min(int(quote.confidence * _BINS), _BINS - 1)].append(quote)
    return [_bin(at, bins[at]) for at in sorted(bins)]


def _bin(at: int, quotes: Sequence[Judged]) -> Bin:
    count = len(quotes)
    predicted, right = sum(quote.confidence for quote in quotes), sum(quote.right for quote in quotes)
    return Bin(at / _BINS, (at + 1) / _BINS, count, predicted / count, right / count)


def squared_error(quotes: Sequence[Judged]) -> float:
    """The Brier score: the mean square of how far each confidence is from 1 (right) or 0 (wrong). Unlike the expected
    error it also falls where confidence tells right from wrong.
    """
    return share(sum((quote.right - quote.confidence) ** 2 for quote in quotes), len(quotes))


def expected_error(bins: Iterable[Bin]) -> float:
    """The expected calibration error: how far predicted and right lie apart in the bin of a quote, on average."""
    bins = list(bins)
    return share(sum(one.count * abs(one.predicted - one.right) for one in bins), sum(one.count for one in bins))
