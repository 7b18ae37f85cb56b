"""``claimtrack review``: what a person says of a claim or a quote, above what the engines say and apart from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.columns import REVIEWS
from claimtrack.cli.options import Database, OutputFormat, numbered
from claimtrack.cli.output import Format, listing, say
from claimtrack.cli.verdicts import signed
from claimtrack.model import ReviewKind, Status

if TYPE_CHECKING:
    from claimtrack.store.records import ReviewRecord
    from claimtrack.tracker import Tracker

EXAMPLES = """\b
Examples:
  claimtrack review C12 --status confirmed --note "seen it open"
  claimtrack review Q7 --reject --note "it was her deputy"
  claimtrack review C12 --take-back --by Ada"""


def review(
    id: Annotated[str, typer.Argument(metavar="ID", help="A claim C12 or a quote Q7.")],
    status: Annotated[Status | None, typer.Option(help="The status of a claim, by your own judgement.")] = None,
    reject: Annotated[bool, typer.Option("--reject", help="A quote is none, or not theirs.")] = False,
    take_back: Annotated[bool, typer.Option("--take-back", help="Take back the review that stands.")] = False,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who reviews. Default: the setting, else your login name.")
    ] = None,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Say what a claim's status is, or that a quote is to be rejected.

    A reviewer's word stands above the engine's and is kept apart from it: both are shown. Claims that rest on rejected
    quotes alone are shown as rejected, and listed under no status. Reviews are never changed; they can be taken back.
    """
    letter, number = numbered(id)
    if letter not in "CQ":
        raise typer.BadParameter("give a claim or a quote, such as C12 or Q7", param_hint="ID")
    if (status is not None) + reject + take_back != 1:
        raise typer.BadParameter("give one of them", param_hint="--status, --reject, --take-back")
    if status and letter != "C":
        raise typer.BadParameter("give a claim, such as C12", param_hint="--status")
    if reject and letter != "Q":
        raise typer.BadParameter("give a quote, such as Q7", param_hint="--reject")
    from claimtrack.settings import reviewer
    from claimtrack.tracker import Tracker

    who = reviewer(by)
    with Tracker.open(db) as tracker:
        made = _reviewed(tracker, letter, number, status, take_back, who, note)
    if form is Format.TABLE:
        say((id.strip().upper(), "bold"), f"  {_told(made)} ({signed(made)})")
    else:
        listing([made], REVIEWS, form)


def _reviewed(
    tracker: Tracker, letter: str, id: int, status: Status | None, take_back: bool, by: str, note: str | None
) -> ReviewRecord:
    if take_back:
        return (tracker.take_back_claim_review if letter == "C" else tracker.take_back_rejection)(id, by, note)
    return tracker.review_claim(id, status, by, note) if status else tracker.reject_quote(id, by, note)


def _told(made: ReviewRecord) -> str:
    kind = made.review.kind
    return str(made.review.status if kind is ReviewKind.STATUS else kind).replace("_", " ")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(review)
