"""``claimtrack check``: later articles against earlier claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.changes import cursor_name, exit_code, told, untold, write
from claimtrack.cli.dry_run import DryRun, planning, show_plan
from claimtrack.cli.failures import Failures, complain
from claimtrack.cli.model_options import ModelOptions, with_model
from claimtrack.cli.options import (
    AsOf,
    Cursor,
    Database,
    FailOn,
    MinConfidence,
    OutputFormat,
    PolicyFile,
    SinceLast,
)
from claimtrack.cli.output import Format
from claimtrack.cli.progress import progress
from claimtrack.errors import EngineFailed, RunStopped

if TYPE_CHECKING:
    from claimtrack.store.records import Change, StatusChange
    from claimtrack.tracker import Tracker

EXAMPLES = """\b
Examples:
  claimtrack check
  claimtrack check --as-of 2025-10-23 --format jsonl
  claimtrack check --fail-on contradicted,superseded --min-confidence 0.8
  claimtrack check --since-last --cursor desk --fail-on contradicted,overdue
  claimtrack check --model openai:gpt-5-mini --dry-run"""


@with_model
def check(
    *,
    as_of: AsOf = None,
    fail_on: FailOn = None,
    since_last: SinceLast = False,
    cursor: Cursor = None,
    min_confidence: MinConfidence = 0,
    policy: PolicyFile = None,
    asked: ModelOptions,
    dry_run: DryRun = False,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Hold later articles against earlier claims.

    Each change of status is shown with the evidence for it, newest first, by the run that finds it and by no later one:
    with --fail-on a cron job is woken once for each. With --since-last it is every change that was not shown under the
    cursor before, even by a run that was killed before it could. With --min-confidence, what a less sure quote claims
    is weighed and stored like all else, but neither shown nor a reason to wake anybody. An article that cannot be
    checked is told, and tried again by the next run. With --model a language model judges, each pair of a claim and an
    article in a call of its own.
    """
    from claimtrack.tracker import Tracker

    engines = asked.engines()
    if dry_run:
        with planning(engines, db) as tracker:
            show_plan(tracker.plan_check(), form)
        return
    reader, failures = cursor_name(since_last, cursor), Failures()
    with Tracker.open(db, engines=engines, policy=policy) as tracker:
        done = _checked(tracker, as_of, failures, form)
        with untold(tracker, reader) as (after, through):
            changes: Sequence[Change] = tracker.changes(after=after, through=through) if reader else done.changes
            if done.stop and not (done.tried or changes):
                raise done.stop
            rows = told(tracker, changes, min_confidence)
            write(rows, form, f"{_counted(len(rows), 'change') if rows else 'nothing changed'}, {done}")
    if done.stop:
        failures.add(done.stop)
    raise typer.Exit(exit_code(rows, fail_on, failures.exit_code))


@dataclass(frozen=True, slots=True)
class _Done:
    """What a check came to: what changed, how many articles were tried, how many of them it failed on, and what ended
    it before it was through.
    """

    changes: list[StatusChange]
    tried: int
    failed: int
    stop: RunStopped | None

    def __str__(self) -> str:
        return f"{_counted(self.tried - self.failed, 'article')} checked"


def _checked(tracker: Tracker, as_of: date | None, failures: Failures, form: Format) -> _Done:
    broken: list[EngineFailed] = []
    stops: list[RunStopped] = []

    def failed(error: EngineFailed) -> None:
        broken.append(error)
        failures.add(error)

    with progress("Checking", form, lambda: tracker.usage) as tell:
        changes = tracker.check(as_of, tell, failed, stops.append, _tell_left)
    return _Done(changes, tell.done, len(broken), stops[0] if stops else None)


def _tell_left(holders: Sequence[str]) -> None:
    """Tell how many articles are left to whom: no failure, for they are being seen to."""
    runs = [f"process {process} on {host}" for host, process, _ in (one.rsplit(":", 2) for one in sorted({*holders}))]
    by = "another run" if len(runs) == 1 else "other runs"
    verb = "is" if len(holders) == 1 else "are"
    complain(
        f"{_counted(len(holders), 'article')} {verb} being checked by {by} ({', '.join(runs)}); "
        "the one that ends last tells what changed"
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(check)
