"""Whole commands with a language model behind them: a server on loopback plays it, everything else is real."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claimtrack import Tracker
from tests.llm.server import Answer, Asked, ModelServer, Reply, error, said, wait_until

from . import scripted
from .conftest import Command, Ended

MODEL = "openai:test"
PRICE = '[models]\n"openai:test" = { input = 1000.0, output = 1000.0 }\n'
"""A tenth of a cent a token: a call of the server's takes 150 tokens, 15 cents."""

pytestmark = pytest.mark.usefixtures("nothing_set")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(play=scripted.model) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six articles with a claim each, of six days."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(1, 7):
        write(folder, number, scripted.article(number))
    return folder


def write(folder: Path, number: int, text: str, day: int = 16) -> None:
    meta = f"---\npublished: 2025-10-{day}\noutlet: Outlet {number}\ntitle: Bridges {number}\n---\n"
    (folder / f"{number}.txt").write_text(meta + text, encoding="utf-8")


def add_evidence(folder: Path) -> None:
    """Six articles, each of an origin of its own, that contradict every claim."""
    for number in range(1, 7):
        text = f"It rained. Bridge number {number} in Torvik was still closed on Saturday, and will reopen in spring."
        own_words = " ".join(f"plank{number}x{plank}" for plank in range(40))
        write(folder, number + 10, f"{text}\n\nMissing are {own_words}.\n", day=20)


def at(server: ModelServer, *more: str) -> list[str]:
    """The options of a command that asks ``server``."""
    return ["--model", MODEL, "--base-url", server.url, *more]


