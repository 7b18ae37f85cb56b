"""Holds a reply against the article: what does not rest on words that the model was shown is no finding."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claimtrack.check.candidates import LEAST_SHARE, shared
from claimtrack.check.llm.doubts import doubt
from claimtrack.check.llm.replies import FindingReply, JudgeReply
from claimtrack.check.llm.source import UnknownSource, source
from claimtrack.check.llm.view import View
from claimtrack.check.rules import relation
from claimtrack.check.rules.pair import Side
from claimtrack.check.status import UNSURE
from claimtrack.check.status.aspect import FORETOLD
from claimtrack.llm.notation import one_line
from claimtrack.llm.pointers import Unresolved
from claimtrack.model import Claim, Finding, Passage, Reading, Rejection, Relation, Span, Subject

LONGEST_REASON = 300
LONGEST_GIVEN = 1000
LONGEST_ELEMENT = 80
MOST_ELEMENTS = 8
_FEW_DAYS = timedelta(days=3)
"""How far off an event may be told: papers date by the day of printing, and prose is loose around a weekend."""
_SIDES = {
    "confirms": Side.FOR,
    "confirms_part": Side.PARTLY,
    "contradicts": Side.AGAINST,
    "reverses": Side.AGAINST,
    "denies": Side.DENIAL,
    "updates": Side.NEWER,
}


class _Missed(ValueError):
    """What is wrong with a row, in words that the model can mend it by."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A row of a reply, by its number, that does not hold, and what is wrong with it."""

    number: int
    row: FindingReply
    problem: str

    @property
    def line(self) -> str:
        """What the model is told, to mend it by."""
        return f"finding {self.number}, evidence “{one_line(self.row.evidence, 80)}”: {self.problem}"

    @property
    def rejection(self) -> Rejection:
        """What is kept of it, where it is not mended."""
        return Rejection(Subject.FINDING, self.problem, _clean(self.row.model_dump_json(), LONGEST_GIVEN))


@dataclass(frozen=True)
class Gate:
    """Reads replies on ``claim`` and the passages of a later article that the model was ``shown``."""

    claim: Claim
    reading: Reading
    view: View
    shown: tuple[Passage, ...]

    def read(self, reply: JudgeReply) -> tuple[list[Finding], list[Miss]]:
        """The findings that hold, the surest one of each passage, and each row that misses."""
        best: dict[int, Finding] = {}
        misses = list[Miss]()
        for number, row in enumerate(reply.findings, 1):
            try:
                finding = self._finding(row)
            except (_Missed, Unresolved, UnknownSource) as miss:
                misses.append(Miss(number, row, str(miss)))
                continue
            known = best.get(finding.passage) if finding else None
            if finding and (known is None or finding.confidence > known.confidence):
                best[finding.passage] = finding
        return [best[number] for number in sorted(best)], misses

    def _finding(self, row: FindingReply) -> Finding | None:
        """The finding of one row; None where the relation is none, or the event of another time."""
        if row.relation == "irrelevant":
            return None
        passage, evidence = self._place(row.evidence)
        event = _day(row.event)
        if event and self._is_of_another_time(event):
            return None
        who = source(self.claim, self.reading, (passage, evidence), row, self.view, self.shown)
        means = Relation.REPEATS if row.relation == "repeats" else relation(_SIDES[row.relation], who.party)
        finding = Finding(
            relation=means,
            passage=passage.number,
            evidence=evidence,
            confidence=row.confidence,
            reason=_clean(row.reason, LONGEST_REASON),
            by=who.by,
            event=event,
            covers=tuple(filter(None, (_clean(one, LONGEST_ELEMENT) for one in row.covers[:MOST_ELEMENTS]))),
        )
        why = doubt(self.claim, self.reading, passage, finding, self.view, denied=row.relation == "denies")
        return doubted(finding, why) if why else finding

    def _place(self, pointer: str) -> tuple[Passage, Span]:
        """The passage and the span of the evidence: words that were shown, and that speak of the claim's topic."""
        spans = self.view.pointers.resolve(pointer)
        evidence = Span(min(span.start for span in spans), max(span.end for span in spans))
        passage = next((one for one in self.shown if one.span.covers(evidence)), None)
        if passage is None:
            raise _Missed("evidence must lie inside one of the passages that are shown")
        if shared(self.claim, evidence.of(self.view.text)) < LEAST_SHARE:
            raise _Missed("these words do not name what the claim is about: point at words that do")
        return passage, evidence

    def _is_of_another_time(self, event: date) -> bool:
        """Whether what is told lies before a forecast was made, or away from the days that a fact is about."""
        claim = self.claim
        if claim.type in FORETOLD:
            return claim.said is not None and event < claim.said
        period = claim.period
        return period is not None and not period.start - _FEW_DAYS <= event <= period.end + _FEW_DAYS


def doubted(finding: Finding, why: str) -> Finding:
    """``finding`` with too little confidence to count, and the reason for that behind its own."""
    reason = f"{_clean(finding.reason, LONGEST_REASON - len(why) - 2)}; {why}"
    return replace(finding, confidence=min(finding.confidence, UNSURE), reason=reason)


def _day(written: str | None) -> date | None:
    """A day as the reply gives it; None for what is no day, which costs the finding nothing else."""
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None


def _clean(words: str, longest: int) -> str:
    """A model's own words as they may be stored and shown: one line, no control characters, cut off."""
    plain = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in words)
    return one_line(plain, longest)
