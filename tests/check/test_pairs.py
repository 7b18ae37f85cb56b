"""The three-way answer on one claim and one piece of evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claimtrack.check.pairs import Label, judge_pair, label
from claimtrack.check.rules import RulesJudge
from claimtrack.model import Finding, Relation, Span

from .scene import article, claim

SUMMIT = claim("Mara Quill and Tomas Brandt will meet in Lisbon next week")


def finding(relation: Relation, confidence: float = 0.9, passage: int = 1) -> Finding:
    return Finding(relation, passage, Span(passage, passage + 1), confidence, "as told")


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (Relation.CONTRADICTS, Label.CONTRADICTS),
        (Relation.REVERSES, Label.CONTRADICTS),
        (Relation.DENIES, Label.CONTRADICTS),
        (Relation.CONFIRMS, Label.CONFIRMS),
        (Relation.CONFIRMS_PART, Label.CONFIRMS),
        (Relation.REPEATS, Label.NEITHER),
        (Relation.UPDATES, Label.NEITHER),
        (Relation.IRRELEVANT, Label.NEITHER),
    ],
)
def test_every_relation_has_one_label(relation: Relation, expected: Label) -> None:
    verdict = label([finding(relation)])
    assert (verdict.label, verdict.relation, verdict.evidence) == (expected, relation, Span(1, 2))


def test_the_surest_finding_decides() -> None:
    assert label([finding(Relation.CONTRADICTS, 0.6), finding(Relation.CONFIRMS, 0.8)]).label is Label.CONFIRMS


def test_between_equals_the_one_against_decides() -> None:
    found = [finding(Relation.CONFIRMS, 0.8), finding(Relation.CONTRADICTS, 0.8)]
    assert label(found).label is label(found[::-1]).label is Label.CONTRADICTS


def test_a_repetition_does_not_hide_a_weaker_finding() -> None:
    assert label([finding(Relation.REPEATS, 0.9), finding(Relation.CONTRADICTS, 0.6)]).label is Label.CONTRADICTS


def test_nothing_found_is_neither_and_irrelevant_and_has_no_evidence() -> None:
    verdict = label([])
    assert (verdict.label, verdict.relation, verdict.evidence) == (Label.NEITHER, Relation.IRRELEVANT, None)


def test_a_pair_is_judged_whatever_its_dates() -> None:
    reading = article("Rain fell. The Lisbon meeting of Quill and Brandt was cancelled.", published=None)
    verdict = judge_pair(RulesJudge(), SUMMIT, reading)
    assert verdict.label is Label.CONTRADICTS
    assert verdict.evidence is not None
    assert verdict.evidence.of(reading.article.text) == "The Lisbon meeting of Quill and Brandt was cancelled."


@pytest.mark.parametrize(
    ("published", "expected"), [(date(2031, 3, 2), Label.NEITHER), (date(2031, 3, 5), Label.CONTRADICTS)]
)
def test_evidence_from_before_the_claim_does_nothing_to_it(published: date, expected: Label) -> None:
    later = article("The Lisbon meeting of Quill and Brandt was cancelled.")
    dated = replace(later, article=replace(later.article, published=published))
    assert judge_pair(RulesJudge(), SUMMIT, dated).label is expected
