"""What a reply points at is found exactly, or the reason is told."""

from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimtrack.llm.notation import Shown, comparable
from claimtrack.llm.pointers import Pointers, Unresolved
from claimtrack.model import Passage, Span
from claimtrack.text.folding import fold
from tests.llm.pointing import numbered, point, texts, word_spans

STORY = (
    "Ann Vey said the new bridge can’t carry 2,500 cars a day. She said that she had seen the plans, and he agreed.\n\n"
    "“We checked it. It is safe,” he said, and he said “no” to the U.S.\nCongress. He left.\n\n"
    "“It cost a lot.\n\n“We would do it again,” Dr. Ole Ruud wrote."
)


def resolve(pointer: str, text: str = STORY, near: str = "", default: str = "") -> list[str]:
    """The words that ``pointer`` means, where it stands ``near`` other words; ``default`` names a passage."""
    shown = Shown.of(text)
    anchors = [Span(at := text.index(near), at + len(near))] if near else []
    found = Pointers(shown, text).resolve(pointer, anchors, shown.passage(default))
    return [span.of(text) for span in found]


def reason(pointer: str, text: str = STORY, default: str = "") -> str:
    with pytest.raises(Unresolved) as raised:
        resolve(pointer, text, default=default)
    return raised.value.reason


@pytest.mark.parametrize(
    ("pointer", "words"),
    [
        ("q1", ["“We checked it. It is safe,”"]),
        ("q3", ["“It cost a lot.", "“We would do it again,”"]),
        ("s7", ["“It cost a lot."]),
        ("s1|the new bridge", ["the new bridge"]),
        ("s1|the new~a day", ["the new bridge can’t carry 2,500 cars a day"]),
        ("s4|he said, and~“no”", ["he said, and he said “no”"]),
        ("q1|It is safe", ["It is safe"]),
        ("q3|It cost~do it again", ["It cost a lot.\n\n“We would do it again"]),
        (" [s1] | the new bridge ", ["the new bridge"]),
        ("⟦q1⟧", ["“We checked it. It is safe,”"]),
    ],
)
def test_a_pointer_means_a_quotation_a_passage_or_words(pointer: str, words: list[str]) -> None:
    assert resolve(pointer) == words


def test_words_without_a_passage_are_those_of_the_passage_at_hand() -> None:
    assert resolve("She said", default="s2") == ["She said"]
    assert resolve("s1|Ann Vey", default="s2") == ["Ann Vey"]
    assert reason("She said") == "“She said” names no passage: write it as s4|words"


def test_typesetting_does_not_matter() -> None:
    assert resolve("s1|can't carry") == ["can’t carry"]
    assert resolve('s4|said "no"') == ["said “no”"]


@pytest.mark.parametrize(
    "words", ["the new bridges", "can carry", "2,600 cars", "the New bridge", "ew bridge", "500 cars", "bridge new"]
)
def test_other_words_are_missing(words: str) -> None:
    assert reason(f"s1|{words}") == f"“{words}” does not stand in s1"


class TestSeveralPlaces:
    def test_are_a_miss_that_says_how_to_mend_it(self) -> None:
        assert reason("s4|he said") == "“he said” occurs 2 times in s4: add #1 or #2, or more words"
        assert reason("s1|a", "a a a b.") == "“a” occurs 3 times in s1: add #1 to #3, or more words"

    def test_a_number_picks_one(self) -> None:
        text = "Yes, he said, no, he said, well."
        assert Pointers(Shown.of(text), text).resolve("s1|he said#2") == (Span(18, 25),)
        assert Pointers(Shown.of(text), text).resolve("s1|he~said #1") == (Span(5, 12),)
        assert reason("s1|he said#3", text) == "“he said” occurs only 2 times in s1: there is no #3"

    def test_the_nearest_to_the_anchors_is_meant(self) -> None:
        text = "He said that he had told him what he knew."
        shown = Shown.of(text)
        told = Span(text.index("told"), text.index("told") + 4)
        assert Pointers(shown, text).resolve("s1|he", [told]) == (Span(13, 15),)

    def test_first_words_are_joined_to_the_nearest_last_words_behind_them(self) -> None:
        assert resolve("s1|a~d", "a b d c d.") == ["a b d"]
        assert resolve("s1|that she~that she", "I know that she knew that she won.") == ["that she knew that she"]

    def test_first_words_with_no_last_words_behind_them_are_no_place(self) -> None:
        assert resolve("s1|he~won", "As he won, he left.") == ["he won"]

    def test_first_and_last_words_may_share_words(self) -> None:
        assert resolve("s1|the new bridge~new bridge can’t") == ["the new bridge can’t"]


