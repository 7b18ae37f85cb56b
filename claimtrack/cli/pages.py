"""What people read of one thing: an article, a quote, a claim, a speaker, the changes of a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimtrack.cli.columns import Change, LedgerRow, iso, number, numbers, speaker_cell
from claimtrack.cli.context import around, legend, marked, stands_in
from claimtrack.cli.output import Piece, say
from claimtrack.model import Relation, Status

if TYPE_CHECKING:
    from claimtrack.store.records import (
        ArticleRecord,
        ClaimRecord,
        FindingRecord,
        QuoteRecord,
        SpeakerRecord,
        StatusChange,
    )

_COLOURS = {
    Status.CONFIRMED: "bold green",
    Status.PARTLY_CONFIRMED: "green",
    Status.CONTRADICTED: "bold red",
    Status.DISPUTED: "bold yellow",
    Status.SUPERSEDED: "bold magenta",
    Status.OVERDUE: "yellow",
    Status.PENDING: "cyan",
    Status.OPEN: "cyan",
}
_BY = {
    Relation.CONFIRMS: "confirmed",
    Relation.CONFIRMS_PART: "confirmed in part",
    Relation.CONTRADICTS: "contradicted",
    Relation.DENIES: "denied",
    Relation.REVERSES: "reversed",
    Relation.REPEATS: "repeated",
    Relation.UPDATES: "updated",
    Relation.IRRELEVANT: "not touched",
}
"""What a claim is by a passage."""


def article_page(record: ArticleRecord, quotes: Sequence[QuoteRecord], claims: Sequence[ClaimRecord]) -> None:
    """The article's metadata, then who says what in it, speaker by speaker, with the claims."""
    article = record.article
    say((f"A{record.id}", "bold"), "  ", (article.title or "(no title)", "bold"))
    _field("outlet", article.outlet)
    _field("published", iso(article.published) or "unknown: nothing in it can serve as evidence")
    _field("url", article.url)
    if record.origin != record.id:
        _field("copy of", f"A{record.origin}: the two count as one source")
    say("")
    by_id = {claim.id: claim for claim in claims}
    by_speaker: dict[str, list[QuoteRecord]] = {}
    for quote in quotes:
        by_speaker.setdefault(speaker_cell(quote.quote, quote.mention) or "(unknown)", []).append(quote)
    for name, theirs in by_speaker.items():
        say((name, "bold cyan"))
        for quote in theirs:
            _quote_line(quote)
            for claim_id in quote.claim_ids:
                if claim_id in by_id:
                    _claim_line(by_id[claim_id], indent=7)
    if not quotes:
        say("no quotes")


def ledger_page(rows: Sequence[LedgerRow]) -> None:
    """Every pair of quotation marks, and what became of it."""
    for row in rows:
        entry = row.entry
        why = f": {entry.reason}" if entry.reason else ""
        say((entry.outcome.replace("_", " "), "bold"), why, f"  [{entry.span.start}, {entry.span.end})")
        say(entry.span.of(row.text), indent=4)
    counts = [str(row.entry.outcome).replace("_", " ") for row in rows]
    say(", ".join(f"{counts.count(name)} {name}" for name in dict.fromkeys(counts)) or "no quotation marks")


def quote_page(record: QuoteRecord, text: str, claims: Sequence[ClaimRecord]) -> None:
    """The quote in its context, which is the article's newest text, who said it, and what it claims."""
    quote = record.quote
    say((f"Q{record.id}", "bold"), "  ", (speaker_cell(quote, record.mention) or "(unknown)", "bold cyan"))
    _field("speaker", _speaker(record))
    _field("mention", record.mention)
    _field("relayed by", quote.relay)
    _field("kind", quote.kind)
    _field("found by", f"{quote.rule}, confidence {quote.confidence:.2f}" if quote.rule else None)
    where = ", ".join(filter(None, (record.outlet, iso(record.published), record.url)))
    _field("article", f"A{record.article_id}  {record.title or ''}  {where}")
    say("")
    if stands_in(text, quote, record.text):
        say(*marked(text, quote, around(text, quote)), indent=2)
        say("")
        say(*legend(), indent=2)
    else:
        say(record.text, indent=2)
        say("")
        say(("the article has changed since; this quote stands in an earlier state of it", "dim"))
    for claim in claims:
        _claim_line(claim, indent=0)


