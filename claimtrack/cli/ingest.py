"""``claimtrack ingest``: articles into the database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.columns import TAKEN, Taken
from claimtrack.cli.failures import Failures, complain
from claimtrack.cli.options import Database, Outlet, OutputFormat, Paths, Published, Title, Url
from claimtrack.cli.output import Format, listing
from claimtrack.cli.progress import progress
from claimtrack.errors import DatabaseError, EngineFailed, InputError

if TYPE_CHECKING:
    from claimtrack.sources import Metadata
    from claimtrack.tracker import Tracker

EXAMPLES = """\b
Examples:
  claimtrack ingest article.txt --published 2025-10-16 --outlet Reuters
  claimtrack ingest articles/ --format jsonl
  cat article.txt | claimtrack ingest - --outlet AP"""


def ingest(
    paths: Paths,
    published: Published = None,
    outlet: Outlet = None,
    url: Url = None,
    title: Title = None,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Read articles: find who said what in them, and the claims.

    Text and Markdown are read, with or without YAML front matter (outlet, published, url, title); options win over
    front matter. What is already stored is left as it is, so a command can be repeated.
    """
    from claimtrack.sources import Metadata, inputs
    from claimtrack.tracker import Tracker

    found = list(inputs(paths, complain))
    if (url or title) and len(found) > 1:
        raise typer.BadParameter(f"{len(found)} inputs cannot share one", param_hint="--url" if url else "--title")
    failures = Failures()
    with Tracker.open(db) as tracker:
        rows = _taken(tracker, found, Metadata(title, outlet, url, published), failures, form)
        listing(rows, TAKEN, form, "nothing was ingested")
    raise typer.Exit(failures.exit_code)


def _taken(
    tracker: Tracker,
    found: list[Path | InputError],
    given: Metadata,
    failures: Failures,
    form: Format,
) -> Iterator[Taken]:
    """Each article once it is stored. A database that fails ends the batch; if it fails at once, the command does.

    The bar is gone when the last article has come, before a table of them is written.
    """
    from claimtrack.sources import articles

    stored = False
    with progress("Reading", form) as tell:
        for done, item in enumerate(articles(found, sys.stdin.buffer, complain, given)):
            tell(done, len(found))
            if isinstance(item, InputError):
                failures.add(item)
                continue
            try:
                taken = Taken(item.name or "", tracker.ingest(item))
            except EngineFailed as error:
                failures.add(error)
                continue
            except DatabaseError as error:
                if not stored:
                    raise
                failures.add(error)
                return
            stored = True
            yield taken


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(ingest)
