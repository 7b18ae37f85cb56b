"""Another event of the same kind, and figures that are only compared with. All names and events are made up."""

from __future__ import annotations

import pytest

from claimtrack.model import Relation

from .scene import article, claim, everywhere

TURNOUT = claim("Turnout in Kessel County was 61 percent")
INFLATION = claim("Inflation in Tarn was 2.9 percent in April")


@pytest.mark.parametrize(
    "text",
    [
        "Turnout in Kessel County was 33 percent in the spring primary.",
        "Turnout in Kessel County was 61 percent in the spring primary.",
        "Turnout in Kessel County was 52 percent in the election four years ago.",
        "Turnout in Kessel County was 52 percent last year.",
        "Turnout in Kessel County was 52 percent a year earlier.",
        "Turnout in Kessel County was 52 percent in the previous election.",
        "Turnout in Kessel County was 52 percent at the last election.",
        "Four years ago, turnout in Kessel County was 52 percent.",
    ],
)
def test_another_event_says_nothing_of_this_one(text: str) -> None:
    assert everywhere(TURNOUT, article(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Turnout in Kessel County was 58 percent.",
        "Turnout in Kessel County was 58 percent, higher than a year earlier.",
        "Turnout in Kessel County was 58 percent, the final count showed.",
    ],
)
def test_the_same_event_with_another_figure_contradicts(text: str) -> None:
    assert everywhere(TURNOUT, article(text)) == [Relation.CONTRADICTS]


def test_a_time_that_the_claim_has_too_is_no_other() -> None:
    earlier = claim("Turnout in Kessel County was 61 percent in the spring primary")
    text = "Turnout in Kessel County was 58 percent in the spring primary."
    assert everywhere(earlier, article(text)) == [Relation.CONTRADICTS]


@pytest.mark.parametrize(
    "text",
    [
        "Inflation in Tarn was 3.5 percent in April, up from 2.6 percent in March.",
        "Inflation in Tarn was 3.5 percent in April, up from 2.9 percent in March.",
    ],
)
def test_a_figure_that_is_compared_with_confirms_nothing(text: str) -> None:
    assert not {Relation.CONFIRMS, Relation.CONFIRMS_PART} & set(everywhere(INFLATION, article(text)))


def test_the_figure_beside_one_that_is_compared_with_confirms() -> None:
    text = "Inflation in Tarn was 2.9 percent in April, up from 2.6 percent in March."
    assert everywhere(INFLATION, article(text)) == [Relation.CONFIRMS]
