"""Calls to a model: each written down as it ends, and what they gave used again.

A ledger has the face of ``claimtrack.llm.ledger.CallLedger``. Its methods are each a transaction of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from claimtrack.model import Call, CallOutcome, Run
from claimtrack.store.asked import calls, hits
from claimtrack.store.asked import vectors as kept
from claimtrack.store.database import Database
from claimtrack.store.records import CallRecord
from claimtrack.store.runs import run_id
from claimtrack.store.turns import Turns

ASKED = 1_000
"""Vectors that the database is asked for at a time."""
_PARTS = [field.name for field in fields(Call)]
_NEWEST = select(func.max(calls.c.id)).where(calls.c.key == bindparam("key"), calls.c.outcome == bindparam("outcome"))
_IS_NEWEST = calls.c.id == _NEWEST.scalar_subquery()
_NEW = upsert(kept)
_KEEP = _NEW.on_conflict_do_update(index_elements=[kept.c.model, kept.c.digest], set_={"vector": _NEW.excluded.vector})
_VECTORS = select(kept.c.digest, kept.c.vector).where(
    kept.c.model == bindparam("model"), kept.c.digest.in_(bindparam("digests", expanding=True))
)
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

    def vectors(self, model: str, digests: Sequence[str]) -> Mapping[str, bytes]:
        """The vectors by ``model`` that are kept for texts with these SHA-256s, by these."""
        with self._database.reading() as connection:
            parts = (digests[at : at + ASKED] for at in range(0, len(digests), ASKED))
            found = (connection.execute(_VECTORS, {"model": model, "digests": part}) for part in parts)
            return {row.digest: row.vector for rows in found for row in rows}

    def keep_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors by the SHA-256 of their texts, in place of earlier ones."""
        rows = [{"model": model, "digest": digest, "vector": vector} for digest, vector in vectors.items()]
        with self._database.writing() as connection:
            connection.execute(_KEEP, rows)


def run_calls(connection: Connection, id: int) -> list[CallRecord]:
    """The calls of a run, in the order in which they ended."""
    rows = connection.execute(select(calls).where(calls.c.run_id == id).order_by(calls.c.id))
    return [CallRecord(row.id, row.run_id, Call(**{part: getattr(row, part) for part in _PARTS})) for row in rows]
