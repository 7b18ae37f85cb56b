"""What code sees against a finding of the model: other figures, places and actors, and what has not come about.

The model is scripted: it is wrong, or it is right and code must let it be. All names and events are made up.
"""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.model import Claim, ClaimType, Period

from . import model
from .scene import article, claim

OCTOBER = Period(date(2031, 10, 1), date(2031, 10, 31), "in October")
CONGRESS = claim("The congress of surgeons will be held in Altmark in October", ClaimType.PREDICTION, period=OCTOBER)
TUNNEL = claim("The Kessel tunnel will open to traffic by 31 May", ClaimType.PREDICTION)
SCHOOLS = claim("The town will build two schools and a bath in Tarn", ClaimType.PROMISE)


def doubt(judged: Claim, text: str, label: str, *covers: str) -> str | None:
    return model.doubt(judged, article(text, date(2031, 11, 20)), label, covers=list(covers))


def same(told: str | None, why: str | None) -> bool:
    return told is None if why is None else why in (told or "")


# What was foretold has come about, or has not.


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The Kessel tunnel opened to traffic on Monday, eleven weeks late.", None),
        ("The Kessel tunnel was opened to traffic on Monday and will be free until May.", None),
        ("The Kessel tunnel is expected to be opened to traffic on Monday.", "has not happened"),
        ("The Kessel tunnel will be opened to traffic on Monday.", "has not happened"),
        ("The Kessel tunnel to be opened to traffic on Monday", "has not happened"),
        ("The Kessel tunnel is due to open to traffic soon.", "has not happened"),
    ],
)
def test_what_was_foretold_is_confirmed_when_it_is_told_as_done(text: str, why: str | None) -> None:
    assert same(doubt(TUNNEL, text, "confirms"), why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The congress of surgeons took place in Altmark.", None),
        ("The congress took place in Altmark and will return next year.", None),
        ("The congress is to take place in Altmark next year.", "has not happened"),
        ("The congress will go ahead in Altmark.", "has not happened"),
    ],
)
def test_that_an_event_took_place_says_that_it_was_held(text: str, why: str | None) -> None:
    assert same(doubt(CONGRESS, text, "confirms"), why)


def test_an_event_that_did_not_take_place_needs_no_word_of_the_claim() -> None:
    assert doubt(CONGRESS, "The surgeons waited in Altmark, but nothing happened.", "contradicts") is None
    beside = doubt(CONGRESS, "The surgeons of Altmark happened to be ill.", "contradicts")
    assert same(beside, "nothing of what the claim says")


# A part of the claim.


@pytest.mark.parametrize(
    ("text", "label", "covers", "why"),
    [
        ("The bath that the town has built in Tarn holds three pools.", "confirms_part", ["a bath in Tarn"], None),
        ("The bath that the town has built in Tarn holds three pools.", "confirms", [], "none of the claim's figures"),
        ("The town has built two schools in Tarn.", "confirms_part", ["two schools"], None),
        ("The town has built five schools in Tarn.", "confirms_part", ["two schools"], "gives another figure"),
        ("The town has built five schools and a bath in Tarn.", "confirms_part", ["a bath"], "gives another figure"),
        ("The town has built the schools in Tarn.", "confirms_part", ["two schools"], "gives another figure"),
    ],
)
def test_a_part_needs_the_figures_of_that_part_alone(text: str, label: str, covers: list[str], why: str | None) -> None:
    assert same(doubt(SCHOOLS, text, label, *covers), why)


# Figures.


@pytest.mark.parametrize(
    ("said", "text", "label", "why"),
    [
        ("About 1,000 people work in Tarn", "In Tarn 1,012 people work.", "contradicts", "the figures agree"),
        ("About 1,000 people work in Tarn", "In Tarn 1,012 people work.", "confirms", None),
        ("About 1,000 people work in Tarn", "In Tarn 1,400 people work.", "contradicts", None),
        ("About 1,000 people work in Tarn", "In Tarn 1,400 people work.", "confirms", "none of the claim's figures"),
        (
            "Rents in Tarn rose by 2.0 percent",
            "Rents in Tarn rose by 2.04 percent.",
            "contradicts",
            "the figures agree",
        ),
        ("Rents in Tarn rose by 2 percent", "Rents in Tarn rose by 7 percent.", "contradicts", None),
        (
            "The Tarn canal is 90 miles long",
            "The Tarn canal is 145 kilometres long.",
            "contradicts",
            "the figures agree",
        ),
        ("The Tarn canal is 90 miles long", "The Tarn canal is 145 kilometres long.", "confirms", None),
        ("The Tarn canal is 90 miles long", "The Tarn canal is 90 kilometres long.", "contradicts", None),
        (
            "The Tarn canal is 90 miles long",
            "The Tarn canal is 90 kilometres long.",
            "confirms",
            "the passage gives none of the claim's figures",
        ),
    ],
)
def test_figures_agree_at_the_precision_that_is_stated(said: str, text: str, label: str, why: str | None) -> None:
    assert same(doubt(claim(said), text, label), why)


