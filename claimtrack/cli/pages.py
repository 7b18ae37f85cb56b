"""What people read of one thing: an article, a quote, a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimtrack.cli.columns import LedgerRow, iso, number, numbers, speaker_cell
from claimtrack.cli.context import around, legend, marked, stands_in
from claimtrack.cli.languages import language_name, unsupported
from claimtrack.cli.output import say
from claimtrack.cli.verdicts import signed, standing_words
from claimtrack.model import ChangeKind, Finding, Relation, ReviewKind

if TYPE_CHECKING:
    from claimtrack.pipeline import Weighed
    from claimtrack.store.records import (
        ArticleRecord,
        ClaimRecord,
        FindingRecord,
        QuoteRecord,
        RejectionRecord,
        ReviewRecord,
        SpeakerRecord,
    )
    from claimtrack.store.stream import QuoteChange
    from claimtrack.tracker import Copy

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
_KINDS = {ChangeKind.DRIFT: "worded otherwise elsewhere", ChangeKind.EDITED: "edited"}


def article_page(
    record: ArticleRecord, copies: Sequence[Copy], quotes: Sequence[QuoteRecord], claims: Sequence[ClaimRecord]
) -> None:
    """The article's metadata and copies, then who says what in it, speaker by speaker, with the claims."""
    article = record.article
    say((f"A{record.id}", "bold"), "  ", (article.title or "(no title)", "bold"))
    field("outlet", article.outlet)
    field("published", iso(article.published) or "unknown: nothing in it can serve as evidence")
    field("url", article.url)
    field("language", unsupported(record.language) or language_name(record.language))
    if copies:
        field("origin", f"A{record.origin}, with {len(copies)} near-cop{'ies' if len(copies) > 1 else 'y'}: one source")
    for copy in copies:
        other = copy.record.article
        where = ", ".join(filter(None, (other.outlet, iso(other.published), other.url)))
        say(f"A{copy.record.id}  {where or '(outlet unknown)'}: {copy.share:.0%} shared", indent=13)
    say("")
    by_id = {claim.id: claim for claim in claims}
    by_speaker: dict[str, list[QuoteRecord]] = {}
    for quote in quotes:
        by_speaker.setdefault(speaker_cell(quote.quote, quote.mention) or "(unknown)", []).append(quote)
    for name, theirs in by_speaker.items():
        say((name, "bold cyan"))
        for quote in theirs:
            quote_line(quote)
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


def quote_page(
    record: QuoteRecord,
    text: str,
    claims: Sequence[ClaimRecord],
    reviews: Sequence[ReviewRecord],
    changes: Sequence[QuoteChange],
) -> None:
    """The quote in its context, which is the article's newest text, who said it, its reviews, what it claims, and how
    its wording differs elsewhere or was edited.
    """
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
    for review in reviews:
        said = "rejected" if review.review.kind is ReviewKind.REJECTED else "taken back"
        say((said, "bold"), f" ({signed(review)}){': ' + review.review.note if review.review.note else ''}")
    for claim in claims:
        _claim_line(claim, indent=0)
    for change in changes:
        beside = "".join(f" (Q{other})" for other in change.quote_ids if other != record.id)
        say((_KINDS[change.kind], "bold yellow"), f"{beside}, {change.as_of}: {change.because}")


def speaker_page(record: SpeakerRecord, quotes: Sequence[QuoteRecord], claims: Sequence[ClaimRecord]) -> None:
    """The speaker's names, quotes and claims."""
    say((f"S{record.id}", "bold"), "  ", (record.speaker.name, "bold cyan"))
    field("kind", record.speaker.kind)
    field("also", ", ".join(record.speaker.aliases))
    say("")
    say(("Quotes", "bold"))
    for quote in quotes:
        quote_line(quote)
    say(("Claims", "bold"))
    for claim in claims:
        _claim_line(claim, indent=2)


def evidence_lines(found: Sequence[Weighed]) -> None:
    """What counts, quoted; a copy of an article is named beside what it copies."""
    alike: dict[tuple[int, Relation], list[FindingRecord]] = {}
    for one in found:
        if one.left_out is None:
            alike.setdefault((one.finding.origin, one.finding.finding.relation), []).append(one.finding)
    for first, *others in alike.values():
        say((_BY[first.finding.relation], "bold"), f" by {_voice(first)}: {_where(first)}", indent=5)
        _evidence(first, indent=7)
        copies = dict.fromkeys(other.article_id for other in others if other.article_id != first.article_id)
        if copies:
            say((f"also in {', '.join(numbers('A', copies))}, a near-copy: counted once", "dim"), indent=9)
    if not found:
        say(("no evidence yet", "dim"), indent=5)


def left_out_lines(found: Sequence[Weighed]) -> None:
    """What does not count, apart from what does, each with why not."""
    for one in found:
        if one.left_out:
            told = f"found: {_BY[one.finding.finding.relation]} by {_voice(one.finding)}: {_where(one.finding)}"
            say((f"does not count: {one.left_out}", "bold"), (f"; {told}", "dim"), indent=5)
            _evidence(one.finding, indent=7)


def left_out_count(found: Sequence[Weighed]) -> str:
    """The same for a card, in few words: "2 passages do not count"; empty for none."""
    number = sum(one.left_out is not None for one in found)
    return f"{number} passage{'s' * (number > 1)} do{'es' * (number == 1)} not count" if number else ""


def _evidence(record: FindingRecord, indent: int) -> None:
    say(record.text, indent=indent, label=("> ", "dim"))
    if about := _about(record.finding):
        say((about, "dim"), indent=indent + 2)
    if record.url:
        say((record.url, "dim"), indent=indent + 2)


def _voice(record: FindingRecord) -> str:
    return record.finding.by or "the article itself"


def _where(record: FindingRecord) -> str:
    return ", ".join(filter(None, (record.outlet, iso(record.published), f"A{record.article_id}")))


def _about(finding: Finding) -> str:
    """The day of the event that a finding reports, and what of the claim it speaks to."""
    happened = f"happened on {finding.event}" if finding.event else ""
    covers = f"speaks to {', '.join(finding.covers)}" if finding.covers else ""
    return "; ".join(filter(None, (happened, covers)))


def quote_line(record: QuoteRecord, indent: int = 2) -> None:
    """A quote with its kind; one that a reviewer rejected is told as such."""
    relay = f" (relayed by {record.quote.relay})" if record.quote.relay else ""
    rejected = f"rejected ({signed(record.rejected)}), " if record.rejected else ""
    say(
        (rejected, "bold red"),
        (f"{record.quote.kind}{relay}: ", "dim"),
        record.text,
        indent=indent,
        label=(f"Q{record.id}  ", "bold"),
    )


def _claim_line(record: ClaimRecord, indent: int) -> None:
    pieces = [f"{record.claim.type}, ", *standing_words(record), f": {record.claim.text}"]
    say(*pieces, indent=indent, label=(f"C{record.id}  ", "bold"))


def _speaker(record: QuoteRecord) -> str:
    if record.quote.speaker:
        return f"{record.quote.speaker} ({number('S', record.speaker_id)})"
    return "unnamed, or not to be told without guessing"


def field(label: str, value: str | None, style: str = "") -> None:
    """A line of what belongs to a thing; none where there is no value."""
    if value:
        say((value, style), indent=2, label=(f"{label:<11}", "dim"))
