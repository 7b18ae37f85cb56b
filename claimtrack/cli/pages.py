"""What people read of one thing: an article, a quote, a claim, a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimtrack.cli.columns import LedgerRow, iso, number, numbers, speaker_cell
from claimtrack.cli.context import around, legend, marked, stands_in
from claimtrack.cli.languages import language_name, unsupported
from claimtrack.cli.output import Piece, say
from claimtrack.cli.verdicts import status_words
from claimtrack.model import Finding, Relation

if TYPE_CHECKING:
    from claimtrack.store.records import (
        ArticleRecord,
        ClaimRecord,
        FindingRecord,
        QuoteRecord,
        RejectionRecord,
        SpeakerRecord,
        StatusChange,
    )

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
    field("outlet", article.outlet)
    field("published", iso(article.published) or "unknown: nothing in it can serve as evidence")
    field("url", article.url)
    field("language", unsupported(record.language) or language_name(record.language))
    if record.origin != record.id:
        field("copy of", f"A{record.origin}: the two count as one source")
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
    if own := [claim for claim in claims if not claim.quote_ids]:
        say(("in the article's own voice", "bold cyan"))
        for claim in own:
            _claim_line(claim, indent=2)
    if not quotes:
        say("no quotes")


def rejected_page(rows: Sequence[RejectionRecord]) -> None:
    """What an engine reported and the gate refused: why, and what it had written."""
    for row in rows:
        refused, on = row.rejection, f" on C{row.claim_id} in A{row.article_id}" if row.claim_id else ""
        say((refused.subject, "bold"), f"{on}: {refused.reason}")
        say(refused.given, indent=4, label=("> ", "dim"))
    say(f"{len(rows)} refused" if rows else "nothing was refused")


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
    field("speaker", _speaker(record))
    field("mention", record.mention)
    field("relayed by", quote.relay)
    field("kind", quote.kind)
    if stands_in(text, quote, record.text):
        for name, span in (("to", quote.addressee), ("occasion", quote.occasion), ("medium", quote.medium)):
            field(name, span.of(text) if span else None)
    field("said", iso(quote.said))
    field("found by", f"{quote.rule}, confidence {quote.confidence:.2f}" if quote.rule else None)
    where = ", ".join(filter(None, (record.outlet, iso(record.published), record.url)))
    field("article", f"A{record.article_id}  {record.title or ''}  {where}")
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
    field("speaker", f"{claim.speaker} ({number('S', record.speaker_id)})" if claim.speaker else None)
    field("type", claim.type)
    field("said", iso(claim.said))
    if claim.period:
        field("about", f'{claim.period.start} to {claim.period.end} ("{claim.period.phrase}")')
    field("hedge", claim.hedge)
    field("worth", ": ".join(filter(None, (claim.worth, claim.worth_reason))))
    field("true if", claim.confirmed_if)
    field("false if", claim.contradicted_if)
    field("status", *status_words(verdict.status))
    field("because", verdict.because)
    field("policy", verdict.policy)
    say("")
    if quotes:
        say(("Quotes", "bold"))
        for quote in quotes:
            _quote_line(quote)
    else:
        where = ", ".join(filter(None, (record.outlet, iso(record.published), f"A{record.article_id}")))
        say(("In the article's own voice", "bold"), f": {where}")
        say(record.words, indent=2, label=("> ", "dim"))
    say(("History", "bold"))
    for change in past:
        before = f"{change.before.replace('_', ' ')} -> " if change.before else ""
        say(f"as of {change.as_of}  {before}", status_words(change.verdict.status), indent=2)
        say(f"{change.verdict.because} (recorded {change.recorded:%Y-%m-%d %H:%M} UTC)", indent=4)
    say(("Evidence", "bold"))
    evidence_lines(found)


def speaker_page(record: SpeakerRecord, quotes: Sequence[QuoteRecord], claims: Sequence[ClaimRecord]) -> None:
    """The speaker's names, quotes and claims."""
    say((f"S{record.id}", "bold"), "  ", (record.speaker.name, "bold cyan"))
    field("kind", record.speaker.kind)
    field("also", ", ".join(record.speaker.aliases))
    say("")
    say(("Quotes", "bold"))
    for quote in quotes:
        _quote_line(quote)
    say(("Claims", "bold"))
    for claim in claims:
        _claim_line(claim, indent=2)


def evidence_lines(found: Sequence[FindingRecord]) -> None:
    """Findings with their evidence quoted; a copy of an article is named beside what it copies."""
    shown = [finding for finding in found if finding.finding.relation is not Relation.REPEATS]
    alike: dict[tuple[int, Relation], list[FindingRecord]] = {}
    for finding in shown:
        alike.setdefault((finding.origin, finding.finding.relation), []).append(finding)
    for first, *others in alike.values():
        where = ", ".join(filter(None, (first.outlet, iso(first.published), f"A{first.article_id}")))
        voice = f" by {first.finding.by or 'the article itself'}"
        say((_BY[first.finding.relation], "bold"), f"{voice}: {where}", indent=5)
        say(first.text, indent=7, label=("> ", "dim"))
        if about := _about(first.finding):
            say((about, "dim"), indent=9)
        if first.url:
            say((first.url, "dim"), indent=9)
        copies = dict.fromkeys(other.article_id for other in others if other.article_id != first.article_id)
        if copies:
            say((f"also in {', '.join(numbers('A', copies))}, a near-copy: counted once", "dim"), indent=9)
    if repeated := len(found) - len(shown):
        say((f"{repeated} passage{'s' * (repeated > 1)} merely repeat{'s' * (repeated == 1)} it", "dim"), indent=5)
    if not found:
        say(("no evidence yet", "dim"), indent=5)


def _about(finding: Finding) -> str:
    """The day of the event that a finding reports, and what of the claim it speaks to."""
    happened = f"happened on {finding.event}" if finding.event else ""
    covers = f"speaks to {', '.join(finding.covers)}" if finding.covers else ""
    return "; ".join(filter(None, (happened, covers)))


def _quote_line(record: QuoteRecord) -> None:
    relay = f" (relayed by {record.quote.relay})" if record.quote.relay else ""
    say((f"{record.quote.kind}{relay}: ", "dim"), record.text, indent=2, label=(f"Q{record.id}  ", "bold"))


def _claim_line(record: ClaimRecord, indent: int) -> None:
    status = record.verdict.status
    pieces: list[Piece] = [f"{record.claim.type}, ", status_words(status), f": {record.claim.text}"]
    say(*pieces, indent=indent, label=(f"C{record.id}  ", "bold"))


def _speaker(record: QuoteRecord) -> str:
    if record.quote.speaker:
        return f"{record.quote.speaker} ({number('S', record.speaker_id)})"
    return "unnamed, or not to be told without guessing"


def field(label: str, value: str | None, style: str = "") -> None:
    """A line of what belongs to a thing; none where there is no value."""
    if value:
        say((value, style), indent=2, label=(f"{label:<11}", "dim"))
