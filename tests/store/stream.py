"""Changes written by hand, of every kind that there is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from claimtrack.model import ChangeKind, Engine, Reversal, Status, Verdict
from claimtrack.store import Store, statuses
from claimtrack.store.database import Database

from .scene import JUDGE, LATER, NO_PLANS, finding, quote, record, save, save_summit


def verdict(status: Status, *, candidate: Status | None = None, reversal: Reversal = Reversal.NONE) -> Verdict:
    return Verdict(status, f"it is {status}", "test/1", candidate, reversal)


def become(path: Path, claim_id: int, decided: Verdict, as_of: date = LATER) -> None:
    """Have a claim weighed, with this outcome."""
    database = Database(f"sqlite:///{path}")
    with database.writing() as connection:
        statuses.recompute(connection, [claim_id], lambda *_: decided, as_of)
    database.close()


def reword(path: Path, kind: ChangeKind, quote_id: int, other: int | None = None, as_of: date = LATER) -> None:
    """Have a quote found to differ from another, or to have been edited."""
    row = (kind.value, quote_id, other, f"{kind}: it reads otherwise", as_of.isoformat())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO changes (kind, quote_id, other_quote_id, because, as_of, recorded)"
            " VALUES (?, ?, ?, ?, ?, '2025-10-21 08:00:00.000000')",
            row,
        )


def publish(store: Store, judge: Engine = JUDGE) -> int:
    """The summit's article and a later one that contradicts its claim, as ``judge`` finds; the number of the claim.

    There is a quote in each.
    """
    claim_id = save_summit(store)
    save(store, NO_PLANS, quote(NO_PLANS, "there were no plans to meet", speaker="A White House official"))
    record(store, store.unchecked(judge)[0], {claim_id: [finding(NO_PLANS, "no plans")]}, engine=judge)
    return claim_id
