"""``claimtrack runs``: what was done, by whom, and what it took."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claimtrack.model import Call, CallOutcome, Engine, Run, Stage
from claimtrack.store import Store

from .conftest import Command

STARTED = datetime(2025, 10, 23, 8, 30, tzinfo=UTC)
MODEL = Engine("llm", "1", "openai:test", "extract/1-abc")


def call(key: str, outcome: CallOutcome, cost: int | None, purpose: str = "extract", error: str | None = None) -> Call:
    """A call of a thousand tokens that took two seconds."""
    return Call(
        *(key, purpose, "openai:test", f"{purpose}/1", "p", "s", outcome, "{}"),
        finish="length" if outcome is CallOutcome.TRUNCATED else "stop",
        error=error,
        input_tokens=900,
        cached_tokens=300,
        output_tokens=100,
        cost=cost,
        latency=2.0,
        recorded=STARTED,
    )


@pytest.fixture
def store(claimtrack: Command, database: Path) -> Iterator[Store]:
    claimtrack("db", "upgrade")
    with closing(Store.open(f"sqlite:///{database}")) as opened:
        yield opened


@pytest.fixture
def run(store: Store) -> Run:
    """A run of three calls, one of them cut off, one reply that needed none, and an article that was not read."""
    made = Run(Stage.EXTRACT, MODEL, STARTED)
    ledger = store.call_ledger(made)
    ledger.record(call("a", CallOutcome.VALID, 12_000))
    ledger.record(call("b", CallOutcome.TRUNCATED, 300, error="cut off at 16000 tokens"))
    ledger.record(call("c", CallOutcome.VALID, 45, "repair"))
    ledger.record_hit("a")
    store.record_failure(made, None, "long.txt was not read: cut off")
    return made


def data(command: Command, *arguments: str) -> Any:
    ended = command(*arguments, "--format", "json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


@pytest.mark.usefixtures("run")
def test_a_run_is_listed_with_what_it_took(claimtrack: Command) -> None:
    (row,) = data(claimtrack, "runs")
    assert row == {
        "id": "R1",
        "started": "2025-10-23T08:30:00+00:00",
        "stage": "extract",
        "engine": "llm/1/openai:test/extract/1-abc",
        "model": "openai:test",
        "prompt": "extract/1-abc",
        "articles": 0,
        "failures": 1,
        "dropped": 0,
        "calls": 3,
        "hits": 1,
        "failed": 1,
        "tokens": 3000,
        "input_tokens": 2700,
        "cached_tokens": 900,
        "output_tokens": 300,
        "cost": 0.012345,
    }
    assert "$0.0123" in claimtrack("runs").out


@pytest.mark.usefixtures("run")
def test_a_run_is_explained(claimtrack: Command) -> None:
    shown = data(claimtrack, "runs", "r1")
    assert [(row["purpose"], row["outcome"], row["calls"]) for row in shown["by_outcome"]] == [
        *(("extract", "valid", 1), ("extract", "truncated", 1), ("repair", "valid", 1))
    ]
    assert shown["by_outcome"][0]["seconds"] == 2.0
    (failed,) = shown["failed_calls"]
    assert (failed["purpose"], failed["outcome"], failed["finish"]) == ("extract", "truncated", "length")
    assert failed["error"] == "cut off at 16000 tokens"
    (article,) = shown["failed_articles"]
    assert article["message"] == "long.txt was not read: cut off"
    page = claimtrack("runs", "R1").out
    assert page.startswith("R1  extract\n")
    for told in ("openai:test", "cut off at 16000 tokens", "long.txt was not read: cut off", "$0.0123", "2,700 in"):
        assert told in page


@pytest.mark.usefixtures("run")
def test_all_formats_have_the_same_rows(claimtrack: Command) -> None:
    rows = data(claimtrack, "runs")
    assert [json.loads(line) for line in claimtrack("runs", "--format", "jsonl").out.splitlines()] == rows
    for arguments in (("runs",), ("runs", "R1")):
        (row,) = csv.DictReader(io.StringIO(claimtrack(*arguments, "--format", "csv").out))
        assert list(row) == list(rows[0])
        assert (row["id"], row["cost"]) == ("R1", "0.012345")


def test_an_unknown_cost_is_never_nothing(store: Store, run: Run, claimtrack: Command) -> None:
    store.call_ledger(run).record(call("d", CallOutcome.VALID, None))
    assert data(claimtrack, "runs")[0]["cost"] is None
    for page in (claimtrack("runs").out, claimtrack("runs", "R1").out):
        assert "unknown" in page
        assert "$0.00 " not in page


def test_a_run_of_the_rules_costs_nothing_and_calls_nobody(news: Command) -> None:
    rows = data(news, "runs")
    assert [row["stage"] for row in rows] == ["check", "extract", "extract"]
    assert {(row["model"], row["calls"], row["cost"]) for row in rows} == {(None, 0, 0)}
    assert sum(row["articles"] for row in rows if row["stage"] == "extract") == 6
    page = news("runs", rows[0]["id"]).out
    assert "rules/" in page
    assert "calls" not in page


def test_what_a_model_wrote_reaches_no_terminal(store: Store, claimtrack: Command) -> None:
    ledger = store.call_ledger(Run(Stage.EXTRACT, MODEL, STARTED))
    ledger.record(call("a", CallOutcome.INVALID, 1, error="not JSON: \x1b]0;owned\x07"))
    assert not set(claimtrack("runs", "R1").out) & {"\x1b", "\x07"}


def test_no_runs_yet_says_what_to_do(claimtrack: Command) -> None:
    ended = claimtrack("runs")
    assert (ended.code, ended.out) == (0, "")
    assert "claimtrack ingest PATH" in ended.err


@pytest.mark.parametrize("id", ["R9", "A1", "9"])
def test_an_unknown_run_says_where_to_look(claimtrack: Command, id: str) -> None:
    ended = claimtrack("runs", id)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "claimtrack runs" in ended.err
