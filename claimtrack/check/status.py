"""From findings to a status: the policy, a pure function.

Findings are votes. An origin (an article with all its copies) has one vote on each side, and only evidence published
after the utterance and by the day that is judged from votes at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimtrack.model import Claim, ClaimType, Evidence, Relation, Status, Verdict

POLICY = "standard/1"
SURE = 0.8
"""The least confidence at which a finding counts; below it the finding is shown and moves nothing."""

_TOLD = {
    Relation.REVERSES: "in {n} independent {articles} the speaker takes it back",
    Relation.CONTRADICTS: "{n} independent {articles} contradict{s} it",
    Relation.DENIES: "in {n} independent {articles} another party denies it",
    Relation.CONFIRMS: "{n} independent {articles} confirm{s} it",
    Relation.CONFIRMS_PART: "{n} independent {articles} confirm{s} a part of it",
    Relation.UPDATES: "{n} independent {articles} give{s} a newer state of it",
    Relation.REPEATS: "{n} repeat{s} it",
}


def decide(claim: Claim, evidence: Sequence[Evidence], as_of: date) -> Verdict:
    """The status of ``claim`` on the day ``as_of``, whatever the order of ``evidence``."""
    if claim.type is ClaimType.OPINION:
        return Verdict(Status.NOT_CHECKABLE, "it is an opinion", POLICY)
    votes = _votes(claim, evidence, as_of)
    status = _weighed({relation for relation, origins in votes.items() if origins})
    told = [_tell(relation, len(votes[relation])) for relation in _TOLD if votes[relation]]
    if status:
        return Verdict(status, ", ".join(told), POLICY)
    status, due = _unsettled(claim, as_of)
    return Verdict(status, ", ".join([due, *told]), POLICY)


def _votes(claim: Claim, evidence: Sequence[Evidence], as_of: date) -> dict[Relation, frozenset[int]]:
    """The origins that count, by relation. Without the day of the utterance nothing is known to be later."""
    counted = [
        one
        for one in evidence
        if claim.said and one.published and claim.said < one.published <= as_of and one.finding.confidence >= SURE
    ]
    return {
        relation: frozenset(one.origin for one in counted if one.finding.relation is relation) for relation in _TOLD
    }


def _weighed(found: set[Relation]) -> Status | None:
    """What the relations that have votes come to; None where none of them decides."""
    if Relation.REVERSES in found:
        return Status.SUPERSEDED
    if Relation.CONTRADICTS in found:
        return Status.DISPUTED if Relation.CONFIRMS in found else Status.CONTRADICTED
    if Relation.DENIES in found:
        return Status.DISPUTED
    if Relation.CONFIRMS in found:
        return Status.CONFIRMED
    if Relation.CONFIRMS_PART in found:
        return Status.PARTLY_CONFIRMED
    return Status.SUPERSEDED if Relation.UPDATES in found else None


def _unsettled(claim: Claim, as_of: date) -> tuple[Status, str]:
    """The status of a claim that nothing decides, by its due date alone: silence contradicts nothing."""
    foretold = claim.type in (ClaimType.PREDICTION, ClaimType.PROMISE)
    if claim.period and (foretold or (claim.said and claim.period.end > claim.said)):
        due = f"{claim.period.end.day} {claim.period.end:%B %Y}"
        if claim.period.end < as_of:
            return Status.OVERDUE, f"it was due by {due} and nothing decides it"
        return Status.PENDING, f"it is due by {due}"
    if foretold:
        return Status.PENDING, "it names no day by which it is due"
    return Status.OPEN, "nothing decides it yet"


def _tell(relation: Relation, origins: int) -> str:
    one = origins == 1
    return _TOLD[relation].format(n=origins, articles="article" if one else "articles", s="s" if one else "")
