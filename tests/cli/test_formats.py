"""docs/formats.md names every field of a change, of a quote and of a piece of evidence, and no other."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from claimtrack.model import ChangeKind, FlagKind, Relation, Reversal
from claimtrack.store import Store
from tests.store.stream import publish, reword

from .conftest import Command

CHECK = ("check", "--as-of", "2025-10-21", "--since-last")
PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def documented(title: str) -> list[str]:
    """The fields in the table under a heading."""
    table = re.search(rf"^## {re.escape(title)}\n.*?^(\| field .*?)\n\n", PAGE + "\n\n", re.DOTALL | re.MULTILINE)
    assert table
    return [field for line in table[1].splitlines()[2:] for field in re.findall(r"`(\w+)`", line.split("|")[1])]


@pytest.fixture
def desk(claimtrack: Command, database: Path) -> Command:
    """Runs a command on a database with a claim that was contradicted, and a quote that drifts."""
    claimtrack("db", "upgrade")
    store = Store.open(f"sqlite:///{database}")
    publish(store)
    reword(database, ChangeKind.DRIFT, 1, 2)
    store.close()
    return claimtrack


def test_every_field_that_is_printed_is_documented_and_no_other(desk: Command) -> None:
    drift, contradicted = [json.loads(line) for line in desk("flags", "--format", "jsonl").out.splitlines()]
    assert list(drift) == list(contradicted) == documented("A change")
    for quoted in (*drift["quoted"], *contradicted["quoted"]):
        assert sorted(quoted) == sorted(documented("A quote, in `quoted`"))
    [evidence] = contradicted["evidence"]
    assert sorted(evidence) == sorted(documented("A piece of evidence, in `evidence`"))


def test_every_field_of_a_review_is_documented_and_no_other(desk: Command) -> None:
    desk("review", "C1", "--status", "confirmed")
    rows = [json.loads(line) for line in desk(*CHECK, "--format", "jsonl").out.splitlines()]
    [fields] = {tuple(sorted(row["review"])) for row in rows if row["claim"] == "C1"}
    assert fields == tuple(sorted(documented("A reviewer's word, in `review`")))


def test_the_columns_of_csv_are_the_same(desk: Command) -> None:
    heading, drift, contradicted = csv.reader(desk("flags", "--format", "csv").out.splitlines())
    assert heading == documented("A change")
    assert (drift[heading.index("quoted")][:2], contradicted[heading.index("flags")]) == ("[{", "contradicted")


def test_check_prints_the_same_fields(desk: Command) -> None:
    ended = desk(*CHECK, "--format", "jsonl")
    assert {tuple(json.loads(line)) for line in ended.out.splitlines()} == {tuple(documented("A change"))}


def test_every_word_of_a_closed_list_is_documented() -> None:
    for words in (ChangeKind, FlagKind, Relation, Reversal):
        assert [word for word in words if f"`{word}`" not in PAGE] == []