def rows(ended: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def failing_on(number: int, answer: Reply) -> Any:
    """The model, but for what it is asked about one bridge."""
    return lambda asked: answer if scripted.about(asked) == number else scripted.model(asked)


def test_articles_are_read_and_checked_by_the_model(claimtrack: Command, server: ModelServer, folder: Path) -> None:
    ended = claimtrack("ingest", folder, *at(server), "--format", "jsonl")
    assert (ended.code, [row["claims"] for row in rows(ended)]) == (0, [1] * 6)
    assert ended.err == "claimtrack: 6 articles, 6 calls, 900 tokens, cost unknown\n"
    (first, *_) = rows(claimtrack("claims", "--format", "jsonl"))
    assert (first["speaker"], first["type"]) == ("Anna Berg", "prediction")
    add_evidence(folder)
    claimtrack("ingest", folder, *at(server))
    changes = rows(claimtrack("check", *at(server), "--as-of", "2025-10-21", "--format", "jsonl"))
    assert [change["status"] for change in changes] == ["contradicted"] * 6


def test_what_is_stored_is_not_asked_for_again(claimtrack: Command, server: ModelServer, folder: Path) -> None:
    claimtrack("ingest", folder, *at(server))
    ended = claimtrack("ingest", folder, *at(server), "--format", "jsonl")
    assert [row["outcome"] for row in rows(ended)] == ["unchanged"] * 6
    assert (len(server.chats), ended.err) == (6, "")


def test_what_is_no_article_counts_as_done(claimtrack: Command, server: ModelServer, folder: Path) -> None:
    (folder / "7.txt").write_bytes(b"\x00")
    ended = claimtrack("ingest", folder, *at(server))
    assert (ended.code, ended.err.splitlines()[-1][:24]) == (3, "claimtrack: 7 articles, ")


def test_settings_take_the_place_of_options(
    claimtrack: Command, server: ModelServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("claimtrack.toml").write_text(f'base_url = "{server.url}"\njobs = 3\n', encoding="utf-8")
    monkeypatch.setenv("CLAIMTRACK_MODEL", MODEL)
    assert claimtrack("ingest", folder).code == 0
    assert len(server.chats) == 6
    assert claimtrack("ingest", folder, "--model", "rules").code == 0
    assert len(server.chats) == 6


def test_several_calls_at_once_change_no_order(claimtrack: Command, server: ModelServer, folder: Path) -> None:
    def slow_at_first(asked: Asked) -> Reply:
        answer = said(json.dumps(scripted.model(asked)))
        if scripted.about(asked) == 1:
            wait_until(lambda: len(server.chats) >= 4)
        return answer

    server.play = slow_at_first
    ended = claimtrack("ingest", folder, *at(server, "--jobs", "4"), "--format", "jsonl")
    assert [(row["id"], Path(row["source"]).name) for row in rows(ended)] == [
        (f"A{n}", f"{n}.txt") for n in range(1, 7)
    ]


def test_a_failure_on_one_article_keeps_no_other_waiting(
    claimtrack: Command, server: ModelServer, folder: Path, database: Path
) -> None:
    server.play = failing_on(2, "I would rather not say.")
    ended = claimtrack("ingest", folder, *at(server), "--format", "jsonl")
    assert (ended.code, [row["title"] for row in rows(ended)]) == (3, [f"Bridges {n}" for n in (1, 3, 4, 5, 6)])
    told, summary = ended.err.splitlines()
    assert told.startswith(f"claimtrack: {folder / '2.txt'} was not read: openai:test: ")
    assert summary.startswith("claimtrack: 6 articles, 7 calls (2 failed), ")
    with Tracker.open(str(database)) as news:
        assert [(one.article_id, one.message in told) for one in news.failures()] == [(None, True)]
    server.play = scripted.model
    again = claimtrack("ingest", folder, *at(server), "--format", "jsonl")
    assert (again.code, Counter(row["outcome"] for row in rows(again))) == (0, {"unchanged": 5, "new": 1})


def test_a_wrong_key_stops_at_once(claimtrack: Command, server: ModelServer, folder: Path, database: Path) -> None:
    server.play = lambda _: error(401, "Incorrect API key provided", "invalid_api_key")
    ended = claimtrack("ingest", folder, *at(server, "--jobs", "1"))
    assert (ended.code, ended.out, len(server.chats)) == (2, "", 1)
    assert "key" in ended.err.splitlines()[-1]
    with Tracker.open(str(database)) as news:
        assert (news.claims(), news.failures()) == ([], [])


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("openai:gpt-5-mini", "OPENAI_API_KEY is not set"),
        ("nobody:test", 'LangChain has no provider "nobody"'),
        ("anthropic:test", "langchain-anthropic"),
    ],
)
def test_a_model_that_cannot_be_asked_is_told_once(
    claimtrack: Command, folder: Path, database: Path, model: str, told: str
) -> None:
    ended = claimtrack("ingest", folder, "--model", model)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err.splitlines()[-1]
    assert "was not read" not in ended.err
    with Tracker.open(str(database)) as news:
        assert (news.claims(), news.failures()) == ([], [])


@pytest.mark.parametrize("model", [[], ["--model", "rules"]])
def test_an_address_without_a_model_is_told_and_nothing_is_read(
    claimtrack: Command, folder: Path, database: Path, model: list[str]
) -> None:
    ended = claimtrack("ingest", folder, "--base-url", "http://localhost:11434/v1", *model)
    assert (ended.code, ended.out, database.exists()) == (2, "", False)
    assert "--base-url is where a model is, and none is set: add --model" in ended.err


