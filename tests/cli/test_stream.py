"""``extract`` and ``judge``: lines in, lines out, no database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import SEED, Command

ARTICLE = {"id": "x1", "text": '"We will sign on Friday," Ann Example told reporters.', "published": "2025-10-16"}
PAIR = {"id": 7, "claim": "Ten people were hurt in the fire.", "evidence": "The mayor said no such thing."}


def lines(*records: Any) -> bytes:
    return b"".join(
        (record if isinstance(record, bytes) else json.dumps(record).encode()) + b"\n" for record in records
    )


def test_extract_prints_an_object_an_article(claimtrack: Command) -> None:
    ended = claimtrack("extract", "-", stdin=lines(ARTICLE))
    (found,) = [json.loads(line) for line in ended.out.splitlines()]
    assert found["id"] == "x1"
    (quote,) = found["quotes"]
    assert set(quote) == {
        *("text", "kind", "content", "source", "source_text", "speaker", "cue", "relay", "confidence", "claims"),
        *("addressee", "occasion", "medium", "said", "nested"),
    }
    assert found["own_claims"] == []
    text = ARTICLE["text"]
    assert (quote["kind"], quote["speaker"], quote["source_text"]) == ("direct", "Ann Example", "Ann Example")
    assert [text[start:end] for start, end in quote["source"]] == ["Ann Example"]
    assert "We will sign on Friday" in " ... ".join(text[start:end] for start, end in quote["content"]) == quote["text"]
    assert set(quote["claims"][0]) == {
        *("text", "type", "spans", "said", "period"),
        *("hedge", "worth", "worth_reason", "confirmed_if", "contradicted_if"),
    }
    assert quote["claims"][0]["said"] == "2025-10-16"


def test_extract_reads_articles_as_ingest_does(claimtrack: Command, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(ARTICLE))
    ended = claimtrack("extract", SEED, tmp_path / "a.jsonl")
    assert [json.loads(line)["id"] for line in ended.out.splitlines()] == [str(SEED), "x1"]
    assert claimtrack("extract", "-", stdin=SEED.read_bytes()).out.count("\n") == 1


def test_extract_leaves_out_quotes_less_sure_than_asked_for(claimtrack: Command) -> None:
    (every,) = [json.loads(line) for line in claimtrack("extract", SEED).out.splitlines()]
    (sure,) = [json.loads(line) for line in claimtrack("extract", SEED, "--min-confidence", "0.8").out.splitlines()]
    assert sure["quotes"] == [quote for quote in every["quotes"] if quote["confidence"] >= 0.8]
    assert 0 < len(sure["quotes"]) < len(every["quotes"])
    rows = claimtrack("extract", SEED, "--min-confidence", "0.8", "--format", "table").out.splitlines()
    assert len(rows) == 1 + len(sure["quotes"])


def test_extract_shows_people_a_row_a_quote(claimtrack: Command) -> None:
    head, row = claimtrack("extract", "-", "--format", "table", stdin=lines(ARTICLE)).out.splitlines()
    assert head.split() == ["id", "kind", "speaker", "relay", "text"]
    assert row.split()[:4] == ["x1", "direct", "Ann", "Example"]


def test_judge_prints_an_answer_a_pair(claimtrack: Command) -> None:
    confirming = {"id": "y", "claim": "Bolivia won the match.", "evidence": "On Sunday Bolivia won the match."}
    first, second = map(json.loads, claimtrack("judge", "-", stdin=lines(PAIR, confirming)).out.splitlines())
    assert first == {"id": 7, "label": "neither", "relation": "irrelevant", "confidence": 0.5, "evidence_span": None}
    assert set(second) == set(first)
    assert (second["label"], second["relation"]) == ("confirms", "confirms")
    assert second["evidence_span"] == confirming["evidence"]


@pytest.mark.parametrize(("command", "good"), [("extract", ARTICLE), ("judge", PAIR)])
def test_a_bad_line_is_told_and_the_rest_is_printed(claimtrack: Command, command: str, good: dict[str, Any]) -> None:
    ended = claimtrack(command, "-", stdin=lines(good, b'{"id": 2', {**good, "id": "last"}))
    assert [json.loads(line)["id"] for line in ended.out.splitlines()] == [good["id"], "last"]
    assert ended.err.startswith("claimtrack: standard input, line 2: not JSON")
    assert ended.err.count("\n") == 1
    assert ended.code == 3


@pytest.mark.parametrize("command", ["extract", "judge"])
def test_a_missing_file_is_told(claimtrack: Command, tmp_path: Path, command: str) -> None:
    ended = claimtrack(command, tmp_path / "none.jsonl")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == f"claimtrack: {tmp_path / 'none.jsonl'}: no such file or folder\n"


@pytest.mark.parametrize(("command", "record"), [("extract", ARTICLE), ("judge", PAIR)])
def test_a_line_is_answered_before_the_next_one_comes(command: str, record: dict[str, Any]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "claimtrack", command, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            process.stdin.write(lines({**record, "id": number}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait() == 0


@pytest.mark.parametrize(("command", "record"), [("extract", ARTICLE), ("judge", PAIR)])
def test_no_database_is_opened(claimtrack: Command, database: Path, command: str, record: dict[str, Any]) -> None:
    assert claimtrack(command, "-", stdin=lines(record)).code == 0
    assert not database.parent.exists()


def test_half_a_character_in_a_line_is_told(claimtrack: Command) -> None:
    ended = claimtrack("extract", "-", stdin=lines({**ARTICLE, "text": '"We go \ud800," Ann said.'}, ARTICLE))
    assert (ended.code, ended.out.count("\n"), ended.err.count("\n")) == (3, 1, 1)
    assert ended.err.startswith("claimtrack: standard input, line 1: text has half a character")


@pytest.mark.parametrize(
    ("closed", "code", "printed"),
    [("<&-", 0, '"kind": "direct"'), (">&-", 0, ""), ("2>&-", 0, '"kind": "direct"'), ("<&- >&- 2>&-", 0, "")],
)
def test_a_stream_that_is_closed_is_not_missed(tmp_path: Path, closed: str, code: int, printed: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(ARTICLE))
    ended = subprocess.run(
        ["sh", "-c", f'"$0" -m claimtrack extract "$1" {closed}', sys.executable, tmp_path / "a.jsonl"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (code, "")
    assert printed in ended.stdout
    assert bool(ended.stdout) == bool(printed)


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_bytes(lines(PAIR) * 3000)
    with subprocess.Popen(
        [sys.executable, "-m", "claimtrack", "judge", str(tmp_path / "many.jsonl")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_bytes(lines(PAIR))
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "claimtrack", "judge", str(tmp_path / "pairs.jsonl")],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.stderr == b"claimtrack: the output: No space left on device\n"
    assert ended.returncode == 2


def test_ctrl_c_ends_with_one_line() -> None:
    import signal

    with subprocess.Popen(
        [sys.executable, "-m", "claimtrack", "judge", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(lines(PAIR))
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b"claimtrack: interrupted; what was stored stays stored\n"
