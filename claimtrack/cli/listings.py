"""``claimtrack quotes``, ``claims`` and ``speakers``: what the database holds."""

from __future__ import annotations

from typing import Annotated

import typer

from claimtrack.cli.columns import CLAIMS, QUOTES, SPEAKERS, claim_rows
from claimtrack.cli.options import BySpeaker, Database, MinConfidence, OutputFormat, Since, Until
from claimtrack.cli.output import Format, listing
from claimtrack.model import ClaimType, QuoteKind, Status

Query = Annotated[str | None, typer.Argument(help="Words that must all occur, in any order.")]


def quotes(
    query: Query = None,
    speaker: BySpeaker = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[QuoteKind | None, typer.Option(help="How much stands inside quotation marks.")] = None,
    min_confidence: MinConfidence = 0,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """List quotes, or search them by their words."""
    from claimtrack.tracker import Tracker

    with Tracker.open(db) as tracker:
        found = tracker.quotes(
            query, speaker=speaker, since=since, until=until, kind=kind, min_confidence=min_confidence
        )
    listing(found, QUOTES, form, _nothing("quotes", query, speaker, since, until, kind, min_confidence))


def claims(
    speaker: BySpeaker = None,
    status: Annotated[Status | None, typer.Option(help="What the evidence adds up to.")] = None,
    type: Annotated[ClaimType | None, typer.Option(help="What sort of claim.")] = None,
    min_confidence: MinConfidence = 0,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """List claims with both answers: in how many origins each was said, and its status."""
    from claimtrack.tracker import Tracker

    with Tracker.open(db) as tracker:
        found = claim_rows(
            tracker, tracker.claims(speaker=speaker, status=status, type=type, min_confidence=min_confidence)
        )
    listing(found, CLAIMS, form, _nothing("claims", speaker, status, type, min_confidence))


def speakers(form: OutputFormat = Format.TABLE, db: Database = None) -> None:
    """List everyone who is quoted, most quoted first."""
    from claimtrack.tracker import Tracker

    with Tracker.open(db) as tracker:
        found = tracker.speakers()
    listing(found, SPEAKERS, form, _nothing("speakers"))


def _nothing(what: str, *asked: object) -> str:
    """What to tell when there are no rows: nothing matches what was asked for, or nothing is there."""
    return f"no {what} match" if any(asked) else f"no {what} yet: read articles with `claimtrack ingest PATH`"


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(
        epilog="""\b
Examples:
  claimtrack quotes
  claimtrack quotes tomahawk --speaker Trump --kind direct
  claimtrack quotes --since 2025-10-01 --until 2025-10-31 --format csv
  claimtrack quotes --min-confidence 0.8"""
    )(quotes)
    app.command(
        epilog="""\b
Examples:
  claimtrack claims --speaker Zelenskiy
  claimtrack claims --status contradicted --format json
  claimtrack claims --type prediction --min-confidence 0.8"""
    )(claims)
    app.command(
        epilog="""\b
Examples:
  claimtrack speakers
  claimtrack speakers --format json"""
    )(speakers)
