"""What people read of ``show Q7 --why``: each decision, the rule, and the words of the article that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from claimtrack.cli.columns import speaker_cell
from claimtrack.cli.output import say
from claimtrack.cli.pages import field
from claimtrack.model import Decision

if TYPE_CHECKING:
    from claimtrack.store.records import ClaimRecord, QuoteRecord, ReasonRecord, WhyRecord

_UNKNOWN = "not known: the run was before reasons were kept; the next engine that reads the article will tell"


def why_page(record: QuoteRecord, why: WhyRecord, claims: Sequence[ClaimRecord]) -> None:
    """The quote, why it was found as it was, and the same of its claims."""
    quote = record.quote
    say((f"Q{record.id}", "bold"), "  ", (speaker_cell(quote, record.mention) or "(unknown)", "bold cyan"))
    say(record.text, indent=2, label=("> ", "dim"))
    field("found by", f"{why.engine}, in run R{why.run_id}")
    if not why.reasons:
        field("why", _UNKNOWN)
        return
    decided = {
        Decision.KIND: str(quote.kind),
        Decision.SPEAKER: quote.speaker,
        Decision.RELAY: quote.relay,
        Decision.CONFIDENCE: f"{quote.confidence:.2f}",
    }
    _reasons(why.reasons, decided)
    for claim in claims:
        say("")
        say((claim.claim.text, "bold"), label=(f"C{claim.id}  ", "bold"))
        period = claim.claim.period
        told = {
            Decision.TYPE: str(claim.claim.type),
            Decision.SAID: str(claim.claim.said),
            Decision.PERIOD: f"{period.start} to {period.end}" if period else None,
        }
        _reasons(why.claims.get(claim.id, ()), told)


def _reasons(reasons: Iterable[ReasonRecord], decided: dict[Decision, str | None]) -> None:
    for record in reasons:
        reason = record.reason
        field(reason.decision, ": ".join(filter(None, (decided.get(reason.decision), reason.rule))))
        if record.words:
            say(record.words, indent=13, label=("> ", "dim"))
