"""The status of claims: recorded when it is first known and whenever it changes, never rewritten.

The caller's policy decides what a status is; here it is given all the evidence that counts, and its verdict is written
down. Statuses are weighed when all articles have been judged: one that only half of the evidence would have is never
recorded. All of it happens in the caller's transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from itertools import islice, pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, union

from claimtrack.model import ChangeKind, Claim, Evidence, Status, Verdict
from claimtrack.store.alike import moves
from claimtrack.store.records import Decide
from claimtrack.store.reviews import is_last_of_claim
from claimtrack.store.rows import (
    claim_is_current,
    claim_value,
    evidence_value,
    select_claims,
    select_evidence,
    verdict_value,
    with_words,
)
from claimtrack.store.stream import StatusChange
from claimtrack.store.tables import appearances, changes, checks, claims, extractions, findings, reviews, settlements

_VERDICT = (changes.c.status, changes.c.because, changes.c.policy, changes.c.candidate, changes.c.reversal)
_BATCH = 500
"""Claims that are weighed at a time: far fewer than the variables that SQLite takes in one statement."""


def is_last_change() -> ColumnElement[bool]:
    """The condition that a status change is the last one of its claim."""
    each = changes.alias()
    last = select(func.max(each.c.id)).where(each.c.claim_id == changes.c.claim_id).scalar_subquery()
    return (changes.c.claim_id == claims.c.id) & (changes.c.id == last)


def record_first(connection: Connection, new: Iterable[tuple[int, Claim, date]], decide: Decide) -> None:
    """Write down the status that each new claim has, as of a day, before there is any evidence on it."""
    now = datetime.now(UTC)
    rows = [_row(id, decide(claim, (), as_of), as_of, now) for id, claim, as_of in new]
    if rows:
        connection.execute(insert(changes), rows)


def recompute(connection: Connection, batch: Sequence[int], decide: Decide, as_of: date) -> list[StatusChange]:
    """Weigh the evidence on the given claims anew, and write down which statuses have changed."""
    changed = []
    found = evidence(connection, batch)
    query = select_claims().add_columns(*_VERDICT, reviews.c.status.label("reviewed")).join(changes, is_last_change())
    query = query.join(reviews, is_last_of_claim(claims.c.id), isouter=True)
    for row in connection.execute(query.where(claims.c.id.in_(batch)).order_by(claims.c.id)).all():
        verdict = decide(claim_value(row), found[row.id], as_of)
        if (verdict.status, verdict.candidate, verdict.reversal) != (row.status, row.candidate, row.reversal):
            now = datetime.now(UTC)
            new = insert(changes).values(_row(row.id, verdict, as_of, now)).returning(changes.c.id)
            id = connection.execute(new).scalar_one()
            changed.append(StatusChange(id, row.id, verdict_value(row), verdict, as_of, now, row.reviewed))
    return changed


def evidence(connection: Connection, claim_ids: Collection[int], by: date | None = None) -> dict[int, list[Evidence]]:
    """What counts on each of the given claims, or did on a day, oldest first."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in connection.execute(with_words(select_evidence(by)).where(findings.c.claim_id.in_(claim_ids))):
        found[row.claim_id].append(evidence_value(row))
    return found


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What is to be weighed: claims, in batches of a size for one transaction, and the last check and the last
    extraction that this covers.
    """

    batches: list[list[int]]
    checks_through: int
    extractions_through: int


def unsettled(connection: Connection, as_of: date, policy: str | None) -> Unsettled:
    """The claims whose status may not be what it should: an article with findings on them was read, checked or moved to
    another origin since the last settlement, or was not yet published then; one that makes them was; or they fell due
    before ``as_of``. All claims, where the last settlement was under another ``policy``, or as of a later day.
    """
    last = _last_settlement(connection)
    through = last.extractions_through if last else 0
    read = select(extractions.c.article_id).where(extractions.c.id > through)
    moved = select(moves.c.article_id).where(moves.c.extraction_id > through)
    checked = (
        select(extractions.c.article_id)
        .join_from(checks, extractions, extractions.c.id == checks.c.extraction_id)
        .where(checks.c.id > (last.checks_through if last else 0))
    )
    evidence_moved = (
        select(findings.c.claim_id)
        .join_from(findings, checks, checks.c.id == findings.c.check_id)
        .join(extractions, extractions.c.id == checks.c.extraction_id)
        .where(extractions.c.article_id.in_(union(read, checked, moved)))
    )
    # A claim that appears in one more article was perhaps said earlier, and has perhaps evidence less.
    made = (
        select(findings.c.claim_id)
        .join_from(findings, appearances, appearances.c.claim_id == findings.c.claim_id)
        .join(extractions, extractions.c.id == appearances.c.extraction_id)
        .where(extractions.c.article_id.in_(union(read, moved)))
    )
    due = (
        select(claims.c.id)
        .join_from(claims, changes, is_last_change())
        .where(claim_is_current(), claims.c.period_end < as_of)
        .where(changes.c.status.in_((Status.OPEN, Status.PENDING, Status.DISPUTED)))
    )
    counting = select_evidence().subquery()
    appeared = select(counting.c.claim_id).where(
        counting.c.published > (last.as_of if last else date.min), counting.c.published <= as_of
    )
    wanted = [evidence_moved, made, due, appeared]
    if last and (last.policy != policy or last.as_of > as_of):
        wanted.append(select(claims.c.id).where(claim_is_current()))
    ids = connection.execute(union(*wanted)).scalars()
    newest = [connection.execute(select(func.max(table.c.id))).scalar() or 0 for table in (checks, extractions)]
    return Unsettled(list(_batches(sorted(set(ids)))), *newest)


def mark_settled(connection: Connection, covered: Unsettled, as_of: date, policy: str | None) -> None:
    """Write down that every status was weighed as of ``as_of``, under ``policy``, with all that ``covered`` covers."""
    last = _last_settlement(connection)
    mark = {
        "checks_through": covered.checks_through,
        "extractions_through": covered.extractions_through,
        "as_of": as_of,
        "policy": policy,
    }
    if last is None or any(getattr(last, name) != value for name, value in mark.items()):
        connection.execute(insert(settlements).values(**mark, recorded=datetime.now(UTC)))


def history(connection: Connection, claim_id: int) -> list[StatusChange]:
    """Every status that a claim has had, oldest first."""
    query = (
        select(changes, reviews.c.status.label("reviewed"))
        .join_from(changes, reviews, is_last_of_claim(changes.c.claim_id), isouter=True)
        .where(changes.c.claim_id == claim_id)
        .order_by(changes.c.id)
    )
    rows = connection.execute(query).all()
    return [
        StatusChange(
            row.id,
            row.claim_id,
            verdict_value(before) if before else None,
            verdict_value(row),
            row.as_of,
            row.recorded,
            row.reviewed,
        )
        for before, row in pairwise([None, *rows])
        if row
    ]


def _last_settlement(connection: Connection) -> Row[Any] | None:
    return connection.execute(select(settlements).order_by(settlements.c.id.desc()).limit(1)).first()


def _row(claim_id: int, verdict: Verdict, as_of: date, recorded: datetime) -> dict[str, object]:
    moment = {"as_of": as_of, "recorded": recorded}
    return {"kind": ChangeKind.STATUS, "claim_id": claim_id, **asdict(verdict), **moment}


def _batches(ids: list[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, _BATCH)):
        yield batch
