"""Spans as sets of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.evaluate.tokens import Tokens
from claimtrack.model import Span

TEXT = 'She said, "It\'s well-known," twice.'
WORDS = ["She", "said", "It's", "well-known", "twice"]


def words(*spans: tuple[int, int]) -> list[str]:
    """The words of TEXT that the spans stand for."""
    return [WORDS[place] for place in sorted(Tokens(TEXT).within(Span(*span) for span in spans))]


def span(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


@pytest.mark.parametrize("part", ['"It\'s well-known,"', "It's well-known", ' "It\'s well-known," '])
def test_marks_and_commas_at_the_edges_make_no_difference(part: str) -> None:
    assert words(span(part)) == ["It's", "well-known"]


@pytest.mark.parametrize("part", ["well", "known"])
def test_a_part_of_a_word_stands_for_it(part: str) -> None:
    assert words(span(part)) == ["well-known"]


def test_a_comma_stands_for_the_nearer_word() -> None:
    assert words(span(", ")) == ["said"]


def test_several_spans_are_one_set() -> None:
    assert words(span("twice"), span("She"), span("She said")) == ["She", "said", "twice"]


def test_a_text_without_words_has_none() -> None:
    assert Tokens(" ... ").within([Span(0, 5)]) == frozenset()


@given(st.integers(1, len(TEXT) - 1))
def test_where_a_text_is_cut_in_two_no_word_is_in_both_parts_or_lost(cut: int) -> None:
    tokens = Tokens(TEXT)
    before, after = tokens.within([Span(0, cut)]), tokens.within([Span(cut, len(TEXT))])
    assert before | after == tokens.within([Span(0, len(TEXT))])
    assert len(before & after) <= 1  # a part without a middle of its own stands for the word that is nearest
