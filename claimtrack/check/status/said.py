"""Was it said: how many independent origins carry the words, and how often they were said again. Not: is it so."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date

from claimtrack.check.status.policy import Policy
from claimtrack.check.status.votes import origins, sides
from claimtrack.model import Claim, Evidence, Said


def was_said(
    claim: Claim, evidence: Sequence[Evidence], as_of: date, policy: Policy, first: Set[int], again: Set[int]
) -> Said:
    """What is known of the saying on the day ``as_of``.

    ``first`` are the origins that carry the first utterance, ``again`` those that carry a later one of the same claim.
    """
    repeating = origins(sides(claim, evidence, as_of, policy).repeating)
    return Said(len(first), len(repeating | again - first))
