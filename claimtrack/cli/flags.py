"""``claimtrack flags``: what became of claims and quotes, told again."""

from __future__ import annotations

import typer

from claimtrack.cli.changes import cursor_name, exit_code, told, untold, write
from claimtrack.cli.options import (
    BySpeaker,
    Cursor,
    Database,
    FailOn,
    JudgedSince,
    Kinds,
    MinConfidence,
    OutputFormat,
    SinceLast,
)
from claimtrack.cli.output import Format
from claimtrack.model import FlagKind

EXAMPLES = """\b
Examples:
  claimtrack flags
  claimtrack flags --since 2025-10-20 --speaker Trump
  claimtrack flags --kind contradicted,overdue --format jsonl
  claimtrack flags --since-last --cursor desk --fail-on contradicted"""


def flags(
    since: JudgedSince = None,
    speaker: BySpeaker = None,
    kind: Kinds = None,
    min_confidence: MinConfidence = 0,
    since_last: SinceLast = False,
    cursor: Cursor = None,
    fail_on: FailOn = None,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """List flags again, newest first: claims that became contradicted or overdue or were taken back by their speaker;
    quotes that differ between outlets or were edited.

    A candidate is no flag: only what is decided is. Where a claim's status has changed again since, that is told.
    """
    from claimtrack.tracker import Tracker

    reader = cursor_name(since_last, cursor)
    wanted = set[FlagKind]().union(*kind or [set(FlagKind)])
    with Tracker.open(db) as tracker, untold(tracker, reader) as (after, through):
        found = tracker.changes(after=after, through=through, since=since, speaker=speaker, flags=wanted)
        rows = told(tracker, found, min_confidence)
        write(rows, form, f"{len(rows)} flag{'s' * (len(rows) != 1)}" if rows else "no flags")
    raise typer.Exit(exit_code(rows, fail_on))


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(flags)
