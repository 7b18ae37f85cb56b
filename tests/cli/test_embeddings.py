"""``--embeddings`` on the command line: asked for, foreseen, paid for once, and never required."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.llm.embeddings import embedding_server, texts
from tests.llm.server import ModelServer, error, free_port

from .conftest import Command

pytestmark = pytest.mark.usefixtures("nothing_set")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with embedding_server() as server:
        yield server


@pytest.fixture
def read(claimtrack: Command, tmp_path: Path) -> Command:
    """The command, with two articles read: what was claimed, and what became of it."""
    for day, outlet, text in (
        (16, "Tarn Herald", 'The mayor of Tarn, Ida Falk, spoke on Monday. "The bridge in Tarn is open," Falk said.'),
        (20, "Kessel Post", "The bridge in Tarn is not open. Ida Falk, the mayor of Tarn, was there. It rained."),
    ):
        meta = f"---\npublished: 2025-10-{day}\noutlet: {outlet}\n---\n"
        (tmp_path / f"{day}.txt").write_text(meta + text, encoding="utf-8")
        assert claimtrack("ingest", tmp_path / f"{day}.txt").code == 0
    return claimtrack


def at(url: str) -> list[str]:
    return ["--embeddings", "openai:text-embedding-3-small", "--base-url", url]


def test_the_offline_judge_works_with_embeddings_too(read: Command, server: ModelServer) -> None:
    ended = read("check", "--as-of", "2025-10-21", *at(server.url))
    assert ended.code == 0
    assert "1 call" in ended.out + ended.err
    assert len(texts(server)) == 1


def test_a_dry_run_foresees_them_and_asks_nothing(read: Command, server: ModelServer) -> None:
    ended = read("check", "--dry-run", "--format", "jsonl", *at(server.url))
    (row,) = [json.loads(line) for line in ended.out.splitlines()]
    assert (row["calls"], row["from_cache"], row["output_tokens"]) == (1, 0, 0)
    assert 0 < row["cost"] < 0.001
    assert not server.requests


def test_a_dry_run_after_the_check_has_nothing_to_foresee(read: Command, server: ModelServer) -> None:
    read("check", *at(server.url))
    ended = read("check", "--dry-run", *at(server.url))
    assert "at least 0 calls" in ended.err


def test_max_cost_holds_for_them(read: Command, server: ModelServer) -> None:
    ended = read("check", "--max-cost", "0", *at(server.url))
    assert (ended.code, "stopped before --max-cost" in ended.err) == (2, True)
    assert not server.requests


def test_where_nobody_answers_nothing_is_lost(read: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_RETRIES", "0")
    ended = read("check", *at(f"http://127.0.0.1:{free_port()}/v1"))
    assert (ended.code, "nobody answers" in ended.err) == (2, True)
    ended = read("check")
    assert (ended.code, "1 article checked" in ended.out + ended.err) == (0, True)


def test_a_refused_request_is_told_and_words_alone_choose(read: Command, server: ModelServer) -> None:
    server.routes["POST", "/v1/embeddings"] = lambda _: error(400, "no such text")
    ended = read("check", *at(server.url))
    assert (ended.code, "1 call (1 failed)" in ended.err) == (0, True)


def test_they_may_have_an_address_of_their_own(
    read: Command, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMTRACK_EMBEDDINGS_BASE_URL", server.url)
    assert read("check", *at(f"http://127.0.0.1:{free_port()}/v1")).code == 0
    assert len(texts(server)) == 1


def test_a_setting_can_be_switched_off_for_once(
    read: Command, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMTRACK_EMBEDDINGS", "openai:vectors")
    monkeypatch.setenv("CLAIMTRACK_BASE_URL", server.url)
    assert read("check", "--embeddings", "none").code == 0
    assert not server.requests


def test_a_folder_that_came_from_elsewhere_sends_no_text_to_a_stranger(read: Command) -> None:
    Path("claimtrack.toml").write_text('embeddings_base_url = "https://stranger.example/v1"\n', encoding="utf-8")
    ended = read("check", "--embeddings", "openai:vectors")
    assert (ended.code, "embeddings_base_url may only name this machine" in ended.err) == (2, True)


# How well passages are found


CLAIM = {"claim_id": "c1", "claim": "The bridge in Tarn was closed.", "relevant": ["p3"]}
PASSAGES = [
    {"id": "p1", "text": "The tower in Tarn was closed."},
    {"id": "p2", "text": "The tower in Kessel was closed."},
    {"id": "p3", "text": "The crossing in Tarn was closed."},
]


def test_passages_are_ranked_by_what_they_mean_too(claimtrack: Command, server: ModelServer, tmp_path: Path) -> None:
    claims, passages = tmp_path / "claims.jsonl", tmp_path / "passages.jsonl"
    claims.write_text(json.dumps(CLAIM) + "\n", encoding="utf-8")
    passages.write_text("".join(json.dumps(one) + "\n" for one in PASSAGES), encoding="utf-8")
    retrieval = ["evaluate", "--retrieval", claims, passages, "--format", "jsonl"]
    assert json.loads(claimtrack(*retrieval).out)["ranked"][0] != "p3"
    for _ in range(2):
        assert json.loads(claimtrack(*retrieval, *at(server.url)).out)["ranked"][0] == "p3"
    assert len(texts(server)) == 1, "what was asked for once is kept in the database"
