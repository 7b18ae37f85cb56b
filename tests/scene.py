"""A newsroom in little, for whole runs: articles, an extractor that reads marked lines, a judge that does as told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from claimtrack import Tracker
from claimtrack.model import (
    Article,
    Claim,
    ClaimType,
    Engine,
    Extraction,
    Finding,
    Judgement,
    Passage,
    Quote,
    QuoteKind,
    Reading,
    Relation,
    Span,
    Status,
)

SAID, LATER, TODAY = date(2025, 10, 16), date(2025, 10, 18), date(2025, 10, 20)
BRIDGE = Article(
    "Claim: The bridge in Lisbon reopens on Friday.", outlet="AP", url="https://ap.example/1", published=SAID
)
CLOSED = Article(
    "It rained.\nThe bridge in Lisbon was closed on Friday.", outlet="AFP", url="https://afp.example/1", published=LATER
)
STAYS_CLOSED = replace(CLOSED, text="The bridge in Lisbon stays closed.", outlet="EFE", url=None)
"""A second origin, which by the standard policy it takes to contradict the claim."""
STORY = (
    "The foreign ministers spoke by telephone on Monday about the meeting that was planned for the end of this month, "
    "and a spokesman said that both of them wanted to prepare it with care before they named a date for it."
)

Judged = Callable[[Reading, Sequence[Passage]], list[Finding]]


class LineReader:
    """Takes a claim from each line that begins with "Claim:". Breaks on an article that says so."""

    engine = Engine("lines", "1")

    def extract(self, article: Article) -> Extraction:
        if "unreadable" in article.text:
            raise ValueError("what is this?")
        return Extraction(tuple(self._quote(article, line) for line in _CLAIM.finditer(article.text)), ())

    def _quote(self, article: Article, line: re.Match[str]) -> Quote:
        span = Span(*line.span(1))
        claim = Claim(line[1], ClaimType.FACT, (span,), "Anna Berg", article.published)
        return Quote((span,), QuoteKind.INDIRECT, speaker="Anna Berg", claims=(claim,))


_CLAIM = re.compile(r"^Claim: (.+)$", re.MULTILINE)


def contradicting(passage: int, evidence: Span) -> Finding:
    return Finding(Relation.CONTRADICTS, passage, evidence, 0.9, "it says so")


def contradicted(reading: Reading, near: Sequence[Passage]) -> list[Finding]:
    """What "closed" contradicts: the whole of the first passage that bears on the claim."""
    return [contradicting(near[0].number, near[0].span)] if "closed" in reading.article.text else []


class Judge:
    """Judges as it is told to, and notes the claims that it was asked about."""

    engine = Engine("fake", "1")

    def __init__(self, judged: Judged = contradicted) -> None:
        self._judged = judged
        self.asked: list[str] = []

    def judge(self, claim: Claim, reading: Reading, near: Sequence[Passage]) -> Judgement:
        self.asked.append(claim.text)
        return Judgement(tuple(self._judged(reading, near)))


def tracker(path: str, judged: Judged = contradicted) -> Tracker:
    return Tracker.open(path, LineReader(), Judge(judged))


def statuses(tracker: Tracker) -> list[Status]:
    return [claim.verdict.status for claim in tracker.claims()]


def later(count: int) -> list[Article]:
    """Articles that contradict what BRIDGE claims, of one day after another, each of an origin of its own."""
    texts = [
        f"The bridge in Lisbon was closed by storm number {number}. " + re.sub(r"\w+", rf"\g<0>{number}", STORY)
        for number in range(count)
    ]
    return [Article(text, outlet=f"Outlet {n}", published=LATER + timedelta(n)) for n, text in enumerate(texts)]
