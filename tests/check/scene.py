"""Makes claims and later articles out of a few words, for the tests of this folder."""

from __future__ import annotations

from datetime import date

from claimtrack.check.candidates import bears_on
from claimtrack.check.rules import RulesJudge
from claimtrack.check.status import Policy
from claimtrack.model import (
    Article,
    Claim,
    ClaimType,
    Evidence,
    Finding,
    Passage,
    Period,
    Quote,
    QuoteKind,
    Reading,
    Relation,
    Span,
)
from claimtrack.text.passages import passages

SAID = date(2031, 3, 3)
LATER = date(2031, 3, 20)
STANDARD = Policy.load()


def claim(
    text: str,
    type: ClaimType = ClaimType.FACT,
    speaker: str | None = "Mara Quill",
    said: date | None = SAID,
    period: Period | None = None,
) -> Claim:
    return Claim(text, type, (), speaker, said, period)


def article(text: str, published: date | None = LATER, said_by: dict[str, str | None] | None = None) -> Reading:
    """A later article. ``said_by`` maps words of the text that are quoted to the resolved name of who says them."""
    quotes = [
        Quote((_span(text, words),), QuoteKind.INDIRECT, speaker=speaker) for words, speaker in (said_by or {}).items()
    ]
    return Reading(Article(text, published=published), tuple(passages(text)), quotes)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def findings(judged: Claim, reading: Reading) -> list[Finding]:
    return list(RulesJudge().judge(judged, reading, bears_on(judged, reading)).findings)


def relations(judged: Claim, reading: Reading) -> list[Relation]:
    """The relations of all findings that are sure enough to move a status."""
    return [finding.relation for finding in findings(judged, reading) if finding.confidence >= 0.8]


def everywhere(judged: Claim, reading: Reading) -> list[Relation]:
    """The relations of all findings, with every passage of the article judged."""
    near: tuple[Passage, ...] = tuple(reading.passages)
    return [finding.relation for finding in RulesJudge().judge(judged, reading, near).findings]


def evidence(
    relation: Relation,
    origin: int = 1,
    published: date | None = LATER,
    confidence: float = 0.9,
    by: str | None = None,
) -> Evidence:
    return Evidence(Finding(relation, 1, Span(0, 1), confidence, "as told", by), published, origin)
