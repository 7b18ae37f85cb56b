"""``claimtrack check``: later articles against earlier claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from claimtrack.cli.columns import CHANGES, Change
from claimtrack.cli.failures import ExitCode, Failures
from claimtrack.cli.options import AsOf, Database, FailOn, OutputFormat
from claimtrack.cli.output import Format, listing
from claimtrack.cli.pages import changes_page
from claimtrack.cli.progress import progress

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
    --fail-on a cron job is woken once for each. An article that cannot be checked is told, and tried again by the next
    run.
    """
    from claimtrack.tracker import Tracker

    failures = Failures()
    with Tracker.open(db) as tracker:
        with progress("Checking", form) as tell:
            changes = tracker.check(as_of, tell, failures.add)
        if form is Format.TABLE:
            changes_page([_with_evidence(tracker, change) for change in changes])
        else:
            listing((_with_evidence(tracker, change) for change in changes), CHANGES, form)
    flagged = any(change.verdict.status in (fail_on or ()) for change in changes)
    raise typer.Exit(ExitCode.FLAGGED if flagged else failures.exit_code)


def _with_evidence(tracker: Tracker, change: StatusChange) -> Change:
    return Change(change, tracker.claim(change.claim_id), tuple(tracker.findings(change.claim_id)))


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(check)
