"""``batch``: hand over today, collect tomorrow, and go on as if the model had been asked live."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli import scripted
from tests.llm.batch_server import BatchProvider, Work, answered, expired, refused
from tests.llm.server import Asked, Json, ModelServer, error

from .conftest import Command, Ended

MODEL = "openai:gpt-5-mini"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """The provider's server: batches, and the same model live."""
    with ModelServer(play=scripted.model) as server:
        monkeypatch.setenv("CLAIMTRACK_BASE_URL", server.url)
        monkeypatch.setenv("CLAIMTRACK_MODEL", MODEL)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-not-a-key")
        yield server


@pytest.fixture
def provider(server: ModelServer) -> BatchProvider:
    return BatchProvider(server)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(1, 4):
        head = f"---\npublished: 2025-10-1{number}\noutlet: Torvik Post\n---\n"
        (folder / f"{number}.md").write_text(head + scripted.article(number), encoding="utf-8")
    return folder


def work(line: Json) -> Json:
    """The scripted model's answer to one line of a batch."""
    reply = scripted.model(Asked("POST", line["url"], {}, json.dumps(line["body"]).encode()))
    return answered(json.dumps(reply))


def rows(ended: Ended) -> list[Json]:
    """What a command printed as jsonl."""
    return [json.loads(line) for line in ended.out.splitlines()]


def test_articles_are_read_from_a_batch(
    claimtrack: Command, provider: BatchProvider, server: ModelServer, articles: Path
) -> None:
    (batch,) = rows(claimtrack("batch", "submit", articles, "--format", "jsonl"))
    assert (batch["id"], batch["state"], batch["stage"], batch["requests"]) == ("B1", "validating", "extract", 3)
    provider.finish("batch-1", work)
    (status,) = rows(claimtrack("batch", "status", "--format", "jsonl"))
    assert (status["state"], status["note"]) == ("completed", "3 of 3 answered, 0 failed")
    ended = claimtrack("batch", "collect", "--format", "jsonl")
    assert (ended.code, ended.err) == (0, "")
    (done,) = rows(ended)
    assert (done["valid"], done["failed"], done["missing"]) == (3, 0, 0)

    taken = rows(claimtrack("ingest", articles, "--format", "jsonl"))
    assert [(row["outcome"], row["quotes"], row["claims"]) for row in taken] == [("new", 1, 1)] * 3
    assert server.chats == []
    read, asked = rows(claimtrack("runs", "--format", "jsonl"))
    assert (read["calls"], read["hits"], read["articles"]) == (0, 3, 3)
    assert (asked["calls"], asked["failed"]) == (3, 0)
    assert asked["cost"] > 0


