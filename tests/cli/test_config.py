"""``claimtrack config show``: every setting, and where its value comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Command

KEY = "sk-never-to-be-shown-1234567890"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def settings(command: Command) -> dict[str, tuple[Any, str]]:
    """Value and source of each setting."""
    ended = command("config", "show", "--format", "json")
    assert ended.code == 0, ended.err
    return {row["setting"]: (row["value"], row["source"]) for row in json.loads(ended.out)}


def test_a_value_comes_from_the_environment_the_file_or_the_default(
    claimtrack: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "claimtrack.toml").write_text('model = "openai:from-file"\njobs = 8\n', encoding="utf-8")
    monkeypatch.setenv("CLAIMTRACK_JOBS", "16")
    found = settings(claimtrack)
    assert found["jobs"] == (16, "CLAIMTRACK_JOBS")
    assert found["model"] == ("openai:from-file", "claimtrack.toml")
    assert found["retries"] == (5, "default")
    assert found["max_cost"] == (None, "default")


def test_the_database_is_the_one_that_is_used(claimtrack: Command, database: Path) -> None:
    assert settings(claimtrack)["database_url"] == (str(database), "CLAIMTRACK_DATABASE_URL")


def test_without_a_database_the_usual_place_is_shown(claimtrack: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMTRACK_DATABASE_URL")
    value, source = settings(claimtrack)["database_url"]
    assert value.startswith("sqlite:///")
    assert value.endswith("claimtrack.db")
    assert source == "default"


def test_a_key_is_set_or_not_and_never_shown(claimtrack: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert settings(claimtrack)["key"] == ("not set", "OPENAI_API_KEY")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert settings(claimtrack)["key"] == ("set in OPENAI_API_KEY", "OPENAI_API_KEY")
    for form in ("table", "json", "jsonl", "csv"):
        assert KEY not in claimtrack("config", "show", "--format", form).out


def test_each_provider_has_a_key_of_its_own(claimtrack: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_MODEL", "anthropic:claude")
    assert settings(claimtrack)["key"][1] == "ANTHROPIC_API_KEY"
    monkeypatch.setenv("CLAIMTRACK_MODEL", "ollama:qwen3")
    assert settings(claimtrack)["key"][0] == "none is needed"


def test_a_password_in_an_address_is_not_shown(claimtrack: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_BASE_URL", f"http://user:{KEY}@localhost:8000/v1")
    assert settings(claimtrack)["base_url"][0] == "http://***@localhost:8000/v1"
    assert KEY not in claimtrack("config", "show").out


def test_people_get_a_row_for_each_setting(claimtrack: Command) -> None:
    rows = claimtrack("config", "show").out.splitlines()
    assert rows[0].split() == ["setting", "value", "source"]
    assert [row.split()[0] for row in rows[1:]] == list(settings(claimtrack))


@pytest.mark.parametrize(
    ("text", "told"),
    [("jobs = 0", "jobs"), ("modle = 'openai:x'", "modle"), ("model =", "TOML"), ("openai_api_key = 'x'", "secrets")],
)
def test_a_file_that_cannot_be_used_is_told(claimtrack: Command, folder: Path, text: str, told: str) -> None:
    (folder / "claimtrack.toml").write_text(text, encoding="utf-8")
    ended = claimtrack("config", "show")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert told in ended.err
    assert "claimtrack.toml" in ended.err
