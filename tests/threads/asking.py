"""What the product tells of a claim and of a step: the one place where the threads meet its faces."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from claimtrack import Tracker
from claimtrack.model import Relation, Reversal, Status

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


def known(tracker: Tracker, claim_id: int, wanted: Expected) -> Expected:
    """What is known of a claim, as far as it is ``wanted``."""
    record = tracker.claim(claim_id)
    verdict = record.verdict
    return Expected(
        verdict.status,
        verdict.candidate,
        verdict.reversal,
        None if wanted.repeated is None else repeated(tracker, claim_id),
        None if wanted.said_in is None else said_in(tracker, claim_id),
        any(one.id == claim_id for one in tracker.claims()),
    )


def repeated(tracker: Tracker, claim_id: int) -> int:
    """In how many later origins the speaker's side says it again."""
    return len({one.origin for one in tracker.findings(claim_id) if one.finding.relation is Relation.REPEATS})


def said_in(tracker: Tracker, claim_id: int) -> int:
    """In how many origins the claim appears."""
    articles = {tracker.quote(id).article_id for id in tracker.claim(claim_id).quote_ids}
    return len({tracker.article(id).origin for id in articles})


def last_change(path: Path) -> int:
    """The number of the newest change."""
    with closing(sqlite3.connect(path)) as database:
        newest: int | None = database.execute("SELECT max(id) FROM changes").fetchone()[0]
    return newest or 0


def flags(path: Path, after: int) -> list[str]:
    """The kinds of the flags that changes above ``after`` raised, one for each flag."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT id, kind, claim_id, status, reversal FROM changes ORDER BY id").fetchall()
    raised: list[str] = []
    last: dict[int, tuple[str, str]] = {}
    for id, kind, claim_id, status, reversal in rows:
        found = _of_status(last.get(claim_id), status, reversal) if kind == "status" else [kind]
        last[claim_id] = status, reversal
        raised += found if id > after else []
    return sorted(raised)


def _of_status(before: tuple[str, str] | None, status: str, reversal: str) -> list[str]:
    was, taken_back = before or (status, reversal)
    became = [status] if status != was and status in (Status.CONTRADICTED, Status.OVERDUE) else []
    return became + (["reversed"] if reversal not in (taken_back, Reversal.NONE) else [])
