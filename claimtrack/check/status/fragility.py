"""Which single origin a status hangs on: the verdict, with the evidence of each origin left out in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.check.status.decision import decide
from claimtrack.check.status.policy import Policy
from claimtrack.model import Claim, Evidence, Verdict


@dataclass(frozen=True, slots=True)
class Support:
    """An origin without which the verdict would be another, and that other verdict."""

    origin: int
    without: Verdict


def fragility(claim: Claim, evidence: Sequence[Evidence], as_of: date, policy: Policy) -> list[Support]:
    """The origins that the status of ``claim``, or its candidate, hangs on; none where no single one decides."""
    now = decide(claim, evidence, as_of, policy)
    found = []
    for origin in sorted({one.origin for one in evidence}):
        without = decide(claim, [one for one in evidence if one.origin != origin], as_of, policy)
        if (without.status, without.candidate) != (now.status, now.candidate):
            found.append(Support(origin, without))
    return found
