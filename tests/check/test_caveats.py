"""Words of a claim in a sentence that is not for it, or not against it. All names and events are made up."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.model import Claim, ClaimType, Period, Relation

from .scene import article, claim, everywhere, relations

PREDICTION, PROMISE = ClaimType.PREDICTION, ClaimType.PROMISE
CUP = claim("Athletic will win the cup", PREDICTION)
NURSES = claim("Brunn province will hire 40 nurses by the end of June", PROMISE)
BRIDGE = claim("The Harrow Bridge has reopened to traffic")
FESTIVAL = claim("The Tarn Folk Festival will take place on 19 July", PREDICTION)
MILL = claim("The old mill was pulled down on 14 June")
SPRING = Period(date(2031, 2, 20), date(2031, 5, 31), "by the end of May")
POOL = claim("The Brunn swimming pool will open by the end of May", PREDICTION, said=date(2031, 2, 20), period=SPRING)


@pytest.mark.parametrize(
    "text", ["Athletic won the cup.", "The cup was won by Athletic.", "On Sunday Athletic won it, the cup."]
)
def test_who_was_to_win_and_did(text: str) -> None:
    assert relations(CUP, article(text)) == [Relation.CONFIRMS]


@pytest.mark.parametrize(
    "text", ["Rovers won the cup with a victory over Athletic.", "The cup was won by Rovers, who beat Athletic."]
)
def test_another_winner_does_not_confirm(text: str) -> None:
    assert everywhere(CUP, article(text)) == []


def test_more_than_was_promised_is_not_against_it() -> None:
    assert everywhere(NURSES, article("Brunn province hired 43 nurses by 30 June, three more than promised.")) == []


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (NURSES, "Brunn province hired 30 nurses by 30 June."),
        (claim("Brunn province will hire only 40 nurses", PROMISE), "Brunn province hired 43 nurses."),
        (claim("Brunn province hired 40 nurses"), "Brunn province hired 43 nurses."),
    ],
)
def test_fewer_or_more_than_the_most_is(said: Claim, text: str) -> None:
    assert everywhere(said, article(text)) == [Relation.CONTRADICTS]


def test_who_failed_to_do_it_has_not_done_a_part_of_it() -> None:
    for text in ("The Harrow Bridge failed to reopen to traffic.", "The Harrow Bridge was unable to reopen."):
        assert not {Relation.CONFIRMS, Relation.CONFIRMS_PART} & set(everywhere(BRIDGE, article(text)))
    text = "The Harrow Bridge, long unable to bear lorries, has reopened to traffic."
    assert everywhere(BRIDGE, article(text)) == [Relation.CONFIRMS]


def test_what_was_done_before_its_day_is_kept() -> None:
    june = date(2031, 6, 3)
    for text in (
        "The Brunn swimming pool did not open in May but in April, a month early.",
        "The Brunn swimming pool did not open in May but in April.",
    ):
        assert everywhere(POOL, article(text, june)) == []
    text = "The Brunn swimming pool did not open in May but in July."
    assert relations(POOL, article(text, june)) == [Relation.CONTRADICTS]


def test_the_festival_itself_must_be_cancelled() -> None:
    assert relations(FESTIVAL, article("The Tarn Folk Festival has been cancelled.")) == [Relation.CONTRADICTS]
    for text in (
        "The Tarn Folk Festival was not cancelled.",
        "The Tarn Jazz Festival has been cancelled.",
        "A concert at the Tarn Folk Festival has been cancelled.",
        "The Tarn Folk Festival parade has been cancelled.",
    ):
        assert relations(FESTIVAL, article(text)) == []


def test_a_verb_of_undoing_is_negated_like_any_other_where_the_claim_has_it() -> None:
    assert relations(MILL, article("The old mill was not pulled down on 14 June.")) == [Relation.CONTRADICTS]
    assert relations(MILL, article("The old barn was not pulled down on 14 June.")) == []
