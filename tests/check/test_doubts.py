"""What looks decisive and may be about something else is kept, and moves no status."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.check.candidates import bears_on
from claimtrack.check.rules import RulesJudge
from claimtrack.check.status import SURE
from claimtrack.model import Article, Claim, ClaimType, Reading, Relation
from claimtrack.text.dates import time_expressions
from claimtrack.text.passages import passages

SAID, LATER = date(2031, 3, 3), date(2031, 3, 9)
AGAINST = {Relation.CONTRADICTS, Relation.REVERSES, Relation.DENIES}


def sure_relations(claim: str, evidence: str, type: ClaimType, published: date = LATER) -> set[Relation]:
    period = next((found.period for found in time_expressions(claim, SAID, ahead=True)), None)
    made = Claim(claim, type, (), "Mara Quill", SAID, period)
    reading = Reading(Article(evidence, published=published), tuple(passages(evidence)))
    findings = RulesJudge().judge(made, reading, bears_on(made, reading)).findings
    return {finding.relation for finding in findings if finding.confidence >= SURE}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The regatta will open on Friday", "The regatta was cancelled."),
        ("The regatta will open on Friday", "The regatta did not open on Friday."),
        ("The company will open a mill in Varden", "The company will not open a mill in Varden."),
        ("The mayor will not resign", "The mayor resigned after all."),
    ],
)
def test_plain_opposition_is_sure(claim: str, evidence: str) -> None:
    assert sure_relations(claim, evidence, ClaimType.PREDICTION) & AGAINST


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The regatta will open on Friday", "The regatta bus was cancelled."),
        ("The regatta will open on Friday", "The regatta's fireworks were cancelled."),
        ("The regatta will open on Friday", "The minister cancelled his visit to the regatta."),
        ("The regatta will open on Friday", "The regatta was almost cancelled."),
        ("The regatta will open on Friday", "Last year the regatta was cancelled."),
        ("The regatta will open on Friday", "The 2020 regatta was cancelled."),
        ("The regatta will open on Friday", "The regatta did not open late on Friday."),
        ("The mayor will resign on Friday", "The deputy mayor did not resign on Friday."),
        ("The mayor will resign on Friday", "The mayor's deputy did not resign on Friday."),
        ("The company will open a mill on Friday", "The company did not open a second mill on Friday."),
    ],
)
def test_another_thing_or_another_time_is_in_doubt(claim: str, evidence: str) -> None:
    assert not sure_relations(claim, evidence, ClaimType.PREDICTION) & AGAINST


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The blast killed 40 people", "The blast wounded 12 people."),
        ("The blast killed 40 people", "A second blast killed 12 people."),
        ("The blast killed 40 people", "The blast did not kill 12 people."),
        ("Inflation was 3 percent in September", "Inflation was 4.5 percent in August."),
        ("Inflation was 3 percent in September", "Food inflation was 4.5 percent in September."),
        ("Crime fell in Varden", "Knife crime rose in Varden."),
        ("The dam is safe", "The dam's turbines are not safe."),
        ("The dam is safe", "The dam is not safe for swimming."),
    ],
)
def test_figures_and_states_of_other_things_are_in_doubt(claim: str, evidence: str) -> None:
    assert not sure_relations(claim, evidence, ClaimType.FACT) & (AGAINST | {Relation.UPDATES})


def test_what_has_not_come_yet_contradicts_only_when_it_is_due() -> None:
    claim, evidence = "The bridge will reopen on 30 March", "The bridge has not reopened."
    assert not sure_relations(claim, evidence, ClaimType.PREDICTION, published=date(2031, 3, 20)) & AGAINST
    assert sure_relations(claim, evidence, ClaimType.PREDICTION, published=date(2031, 4, 2)) & AGAINST


def test_a_prediction_without_a_day_is_not_contradicted_by_silence_so_far() -> None:
    assert not sure_relations("The bridge will reopen", "The bridge did not reopen.", ClaimType.PREDICTION) & AGAINST


def test_a_doubtful_finding_is_kept_to_be_seen() -> None:
    claim = Claim("The regatta will open on Friday", ClaimType.PREDICTION, (), "Mara Quill", SAID, None)
    text = "The regatta bus was cancelled."
    reading = Reading(Article(text, published=LATER), tuple(passages(text)))
    [finding] = RulesJudge().judge(claim, reading, bears_on(claim, reading)).findings
    assert finding.confidence < SURE


def test_a_plan_that_was_dropped_is_superseded_and_was_no_lie() -> None:
    found = sure_relations(
        "The council agreed on a regatta in Varden", "The Varden regatta was cancelled.", ClaimType.FACT
    )
    assert not found & AGAINST
