"""How the program starts: at once, and with help."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import cast

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from claimtrack.cli import app

from .conftest import SEED, Command

HEAVY = (
    "sqlalchemy",
    "alembic",
    "yaml",
    "charset_normalizer",
    "platformdirs",
    "rich",
    "claimtrack.store",
    "claimtrack.tracker",
    "claimtrack.extract",
    "claimtrack.check",
    "claimtrack.llm",
    "pydantic_settings",
    "langchain",
    "openai",
)


def loaded_after(code: str, *arguments: str) -> set[str]:
    """The modules that are loaded in a new process once ``code`` has run."""
    probe = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('LOADED', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe, *arguments], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("argument", ["--help", "--version", "ingest", "evaluate", "db"])
def test_nothing_heavy_is_loaded_to_answer_at_once(argument: str) -> None:
    arguments = [argument] if argument.startswith("-") else [argument, "--help"]
    loaded = loaded_after(f"sys.argv = ['claimtrack', *{arguments}]; from claimtrack.cli import main; main()")
    assert "claimtrack.cli.app" in loaded
    assert not [name for name in HEAVY if name in loaded]


def test_importing_the_library_loads_nothing_of_it() -> None:
    loaded = loaded_after("import claimtrack")
    assert {name for name in loaded if name.startswith("claimtrack")} == {"claimtrack"}


def test_the_library_gives_its_names_when_asked() -> None:
    import claimtrack

    assert claimtrack.Tracker.__name__ == "Tracker"
    assert claimtrack.Article("Hello.").text == "Hello."
    assert claimtrack.__version__ == version("claimtrack")
    assert {"Article", "Tracker", "__version__"} <= set(dir(claimtrack))
    with pytest.raises(AttributeError, match="no attribute 'Traker'"):
        claimtrack.Traker  # noqa: B018


def test_it_tells_its_version(shell: Command) -> None:
    assert shell("--version").out == f"claimtrack {version('claimtrack')}\n"


def test_without_a_command_it_shows_help(claimtrack: Command) -> None:
    ended = claimtrack()
    assert ended.code == 0
    assert "Usage: claimtrack" in ended.out
    assert "claimtrack demo" in ended.out


def test_help_of_every_command_has_examples(claimtrack: Command) -> None:
    commands = cast(TyperGroup, get_command(app)).commands.items()
    groups = {name: group for name, group in commands if isinstance(group, TyperGroup)}
    paths = [[name] for name, _ in commands if name not in groups]
    paths += [[name, below] for name, group in groups.items() for below in group.commands]
    assert len(paths) > 14
    for path in paths:
        ended = claimtrack(*path, "--help")
        assert ended.code == 0
        assert f"Examples:\n    claimtrack {' '.join(path)}" in ended.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["qoutes"], "No such command 'qoutes'. Did you mean 'quotes'? (see `claimtrack --help`)"),
        (["--nope"], "No such option: --nope (see `claimtrack --help`)"),
        (["quotes", "--kind", "odd"], "Invalid value for '--kind'"),
        (
            ["quotes", "--since", "soon"],
            "'soon' is not a date: write it as 2025-10-16 (see `claimtrack quotes --help`)",
        ),
        (["ingest"], "Missing argument 'PATH' (see `claimtrack ingest --help`)"),
        (["check", "--fail-on", "wrong"], "'wrong' is none of contradicted, overdue, reversed"),
        (["show", "X9"], "'X9' is not an id: write A1 for an article, Q7 a quote, C12 a claim, S3 a speaker"),
        (["show", "Q1", "--ledger"], "give an article, such as A1"),
        (["db"], "Missing command (see `claimtrack db --help`)"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(claimtrack: Command, arguments: list[str], message: str) -> None:
    ended = claimtrack(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("claimtrack: ")
    assert message in ended.err
    assert ended.err.count("\n") == 1


def test_the_shell_can_ask_for_completion(claimtrack: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("_CLAIMTRACK_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "claimtrack sp")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert claimtrack().out.split() == ["speakers"]


# Without a model


# Typer itself has pydantic read the words of a command line.
MODELS = {"langchain", "langchain_core", "langchain_openai", "openai", "pydantic_settings", "jinja2", "claimtrack.llm"}


@pytest.mark.parametrize("command", ["ingest", "check", "extract"])
def test_without_a_model_nothing_of_one_is_loaded(database: Path, command: str) -> None:
    arguments = [command] if command == "check" else [command, str(SEED)]
    loaded = loaded_after(
        "from claimtrack.cli import app; app(sys.argv[1:], standalone_mode=False)", "--db", str(database), *arguments
    )
    assert {"claimtrack.extract.rules", "claimtrack.check.rules"} <= loaded
    assert not MODELS & loaded


def test_the_library_without_a_model_does_not_load_pydantic_either(database: Path) -> None:
    database.parent.mkdir()
    loaded = loaded_after(
        "from claimtrack import Article, Tracker; news = Tracker.open(sys.argv[1]); "
        "news.ingest(Article('Nothing happened.')); news.check()",
        str(database),
    )
    assert "claimtrack.extract.rules" in loaded
    assert not {*MODELS, "pydantic"} & loaded
