"""To whom and when something is said is no part of it; some words say nothing. All names and events are made up."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.reading import read

PUBLISHED = date(2025, 3, 6)  # a Thursday


def contents(text: str) -> list[list[str]]:
    return [found.pieces for found in read(text, PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The pool will open in May, Anna Berg promised residents on Wednesday night.", "The pool will open in May"),
        ("The dam would break, Anna Berg warned the council on Monday.", "The dam would break"),
        ("Anna Berg promised voters in February that the school would open.", "that the school would open"),
        ("Anna Berg promised the valley in February that the school would open.", "that the school would open"),
        ("Anna Berg promised them cake.", "cake"),
        ("Anna Berg promised a new ferry on Monday.", "a new ferry on Monday"),
        ("Anna Berg urged them to reconsider.", "them to reconsider"),
        ("Anna Berg promised a ferry in May that would be faster.", "a ferry in May that would be faster"),
    ],
)
def test_the_hearer_and_the_day_of_saying_are_not_said(text: str, said: str) -> None:
    assert contents(text) == [[said]]


def test_the_day_beside_a_promise_is_the_day_it_was_made() -> None:
    (found,) = read("The pool will open in May, Anna Berg promised residents on Wednesday night.", PUBLISHED)
    (claim,) = found.quote.claims
    assert claim.said == date(2025, 3, 5)
    assert claim.period is not None
    assert (claim.period.start, claim.period.end) == (date(2025, 5, 1), date(2025, 5, 31))


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg told fishermen so at a meeting in Skerry on Wednesday evening.",
        "Anna Berg said so on Monday.",
        "Anna Berg said nothing.",
        "Anna Berg said little about the plan.",
    ],
)
def test_what_stands_for_something_said_is_no_quote(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    "said",
    ["nothing of the kind had happened", "so many had come that the hall was full", "little girls had rung the bell"],
)
def test_a_clause_may_begin_with_such_a_word(said: str) -> None:
    assert contents(f"Anna Berg said {said}.") == [[said]]
