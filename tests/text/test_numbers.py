"""Quantities in text, and when two of them conflict."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.text.numbers import Comparison, Quantity, compare, quantities


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
    assert only("2,500 confirmed coronavirus cases in May").thing == "case"
    assert only("31 people were there").thing == "person"
    assert only("rose to 94 by then").thing is None


def test_a_part_of_a_whole_counts_what_the_whole_counts() -> None:
    found = only("16 out of 28 provinces")
    assert (found.low, found.thing) == (16, "province")


@pytest.mark.parametrize(
    "text",
    [
        "on 21 March, and on March 22",
        "at 9:30 p.m. and at 9 a.m.",
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
    ("one", "other", "expected"),
    [
        ("31 deaths", "31 deaths", Comparison.AGREE),
        ("31 deaths", "54 deaths", Comparison.CONFLICT),
        ("about 1,000 deaths", "1,043 deaths", Comparison.AGREE),
        ("1.5 million votes", "1,483,112 votes", Comparison.AGREE),
        ("1.5 million votes", "1,112,000 votes", Comparison.CONFLICT),
        ("at least 85 deaths", "more than 95 deaths", Comparison.AGREE),
        ("more than 85 deaths", "84 deaths", Comparison.CONFLICT),
        ("fewer than 17 deaths", "17 deaths", Comparison.CONFLICT),
        ("fewer than 20 deaths", "more than 30 deaths", Comparison.CONFLICT),
        ("sixteen people", "16 persons", Comparison.AGREE),
        ("31 deaths", "31 injuries", Comparison.NOT_COMPARABLE),
        ("31 deaths", "31% of it", Comparison.NOT_COMPARABLE),
        ("$31", "€31", Comparison.NOT_COMPARABLE),
        ("the third case", "3 cases", Comparison.NOT_COMPARABLE),
    ],
)
def test_two_quantities_agree_conflict_or_cannot_be_compared(one: str, other: str, expected: Comparison) -> None:
    assert compare(only(one), only(other)) is expected
    assert compare(only(other), only(one)) is expected


@given(st.text(alphabet="0123456789,.%$ -–anmore th bilcuk", max_size=60))
def test_any_text_gives_quantities_inside_it_in_order(text: str) -> None:
    found = quantities(text)
    assert all(one.span.end <= len(text) and 0 <= one.low <= one.high for one in found)
    assert [one.span for one in found] == sorted(one.span for one in found)


@given(st.integers(1, 10**9))
def test_an_amount_agrees_with_itself_however_it_is_written(amount: int) -> None:
    plain, grouped = only(f"{amount} votes"), only(f"{amount:,} votes")
    if plain.unit == grouped.unit:
        assert compare(plain, grouped) is Comparison.AGREE
    assert not math.isinf(grouped.high)
