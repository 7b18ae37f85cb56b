"""The offline judge on any text: it never raises, and its memory does not grow with what it has read."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.check.candidates import bears_on
from claimtrack.check.words import LONGEST
from claimtrack.model import Claim, ClaimType, Period, Relation

from .scene import LATER, SAID, article, claim, everywhere, findings

_PIECES = st.sampled_from(
    "Mara Quill Brandt Lisbon meet met will not never said told denied cancelled hoax false no plans if whether could "
    "a spokesman 2020 2020+ 1999 12 1,200 $12.50 2.75 percent 9.30 p.m. people deaths more than or more fewer in by "
    "since Friday 14 March last week , . ? : “ ” ' — [ ] ( ) \n %".split(" ")
)
texts = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=30).map(" ".join))


@given(texts.filter(str.strip), texts.filter(str.strip), st.sampled_from(ClaimType), st.booleans())
def test_no_text_makes_the_judge_raise(text: str, told: str, type: ClaimType, dated: bool) -> None:
    judged = Claim(text, type, (), "Mara Quill", SAID, Period(SAID, LATER, "this month"))
    reading = article(told, LATER if dated else None)
    everywhere(judged, reading)
    for found in findings(judged, reading):
        assert reading.passages[found.passage - 1].span.covers(found.evidence)


@pytest.mark.parametrize("year", ["2020+", "2020 or more", "2020 or later", "more than 2020"])
def test_a_hedged_year_is_judged_like_any_other_word(year: str) -> None:
    opened = claim("The Tarn bridge in Solway was built in 1974")
    found = everywhere(opened, article(f"The Tarn bridge in Solway was built in {year}."))
    assert Relation.CONFIRMS not in found


def test_what_is_longer_than_a_sentence_is_not_looked_at() -> None:
    summit = claim("Mara Quill and Tomas Brandt will meet in Lisbon")
    listed = "Quill and Brandt met in Lisbon " + "and " * LONGEST
    reading = article(f"{listed}. Quill and Brandt met in Lisbon.")
    assert [passage.number for passage in bears_on(summit, reading)] == [2]


def test_memory_does_not_grow_with_the_length_of_what_was_judged() -> None:
    summit = claim("Mara Quill and Tomas Brandt will meet in Lisbon")

    def judge(first: int, last: int) -> int:
        for number in range(first, last):
            everywhere(summit, article(f"Quill met Brandt in Lisbon {number}, " + f"and{number}, " * 10_000))
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = judge(0, 3)
        assert judge(3, 9) - before < 300_000, "six texts of 70,000 characters, and less than one of them is kept"
    finally:
        tracemalloc.stop()
