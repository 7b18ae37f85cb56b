"""Was it said: in how many independent origins a claim stands, and how often it was said again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimtrack.check.status import Policy, was_said
from claimtrack.model import Evidence, Said
from claimtrack.store import Store
from claimtrack.store.records import AppearanceRecord, ClaimRecord, Spread

_BATCH = 500
"""Claims that are asked for at a time: far fewer than the variables that SQLite takes in one statement."""


def said(store: Store, claims: Sequence[ClaimRecord], policy: Policy, as_of: date | None = None) -> dict[int, Said]:
    """What is known of the saying of each of ``claims``, by its number; on the day ``as_of`` (None: now).

    The number of statements that the database gets does not grow with that of the claims, but for batches of 500.
    """
    found = {}
    for start in range(0, len(claims), _BATCH):
        batch = claims[start : start + _BATCH]
        ids = [record.id for record in batch]
        places, evidence, carried = store.appearances_of(ids), store.evidence(ids, as_of), store.said_in(ids, as_of)
        for record in batch:
            there = known_places(places.get(record.id, ()), as_of)
            in_mouths = carried.get(record.id, Spread(0, 0))
            found[record.id] = _said(record, there, evidence.get(record.id, ()), in_mouths, policy, as_of)
    return found


def known_places(places: Sequence[AppearanceRecord], as_of: date | None) -> list[AppearanceRecord]:
    """Those of ``places`` that were published by the day ``as_of``, or on a day that is not known; None: all."""
    return [one for one in places if not as_of or not one.published or one.published <= as_of]


def _said(
    record: ClaimRecord,
    places: Sequence[AppearanceRecord],
    evidence: Sequence[Evidence],
    carried: Spread,
    policy: Policy,
    as_of: date | None,
) -> Said:
    """``carried`` is where the claim is put into somebody's mouth."""
    standing = [one for one in places if record.is_current and not one.withdrawn]
    first = {one.origin for one in standing if one.said == record.claim.said}
    again = {one.origin for one in standing}
    known = was_said(record.claim, evidence, as_of or date.today(), policy, first, again)
    # Others may quote the words and make no claim of them. Those that make it of a later utterance are among them too.
    origins = max(known.origins, carried.origins - len(again - first)) if standing else 0
    return Said(origins, known.repeated)
