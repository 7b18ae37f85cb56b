"""``claimtrack check``: later articles against earlier claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.columns import CHANGES, Change
from claimtrack.cli.failures import ExitCode
from claimtrack.cli.options import AsOf, Database, FailOn, OutputFormat
from claimtrack.cli.output import Format, listing
from claimtrack.cli.pages import changes_page
from claimtrack.cli.progress import progress
from claimtrack.model import Status

if TYPE_CHECKING:
    from claimtrack.store.records import StatusChange
    from claimtrack.tracker import Tracker

EXAMPLES = """\b
Examples:
  claimtrack check
  claimtrack check --as-of 2025-10-23 --format jsonl
  claimtrack check --fail-on contradicted,superseded"""


def check(as_of: AsOf = None, fail_on: FailOn = None, form: OutputFormat = Format.TABLE, db: Database = None) -> None:
    """Hold later articles against earlier claims.

    Each change of status is shown with the evidence for it, by the run that finds it and by no later one: with
    --fail-on a cron job is woken once for each.
    """
    from claimtrack.tracker import Tracker

    reached: set[Status] = set()
    with Tracker.open(db) as tracker:
        with progress("Checking", form) as tell:
            changes = _noting(tracker.check(as_of, tell), reached)
            if form is not Format.TABLE:
                listing((_with_evidence(tracker, change) for change in changes), CHANGES, form)
            found = list(changes)
        if form is Format.TABLE:
            changes_page([_with_evidence(tracker, change) for change in found])
    raise typer.Exit(ExitCode.FLAGGED if fail_on and fail_on & reached else ExitCode.DONE)


def _noting(changes: Iterable[StatusChange], reached: set[Status]) -> Iterator[StatusChange]:
    """The changes as they come; their statuses are added to ``reached``."""
    for change in changes:
        reached.add(change.verdict.status)
        yield change


def _with_evidence(tracker: Tracker, change: StatusChange) -> Change:
    return Change(change, tracker.claim(change.claim_id), tuple(tracker.findings(change.claim_id)))


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(check)
