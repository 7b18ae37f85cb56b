"""What has another subject, object, place or office than the claim is shown and is too little to move a status."""

from __future__ import annotations

import pytest

from claimtrack.model import ClaimType, Relation
from tests.check.scene import article, claim, relations

PLANT = "Castor Energy will open a plant in Tarn"
SUMMIT = "The Lakes summit will be held in Tarn in November"
FERRY = "The town of Tarn bought a new ferry in January"
TEACHERS = "The state hired 200 teachers in Tarn"


@pytest.mark.parametrize(
    ("foretold", "told"),
    [
        (PLANT, "A rival of Castor Energy opened a plant in Tarn."),
        (PLANT, "Castor Energy opened a plant in Brunn, 40 km from Tarn."),
        (PLANT, "Castor Energy opened talks on a plant in Tarn."),
        ("Castor Energy will buy Norvik Steel", "Norvik Steel bought Castor Energy."),
        (SUMMIT, "The Lakes summit was held in Brunn in November instead of Tarn."),
        (SUMMIT, "Trains to the Lakes summit in Tarn were cancelled."),
        (SUMMIT, "The dinner before the Lakes summit in Tarn was cancelled."),
        ("Clara Weber will resign as minister", "Thomas Weber is tired. Weber resigned as minister."),
    ],
)
def test_what_somebody_else_does_or_elsewhere_decides_no_prediction(foretold: str, told: str) -> None:
    assert relations(claim(foretold, ClaimType.PREDICTION), article(told)) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (FERRY, "The town of Tarn did not buy a new bus in January."),
        (FERRY, "The county of Tarn did not buy a new ferry in January."),
        ("Clara Weber resigned as minister", "Clara Weber did not resign as leader of her party."),
        ("Clara Weber resigned as minister", "Clara Weber did not resign willingly as minister."),
        (TEACHERS, "The state hired 40 teachers of music in Tarn."),
        (TEACHERS, "The state hired another 50 teachers in Tarn."),
        ("The fire killed 12 people in Kessel", "By noon the fire had killed 4 people in Kessel."),
        (
            "Crime in Brunn fell by 12 percent last year",
            "Crime in Brunn fell by 4 percent in the first half of the year.",
        ),
    ],
)
def test_a_negation_or_figure_of_something_else_contradicts_nothing(said: str, told: str) -> None:
    assert relations(claim(said), article(told)) == []


@pytest.mark.parametrize(
    "told",
    [
        "The state nearly hired 200 teachers in Tarn.",
        "In Tarn the state hired 200 teachers, but only on paper.",
        "In the novel the state hired 200 teachers in Tarn.",
    ],
)
def test_what_is_not_told_as_done_confirms_nothing(told: str) -> None:
    assert relations(claim(TEACHERS), article(told)) == []


def test_the_same_subject_object_and_place_still_decide() -> None:
    foretold = claim(PLANT, ClaimType.PREDICTION)
    assert relations(foretold, article("Castor Energy opened a plant in Tarn.")) == [Relation.CONFIRMS]
    assert relations(claim(FERRY), article("The town of Tarn did not buy a new ferry in January.")) == [
        Relation.CONTRADICTS
    ]


def test_a_speaker_who_says_i_will_not_takes_it_back() -> None:
    pool = claim("I [Mara Quill] will open the pool in Lindau", ClaimType.PROMISE)
    assert relations(pool, article('"I will not open the pool in Lindau," said Mara Quill.')) == [Relation.REVERSES]
