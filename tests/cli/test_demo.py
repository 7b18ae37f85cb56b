"""``demo``: the main job, told as commands that can be typed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from .conftest import Command


def test_it_shows_the_main_job_and_that_a_second_run_changes_nothing(shell: Command, database: Path) -> None:
    ended = shell("demo")
    assert (ended.code, ended.err) == (0, "")
    first, second = ended.out.split("The same again")
    assert "$ claimtrack ingest" in first
    assert "Dan Fried" in first
    (budapest,) = re.findall(r"^C1  Donald Trump: (.+?)(?=^C\d|\Z)", first, re.DOTALL | re.MULTILINE)
    assert budapest.startswith("Trump and Putin may meet")
    assert "pending -> contradicted, reversed by the speaker" in budapest
    assert "also in A5, a near-copy: counted once" in budapest
    assert "\n     pending (candidate: contradicted), reversed by the speaker: " in first
    assert second.count("unchanged") == 6
    assert "nothing changed" in second
    assert not database.exists()


def test_it_leaves_the_environment_as_it_was(claimtrack: Command, database: Path) -> None:
    claimtrack("demo")
    assert os.environ["CLAIMTRACK_DATABASE_URL"] == str(database)


def test_it_asks_no_model_that_may_be_set(claimtrack: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_MODEL", "openai:nobody")
    ended = claimtrack("demo")
    assert (ended.code, ended.err) == (0, "")
    assert "$ export CLAIMTRACK_MODEL=rules\n" in ended.out
    assert os.environ["CLAIMTRACK_MODEL"] == "openai:nobody"


def test_its_database_can_be_kept(claimtrack: Command, tmp_path: Path) -> None:
    kept = tmp_path / "demo.db"
    assert claimtrack("demo", "--keep", kept).code == 0
    assert claimtrack("--db", kept, "quotes").out.count("\n") > 14


def test_what_is_there_is_not_touched(claimtrack: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.db").write_text("mine", encoding="utf-8")
    ended = claimtrack("demo", "--keep", tmp_path / "mine.db")
    assert (ended.code, ended.out) == (2, "")
    assert "is there already: name a file that is not" in ended.err
    assert (tmp_path / "mine.db").read_text(encoding="utf-8") == "mine"


def test_its_commands_can_be_typed(claimtrack: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import shlex

    shown = claimtrack("demo").out
    monkeypatch.setenv("CLAIMTRACK_DATABASE_URL", str(tmp_path / "typed.db"))
    commands = [line for line in shown.splitlines() if line.startswith("$ claimtrack") and "ARTICLE.txt" not in line]
    assert len(commands) == 7
    for line in commands:
        assert claimtrack(*shlex.split(line)[2:]).code == 0
