"""``claimtrack check``: later articles against earlier claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.changes import cursor_name, exit_code, told, untold, write
from claimtrack.cli.dry_run import DryRun, planning, show_plan
from claimtrack.cli.failures import Failures, complain
from claimtrack.cli.model_options import RetrievalOptions, with_model
from claimtrack.cli.options import (
    AsOf,
    Cursor,
    Database,
    FailOn,
    MinConfidence,
    OutputFormat,
    PolicyFile,
    SinceLast,
    numbered,
)
from claimtrack.cli.output import Format
from claimtrack.cli.progress import progress
from claimtrack.errors import EngineFailed, RunStopped, UnknownId
from claimtrack.settings import PAIRS

if TYPE_CHECKING:
    from claimtrack.store.stream import Change, StatusChange
    from claimtrack.tracker import Tracker

EXAMPLES = """\b
Examples:
  claimtrack check
  claimtrack check --as-of 2025-10-23 --format jsonl
  claimtrack check --claim C12 --pairs 40
  claimtrack check --fail-on contradicted,superseded --min-confidence 0.8
  claimtrack check --since-last --cursor desk --fail-on contradicted,overdue
  claimtrack check --model openai:gpt-5-mini --dry-run
  claimtrack check --embeddings openai:text-embedding-3-small"""


@with_model
def check(
    *,
    as_of: AsOf = None,
    fail_on: FailOn = None,
    since_last: SinceLast = False,
    cursor: Cursor = None,
    min_confidence: MinConfidence = 0,
    policy: PolicyFile = None,
    claim: Annotated[
        str | None, typer.Option(metavar="C12", help="Look back from this claim over all later articles.")
    ] = None,
    pairs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help=f"Claims that one article is judged against at most. Default: {PAIRS}."),
    ] = None,
    asked: RetrievalOptions,
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
    reader, failures = cursor_name(since_last, cursor), Failures()
    with Tracker.open(db, engines=engines, policy=policy) as tracker:
        done = _checked(tracker, as_of, number, failures, form)
        with untold(tracker, reader) as (after, through):
            changes: Sequence[Change] = tracker.changes(after=after, through=through) if reader else done.changes
            if done.stop and not (done.tried or changes):
                raise done.stop
            rows = told(tracker, changes, min_confidence)
            write(rows, form, f"{_counted(len(rows), 'change') if rows else 'nothing changed'}, {done}")
    if done.stop:
        failures.add(done.stop)
    raise typer.Exit(exit_code(rows, fail_on, failures.exit_code))


def _number(claim: str) -> int:
    """The number of a claim's id. Raises UnknownId."""
    letter, number = numbered(claim)
    if letter != "C":
        raise UnknownId(f"{claim!r} is not the id of a claim, such as C12")
    return number


@dataclass(frozen=True, slots=True)
class _Done:
    """What a check came to: what changed, how many articles were tried, how many of them it failed on, how many pairs
    fell under the bound, which claim it looked back from, and what ended it before it was through.
    """

    changes: list[StatusChange]
    tried: int
    failed: int
    dropped: int
    claim: int | None
    stop: RunStopped | None

    def __str__(self) -> str:
        checked = f"{_counted(self.tried - self.failed, 'article')} checked"
        if not self.dropped:
            return checked
        again = f"`--claim C{self.claim}` again judges the next ones"
        more = again if self.claim else "`--claim C12` looks for a claim's"
        return f"{checked}, {_counted(self.dropped, 'less likely pair')} not judged ({more})"


def _checked(tracker: Tracker, as_of: date | None, claim: int | None, failures: Failures, form: Format) -> _Done:
    broken: list[EngineFailed] = []
    stops: list[RunStopped] = []
    dropped: list[int] = []

    def failed(error: EngineFailed) -> None:
        broken.append(error)
        failures.add(error)

    with progress("Checking", form, lambda: tracker.usage) as tell:
        changes = tracker.check(as_of, tell, failed, stops.append, _tell_left, claim=claim, dropped=dropped.append)
    return _Done(changes, tell.done, len(broken), sum(dropped), claim, stops[0] if stops else None)


def _tell_left(holders: Sequence[str]) -> None:
    """Tell how many articles are left to whom: no failure, for they are being seen to."""
    runs = [f"process {process} on {host}" for host, process, _ in (one.rsplit(":", 2) for one in sorted({*holders}))]
    by = "another run" if len(runs) == 1 else "other runs"
    verb = "is" if len(holders) == 1 else "are"
    complain(
        f"{_counted(len(holders), 'article')} {verb} being checked by {by} ({', '.join(runs)}); "
        "the one that ends last tells what changed; where it was killed, the next check does"
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(check)
