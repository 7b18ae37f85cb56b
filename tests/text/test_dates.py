"""The days that time expressions mean, on Thursday 16 October 2025."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.text.dates import time_expressions

from .scripts import texts

ON = date(2025, 10, 16)


def periods(text: str, ahead: bool) -> list[tuple[str, str, str]]:
    found = time_expressions(text, ON, ahead)
    return [(time.period.phrase, str(time.period.start), str(time.period.end)) for time in found]


def day(text: str, ahead: bool) -> str:
    [(_, start, end)] = periods(text, ahead)
    assert start == end
    return start


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("within the next two weeks", "2025-10-17", "2025-10-30"),
        ("in three months", "2025-10-17", "2026-01-16"),
        ("over the next 10 days", "2025-10-17", "2025-10-26"),
        ("within the next year", "2025-10-17", "2026-10-16"),
        ("in a couple of weeks", "2025-10-17", "2025-10-30"),
        ("next week", "2025-10-20", "2025-10-26"),
        ("later this week", "2025-10-17", "2025-10-19"),
        ("next month", "2025-11-01", "2025-11-30"),
        ("by Friday", "2025-10-16", "2025-10-17"),
        ("by the end of the year", "2025-10-16", "2025-12-31"),
        ("before the end of next month", "2025-10-16", "2025-11-30"),
        ("by March 2026", "2025-10-16", "2026-03-31"),
        ("by the end of November", "2025-10-16", "2025-11-30"),
        ("by 2030", "2025-10-16", "2030-12-31"),
        ("in 2027", "2027-01-01", "2027-12-31"),
        ("in May", "2026-05-01", "2026-05-31"),
    ],
)
def test_a_stretch_of_time_ahead(text: str, start: str, end: str) -> None:
    assert periods(f"They will meet {text}.", ahead=True) == [(text, start, end)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("last month", "2025-09-01", "2025-09-30"),
        ("earlier this month", "2025-10-01", "2025-10-16"),
        ("over the past three days", "2025-10-13", "2025-10-16"),
        ("in the past year", "2024-10-16", "2025-10-16"),
        ("two years ago", "2023-01-01", "2023-12-31"),
        ("three days ago", "2025-10-13", "2025-10-13"),
        ("in January", "2025-01-01", "2025-01-31"),
    ],
)
def test_a_stretch_of_time_behind(text: str, start: str, end: str) -> None:
    assert periods(f"They met {text}.", ahead=False) == [(text, start, end)]


@pytest.mark.parametrize(
    ("text", "ahead", "behind"),
    [
        ("on Friday", "2025-10-17", "2025-10-10"),
        ("on Thursday", "2025-10-16", "2025-10-16"),
        ("last Thursday", "2025-10-09", "2025-10-09"),
        ("next Thursday", "2025-10-23", "2025-10-23"),
        ("tomorrow", "2025-10-17", "2025-10-17"),
        ("on 5 May", "2026-05-05", "2025-05-05"),
        ("on the 5th of May", "2026-05-05", "2025-05-05"),
        ("Oct. 3", "2026-10-03", "2025-10-03"),
        ("October 16", "2025-10-16", "2025-10-16"),
        ("May 5, 2024", "2024-05-05", "2024-05-05"),
        ("2025-11-02", "2025-11-02", "2025-11-02"),
        ("on 29 February", "2028-02-29", "2024-02-29"),
    ],
)
def test_a_bare_day_points_where_the_sentence_points(text: str, ahead: str, behind: str) -> None:
    assert day(text, ahead=True) == ahead
    assert day(text, ahead=False) == behind


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "in the coming days",
        "over the next several weeks",
        "in a few months",
        "Feb. 30",
        "2025-13-01",
        "He may go, and they march in",
        "of the 20 may differ",
        "in 2010-12",
        "a week old",
        "99999 years ago",
        "999 years hence",
    ],
)
def test_what_cannot_be_resolved_without_guessing_gives_nothing(text: str) -> None:
    assert periods(text, ahead=True) == []


def test_expressions_come_in_order_and_the_longest_wins() -> None:
    text = "On Friday they meet, by 5 May 2026 they sign, and in the next two weeks they rest until next year."
    found = [phrase for phrase, _, _ in periods(text, ahead=True)]
    assert found == ["On Friday", "by 5 May 2026", "in the next two weeks", "next year"]


@given(texts, st.dates(), st.booleans())
def test_a_phrase_is_what_its_span_covers_and_spans_do_not_overlap(text: str, on: date, ahead: bool) -> None:
    text = f"in May {text} by Friday, two weeks ago"
    found = list(time_expressions(text, on, ahead))
    assert [time.span.of(text) for time in found] == [time.period.phrase for time in found]
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_a_weekday_lies_within_seven_days(on: date) -> None:
    for text, ahead in (("on Monday", True), ("on Monday", False)):
        [time] = time_expressions(text, on, ahead)
        assert time.period.start.strftime("%A") == "Monday"
        assert abs(time.period.start - on) < timedelta(days=7)
        assert (time.period.start >= on) is ahead or time.period.start == on
