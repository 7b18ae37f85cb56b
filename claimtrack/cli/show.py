"""``claimtrack show``: one article, quote, claim or speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli import columns, pages
from claimtrack.cli.claim_page import claim_object, claim_page
from claimtrack.cli.context import around, stands_in
from claimtrack.cli.options import Database, OutputFormat, PolicyFile, numbered, parsed
from claimtrack.cli.output import Column, Format, Row, as_object, listing, one_object
from claimtrack.cli.why import why_page
from claimtrack.sources.metadata import day

if TYPE_CHECKING:
    from claimtrack.model import Quote
    from claimtrack.store.records import QuoteRecord, RejectionRecord
    from claimtrack.tracker import Tracker

EXAMPLES = """\b
Examples:
  claimtrack show A1
  claimtrack show A1 --ledger
  claimtrack show A1 --rejected
  claimtrack show Q7
  claimtrack show Q7 --why
  claimtrack show C12 --format json
  claimtrack show C12 --rejected
  claimtrack show C12 --as-of 2025-10-20 --fragility
  claimtrack show S3"""


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="An article A1, a quote Q7, a claim C12 or a speaker S3.")],
    ledger: Annotated[
        bool, typer.Option("--ledger", help="What became of every pair of quotation marks in an article.")
    ] = False,
    rejected: Annotated[
        bool,
        typer.Option(
            "--rejected", help="What a model reported of an article, or on a claim, and the text does not bear out."
        ),
    ] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Why a quote was found as it was, and by whose words in the article.")
    ] = False,
    as_of: Annotated[
        date | None,
        typer.Option(metavar="DATE", parser=parsed(day), help="What was known of a claim on this day."),
    ] = None,
    fragility: Annotated[
        bool, typer.Option("--fragility", help="Which single origin the status of a claim hangs on.")
    ] = False,
    policy: PolicyFile = None,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Show one article, quote, claim or speaker.

    A quote is shown in its context, a claim with its history and evidence. csv gives the row that listings have; json
    and jsonl add what belongs to it.
    """
    letter, number = numbered(id)
    if ledger and letter != "A":
        raise typer.BadParameter("give an article, such as A1", param_hint="--ledger")
    if rejected and letter not in "AC":
        raise typer.BadParameter("give an article or a claim, such as A1 or C12", param_hint="--rejected")
    if why and letter != "Q":
        raise typer.BadParameter("give a quote, such as Q7", param_hint="--why")
    if (as_of or fragility) and letter != "C":
        raise typer.BadParameter("give a claim, such as C12", param_hint="--as-of, --fragility")
    if (as_of or fragility) and rejected:
        raise typer.BadParameter("give it without --as-of and --fragility", param_hint="--rejected")
    if ledger and rejected:
        raise typer.BadParameter("give one of the two", param_hint="--ledger, --rejected")
    from claimtrack.tracker import Tracker

    with Tracker.open(db, policy=policy) as tracker:
        if ledger:
            _ledger(tracker, number, form)
        elif rejected:
            _rejected(tracker.rejections(number) if letter == "A" else tracker.claim_rejections(number), form)
        elif why:
            _why(tracker, number, form)
        elif letter == "C":
            _claim(tracker, number, form, as_of, fragility)
        else:
            {"A": _article, "Q": _quote, "S": _speaker}[letter](tracker, number, form)


def _article(tracker: Tracker, id: int, form: Format) -> None:
    record, quotes, claims = tracker.article(id), tracker.quotes(article=id), tracker.claims(article=id)
    copies = tracker.copies(id)
    if form is Format.TABLE:
        pages.article_page(record, copies, quotes, claims)
    else:
        more = {
            "copies": [columns.copy(one) for one in copies],
            "quotes": [as_object(row, columns.QUOTES) for row in quotes],
            "claims": [as_object(row, columns.CLAIMS) for row in claims],
        }
        _record(record, columns.ARTICLE, form, {"text": record.article.text, **more})


def _ledger(tracker: Tracker, id: int, form: Format) -> None:
    text = tracker.article(id).article.text
    rows = [columns.LedgerRow(entry, text) for entry in tracker.ledger(id)]
    if form is Format.TABLE:
        pages.ledger_page(rows)
    else:
        listing(rows, columns.LEDGER, form)


def _rejected(rows: Sequence[RejectionRecord], form: Format) -> None:
    if form is Format.TABLE:
        pages.rejected_page(rows)
    else:
        listing(rows, columns.REJECTED, form)


def _quote(tracker: Tracker, id: int, form: Format) -> None:
    record, reviews = tracker.quote(id), tracker.quote_reviews(id)
    article, claims = tracker.article(record.article_id).article, [tracker.claim(claim) for claim in record.claim_ids]
    changes = tracker.quote_changes(id)
    if form is Format.TABLE:
        pages.quote_page(record, article.text, claims, reviews, changes)
    else:
        here = stands_in(article.text, record.quote, record.text)
        more = {
            "context": _context(article.text, record) if here else None,
            "details": _details(article.text, record.quote) if here else None,
            "changes": [columns.quote_change(change) for change in changes],
            "claims": [as_object(row, columns.CLAIMS) for row in claims],
            "reviews": [columns.review(one) for one in reviews],
        }
        _record(record, columns.QUOTES, form, more)


def _why(tracker: Tracker, id: int, form: Format) -> None:
    record, why = tracker.quote(id), tracker.why(id)
    claims = [tracker.claim(claim) for claim in record.claim_ids]
    if form is Format.TABLE:
        why_page(record, why, claims)
    else:
        _record(record, columns.QUOTES, form, {"why": columns.why(why, record.claim_ids)})


def _context(text: str, record: QuoteRecord) -> dict[str, object]:
    window = around(text, record.quote)
    return {"start": window.start, "end": window.end, "text": window.of(text)}


def _details(text: str, quote: Quote) -> dict[str, str | None]:
    """The words of the article that say to whom, where or when, and by what means it was said."""
    spans = {"addressee": quote.addressee, "occasion": quote.occasion, "medium": quote.medium}
    return {name: span.of(text) if span else None for name, span in spans.items()}


def _claim(tracker: Tracker, id: int, form: Format, as_of: date | None = None, fragility: bool = False) -> None:
    known = tracker.known(id, as_of)
    weighed = tracker.weighed(known.record.claim, known.findings, as_of)
    supports = tracker.supports(known) if fragility else None
    quotes = [tracker.quote(quote) for quote in known.record.quote_ids]
    if form is Format.TABLE:
        claim_page(known, quotes, weighed, supports)
    else:
        _record(known.record, columns.CLAIMS, form, claim_object(known, quotes, weighed, supports))


def _speaker(tracker: Tracker, id: int, form: Format) -> None:
    record = tracker.speaker(id)
    quotes = [quote for quote in tracker.quotes(speaker=record.speaker.name) if quote.speaker_id == id]
    claims = [claim for claim in tracker.claims(speaker=record.speaker.name) if claim.speaker_id == id]
    if form is Format.TABLE:
        pages.speaker_page(record, quotes, claims)
    else:
        more = {
            "quotes": [as_object(row, columns.QUOTES) for row in quotes],
            "claims": [as_object(row, columns.CLAIMS) for row in claims],
        }
        _record(record, columns.SPEAKERS, form, more)


def _record(row: Row, shown: tuple[Column[Row], ...], form: Format, more: Mapping[str, object]) -> None:
    if form is Format.CSV:
        listing([row], shown, form)
    else:
        one_object({**as_object(row, shown), **more}, form)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(show)
