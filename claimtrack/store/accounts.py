"""The part of the store's face that is about runs: what they did, what they asked models, and what it cost."""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.model import Run
from claimtrack.store import batches, calls, runs
from claimtrack.store.calls import Ledger
from claimtrack.store.database import Database
from claimtrack.store.records import BatchRecord, BatchRequest, CallRecord, FailureRecord, RunRecord
from claimtrack.store.turns import Turns


class Accounts:
    """Runs, their calls and their batches, in one database; see ``Store``."""

    _database: Database
    _turns: Turns

    def call_ledger(self, run: Run) -> Ledger:
        """Where the calls of ``run`` are written down, and the replies of all runs are found again."""
        return Ledger(self._database, run, self._turns)

    def runs(self) -> list[RunRecord]:
        """Every run, newest first."""
        with self._database.reading() as connection:
            return runs.all_runs(connection)

    def run(self, id: int) -> RunRecord:
        """The run ``R{id}``. Raises UnknownId."""
        with self._database.reading() as connection:
            return runs.run(connection, id)

    def run_failures(self, run_id: int) -> list[FailureRecord]:
        """The articles that a run failed on, oldest first."""
        with self._database.reading() as connection:
            return runs.run_failures(connection, run_id)

    def calls(self, run_id: int) -> list[CallRecord]:
        """The calls of a run, in the order in which they ended."""
        with self._database.reading() as connection:
            return calls.run_calls(connection, run_id)

    def add_batch(self, run: Run, remote: str, address: str, requests: Sequence[BatchRequest], state: str) -> int:
        """Store a batch that ``run`` handed over; its number. One whose ``remote`` name is known is left as it is."""
        with self._database.writing() as connection:
            return batches.add(connection, run, remote, address, requests, state)

    def record_batch_state(self, id: int, state: str, note: str | None = None) -> None:
        """Store what a batch has come to, where that is news."""
        with self._database.writing() as connection:
            batches.record_state(connection, id, state, note)

    def batches(self) -> list[BatchRecord]:
        """Every batch, newest first."""
        with self._database.reading() as connection:
            return batches.all_batches(connection)

    def batch(self, id: int) -> BatchRecord:
        """The batch ``B{id}``. Raises UnknownId."""
        with self._database.reading() as connection:
            return batches.batch(connection, id)

    def batch_requests(self, id: int) -> list[BatchRequest]:
        """The requests of a batch, by key. Raises UnknownId."""
        with self._database.reading() as connection:
            return batches.requests(connection, id)
