"""Words are given to nobody rather than to somebody else whose name stands near. All names and events are made up."""

from __future__ import annotations

import pytest

from tests.extract.reading import read

CAST = (
    "Ned Fox won in Lund. Kurt Lund, Joan Field, Carl Dunn, Pia Hahn, Al Dunn, Ann Smith and Rob Jones were there.\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“I never met him,” said the sister of Ned Fox.", id="a relative of theirs"),
        pytest.param("The lawyer of Ned Fox said: “He will appeal.”", id="somebody who works for them"),
        pytest.param("A sign held by Kurt Lund said “No kings”.", id="what they hold"),
        pytest.param("A banner behind Kurt Lund read “No kings”.", id="what stands behind them"),
        pytest.param("A letter addressed to Joan Field said “You are fired”.", id="what is addressed to them"),
        pytest.param("A lawsuit against Pia Hahn says “she stole millions”.", id="what is directed against them"),
        pytest.param("A woman married to Al Dunn said: “He lies.”", id="who is married to them"),
        pytest.param("The woman who replaced Al Dunn said: “It is fine.”", id="who replaced them"),
    ],
)
def test_a_name_inside_a_longer_subject_is_not_who_speaks(text: str) -> None:
    found = [quote for quote in read(CAST + text) if any("“" in piece for piece in quote.pieces)]
    assert [quote.quote.speaker for quote in found] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Author Lena Roth called it late. A government spokesman laughed. “They would say that,” he said.",
        "Mayor Sara Bond said taxes would fall. A shopkeeper shook her head. “I do not believe it,” she said.",
        "Minister Paul Dean met some pupils. A teacher thanked him. “You have helped us,” he said.",
    ],
)
def test_a_pronoun_does_not_reach_over_somebody_without_a_name(text: str) -> None:
    assert read(text)[-1].quote.speaker is None


def test_nobody_is_both_he_and_she() -> None:
    found = read("“Is it true?” Ida Wynn asked. “No,” he said. “Then why did you run?” she asked.")
    assert len({quote.quote.speaker for quote in found[1:]}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Neither Ann Smith nor Rob Jones said “we are sorry”.",
        "Nobody at the firm said “we failed”.",
        "No minister said “we are sorry”.",
        "If Al Dunn had said “stop”, all would have been well.",
        "Will Ann Smith say “I do” next week?",
    ],
)
def test_what_nobody_is_said_to_have_said_is_no_quote(text: str) -> None:
    assert read(text) == []
