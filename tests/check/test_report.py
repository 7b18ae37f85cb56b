"""How an article as a whole stands to a claim's story. All names and events are made up.

What only the whole article shows never moves a status.
"""

from __future__ import annotations

import pytest

from claimtrack.check.pairs import Label, judge_pair
from claimtrack.check.rules import RulesJudge
from claimtrack.model import Claim, ClaimType, Relation

from .scene import article, claim, findings, relations

WHALE = claim("Ferry passengers filmed a white whale in the Moldau harbour at Varden")
TOLD = (
    "Passengers on a ferry could hardly trust their eyes on Monday. A white whale rose beside the boat in the Moldau "
    "harbour. Several of them filmed it until it left Varden at dusk. "
)
REFUTED = claim("White whale in the Moldau harbour at Varden is a hoax")


def label(judged: Claim, text: str) -> Label:
    return judge_pair(RulesJudge(), judged, article(text)).label


def test_a_story_told_over_several_sentences_is_confirmed_in_part_and_moves_nothing() -> None:
    found = findings(WHALE, article(TOLD))
    assert Relation.CONFIRMS_PART in {one.relation for one in found}
    assert relations(WHALE, article(TOLD)) == []
    assert label(WHALE, TOLD) is Label.CONFIRMS


@pytest.mark.parametrize(
    "verdict",
    [
        "It was a hoax.",
        "The video is fake, its maker admits.",
        "The footage was doctored, and the story is not true.",
        "Harbour master Jon Reeve dismissed the reports as nonsense.",
    ],
)
def test_one_word_anywhere_in_the_article_undoes_its_story(verdict: str) -> None:
    assert label(WHALE, TOLD + verdict) is Label.CONTRADICTS
    assert relations(WHALE, article(TOLD + verdict)) == []


@pytest.mark.parametrize(
    "other",
    [
        "A boy was lying on the quay.",
        "A sailor with false teeth laughed.",
        "The video is not a hoax.",
        "Is the video of the whale a hoax?",
        "The harbour master rejected a request for a permit.",
    ],
)
def test_a_word_that_is_not_said_of_the_story_undoes_nothing(other: str) -> None:
    assert label(WHALE, TOLD + other) is Label.CONFIRMS


@pytest.mark.parametrize(
    "opening",
    [
        "A white whale was reportedly seen in the Moldau harbour at Varden.",
        "Passengers claim that they filmed a white whale.",
        "An unverified video has been passed around since Monday.",
        "According to local reports, a ferry met a whale.",
    ],
)
def test_what_an_article_tells_at_a_distance_repeats_and_confirms_nothing(opening: str) -> None:
    assert label(WHALE, f"{opening} {TOLD}") is Label.NEITHER


@pytest.mark.parametrize(
    "text",
    [
        "Ferry passengers may have filmed a white whale in the Moldau harbour at Varden",
        "Report: ferry passengers filmed a white whale in the Moldau harbour at Varden",
        "Did ferry passengers film a white whale in the Moldau harbour at Varden?",
    ],
)
def test_a_claim_that_leaves_it_open_itself_is_not_confirmed_by_the_story(text: str) -> None:
    assert label(claim(text), TOLD) is Label.NEITHER


def test_who_calls_a_story_untrue_is_borne_out_by_an_article_that_does_too() -> None:
    assert label(REFUTED, TOLD + "The video is a fake, police said.") is Label.CONFIRMS
    assert label(REFUTED, TOLD) is Label.CONTRADICTS
    assert relations(REFUTED, article(TOLD)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ferry passengers filmed a white whale in the Moldau harbour at Solway",  # another place
        "Tomas Brandt and ferry passengers filmed a white whale in the Moldau harbour at Varden",  # somebody not named
        "On Monday 300 passengers saw a whale rise beside a ferry and filmed it until dusk",  # a figure not told
    ],
)
def test_a_story_without_one_of_the_claim_s_names_or_figures_is_not_confirmed(text: str) -> None:
    assert label(claim(text), TOLD) is Label.NEITHER


def test_what_is_foretold_is_not_confirmed_by_being_told_again() -> None:
    foretold = claim("The Tarn ferry to Varden will get a glass deck and a bar", ClaimType.PREDICTION)
    told = "The Tarn ferry is to get a glass deck. A bar will be built next to it. The ferry to Varden is 40 years old."
    assert label(foretold, told) is Label.NEITHER


def test_what_an_article_confirms_is_in_doubt_where_it_calls_the_story_untrue() -> None:
    told = "Ferry passengers filmed a white whale in the Moldau harbour at Varden. The story of the whale is a hoax."
    sureness = {one.relation: one.confidence for one in findings(WHALE, article(told))}
    assert sureness[Relation.CONFIRMS] < sureness[Relation.CONTRADICTS]
