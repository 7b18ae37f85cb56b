"""The stream of changes, in the order in which they were recorded, and how far in it somebody has been told.

Everything here happens in the caller's transaction. The first status of a claim is no change.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select

from claimtrack.model import ChangeKind, FlagKind, Reversal, Status, Verdict
from claimtrack.store.reviews import is_last_of_claim
from claimtrack.store.rows import named, verdict_value
from claimtrack.store.stream import Change, QuoteChange, StatusChange
from claimtrack.store.tables import changes, claims, cursors, quotes, reviews

_was = changes.alias("was")
_MAY_BE_FLAGGED = (
    (changes.c.kind != ChangeKind.STATUS)
    | changes.c.status.in_((Status.CONTRADICTED, Status.OVERDUE))
    | (changes.c.reversal != Reversal.NONE)
)
"""Holds for every change that has a flag, and for others."""


def find(
    connection: Connection,
    after: int,
    through: int | None,
    since: date | None,
    speaker: str | None,
    flags: Collection[FlagKind] | None,
) -> list[Change]:
    """The changes numbered in (after, through], in order; see ``Store.changes``."""
    conditions: list[ColumnElement[bool]] = [changes.c.id > after]
    if through is not None:
        conditions.append(changes.c.id <= through)
    if since is not None:
        conditions.append(changes.c.as_of >= since)
    if speaker is not None:
        conditions.append(_is_of(speaker))
    if flags is not None:
        conditions.append(_MAY_BE_FLAGGED)
    found = (_value(row) for row in connection.execute(_select().where(*conditions)))
    return [change for change in found if flags is None or not set(flags).isdisjoint(change.flags)]


def of_quotes(connection: Connection, quote_id: int | None = None) -> list[QuoteChange]:
    """What became known of the wording of quotes, or of that of one, in order."""
    query = _select().where(changes.c.kind != ChangeKind.STATUS)
    if quote_id is not None:
        query = query.where((changes.c.quote_id == quote_id) | (changes.c.other_quote_id == quote_id))
    return [change for change in map(_value, connection.execute(query)) if isinstance(change, QuoteChange)]


def newest(connection: Connection) -> int:
    """The number of the last change, 0 where there is none."""
    return connection.execute(select(func.max(changes.c.id))).scalar() or 0


def cursor(connection: Connection, name: str) -> int:
    """The number of the last change that was told under ``name``, 0 where none was."""
    return connection.execute(select(cursors.c.change_id).where(cursors.c.name == name)).scalar() or 0


def move_cursor(connection: Connection, name: str, to: int) -> None:
    """Write down that the changes up to ``to`` were told under ``name``. A cursor never moves back."""
    if to > cursor(connection, name):
        connection.execute(delete(cursors).where(cursors.c.name == name))
        connection.execute(insert(cursors).values(name=name, change_id=to, moved=datetime.now(UTC)))


def _select() -> Select[Any]:
    """Changes in order, each of a status with the one before it and that of the review that stands."""
    each = changes.alias()
    last = select(func.max(each.c.id)).where(each.c.claim_id == changes.c.claim_id, each.c.id < changes.c.id)
    before = [_was.c[name].label(f"was_{name}") for name in ("status", "because", "policy", "candidate", "reversal")]
    return (
        select(changes, *before, reviews.c.status.label("reviewed"))
        .join_from(changes, _was, _was.c.id == last.scalar_subquery(), isouter=True)
        .join(reviews, is_last_of_claim(changes.c.claim_id), isouter=True)
        .where((changes.c.kind != ChangeKind.STATUS) | _was.c.id.is_not(None))
        .order_by(changes.c.id)
    )


def _is_of(speaker: str) -> ColumnElement[bool]:
    """The condition that a change is of what ``speaker`` said."""
    made, said = (select(table.c.id).where(table.c.speaker_id.in_(named(speaker))) for table in (claims, quotes))
    return changes.c.claim_id.in_(made) | changes.c.quote_id.in_(said)


def _value(row: Row[Any]) -> Change:
    if row.kind is ChangeKind.STATUS:
        was = Verdict(row.was_status, row.was_because, row.was_policy, row.was_candidate, row.was_reversal)
        return StatusChange(row.id, row.claim_id, was, verdict_value(row), row.as_of, row.recorded, row.reviewed)
    return QuoteChange(row.id, row.kind, row.quote_id, row.other_quote_id, row.because, row.as_of, row.recorded)
