"""From findings to a status: the policy, a pure function.

Findings are votes. On each side an origin (an article with all its copies) has one vote, and so has a voice however
many articles it speaks in. Only evidence published after the utterance and by the day that is judged from votes at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimtrack.model import Claim, ClaimType, Evidence, Relation, Status, Verdict
from claimtrack.speakers import key

POLICY = "standard/1"
SURE = 0.8
"""The least confidence at which a finding counts; below it the finding is shown and moves nothing."""
UNSURE = 0.6
"""What a judge gives to a finding that is to be shown and to move nothing."""

_TOLD = {
    Relation.REVERSES: (
        "in 1 independent article the speaker takes it back",
        "in {} independent articles the speaker takes it back",
    ),
    Relation.CONTRADICTS: ("1 independent article contradicts it", "{} independent articles contradict it"),
    Relation.DENIES: ("another party denies it", "{} other parties deny it"),
    Relation.CONFIRMS: ("1 independent article confirms it", "{} independent articles confirm it"),
    Relation.CONFIRMS_PART: (
        "1 independent article confirms a part of it",
        "{} independent articles confirm a part of it",
    ),
    Relation.UPDATES: (
        "1 independent article gives a newer state of it",
        "{} independent articles give a newer state of it",
    ),
    Relation.REPEATS: ("1 repeats it", "{} repeat it"),
}
"""How one vote, and how several, are told, in the order in which they are."""
_OF_THE_SPEAKER = frozenset({Relation.REVERSES, Relation.REPEATS})
"""What only the speaker's side can do: here it is the articles that are counted, the voice is always the same."""


def decide(claim: Claim, evidence: Sequence[Evidence], as_of: date) -> Verdict:
    """The status of ``claim`` on the day ``as_of``, whatever the order of ``evidence``."""
    if claim.type is ClaimType.OPINION:
        return Verdict(Status.NOT_CHECKABLE, "it is an opinion", POLICY)
    counted = _counting(claim, evidence, as_of)
    status = _weighed({relation for relation, found in counted.items() if found})
    told = [_tell(relation, counted[relation]) for relation in _TOLD if counted[relation]]
    if status:
        return Verdict(status, ", ".join(told), POLICY)
    status, due = _unsettled(claim, as_of)
    return Verdict(status, ", ".join([due, *told]), POLICY)


def _counting(claim: Claim, evidence: Sequence[Evidence], as_of: date) -> dict[Relation, list[Evidence]]:
    """The evidence that counts, by relation. Without the day of the utterance nothing is known to be later."""
    counted = [
        one
        for one in evidence
        if claim.said and one.published and claim.said < one.published <= as_of and one.finding.confidence >= SURE
    ]
    return {relation: [one for one in counted if one.finding.relation is relation] for relation in _TOLD}


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


def _tell(relation: Relation, found: Sequence[Evidence]) -> str:
    origins = len({one.origin for one in found})
    votes = origins if relation in _OF_THE_SPEAKER else min(origins, _voices(found))
    one, several = _TOLD[relation]
    told = one if votes == 1 else several.format(votes)
    return f"{told} ({origins} articles)" if relation is Relation.DENIES and origins > votes else told


def _voices(found: Sequence[Evidence]) -> int:
    """How many parties say it: each once however many articles it speaks in. An article's own words are its voice."""
    return len({key(one.finding.by) if one.finding.by else one.origin for one in found})
