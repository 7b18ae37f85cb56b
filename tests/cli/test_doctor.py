"""``claimtrack doctor``: every fault is named in one line that says what to mend."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.llm.embeddings import embedding_server
from tests.llm.server import ModelServer, error, free_port

from .conftest import Command, Ended

KEY = "sk-never-to-be-shown-1234567890"
YES = {"answer": "yes"}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A server with one model, called "test"; a key for it is set."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with ModelServer() as started:
        yield started


def checks(ended: Ended) -> dict[str, tuple[bool, str]]:
    """What was found, by the name of the check."""
    return {row["check"]: (row["ok"], row["told"]) for row in json.loads(ended.out)}


def doctor(command: Command, *arguments: str | Path) -> Ended:
    return command("doctor", *arguments, "--format", "json")


def of(server: ModelServer, model: str = "openai:test") -> tuple[str, ...]:
    return ("--model", model, "--base-url", server.url)


def test_a_model_for_embeddings_is_asked_for_one(claimtrack: Command) -> None:
    with embedding_server() as server:
        found = checks(doctor(claimtrack, "--embeddings", "openai:vectors", "--base-url", server.url))
        assert found["embeddings"] == (True, "openai:vectors gives vectors of 64 numbers")
        server.routes["POST", "/v1/embeddings"] = lambda _: error(404, "no such model")
        ended = doctor(claimtrack, "--embeddings", "openai:vectors", "--base-url", server.url)
    assert (ended.code, checks(ended)["embeddings"][0]) == (2, False)
    assert "does not know openai:vectors" in checks(ended)["embeddings"][1]


def test_without_a_model_only_the_database_is_looked_at(claimtrack: Command, database: Path) -> None:
    ended = doctor(claimtrack)
    assert ended.code == 0
    found = checks(ended)
    assert found["model"] == (True, "none is set: the offline rules do the work")
    assert list(found) == ["model", "database"]
    assert str(database) in found["database"][1]
    assert not database.exists()


def test_all_is_in_order(news: Command, server: ModelServer) -> None:
    server.answers.append(json.dumps(YES))
    ended = doctor(news, *of(server))
    assert (ended.code, ended.err) == (0, "")
    found = checks(ended)
    assert list(found) == ["settings", "prompts", "price", "key", "endpoint", "replies", "database"]
    assert all(ok for ok, _ in found.values())
    assert found["key"] == (True, "set in OPENAI_API_KEY")
    assert "6 articles" in found["database"][1]
    assert len(server.chats) == 1
    (row,) = [
        row for row in csv.DictReader(io.StringIO(news("doctor", "--format", "csv").out)) if row["check"] == "model"
    ]
    assert row["ok"] == "true"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (error(401, "Incorrect API key provided"), "the key in OPENAI_API_KEY was refused"),
        (error(404, "no such model", code="model_not_found"), "does not know openai:test"),
        (error(429, "quota", code="insufficient_quota"), "has no credit left"),
        (error(400, "response_format is not supported"), "set structured to json_object or none"),
    ],
)
def test_a_model_that_cannot_be_asked_is_told_with_what_to_mend(
    claimtrack: Command, server: ModelServer, answer: object, told: str
) -> None:
    server.play = lambda _: answer  # type: ignore[assignment, return-value]
    ended = doctor(claimtrack, *of(server))
    assert ended.code == 2
    ok, words = checks(ended)["replies"]
    assert not ok
    assert told in words
    assert KEY not in ended.out + ended.err


def test_replies_of_another_shape_are_told(claimtrack: Command, server: ModelServer) -> None:
    server.play = lambda _: "Yes, it is."
    ended = doctor(claimtrack, *of(server))
    assert ended.code == 2
    assert "not JSON" in checks(ended)["replies"][1]


def test_a_model_that_the_server_does_not_list_is_told_with_those_it_does(
    claimtrack: Command, server: ModelServer
) -> None:
    server.play = lambda _: error(404, "no such model", code="model_not_found")
    assert checks(doctor(claimtrack, *of(server, "openai:tset")))["replies"][1].endswith("; there are test")


def test_a_server_that_lists_no_models_may_still_answer(claimtrack: Command, server: ModelServer) -> None:
    del server.routes["GET", "/v1/models"]
    server.answers.append(json.dumps(YES))
    assert doctor(claimtrack, *of(server)).code == 0


def test_nobody_at_the_address_is_told_and_nothing_more_is_tried(
    claimtrack: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    url = f"http://user:{KEY}@127.0.0.1:{free_port()}/v1"
    ended = doctor(claimtrack, "--model", "openai:test", "--base-url", url)
    assert ended.code == 2
    found = checks(ended)
    assert "nobody answers at http://127.0.0.1:" in found["endpoint"][1]
    assert "replies" not in found
    assert KEY not in ended.out + ended.err


def test_a_missing_key_is_told_before_anything_is_sent(claimtrack: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    ended = doctor(claimtrack, "--model", "openai:gpt-5-mini")
    assert ended.code == 2
    found = checks(ended)
    assert found["key"][1].startswith("not set: export OPENAI_API_KEY=")
    assert found["price"] == (True, "$0.25 a million input tokens, $2.00 a million output tokens")
    assert "endpoint" not in found


def test_a_price_that_is_not_known_keeps_no_budget(
    claimtrack: Command, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMTRACK_MAX_COST", "2.50")
    server.answers.append(json.dumps(YES))
    ended = doctor(claimtrack, *of(server))
    assert ended.code == 2
    assert [name for name, (ok, _) in checks(ended).items() if not ok] == ["price"]


@pytest.mark.parametrize(
    ("variable", "value", "check"),
    [("CLAIMTRACK_JOBS", "many", "settings"), ("CLAIMTRACK_PROMPTS", "/nowhere", "prompts")],
)
def test_settings_that_cannot_be_used_are_told(
    claimtrack: Command, server: ModelServer, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, check: str
) -> None:
    monkeypatch.setenv(variable, value)
    server.answers.append(json.dumps(YES))
    ended = doctor(claimtrack, *of(server))
    assert ended.code == 2
    ok, told = checks(ended)[check]
    assert not ok
    assert value in told


def test_a_database_behind_the_code_is_told(news: Command, database: Path) -> None:
    connection = sqlite3.connect(database)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    ended = doctor(news)
    assert ended.code == 2
    assert checks(ended)["database"][1].endswith("run `claimtrack db upgrade`")


def test_a_file_that_is_no_database_is_told(claimtrack: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, but long enough to be taken for one", encoding="utf-8")
    ended = doctor(claimtrack, "--db", tmp_path / "notes.txt")
    assert ended.code == 2
    assert "not a database" in checks(ended)["database"][1]


def test_people_get_a_line_for_each_check(claimtrack: Command, server: ModelServer) -> None:
    server.answers.append(json.dumps(YES))
    lines = claimtrack("doctor", *of(server)).out.splitlines()
    assert [line.split()[1] for line in lines[1:]] == ["ok"] * 7
