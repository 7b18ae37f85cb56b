"""Why a piece of evidence does not count: what is shown must not look like more than it weighs."""

from __future__ import annotations

from datetime import date

from claimtrack.check.status.policy import Policy
from claimtrack.check.status.votes import sides
from claimtrack.model import Claim, ClaimType, Evidence, Relation


def left_out(claim: Claim, one: Evidence, as_of: date, policy: Policy) -> str | None:
    """Why ``one`` does not count on ``claim`` on the day ``as_of``, in words; None where it does."""
    if claim.type is ClaimType.OPINION:
        return "an opinion is not checked"
    if not (claim.said and one.published and claim.said < one.published):
        return "it is not known to be later than the claim"
    if one.published > as_of:
        return f"it was published after {as_of}"
    if one.finding.confidence < policy.sure:
        return f"not sure enough ({one.finding.confidence:g})"
    found = sides(claim, [one], as_of, policy)
    if found.fallen:
        return "its article no longer says so"
    if found.repeating:
        return "it repeats the claim"
    if one.finding.relation is Relation.DENIES and not policy.denial_disputes:
        return "the policy does not count denials"
    return None if found.weighing else "it does not touch this claim"
