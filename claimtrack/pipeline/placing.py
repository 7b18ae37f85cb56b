"""Which articles a new text is a near-copy of, and what becomes of the family that an edited one leaves."""

from __future__ import annotations

from claimtrack.store import Store
from claimtrack.store.records import Akin, Neighbours, Placing
from claimtrack.text.similarity import families, near_copy, shingles

FRUITLESS = 20
"""Comparisons with texts that look alike and are no copies, after which no more are made: of the sketches' best
matches, near-copies stand first. Only a text that looks like more than that may miss a copy of itself."""


def placing(store: Store, mine: frozenset[int], near: Neighbours) -> Placing:
    """Where a text with the shingles ``mine`` belongs among what is stored around it.

    One near-copy of each family is enough, so that a story that all outlets print is compared once.
    """
    parts = _parts(store, near.kin)
    part_of = {id: part[0] for part in parts for id in part}
    joined: set[int] = set()
    copied = []
    fruitless = 0
    for one in near.akin:
        family = part_of.get(one.article_id, one.origin)
        if family in joined:
            continue
        if near_copy(mine, shingles(store.text(one.revision))):
            joined.add(family)
            copied.append(one.article_id)
        elif (fruitless := fruitless + 1) == FRUITLESS:
            break
    return Placing(tuple(copied), tuple(parts))


def _parts(store: Store, kin: tuple[Akin, ...]) -> list[tuple[int, ...]]:
    if len(kin) == 1:
        return [(kin[0].article_id,)]
    return families({one.article_id: shingles(store.text(one.revision)) for one in kin})
