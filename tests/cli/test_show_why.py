"""``show Q7 --why``: each decision about a quote, its rule, and the words of the article that it rests on."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.llm.server import ModelServer

from . import scripted
from .conftest import Command

TEXT = (
    "Mayor Anna Berg opened the meeting. She was tired.\n\n"
    '"We will close the bridge next week," she said on Tuesday. "It is not safe."\n'
)


@pytest.fixture
def bridge(claimtrack: Command, tmp_path: Path) -> Command:
    """Runs a command on a database with one article of one quote."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert claimtrack("ingest", tmp_path / "a.txt", "--published", "2025-10-16").code == 0
    return claimtrack


def data(command: Command, *arguments: str) -> Any:
    ended = command(*arguments, "--format", "json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_each_decision_is_told_with_its_rule_and_words(bridge: Command) -> None:
    page = bridge("show", "Q1", "--why").out
    assert page.startswith("Q1  Anna Berg\n")
    assert "found by   rules/" in page
    assert "kind       direct: all its words stand inside quotation marks\n" in page
    assert "cue        “say” is a cue verb, which takes a clause or a quotation\n             > said\n" in page
    assert "speaker    Anna Berg: the nearest subject before the pronoun" in page
    assert "             > Mayor Anna Berg opened the meeting.\n" in page
    assert "goes on in its paragraph" in page
    assert "type       promise: the speaker's own future\n             > We will\n" in page
    assert "said       2025-10-14: the day named beside the cue\n             > on Tuesday\n" in page
    assert "period     2025-10-20 to 2025-10-26: counted from 2025-10-14\n             > next week\n" in page


def test_programs_get_rules_words_and_spans(bridge: Command) -> None:
    shown = data(bridge, "show", "Q1", "--why")
    assert shown["id"] == "Q1"
    why = shown["why"]
    assert (why["run"], why["model"]) == ("R1", None)
    for reason in (*why["reasons"], *(one for reasons in why["claims"].values() for one in reasons)):
        words = " ... ".join(TEXT[start:end] for start, end in reason["spans"]) or None
        assert reason["words"] == words
    (speaker,) = (reason for reason in why["reasons"] if reason["decision"] == "speaker")
    assert speaker["words"] == "Mayor Anna Berg opened the meeting."
    assert list(why["claims"]) == shown["claims"]


def test_reasons_stay_those_of_the_text_that_was_read(bridge: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The talks have ended.\n", encoding="utf-8")
    before = data(bridge, "show", "Q1", "--why")["why"]
    assert bridge("ingest", tmp_path / "a.txt", "--url", "https://example.org/a").code == 0
    assert data(bridge, "show", "Q1", "--why")["why"] == before


def test_a_quote_from_before_reasons_were_kept_says_so(bridge: Command, database: Path) -> None:
    connection = sqlite3.connect(database)
    with connection:
        for table in ("found_quotes", "appearances"):
            connection.execute(f"UPDATE {table} SET reasons = '[]'")
    connection.close()
    assert "why        not known: the run was before reasons were kept" in bridge("show", "Q1", "--why").out
    assert data(bridge, "show", "Q1", "--why")["why"]["reasons"] == []


@pytest.mark.parametrize("id", ["A1", "C1", "S1"])
def test_only_a_quote_is_explained(bridge: Command, id: str) -> None:
    ended = bridge("show", id, "--why")
    assert (ended.code, ended.out) == (2, "")
    assert "give a quote, such as Q7" in ended.err


def test_csv_has_the_row_of_the_listing(bridge: Command) -> None:
    assert bridge("show", "Q1", "--why", "--format", "csv").out == bridge("show", "Q1", "--format", "csv").out


def test_of_a_models_quote_it_says_which_checks_held(
    claimtrack: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(scripted.article(1), encoding="utf-8")
    with ModelServer(play=scripted.model) as server:
        monkeypatch.setenv("CLAIMTRACK_MODEL", "openai:test")
        monkeypatch.setenv("CLAIMTRACK_BASE_URL", server.url)
        assert claimtrack("ingest", tmp_path / "a.txt").code == 0
    why = data(claimtrack, "show", "Q1", "--why")["why"]
    assert why["model"] == "openai:test"
    told = {reason["decision"]: reason["rule"] for reason in why["reasons"]}
    assert told["content"] == "the model pointed there; the words were found exactly"
    assert told["speaker"] == "the model's choice; the article names them so"
    assert told["confidence"] == "a rule of thumb: all checks held at once"
    assert "openai:test" in claimtrack("show", "Q1", "--why").out
