"""All that is known of a claim, now or on an earlier day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimtrack.check.status import Policy, Support, decide, fragility, left_out
from claimtrack.errors import TooEarly
from claimtrack.model import Claim, Said
from claimtrack.pipeline.saying import known_places, said
from claimtrack.store import Store
from claimtrack.store.records import AppearanceRecord, ClaimRecord, FindingRecord, ReviewRecord
from claimtrack.store.reviews import standing
from claimtrack.store.stream import StatusChange


@dataclass(frozen=True, slots=True)
class Known:
    """A claim: its verdict, where it is made, its evidence, what it was, what reviewers say; all of it as of one day.

    ``as_of`` is that day; None: what is stored now.
    """

    record: ClaimRecord
    places: Sequence[AppearanceRecord]
    findings: Sequence[FindingRecord]
    history: Sequence[StatusChange]
    reviews: Sequence[ReviewRecord]
    said: Said
    as_of: date | None = None


def known(store: Store, claim_id: int, policy: Policy, as_of: date | None = None) -> Known:
    """What was known of a claim on the day ``as_of``, weighed under ``policy``; None: what is known and stored now.

    An earlier day is replayed from what is stored now: evidence counts by its day of publication, whenever it was read;
    an edit or a withdrawal from the day on which it was read.
    Raises UnknownId, or TooEarly for a day before the claim was published.
    """
    record, findings = store.claim(claim_id), store.findings(claim_id, as_of)
    reviews = store.claim_reviews(claim_id)
    history = store.history(claim_id)
    if as_of:
        published = record.published or record.claim.said
        if published and as_of < published:
            raise TooEarly(f"C{claim_id} was published on {published}: nothing was known of it on {as_of}")
        findings = [one for one in findings if one.published and one.published <= as_of]
        reviews = [one for one in reviews if one.recorded.date() <= as_of]
        history = [one for one in history if one.as_of <= as_of]
        verdict = decide(record.claim, [one.evidence for one in findings], as_of, policy)
        record = replace(record, verdict=verdict, review=standing(reviews))
    places = known_places(store.appearances(claim_id), as_of)
    return Known(record, places, findings, history, reviews, said(store, [record], policy, as_of)[claim_id], as_of)


def supports(found: Known, policy: Policy) -> list[Support]:
    """The origins that the engine's verdict on a claim hangs on, as of its day; none where no single one decides."""
    evidence = [one.evidence for one in found.findings]
    return fragility(found.record.claim, evidence, found.as_of or date.today(), policy)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding, and why it does not count; ``left_out`` is None where it does."""

    finding: FindingRecord
    left_out: str | None


def weighed(
    claim: Claim, findings: Iterable[FindingRecord], policy: Policy, as_of: date | None = None
) -> list[Weighed]:
    """``findings`` on ``claim``, each with whether it counts on the day ``as_of`` (None: today)."""
    day = as_of or date.today()
    return [Weighed(one, left_out(claim, one.evidence, day, policy)) for one in findings]
