"""All that is known of a claim, now or on an earlier day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimtrack.check.status import Policy, Support, decide, fragility, was_said
from claimtrack.errors import TooEarly
from claimtrack.model import Said
from claimtrack.store import Store
from claimtrack.store.records import AppearanceRecord, ClaimRecord, FindingRecord, ReviewRecord, Spread
from claimtrack.store.reviews import standing
from claimtrack.store.stream import StatusChange
from claimtrack.text.notices import is_withdrawn


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

    An earlier day is replayed from what is stored now: evidence counts by its day of publication, whenever it was read.
    Raises UnknownId, or TooEarly for a day before the claim was published.
    """
    record, findings, reviews = store.claim(claim_id), store.findings(claim_id), store.claim_reviews(claim_id)
    history = store.history(claim_id)
    day = as_of or date.today()
    if as_of:
        published = record.published or record.claim.said
        if published and as_of < published:
            raise TooEarly(f"C{claim_id} was published on {published}: nothing was known of it on {as_of}")
        findings = [one for one in findings if one.published and one.published <= as_of]
        reviews = [one for one in reviews if one.recorded.date() <= as_of]
        history = [one for one in history if one.as_of <= as_of]
        verdict = decide(record.claim, [one.evidence for one in findings], as_of, policy)
        record = replace(record, verdict=verdict, review=standing(reviews))
    places = [one for one in store.appearances(claim_id) if not as_of or not one.published or one.published <= as_of]
    standing_places = [one for one in places if record.is_current and not _is_withdrawn(store, one)]
    first = {one.origin for one in standing_places if one.said == record.claim.said}
    again = {one.origin for one in standing_places}
    said = was_said(record.claim, [one.evidence for one in findings], day, policy, first, again)
    # Others may quote the words and make no claim of them. Those that make it of a later utterance are among them too.
    carried = store.said_in([claim_id], as_of).get(claim_id, Spread(0, 0)).origins - len(again - first)
    said = replace(said, origins=max(said.origins, carried) if standing_places else 0)
    return Known(record, places, findings, history, reviews, said, as_of)


def _is_withdrawn(store: Store, place: AppearanceRecord) -> bool:
    article = store.article(place.article_id).article
    return is_withdrawn(article.title, article.text)


def supports(found: Known, policy: Policy) -> list[Support]:
    """The origins that the engine's verdict on a claim hangs on, as of its day; none where no single one decides."""
    evidence = [one.evidence for one in found.findings]
    return fragility(found.record.claim, evidence, found.as_of or date.today(), policy)
