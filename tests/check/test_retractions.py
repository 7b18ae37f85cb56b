"""What takes a claim back, and what only refuses something else. All names and events are made up."""

from __future__ import annotations

import pytest

from claimtrack.model import ClaimType, Relation

from .scene import article, claim, everywhere, relations

NURSES = claim("We will hire 40 nurses", ClaimType.PROMISE)
BUDGET = claim("Senator Mara Quill will vote against the budget", ClaimType.PREDICTION)


@pytest.mark.parametrize(
    "words", ["We will not hire 40 nurses", "We will not hire the nurses", "We will not hire nurses"]
)
def test_who_refuses_what_they_promised_takes_it_back(words: str) -> None:
    assert relations(NURSES, article(f"“{words},” Quill said.", said_by={words: "Mara Quill"})) == [Relation.REVERSES]


@pytest.mark.parametrize(
    "words",
    [
        "We will not hire 40 teachers",
        "We will not hire doctors from abroad",
        "We will not hire anybody's cousins",
        "We will not hire nurses from abroad",  # those of home may still come
        "We will not sack nurses",
    ],
)
def test_who_refuses_something_else_takes_nothing_back(words: str) -> None:
    assert relations(NURSES, article(f"“{words},” Quill said.", said_by={words: "Mara Quill"})) == []


def test_who_will_not_vote_against_it_takes_back_that_she_will() -> None:
    assert relations(BUDGET, article("Senator Mara Quill will not vote against the budget, she said.")) != []


@pytest.mark.parametrize(
    "passage",
    [
        "Senator Mara Quill said that she would not vote against the harbour bill after all.",
        "Senator Mara Quill will not vote against the harbour bill.",
        "Senator Mara Quill said that she would not vote for the budget.",
    ],
)
def test_another_bill_and_the_other_side_of_the_vote_are_other_matters(passage: str) -> None:
    assert everywhere(BUDGET, article(passage)) == []
