"""``claimtrack check``: later articles against earlier claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.columns import CHANGES, Change
from claimtrack.cli.dry_run import DryRun, planning, show_plan
from claimtrack.cli.failures import ExitCode, Failures, complain
from claimtrack.cli.model_options import ModelOptions, with_model
from claimtrack.cli.options import AsOf, Database, FailOn, MinConfidence, OutputFormat, numbered
from claimtrack.cli.output import Format, listing
from claimtrack.cli.pages import changes_page
from claimtrack.cli.progress import progress
from claimtrack.errors import RunStopped, UnknownId
from claimtrack.settings import PAIRS

if TYPE_CHECKING:
    from claimtrack.store.records import ClaimRecord, StatusChange
    from claimtrack.tracker import Tracker

EXAMPLES = """\b
Examples:
  claimtrack check
  claimtrack check --as-of 2025-10-23 --format jsonl
  claimtrack check --claim C12 --pairs 40
  claimtrack check --fail-on contradicted,superseded --min-confidence 0.8
  claimtrack check --model openai:gpt-5-mini --dry-run"""


@with_model
def check(
    *,
    as_of: AsOf = None,
    fail_on: FailOn = None,
    min_confidence: MinConfidence = 0,
    claim: Annotated[
        str | None, typer.Option(metavar="C12", help="Look back from this claim over all later articles.")
    ] = None,
    pairs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help=f"Claims that one article is judged against at most. Default: {PAIRS}."),
    ] = None,
    asked: ModelOptions,
    dry_run: DryRun = False,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Hold later articles against earlier claims.

    Each change of status is shown with the evidence for it, by the run that finds it and by no later one: with
    --fail-on a cron job is woken once for each. With --min-confidence, what a less sure quote claims is weighed and
    stored like all else, but neither shown nor a reason to wake anybody. An article that cannot be checked is told, and
    tried again by the next run. With --model a language model judges, each pair of a claim and an article in a call of
    its own.

    Of the claims that an article may bear on, the --pairs likeliest are judged; how many more there were is told. With
    --claim, all later articles are looked through for those that bear most on that claim, and no article is marked as
    checked against others.
    """
    from claimtrack.tracker import Tracker

    number = None if claim is None else _number(claim)
    engines = asked.engines()
    engines = replace(engines, pairs=pairs or engines.pairs)
    if dry_run:
        with planning(engines, db) as tracker:
            show_plan(tracker.plan_check(number), form)
        return
    failures = Failures()
    with Tracker.open(db, engines=engines) as tracker:
        changes = [_with_evidence(tracker, change) for change in _checked(tracker, as_of, number, failures, form)]
        changes = [one for one in changes if _is_sure(one.claim, min_confidence)]
        if form is Format.TABLE:
            changes_page(changes)
        else:
            listing(changes, CHANGES, form)
    flagged = any(one.change.verdict.status in (fail_on or ()) for one in changes)
    raise typer.Exit(ExitCode.FLAGGED if flagged else failures.exit_code)


def _number(claim: str) -> int:
    """The number of a claim's id. Raises UnknownId."""
    letter, number = numbered(claim)
    if letter != "C":
        raise UnknownId(f"{claim!r} is not the id of a claim, such as C12")
    return number


def _checked(
    tracker: Tracker, as_of: date | None, claim: int | None, failures: Failures, form: Format
) -> list[StatusChange]:
    """What changed. A model that cannot be asked ends the check; if nothing is done by then, it ends the command."""
    stops: list[RunStopped] = []
    dropped: list[int] = []
    with progress("Checking", form, lambda: tracker.usage) as tell:
        changes = tracker.check(as_of, tell, failures.add, stops.append, claim=claim, dropped=dropped.append)
    for many in dropped:
        complain(f"{many} less likely pairs of a claim and an article were not judged: --pairs sets how many are")
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
