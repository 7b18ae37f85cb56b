"""How well quotes were found: contents, and the words that name their speakers.

Spans are compared as sets of words (``tokens``). In each article, gold and found quotes are paired one to one, the most
alike first: likeness is the number of words that their contents share over the number in either, at least ``ALIKE``.
Between equally alike pairs the one earlier in the gold goes first, then the one earlier among those found.

- *match*: a found quote is right where it is paired; *exact*: where its content is the very words of its partner.
- *overlap*: words, without the pairing: those found that lie in some gold content, those of the gold that were found.
- The *source* figures look at pairs only: the share with the very words, with a common word, and with a name in common
  (the last word of one name is a word of the other; a name ends at its first comma); and the rates of all their words.
- A found quote in a pair counts under the gold's kind, another one under its own.

Where only speech counts, gold that is none neither has to be found, nor is a quote wrong that is paired with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Generic, TypeVar

from claimtrack.evaluate.rates import Rates, rates, share
from claimtrack.evaluate.records import FoundQuote, GoldArticle, GoldQuote
from claimtrack.evaluate.tokens import WORD, Tokens, Words
from claimtrack.model import QuoteKind
from claimtrack.sources.fields import Id

Kind = TypeVar("Kind", GoldQuote, FoundQuote)
ALIKE = 0.5
"""The least likeness of a pair."""
_NO_NAME = frozenset("mr mrs ms dr jr sr ii iii inc a an the of who said".split())


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted, in quotes and in words."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    exact: int = 0
    gold_words: int = 0
    gold_words_found: int = 0
    found_words: int = 0
    found_words_right: int = 0
    source_exact: int = 0
    source_overlap: int = 0
    source_name: int = 0
    source_words: int = 0
    source_words_found: int = 0
    source_words_right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*map(sum, zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class QuoteScore:
    """The figures of one kind of quote; ``kind`` is None for all together."""

    kind: QuoteKind | None
    counts: Counts

    @cached_property
    def exact(self) -> Rates:
        """Of quotes: right is a pair with the very words."""
        return rates(self.counts.exact, self.counts.found, self.counts.gold)

    @cached_property
    def match(self) -> Rates:
        """Of quotes: right is any pair."""
        return rates(self.counts.matched, self.counts.found, self.counts.gold)

    @cached_property
    def overlap(self) -> Rates:
        """Of the words of contents, whatever the pairs."""
        counts = self.counts
        precision = share(counts.found_words_right, counts.found_words)
        return Rates(precision, share(counts.gold_words_found, counts.gold_words))

    @cached_property
    def source(self) -> Rates:
        """Of the words of the sources of all pairs."""
        counts = self.counts
        return rates(counts.source_words_right, counts.source_words_found, counts.source_words)

    @cached_property
    def source_exact(self) -> float:
        """The share of pairs whose sources are the very words."""
        return share(self.counts.source_exact, self.counts.matched)

    @cached_property
    def source_overlap(self) -> float:
        """The share of pairs whose sources have a word in common, or are both missing."""
        return share(self.counts.source_overlap, self.counts.matched)

    @cached_property
    def source_name(self) -> float:
        """The share of pairs whose sources are the same name."""
        return share(self.counts.source_name, self.counts.matched)


@dataclass(frozen=True, slots=True)
class Side(Generic[Kind]):
    """A quote with the words of its content and of its source."""

    quote: Kind
    content: Words
    source: Words


Pair = tuple[Side[GoldQuote] | None, Side[FoundQuote] | None]
"""A gold quote and what was found for it; one of the two may be missing."""


def score_quotes(
    gold: Iterable[GoldArticle], found: Mapping[Id, Sequence[FoundQuote]], speech: bool = False
) -> list[QuoteScore]:
    """The figures of each kind and of all, by what was ``found`` in each article; one that is missing has no quotes.

    Nested quotes are passed over: gold of this kind marks outermost ones only. With ``speech`` only speech counts.
    """
    totals = dict.fromkeys([*QuoteKind, None], Counts())
    for article in gold:
        pairs = paired(article, [quote for quote in found.get(article.id, ()) if not quote.nested])
        counted = [pair for pair in pairs if not (speech and pair[0] and not pair[0].quote.speech)]
        for kind in totals:
            totals[kind] += _counts([pair for pair in counted if kind in (None, _kind(pair))], article.article.text)
    return [QuoteScore(kind, counts) for kind, counts in totals.items()]


def paired(article: GoldArticle, quotes: Sequence[FoundQuote]) -> list[Pair]:
    """Every gold quote and every found one, each in one pair."""
    tokens = Tokens(article.article.text)
    golds = [Side(quote, tokens.within(quote.content), tokens.within(quote.source)) for quote in article.quotes]
    founds = [Side(quote, tokens.within(quote.content), tokens.within(quote.source)) for quote in quotes]
    partners = _partners([side.content for side in golds], [side.content for side in founds])
    missed = [side for place, side in enumerate(golds) if place not in partners.values()]
    taken = [(golds[partners[place]] if place in partners else None, side) for place, side in enumerate(founds)]
    return [*taken, *((side, None) for side in missed)]


def _partners(golds: Sequence[Words], founds: Sequence[Words]) -> dict[int, int]:
    """The place of the gold content that each found one is paired with, by its own place; both counted from 0."""
    alike = [
        (share(len(wanted & given), len(wanted | given)), gold, found)
        for gold, wanted in enumerate(golds)
        for found, given in enumerate(founds)
    ]
    partners: dict[int, int] = {}
    for likeness, gold, found in sorted(alike, key=lambda one: (-one[0], one[1], one[2])):
        if likeness < ALIKE:
            break
        if found not in partners and gold not in partners.values():
            partners[found] = gold
    return partners


def _kind(pair: Pair) -> QuoteKind:
    gold, found = pair
    side = gold or found
    assert side is not None
    return side.quote.kind


def _counts(pairs: Sequence[Pair], text: str) -> Counts:
    golds = [gold for gold, _ in pairs if gold]
    founds = [found for _, found in pairs if found]
    in_gold = frozenset[int]().union(*(gold.content for gold in golds))
    in_found = frozenset[int]().union(*(found.content for found in founds))
    counts = Counts(
        gold=len(golds),
        found=len(founds),
        gold_words=sum(len(gold.content) for gold in golds),
        gold_words_found=sum(len(gold.content & in_found) for gold in golds),
        found_words=sum(len(found.content) for found in founds),
        found_words_right=sum(len(found.content & in_gold) for found in founds),
    )
    return sum((_matched(gold, found, text) for gold, found in pairs if gold and found), counts)


def _matched(gold: Side[GoldQuote], found: Side[FoundQuote], text: str) -> Counts:
    """What a pair adds to what its two sides count by themselves."""
    named = found.quote.source_text or " ".join(span.of(text) for span in found.quote.source)
    return Counts(
        matched=1,
        exact=gold.content == found.content,
        source_exact=gold.source == found.source,
        source_overlap=bool(gold.source & found.source) or not (gold.source or found.source),
        source_name=same_name(gold.quote, named),
        source_words=len(gold.source),
        source_words_found=len(found.source),
        source_words_right=len(gold.source & found.source),
    )


def same_name(gold: GoldQuote, given: str) -> bool:
    """Whether ``given`` names the gold source; where either has no name in it, whether it is the very same text."""
    wanted = [words for name in (gold.source_text or "", *gold.names) if (words := _name(name))]
    words = _name(given)
    if not (words and wanted):
        return given == (gold.source_text or "")
    return any(words[-1] in other or other[-1] in words for other in wanted)


def _name(text: str) -> list[str]:
    """The words of a name, up to its first comma, without titles, small words and the possessive."""
    words = (word.lower().removesuffix("'s").removesuffix("’s") for word in WORD.findall(text.partition(",")[0]))
    return [word for word in words if word not in _NO_NAME]