@pytest.mark.parametrize("label", ["contradicts", "confirms"])
@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("The share of Tarn in trade rose by 3 percent", "The share of Tarn in trade rose by 3 percentage points."),
        ("The share of Tarn in trade rose by 3 percent", "The share of Tarn in trade rose by 1 percentage point."),
        ("The Tarn canal carried 90 tonnes", "The Tarn canal carried 90 miles."),
        ("The Tarn bridge cost 60 million crowns", "The Tarn bridge cost 60 million euros."),
        ("The Tarn bridge cost 60 million crowns", "The Tarn bridge cost $9 million."),
    ],
)
def test_figures_of_other_measures_say_nothing_of_one_another(said: str, text: str, label: str) -> None:
    told = doubt(claim(said), text, label)
    assert told in ("the figures measure different things", "the passage gives none of the claim's figures")


@pytest.mark.parametrize(
    ("text", "label", "why"),
    [
        ("The Tarn bridge cost 4,200 million crowns.", "contradicts", "the figures agree"),
        ("The Tarn bridge cost 4,200 million crowns.", "confirms", None),
        ("The Tarn bridge cost 4.2 million crowns.", "contradicts", None),
        ("The Tarn bridge cost 4.2 million crowns.", "confirms", "none of the claim's figures"),
    ],
)
def test_a_million_is_no_billion(text: str, label: str, why: str | None) -> None:
    assert same(doubt(claim("The Tarn bridge cost 4.2 billion crowns"), text, label), why)


def test_an_opposite_is_against_the_claim_whatever_its_figure() -> None:
    assert doubt(claim("Wages in Tarn rose by 2 percent"), "Wages in Tarn fell by 2 percent.", "contradicts") is None


def test_a_denial_may_repeat_the_figure_that_it_denies() -> None:
    said = claim("About 1,000 people work in Tarn")
    text = "“The 1,000 people of Tarn are a fairy tale,” said Ines Falk."
    assert doubt(said, text, "denies") is None
    assert same(doubt(said, "In Tarn 1,012 people work, said Ines Falk.", "contradicts"), "the figures agree")


# Places and actors.

JOBLESS = claim("Unemployment in Brunn fell to 6 percent")
QUIT = claim("Mayor Dina Moss will resign", ClaimType.PREDICTION)


@pytest.mark.parametrize(
    ("text", "label", "why"),
    [
        ("Unemployment in Altmark was 9 percent.", "contradicts", "another place"),
        ("Unemployment in Altmark fell to 6 percent.", "confirms", "another place"),
        ("Unemployment in Brunn was 9 percent.", "contradicts", None),
        ("Unemployment in Brunn fell to 6 percent, and in Altmark it rose.", "confirms", None),
        ("Unemployment in Brunn's old town, near Altmark, was 9 percent.", "contradicts", None),
        ("Unemployment in the town was 9 percent.", "contradicts", None),
    ],
)
def test_a_measure_of_another_place_is_none_of_the_claim_s(text: str, label: str, why: str | None) -> None:
    reading = article(f"{text} The talk is of Brunn.")
    assert same(model.doubt(JOBLESS, reading, label), why)


@pytest.mark.parametrize(
    ("text", "label", "why"),
    [
        ("The congress of surgeons took place in Brunn.", "contradicts", None),
        ("The congress of surgeons was held in Brunn in October instead of Altmark.", "contradicts", None),
        ("The congress of surgeons was held in Brunn, Altmark having lost its hall.", "contradicts", None),
        ("The congress of surgeons took place in Brunn.", "confirms", "another place"),
        ("The congress of surgeons holds its books in Brunn.", "contradicts", "another place"),
        ("The congress of surgeons was held in Altmark, with dances.", "contradicts", "reads it the other way"),
    ],
)
def test_an_event_that_was_held_elsewhere_was_not_held_where_it_was_to_be(
    text: str, label: str, why: str | None
) -> None:
    reading = article(f"{text} The talk is of Altmark.", date(2031, 11, 20))
    assert same(model.doubt(CONGRESS, reading, label), why)


@pytest.mark.parametrize(
    ("text", "label", "why"),
    [
        ("Mayor Oskar Brandt did not resign.", "contradicts", "somebody else"),
        ("Mayor Oskar Brandt resigned after a long night.", "confirms", "somebody else"),
        ("Mayor Moss did not resign.", "contradicts", None),
        ("The mayor did not resign.", "contradicts", None),
        ("Tarn did not see its mayor resign.", "contradicts", None),
        ("The Town Council did not let the mayor resign.", "contradicts", None),
    ],
)
def test_what_somebody_else_did_is_none_of_the_claim_s(text: str, label: str, why: str | None) -> None:
    reading = article(f"{text} The talk is of Dina Moss.")
    assert same(model.doubt(QUIT, reading, label), why)


def test_whoever_tells_it_is_not_the_one_of_whom_it_is_told() -> None:
    text = "Oskar Brandt said that the mayor did not resign. The talk is of Dina Moss."
    assert model.doubt(QUIT, article(text), "contradicts") is None
