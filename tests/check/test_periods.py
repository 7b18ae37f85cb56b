"""Evidence counts only where it is about the days that the claim speaks of. Friday is 7 March 2031 for the claims."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.model import Claim, ClaimType, Period, Relation

from .scene import article, claim, everywhere, relations

FRIDAY, NEXT_DAY = date(2031, 3, 7), date(2031, 3, 8)
BRIDGE = claim(
    "The Tarn bridge will reopen on Friday [7 March 2031]",
    ClaimType.PREDICTION,
    period=Period(FRIDAY, FRIDAY, "on Friday"),
)
FERRY = claim(
    "The Tarn ferry will sail this week [3 to 9 March 2031]",
    ClaimType.PREDICTION,
    period=Period(date(2031, 3, 3), date(2031, 3, 9), "this week"),
)
SUMMIT = claim(
    "Mara Quill and Tomas Brandt will meet in Lisbon within the next two weeks [4 to 17 March 2031]",
    ClaimType.PREDICTION,
    period=Period(date(2031, 3, 4), date(2031, 3, 17), "within the next two weeks"),
)


@pytest.mark.parametrize("published", [NEXT_DAY, date(2031, 3, 10), date(2031, 3, 13)])
def test_what_is_told_of_the_claim_s_own_friday_contradicts(published: date) -> None:
    assert relations(BRIDGE, article("The Tarn bridge did not reopen on Friday.", published)) == [Relation.CONTRADICTS]


@pytest.mark.parametrize("published", [date(2031, 3, 15), date(2031, 8, 14), date(2032, 3, 20)])
def test_what_is_told_of_another_friday_is_no_evidence(published: date) -> None:
    assert everywhere(BRIDGE, article("The Tarn bridge did not reopen on Friday.", published)) == []


@pytest.mark.parametrize(
    "passage",
    [
        "The Tarn bridge did not reopen on 21 July.",
        "The Tarn bridge did not reopen last month.",
        "The Tarn bridge did not reopen in 2029.",
    ],
)
def test_other_days_months_and_years_are_no_evidence(passage: str) -> None:
    assert everywhere(BRIDGE, article(passage, date(2031, 8, 14))) == []


@pytest.mark.parametrize(
    ("judged", "passage"),
    [
        (BRIDGE, "The Tarn bridge did not reopen."),  # not dated
        (FERRY, "The Tarn ferry did not sail, the mayor said on Tuesday."),
        (FERRY, "On Tuesday, Mayor Orla Finch said that the Tarn ferry did not sail."),
        (BRIDGE, "The Tarn bridge did not reopen on 8 March."),  # a day off is loose talk
        (SUMMIT, "Quill and Brandt did not meet in Lisbon on 12 March."),
    ],
)
def test_the_day_of_the_saying_and_no_day_at_all_make_no_other_time(judged: Claim, passage: str) -> None:
    found = everywhere(judged, article(passage, date(2031, 8, 14)))
    assert found in ([Relation.CONTRADICTS], [Relation.DENIES])


@pytest.mark.parametrize(
    ("passage", "published", "counts"),
    [
        ("The Lisbon meeting of Quill and Brandt was cancelled on Tuesday.", date(2031, 3, 5), True),
        ("Quill and Brandt cancelled the Lisbon meeting of 14 March.", date(2031, 3, 5), True),
        ("Quill and Brandt cancelled the Lisbon meeting of 14 May.", date(2031, 3, 5), False),
        ("The Lisbon meeting of Quill and Brandt was cancelled on Tuesday.", date(2031, 8, 14), False),
        ("The Lisbon meeting of Quill and Brandt was cancelled in 2029.", date(2031, 3, 5), False),
    ],
)
def test_a_cancellation_counts_from_the_utterance_to_the_end_of_the_period(
    passage: str, published: date, counts: bool
) -> None:
    assert everywhere(SUMMIT, article(passage, published)) == ([Relation.CONTRADICTS] if counts else [])


def test_the_speaker_who_says_on_some_day_that_it_is_off_reverses() -> None:
    words = "she had cancelled the Lisbon meeting with Tomas Brandt"
    reading = article(f"On Tuesday Mara Quill said {words}.", date(2031, 3, 5), said_by={words: "Mara Quill"})
    assert relations(SUMMIT, reading) == [Relation.REVERSES]


def test_a_day_within_the_quoted_words_is_the_thing_s_own_day() -> None:
    words = "the Tarn bridge did not reopen on Friday"
    told = f"The engineer said {words}."
    assert everywhere(BRIDGE, article(told, date(2031, 8, 14), said_by={words: "Jon Reeve"})) == []
    assert everywhere(BRIDGE, article(told, NEXT_DAY, said_by={words: "Jon Reeve"})) == [Relation.DENIES]


def test_an_article_without_a_day_is_of_no_other_time() -> None:
    assert everywhere(BRIDGE, article("The Tarn bridge did not reopen on Friday.", None)) == [Relation.CONTRADICTS]


def test_a_meeting_that_took_place_in_another_month_confirms_nothing() -> None:
    told = "Quill and Brandt met in Lisbon on {day}."
    assert relations(SUMMIT, article(told.format(day="12 March"), date(2031, 6, 1))) == [Relation.CONFIRMS]
    assert everywhere(SUMMIT, article(told.format(day="12 May"), date(2031, 6, 1))) == []
