"""States that have ended and plans that were dropped: superseded, not contradicted. All names are made up."""

from __future__ import annotations

import pytest

from claimtrack.model import ClaimType, Relation

from .scene import SAID, article, claim, everywhere, relations

DIRECTOR = claim("Ada Strand is the director of the Kunsthus", speaker="Rolf Eide")
OFFICE = claim("The trade ministry plans to open an office in Dorn", ClaimType.PREDICTION, "Olga Reyes")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Strand is no longer the director of the Kunsthus.",
        "Ada Strand stepped down as director of the Kunsthus on Tuesday.",
        "Ada Strand has resigned as director of the Kunsthus.",
        "Ada Strand left her post as director of the Kunsthus.",
        "Ada Strand was dismissed as director of the Kunsthus.",
    ],
)
def test_a_state_that_has_ended_is_superseded(text: str) -> None:
    assert relations(DIRECTOR, article(text)) == [Relation.UPDATES]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Strand stepped down as director of the choir at the Kunsthus.",
        "Ada Strand is no longer the director of the Kunsthus choir.",
        "Ada Strand did not step down as director of the Kunsthus.",
        "If Ada Strand resigned as director of the Kunsthus, nobody would mind.",
        "Ada Strand no longer smokes, said the director of the Kunsthus.",
    ],
)
def test_nothing_sure_is_found_where_something_else_has_ended(text: str) -> None:
    assert relations(DIRECTOR, article(text)) == []


def test_who_is_still_called_so_is_so() -> None:
    assert everywhere(DIRECTOR, article("Ada Strand, the director of the Kunsthus, spoke.")) == [Relation.CONFIRMS]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The trade ministry no longer plans to open an office in Dorn.", Relation.UPDATES),
        ("The trade ministry has no plans to open an office in Dorn.", Relation.DENIES),
        ("The trade ministry no longer plans to open an office in Dorn, the opposition said.", Relation.DENIES),
    ],
)
def test_a_plan_that_was_dropped_is_superseded_unless_only_others_say_so(text: str, relation: Relation) -> None:
    assert relations(OFFICE, article(text)) == [relation]


def test_a_dropped_plan_in_an_article_that_may_be_older_is_a_denial() -> None:
    text = "The trade ministry no longer plans to open an office in Dorn."
    assert relations(OFFICE, article(text, SAID)) == [Relation.DENIES]
