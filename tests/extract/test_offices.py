"""An office before a name is no part of it, whatever it is the office of. All names and events are made up."""

from __future__ import annotations

import pytest

from tests.extract.reading import read


@pytest.mark.parametrize(
    "office",
    [
        "Transport Minister",
        "Harbour Master",
        "Fire Chief",
        "Education Secretary",
        "National Bank Governor",
        "Shadow Trade Secretary",
        "Green Party Leader",
        "Fisheries Commissioner",
        "Deputy Energy Director",
        "Works Council Chairman",
        "Brunn Zoo Spokesman",
        "Secretary of State",
        "Vice-President",
        "Water Board Chair-elect",
        "Dr",
        "Councillor",
    ],
)
def test_the_words_of_an_office_are_no_part_of_a_name(office: str) -> None:
    found = read(f'{office} Ivo Brac said the weir was safe. "It held all night," Brac said.')
    assert [one.speaker for one in found] == ["Ivo Brac", "Ivo Brac"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"It held all night," said Trade Ministry.', "Trade Ministry"),
        ('"It held all night," said Ivo Transport Brac.', "Ivo Transport Brac"),
        ('"It held all night," said Fire Pat Odell.', "Fire Pat Odell"),
        ('"It held all night," said Judge Odell.', "Judge Odell"),
    ],
)
def test_capital_words_before_no_office_stay(text: str, speaker: str) -> None:
    assert [one.speaker for one in read(text)] == [speaker]
