"""When two claims say the same: what makes a difference to whether they are true, and what makes none."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.model import Claim, ClaimType, Period
from claimtrack.text.truth import truth

FRIDAY = date(2025, 10, 17)


def told(text: str, phrase: str | None = None, day: date = FRIDAY, type: ClaimType = ClaimType.FACT) -> Claim:
    return Claim(text, type, (), period=Period(day, day, phrase) if phrase else None)


def same(one: Claim, other: Claim) -> bool:
    return truth(one) == truth(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge is closed", "The bridge is closed."),
        ("The “old” bridge isn’t safe", 'the "old" bridge is not safe'),
        ("[Anna Berg] will not resign", "Anna Berg won't resign"),
        ("The council has closed the bridge", "The council has closed a bridge"),
        ("He said that prices rose", "He said prices rose"),
        ("1,000 people left", "1000 people left"),
        ("Twelve people left", "12 people left"),
        ("It cost $1.5 million", "It cost 1.5 million dollars"),
        ("Prices rose by 3 percent", "Prices rose by 3%"),
        ("We've closed the bridge", "We have closed the bridge"),
    ],
)
def test_how_it_is_written_makes_no_difference(one: str, other: str) -> None:
    assert same(told(one), told(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The bridge is closed", "The bridge is not closed", id="a negation"),
        pytest.param("12 people left", "13 people left", id="a number"),
        pytest.param("About 1,000 people left", "1,000 people left", id="a hedge"),
        pytest.param("More than 500 left", "Fewer than 500 left", id="which side of a number"),
        pytest.param("It cost 3 million dollars", "It cost 3 million euros", id="a unit"),
        pytest.param("Prices rose by 3 percent", "Prices rose by 3", id="a share or a count"),
        pytest.param("The bridge will reopen", "The bridge may reopen", id="modality"),
        pytest.param("The bridge will reopen", "The bridge has reopened", id="tense"),
        pytest.param("Ann sued Bob", "Bob sued Ann", id="who did it to whom"),
        pytest.param("The bridge in Lisbon is closed", "The bridge in Porto is closed", id="a place"),
        pytest.param("She moved to Rome", "She moved from Rome", id="a direction"),
        pytest.param("All lanes are closed", "Some lanes are closed", id="how many of them"),
        pytest.param("I think the bridge is closed", "The bridge is closed", id="a weaker claim"),
    ],
)
def test_what_it_says_does(one: str, other: str) -> None:
    assert not same(told(one), told(other))


def test_a_day_is_the_same_however_it_is_named() -> None:
    named = told("The bridge reopens on 17 October", "on 17 October")
    assert same(told("The bridge reopens on Friday [17 October 2025]", "on Friday"), named)
    assert same(told("On Friday [17 October 2025] the bridge reopens", "On Friday"), named)


def test_another_day_by_the_same_name_is_another_claim() -> None:
    week = told("The bridge reopens on Friday [24 October 2025]", "on Friday", date(2025, 10, 24))
    assert not same(told("The bridge reopens on Friday [17 October 2025]", "on Friday"), week)
    assert not same(week, told("The bridge reopens"))


def test_a_promise_is_not_a_report() -> None:
    assert not same(told("We close the bridge", type=ClaimType.PROMISE), told("We close the bridge"))


@pytest.mark.parametrize(
    "text",
    [
        "The bridge in Lisbon is closed",
        "He [Vladimir Putin] wants the talks",
        "The ministry closed the bridge because it is not safe",
        "We will win the election",
        "Unemployment fell to 4 percent",
    ],
)
def test_a_claim_that_tells_what_it_is_about_stands_alone(text: str) -> None:
    assert truth(told(text)).stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "He is lying about everything",
        "We are ready",
        "We will end this",
        "The two may meet in Budapest",
        "No, we won't",
    ],
)
def test_a_claim_whose_subject_another_sentence_names_does_not(text: str) -> None:
    assert not truth(told(text)).stands_alone


def test_the_name_of_the_speaker_tells_nothing_of_what_it_is_about() -> None:
    assert not truth(Claim("I [Anna Berg] do not care", ClaimType.FACT, (), "Anna Berg")).stands_alone
    assert truth(Claim("Anna Berg does not care", ClaimType.FACT, (), "Carla Berg")).stands_alone
    assert truth(Claim("He [Anna Berg's son] will sue the council", ClaimType.FACT, (), "Anna Berg")).stands_alone


def test_a_day_tells_what_it_is_about() -> None:
    assert truth(told("The bridge reopens on Friday", "on Friday")).stands_alone
