"""What keeps a model's finding from counting, as far as code can see it: such a finding is shown and moves nothing."""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.check.llm.plain import AGAINST
from claimtrack.check.llm.view import View
from claimtrack.check.rules import RulesJudge
from claimtrack.check.rules.clauses import foreseen, negators, open_ended
from claimtrack.check.rules.counts import compared
from claimtrack.check.rules.pair import Pair, claimed, statement
from claimtrack.check.status import SURE
from claimtrack.model import Claim, ClaimType, Finding, Passage, Reading, Relation
from claimtrack.text.numbers import ORDINAL

FOR = frozenset({Relation.CONFIRMS, Relation.CONFIRMS_PART})
FORETOLD = frozenset({ClaimType.PREDICTION, ClaimType.PROMISE})


def doubt(claim: Claim, reading: Reading, passage: Passage, finding: Finding, view: View) -> str | None:
    """Why ``finding`` may not count, as a clause to put behind its reason; None where code sees nothing against it."""
    sentence, evidence = passage.span.of(view.text), finding.evidence.of(view.text)
    pair = Pair(claimed(claim.text), statement(sentence), view.keys)
    if _unnamed(pair):
        return "the article gives none of the claim's names"
    if open_ended(statement(evidence)):
        return "the passage leaves it open"
    if finding.relation in FOR and (why := _unconfirmed(claim, pair, evidence)):
        return why
    if finding.relation in AGAINST and (why := _uncontradicted(pair)):
        return why
    if _opposed(RulesJudge().judge(claim, reading, [passage]), finding.relation):
        return "the offline judge reads it the other way"
    return None


def _unnamed(pair: Pair) -> bool:
    """Whether nobody and nothing that the claim names is named anywhere in the article."""
    names = pair.claim.full_names
    return bool(names) and all(name[-1] not in pair.context for name in names)


def _unconfirmed(claim: Claim, pair: Pair, evidence: str) -> str | None:
    if claim.type in FORETOLD and foreseen(statement(evidence)):
        return "what is foretold again has not happened"
    if any(one.unit != ORDINAL for one in pair.claim.quantities) and not _shares_figure(pair):
        return "the passage gives none of the claim's figures"
    return None


def _shares_figure(pair: Pair) -> bool:
    return any(
        said.unit == found.unit and said.meets(found)
        for said in pair.claim.quantities
        for found in pair.passage.quantities
    )


def _uncontradicted(pair: Pair) -> str | None:
    """Why the passage cannot be against the claim: it only says it again, or its figures agree."""
    if len(negators(pair.claim)) != len(negators(pair.passage)):
        return None
    if pair.passage.keys <= pair.claim.keys:
        return "the passage says nothing that the claim does not"
    figures = list(compared(pair))
    if figures and all(any(said.meets(found) for found in same) for said, same in figures):
        return "the figures agree at the precision that is stated"
    return None


def _opposed(offline: Sequence[Finding], relation: Relation) -> bool:
    """Whether the offline judge is sure of the other side."""
    sides = [side for side in (FOR, AGAINST) if relation in side]
    return any(
        one.confidence >= SURE and one.relation in FOR | AGAINST and one.relation not in side
        for side in sides
        for one in offline
    )
