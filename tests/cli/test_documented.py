"""docs/cli.md says what the program does: nothing is missing there, and every command line of it works."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from claimtrack.cli import app
from claimtrack.cli.evaluate import EngineName
from claimtrack.cli.failures import ExitCode
from claimtrack.cli.model_options import ModelOptions
from claimtrack.model import CallOutcome, ClaimType, QuoteKind, Status
from tests.llm.batch_server import BatchProvider, answered
from tests.llm.server import Asked, ModelServer, Reply

from . import scripted
from .conftest import Command

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
MODEL_OPTIONS = {f"--{field.name.replace('_', '-')}" for field in fields(ModelOptions)}
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
    options = {option for param in commands()[name].params for option in param.opts if option.startswith("--")}
    if options >= MODEL_OPTIONS:
        assert "[model options](#language-models)" in text
        assert f"`{name}`" in section("Language models")
        options -= MODEL_OPTIONS
    assert {option for option in options if f"`{option}" not in text} == set()
    assert any(line.startswith(name) or f" {name}" in line for line in re.findall(r"\$ claimtrack (.+)", text))


def test_the_options_of_a_model_are_documented_once_for_all_commands() -> None:
    assert {option for option in MODEL_OPTIONS if f"`{option}" not in section("Language models")} == set()


def test_every_option_before_the_command_is_documented() -> None:
    text = section("For all commands")
    missing = [option for param in get_command(app).params for option in param.opts if f"`{option}" not in text]
    assert missing == []


def test_every_option_that_is_documented_exists() -> None:
    known = {option for command in commands().values() for param in command.params for option in param.opts}
    known |= {option for param in get_command(app).params for option in param.opts} | {"--help"}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) <= known


def test_every_word_that_an_option_takes_is_documented() -> None:
    for words in (Status, ClaimType, QuoteKind, EngineName):
        assert "|".join(words) in PAGE
    assert [word for word in CallOutcome if f"`{word}`" not in section("runs")] == []


def test_every_exit_code_is_documented() -> None:
    documented = re.findall(r"^\| (\d+) \|", section("For all commands"), re.MULTILINE)
    assert [int(code) for code in documented] == [code.value for code in ExitCode]


def play(asked: Asked) -> Reply:
    """The model of the page's examples: it mends nothing, and answers the doctor."""
    nothing: Reply = {"people": [], "quotes": [], "claims": [], "more_quotes": [], "left_out": []}
    others: dict[str, Reply] = {"RepairReply": nothing, "ProbeReply": {"answer": "yes"}}
    return others.get(scripted.wanted(asked)) or scripted.model(asked)


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[BatchProvider]:
    """A model and its batches on loopback, where the commands of the page look for OpenAI."""
    with ModelServer(play=play) as server:
        monkeypatch.setenv("CLAIMTRACK_BASE_URL", server.url)
        yield BatchProvider(server)


def answer_batches(provider: BatchProvider) -> None:
    """A day goes by."""

    def work(line: dict[str, Any]) -> dict[str, Any]:
        return answered(json.dumps(play(Asked("POST", line["url"], {}, json.dumps(line["body"]).encode()))))

    for name, batch in provider.batches.items():
        if batch["status"] == "validating":
            provider.finish(name, work)


@pytest.fixture
def page_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that the page speaks of, in the working folder."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds", target_is_directory=True)
    pair = {"id": 1, "claim": "It will rain.", "evidence": "It rained all day."}
    text = scripted.article(1)
    berg = {"content": [[15, len(text) - 2]], "source": [[0, 9]], "source_text": "Anna Berg", "kind": "indirect"}
    for name, record in (
        ("pairs.jsonl", pair),
        ("claims.jsonl", {"claim_id": 1, "claim": "It will rain.", "relevant": [1]}),
        ("passages.jsonl", {"id": 1, "text": "It rained all day."}),
        ("verdicts.jsonl", {**pair, "label": "confirms"}),
        ("gold.jsonl", {"id": 1, "text": text, "attributions": [berg]}),
    ):
        (tmp_path / name).write_text(json.dumps(record) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("page_folder")
def test_every_command_line_works_in_order(claimtrack: Command, provider: BatchProvider) -> None:
    assert len(LINES) > 40
    for line in LINES:
        ended = claimtrack(*shlex.split(line))
        assert (line, ended.code, ended.err) == (line, 0, ended.err)
        told = [told for told in ended.err.splitlines() if told.startswith("claimtrack: ")]
        unexpected = [told for told in told if " tokens, " not in told and " were not judged: " not in told]
        assert unexpected == [] or line.startswith("batch")
        answer_batches(provider)
    assert provider.batches
