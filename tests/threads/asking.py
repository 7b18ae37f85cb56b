"""What the product tells of a claim and of a step: the one place where the threads meet its faces."""

from __future__ import annotations

from datetime import date

from claimtrack import Tracker

from .story import Expected, Meant


def find(tracker: Tracker, claim: Meant) -> int | None:
    """The first claim by this speaker that has these words."""
    return next(
        (
            one.id
            for one in sorted(tracker.claims(speaker=claim.speaker), key=lambda one: one.id)
            if claim.words in one.words or claim.words in one.claim.text
        ),
        None,
    )


def known(tracker: Tracker, claim_id: int, wanted: Expected, as_of: date) -> Expected:
    """What is stored of a claim, and what was said by the day ``as_of``, as far as it is ``wanted``."""
    found = tracker.known(claim_id, as_of)
    verdict = tracker.claim(claim_id).verdict
    return Expected(
        verdict.status,
        verdict.candidate,
        verdict.reversal,
        None if wanted.repeated is None else found.said.repeated,
        None if wanted.said_in is None else found.said.origins,
        found.record.is_current,
    )


def flags(tracker: Tracker, after: int) -> list[str]:
    """The flags that changes above ``after`` raised, each once for each change."""
    return sorted(flag for change in tracker.changes(after=after) for flag in change.flags)