def claim_page(
    record: ClaimRecord, quotes: Sequence[QuoteRecord], past: Sequence[StatusChange], found: Sequence[FindingRecord]
) -> None:
    """The claim, its status and why, every status it had, and what later articles say to it."""
    claim, verdict = record.claim, record.verdict
    say((claim.text, "bold"), label=(f"C{record.id}  ", "bold"))
    _field("speaker", f"{claim.speaker} ({number('S', record.speaker_id)})" if claim.speaker else None)
    _field("type", claim.type)
    _field("said", iso(claim.said))
    if claim.period:
        _field("about", f'{claim.period.start} to {claim.period.end} ("{claim.period.phrase}")')
    _field("status", *_status(verdict.status))
    _field("because", verdict.because)
    _field("policy", verdict.policy)
    say("")
    say(("Quotes", "bold"))
    for quote in quotes:
        _quote_line(quote)
    say(("History", "bold"))
    for change in past:
        before = f"{change.before.replace('_', ' ')} -> " if change.before else ""
        say(f"as of {change.as_of}  {before}", _status(change.verdict.status), indent=2)
        say(f"{change.verdict.because} (recorded {change.recorded:%Y-%m-%d %H:%M} UTC)", indent=4)
    say(("Evidence", "bold"))
    _evidence(found)


def speaker_page(record: SpeakerRecord, quotes: Sequence[QuoteRecord], claims: Sequence[ClaimRecord]) -> None:
    """The speaker's names, quotes and claims."""
    say((f"S{record.id}", "bold"), "  ", (record.speaker.name, "bold cyan"))
    _field("kind", record.speaker.kind)
    _field("also", ", ".join(record.speaker.aliases))
    say("")
    say(("Quotes", "bold"))
    for quote in quotes:
        _quote_line(quote)
    say(("Claims", "bold"))
    for claim in claims:
        _claim_line(claim, indent=2)


def changes_page(changes: Sequence[Change]) -> None:
    """Each change of a run with the evidence behind it, quoted."""
    for row in changes:
        status, before = row.change.verdict.status, row.change.before
        claim = row.claim.claim
        say(f"{claim.speaker or '(unnamed)'}: ", (claim.text, "bold"), label=(f"C{row.claim.id}  ", "bold"))
        old = f"{before.replace('_', ' ')} -> " if before else ""
        say(old, _status(status), f": {row.change.verdict.because}", indent=5)
        _evidence(row.findings)
        say("")
    count = len(changes)
    say(f"{count} change{'s' * (count != 1)} of status" if changes else "nothing changed")


def _evidence(found: Sequence[FindingRecord]) -> None:
    """Findings with their evidence quoted; a copy of an article is named beside what it copies."""
    shown = [finding for finding in found if finding.finding.relation is not Relation.REPEATS]
    alike: dict[tuple[int, Relation], list[FindingRecord]] = {}
    for finding in shown:
        alike.setdefault((finding.origin, finding.finding.relation), []).append(finding)
    for first, *others in alike.values():
        where = ", ".join(filter(None, (first.outlet, iso(first.published), f"A{first.article_id}")))
        voice = f" by {first.finding.by}" if first.finding.by else ""
        say((_BY[first.finding.relation], "bold"), f"{voice}: {where}", indent=5)
        say(first.text, indent=7, label=("> ", "dim"))
        if first.url:
            say((first.url, "dim"), indent=9)
        copies = dict.fromkeys(other.article_id for other in others if other.article_id != first.article_id)
        if copies:
            say((f"also in {', '.join(numbers('A', copies))}, a near-copy: counted once", "dim"), indent=9)
    if repeated := len(found) - len(shown):
        say((f"{repeated} passage{'s' * (repeated > 1)} merely repeat{'s' * (repeated == 1)} it", "dim"), indent=5)
    if not found:
        say(("no evidence yet", "dim"), indent=5)


def _quote_line(record: QuoteRecord) -> None:
    relay = f" (relayed by {record.quote.relay})" if record.quote.relay else ""
    say((f"{record.quote.kind}{relay}: ", "dim"), record.text, indent=2, label=(f"Q{record.id}  ", "bold"))


def _claim_line(record: ClaimRecord, indent: int) -> None:
    status = record.verdict.status
    pieces: list[Piece] = [f"{record.claim.type}, ", _status(status), f": {record.claim.text}"]
    say(*pieces, indent=indent, label=(f"C{record.id}  ", "bold"))


def _speaker(record: QuoteRecord) -> str:
    if record.quote.speaker:
        return f"{record.quote.speaker} ({number('S', record.speaker_id)})"
    return "unnamed, or not to be told without guessing"


def _field(label: str, value: str | None, style: str = "") -> None:
    if value:
        say((value, style), indent=2, label=(f"{label:<11}", "dim"))


def _status(status: Status) -> tuple[str, str]:
    return status.replace("_", " "), _COLOURS.get(status, "bold")
