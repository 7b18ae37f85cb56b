"""Which texts are near-copies of one story."""

from hypothesis import given

from claimtrack.text.similarity import SKETCH, least_shared, near_copy, shingles, sketch

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
        assert len(shared) >= max(least_shared(sketch(one)), least_shared(sketch(other)))


def test_a_boilerplate_sentence_does_not_make_two_stories_worth_comparing() -> None:
    line = "All rights are reserved."
    mine, theirs = sketch(shingles(f"{STORY} {line}")), sketch(shingles(f"{OTHER} {line}"))
    assert len(set(mine) & set(theirs)) < least_shared(mine)
