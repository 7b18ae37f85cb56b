"""What numbers measure, and when two measures can both be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.text.measures import measures
from claimtrack.text.numbers import Quantity, quantities
from claimtrack.text.units import DEGREES, UNITS


def only(text: str) -> Quantity:
    (found,) = measures(text)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30 km", "18.6 miles"),
        ("about 30 km", "19 miles"),
        ("31 km", "19 miles"),
        ("a 30-km tunnel", "a 19-mile tunnel"),
        ("100 metres", "328 feet"),
        ("6 feet 2 inches", "1.88 metres"),
        ("5 nautical miles", "9.3 km"),
        ("50 tonnes", "110,000 pounds of grain"),
        ("5 kg", "11 lbs"),
        ("40 tons", "36 tonnes"),
        ("40 tons", "40 tonnes"),
        ("4,000 hectares", "10,000 acres"),
        ("40 square kilometres", "15.4 square miles"),
        ("1,000 litres", "264 gallons"),
        ("1,000 litres", "220 gallons"),
        ("40 degrees Celsius", "104F"),
        ("minus 5C", "23°F"),
        ("10 degrees Celsius warmer", "18 degrees Fahrenheit warmer"),
        ("3 hours", "180 minutes"),
        ("2 hours and 30 minutes", "150 minutes"),
        ("two and a half hours", "150 minutes"),
        ("14 days", "two weeks"),
        ("6 years", "72 months"),
        ("1.2 gigawatts", "1,200 MW"),
        ("100 km/h", "62 miles per hour"),
        ("one in five children", "20 percent of children"),
        ("two thirds of voters", "66 percent of voters"),
        ("nearly half of the homes", "47 percent of homes"),
        ("three dozen boats", "36 boats"),
        ("1.2bn crowns", "1,200m crowns"),
        ("between 3 and 5 weeks", "4 weeks"),
        ("more than 30 km", "25 miles"),
    ],
)
def test_one_measure_in_two_units_agrees_within_the_coarser_rounding(one: str, other: str) -> None:
    assert (only(one).unit, only(one).per) == (only(other).unit, only(other).per)
    assert only(one).meets(only(other))
    assert only(other).meets(only(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30 km", "25 miles"),
        ("31 km", "32 km"),
        ("12 km", "12 miles"),
        ("100 metres", "500 feet"),
        ("4,000 hectares", "90 square miles"),
        ("40 degrees Celsius", "90 degrees Fahrenheit"),
        ("5C", "-5C"),
        ("3 hours", "45 minutes"),
        ("one in five children", "9 percent of children"),
        ("half of the homes", "12 percent of the homes"),
        ("fewer than 30 km", "25 miles"),
    ],
)
def test_what_cannot_both_be_right_does_not_meet(one: str, other: str) -> None:
    assert only(one).unit == only(other).unit
    assert not only(one).meets(only(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("300 dollars", "300 euros"),
        ("500 pounds", "227 kg"),
        ("5m long", "5m people"),
        ("40 degrees", "104 degrees Fahrenheit"),
        ("10 degrees Celsius", "10 degrees Celsius warmer"),
        ("3 months", "90 days"),
        ("30 miles", "30 miles per hour"),
        ("12 percent", "12 percentage points"),
        ("3 cars", "3 second-hand cars"),
    ],
)
def test_what_does_not_convert_exactly_is_never_compared(one: str, other: str) -> None:
    ours, theirs = only(one), measures(other)[0]
    assert (ours.unit, ours.per) != (theirs.unit, theirs.per) or ours.counted != theirs.counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("50 tonnes of grain", ("grain",)),
        ("30 metres tall", ("high",)),
        ("a height of 30 metres", ("high",)),
        ("40 metres wide", ("wide",)),
        ("3 miles off Tarn", ("away",)),
        ("two weeks ago", ("ago",)),
        ("40 percent of registered voters", ("registered", "voters")),
        ("30 metres", ()),
    ],
)
def test_it_is_told_what_is_measured(text: str, counted: tuple[str, ...]) -> None:
    assert only(text).counted == counted


@pytest.mark.parametrize(
    "text",
    ["half of 2029", "half of the season", "a third of the week", "2 in 3 games", "a quarter of an hour", "first half"],
)
def test_what_is_no_share(text: str) -> None:
    assert all(found.unit != "%" for found in measures(text))


@pytest.mark.parametrize("text", ["won the 100 metres", "an hour and 20 minutes", "one hour 20 minutes"])
def test_what_is_a_name_or_only_the_rest_of_a_measure_is_not_converted(text: str) -> None:
    assert only(text).unit == ""


def test_a_measure_that_is_told_in_two_units_is_one() -> None:
    assert len(measures("The tunnel is 19 miles (30 km) long")) == 1
    assert len(measures("The tunnel is 19 miles (90 km) long")) == 2


def test_the_way_from_one_figure_to_another_is_no_range() -> None:
    assert [found.low for found in measures("rose from 5 to 9 percent")] == [5, 8.5]


def test_the_span_covers_the_unit() -> None:
    text = "The trail is about 10 miles long"
    assert only(text).span.of(text) == "about 10 miles"


def test_quantities_as_they_are_written_stay_as_they_were() -> None:
    assert [(found.low, found.unit) for found in quantities("31 km, and one in five miles")] == [(31, ""), (5, "")]


@given(st.sampled_from(sorted(UNITS)), st.integers(2, 9))
def test_every_unit_is_read_and_agrees_with_itself(name: str, number: int) -> None:
    found = only(f"{number} {name}")
    assert found.unit == UNITS[name].base
    assert found.low <= number * UNITS[name].most
    assert number * UNITS[name].least <= found.high


def test_water_freezes_and_boils_on_both_scales() -> None:
    fahrenheit = DEGREES["f"]
    assert 32 * fahrenheit.least + fahrenheit.zero == pytest.approx(0)
    assert 212 * fahrenheit.least + fahrenheit.zero == pytest.approx(100)


@given(st.text(alphabet="0123456789,.-–() anmorekilftuhsdC°FMW½%", max_size=60))
def test_any_text_gives_measures_inside_it_in_order(text: str) -> None:
    found = measures(text)
    assert all(one.span.end <= len(text) and one.low <= one.high for one in found)
    assert [one.span for one in found] == sorted(one.span for one in found)
