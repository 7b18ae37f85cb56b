"""docs/cli.md says what the program does: nothing is missing there, and every command line of it works."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import cast

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from claimtrack.cli import app
from claimtrack.cli.failures import ExitCode
from claimtrack.model import ClaimType, QuoteKind, Status

from .conftest import Command

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
LINES = re.findall(r"^    \$ claimtrack (.+)$", PAGE, re.MULTILINE)


def commands() -> dict[str, TyperCommand]:
    """Every command by the name one types, groups resolved."""
    found: dict[str, TyperCommand] = {}
    for name, command in cast(TyperGroup, get_command(app)).commands.items():
        if isinstance(command, TyperGroup):
            found |= {f"{name} {below}": cast(TyperCommand, part) for below, part in command.commands.items()}
        else:
            found[name] = cast(TyperCommand, command)
    return found


def section(title: str) -> str:
    """The text under a heading, up to the next heading of its level."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, f"docs/cli.md has no section {title}"
    return found[1]


@pytest.mark.parametrize("name", commands())
def test_every_option_of_a_command_is_in_its_section(name: str) -> None:
    text = section(name.split()[0])
    missing = [option for param in commands()[name].params for option in param.opts if f"`{option}" not in text]
    assert [option for option in missing if option.startswith("--")] == []
    assert any(line.startswith(name) or f" {name}" in line for line in re.findall(r"\$ claimtrack (.+)", text))


def test_every_option_before_the_command_is_documented() -> None:
    text = section("For all commands")
    missing = [option for param in get_command(app).params for option in param.opts if f"`{option}" not in text]
    assert missing == []


def test_every_option_that_is_documented_exists() -> None:
    known = {option for command in commands().values() for param in command.params for option in param.opts}
    known |= {option for param in get_command(app).params for option in param.opts} | {"--help"}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) <= known


def test_every_word_that_an_option_takes_is_documented() -> None:
    for words in (Status, ClaimType, QuoteKind):
        assert "|".join(words) in PAGE


def test_every_exit_code_is_documented() -> None:
    documented = re.findall(r"^\| (\d+) \|", section("For all commands"), re.MULTILINE)
    assert [int(code) for code in documented] == [code.value for code in ExitCode]


def test_every_command_line_works_in_order(
    claimtrack: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds", target_is_directory=True)
    pair = {"id": 1, "claim": "It will rain.", "evidence": "It rained all day."}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(pair) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(LINES) > 20
    for line in LINES:
        ended = claimtrack(*shlex.split(line))
        assert (line, ended.code) == (line, 0)
        assert "claimtrack: " not in ended.err
