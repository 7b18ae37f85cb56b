"""What is stated needs somebody or something, and a verb that tells of it. All names and events are made up."""

from __future__ import annotations

import pytest

from tests.extract.reading import read


def claims(text: str) -> list[str]:
    return [claim.text for found in read(text) for claim in found.quote.claims]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg told people to stay at home in Tarn.",
        "Anna Berg was said to be abroad in Tarn.",
        "Anna Berg said a wave of cancellations in the coming weeks.",
        "Anna Berg warned of a wave of cancellations in Tarn.",
        "Anna Berg promised them cake.",
    ],
)
def test_an_infinitive_or_a_phrase_states_nothing(text: str) -> None:
    assert read(text)
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Anna Berg said prices rise every winter in Tarn.", "prices rise every winter in Tarn"),
        ("Anna Berg said the bus to Tarn stops at the quay.", "the bus to Tarn stops at the quay"),
        ("Anna Berg pledged to close the weir.", "[Anna Berg pledged] to close the weir"),
        ("Anna Berg vowed to close the weir.", "[Anna Berg vowed] to close the weir"),
        ('"To be fair, the weir was old," Anna Berg said.', "To be fair, the weir was old"),
    ],
)
def test_a_clause_does_and_so_does_an_infinitive_with_who_promised_it(text: str, stated: str) -> None:
    assert claims(text) == [stated]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("\"He never said 'to hell with the weir',\" Anna Berg said.", "He never said 'to hell with the weir'"),
        ("“He never said ‘to hell with the weir,’” Anna Berg said.", "He never said ‘to hell with the weir’"),
        ("\"'To hell with it' was never said,\" Anna Berg said.", "'To hell with it' was never said"),
        ("‘The workers’ pay was too low,’ Anna Berg said.", "The workers’ pay was too low"),
        ("‘The weir was old,’ Anna Berg said.", "The weir was old"),
    ],
)
def test_a_quote_inside_a_quote_keeps_both_its_marks(text: str, stated: str) -> None:
    assert claims(text) == [stated]


def test_a_question_inside_a_quote_states_nothing() -> None:
    assert claims("“The question is, ‘Who built the weir?’” Anna Berg said.") == []
