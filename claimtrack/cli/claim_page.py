"""``claimtrack show C12``: a claim, was it said, is it so, since when and by what evidence; for people and programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from claimtrack.cli import columns
from claimtrack.cli.columns import iso, number
from claimtrack.cli.output import as_object, say
from claimtrack.cli.pages import evidence_lines, field, left_out_lines, quote_line
from claimtrack.cli.verdicts import plain, signed, standing_words, verdict_words
from claimtrack.model import ReviewKind

if TYPE_CHECKING:
    from claimtrack.check.status import Support
    from claimtrack.pipeline import Known, Weighed
    from claimtrack.store.records import AppearanceRecord, FindingRecord, QuoteRecord, ReviewRecord
    from claimtrack.store.stream import StatusChange


def claim_page(
    known: Known, quotes: Sequence[QuoteRecord], found: Sequence[Weighed], supports: Sequence[Support] | None
) -> None:
    """The claim, its status and why, every status it had, and what later articles say to it.

    ``found`` is the evidence, with what of it counts. ``supports`` are the origins that the status hangs on; None where
    they were not asked for.
    """
    _claim(known)
    if supports is not None:
        _fragility(known, supports)
    say("")
    spread = known.record.spread
    say(("Appears in", "bold"), f" {columns.spread_cell(spread)} article{'s' * (spread.articles > 1)}")
    by_id = {quote.id: quote for quote in quotes}
    for place in known.places:
        _place(place, by_id)
    say(("History", "bold"))
    for change in known.history:
        _change(change, known.record.verdict.because)
    if known.reviews:
        say(("Reviews", "bold"))
        for review in known.reviews:
            _review(review)
    say(("Evidence", "bold"))
    evidence_lines(found)
    left_out_lines(found)


def claim_object(
    known: Known, quotes: Sequence[QuoteRecord], weighed: Sequence[Weighed], supports: Sequence[Support] | None
) -> dict[str, object]:
    """The same for programs, beside the fields of the listing."""
    found: dict[str, object] = {
        "known_as_of": iso(known.as_of),
        "appearances": [columns.appearance(place) for place in known.places],
        "quotes": [as_object(row, columns.QUOTES) for row in quotes],
        "history": [columns.history(change) for change in known.history],
        "reviews": [columns.review(one) for one in known.reviews],
        "evidence": [columns.evidence(one) for one in weighed],
    }
    if supports is not None:
        found["fragility"] = [
            {
                "origin": number("A", one.origin),
                "articles": columns.numbers("A", _articles(known.findings, one.origin)),
                "status": one.without.status,
                "candidate": one.without.candidate,
                "because": one.without.because,
            }
            for one in supports
        ]
    return found


def _claim(known: Known) -> None:
    record, claim = known.record, known.record.claim
    say((claim.text, "bold"), label=(f"C{record.id}  ", "bold"))
    field("speaker", f"{claim.speaker} ({number('S', record.speaker_id)})" if claim.speaker else None)
    field("type", claim.type)
    field("said", iso(claim.said))
    if claim.period:
        field("about", f'{claim.period.start} to {claim.period.end} ("{claim.period.phrase}")')
    field("hedge", claim.hedge)
    field("worth", ": ".join(filter(None, (claim.worth, claim.worth_reason))))
    field("true if", claim.confirmed_if)
    field("false if", claim.contradicted_if)
    field("as of", iso(known.as_of))
    field("was said", _said(known))
    say(*standing_words(record), indent=2, label=(f"{'status':<11}", "dim"))
    field("because", record.verdict.because)
    field("policy", record.verdict.policy)


def _place(place: AppearanceRecord, quotes: Mapping[int, QuoteRecord]) -> None:
    where = ", ".join(filter(None, (place.outlet, iso(place.published), f"A{place.article_id}")))
    say(where if place.quote_id else f"{where}, in the article's own voice", indent=2)
    if place.quote_id:
        quote_line(quotes[place.quote_id], indent=4)
    else:
        say(place.words, indent=4, label=("> ", "dim"))


def _said(known: Known) -> str:
    origins, repeated = known.said.origins, known.said.repeated
    where = {0: "its article no longer says so", 1: "in 1 origin"}.get(origins, f"in {origins} independent origins")
    return where + (f"; repeated in {repeated} later" if repeated else "")


def _fragility(known: Known, supports: Sequence[Support]) -> None:
    if not supports:
        field("hangs on", "no single origin")
    for one in supports:
        first = next(finding for finding in known.findings if finding.origin == one.origin)
        articles = ", ".join(columns.numbers("A", _articles(known.findings, one.origin)))
        without = plain(verdict_words(one.without))
        field("hangs on", f"{articles} ({first.outlet or 'no outlet'}): without it {without}")


def _articles(findings: Sequence[FindingRecord], origin: int) -> list[int]:
    return sorted({one.article_id for one in findings if one.origin == origin})


def _change(change: StatusChange, told: str) -> None:
    """An entry of the history; a reason that is ``told`` above stands there only."""
    before = f"{change.before.replace('_', ' ')} -> " if change.before not in (None, change.verdict.status) else ""
    say(f"as of {change.as_of}  {before}", *verdict_words(change.verdict), indent=2)
    recorded = f"recorded {change.recorded:%Y-%m-%d %H:%M} UTC, {change.verdict.policy}"
    say(recorded if change.verdict.because == told else f"{change.verdict.because} ({recorded})", indent=4)


def _review(record: ReviewRecord) -> None:
    review = record.review
    said = "taken back" if review.kind is ReviewKind.TAKEN_BACK else str(review.status).replace("_", " ")
    say((said, "bold"), f" ({signed(record)})", indent=2)
    if review.note:
        say(review.note, indent=4)
