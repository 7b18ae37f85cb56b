"""Whom "she" and "he" mean: somebody, and never a thing. All names and events are made up."""

from __future__ import annotations

import pytest

from tests.extract.reading import read

SAID = '"It took me six minutes," she said.'


def speaker(text: str) -> str | None:
    return read(f"{text} {SAID}")[-1].speaker


@pytest.mark.parametrize(
    "thing",
    [
        "The Tarn Crossing",
        "The Kessel Arms",
        "The Lemm Herring Days",
        "Brunn County",
        "Kessel Road",
        "Tarn Harbour",
        "Lemm Festival",
        "Port Lemm",
        "New Kessel",
    ],
)
def test_she_is_no_thing(thing: str) -> None:
    assert speaker(f"{thing} was busy on Monday.") is None


@pytest.mark.parametrize("person", ["Ulla Strom", "Mayor Ulla Bridge", "Anna Hill"])
def test_she_is_the_person_a_sentence_is_about(person: str) -> None:
    assert speaker(f"{person} was busy on Monday.") == " ".join(person.split()[-2:])


def test_a_thing_does_not_stand_between_she_and_a_person() -> None:
    assert speaker("Anna Berg was first. The Tarn Crossing was busy.") == "Anna Berg"


@pytest.mark.parametrize(
    "sentence",
    [
        "The first across was a baker, Ines Dahl, on her way to work.",
        "Among those who crossed was a young baker, Ines Dahl.",
        "The Tarn Crossing was opened by a baker, Ines Dahl.",
    ],
)
def test_she_may_be_somebody_whom_a_sentence_about_a_thing_introduces(sentence: str) -> None:
    assert speaker(f"The Tarn Crossing was busy on Monday. {sentence}") == "Ines Dahl"


@pytest.mark.parametrize(
    "sentence",
    [
        "The first across were a baker, Ines Dahl, and a tailor, Aud Moe.",
        "The first across was a baker from Lemm, Port Tarn.",
    ],
)
def test_she_is_nobody_where_two_or_no_people_are_introduced(sentence: str) -> None:
    assert speaker(f"The Tarn Crossing was busy on Monday. {sentence}") is None


def test_whom_a_sentence_is_about_goes_before_whom_it_introduces() -> None:
    assert speaker("Anna Berg met a baker, Ines Dahl.") == "Anna Berg"
