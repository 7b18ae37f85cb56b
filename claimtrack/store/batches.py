"""Batches of requests that a provider answers in its own time, and what they were found to have come to.

Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select

from claimtrack.model import Run
from claimtrack.store.asked import batch_requests, batch_states, batches
from claimtrack.store.records import BatchRecord, BatchRequest
from claimtrack.store.rows import unknown
from claimtrack.store.runs import run_id, run_value
from claimtrack.store.tables import runs


def add(
    connection: Connection, run: Run, remote: str, address: str, requests: Sequence[BatchRequest], state: str
) -> int:
    """Write down a batch that was handed over; its number. One that is known already is left as it is."""
    known = connection.execute(select(batches.c.id).where(batches.c.remote == remote)).scalar()
    if known is not None:
        return known
    new = insert(batches).values(run_id=run_id(connection, run), remote=remote, address=address)
    id = connection.execute(new.values(submitted=datetime.now(UTC)).returning(batches.c.id)).scalar_one()
    if requests:
        connection.execute(insert(batch_requests), [{"batch_id": id, **asdict(request)} for request in requests])
    record_state(connection, id, state)
    return id


def record_state(connection: Connection, id: int, state: str, note: str | None = None) -> None:
    """Write down what a batch has come to, unless that is what was written last."""
    here = batch_states.c.batch_id == id
    last = select(batch_states).where(here).order_by(batch_states.c.id.desc()).limit(1)
    row = connection.execute(last).first()
    if row is None or (row.state, row.note) != (state, note):
        new = {"batch_id": id, "state": state, "note": note, "recorded": datetime.now(UTC)}
        connection.execute(insert(batch_states).values(**new))


def batch(connection: Connection, id: int) -> BatchRecord:
    found = _batches(connection, batches.c.id == id)
    if not found:
        raise unknown("B", id, "batch status")
    return found[0]


def all_batches(connection: Connection) -> list[BatchRecord]:
    """Every batch, newest first."""
    return _batches(connection)


def requests(connection: Connection, id: int) -> list[BatchRequest]:
    """The requests of a batch, by key."""
    batch(connection, id)
    query = select(batch_requests).where(batch_requests.c.batch_id == id).order_by(batch_requests.c.key)
    return [
        BatchRequest(row.key, row.purpose, row.prompt, row.prompt_hash, row.schema_hash)
        for row in connection.execute(query)
    ]


def _batches(connection: Connection, *conditions: ColumnElement[bool]) -> list[BatchRecord]:
    last = select(func.max(batch_states.c.id)).group_by(batch_states.c.batch_id)
    asked = select(func.count()).where(batch_requests.c.batch_id == batches.c.id).scalar_subquery()
    query = (
        select(batches.c.remote, batches.c.address, batches.c.submitted, asked.label("requests"), runs, batch_states)
        .join_from(batches, runs, runs.c.id == batches.c.run_id)
        .join(batch_states, batch_states.c.batch_id == batches.c.id)
        .where(batch_states.c.id.in_(last), *conditions)
        .order_by(batches.c.id.desc())
    )
    return [
        BatchRecord(
            id=row.batch_id,
            run=run_value(row),
            remote=row.remote,
            address=row.address,
            submitted=row.submitted,
            requests=row.requests,
            state=row.state,
            note=row.note,
            recorded=row.recorded,
        )
        for row in connection.execute(query)
    ]
