"""The command line as a user meets it: arguments in; stdout, stderr and an exit code out."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimtrack.cli import app
from claimtrack.resources import folder

SEED = folder("seeds") / "000_4ae834ad955e8f70.txt"
FOLLOWUPS = folder("seeds") / "followups"


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database that commands use in this test; it is not there yet."""
    path = tmp_path / "data" / "claims.db"
    monkeypatch.setenv("CLAIMTRACK_DATABASE_URL", str(path))
    return path


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No key, no settings, an empty working directory."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def claimtrack(database: Path) -> Command:
    """Runs a command in this process, where output is no terminal."""
    assert not database.exists()

    def command(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, prog_name="claimtrack")
        return Ended(result.exit_code, result.stdout, result.stderr)

    return command


@pytest.fixture
def shell(database: Path) -> Command:
    """Runs a command in a process of its own."""
    assert not database.exists()

    def command(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        ended = subprocess.run(
            [sys.executable, "-m", "claimtrack", *map(str, arguments)], input=stdin, capture_output=True, check=False
        )
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return command


@pytest.fixture
def terminal(database: Path) -> Command:
    """Runs a command on a terminal, of 100 columns unless told; what it shows, on either stream, is ``out``."""
    assert not database.exists()

    def command(*arguments: str | Path, columns: int = 100) -> Ended:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "claimtrack", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "COLUMNS": str(columns), "TERM": "xterm"},
        )
        os.close(theirs)
        shown = _all_of(ours)
        return Ended(process.wait(), shown.decode().replace("\r\n", "\n"), "")

    return command


def _all_of(descriptor: int) -> bytes:
    shown = b""
    while select.select([descriptor], [], [], 60)[0]:
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # Linux says that the other end is closed by an error
            break
        if not part:
            break
        shown += part
    os.close(descriptor)
    return shown


@pytest.fixture(scope="session")
def _checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("checked") / "claims.db"
    for arguments in (
        ["ingest", str(SEED), "--published", "2025-10-16", "--outlet", "Reuters"],
        ["ingest", str(FOLLOWUPS)],
        ["check", "--as-of", "2025-10-23"],
    ):
        result = CliRunner().invoke(app, ["--db", str(path), *arguments])
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def news(claimtrack: Command, database: Path, _checked: Path) -> Command:
    """Runs a command on a database with the seed article and its follow-ups, checked as of 2025-10-23."""
    database.parent.mkdir()
    shutil.copy(_checked, database)
    return claimtrack
