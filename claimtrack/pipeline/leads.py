"""What is worth judging: of a new article, the earlier claims that it bears on most; of a claim, the later articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimtrack.check.candidates import bearing
from claimtrack.check.scoring import Rarity, article_texts
from claimtrack.model import Claim, Engine, Passage, Reading
from claimtrack.store import Store
from claimtrack.store.records import Work
from claimtrack.text.passages import passages
from claimtrack.text.terms import claim_terms


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
    """The pairs of one article that are to be judged, best first; ``dropped`` others bear less on one another."""

    work: Work
    pairs: tuple[Pair, ...]
    dropped: int = 0


def leads(store: Store, work: Work, most: int) -> Leads:
    """The ``most`` claims that the article of ``work`` bears on most."""
    reading = _reading(store, work)
    texts = article_texts(reading)
    wanted = texts.terms
    rarity = Rarity(*store.holding(wanted))
    found = []
    for claim_id, claim in store.candidates(work, {term: rarity.weight(term) for term in wanted}):
        if near := bearing(claim, reading, texts, rarity):
            found.append((near.score, Pair(work, claim_id, claim, reading, near.passages)))
    best = _best_first(found)
    return Leads(work, tuple(best[:most]), len(best[most:]))


def looking_back(store: Store, engine: Engine, claim_id: int, most: int) -> tuple[list[Leads], int]:
    """The ``most`` later articles that bear most on a claim, each with its one pair; and how many others do.

    Those are left out that ``engine`` has held against this claim before. Raises UnknownId.
    """
    claim = store.claim(claim_id).claim
    wanted = claim_terms(claim)
    rarity = Rarity(*store.holding(wanted))
    found = []
    for work in store.later(claim_id, engine, {term: each * rarity.weight(term) for term, each in wanted.items()}):
        reading = _reading(store, work)
        if near := bearing(claim, reading, article_texts(reading), rarity):
            found.append((near.score, Pair(work, claim_id, claim, reading, near.passages)))
    best = _best_first(found)
    return [Leads(pair.work, (pair,)) for pair in best[:most]], len(best[most:])


def _reading(store: Store, work: Work) -> Reading:
    record = store.article(work.article_id)
    return Reading(record.article, tuple(passages(record.article.text)), store.revision_quotes(record.revision))


def _best_first(scored: Iterable[tuple[float, Pair]]) -> list[Pair]:
    return [pair for _, pair in sorted(scored, key=lambda one: (-one[0], one[1].claim_id, one[1].work.article_id))]
