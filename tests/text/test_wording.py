"""When two quotes are of the same words, and which words of them differ."""

from __future__ import annotations

import pytest
from hypothesis import given

from claimtrack.text.wording import Likeness, compare, keys, plain, sentences, sketch, stands_in

from .scripts import texts


def likeness(one: str, other: str) -> Likeness:
    [mine], [theirs] = sentences(one), sentences(other)
    return compare(mine, theirs).likeness


def differing(one: str, other: str) -> list[tuple[str, str]]:
    [mine], [theirs] = sentences(one), sentences(other)
    return [(found.words, found.other_words) for found in compare(mine, theirs).differences]


VOTE = "We will never accept a vote that was held under foreign guns."


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("we will never accept a vote that was held under foreign guns,", id="punctuation"),
        pytest.param("We’ll never accept a vote that was held under foreign guns", id="a contraction"),
        pytest.param("We will never, uh, accept a vote that was held under foreign guns!", id="hesitation"),
        pytest.param("We will never accept a vote that was held", id="a shorter excerpt"),
        pytest.param("never accept a vote that was held under foreign guns", id="without its beginning"),
    ],
)
def test_the_same_words_are_the_same_however_they_are_printed(other: str) -> None:
    assert likeness(VOTE, other) is Likeness.SAME
    assert likeness(other, VOTE) is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Twenty-five percent of our labour was organised here", "Twenty-five % of our labor was organized here"),
        ("The cease-fire with President Zelenskiy holds today", "The ceasefire with President Zelensky holds today"),
        ("The three ministers and Mr. Putin are not invited", "The 3 ministers and Putin aren't invited"),
        ("Some 1,000 soldiers crossed the border yesterday", "Some 1000 soldiers crossed the border yesterday"),
    ],
)
def test_spelling_is_no_other_wording(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.SAME


@pytest.mark.parametrize(
    ("other", "words"),
    [
        pytest.param("We will never accept a vote that was held under enemy guns.", ("foreign", "enemy"), id="a word"),
        pytest.param("We will accept a vote that was held under foreign guns.", ("never", ""), id="a negation"),
        pytest.param("We will never accept a vote that is held under foreign guns.", ("was", "is"), id="a verb"),
        pytest.param("We will never accept a vote that was held under foreign rule.", ("guns", "rule"), id="the end"),
    ],
)
def test_other_words_between_the_same_ones_are_another_wording(other: str, words: tuple[str, str]) -> None:
    assert differing(VOTE, other) == [words]
    assert differing(other, VOTE) == [words[::-1]]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("We lost 300 soldiers in that city", "We lost 500 soldiers in that city", ("300", "500")),
        (
            "The talks with Putin will begin next Monday",
            "The talks with Trump will begin next Monday",
            ("Putin", "Trump"),
        ),
        ("I can say there will be no deal this autumn if they want", "there will be a deal this autumn", ("no", "a")),
    ],
)
def test_a_number_or_a_name_is_another_wording_in_an_excerpt_too(one: str, other: str, words: tuple[str, str]) -> None:
    assert differing(one, other) == [words]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("We shall fight on the beaches", "We shall fight on the landing grounds", id="a parallel"),
        pytest.param("We shall fight in the fields", "We shall fight in the hills", id="a short parallel"),
        pytest.param(VOTE, "We will never forget the people who died for this city", id="the same beginning"),
        pytest.param(VOTE, "The council will reopen the bridge in Lisbon before Friday", id="nothing"),
        pytest.param(
            "Prices rose by 3 percent and wages by 2 percent",
            "Prices fell by 9 percent and rents by 7 percent",
            id="all",
        ),
    ],
)
def test_two_sentences_of_one_speech_are_different_ones(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.DIFFERENT


def test_what_three_points_and_brackets_stand_for_is_not_compared() -> None:
    assert [
        keys(one) for one in sentences("We told [Mr. Putin] that the war has to end ... before the snow falls here")
    ] == [
        "that the war has to end",
        "before the snow falls here",
    ]
    assert sentences("They did. We did not.") == []


def test_words_are_found_in_a_text() -> None:
    text = plain("He said: “We’ll fight — on the\nbeaches.”")
    assert stands_in("will fight on the beaches", text)
    assert not stands_in("fight on the beach", text)


def test_the_sketches_of_one_speakers_wordings_share_runs_and_two_speakers_none() -> None:
    vote, other = sentences(VOTE), sentences(VOTE.replace("foreign", "enemy"))
    assert set(sketch(1, vote)) & set(sketch(1, other))
    assert not set(sketch(1, vote)) & set(sketch(2, vote))


@given(texts)
def test_every_sentence_is_the_same_as_itself(text: str) -> None:
    for sentence in sentences(text):
        assert compare(sentence, sentence).likeness is not Likeness.DRIFTED
