"""The Typer application: the options before a command, and the commands in the order in which they are met."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import (
    batch,
    check,
    config,
    database,
    demo,
    doctor,
    evaluate,
    flags,
    ingest,
    listings,
    review,
    runs,
    show,
    stream,
)
from claimtrack.cli.failures import Commands
from claimtrack.cli.options import Database

app = typer.Typer(
    name="claimtrack",
    cls=Commands,
    help="Who said what, when, and how it turned out.",
    epilog="""\b
Start here:
  claimtrack demo
  claimtrack ingest article.txt --published 2025-10-16 --outlet Reuters
  claimtrack quotes --speaker Trump
  claimtrack check""",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        import claimtrack

        sys.stdout.write(f"claimtrack {claimtrack.__version__}\n")
        raise typer.Exit


@app.callback()
def before_command(
    ctx: typer.Context,
    db: Database = None,  # noqa: ARG001 - the commands' own --db looks here
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    if ctx.invoked_subcommand is None:
        sys.stdout.write(ctx.get_help() + "\n")


ingest.register(app)
listings.register(app)
show.register(app)
check.register(app)
flags.register(app)
review.register(app)
stream.register(app)
batch.register(app)
evaluate.register(app)
runs.register(app)
config.register(app)
doctor.register(app)
database.register(app)
demo.register(app)


def _replace_closed_streams() -> None:
    """A shell can start a program with a stream closed (``<&-``); what is read or written there is nothing then."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
            setattr(sys, name, nothing)


def main() -> None:
    """The command ``claimtrack``: ends the process with a code of ``failures.ExitCode``."""
    _replace_closed_streams()
    # Memory is not searched for cycles when the process ends: that takes long with a model's libraries in it.
    atexit.register(gc.freeze)
    for output in (sys.stdout, sys.stderr):
        if isinstance(output, TextIOWrapper):
            output.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="claimtrack")
    except SystemExit as end:
        _leave(end.code)
        raise


def _leave(code: object) -> None:
    """End the process at once where threads still wait for a model: the interpreter's own end would run into them."""
    if threading.active_count() > 1 and isinstance(code, int):
        for output in (sys.stdout, sys.stderr):
            with suppress(OSError):
                output.flush()
        os._exit(code)
