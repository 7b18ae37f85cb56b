"""``claimtrack ingest``: articles into the database."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.columns import TAKEN, Taken
from claimtrack.cli.dry_run import DryRun, planning, show_plan
from claimtrack.cli.failures import Failures, complain
from claimtrack.cli.languages import unsupported
from claimtrack.cli.model_options import ModelOptions, with_model
from claimtrack.cli.options import Database, Outlet, OutputFormat, Paths, Published, Title, Url
from claimtrack.cli.output import Format, listing
from claimtrack.cli.progress import progress
from claimtrack.errors import DatabaseError, EngineFailed, InputError, RunStopped

if TYPE_CHECKING:
    from claimtrack.model import Article
    from claimtrack.pipeline import Ingested
    from claimtrack.sources import Metadata
    from claimtrack.tracker import Tracker

EXAMPLES = """\b
Examples:
  claimtrack ingest article.txt --published 2025-10-16 --outlet Reuters
  claimtrack ingest articles/ --format jsonl
  cat article.txt | claimtrack ingest - --outlet AP
  claimtrack ingest articles/ --model openai:gpt-5-mini --max-cost 2.50"""


@with_model
def ingest(
    paths: Paths,
    *,
    published: Published = None,
    outlet: Outlet = None,
    url: Url = None,
    title: Title = None,
    asked: ModelOptions,
    dry_run: DryRun = False,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Read articles: find who said what in them, and the claims.

    Text and Markdown are read, with or without YAML front matter (outlet, published, url, title); options win over
    front matter. What is already stored is left as it is, so a command can be repeated. With --model a language model
    reads; its calls are kept, so that a run that was stopped goes on without paying again.
    """
    from claimtrack.sources import Metadata, inputs
    from claimtrack.tracker import Tracker

    found = list(inputs(paths, complain))
    if (url or title) and len(found) > 1:
        raise typer.BadParameter(f"{len(found)} inputs cannot share one", param_hint="--url" if url else "--title")
    batch, engines = _Batch(found, Metadata(title, outlet, url, published)), asked.engines()
    if dry_run:
        with planning(engines, db) as tracker:
            show_plan(tracker.plan_ingest(batch.articles()), form)
    else:
        with Tracker.open(db, engines=engines) as tracker, closing(_taken(tracker, batch, form)) as rows:
            listing(rows, TAKEN, form, "nothing was ingested")
    raise typer.Exit(batch.failures.exit_code)


class _Batch:
    """The inputs of one command, and how many are ``done``. Those that are no articles are told as they are met."""

    def __init__(self, found: list[Path | InputError], given: Metadata) -> None:
        self.found = found
        self.failures = Failures()
        self.done = 0
        self._given = given

    def articles(self) -> Iterator[Article]:
        from claimtrack.sources import articles

        for item in articles(self.found, sys.stdin.buffer, complain, self._given):
            if isinstance(item, InputError):
                self.done += 1
                self.failures.add(item)
            else:
                yield item


def _taken(tracker: Tracker, batch: _Batch, form: Format) -> Generator[Taken]:
    """Each article once it is stored. A database or a model that fails ends the batch; if it fails at once, the command
    does.

    The bar is gone when the last article has come, before a table of them is written.
    """
    stored = False
    with progress("Reading", form, lambda: tracker.usage) as tell:
        tell(0, len(batch.found))
        try:
            for ended in tracker.ingest_all(batch.articles()):
                batch.done += 1
                tell(batch.done, len(batch.found))
                if isinstance(ended, EngineFailed):
                    batch.failures.add(ended)
                else:
                    stored = True
                    _tell_language(ended)
                    yield Taken(ended.name or "", ended)
        except (DatabaseError, RunStopped) as error:
            if not stored:
                raise
            batch.failures.add(error)
        tell(batch.done, len(batch.found))


def _tell_language(ended: Ingested) -> None:
    """Say of an article that was read now that no rules are for its language."""
    record = ended.record
    if ended.outcome != "unchanged" and (told := unsupported(record.language)):
        complain(f"A{record.id}: {told}")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(ingest)
