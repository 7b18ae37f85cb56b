"""``claimtrack demo``: the main job on articles that travel with claimtrack.

It runs nothing but commands that a user could type, through the same application, and shows each before its output.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from claimtrack.cli.failures import ExitCode
from claimtrack.cli.output import say
from claimtrack.errors import UnreadableSource
from claimtrack.resources import folder
from claimtrack.settings import DATABASE_VARIABLE, MODEL_VARIABLE, configured

SEED = "000_4ae834ad955e8f70.txt"
EXAMPLES = """\b
Examples:
  claimtrack demo
  claimtrack demo --keep demo.db"""


def demo(
    keep: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Keep the database, in a file that is not there yet.")
    ] = None,
) -> None:
    """Show the main job on sample articles, in a database of its own."""
    seed, followups = (_short(folder("seeds") / name) for name in (SEED, "followups"))
    read = ["ingest", seed, "--published", "2025-10-16", "--outlet", "Reuters"]
    read_on, check = ["ingest", followups], ["check", "--as-of", "2025-10-23"]
    with _database(keep):
        _told("A news article of 16 October 2025 comes in. Every quote in it is found, with its speaker.")
        _run(read)
        _told("Who says what in it, and which of it can be checked.")
        _run(["show", "A1"])
        _told("A week passes. Five more articles come in; one is a near-copy, and is told as such.")
        _run(read_on)
        _told("What did they do to what was said? Each change comes with the evidence, word for word.")
        _told("Two independent articles decide (C1); where there is one, the status is a candidate for now (C18).")
        _run(check)
        _told("The same again: nothing is read twice, nothing counts twice, nothing changes.")
        _run(read)
        _run(read_on)
        _run(check)
    _told("Your turn:")
    say(("$ claimtrack ingest ARTICLE.txt --published 2025-10-16 --outlet NAME", "bold green"))
    if keep:
        say((f"$ claimtrack quotes --db {shlex.quote(str(keep))}", "bold green"))


@contextmanager
def _database(keep: Path | None) -> Iterator[None]:
    """Has the commands use a new database: ``keep``, or one that is gone afterwards; and no model."""
    if keep and keep.exists():
        raise UnreadableSource(f"{keep} is there already: name a file that is not")
    settings = configured()
    with TemporaryDirectory(prefix="claimtrack-demo-", ignore_cleanup_errors=True) as temporary:
        variables = {DATABASE_VARIABLE: str(keep or Path(temporary) / "demo.db")}
        if settings and settings.model:
            variables[MODEL_VARIABLE] = "rules"
        with _exported(variables):
            yield


@contextmanager
def _exported(variables: Mapping[str, str]) -> Iterator[None]:
    """Sets variables of the environment for a while, as a user would."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    for name, value in variables.items():
        say((f"$ export {name}={shlex.quote(value)}", "bold green"))
    try:
        yield
    finally:
        for name, old in before.items():
            os.environ.pop(name)
            if old is not None:
                os.environ[name] = old


def _told(text: str) -> None:
    say("")
    say((text, "bold"))


def _run(arguments: list[str]) -> None:
    from claimtrack.cli.app import app

    say("")
    say((f"$ claimtrack {shlex.join(arguments)}", "bold green"))
    code = app(arguments, prog_name="claimtrack", standalone_mode=False)
    if code not in (None, ExitCode.DONE):
        raise typer.Exit(code)


def _short(path: Path) -> str:
    """The path as one would type it from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(demo)
