"""A sentence that begins with a condition is a claim where it says what will be, and keeps its condition."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.model import Claim, ClaimType
from tests.extract.reading import read


def claims(text: str) -> list[Claim]:
    return [claim for found in read(text, date(2025, 10, 16)) for claim in found.quote.claims]


@pytest.mark.parametrize(
    ("text", "type", "claim"),
    [
        (
            '"If the levy is approved, we will dredge the harbour," Anna Berg said.',
            ClaimType.PROMISE,
            "If the levy is approved, we will dredge the harbour",
        ),
        (
            '"If I win, I will dredge the harbour," Anna Berg said.',
            ClaimType.PROMISE,
            "If I win, I [Anna Berg] will dredge the harbour",
        ),
        (
            '"When the ice melts, the harbour will flood," Anna Berg said.',
            ClaimType.PREDICTION,
            "When the ice melts, the harbour will flood",
        ),
        (
            '"Unless the levy is approved, the harbour will silt up," Anna Berg said.',
            ClaimType.PREDICTION,
            "Unless the levy is approved, the harbour will silt up",
        ),
        (
            "Anna Berg told voters that, if the levy was approved, she would dredge the harbour.",
            ClaimType.PROMISE,
            "if the levy was approved, [Anna Berg] would dredge the harbour",
        ),
        (
            "If the levy was approved, the town would dredge the harbour, Anna Berg said.",
            ClaimType.PREDICTION,
            "If the levy was approved, the town would dredge the harbour",
        ),
        (
            '"If the council, which is split, agrees, the harbour will close," Anna Berg said.',
            ClaimType.PREDICTION,
            "If the council, which is split, agrees, the harbour will close",
        ),
    ],
)
def test_a_condition_and_what_follows_from_it_are_one_claim(text: str, type: ClaimType, claim: str) -> None:
    assert [(one.type, one.text) for one in claims(text)] == [(type, claim)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Anna Berg said if the levy was approved she would dredge the harbour.",
            "if the levy was approved, [Anna Berg] would dredge the harbour",
        ),
        (
            "If the levy was approved on Friday, Anna Berg said, she would dredge the harbour.",
            "If the levy was approved on Friday [17 October 2025], [Anna Berg] would dredge the harbour",
        ),
    ],
)
def test_a_comma_parts_the_condition_where_the_text_has_none_there(text: str, claim: str) -> None:
    assert [one.text for one in claims(text)] == [claim]


def test_the_day_of_the_condition_is_not_the_day_of_what_depends_on_it() -> None:
    (dated,) = claims('"If the levy is approved on Friday, we will dredge the harbour by 3 May 2026," Anna Berg said.')
    (undated,) = claims('"If the levy is approved on Friday, we will dredge the harbour," Anna Berg said.')
    assert dated.period is not None
    assert dated.period.end == date(2026, 5, 3)
    assert undated.period is None


@pytest.mark.parametrize(
    "text",
    [
        '"If I were mayor, the harbour would be clean," Anna Berg said.',
        '"If the levy had passed, we would have dredged the harbour," Anna Berg said.',
        '"If you want to know, ask the council," Anna Berg said.',
        '"If the harbour is old, it is old," Anna Berg said.',
        '"If the levy passes, will you dredge the harbour?" Anna Berg asked.',
        "Anna Berg asked if, once the levy passed, the harbour would be dredged.",
        "Anna Berg wondered if the harbour would flood, as it will in spring.",
        "Anna Berg did not say if the levy passed, the harbour would be dredged.",
        "Anna Berg announced when the harbour will open, which will please the town.",
        "Anna Berg explained how the harbour would be dredged, and that it would be late.",
    ],
)
def test_a_question_or_an_unreal_condition_foretells_nothing(text: str) -> None:
    assert read(text)
    assert claims(text) == []
