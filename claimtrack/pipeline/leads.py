"""What is worth judging: of a new article, the earlier claims that it bears on most; of a claim, the later articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from claimtrack.check.candidates import Near, bearing, is_sentence
from claimtrack.check.scoring import Rarity, Texts, article_texts
from claimtrack.errors import ModelFailed, RunStopped
from claimtrack.model import Claim, Engine, Passage, Reading
from claimtrack.store import Store
from claimtrack.store.records import Work
from claimtrack.text.passages import passages
from claimtrack.text.terms import claim_terms
from claimtrack.text.vectors import Vector, likeness


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, and the passages of a later article that bear on it, best first."""

    work: Work
    claim_id: int
    claim: Claim
    reading: Reading
    near: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Leads:
    """The pairs of one article that are to be judged, best first; ``dropped`` others bear less on one another.

    Where the run cannot go on there are none, and ``stop`` says why.
    """

    work: Work
    pairs: tuple[Pair, ...]
    dropped: int = 0
    stop: RunStopped | None = None


Embed = Callable[[Iterable[str]], Mapping[str, Vector]]
"""Gives what texts mean, those left out of which that is not known. Raises ModelFailed, RunStopped."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A claim and a later article that share words."""

    work: Work
    claim_id: int
    claim: Claim
    reading: Reading
    texts: Texts
    rarity: Rarity

    def near(self, vectors: Mapping[str, Vector] | None = None) -> Near | None:
        alike = partial(likeness, vectors, self.claim.plain) if vectors else None
        return bearing(self.claim, self.reading, self.texts, self.rarity, alike)

    def words(self) -> set[str]:
        """The claim, and the sentences that share terms with it."""
        text, wanted = self.reading.article.text, claim_terms(self.claim).keys()
        both = zip(self.reading.passages, self.texts.passages, strict=True)
        near = (passage for passage, found in both if is_sentence(passage) and wanted & found.keys())
        return {self.claim.plain, *(passage.span.of(text) for passage in near)}


def leads(store: Store, work: Work, most: int, embed: Embed | None = None) -> Leads:
    """The ``most`` claims that the article of ``work`` bears on most; ``embed`` helps to tell which."""
    reading = _reading(store, work)
    texts = article_texts(reading)
    wanted = texts.terms
    rarity = Rarity(*store.holding(wanted))
    earlier = list(store.candidates(work, {term: rarity.weight(term) for term in wanted}))
    if embed:  # what is alike counts by all terms of the claim, not only by those that the article has
        rarity = Rarity(*store.holding(wanted.union(*(claim_terms(claim) for _, claim in earlier))))
    try:
        best = _best_first((_Candidate(work, *one, reading, texts, rarity) for one in earlier), embed)
    except RunStopped as stop:
        return Leads(work, (), stop=stop)
    return Leads(work, tuple(best[:most]), len(best[most:]))


def looking_back(
    store: Store, engine: Engine, claim_id: int, most: int, embed: Embed | None = None
) -> tuple[list[Leads], int]:
    """The ``most`` later articles that bear most on a claim, each with its one pair; and how many others do.

    Those are left out that ``engine`` has held against this claim before. Raises UnknownId; RunStopped by ``embed``.
    """
    claim = store.claim(claim_id).claim
    wanted = claim_terms(claim)
    rarity = Rarity(*store.holding(wanted))
    later = store.later(claim_id, engine, {term: each * rarity.weight(term) for term, each in wanted.items()})
    readings = ((work, _reading(store, work)) for work in later)
    found = (_Candidate(work, claim_id, claim, one, article_texts(one), rarity) for work, one in readings)
    best = _best_first(found, embed)
    return [Leads(pair.work, (pair,)) for pair in best[:most]], len(best[most:])


def _reading(store: Store, work: Work) -> Reading:
    record = store.article(work.article_id)
    return Reading(record.article, tuple(passages(record.article.text)), store.revision_quotes(record.revision))


def _best_first(candidates: Iterable[_Candidate], embed: Embed | None) -> list[Pair]:
    """Those that bear on one another. Where a model will not tell what they mean, words alone tell which do most."""
    found = [(one, near) for one in candidates if (near := one.near())]
    if embed and found:
        with suppress(ModelFailed):
            vectors = embed(set[str]().union(*(one.words() for one, _ in found)))
            found = [(one, one.near(vectors) or near) for one, near in found]
    found.sort(key=lambda row: (-row[1].score, row[0].claim_id, row[0].work.article_id))
    return [Pair(one.work, one.claim_id, one.claim, one.reading, near.passages) for one, near in found]
