"""Which texts are near-copies of one story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.text.similarity import SKETCH, families, least_asked, near_copy, share, shingles, sketch

from .scripts import texts

STORY = (
    "The two foreign ministers spoke by telephone on Monday about the meeting that was planned for late this month. "
    "A spokesman said that both of them wanted to prepare it with care. No date was named, and neither side would say "
    "whether the presidents still mean to come. Officials in the capital had said last week that it would be soon."
)
OTHER = (
    "A spokesman for the president said on Monday that no date had been set for the meeting. The foreign ministers "
    "had talked on the telephone, he added, but he would not be drawn on what they had told each other about it."
)


def copies(one: str, other: str) -> bool:
    return near_copy(shingles(one), shingles(other))


def test_a_story_under_another_headline_with_light_edits_is_a_copy() -> None:
    edited = "PHONE CALL BEFORE SUMMIT\n\n" + STORY.replace("on Monday", "Monday").replace("with care", "carefully")
    assert copies(STORY, edited)
    assert copies(edited, STORY)
    assert set(sketch(shingles(STORY))) & set(sketch(shingles(edited)))


def test_case_punctuation_and_line_ends_do_not_matter() -> None:
    assert copies(STORY, STORY.upper().replace(". ", "\r\n"))


def test_another_report_of_the_same_event_is_no_copy() -> None:
    assert not copies(STORY, OTHER)


def test_a_short_piece_quoted_whole_in_a_long_one_is_no_copy() -> None:
    assert not copies("No date was named, and neither side would say.", STORY)


def test_texts_without_words_are_no_copies() -> None:
    assert not copies("", "")
    assert not copies(" … ", STORY)


def test_a_lone_surrogate_is_no_error() -> None:
    assert copies("\ud800 one two three four", "\ud800 one two three four")


@given(texts)
def test_a_sketch_is_sorted_short_and_fits_a_signed_column(text: str) -> None:
    hashes = sketch(shingles(text))
    assert list(hashes) == sorted(set(hashes))
    assert len(hashes) <= SKETCH
    assert all(-(2**63) <= one < 2**63 for one in hashes)


@given(texts)
def test_a_text_with_words_is_a_copy_of_itself(text: str) -> None:
    assert copies(text, text) is bool(sketch(shingles(text)))


@given(texts, texts)
def test_the_sketches_of_short_near_copies_share_enough(text: str, more: str) -> None:
    one, other = shingles(text), shingles(f"{text} {more}")
    if near_copy(one, other) and max(len(one), len(other)) <= SKETCH:
        shared = set(sketch(one)) & set(sketch(other))
        assert len(shared) >= max(least_asked(sketch(one)), least_asked(sketch(other)))


def test_a_boilerplate_sentence_does_not_make_two_stories_worth_comparing() -> None:
    line = "All rights are reserved."
    mine, theirs = sketch(shingles(f"{STORY} {line}")), sketch(shingles(f"{OTHER} {line}"))
    assert len(set(mine) & set(theirs)) < least_asked(mine)


QUOTES = (
    '"We will open the gates of the lower dam on Friday, whatever the ministry says," Mayor Anna Berg told reporters. '
    '"Nobody here has forgotten the flood of 2011," she said.'
)
BACKGROUND = (
    "The dam was built in 1958 and has been repaired twice. Some 12,000 people live in the valley below it. In 2011 a "
    "flood killed nine of them, and an inquiry found that the gates had been opened too late."
)
DAM = (
    f"The town of Halvik will drain its reservoir at the end of this week because of cracks in the wall. {QUOTES} "
    "Engineers had measured the cracks for a month and called for more time. The council voted nine to two for the "
    f"plan after a debate that lasted until midnight. {BACKGROUND}"
)
DAM_ELSEWHERE = (
    f"Farmers east of Halvik fear for their fields after the council's vote to let the water go. {QUOTES} Their union "
    "wants the ministry to step in, and has asked a court in the capital for an order. Two growers said that they "
    f"would move their sheep to the hills before Thursday night. {BACKGROUND}"
)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(f"COUNCIL DRAINS RESERVOIR\n\n{DAM}", id="another headline"),
        pytest.param(DAM.replace("a month", "some weeks").replace("called for", "asked for"), id="light edits"),
        pytest.param(f"{DAM} {STORY}", id="a local paragraph added"),
        pytest.param(DAM[: len(DAM) // 2], id="shortened to a half"),
        pytest.param(DAM.replace(BACKGROUND, ""), id="without the background"),
    ],
)
def test_a_wire_copy_is_a_copy(copy: str) -> None:
    assert copies(DAM, copy)
    assert copies(copy, DAM)


def test_two_reports_with_the_same_quotes_names_and_background_are_no_copies() -> None:
    assert not copies(DAM, DAM_ELSEWHERE)
    assert share(shingles(DAM), shingles(DAM_ELSEWHERE)) > 0.4


def test_the_share_is_that_of_the_shorter_text() -> None:
    assert share(shingles("one two three four five"), shingles("one two three four and more of it")) == 0.5
    assert share(shingles(""), shingles(STORY)) == 0


WORDS = "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima".split()
chains = st.lists(st.integers(0, 11), min_size=4, max_size=12).map(lambda at: " ".join(WORDS[one] for one in at))


@given(texts, texts)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert copies(one, other) is copies(other, one)


@given(st.lists(chains, max_size=8))
def test_families_are_what_near_copies_join(given: list[str]) -> None:
    """Compared with the rule as it is written: every pair, joined until nothing more is."""
    texts = {number: shingles(text) for number, text in enumerate(given)}
    joined = {number: {number} for number in texts}
    for one in texts:
        for other in texts:
            if near_copy(texts[one], texts[other]):
                both = joined[one] | joined[other]
                joined |= dict.fromkeys(both, both)
    assert sorted(families(texts)) == sorted({tuple(sorted(family)) for family in joined.values()})
