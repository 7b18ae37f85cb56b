"""What is asked, supposed, feared, or itself denied decides nothing against a claim, nor for it."""

from __future__ import annotations

import pytest

from claimtrack.model import Claim, ClaimType, Relation

from .scene import article, claim, relations

SUMMIT = claim("Mara Quill and Tomas Brandt will meet in Lisbon next week", ClaimType.PREDICTION)
ROLE = claim("Lena Hart will play Ada Bloom in the film Tidewater", ClaimType.PREDICTION)
BAN = claim("Elmwood University has banned the word freshman")
JOBS = claim("The Varden plant in Ostrava employed 4,200 people in 2030")
WHALE = claim("A whale swam up the Moldau to Prague")
BRIDGE = claim("The Tarn bridge in Solway is open to lorries")


def decides(judged: Claim, passage: str) -> bool:
    return bool(set(relations(judged, article(passage))) - {Relation.REPEATS})


@pytest.mark.parametrize(
    ("judged", "passage"),
    [
        (SUMMIT, "The meeting of Quill and Brandt in Lisbon could be cancelled."),
        (SUMMIT, "Falk asked whether the meeting of Quill and Brandt in Lisbon was cancelled."),
        (SUMMIT, "“Was the Lisbon meeting of Quill and Brandt cancelled?” Falk asked."),
        (SUMMIT, "In case Quill and Brandt cancel the Lisbon meeting, hotels will lose money."),
        (SUMMIT, "Provided that Brandt agrees, the Lisbon meeting of Quill and Brandt is cancelled."),
        (SUMMIT, "Had the Lisbon meeting of Quill and Brandt been cancelled, nobody would have minded."),
        (SUMMIT, "Falk feared that the Lisbon meeting of Quill and Brandt was cancelled."),
        (SUMMIT, "Falk asked if Quill and Brandt met in Lisbon."),
        (SUMMIT, "Quill and Brandt could have met in Lisbon."),
        (BAN, "Critics ask why Elmwood University has not banned the word freshman."),
        (JOBS, "Falk asked whether the Varden plant in Ostrava employed 3,100 people in 2030."),
        (JOBS, "The Varden plant in Ostrava was expected to employ 3,100 people in 2030."),
        (JOBS, "If the Varden plant in Ostrava employed 4,200 people in 2030, Falk would know."),
        (WHALE, "The story that a whale swam up the Moldau to Prague could be a hoax."),
        (BRIDGE, "Falk asked whether the Tarn bridge in Solway is closed to lorries."),
    ],
)
def test_what_is_asked_or_supposed_decides_nothing(judged: Claim, passage: str) -> None:
    assert not decides(judged, passage)


@pytest.mark.parametrize(
    ("judged", "passage"),
    [
        (SUMMIT, "The Lisbon meeting of Quill and Brandt has never been called off."),
        (SUMMIT, "Falk denied that the Lisbon meeting of Quill and Brandt was cancelled."),
        (SUMMIT, "Quill denied she had cancelled the Lisbon meeting with Brandt."),
        (SUMMIT, "Falk dismissed reports that Quill and Brandt had cancelled the Lisbon meeting."),
        (SUMMIT, "It is not true that Quill and Brandt cancelled the Lisbon meeting."),
        (SUMMIT, "Reports that the Lisbon meeting of Quill and Brandt was cancelled are false."),
        (SUMMIT, "Quill and Brandt refused to cancel the Lisbon meeting."),
        (SUMMIT, "Quill and Brandt decided against cancelling their Lisbon meeting."),
        (SUMMIT, "There are no plans to call off the Lisbon meeting of Quill and Brandt."),
        (ROLE, "Lena Hart denies dropping out of the Ada Bloom film Tidewater."),
        (BAN, "Falk denied that Elmwood University has not banned the word freshman."),
        (BAN, "It is untrue that Elmwood University has not banned the word freshman."),
        (JOBS, "Falk denied that the Varden plant in Ostrava employed 3,100 people in 2030."),
        (WHALE, "Falk denied that the story of a whale in the Moldau at Prague was a hoax."),
        (BRIDGE, "Falk denied that the Tarn bridge in Solway is closed to lorries."),
    ],
)
def test_to_deny_what_is_against_a_claim_is_not_against_it(judged: Claim, passage: str) -> None:
    assert not decides(judged, passage)


def test_a_denial_of_the_claim_itself_is_still_a_denial() -> None:
    assert relations(WHALE, article("Falk denied that a whale swam up the Moldau to Prague.")) == [Relation.DENIES]
    assert relations(WHALE, article("Falk dismissed the story of a whale in the Moldau at Prague as a hoax.")) == [
        Relation.DENIES
    ]
    assert relations(JOBS, article("Falk denied that the Varden plant in Ostrava employed 4,200 people in 2030.")) == [
        Relation.DENIES
    ]
