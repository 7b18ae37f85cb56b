"""Claims beside passages in the manner of real news (``news/``): what is sure must be right, and the rest abstains."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from claimtrack.model import ClaimType, Relation
from tests.check.scene import article, claim, relations

FILES = sorted((Path(__file__).parent / "news").glob("*.toml"))
TABLES = [table for file in FILES for table in tomllib.loads(file.read_text(encoding="utf-8"))["table"]]
ROWS = [pytest.param(*row, id=f"{table['about']}: {row[1]} {row[2]}") for table in TABLES for row in table["pairs"]]
SIDES = {
    Relation.CONFIRMS: "for",
    Relation.CONFIRMS_PART: "for",
    Relation.CONTRADICTS: "against",
    Relation.DENIES: "against",
    Relation.REVERSES: "against",
    Relation.UPDATES: "newer",
}
ALLOWED: dict[str, list[set[str]]] = {
    "for": [{"for"}],
    "against": [{"against"}],
    "newer": [{"newer"}],
    "nothing": [set()],
    "not for": [set(), {"against"}, {"newer"}],
    "not against": [set(), {"for"}],
}


@pytest.mark.parametrize(("does", "said", "told"), ROWS)
def test_what_is_sure_is_right(does: str, said: str, told: str) -> None:
    kind = ClaimType.PREDICTION if " will " in said else ClaimType.FACT
    found = {SIDES[relation] for relation in relations(claim(said, kind), article(told)) if relation in SIDES}
    assert found in ALLOWED[does]
