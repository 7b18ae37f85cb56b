"""Was it said: how many independent origins carry the words, and how often they were said again. Not: is it so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimtrack.check.status.policy import Policy
from claimtrack.check.status.votes import origins, sides
from claimtrack.model import Claim, Evidence, Said


def was_said(
    claim: Claim, evidence: Sequence[Evidence], as_of: date, policy: Policy, *, elsewhere: int = 0, stands: bool = True
) -> Said:
    """What is known of the saying on the day ``as_of``.

    ``elsewhere`` is the number of other origins that quote the same words; ``stands`` whether the claim's own article
    still makes it.
    """
    return Said(int(stands) + elsewhere, len(origins(sides(claim, evidence, as_of, policy).repeating)))
