"""What kind of thing a claim says: the plan, the announcement or the thing; a state or an event; under a condition."""

from __future__ import annotations

import pytest

from claimtrack.check.status.aspect import Aspect, aspect, condition, in_own_hands
from claimtrack.model import ClaimType

from .scene import claim

FACT, PREDICTION, PROMISE = ClaimType.FACT, ClaimType.PREDICTION, ClaimType.PROMISE


@pytest.mark.parametrize(
    ("text", "type", "kind"),
    [
        ("The bridge will open in May", PREDICTION, Aspect.WILL),
        ("The bridge may open in May", PREDICTION, Aspect.WILL),
        ("We'll open the bridge in May", PROMISE, Aspect.WILL),
        ("The bridge opens in May", PREDICTION, Aspect.WILL),
        ("The bridge is to be opened, and a plan to do so would help", FACT, Aspect.PLAIN),
        ("The opening is planned for May", FACT, Aspect.PLANNED),
        ("The council plans to open the bridge", PREDICTION, Aspect.PLANNED),
        ("There are no plans to open the bridge", FACT, Aspect.PLANNED),
        ("preparations for the opening were under way", FACT, Aspect.PLANNED),
        ("The mayor announced the opening of the bridge", FACT, Aspect.ANNOUNCED),
        ("An opening in May was agreed", FACT, Aspect.ANNOUNCED),
        ("The bridge is open", FACT, Aspect.STATE),
        ("The council has no money", FACT, Aspect.STATE),
        ("The council opened the bridge", FACT, Aspect.PLAIN),
        ("The council has opened the bridge", FACT, Aspect.PLAIN),
    ],
)
def test_the_kind_of_thing_a_claim_says(text: str, type: ClaimType, kind: Aspect) -> None:
    assert aspect(claim(text, type)) is kind


@pytest.mark.parametrize(
    ("text", "type", "own"),
    [
        ("The bridge will open", PROMISE, True),
        ("We will open the bridge", PREDICTION, True),
        ("Quill and Brandt may meet in Lisbon", PREDICTION, True),
        ("[Mara Quill] would visit the bridge", PREDICTION, True),
        ("Prices will fall", PREDICTION, False),
        ("Quillan will be flooded", PREDICTION, False),
        ("It [that we will meet] will be known", PREDICTION, False),
    ],
)
def test_whether_it_lies_with_the_speaker(text: str, type: ClaimType, own: bool) -> None:
    assert in_own_hands(claim(text, type, "Mara Quill")) is own


@pytest.mark.parametrize(
    ("text", "words", "outcome", "unless"),
    [
        (
            "If the council approves, the bridge will open",
            "the council approves",
            "the bridge will open",
            False,
        ),
        ("Provided that it rains, then we will stay", "it rains", "we will stay", False),
        ("The bridge will open if the council approves.", "the council approves", "The bridge will open", False),
        ("The bridge will open only if it is safe", "it is safe", "The bridge will open", False),
        ("We will strike unless they sign", "they sign", "We will strike", True),
        ("When the loan is approved, the bridge will open", "the loan is approved", "the bridge will open", False),
        ("Once the ice is gone, the bridge will open", "the ice is gone", "the bridge will open", False),
        ("As soon as they sign, we will go back", "they sign", "we will go back", False),
        ("So long as it is safe, the bridge will stay open", "it is safe", "the bridge will stay open", False),
        ("Assuming that they sign, we will go back", "they sign", "we will go back", False),
        ("Should they sign, we will go back", "they sign", "we will go back", False),
        ("The bridge will open when the loan is approved", "the loan is approved", "The bridge will open", False),
        ("The bridge will open only once the ice is gone", "the ice is gone", "The bridge will open", False),
        ("We will go back as soon as they sign", "they sign", "We will go back", False),
        ("The bridge will open on condition that it is safe", "it is safe", "The bridge will open", False),
        ("Unless they sign, we will strike", "they sign", "we will strike", True),
    ],
)
def test_what_a_prediction_depends_on(text: str, words: str, outcome: str, unless: bool) -> None:
    found = condition(claim(text, PREDICTION))
    assert found is not None
    assert (found.words, found.outcome, found.unless) == (words, outcome, unless)


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("The bridge will open", PREDICTION),
        ("The bridge will open even if it rains", PREDICTION),
        ("It will look as if it rained", PREDICTION),
        ("We will know if it rains", PREDICTION),
        ("We will tell you when the bridge opens", PREDICTION),
        ("She will decide when the bridge opens", PREDICTION),
        ("The bridge will open even when it rains", PREDICTION),
        ("Even when it rains, the bridge will open", PREDICTION),
        ("The bridge will open on Monday, when the mayor comes", PREDICTION),
        ("The bridge will open once a week", PREDICTION),
        ("Once again, the bridge will open", PREDICTION),
        ("Only when it is safe will the bridge open", PREDICTION),
        ("The bridge is closed if it rains", FACT),
    ],
)
def test_what_is_no_condition(text: str, type: ClaimType) -> None:
    assert condition(claim(text, type)) is None
