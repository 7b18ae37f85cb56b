"""Quantities in text, and when two of them conflict."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimtrack.text.numbers import Quantity, quantities


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1,898 cases", 1898, 1898),
        ("sixteen people", 16, 16),
        ("two dozen eggs", 24, 24),
        ("a hundred and five planes", 105, 105),
        ("two hundred thousand men", 190_000, 210_000),
        ("7.1 points", 7.05, 7.15),
        ("1.5 million votes", 1_450_000, 1_550_000),
        ("$30 million", 28_500_000, 31_500_000),
        ("4,160 cases", 4155, 4165),
        ("10 to 15 people", 10, 15),
        ("dozens of soldiers", 24, 11_999),
    ],
)
def test_a_number_allows_what_rounds_to_it(text: str, low: float, high: float) -> None:
    found = only(text)
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("text", "within", "without"),
    [
        ("more than 500 deaths", 501, 500),
        ("over 500 deaths", 501, 499),
        ("at least 85 deaths", 85, 84),
        ("no fewer than 85 deaths", 85, 84),
        ("as many as 85 deaths", 85, 84),
        ("fewer than 500 deaths", 499, 500),
        ("less than 500 deaths", 0, 500),
        ("up to 85 deaths", 85, 86),
        ("no more than 85 deaths", 0, 86),
        ("nearly 85 deaths", 80, 86),
        ("about 1,000 deaths", 1090, 1200),
        ("some 1,000 deaths", 910, 800),
        ("85 deaths or more", 85, 86),
        ("85 or more deaths", 900, 84),
        ("85+ deaths", 900, 84),
    ],
)
def test_a_hedge_is_part_of_the_value(text: str, within: float, without: float) -> None:
    found = only(text)
    assert found.low <= within <= found.high
    assert not found.low <= without <= found.high


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("45%", "%"),
        ("45 per cent", "%"),
        ("15percent", "%"),
        ("$30", "$"),
        ("US$5m", "$"),
        ("300 euros", "€"),
        ("£2bn", "£"),
        ("the third death", "ordinal"),
        ("the 21st death", "ordinal"),
        ("in 2014", "year"),
        ("45 deaths", ""),
    ],
)
def test_units_are_told_apart(text: str, unit: str) -> None:
    assert only(text).unit == unit


def test_four_digits_are_a_year_unless_something_is_counted() -> None:
    assert [found.unit for found in quantities("In 2003 there were 2003 deaths")] == ["year", ""]


def test_years_have_bounds_of_their_own() -> None:
    assert only("before 1990").high < 1990 < only("after 1990").low
    assert only("by 1990").high == 1990


def test_what_is_counted_is_the_next_plural() -> None:
    assert only("2,500 confirmed coronavirus cases in May").counted == ("confirmed", "coronavirus", "cases")
    assert only("31 people were there").counted == ("people",)
    assert only("rose to 94 by then").counted == ()


def test_a_part_of_a_whole_counts_what_the_whole_counts() -> None:
    found = only("16 out of 28 provinces")
    assert (found.low, found.counted) == (16, ("provinces",))


@pytest.mark.parametrize(
    "text",
    [
        "on 21 March, and on March 22",
        "at 9:30 p.m. and at 9 a.m.",
        "from 9.30 p.m. to 17:45",
        "the G-7, COVID-19 and F-16",
        "the war of the 1990s",
        "2031-03-04",
        "a 5-2 win",
        "one of them",
        "flown with Apollo 11 last",
        "1,5 metres",
        "version 1.2.3",
        "no number at all",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "middle", "unit"),
    [
        ("2.75 percent", 2.75, "%"),
        ("$12.50", 12.5, "$"),
        ("10.25 million votes", 10_250_000, ""),
        ("20.5 metres", 20.5, ""),
        ("a ratio of 18.5", 18.5, ""),
    ],
)
def test_a_decimal_fraction_is_no_clock_time_and_no_year(text: str, middle: float, unit: str) -> None:
    found = only(text)
    assert (found.low + found.high) / 2 == pytest.approx(middle)
    assert (found.unit, found.year) == (unit, None)


@pytest.mark.parametrize(
    "text", ["in 2020", "In 2020+", "in 2020 or more", "in 2020 or later", "before 2020", "by the end of 2020"]
)
def test_a_year_is_known_whatever_hedge_stands_around_it(text: str) -> None:
    assert only(text).year == 2020


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("31 deaths", "31 deaths", True),
        ("31 deaths", "54 deaths", False),
        ("about 1,000 deaths", "1,043 deaths", True),
        ("1.5 million votes", "1,483,112 votes", True),
        ("1.5 million votes", "1,112,000 votes", False),
        ("at least 85 deaths", "more than 95 deaths", True),
        ("more than 85 deaths", "84 deaths", False),
        ("fewer than 17 deaths", "17 deaths", False),
        ("fewer than 20 deaths", "more than 30 deaths", False),
        ("sixteen people", "16 persons", True),
        ("2.75 percent", "3.25 percent", False),
    ],
)
def test_two_quantities_meet_where_one_amount_fits_both(one: str, other: str, both: bool) -> None:
    assert only(one).meets(only(other)) is both
    assert only(other).meets(only(one)) is both


@given(st.text(alphabet="0123456789,.%$ -–anmore th bilcuk", max_size=60))
@example("0%")
def test_any_text_gives_quantities_inside_it_in_order(text: str) -> None:
    found = quantities(text)
    assert all(one.span.end <= len(text) and 0 <= one.low <= one.high for one in found)
    assert [one.span for one in found] == sorted(one.span for one in found)


@given(st.integers(1, 10**9))
def test_an_amount_agrees_with_itself_however_it_is_written(amount: int) -> None:
    plain, grouped = only(f"{amount} votes"), only(f"{amount:,} votes")
    if plain.unit == grouped.unit:
        assert plain.meets(grouped)
    assert not math.isinf(grouped.high)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("200 carpets a day", "day"),
        ("200 carpets every week", "week"),
        ("200 carpets daily", "day"),
        ("$20 an hour", "hour"),
        ("12 fires per 1,000 homes", "1,000 home"),
        ("8 percent per year", "year"),
        ("200 carpets", None),
        ("12 people a day after the storm", None),
        ("3 shops an hour away", None),
    ],
)
def test_a_quantity_tells_what_it_is_counted_for(text: str, per: str | None) -> None:
    assert only(text).per == per


def test_percentage_points_are_a_unit_of_their_own() -> None:
    assert only("2 percentage points").unit != only("2 percent").unit


def test_a_whole_number_of_percent_is_a_rounded_one() -> None:
    assert only("4 percent").meets(only("4.4 percent"))
    assert not only("4 percent").meets(only("4.7 percent"))
    assert not only("4.0 percent").meets(only("4.4 percent"))


def test_half_of_a_scale_is_half_of_it() -> None:
    assert only("half a million euros").meets(only("€500,000"))


def test_what_falls_from_one_number_to_another_is_no_range_where_it_would_end_below_its_beginning() -> None:
    shares = [found for found in quantities("from 9 percent in 2028 to 6 percent") if found.unit == "%"]
    assert [found.low for found in shares] == [8.5, 5.5]
