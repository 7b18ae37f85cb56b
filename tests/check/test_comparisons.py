"""What code compares, whoever judges: figures with units, rounding and hedges, periods, places and actors."""

from __future__ import annotations

import pytest

from claimtrack.model import Relation

from .scene import article, claim, everywhere, relations

AGAINST = {Relation.CONTRADICTS, Relation.DENIES, Relation.REVERSES, Relation.UPDATES}


def against(text: str, told: str) -> bool:
    """Whether the passage is held against the claim in a way that moves a status."""
    return bool(AGAINST & set(relations(claim(text), article(told, published=None))))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Varden mill sold 1,000 looms", "The Varden mill sold 998 looms."),
        ("The Varden mill sold about 1,000 looms", "The Varden mill sold 1,063 looms."),
        ("The Varden mill sold nearly 1,000 looms", "The Varden mill sold 960 looms."),
        ("The Varden mill sold almost 1,000 looms", "The Varden mill sold 941 looms."),
        ("The Varden mill sold more than 900 looms", "The Varden mill sold 1,400 looms."),
        ("The Varden mill sold at least 900 looms", "The Varden mill sold 900 looms."),
        ("The Varden mill sold 1,400 looms", "The Varden mill sold over 1,300 looms."),
        ("The Varden mill sold fewer than 900 looms", "The Varden mill sold 850 looms."),
        ("The Varden mill sold dozens of looms", "The Varden mill sold 60 looms."),
        ("The Varden mill sold 10 to 20 looms", "The Varden mill sold 14 looms."),
        ("The Varden mill sold a thousand looms", "The Varden mill sold 1,020 looms."),
        ("The Varden mill cost $1.2 billion", "The Varden mill cost $1,180 million."),
        ("The Varden mill cost 1.2 billion dollars", "The Varden mill cost $1.2bn."),
        ("The Varden mill cost half a million euros", "The Varden mill cost €500,000."),
        ("Unemployment in Varden is 4 percent", "Unemployment in Varden is 4.3%."),
        ("A quarter of the looms in Varden are idle", "In Varden 25 percent of the looms are idle."),
        ("Half of the looms in Varden are idle", "In Varden 50 percent of the looms are idle."),
        ("One in five looms in Varden is idle", "In Varden 20 percent of the looms are idle."),
    ],
)
def test_figures_that_agree_at_the_precision_stated_contradict_nothing(text: str, told: str) -> None:
    assert not AGAINST & set(everywhere(claim(text), article(told, published=None)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Varden mill sold 1,000 looms", "The Varden mill sold 700 looms."),
        ("The Varden mill sold about 1,000 looms", "The Varden mill sold 1,500 looms."),
        ("The Varden mill sold nearly 1,000 looms", "The Varden mill sold 600 looms."),
        ("The Varden mill sold more than 900 looms", "The Varden mill sold 850 looms."),
        ("The Varden mill cost $1.2 billion", "The Varden mill cost $1.2 million."),
        ("The Varden mill cost 3 million euros", "The Varden mill cost €3 billion."),
    ],
)
def test_figures_that_cannot_both_be_right_contradict(text: str, told: str) -> None:
    assert against(text, told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # percent and percentage points
        ("Unemployment in Varden rose by 2 percent", "Unemployment in Varden rose by 3 percentage points."),
        ("Unemployment in Varden rose by 2 percentage points", "Unemployment in Varden rose by 40 percent."),
        # another currency
        ("The Varden mill cost $3 million", "The Varden mill cost €2.7 million."),
        ("The Varden mill cost A$3 million", "The Varden mill cost US$2 million."),
        # another denominator
        ("The Varden mill weaves 200 carpets a day", "The Varden mill weaves 70,000 carpets a year."),
        ("The Varden mill weaves 200 carpets per day", "The Varden mill weaves 1,400 carpets per week."),
        ("The Varden mill pays $20 an hour", "The Varden mill pays $800 a week."),
        ("Varden counts 12 fires per 1,000 homes", "Varden counts 900 fires."),
        ("The Varden mill weaves 200 carpets daily", "The Varden mill weaves 5,000 carpets monthly."),
        # another period
        (
            "The Varden mill sold 400 looms in the first quarter",
            "The Varden mill sold 700 looms in the second quarter.",
        ),
        ("The Varden mill sold 400 looms in March", "The Varden mill sold 700 looms in April."),
        ("The Varden mill sold 400 looms in 2029", "The Varden mill sold 700 looms in 2030."),
        ("The Varden mill sold 400 looms this year", "The Varden mill sold 700 looms last year."),
        ("The Varden mill sold 400 looms in Q1", "The Varden mill sold 700 looms in Q3."),
        ("The Varden mill sold 400 looms last week", "The Varden mill sold 3,700 looms last year."),
        ("The Varden mill sold 400 looms in the first half", "The Varden mill sold 700 looms in the second half."),
        # another place
        ("The fire in Varden killed 12 people", "The fire in Solway killed 30 people."),
        ("Unemployment in Varden is 4 percent", "Unemployment in Solway is 9 percent."),
        # another actor with the same verb
        ("Castor Energy hired 400 welders", "Norvik Shipping hired 900 welders."),
        ("Mara Quill received 400 letters", "Tomas Brandt received 900 letters."),
        ("Mara Quill will not resign", "Tomas Brandt resigned."),
        # a part of the whole
        ("The Varden mill employs 400 women", "The Varden mill employs 900 people."),
        ("The Varden mill sold 400 looms", "The Varden mill sold 30 used looms."),
        # a change beside a level
        ("Unemployment in Varden is 4 percent", "Unemployment in Varden fell by 1 percent."),
        ("The price of a loom is $400", "The price of a loom rose by $30."),
    ],
)
def test_another_unit_denominator_period_place_or_actor_is_irrelevant(text: str, told: str) -> None:
    assert not against(text, told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Unemployment in Varden is 6 percent", "Unemployment in Varden has dropped from 9 to 6 percent."),
        (
            "Unemployment in Varden is 6 percent",
            "Unemployment in Varden has dropped from 9 percent in 2028 to 6 percent.",
        ),
        ("The Varden mill employs 600 people", "The Varden mill employs 600 people, up from 400 people in 2028."),
        (
            "The Varden mill employs 600 people",
            "The Varden mill, which employed 400 people in 2028, employs 600 people.",
        ),
    ],
)
def test_one_of_several_figures_that_agrees_is_enough(text: str, told: str) -> None:
    assert not against(text, told)
