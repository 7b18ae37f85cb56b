"""What goes wrong becomes one line on stderr and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from typing import Any, TypeVar

import typer
from typer.core import TyperGroup

from claimtrack.cli.safe import one_line
from claimtrack.errors import ClaimtrackError, InputError

Value = TypeVar("Value")
DEBUG_VARIABLE = "CLAIMTRACK_DEBUG"


class ExitCode(IntEnum):
    """How a command ended. Documented in docs/cli.md."""

    DONE = 0
    FLAGGED = 1
    NOTHING_DONE = 2
    IN_PART = 3
    BUG = 70
    INTERRUPTED = 130
    OUTPUT_CLOSED = 141


def complain(message: object) -> None:
    """Tell the user one line, on stderr. Where that takes nothing any more, nobody is told."""
    with suppress(OSError):
        sys.stderr.write(f"claimtrack: {one_line(str(message))}\n")
        sys.stderr.flush()


class Failures:
    """Inputs that could not be read: each is told as it happens, and the command's exit code remembers them."""

    def __init__(self) -> None:
        self.exit_code = ExitCode.DONE

    def add(self, error: ClaimtrackError) -> None:
        """Tell ``error``; the batch goes on."""
        self.exit_code = ExitCode.IN_PART
        complain(error)

    def passing(self, items: Iterable[Value | InputError]) -> Iterator[Value]:
        """The items that are not errors; those that are, are told."""
        for item in items:
            if isinstance(item, InputError):
                self.add(item)
            else:
                yield item


class Commands(TyperGroup):
    """The top-level commands, none of which ends in a traceback."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        with _told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        with _told():
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt:
        complain("interrupted; what was stored stays stored")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except BrokenPipeError:
        _drop_output()
        raise typer.Exit(ExitCode.OUTPUT_CLOSED) from None
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            traceback.print_exc()
        complain(_line(error))
        known = isinstance(error, ClaimtrackError | typer.TyperException | OSError)
        if isinstance(error, OSError) and error.filename is None:  # then it was the output
            _drop_output()
        raise typer.Exit(ExitCode.NOTHING_DONE if known else ExitCode.BUG) from None


def _line(error: Exception) -> str:
    if isinstance(error, ClaimtrackError):
        return str(error)
    if isinstance(error, typer.TyperException):
        context = getattr(error, "ctx", None)
        hint = f" (see `{context.command_path} --help`)" if context else ""
        return error.format_message().rstrip(".") + hint
    if isinstance(error, OSError):
        return f"{error.filename or 'the output'}: {error.strerror}"
    return (
        f"a bug in claimtrack: {type(error).__name__}: {error}; nothing is half-stored; "
        f"set {DEBUG_VARIABLE}=1 to see the traceback, and please report it"
    )


def _drop_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not fail on it again as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
