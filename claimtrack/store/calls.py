"""Calls to a model: each written down as it ends, and the valid replies among them used again.

A ledger has the face of ``claimtrack.llm.ledger.CallLedger``. Its methods are each a transaction of their own.
"""

from __future__ import annotations

from dataclasses import asdict, fields

from sqlalchemy import Connection, bindparam, func, insert, select

from claimtrack.model import Call, CallOutcome, Run
from claimtrack.store.asked import calls, hits
from claimtrack.store.database import Database
from claimtrack.store.records import CallRecord
from claimtrack.store.runs import run_id
from claimtrack.store.turns import Turns

_PARTS = [field.name for field in fields(Call)]
_NEWEST = select(func.max(calls.c.id)).where(calls.c.key == bindparam("key"), calls.c.outcome == bindparam("outcome"))
_IS_NEWEST = calls.c.id == _NEWEST.scalar_subquery()
_REPLY, _LENGTH = select(calls.c.reply).where(_IS_NEWEST), select(calls.c.output_tokens).where(_IS_NEWEST)


class Ledger:
    """The calls of one run, and the replies of all. Used from several threads at once."""

    def __init__(self, database: Database, run: Run, turns: Turns) -> None:
        self._database = database
        self._run = run
        self._turns = turns

    def begin(self, key: str) -> bool:
        """Say that this process is about to ask what has this key; False where another process is asking it."""
        return self._turns.take(key)

    def end(self, key: str) -> None:
        """Say that it is done with it, however that ended."""
        self._turns.give_up(key)

    def find(self, key: str) -> str | None:
        """The newest valid reply to the request with this key, raw, whatever run it comes from."""
        with self._database.reading() as connection:
            return connection.execute(_REPLY, {"key": key, "outcome": CallOutcome.VALID}).scalar()

    def cut_at(self, key: str) -> int | None:
        """The tokens after which the newest truncated reply to this key was cut off; None where there is none."""
        with self._database.reading() as connection:
            return connection.execute(_LENGTH, {"key": key, "outcome": CallOutcome.TRUNCATED}).scalar()

    def record(self, call: Call) -> None:
        """Write down a call that has ended; it is stored when this returns."""
        with self._database.writing() as connection:
            connection.execute(insert(calls), {"run_id": run_id(connection, self._run), **asdict(call)})

    def record_hit(self, key: str) -> None:
        """Write down that the newest valid reply to this key was used again, for nothing."""
        with self._database.writing() as connection:
            call_id = connection.execute(_NEWEST, {"key": key, "outcome": CallOutcome.VALID}).scalar()
            if call_id is not None:
                connection.execute(insert(hits), {"run_id": run_id(connection, self._run), "call_id": call_id})


def run_calls(connection: Connection, id: int) -> list[CallRecord]:
    """The calls of a run, in the order in which they ended."""
    rows = connection.execute(select(calls).where(calls.c.run_id == id).order_by(calls.c.id))
    return [CallRecord(row.id, row.run_id, Call(**{part: getattr(row, part) for part in _PARTS})) for row in rows]
