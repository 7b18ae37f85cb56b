"""``ingest``: whatever can be read is, and what cannot is told in one line."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import FOLLOWUPS, SEED, Command, Ended

QUOTE = '"We will sign on Friday," Ann Example told reporters.\n'


def rows(ended: Ended) -> list[dict[str, Any]]:
    """What a command printed as jsonl."""
    return [json.loads(line) for line in ended.out.splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(QUOTE, encoding="utf-8")
    return path


def test_an_article_is_read_once(claimtrack: Command, article: Path) -> None:
    command = ["ingest", article, "--published", "2025-10-16", "--outlet", "AP", "--url", "https://example.org/a"]
    (first,) = rows(claimtrack(*command, "--title", "Talks", "--format", "jsonl"))
    assert first == {
        "id": "A1",
        "outcome": "new",
        "quotes": 1,
        "claims": first["claims"],
        "copy_of": None,
        "published": "2025-10-16",
        "outlet": "AP",
        "url": "https://example.org/a",
        "language": "en",
        "source": str(article),
        "title": "Talks",
    }
    (again,) = rows(claimtrack(*command, "--title", "Talks", "--format", "jsonl"))
    assert again == {**first, "outcome": "unchanged"}


def test_a_changed_text_at_the_same_address_is_a_revision(claimtrack: Command, article: Path) -> None:
    claimtrack("ingest", article, "--url", "https://example.org/a")
    article.write_text(QUOTE + '"Or on Monday," she added.\n', encoding="utf-8")
    (revised,) = rows(claimtrack("ingest", article, "--url", "https://example.org/a", "--format", "jsonl"))
    assert (revised["id"], revised["outcome"]) == ("A1", "revised")


def test_near_copies_are_told(claimtrack: Command) -> None:
    found = rows(claimtrack("ingest", FOLLOWUPS, "--format", "jsonl"))
    assert [row["outcome"] for row in found] == ["new"] * 5
    assert [row["copy_of"] for row in found] == [None, None, None, "A3", None]
    outlets = ["Example Gazette", "Example Post", "Example Wire", "Example Courier", "Example Tribune"]
    assert [row["outlet"] for row in found] == outlets


def test_people_are_shown_a_row_an_article(claimtrack: Command) -> None:
    head, row = claimtrack("ingest", SEED, "--published", "2025-10-16", "--outlet", "Reuters").out.splitlines()
    assert head.split()[:5] == ["id", "outcome", "quotes", "claims", "copy_of"]
    assert row.split()[:2] == ["A1", "new"]


def test_standard_input_is_an_article(claimtrack: Command) -> None:
    ended = claimtrack("ingest", "-", "--outlet", "AP", "--format", "jsonl", stdin=QUOTE.encode())
    assert [(row["source"], row["outlet"], row["quotes"]) for row in rows(ended)] == [("standard input", "AP", 1)]


@pytest.mark.parametrize("option", ["--url", "--title"])
def test_several_inputs_cannot_share_an_address_or_title(claimtrack: Command, article: Path, option: str) -> None:
    ended = claimtrack("ingest", article, article, option, "x")
    assert (ended.code, ended.out) == (2, "")
    assert f"Invalid value for {option}: 2 inputs cannot share one" in ended.err


def test_the_rest_of_a_batch_is_read(claimtrack: Command, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(QUOTE, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\x00\x01\x02")
    (folder / "c.txt").write_text(" ", encoding="utf-8")
    (folder / "d.md").write_text("---\npublished: soon\n---\nHello.", encoding="utf-8")
    (folder / "e.txt").write_bytes("He said “yes” – to the café.".encode("cp1252"))
    (folder / "f.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty").mkdir()
    ended = claimtrack("ingest", tmp_path / "none.txt", folder, tmp_path / "empty", "--format", "jsonl")
    assert [Path(row["source"]).name for row in rows(ended)] == ["a.txt", "e.txt"]
    assert ended.code == 3
    assert ended.err.splitlines() == [
        f"claimtrack: {folder}: 1 other file skipped; only .txt, .md and .markdown are read",
        f"claimtrack: {tmp_path / 'none.txt'}: no such file or folder",
        f"claimtrack: {folder / 'b.txt'}: binary, not text: save it as UTF-8 text",
        f"claimtrack: {folder / 'c.txt'}: no text in it",
        f"claimtrack: {folder / 'd.md'}: published: 'soon' is not a date: write it as 2025-10-16",
        f"claimtrack: {folder / 'e.txt'}: not UTF-8, read as windows-1252",
        f"claimtrack: {tmp_path / 'empty'}: nothing to read in this folder: put .txt, .md or .markdown files there",
    ]


def test_a_long_article_is_read(claimtrack: Command, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(("Nothing more was known, " * 9 + "\n") * 24_000 + QUOTE, encoding="utf-8")
    assert (tmp_path / "long.txt").stat().st_size > 5_000_000
    (row,) = rows(claimtrack("ingest", tmp_path / "long.txt", "--format", "jsonl"))
    assert (row["outcome"], row["quotes"]) == ("new", 1)


def test_a_database_of_another_program_is_left_alone(claimtrack: Command, tmp_path: Path, article: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE bookmarks (id)")
    connection.close()
    before = (tmp_path / "other.db").read_bytes()
    ended = claimtrack("--db", tmp_path / "other.db", "ingest", article)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "choose another file with --db" in ended.err
    assert (tmp_path / "other.db").read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(claimtrack: Command, article: Path) -> None:
    ended = claimtrack("ingest", article, "--db", article)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert article.read_text(encoding="utf-8") == QUOTE


def test_a_locked_database_is_told(claimtrack: Command, database: Path, article: Path) -> None:
    claimtrack("ingest", SEED)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ended = claimtrack("ingest", article)
    other.close()
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "locked by another process" in ended.err


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    ended = bound_by_permissions("--db", str(locked / "claims.db"), "ingest", "-")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "choose another with --db" in ended.err or "a folder that you may write to" in ended.err


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, article: Path) -> None:
    article.chmod(0o000)
    ended = bound_by_permissions("--db", str(tmp_path / "claims.db"), "ingest", str(article))
    assert (ended.code, ended.err) == (3, f"claimtrack: {article}: Permission denied\nnothing was ingested\n")


def bound_by_permissions(*arguments: str) -> Ended:
    """A command run by somebody whom permissions bind, which they do not root."""
    privileges = "-dac_override,-dac_read_search"
    drop = ["setpriv", "--inh-caps", privileges, "--bounding-set", privileges] if os.geteuid() == 0 else []
    ended = subprocess.run(
        [*drop, sys.executable, "-m", "claimtrack", *arguments], input=QUOTE.encode(), capture_output=True, check=False
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def test_a_full_disk_stops_the_batch_and_keeps_what_is_stored(shell: Command, tmp_path: Path, database: Path) -> None:
    resource = pytest.importorskip("resource")
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(QUOTE, encoding="utf-8")
    (folder / "b.txt").write_text("Nothing new. " * 80_000, encoding="utf-8")
    shutil.copy(folder / "a.txt", folder / "c.txt")

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))

    ended = subprocess.run(
        [sys.executable, "-m", "claimtrack", "ingest", str(folder), "--format", "jsonl"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_disk,
    )
    assert [json.loads(line)["id"] for line in ended.stdout.splitlines()] == ["A1"]
    assert (ended.returncode, ended.stderr.count("\n")) == (3, 1)
    assert "disk" in ended.stderr
    assert [row["source"][-5:] for row in rows(shell("ingest", folder / "a.txt", "--format", "jsonl"))] == ["a.txt"]
    assert database.exists()
