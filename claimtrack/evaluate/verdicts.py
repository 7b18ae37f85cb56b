"""How well verdicts were found: what texts do to claims.

A pair without a verdict counts as wrong. Macro-F1 is the mean over the labels that the gold has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimtrack.check.pairs import Label
from claimtrack.evaluate.rates import Rates, rates, share
from claimtrack.evaluate.records import FoundVerdict, GoldPair
from claimtrack.sources.fields import Id

RECALLS = (0.1, 0.25, 0.5, 0.75)
"""The levels of recall at which the precision of contradictions is told."""


@dataclass(frozen=True, slots=True)
class LabelScore:
    """The rates of one label, how many pairs have it (``gold``), and how many were said to have it (``found``).

    ``confused`` is how many pairs of this label got which label, None for those that got none.
    """

    label: Label
    rates: Rates
    gold: int
    found: int
    confused: Mapping[Label | None, int]


@dataclass(frozen=True, slots=True)
class AtRecall:
    """The best precision of contradictions among the confidences from which at least ``level`` of them are found."""

    level: float
    precision: float
    recall: float
    confidence: float


@dataclass(frozen=True, slots=True)
class EvidenceScore:
    """Of the verdicts that ``gave`` words as evidence: how many are ``verbatim`` in the text, white space aside.

    Of those, ``known`` is how many stand in pairs whose telling words are known, and ``telling`` how many of these
    hold them, or are held by them.
    """

    gave: int
    verbatim: int
    known: int
    telling: int


@dataclass(frozen=True, slots=True)
class VerdictScore:
    """All figures. ``at_recall`` holds the levels that are reached; none where no verdict has a confidence."""

    labels: tuple[LabelScore, ...]
    at_recall: tuple[AtRecall, ...]
    evidence: EvidenceScore

    @property
    def pairs(self) -> int:
        """How many pairs the gold has."""
        return sum(score.gold for score in self.labels)

    @property
    def missing(self) -> int:
        """How many of them have no verdict."""
        return sum(score.confused[None] for score in self.labels)

    @property
    def accuracy(self) -> float:
        """The share of pairs with the right label."""
        return share(sum(score.confused[score.label] for score in self.labels), self.pairs)

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the labels that the gold has."""
        present = [score.rates.f1 for score in self.labels if score.gold]
        return share(sum(present), len(present))


def score_verdicts(gold: Sequence[GoldPair], found: Mapping[Id, FoundVerdict]) -> VerdictScore:
    """The figures of the verdicts ``found``, by the id of their pair."""
    told = [(pair, found[pair.id]) for pair in gold if pair.id in found]
    said = Counter((pair.label, verdict.label) for pair, verdict in told)
    of = Counter(pair.label for pair in gold)
    return VerdictScore(
        tuple(_label_score(label, said, of[label]) for label in Label),
        tuple(_at_recall(told, of[Label.CONTRADICTS])),
        _evidence(told),
    )


def _label_score(label: Label, said: Counter[tuple[Label, Label]], gold: int) -> LabelScore:
    confused: dict[Label | None, int] = {other: said[label, other] for other in Label}
    confused[None] = gold - sum(confused.values())
    found = sum(said[other, label] for other in Label)
    return LabelScore(label, rates(said[label, label], found, gold), gold, found, confused)


def _at_recall(told: Sequence[tuple[GoldPair, FoundVerdict]], wanted: int) -> list[AtRecall]:
    """The precision at each level. Contradictions of one confidence are never told apart."""
    sure = [
        (verdict.confidence, pair.label is Label.CONTRADICTS)
        for pair, verdict in told
        if verdict.label is Label.CONTRADICTS and verdict.confidence is not None
    ]
    curve = []
    for least in sorted({confidence for confidence, _ in sure}, reverse=True):
        kept = [right for confidence, right in sure if confidence >= least]
        curve.append((rates(sum(kept), len(kept), wanted), least))
    best = []
    for level in RECALLS:
        reaching = [(rate, least) for rate, least in curve if rate.recall >= level]
        if reaching:
            rate, least = max(reaching, key=lambda one: one[0].precision)
            best.append(AtRecall(level, rate.precision, rate.recall, least))
    return best


def _evidence(told: Sequence[tuple[GoldPair, FoundVerdict]]) -> EvidenceScore:
    given = [(pair, _plain(verdict.evidence)) for pair, verdict in told if verdict.evidence]
    verbatim = [(pair, words) for pair, words in given if words in _plain(pair.pair.evidence.text)]
    known = [(list(map(_plain, pair.rationale)), words) for pair, words in verbatim if pair.rationale]
    telling = [words for rationale, words in known if any(words in other or other in words for other in rationale)]
    return EvidenceScore(len(given), len(verbatim), len(known), len(telling))


def _plain(text: str) -> str:
    return " ".join(text.split())