def test_a_settings_file_that_cannot_be_used_is_told(claimtrack: Command, folder: Path, database: Path) -> None:
    Path("claimtrack.toml").write_text("modle = 'openai:test'", encoding="utf-8")
    ended = claimtrack("ingest", folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "claimtrack: claimtrack.toml: modle is no setting; did you mean model?\n"
    assert not database.exists()


def test_progress_tells_calls_and_money(terminal: Command, server: ModelServer, folder: Path) -> None:
    shown = terminal("ingest", folder, *at(server)).out
    assert "6 articles, 6 calls, 900 tokens, cost unknown" in shown


def test_what_is_done_when_the_quota_ends_is_kept(claimtrack: Command, server: ModelServer, folder: Path) -> None:
    broke = error(429, "You exceeded your current quota", "insufficient_quota")
    server.play = failing_on(4, broke)
    ended = claimtrack("ingest", folder, *at(server, "--jobs", "1"), "--format", "jsonl")
    assert (ended.code, [row["id"] for row in rows(ended)], len(server.chats)) == (3, ["A1", "A2", "A3"], 4)
    server.play = scripted.model
    claimtrack("ingest", folder, *at(server))
    assert len(server.chats) == 7


def failing_in(outlet: str, answer: Reply) -> Any:
    """The model, but for what it is asked about one outlet's article."""
    return lambda asked: answer if f"Outlet: {outlet}\n" in asked.user else scripted.model(asked)


def evidence(claimtrack: Command) -> list[str]:
    """The outlets whose articles say something to the first claim."""
    (claim,) = rows(claimtrack("show", "C1", "--format", "jsonl"))
    return [one["outlet"] for one in claim["evidence"]]


def test_a_check_that_is_stopped_tells_what_it_found(claimtrack: Command, server: ModelServer, folder: Path) -> None:
    add_evidence(folder)
    claimtrack("ingest", folder, *at(server))
    server.play = failing_in("Outlet 13", error(401, "Incorrect API key provided", "invalid_api_key"))
    command = ["check", "--as-of", "2025-10-21", "--format", "jsonl", *at(server, "--jobs", "1")]
    ended = claimtrack(*command)
    assert (ended.code, [row["status"] for row in rows(ended)]) == (3, ["contradicted"] * 6)
    assert "OPENAI_API_KEY" in ended.err.splitlines()[-1]
    assert evidence(claimtrack) == ["Outlet 11", "Outlet 12"]
    server.play = scripted.model
    again = claimtrack(*command)
    assert (again.code, again.out) == (0, "")
    assert len(evidence(claimtrack)) == 6


def test_an_article_that_cannot_be_judged_is_a_failure_and_no_verdict(
    claimtrack: Command, server: ModelServer, folder: Path, database: Path
) -> None:
    add_evidence(folder)
    claimtrack("ingest", folder, *at(server))
    server.play = failing_in("Outlet 13", "no JSON")
    ended = claimtrack("check", "--as-of", "2025-10-21", "--format", "jsonl", *at(server))
    assert ended.code == 3
    assert " was not checked: openai:test: " in ended.err.splitlines()[0]
    assert evidence(claimtrack) == [f"Outlet {number}" for number in (11, 12, 14, 15, 16)]
    with Tracker.open(str(database)) as news:
        assert [failure.message in ended.err for failure in news.failures()] == [True]


def price(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "prices.toml").write_text(PRICE, encoding="utf-8")
    monkeypatch.setenv("CLAIMTRACK_PRICES", str(tmp_path / "prices.toml"))


def test_a_run_stops_before_it_costs_more_than_it_may(
    claimtrack: Command, server: ModelServer, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    price(monkeypatch, tmp_path)
    monkeypatch.setenv("CLAIMTRACK_MAX_OUTPUT_TOKENS", "100")
    nothing = claimtrack("ingest", folder, *at(server, "--max-cost", "0.01"))
    assert (nothing.code, len(server.chats)) == (2, 0)
    assert "--max-cost" in nothing.err
    whole = claimtrack("ingest", folder / "1.txt", *at(server, "--max-cost", "100"), "--format", "jsonl")
    assert (whole.code, whole.err) == (0, "claimtrack: 1 article, 1 call, 150 tokens, $0.15\n")
    worst = float(nothing.err.rpartition("$")[2])
    part = claimtrack("ingest", folder, *at(server, "--max-cost", f"{worst + 0.3}", "--jobs", "1"), "--format", "jsonl")
    assert part.code == 3
    assert 1 < len(rows(part)) < 6
    assert "--max-cost" in part.err


def test_a_dry_run_tells_the_calls_that_are_made_then(
    claimtrack: Command, server: ModelServer, folder: Path, database: Path
) -> None:
    add_evidence(folder)
    planned = claimtrack("ingest", folder, "--model", MODEL, "--dry-run", "--format", "jsonl")
    assert (planned.code, database.exists(), server.requests) == (0, False, [])
    assert [row["article"] for row in rows(planned)] == sorted(map(str, folder.iterdir()))
    assert all(row["input_tokens"] > 100 and row["cost"] is None for row in rows(planned))
    claimtrack("ingest", folder, *at(server))
    assert sum(row["calls"] for row in rows(planned)) == len(server.chats) == 12
    again = rows(claimtrack("ingest", folder, *at(server), "--dry-run", "--format", "jsonl"))
    assert sum(row["calls"] for row in again) == 0
    checks = rows(claimtrack("check", *at(server), "--dry-run", "--format", "jsonl"))
    assert len(server.chats) == 12
    claimtrack("check", *at(server), "--as-of", "2025-10-21")
    first_calls = [one for one in server.chats[12:] if _is_first(one)]
    assert sum(row["calls"] for row in checks) == len(first_calls)


def test_looking_back_from_a_claim_is_planned_bounded_and_stopped_like_any_check(
    claimtrack: Command, server: ModelServer, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    price(monkeypatch, tmp_path)
    monkeypatch.setenv("CLAIMTRACK_MAX_OUTPUT_TOKENS", "100")
    add_evidence(folder)
    claimtrack("ingest", folder, *at(server))
    read = len(server.chats)
    back = ("check", "--claim", "C1", "--as-of", "2025-10-21", "--format", "jsonl")
    planned = rows(claimtrack(*back, *at(server, "--pairs", "4", "--dry-run")))
    assert ([row["calls"] for row in planned], len(server.chats)) == ([1] * 4, read)
    nothing = claimtrack(*back, *at(server, "--pairs", "4", "--max-cost", "0.01"))
    assert (nothing.code, len(server.chats)) == (2, read)
    worst = float(nothing.err.rpartition("$")[2])
    part = claimtrack(*back, *at(server, "--pairs", "4", "--max-cost", f"{worst + 0.3}", "--jobs", "1"))
    assert part.code == 3
    assert "--max-cost" in part.err
    assert read < len(server.chats)
    claimtrack(*back, *at(server, "--pairs", "4"))
    asked = [one.body for one in server.chats[read:]]
    assert len(set(asked)) == len(asked)
    assert len([one for one in server.chats[read:] if _is_first(one)]) >= 4


def _is_first(asked: Asked) -> bool:
    """Whether this is a first look at a pair, and not the second one at a contradiction."""
    system = asked.json["messages"][0]["content"]
    return bool(system.startswith("You are given a claim that was made earlier, and passages"))


def test_a_dry_run_needs_a_model(claimtrack: Command, folder: Path) -> None:
    ended = claimtrack("ingest", folder, "--dry-run")
    assert (ended.code, ended.out) == (2, "")
    assert "the offline rules make no calls: set a model" in ended.err


def test_a_killed_run_asks_for_nothing_twice_that_was_answered(
    claimtrack: Command, server: ModelServer, folder: Path
) -> None:
    add_evidence(folder)
    claimtrack("ingest", folder, *at(server))
    before = len(server.chats)
    hanging: list[Asked] = []

    def hangs_later(asked: Asked) -> Reply:
        if len(server.chats) < before + 5:
            return scripted.model(asked)
        hanging.append(asked)
        return Answer(sleep=60)

    server.play = hangs_later
    command = [sys.executable, "-m", "claimtrack", "check", "--as-of", "2025-10-21", *at(server, "--jobs", "2")]
    with subprocess.Popen(command) as process:
        wait_until(lambda: len(hanging) == 2, 60)
        process.kill()
    answered = [one.body for one in server.chats[before:] if one not in hanging]
    server.play = scripted.model
    assert claimtrack("check", "--as-of", "2025-10-21", *at(server)).code == 0
    asked = Counter(one.body for one in server.chats[before:])
    assert [asked[body] for body in answered] == [1] * len(answered)
    assert max(asked.values()) == 2
    assert {one["status"] for one in rows(claimtrack("claims", "--format", "jsonl"))} == {"contradicted"}


def test_ctrl_c_ends_a_run_that_waits_for_the_model(server: ModelServer, folder: Path, database: Path) -> None:
    server.play = lambda asked: Answer(sleep=60) if scripted.about(asked) > 1 else scripted.model(asked)
    every_article_at_once = at(server, "--jobs", "6")
    command = [sys.executable, "-m", "claimtrack", "ingest", str(folder), *every_article_at_once, "--format", "jsonl"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert json.loads(process.stdout.readline())["id"] == "A1"
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
        assert process.returncode == 130
    assert told.decode().splitlines()[-1] == "claimtrack: interrupted; what was stored stays stored"
    with Tracker.open(str(database)) as news:
        assert [claim.article_id for claim in news.claims()] == [1]


def lines() -> bytes:
    """The articles as JSON lines."""
    return b"".join(
        json.dumps({"id": number, "text": scripted.article(number)}).encode() + b"\n" for number in range(1, 7)
    )


def test_extract_goes_on_where_it_was_and_keeps_the_order(claimtrack: Command, server: ModelServer) -> None:
    server.play = failing_on(2, "no JSON")
    ended = claimtrack("extract", "-", *at(server, "--jobs", "3"), stdin=lines())
    assert (ended.code, [row["id"] for row in rows(ended)]) == (3, [1, 3, 4, 5, 6])
    assert ended.err.splitlines()[0].startswith("claimtrack: article 2 was not read: openai:test: ")
    server.play = scripted.model
    asked = len(server.chats)
    again = claimtrack("extract", "-", *at(server, "--jobs", "3"), stdin=lines())
    assert (again.code, [row["id"] for row in rows(again)], len(server.chats)) == (0, [1, 2, 3, 4, 5, 6], asked + 1)
    assert again.err == "claimtrack: 6 articles, 6 calls (5 from cache), 150 tokens, cost unknown\n"
    anew = claimtrack("extract", "-", *at(server, "--no-cache"), stdin=lines())
    assert (anew.code, len(server.chats)) == (0, asked + 7)


def test_extract_tells_what_a_model_finds_beside_the_quote(claimtrack: Command, server: ModelServer) -> None:
    (found, *_) = rows(claimtrack("extract", "-", *at(server), stdin=lines()))
    (quote,) = found["quotes"]
    assert quote["claims"][0]["confirmed_if"] == "it is open on Friday"
    assert (quote["nested"], found["own_claims"]) == (False, [])


def test_judge_keeps_its_calls_too(claimtrack: Command, server: ModelServer) -> None:
    pair = {"claim": "The bridge number 1 reopened.", "evidence": "The bridge number 1 is closed."}
    given = b"".join(json.dumps({**pair, "id": id}).encode() + b"\n" for id in ("a", "b"))
    first = claimtrack("judge", "-", *at(server), stdin=given)
    assert [(row["id"], row["label"]) for row in rows(first)] == [("a", "contradicts"), ("b", "contradicts")]
    asked = len(server.chats)
    assert claimtrack("judge", "-", *at(server), stdin=given).out == first.out
    assert len(server.chats) == asked


def test_a_stream_whose_model_cannot_be_asked_ends(claimtrack: Command, server: ModelServer) -> None:
    server.play = failing_on(3, error(404, "The model does not exist", "model_not_found"))
    ended = claimtrack("extract", "-", *at(server, "--jobs", "1"), stdin=lines())
    assert (ended.code, [row["id"] for row in rows(ended)], len(server.chats)) == (3, [1, 2], 3)
    assert claimtrack("extract", "-", *at(server, "--no-cache"), stdin=lines().splitlines()[2]).code == 2
