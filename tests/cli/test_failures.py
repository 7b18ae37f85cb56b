"""Whatever a command raises ends in one line and a code, never in a traceback."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner, Result

from claimtrack.cli.failures import Commands
from claimtrack.errors import DatabaseUnavailable, UnknownId


def ended(error: BaseException) -> Result:
    """How a program ends whose only command raises ``error``."""
    app = typer.Typer(cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False)

    @app.callback(invoke_without_command=True)
    def fail() -> None:
        raise error

    return CliRunner().invoke(app)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (DatabaseUnavailable("the disk\nis full"), 2, "claimtrack: the disk is full\n"),
        (typer.BadParameter("too \x1b[31mbad"), 2, "claimtrack: Invalid value: too \\x1b[31mbad (see `root --help`)\n"),
        (PermissionError(13, "Permission denied", "/x"), 2, "claimtrack: /x: Permission denied\n"),
        (KeyboardInterrupt(), 130, "claimtrack: interrupted; what was stored stays stored\n"),
    ],
)
def test_what_a_user_can_mend_is_told(error: BaseException, code: int, line: str) -> None:
    result = ended(error)
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", line)


def test_a_bug_says_that_it_is_one_and_how_to_see_more() -> None:
    result = ended(ZeroDivisionError("division by zero"))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (70, "", 1)
    assert result.stderr.startswith("claimtrack: a bug in claimtrack: ZeroDivisionError: division by zero")
    assert "CLAIMTRACK_DEBUG=1" in result.stderr


@pytest.mark.parametrize(("error", "code"), [(ZeroDivisionError(), 70), (UnknownId("no C9"), 2)])
def test_debugging_shows_the_traceback_and_ends_as_ever(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    monkeypatch.setenv("CLAIMTRACK_DEBUG", "1")
    result = ended(error)
    assert (result.exit_code, "Traceback" in result.stderr) == (code, True)
