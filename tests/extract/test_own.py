"""Whom "it" means in what an organisation is reported to have said."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.model import Claim, ClaimType
from tests.extract.reading import read


def claim(text: str) -> Claim:
    (one,) = (claim for found in read(text, date(2025, 10, 16)) for claim in found.quote.claims)
    return one


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Lemm Chemicals said that it had repaired the valve.", "[Lemm Chemicals] had repaired the valve"),
        ("Lemm Chemicals said it wants to hire 400 people.", "[Lemm Chemicals] wants to hire 400 people"),
        ("Lemm Chemicals said it was closing two plants.", "[Lemm Chemicals] was closing two plants"),
        ("Lemm Chemicals said it was ready to pay.", "[Lemm Chemicals] was ready to pay"),
        ("Lemm Chemicals said it never sold the valve.", "[Lemm Chemicals] never sold the valve"),
        ("Lemm Chemicals said it had known of the leak.", "[Lemm Chemicals] had known of the leak"),
        ("Lemm Chemicals said it had no evidence that it leaked.", "[Lemm Chemicals] had no evidence that it leaked"),
        ("The Energy Ministry said it had built the dam.", "[Energy Ministry] had built the dam"),
        ("The Arbon Trust said it had sold the hall.", "[Arbon Trust] had sold the hall"),
        ("Lemm Chemicals opened. It said it had repaired the valve.", "[Lemm Chemicals] had repaired the valve"),
    ],
)
def test_it_is_the_organisation_that_speaks(text: str, stated: str) -> None:
    assert claim(text).text == stated


def test_what_an_organisation_says_it_will_do_is_a_promise() -> None:
    found = claim("Lemm Chemicals said it would repair the valve.")
    assert (found.type, found.text) == (ClaimType.PROMISE, "[Lemm Chemicals] would repair the valve")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Lemm Chemicals said it was clear that the valve was old.", "it was clear that the valve was old"),
        ("Lemm Chemicals said it was raining.", "it was raining"),
        ("Lemm Chemicals said it would take a year to repair the valve.", "it would take a year to repair the valve"),
        ("Lemm Chemicals said it had been repaired twice.", "it had been repaired twice"),
        ("Lemm Chemicals said it would open in spring.", "it would open in spring"),
        ("Lemm Chemicals said it had no windows left.", "it had no windows left"),
        ("Lemm Chemicals said it had four valves.", "it had four valves"),
        ("Lemm Chemicals said the valve was old and it had repaired it.", "the valve was old and it had repaired it"),
        ('"It has repaired the valve," Lemm Chemicals said.', "It has repaired the valve"),
    ],
)
def test_it_is_not_the_organisation_where_it_may_be_a_thing_or_nothing(text: str, stated: str) -> None:
    assert claim(text).text == stated


@pytest.mark.parametrize("person", ["Rosa Lind", "Rosa Steel", "The Rev. Rosa Lind", "Minister Uwe Steel"])
def test_it_is_never_a_person(person: str) -> None:
    assert claim(f"{person} said it had repaired the valve.").text == "it had repaired the valve"
