"""The figures of verdicts, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.check.pairs import Label
from claimtrack.evaluate.rates import Rates
from claimtrack.evaluate.records import FoundVerdict, GoldPair
from claimtrack.evaluate.verdicts import AtRecall, EvidenceScore, LabelScore, VerdictScore, score_verdicts
from claimtrack.model import Article, Claim, ClaimType
from claimtrack.sources import ClaimPair

YES, NO, NEITHER = Label.CONFIRMS, Label.CONTRADICTS, Label.NEITHER
TEXT = "The ferry sank.\nNobody was hurt."


def pairs(*labels: Label, rationale: tuple[str, ...] = ()) -> list[GoldPair]:
    """Gold pairs with these labels, numbered from 1."""
    claim = Claim("A ferry sank.", ClaimType.FACT, ())
    return [GoldPair(ClaimPair(id, claim, Article(TEXT)), label, rationale) for id, label in enumerate(labels, 1)]


def score(gold: Sequence[GoldPair], *found: FoundVerdict) -> VerdictScore:
    return score_verdicts(gold, {verdict.id: verdict for verdict in found})


def labels(of: VerdictScore) -> dict[Label, LabelScore]:
    return {label.label: label for label in of.labels}


def test_labels_are_counted_and_what_is_missing_is_wrong() -> None:
    told = score(
        pairs(YES, YES, NO, NO, NEITHER),
        *(FoundVerdict(1, YES), FoundVerdict(2, NO), FoundVerdict(3, NO), FoundVerdict(5, YES)),
    )
    by_label = labels(told)
    assert by_label[YES].rates == Rates(1 / 2, 1 / 2)
    assert by_label[NO].rates == Rates(1 / 2, 1 / 2)
    assert by_label[NEITHER].rates == Rates(0, 0)
    assert by_label[YES].confused == {YES: 1, NO: 1, NEITHER: 0, None: 0}
    assert by_label[NO].confused == {YES: 0, NO: 1, NEITHER: 0, None: 1}
    assert (told.pairs, told.missing, told.accuracy) == (5, 1, 2 / 5)
    assert told.macro_f1 == pytest.approx(1 / 3)


def test_a_label_that_the_gold_lacks_is_not_in_macro_f1() -> None:
    assert score(pairs(YES, NO), FoundVerdict(1, YES), FoundVerdict(2, NO)).macro_f1 == 1


def test_a_verdict_on_no_pair_of_the_gold_changes_nothing() -> None:
    gold = pairs(YES, NO)
    assert score(gold, FoundVerdict(1, YES), FoundVerdict("other", NO)) == score(gold, FoundVerdict(1, YES))


def test_precision_of_contradictions_is_told_at_levels_of_recall() -> None:
    gold = pairs(NO, NO, NO, NO, NEITHER, NEITHER)
    told = score(
        gold,
        FoundVerdict(1, NO, 0.9),
        FoundVerdict(5, NO, 0.8),
        *(FoundVerdict(2, NO, 0.7), FoundVerdict(3, NO, 0.7)),
        FoundVerdict(6, YES, 0.95),
    )
    assert told.at_recall == (
        *(AtRecall(0.1, 1, 1 / 4, 0.9), AtRecall(0.25, 1, 1 / 4, 0.9)),
        *(AtRecall(0.5, 3 / 4, 3 / 4, 0.7), AtRecall(0.75, 3 / 4, 3 / 4, 0.7)),
    )


def test_one_confidence_is_never_cut_in_two() -> None:
    told = score(pairs(NO, NEITHER), FoundVerdict(1, NO, 0.5), FoundVerdict(2, NO, 0.5))
    assert {at.precision for at in told.at_recall} == {0.5}


def test_without_confidences_there_are_no_levels() -> None:
    assert score(pairs(NO), FoundVerdict(1, NO)).at_recall == ()


@pytest.mark.parametrize(
    ("evidence", "counted"),
    [
        ("ferry", EvidenceScore(1, 1, 1, 1)),
        ("ferry sank. Nobody", EvidenceScore(1, 1, 1, 1)),
        ("Nobody was", EvidenceScore(1, 1, 1, 0)),
        ("The ferry sailed.", EvidenceScore(1, 0, 0, 0)),
        (None, EvidenceScore(0, 0, 0, 0)),
    ],
)
def test_evidence_is_word_for_word_white_space_aside(evidence: str | None, counted: EvidenceScore) -> None:
    gold = pairs(YES, rationale=("The  ferry sank.", "sank"))
    assert score(gold, FoundVerdict(1, YES, evidence=evidence)).evidence == counted


@given(st.lists(st.sampled_from(Label), min_size=1))
def test_what_says_all_as_the_gold_does_is_perfect(gold: list[Label]) -> None:
    told = score(pairs(*gold), *(FoundVerdict(id, label, 0.9) for id, label in enumerate(gold, 1)))
    assert (told.accuracy, told.macro_f1, told.missing) == (1, 1, 0)
    assert all(at.precision == 1 for at in told.at_recall)


@given(st.lists(st.tuples(st.sampled_from(Label), st.sampled_from(Label)), min_size=1))
def test_every_pair_stands_once_in_the_confusion(said: list[tuple[Label, Label]]) -> None:
    told = score(pairs(*(gold for gold, _ in said)), *(FoundVerdict(id, by) for id, (_, by) in enumerate(said, 1)))
    assert sum(sum(label.confused.values()) for label in told.labels) == len(said) == told.pairs
    assert sum(label.found for label in told.labels) == len(said)
