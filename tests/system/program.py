"""The real program in processes of its own, on real files, and all that its database can be asked for."""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claimtrack import Tracker
from claimtrack.store import schema
from claimtrack.store.search import INDEXES

SOUGHT = ("agreement", "cancelled", "lisbon", "told", "nobody", "zebra")
"""Words of many quotes, of some, of few and of none."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Job:
    """A command, the database that it starts from, and how it ends when nobody interferes.

    ``before`` is None where the command makes the database. ``work`` is the seconds of processor time that it takes,
    ``idle`` those that it takes when everything is done already.
    """

    arguments: tuple[str, ...]
    before: Path | None
    after: Path
    work: float
    idle: float

    def start(self, database: Path, life: float = 0) -> subprocess.Popen[str]:
        """The command, begun on ``database``. With ``life`` it dies when it has used that much processor time.

        It dies of a signal that it does not handle, so that nothing is tidied up.
        """
        command = [sys.executable, "-m", "claimtrack", "--db", str(database), *self.arguments, "--format", "jsonl"]
        return subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.setitimer(signal.ITIMER_PROF, life),
        )


def to_the_end(process: subprocess.Popen[str]) -> None:
    """Wait for a begun program, which must end well and without complaint. That it leaves work to another is none."""
    _, err = process.communicate(timeout=120)
    complaints = [line for line in err.splitlines() if " being checked by another run " not in line]
    assert (process.returncode, complaints) == (0, [])


def undisturbed(database: Path, *arguments: str, before: Path | None = None) -> Job:
    """Run a command on ``database`` to its end, and once more."""
    job = Job(arguments, before, database, 0, 0)
    began = _used()
    to_the_end(job.start(database))
    done = _used()
    to_the_end(job.start(database))
    return replace(job, work=done - began, idle=_used() - done)


def _used() -> float:
    """Seconds of processor time used by the programs that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def content(database: Path) -> dict[str, list[Any]]:
    """Everything that a tracker tells of its database, but for the moments at which it was written, and the numbers of
    findings: these follow the order in which articles were done, which two programs share as chance has it.
    """
    articles = schema.info(f"sqlite:///{database}").articles or 0
    with Tracker.open(str(database)) as tracker:
        claims = tracker.claims()
        return {
            "articles": [tracker.article(number) for number in range(1, articles + 1)],
            "quotes": tracker.quotes(),
            "speakers": tracker.speakers(),
            "claims": claims,
            "findings": [replace(found, id=0) for claim in claims for found in tracker.findings(claim.id)],
            "changes": [replace(change, recorded=_EPOCH) for claim in claims for change in tracker.history(claim.id)],
        }


def assert_whole(database: Path) -> None:
    """The file, its references and its full-text indexes are sound, and search finds what a reader would."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for index in INDEXES:  # SQLite raises where an index does not agree with the table that it is of
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    with Tracker.open(str(database)) as tracker:
        for word in SOUGHT:
            read = [found.id for found in tracker.quotes() if word in found.text.casefold()]
            assert [found.id for found in tracker.quotes(word)] == read
