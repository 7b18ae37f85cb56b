"""Whether a passage confirms a claim or only passes it on from its own speaker. All names and events are made up."""

from __future__ import annotations

import pytest

from claimtrack.model import Relation

from .scene import article, claim, everywhere

THEFTS = claim("Thefts in Kessel fell by 12 percent", speaker="Sam Okoro")
PROFIT = claim("Profit at Norvik rose by 8 percent", speaker="Jan Roos")


@pytest.mark.parametrize(
    "text",
    [
        "Thefts in Kessel fell by 12 percent, Mayor Ina Weld said on Wednesday, citing the chief’s figures.",
        "Thefts in Kessel fell by 12 percent, Mayor Ina Weld said, citing Sam Okoro.",
        "Quoting Okoro, the mayor said thefts in Kessel fell by 12 percent.",
        "Thefts in Kessel fell by 12 percent, the paper writes, going by Okoro’s latest figures.",
        "Thefts in Kessel fell by 12 percent, as Okoro said on Monday.",
        "Minister Lou Bass said that thefts in Kessel fell by 12 percent. He had it from the police chief.",
        "Thefts in Kessel fell by 12 percent, police spokeswoman Eva Tamm said.",
    ],
)
def test_what_goes_back_to_the_speaker_is_the_claim_once_more(text: str) -> None:
    assert everywhere(THEFTS, article(text)) == [Relation.REPEATS]


@pytest.mark.parametrize(
    "text",
    [
        "Thefts in Kessel fell by 12 percent.",
        "Thefts in Kessel fell by 12 percent, the statistics office said.",
        "Thefts in Kessel fell by 12 percent, Mayor Ina Weld said, citing the statistics office.",
        "Thefts in Kessel fell by 12 percent, auditor Uwe Rahn said. He had counted for a year.",
    ],
)
def test_another_source_confirms_it(text: str) -> None:
    assert everywhere(THEFTS, article(text)) == [Relation.CONFIRMS]


@pytest.mark.parametrize(
    ("who", "relation"),
    [
        ("Norvik finance chief Eva Tamm", Relation.REPEATS),
        ("Norvik’s chief executive Eva Tamm", Relation.REPEATS),
        ("Eva Tamm, the chairwoman of Norvik", Relation.REPEATS),
        ("Norvik spokesman Uwe Rahn", Relation.REPEATS),
        ("auditor Uwe Rahn", Relation.CONFIRMS),
        ("Castor finance chief Eva Tamm", Relation.CONFIRMS),
    ],
)
def test_nobody_bears_out_what_their_own_company_says_of_itself(who: str, relation: Relation) -> None:
    aside = "," if "," in who else ""
    assert everywhere(PROFIT, article(f"Profit at Norvik rose by 8 percent, {who}{aside} said.")) == [relation]
