"""``claimtrack check``: later articles against earlier claims."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.columns import CHANGES, Change
from claimtrack.cli.dry_run import DryRun, planning, show_plan
from claimtrack.cli.failures import ExitCode, Failures
from claimtrack.cli.model_options import ModelOptions, with_model
from claimtrack.cli.options import AsOf, Database, FailOn, MinConfidence, OutputFormat, PolicyFile
from claimtrack.cli.output import Format, listing
from claimtrack.cli.pages import changes_page
from claimtrack.cli.progress import progress
from claimtrack.errors import RunStopped

if TYPE_CHECKING:
    from claimtrack.store.records import ClaimRecord, StatusChange
    from claimtrack.tracker import Tracker

EXAMPLES = """\b
Examples:
  claimtrack check
  claimtrack check --as-of 2025-10-23 --format jsonl
  claimtrack check --fail-on contradicted,superseded --min-confidence 0.8
  claimtrack check --model openai:gpt-5-mini --dry-run"""


@with_model
def check(
    *,
    as_of: AsOf = None,
    fail_on: FailOn = None,
    min_confidence: MinConfidence = 0,
    policy: PolicyFile = None,
    asked: ModelOptions,
    dry_run: DryRun = False,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Hold later articles against earlier claims.

    Each change of status is shown with the evidence for it, by the run that finds it and by no later one: with
    --fail-on a cron job is woken once for each. With --min-confidence, what a less sure quote claims is weighed and
    stored like all else, but neither shown nor a reason to wake anybody; nor is what rests on rejected quotes. An
    article that cannot be checked is told, and tried again by the next run. With --model a language model judges, each
    pair of a claim and an article in a call of its own.
    """
    from claimtrack.tracker import Tracker

    engines = asked.engines()
    if dry_run:
        with planning(engines, db) as tracker:
            show_plan(tracker.plan_check(), form)
        return
    failures = Failures()
    with Tracker.open(db, engines=engines, policy=policy) as tracker:
        changes = [_with_evidence(tracker, change) for change in _checked(tracker, as_of, failures, form)]
        changes = [one for one in changes if _is_sure(one.claim, min_confidence) and not one.claim.rejected]
        if form is Format.TABLE:
            changes_page(changes)
        else:
            listing(changes, CHANGES, form)
    flagged = any(one.change.verdict.status in (fail_on or ()) for one in changes)
    raise typer.Exit(ExitCode.FLAGGED if flagged else failures.exit_code)


def _checked(tracker: Tracker, as_of: date | None, failures: Failures, form: Format) -> list[StatusChange]:
    """What changed. A model that cannot be asked ends the check; if nothing is done by then, it ends the command."""
    stops: list[RunStopped] = []
    with progress("Checking", form, lambda: tracker.usage) as tell:
        changes = tracker.check(as_of, tell, failures.add, stops.append)
    for stop in stops:
        if not (tell.done or changes):
            raise stop
        failures.add(stop)
    return changes


def _is_sure(claim: ClaimRecord, least: float) -> bool:
    """Whether a quote of at least that confidence makes the claim, or the article itself does."""
    return claim.confidence is None or claim.confidence >= least


def _with_evidence(tracker: Tracker, change: StatusChange) -> Change:
    return Change(change, tracker.claim(change.claim_id), tuple(tracker.findings(change.claim_id)))


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(check)