class TestMisses:
    def test_a_number_that_is_not_there(self) -> None:
        assert reason("s99|he") == "there is no passage s99"
        assert reason("q9") == "there is no quotation q9"

    def test_words_of_another_passage_are_said_to_stand_there(self) -> None:
        assert reason("s1|had seen the plans") == "“had seen the plans” does not stand in s1; it stands in s2"

    def test_words_of_several_other_passages_are_not(self) -> None:
        assert reason("s1|he") == "“he” does not stand in s1"

    def test_the_end_that_is_missing_is_named(self) -> None:
        assert reason("s1|the new~at night") == "“at night” does not stand in s1"
        assert reason("s1|the old~a day") == "“the old” does not stand in s1"
        assert reason("s1|a day~the new") == "“the new” does not stand behind “a day” in s1"

    def test_no_words(self) -> None:
        assert reason("s1|") == reason("s1|~a day") == "no words are given for s1"

    def test_what_was_pointed_at_is_told_on_one_line_and_cut_off(self) -> None:
        told = reason("s1|evil\n[s1]\x1b " + "x" * 500)
        assert told.startswith("“evil xxx")
        assert len(told) < 140


class TestSlips:
    def test_marks_of_the_notation_among_the_words_are_passed_over(self) -> None:
        assert resolve("s4|he said ⟦q2 “no”⟧ to") == ["he said “no” to"]
        assert resolve("s4|[s4] It is safe") == ["It is safe"]
        assert reason("s4|he says ⟦q2 “no”⟧") == "“he says “no”” does not stand in s4"

    def test_a_quotation_named_in_the_place_of_words_is_meant(self) -> None:
        assert resolve("s4|q2") == ["“no”"]

    def test_words_may_run_on_into_the_next_passage_of_the_paragraph(self) -> None:
        assert resolve("s3|We checked it. It is safe") == ["We checked it. It is safe"]
        assert resolve("s3|We checked~is safe") == ["We checked it. It is safe"]

    def test_but_not_over_a_paragraph_break_nor_further(self) -> None:
        missing = "“It cost a lot. “We would” does not stand in s7"
        assert reason("s7|It cost a lot. “We would") == f"{missing}; it runs from s7 into s8: give a pointer for each"
        assert reason("s3|We checked~He left") == "“He left” does not stand in s3; it stands in s6"

    def test_words_of_the_next_passage_alone_are_not_of_this_one(self) -> None:
        assert reason("s3|It is safe") == "“It is safe” does not stand in s3; it stands in s4"


class TestArticlesThatHoldTheNotation:
    def test_the_separator_and_the_number_sign(self) -> None:
        text = "It took a~b and gate #2 ~ roughly."
        assert resolve("s1|a~b", text) == ["a~b"]
        assert resolve("s1|a~b~gate #2", text) == ["a~b and gate #2"]
        assert resolve("s1|gate #2 ~ roughly", text) == ["gate #2 ~ roughly"]

    def test_what_is_shown_by_stand_ins_is_found_as_it_is_shown_and_as_it_stands(self) -> None:
        text = "Look at [s1] and </b>, he said."
        for words in ("at [s1] and </b>", "at (s1) and ‹/b›"):
            assert resolve(f"s1|{words}", text) == ["at [s1] and </b>"]

    def test_hidden_characters_are_no_hindrance(self) -> None:
        assert resolve("s1|He said no", "He s\u200baid \U000e0041\u202eno.") == ["He s\u200baid \U000e0041\u202eno"]


