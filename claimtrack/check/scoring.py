"""How much a passage bears on a claim: the one scoring of the product.

A passage scores by the terms of the claim that it holds, rare ones most, by what the passages beside it and the
headline hold beyond that, and by the best passage of its article. A term adds what it does in BM25 (Robertson and
Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009), with its rarity to the power of 1.5. Where a
passage does not have it, a related term stands for it at a discount, as in translation models (Berger and Lafferty,
"Information Retrieval as Statistical Translation", 1999): one that begins like it ("president", "presidency"), or a
listed form or synonym of it ("die", "death").
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from claimtrack.check.lexicon import IRREGULAR, SAME
from claimtrack.model import Passage, Reading
from claimtrack.text.stems import stem
from claimtrack.text.terms import AMOUNT, terms

SATURATION, LENGTH_SHARE = 0.8, 0.75
"""BM25's k1 and b: how soon a term that occurs again adds no more, and how much a long passage is held back."""
USUAL_LENGTH = 34
"""Terms of a usual passage."""
RARITY_POWER = 1.5
AMOUNT_WEIGHT = 0.85
"""What a nearby amount counts beside a word."""
FIGURE_WEIGHT = 0.5
"""What a figure of one or two digits counts beside a word: days, ages and scores share it by chance."""
RELATED_WEIGHT = 0.7
"""What a related term counts beside the claim's own."""
ROOT = 6
"""How many letters related terms have in common from their beginning."""
BESIDE, BESIDE_WEIGHT = 2, 0.2
"""How many passages before and after a passage are its context, and what their terms count beside its own."""
ARTICLE_WEIGHT = 0.6
"""What the best passage of the article counts."""

_BASES = {stem(form): stem(base) for form, base in (IRREGULAR | SAME).items()}


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of ``total`` texts each term occurs. A term that is not told occurs in none."""

    total: int = 0
    texts: Mapping[str, int] = field(default_factory=dict)

    def weight(self, term: str) -> float:
        """What sharing the term tells: more than 0, and least where every text has it."""
        texts = min(self.texts.get(term, 0), self.total)
        rare = math.pow(math.log(1 + (self.total - texts + 0.5) / (texts + 0.5)), RARITY_POWER)
        if term.startswith(AMOUNT):
            return rare * AMOUNT_WEIGHT
        return rare * FIGURE_WEIGHT if len(term) <= 2 and term.isdigit() else rare


@dataclass(frozen=True)
class Texts:
    """The terms of the passages of one article, in order, and of its headline."""

    passages: Sequence[Mapping[str, int]]
    headline: Mapping[str, int] = field(default_factory=dict)

    @property
    def terms(self) -> set[str]:
        """All of them, each once."""
        return set(self.headline).union(*self.passages)

    @cached_property
    def related(self) -> Mapping[str, Sequence[str]]:
        """All terms by their root: those with the same one are related."""
        found = defaultdict(list)
        for term in sorted(self.terms):
            found[root(term)].append(term)
        return found


@lru_cache(maxsize=65536)
def root(term: str) -> str:
    """What a term shares with those that are related to it: "presid", "die"."""
    base = _BASES.get(term, term)
    return base[:ROOT] if base.isalpha() else base


def article_texts(reading: Reading) -> Texts:
    """The terms of a reading; whoever is quoted in a passage is named in it, however the passage calls them."""
    article = reading.article
    found = [_passage_terms(passage, reading) for passage in reading.passages]
    return Texts(found, Counter(terms(article.title or "", article.published)))


def _passage_terms(passage: Passage, reading: Reading) -> Counter[str]:
    text, on = reading.article.text, reading.article.published
    found = Counter(terms(passage.span.of(text), on))
    for quote in reading.quotes:
        if quote.speaker and any(passage.span.covers(span) for span in quote.content):
            for term in terms(quote.speaker):
                found[term] = max(found[term], 1)
    return found


def scores(wanted: Mapping[str, float], texts: Texts, rarity: Rarity) -> list[float]:
    """How much each passage of an article bears on a claim with the terms ``wanted``: 0 where they share none."""
    weights = _weights(wanted, texts, rarity)
    shared = [_shared(weights, passage) for passage in texts.passages]
    headline = _shared(weights, texts.headline)
    best = max((sum(found.values()) for found in shared), default=0.0)
    return [
        sum(found.values()) + BESIDE_WEIGHT * _beside(shared, at, headline) + ARTICLE_WEIGHT * best if found else 0.0
        for at, found in enumerate(shared)
    ]


def _weights(wanted: Mapping[str, float], texts: Texts, rarity: Rarity) -> dict[str, tuple[float, str]]:
    """What each term counts that the claim wants or that stands for one it wants, and which of them.

    A term that stands for another tells no more than that one, and no more than itself.
    """
    own = {term: (weight * rarity.weight(term), term) for term, weight in wanted.items()}
    related: dict[str, tuple[float, str]] = {}
    for term, weight in wanted.items():
        for other in texts.related.get(root(term), ()):
            rare = min(rarity.weight(term), rarity.weight(other))
            related[other] = max(related.get(other, (0.0, "")), (RELATED_WEIGHT * weight * rare, term))
    return related | own


def _shared(weights: Mapping[str, tuple[float, str]], text: Mapping[str, int]) -> dict[str, float]:
    """What each term that the text shares, by itself or by a related one, adds to its score."""
    if not (common := weights.keys() & text.keys()):
        return {}
    held = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * sum(text.values()) / USUAL_LENGTH)
    found: dict[str, float] = {}
    for term in common:
        weight, shared = weights[term]
        found[shared] = max(found.get(shared, 0.0), weight * text[term] * (SATURATION + 1) / (text[term] + held))
    return found


def _beside(shared: Sequence[Mapping[str, float]], at: int, headline: Mapping[str, float]) -> float:
    """What the headline and the passages around the one at ``at`` share beyond it."""
    more: dict[str, float] = {}
    for found in (headline, *shared[max(0, at - BESIDE) : at], *shared[at + 1 : at + BESIDE + 1]):
        for term in found.keys() - shared[at].keys():
            more[term] = max(more.get(term, 0.0), found[term])
    return sum(more.values())
