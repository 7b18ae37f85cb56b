"""One claim against one piece of evidence, with no database: the three-way answer of ``claimtrack judge``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.check import Judge
from claimtrack.check.candidates import bears_on
from claimtrack.model import Claim, Finding, Reading, Relation, Span


class Label(StrEnum):
    """The answer on a pair."""

    CONFIRMS = "confirms"
    CONTRADICTS = "contradicts"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """A label with the finding that it rests on; a pair that no finding speaks to is irrelevant and has no evidence."""

    label: Label
    relation: Relation
    confidence: float
    evidence: Span | None


# A denial counts as contradicting here, where one passage has to answer: whoever wants to tell them apart reads the
# relation beside the label. (The status of a tracked claim never takes a denial alone for a contradiction.)
_LABELS = {
    Relation.CONTRADICTS: Label.CONTRADICTS,
    Relation.REVERSES: Label.CONTRADICTS,
    Relation.DENIES: Label.CONTRADICTS,
    Relation.CONFIRMS: Label.CONFIRMS,
    Relation.CONFIRMS_PART: Label.CONFIRMS,
}


def judge_pair(judge: Judge, claim: Claim, reading: Reading) -> PairVerdict:
    """What the text of ``reading`` as a whole does to ``claim``: nothing, where it is known not to be later."""
    published = reading.article.published
    if claim.said and published and published <= claim.said:
        return label(())
    return label(judge.judge(claim, reading, bears_on(claim, reading)).findings)


def label(findings: Sequence[Finding]) -> PairVerdict:
    """The three-way answer of the surest finding; between equals the one against, then the earlier one.

    With nothing found the answer is "neither", at a confidence of 0.5.
    """
    telling = [finding for finding in findings if finding.relation in _LABELS] or findings
    best = max(telling, key=_rank, default=None)
    if best is None:
        return PairVerdict(Label.NEITHER, Relation.IRRELEVANT, 0.5, None)
    return PairVerdict(_LABELS.get(best.relation, Label.NEITHER), best.relation, best.confidence, best.evidence)


def _rank(finding: Finding) -> tuple[float, bool, int]:
    return finding.confidence, _LABELS.get(finding.relation) is Label.CONTRADICTS, -finding.passage
