"""``claimtrack evaluate``: how good an engine is, by gold data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.llm.server import Asked, ModelServer, Reply, error

from .conftest import Command, Ended
from .scripted import article, model

GAZETTE = '"We will sign on Friday," Ann Example told reporters. Officials hope for rain.\n'


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def spans(text: str, words: str) -> list[list[int]]:
    return [[text.index(words), text.index(words) + len(words)]]


def attribution(text: str, content: str, source: str, kind: str, speech: bool = True) -> dict[str, Any]:
    named = {"source": spans(text, source), "source_text": source}
    return {"content": spans(text, content), **named, "kind": kind, "speech": speech}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two articles with three attributions, one of them no speech."""
    signing = attribution(GAZETTE, '"We will sign on Friday,"', "Ann Example", "direct")
    rain = attribution(GAZETTE, "for rain", "Officials", "indirect", speech=False)
    text = "Bob Hale said the ferry was late.\n"
    ferry = attribution(text, "the ferry was late", "Bob Hale", "indirect")
    return write(
        tmp_path / "gold.jsonl",
        {"id": "a", "date": "2025-10-16", "publisher": "Gazette", "text": GAZETTE, "attributions": [signing, rain]},
        {"id": 2, "text": text, "attributions": [ferry]},
    )


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Three pairs, of which a judge should say contradicts, confirms and neither."""
    carried = {"claim": "The ferry carried 40 people.", "claim_date": "2025-10-16", "speaker": "Bob Hale"}
    texts = {"contradicts": "The ferry carried 90 people.", "confirms": "The ferry carried 40 people, records show."}
    told = [{"id": label, **carried, "evidence": text, "label": label} for label, text in texts.items()]
    return write(tmp_path / "pairs.jsonl", *told, {"id": 3, **carried, "evidence": "Rain fell.", "label": "neither"})


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    """Three articles that the scripted model can read, each with one attribution."""
    texts = [article(number) for number in (1, 2, 3)]
    said = [text.removeprefix("Anna Berg said ").rstrip(".\n") for text in texts]
    return write(
        tmp_path / "bridges.jsonl",
        *(
            {"id": number, "text": text, "attributions": [attribution(text, content, "Anna Berg", "indirect")]}
            for number, (text, content) in enumerate(zip(texts, said, strict=True), 1)
        ),
    )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """The scripted model, which the settings name."""
    with ModelServer(play=model) as started:
        monkeypatch.setenv("CLAIMTRACK_MODEL", "openai:test")
        monkeypatch.setenv("CLAIMTRACK_BASE_URL", started.url)
        monkeypatch.setenv("CLAIMTRACK_RETRIES", "0")
        yield started


def scored(ended: Ended, code: int = 0) -> dict[str, Any]:
    assert ended.code == code, ended.err
    shown: dict[str, Any] = json.loads(ended.out)
    return shown


def kinds(shown: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["kind"]: row for row in shown["kinds"]}


def test_the_rules_are_scored_on_who_said_what(claimtrack: Command, gold: Path, database: Path) -> None:
    shown = scored(claimtrack("evaluate", gold, "--engine", "rules", "--format", "json"))
    assert (shown["gold"], shown["missing"], shown["extra"], shown["speech"]) == (2, 0, 0, False)
    assert shown["engine"].startswith("rules/")
    rows = kinds(shown)
    assert list(rows) == ["direct", "mixed", "indirect", "all"]
    assert (rows["direct"]["exact_f1"], rows["direct"]["source_exact"]) == (1, 1)
    assert rows["all"]["gold"] == 3
    assert kinds(scored(claimtrack("evaluate", gold, "--speech", "--format", "json")))["all"]["gold"] == 2
    assert not database.exists()


def test_predictions_are_scored_without_an_engine(claimtrack: Command, gold: Path, tmp_path: Path) -> None:
    late = {"content": [[14, 27]], "source": None, "source_text": "Hale", "kind": "indirect"}  # "the ferry was": 3 of 4
    nested = {**late, "nested": True}
    found = write(tmp_path / "found.jsonl", {"id": 2, "quotes": [late, nested]}, {"id": "other", "quotes": []})
    shown = scored(claimtrack("evaluate", gold, "--predictions", found, "--format", "json"))
    assert (shown["engine"], shown["missing"], shown["extra"]) == (None, 1, 1)
    row = kinds(shown)["all"]
    assert (row["gold"], row["found"], row["matched"]) == (3, 1, 1)
    assert (row["match_precision"], row["match_recall"], row["exact_f1"]) == (1, 1 / 3, 0)
    assert (row["source_exact"], row["source_name"]) == (0, 1)


def test_verdicts_are_scored(claimtrack: Command, pairs: Path) -> None:
    shown = scored(claimtrack("evaluate", "--verdicts", pairs, "--engine", "rules", "--format", "json"))
    assert (shown["gold"], shown["accuracy"], shown["macro_f1"]) == (3, 1, 1)
    contradicts = next(row for row in shown["labels"] if row["label"] == "contradicts")
    assert (contradicts["precision"], contradicts["recall"], contradicts["as_contradicts"]) == (1, 1, 1)
    assert shown["contradicts_at_recall"][-1]["precision"] == 1
    assert shown["evidence"]["verbatim"] == shown["evidence"]["given"] == 2


@pytest.mark.parametrize(("what", "file"), [((), "gold"), (("--verdicts",), "pairs")])
def test_predictions_that_were_saved_score_the_same(
    claimtrack: Command, tmp_path: Path, request: pytest.FixtureRequest, what: tuple[str, ...], file: str
) -> None:
    data, saved = request.getfixturevalue(file), tmp_path / "saved.jsonl"
    ran = scored(claimtrack("evaluate", data, *what, "--save", saved, "--format", "json"))
    read = scored(claimtrack("evaluate", data, *what, "--predictions", saved, "--format", "json"))
    assert read == {**ran, "engine": None}


@pytest.mark.parametrize(("what", "file", "first"), [((), "gold", "kind"), (("--verdicts",), "pairs", "label")])
def test_every_format_has_the_figures(
    claimtrack: Command, request: pytest.FixtureRequest, what: tuple[str, ...], file: str, first: str
) -> None:
    data = request.getfixturevalue(file)
    whole = scored(claimtrack("evaluate", data, *what, "--format", "json"))
    assert json.loads(claimtrack("evaluate", data, *what, "--format", "jsonl").out) == whole
    rows = list(csv.DictReader(io.StringIO(claimtrack("evaluate", data, *what, "--format", "csv").out)))
    told = whole["labels" if what else "kinds"]
    assert [row[first] for row in rows] == [row[first] for row in told]
    assert [list(row) for row in rows] == [list(row) for row in told]
    page = claimtrack("evaluate", data, *what).out
    assert "1.000" in page
    assert f"{whole['gold']} lines of gold" in page


def test_a_model_is_scored_and_its_calls_are_kept(claimtrack: Command, bridges: Path, server: ModelServer) -> None:
    shown = scored(claimtrack("evaluate", bridges, "--format", "json"))
    assert shown["engine"].startswith("llm/1/openai:test/extract/1")
    assert kinds(shown)["all"]["exact_f1"] == 1
    assert len(server.chats) == 3
    again = scored(claimtrack("evaluate", bridges, "--engine", "llm", "--format", "json"))
    assert again == shown
    assert len(server.chats) == 3
    newest, first = json.loads(claimtrack("runs", "--format", "json").out)
    assert (first["stage"], first["calls"], first["hits"]) == ("extract", 3, 0)
    assert (newest["calls"], newest["hits"]) == (0, 3)


def test_the_rules_are_scored_though_a_model_is_set(claimtrack: Command, bridges: Path, server: ModelServer) -> None:
    shown = scored(claimtrack("evaluate", bridges, "--engine", "rules", "--format", "json"))
    assert shown["engine"].startswith("rules/")
    assert server.requests == []


def test_what_a_model_fails_on_is_told_and_counts_as_nothing_found(
    claimtrack: Command, bridges: Path, server: ModelServer
) -> None:
    server.play = _but_for_the_second
    ended = claimtrack("evaluate", bridges, "--format", "json")
    shown = scored(ended, code=3)
    assert (shown["gold"], shown["missing"]) == (3, 1)
    assert kinds(shown)["all"]["match_recall"] == 2 / 3
    assert "claimtrack: article 2 was not read: " in ended.err
    server.play = model
    assert scored(claimtrack("evaluate", bridges, "--format", "json"))["missing"] == 0
    assert sum("bridge number 1 " in asked.user for asked in server.chats) == 1


def _but_for_the_second(asked: Asked) -> Reply:
    return error(500, "overloaded") if "bridge number 2 " in asked.user else model(asked)


def test_a_model_that_cannot_be_asked_ends_it_without_figures(
    claimtrack: Command, bridges: Path, server: ModelServer
) -> None:
    server.play = lambda _: error(401, "Incorrect API key provided")
    ended = claimtrack("evaluate", bridges, "--format", "json")
    assert (ended.code, ended.out) == (2, "")
    assert "OPENAI_API_KEY was refused" in ended.err


def test_a_model_judges_pairs_too(claimtrack: Command, tmp_path: Path, server: ModelServer) -> None:
    claim = {"claim": "The bridge in Torvik will reopen.", "claim_date": "2025-10-16", "speaker": "Anna Berg"}
    gold = write(
        tmp_path / "bridge.jsonl",
        {"id": 1, **claim, "evidence": "The bridge in Torvik stayed closed.", "label": "contradicts"},
        {"id": 2, **claim, "evidence": "The bridge in Torvik is of stone.", "label": "neither"},
    )
    shown = scored(claimtrack("evaluate", "--verdicts", gold, "--format", "json"))
    assert shown["accuracy"] == 1
    assert shown["evidence"] == {"given": 1, "verbatim": 1, "known": 0, "telling": 0}
    assert [asked.path for asked in server.requests] == ["/v1/chat/completions"] * 3  # one pair is asked twice


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--predictions", "found.jsonl", "--engine", "rules"], "--predictions"),
        (["--predictions", "found.jsonl", "--save", "other.jsonl"], "--predictions"),
        (["--verdicts", "--speech"], "--speech"),
        (["--engine", "llm"], "no model is set"),
        (["--predictions", "missing.jsonl"], "missing.jsonl"),
    ],
)
def test_wrong_usage_is_told(claimtrack: Command, gold: Path, arguments: list[str], told: str) -> None:
    ended = claimtrack("evaluate", gold, *arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert told in ended.err


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("not JSON", "line 3: not JSON"),
        ('{"id": 3, "text": "Rain."}', 'line 3: "attributions" is missing'),
        ('{"id": "a", "text": "Rain.", "attributions": []}', "the id 'a' stands there twice"),
    ],
)
def test_gold_that_cannot_be_read_scores_nothing(claimtrack: Command, gold: Path, line: str, told: str) -> None:
    gold.write_text(gold.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    ended = claimtrack("evaluate", gold)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert told in ended.err
    assert str(gold) in ended.err


def test_gold_is_read_from_standard_input_too(claimtrack: Command, gold: Path) -> None:
    piped = claimtrack("evaluate", "-", "--format", "json", stdin=gold.read_bytes())
    assert scored(piped) == scored(claimtrack("evaluate", gold, "--format", "json"))


@pytest.fixture
def searched(tmp_path: Path) -> tuple[Path, Path]:
    claim = {"claim_id": "c1", "claim": "The ferry carried 40 people.", "relevant": ["b"]}
    texts = {"a": "It rained.", "b": "About 42 people were on the ferry."}
    passages = [{"id": id, "text": text} for id, text in texts.items()]
    return write(tmp_path / "claims.jsonl", claim), write(tmp_path / "passages.jsonl", *passages)


def test_rankings_of_passages_are_written_one_a_line(claimtrack: Command, searched: tuple[Path, Path]) -> None:
    ended = claimtrack("evaluate", "--retrieval", *searched, "--format", "jsonl")
    assert [json.loads(line) for line in ended.out.splitlines()] == [{"claim_id": "c1", "ranked": ["b"]}]


def test_rankings_of_passages_are_scored(claimtrack: Command, searched: tuple[Path, Path]) -> None:
    scores = json.loads(claimtrack("evaluate", "--retrieval", *searched, "--format", "json").out)
    assert (scores["claims"], scores["mrr"], scores["recall"]["10"]) == (1, 1.0, 1.0)


def test_retrieval_takes_two_files_and_no_engine(claimtrack: Command, searched: tuple[Path, Path]) -> None:
    assert claimtrack("evaluate", "--retrieval", searched[0]).code == 2
    assert claimtrack("evaluate", *searched).code == 2
    assert claimtrack("evaluate", "--retrieval", *searched, "--engine", "rules").code == 2