def passages_with_words(text: str) -> list[tuple[Passage, list[Span]]]:
    return [(one, words) for one in Shown.of(text).passages if (words := word_spans(text, one.span))]


@given(texts, texts)
def test_anything_at_all_resolves_or_says_why_not(text: str, pointer: str) -> None:
    shown = Shown.of(text)
    with suppress(Unresolved):
        Pointers(shown, text).resolve(pointer)
    with suppress(Unresolved):
        Pointers(shown, text).resolve(pointer, (), shown.passage("s1"))


@given(texts, st.sampled_from(("s1", "s2", "q1", "[s1]", "s99")), texts)
def test_words_that_resolve_are_the_words_that_were_pointed_at(text: str, name: str, words: str) -> None:
    shown = Shown.of(text)
    assume(shown.quotation(words.strip()) is None)
    with suppress(Unresolved):
        (span,) = Pointers(shown, text).resolve(f"{name}|{words}")
        assert any(says(span.of(text), reading) for reading in readings(words))


def readings(words: str) -> set[str]:
    """What words may stand for: themselves, without the number behind them, without the notation's marks."""
    bare = re.sub(r"\[s\d+\] ?|⟦(q\d+ ?)?|⟧", "", words)
    return {reading for one in (words, bare) for reading in (one, re.sub(r"\s*#\d+\s*\Z", "", one))}


def says(found: str, reading: str) -> bool:
    """Whether ``found`` is the words of ``reading``, or begins and ends with those around one of its separators."""
    parts = reading.split("~")
    pairs = [("~".join(parts[:at]), "~".join(parts[at:])) for at in range(1, len(parts))]
    ends = ((_folded(first), _folded(last)) for first, last in pairs)
    said = _folded(found)
    return said == _folded(reading) or any(said.startswith(first) and said.endswith(last) for first, last in ends)


@given(texts, st.data())
def test_whatever_words_are_pointed_at_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    shown = Shown.of(text)
    choices = passages_with_words(text)
    assume(choices)
    passage, words = data.draw(st.sampled_from(choices))
    first = data.draw(st.integers(0, len(words) - 1))
    chosen = words[first : data.draw(st.integers(first, len(words) - 1)) + 1]
    wanted = Span(chosen[0].start, chosen[-1].end)
    given_words = _folded(wanted.of(text))
    assume(any(char.isalnum() for char in given_words))
    read = Pointers(shown, text)
    pointer = numbered(read, f"s{passage.number}|{wanted.of(text)}", wanted)
    (found,) = read.resolve(pointer)
    assert _folded(found.of(text)) == given_words


WORDS = st.lists(
    st.sampled_from("he she said that the bridge “Yes” no, Ann’s 2,500 ¿qué? it".split()), min_size=1, max_size=30
)


@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_a_pointer_made_from_words_leads_back_to_just_these(sentences: list[list[str]], data: st.DataObject) -> None:
    text = "\n\n".join(f"Now {' '.join(words)} ended." for words in sentences)
    passage, words = data.draw(st.sampled_from(passages_with_words(text)))
    first = data.draw(st.integers(0, len(words) - 1))
    chosen = words[first : data.draw(st.integers(first, len(words) - 1)) + 1]
    read = Pointers(Shown.of(text), text)
    wanted = Span(chosen[0].start, chosen[-1].end)
    pointer = point(read, text, f"s{passage.number}", chosen)
    assume("~" not in pointer or text[wanted.start : wanted.end].count(chosen[-1].of(text)) == 1)
    assert read.resolve(pointer) == (wanted,)


def test_pointers_into_a_long_article_cost_as_much_as_their_passage() -> None:
    text = "He said that he would go, and she said that he had gone. " * 20_000
    shown = Shown.of(text)
    read = Pointers(shown, text)
    before = time.process_time()
    for number in range(1, 20_001, 20):
        read.resolve(f"s{number}|He said~had gone")
    assert time.process_time() - before < 2


def _folded(text: str) -> str:
    return fold(comparable(text)).strip()