def test_claims_are_checked_from_batches_the_second_readings_too(
    claimtrack: Command, provider: BatchProvider, server: ModelServer, articles: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later.md"
    text = "---\npublished: 2025-11-01\noutlet: Other Wire\n---\nBridge number 1 in Torvik is still closed.\n"
    later.write_text(text, encoding="utf-8")
    claimtrack("ingest", articles, later)
    (batch,) = rows(claimtrack("batch", "submit", "--check", "--format", "jsonl"))
    assert (batch["stage"], batch["requests"]) == ("check", len(provider.lines("batch-1")))
    assert batch["requests"] > 0
    provider.finish("batch-1", work)
    assert claimtrack("batch", "collect").code == 0
    (second,) = rows(claimtrack("batch", "submit", "--check", "--format", "jsonl"))
    assert (second["id"], second["requests"]) == ("B2", batch["requests"])
    provider.finish("batch-2", work)
    assert claimtrack("batch", "collect").code == 0
    assert "nothing was handed over" in claimtrack("batch", "submit", "--check").err
    live = len(server.chats)
    assert "contradicted" in claimtrack("check").out
    checked = rows(claimtrack("runs", "--format", "jsonl"))[0]
    assert (checked["calls"], checked["hits"]) == (0, 2 * batch["requests"])
    assert len(server.chats) == live


def test_what_was_not_answered_is_told_and_handed_over_again(
    claimtrack: Command, provider: BatchProvider, articles: Path
) -> None:
    claimtrack("batch", "submit", articles)
    outcomes: Iterator[Work] = iter([work, lambda _: expired(), lambda _: None])
    provider.finish("batch-1", lambda line: next(outcomes)(line), "expired")
    ended = claimtrack("batch", "collect", "--format", "jsonl")
    (done,) = rows(ended)
    assert (ended.code, done["valid"], done["failed"], done["missing"]) == (3, 1, 1, 1)
    told = ended.err.splitlines()
    assert told[0] == "claimtrack: B1: 1 failed: not executed before the window expired"
    assert told[1].startswith("claimtrack: B1: 1 got no answer (expired: 1 answered, 1 failed, 1 without an answer)")
    again = claimtrack("batch", "submit", articles, "--format", "jsonl")
    assert (again.code, rows(again)[0]["requests"]) == (0, 2)
    assert again.err == "claimtrack: 1 requests are answered already\n"


def test_submitting_and_collecting_can_be_repeated(
    claimtrack: Command, provider: BatchProvider, articles: Path
) -> None:
    claimtrack("batch", "submit", articles)
    ended = claimtrack("batch", "submit", articles)
    assert (ended.code, ended.out, len(provider.batches)) == (0, "", 1)
    assert ended.err.splitlines() == [
        "claimtrack: 3 requests are in an open batch already: `claimtrack batch status` tells of it",
        "nothing was handed over",
    ]
    ended = claimtrack("batch", "collect")
    assert (ended.code, ended.err.splitlines()[0]) == (
        0,
        "claimtrack: B1 is not done yet: validating, 0 of 3 answered, 0 failed",
    )
    provider.finish("batch-1", work)
    assert claimtrack("batch", "collect").code == 0
    ended = claimtrack("batch", "collect", "B1")
    assert (ended.code, ended.out, ended.err) == (0, "", "nothing was collected\n")


def test_a_batch_that_the_provider_refuses_is_told(
    claimtrack: Command, provider: BatchProvider, articles: Path
) -> None:
    claimtrack("batch", "submit", articles)
    provider.fail("batch-1", "line 1: no such model")
    ended = claimtrack("batch", "collect")
    assert ended.code == 3
    assert "B1: 3 got no answer (line 1: no such model)" in ended.err
    assert rows(claimtrack("batch", "status", "--format", "jsonl"))[0]["state"] == "failed"


def test_an_estimate_above_max_cost_hands_nothing_over(
    claimtrack: Command, provider: BatchProvider, articles: Path
) -> None:
    ended = claimtrack("batch", "submit", articles, "--max-cost", "0.0001")
    assert ended.code == 2
    assert "more than --max-cost $0.00" in ended.err
    assert "nothing was handed over" in ended.err
    assert (provider.files, provider.batches) == ({}, {})


def test_a_dry_run_hands_nothing_over(
    claimtrack: Command, provider: BatchProvider, articles: Path, database: Path
) -> None:
    ended = claimtrack("batch", "submit", articles, "--dry-run", "--format", "jsonl")
    assert [row["calls"] for row in rows(ended)] == [1, 1, 1]
    assert "in a batch, calls cost half of that" in ended.err
    assert (provider.files, database.exists()) == ({}, False)


def test_a_server_without_batches_is_told_in_a_line(claimtrack: Command, server: ModelServer, articles: Path) -> None:
    ended = claimtrack("batch", "submit", articles)
    assert (ended.code, ended.out) == (2, "")
    instead = "leave `batch` out, and run `claimtrack ingest` or `claimtrack check`"
    assert ended.err == f"claimtrack: {server.url} has no Batch API: {instead}\n"


def test_a_key_that_is_refused_is_not_told(claimtrack: Command, server: ModelServer, articles: Path) -> None:
    server.routes["GET", "/v1/batches"] = lambda _: error(401, "Incorrect API key: sk-test-not-a-key")
    ended = claimtrack("batch", "submit", articles)
    assert ended.code == 2
    assert "OPENAI_API_KEY was refused" in ended.err
    assert "sk-test" not in ended.err


def test_a_batch_that_the_provider_does_not_know_does_not_hold_up_others(
    claimtrack: Command, provider: BatchProvider, server: ModelServer, articles: Path
) -> None:
    claimtrack("batch", "submit", articles / "1.md")
    claimtrack("batch", "submit", articles)
    provider.finish("batch-2", work)
    del provider.batches["batch-1"]
    ended = claimtrack("batch", "collect", "--format", "jsonl")
    assert (ended.code, [(row["id"], row["valid"]) for row in rows(ended)]) == (3, [("B2", 2)])
    instead = "use the key and the --base-url that the batch was handed over with"
    assert ended.err == f"claimtrack: B1: {server.url} does not have batch-1: {instead}\n"


def test_another_address_is_not_asked_about_a_batch(
    claimtrack: Command, provider: BatchProvider, server: ModelServer, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimtrack("batch", "submit", articles)
    provider.finish("batch-1", work)
    monkeypatch.delenv("CLAIMTRACK_BASE_URL")
    ended = claimtrack("batch", "collect")
    assert ended.code == 3
    assert f"B1: it was handed over to {server.url}: give that as --base-url" in ended.err
    assert claimtrack("batch", "collect", "--base-url", server.url).code == 0


def test_an_answer_that_failed_says_why(claimtrack: Command, provider: BatchProvider, articles: Path) -> None:
    claimtrack("batch", "submit", articles)
    provider.finish("batch-1", lambda _: refused(400, "Unsupported value: 'temperature'"))
    ended = claimtrack("batch", "collect")
    assert (ended.code, ended.err) == (3, "claimtrack: B1: 3 failed: Unsupported value: 'temperature'\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["submit"], "Invalid value for PATH: give articles to read, or --check"),
        (["submit", "a.txt", "--check"], "Invalid value for PATH: give articles to read, or --check"),
        (
            ["submit", "a.txt", "--no-cache"],
            "command line: the cache is off, and a batch is only of use through it",
        ),
        (["submit", "a.txt", "--model", "rules"], "no model is set: give --model provider:name"),
        (["status", "A1"], "'A1' is not a batch: write B1"),
        (["status", "B7"], "there is no B7"),
    ],
)
def test_what_cannot_be_done_is_told(
    claimtrack: Command, provider: BatchProvider, arguments: list[str], told: str
) -> None:
    ended = claimtrack("batch", *arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert told in ended.err
    assert provider.batches == {}


def test_before_the_first_there_are_none(claimtrack: Command) -> None:
    ended = claimtrack("batch", "status")
    assert (ended.code, ended.err) == (0, "no batches yet: `claimtrack batch submit`\n")
