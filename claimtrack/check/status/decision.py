"""From findings to a status: a pure function under a policy, whatever the order of the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimtrack.check.status import telling
from claimtrack.check.status.aspect import FORETOLD, condition
from claimtrack.check.status.policy import Policy
from claimtrack.check.status.votes import Sides, are_enough, by_element, came_late, cover_all, sides
from claimtrack.model import Claim, ClaimType, Evidence, Period, Reversal, Status, Verdict


def decide(
    claim: Claim, evidence: Sequence[Evidence], as_of: date, policy: Policy, *, is_all_read: bool = True
) -> Verdict:
    """The status of ``claim`` on the day ``as_of``, by all the ``evidence`` on it.

    Unless ``is_all_read``, articles of that time are still to be checked: then silence does not make it overdue.
    """
    if claim.type is ClaimType.OPINION:
        return Verdict(Status.NOT_CHECKABLE, "it is an opinion", str(policy))
    found = sides(claim, evidence, as_of, policy)
    status, candidate = _weighed(claim, found, policy)
    if status is Status.DISPUTED and _is_due_unconfirmed(claim, found, as_of):
        status = None
    told = [", ".join(telling.tell(found))]
    if status is None:
        status, undecided = _undecided(claim, found, candidate, as_of, is_all_read)
        told = [undecided, *told]
    if candidate:
        told = [*told, telling.takes(candidate, found, policy)]
    return Verdict(status, "; ".join(filter(None, told)), str(policy), candidate, _reversal(claim, found))


_Outcome = tuple[Status | None, Status | None]
"""What evidence comes to, None where it decides nothing; and the candidate: what it points to and is not enough for."""


def _weighed(claim: Claim, found: Sides, policy: Policy) -> _Outcome:
    """What all the evidence comes to."""
    void = _if_any(claim, found.unmet, Status.VOID, policy)
    if void[0]:
        return void
    against = _if_any(claim, found.against, Status.CONTRADICTED, policy)
    if against[0] and condition(claim) and not found.met:
        against = None, Status.CONTRADICTED
    whole = _whole(claim, found)
    both = _both_sides(claim, found, whole, policy)
    if both[0]:
        return both
    if against[0]:
        return against[0], both[1]
    denied = _denied(claim, found, policy)
    if denied[0]:
        return denied[0], against[1] or void[1]
    supported = _supported(claim, found, whole, policy)
    candidate = both[1] or denied[1] or against[1] or supported[1] or void[1]
    if supported[0]:
        return supported[0], candidate
    superseded = _if_any(claim, found.updating, Status.SUPERSEDED, policy)
    return superseded[0], candidate or superseded[1]


def _if_any(claim: Claim, evidence: Sequence[Evidence], status: Status, policy: Policy) -> _Outcome:
    """``status`` where ``evidence`` is enough for it, or as a candidate where it is not."""
    if are_enough(claim, evidence, status, policy):
        return status, None
    return None, status if evidence else None


def _whole(claim: Claim, found: Sides) -> list[Evidence]:
    """What confirms all of the claim: each piece by itself, or parts that together make the whole."""
    in_time = [one for one in found.confirming_part if one.finding.covers and not came_late(claim, one.finding)]
    return [*found.confirming, *in_time] if cover_all(claim, in_time) else found.confirming


def _both_sides(claim: Claim, found: Sides, whole: Sequence[Evidence], policy: Policy) -> _Outcome:
    """A dispute, where the claim is contradicted and all of it confirmed, and each side has what a dispute takes."""
    if not (found.against and whole):
        return None, None
    enough = all(are_enough(claim, side, Status.DISPUTED, policy) for side in (found.against, whole))
    return (Status.DISPUTED, None) if enough else (None, Status.DISPUTED)


def _denied(claim: Claim, found: Sides, policy: Policy) -> _Outcome:
    """A dispute, where another party denies the claim; what contradicts it adds to their votes."""
    if not (found.denying and policy.denial_disputes):
        return None, None
    return _if_any(claim, [*found.denying, *found.against], Status.DISPUTED, policy)


def _supported(claim: Claim, found: Sides, whole: Sequence[Evidence], policy: Policy) -> _Outcome:
    """What speaks for the claim comes to: all of it where there is enough for each element, or a part where there is
    for one.
    """
    if all(are_enough(claim, one, Status.CONFIRMED, policy) for one in by_element(claim, whole)):
        return Status.CONFIRMED, None
    near = Status.CONFIRMED if whole else None
    parts = [*found.confirming, *found.confirming_part]
    if any(are_enough(claim, one, Status.PARTLY_CONFIRMED, policy) for one in by_element(claim, parts)):
        return Status.PARTLY_CONFIRMED, near
    return None, near or (Status.PARTLY_CONFIRMED if parts else None)


def _due(claim: Claim) -> Period | None:
    """The days by the last of which ``claim`` is due; None for one that tells of days gone by, or names none."""
    days = claim.period
    if days and (claim.type in FORETOLD or (claim.said and days.end > claim.said)):
        return days
    return None


def _is_due_unconfirmed(claim: Claim, found: Sides, as_of: date) -> bool:
    """Whether the claim fell due and nothing confirms any of it. What others deny is then no longer what matters."""
    due = _due(claim)
    return bool(due and due.end < as_of and not (found.confirming or found.confirming_part))


def _undecided(
    claim: Claim, found: Sides, candidate: Status | None, as_of: date, is_all_read: bool
) -> tuple[Status, str]:
    """The status of a claim that nothing decides, and why, in words that the evidence follows.

    It goes by the due date: silence contradicts nothing. But what evidence says was kept, if too little of it yet, is
    not overdue.
    """
    due = _due(claim)
    if due and due.end < as_of:
        was = f"it was due {telling.by(due)}"
        if _whole(claim, found):
            return Status.PENDING, was
        if not is_all_read:
            return Status.PENDING, f"{was}, and not all articles have been checked"
        return Status.OVERDUE, was if candidate else f"{was} and nothing decides it"
    if due:
        return Status.PENDING, f"it is due {telling.by(due)}"
    if claim.type in FORETOLD:
        return Status.PENDING, "it names no day by which it is due"
    return Status.OPEN, "" if candidate else "nothing decides it yet"


def _reversal(claim: Claim, found: Sides) -> Reversal:
    """How far the speaker takes the claim back: half where it is only a part, or they said it again afterwards."""
    if not found.taken_back:
        return Reversal.NONE
    last = max(one.finding.event or one.published or date.min for one in found.taken_back)
    again = any(one.finding.event and one.finding.event > last for one in found.repeating)
    whole = any(not one.finding.covers for one in found.taken_back) or cover_all(claim, found.taken_back)
    return Reversal.FULL if whole and not again else Reversal.HALF
