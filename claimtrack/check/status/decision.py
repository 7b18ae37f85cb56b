"""From findings to a status: a pure function under a policy, whatever the order of the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimtrack.check.status import telling
from claimtrack.check.status.aspect import FORETOLD, condition
from claimtrack.check.status.policy import Policy
from claimtrack.check.status.votes import Sides, are_enough, came_late, cover_all, sides
from claimtrack.model import Claim, ClaimType, Evidence, Reversal, Status, Verdict


def decide(claim: Claim, evidence: Sequence[Evidence], as_of: date, policy: Policy) -> Verdict:
    """The status of ``claim`` on the day ``as_of``, by all the ``evidence`` on it."""
    if claim.type is ClaimType.OPINION:
        return Verdict(Status.NOT_CHECKABLE, "it is an opinion", str(policy))
    found = sides(claim, evidence, as_of, policy)
    status, candidate = _weighed(claim, found, policy)
    told = telling.tell(found)
    if status is None:
        status, due = _undecided(claim, as_of)
        told = [due, *told]
    if candidate:
        told = [*told, telling.short_of(candidate, policy)]
    return Verdict(status, ", ".join(told), str(policy), candidate, _reversal(claim, found))


def _weighed(claim: Claim, found: Sides, policy: Policy) -> tuple[Status | None, Status | None]:
    """What the evidence comes to, None where it decides nothing; and what it points to and is not enough for."""
    void = _if_any(claim, found.unmet, Status.VOID, policy)
    if void[0]:
        return void
    against = _if_any(claim, found.against, Status.CONTRADICTED, policy)
    if against[0] and condition(claim) and not found.met:
        against = None, Status.CONTRADICTED
    supported = _supported(claim, found, policy)
    if found.against and Status.CONFIRMED in supported:
        return Status.DISPUTED, None
    if against[0]:
        return against
    candidate = against[1] or supported[1] or void[1]
    if found.denying and policy.denial_disputes:
        return Status.DISPUTED, against[1] or void[1]
    if supported[0]:
        return supported[0], candidate
    if found.updating:
        return Status.SUPERSEDED, candidate
    return None, candidate


def _if_any(
    claim: Claim, evidence: Sequence[Evidence], status: Status, policy: Policy
) -> tuple[Status | None, Status | None]:
    """``status`` where ``evidence`` is enough for it, or as a candidate where it is not."""
    if are_enough(claim, evidence, policy):
        return status, None
    return None, status if evidence else None


def _supported(claim: Claim, found: Sides, policy: Policy) -> tuple[Status | None, Status | None]:
    """What speaks for the claim comes to: all of it, or a part where the parts do not make a whole."""
    parts = [*found.confirming, *found.confirming_part]
    in_time = [one for one in found.confirming_part if not came_late(claim, one.finding)]
    whole = [*found.confirming, *in_time] if cover_all(claim, in_time) else found.confirming
    confirmed = _if_any(claim, whole, Status.CONFIRMED, policy)
    if confirmed[0]:
        return confirmed
    part = _if_any(claim, parts, Status.PARTLY_CONFIRMED, policy)
    return part[0], confirmed[1] or part[1]


def _undecided(claim: Claim, as_of: date) -> tuple[Status, str]:
    """The status of a claim that nothing decides, by its due date alone: silence contradicts nothing."""
    if claim.period and (claim.type in FORETOLD or (claim.said and claim.period.end > claim.said)):
        due = f"{claim.period.end.day} {claim.period.end:%B %Y}"
        if claim.period.end < as_of:
            return Status.OVERDUE, f"it was due by {due} and nothing decides it"
        return Status.PENDING, f"it is due by {due}"
    if claim.type in FORETOLD:
        return Status.PENDING, "it names no day by which it is due"
    return Status.OPEN, "nothing decides it yet"


def _reversal(claim: Claim, found: Sides) -> Reversal:
    """How far the speaker takes the claim back: half where it is only a part, or they said it again afterwards."""
    if not found.taken_back:
        return Reversal.NONE
    last = max(one.finding.event or one.published or date.min for one in found.taken_back)
    again = any(one.finding.event and one.finding.event > last for one in found.repeating)
    whole = any(not one.finding.covers for one in found.taken_back) or cover_all(claim, found.taken_back)
    return Reversal.FULL if whole and not again else Reversal.HALF
