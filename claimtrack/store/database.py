"""One SQLite file and the only ways into it: a reading, a writing and a migrating transaction.

Every error of the driver or of SQLAlchemy is turned here into one of ``claimtrack.errors``: no SQL ever reaches a user.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from claimtrack.errors import DatabaseError, DatabaseUnavailable, ForeignDatabase
from claimtrack.settings.addresses import masked

PATIENCE = 5.0
"""Seconds that a locked database is waited for."""
_PAUSE = 0.02

# With synchronous NORMAL a killed process loses nothing that was committed. A power cut may take back the last
# transactions, never part of one, and the next run does them again.
_READ = ("BEGIN",)
_WRITE = ("PRAGMA foreign_keys = ON", "PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE")
# A migration may replace a table that others refer to; references are checked before it is committed.
_MIGRATE = ("PRAGMA foreign_keys = OFF", "BEGIN IMMEDIATE")

_UNAVAILABLE = {
    "SQLITE_BUSY": "is locked by another process: wait until that has finished, then try again",
    "SQLITE_LOCKED": "is locked by another process: wait until that has finished, then try again",
    "SQLITE_READONLY": "cannot be written: allow writing to it and to its folder, or choose another with --db",
    "SQLITE_PERM": "cannot be opened: allow reading and writing it, or choose another with --db",
    "SQLITE_CANTOPEN": "cannot be opened: see that it is a file, in a folder that you may write to",
    "SQLITE_FULL": "cannot grow, the disk is full: free some space, then run this again",
    "SQLITE_IOERR": "cannot be read or written, the disk fails or is full: see to it, then run this again",
    "SQLITE_TOOBIG": "cannot take a text of this size: leave it out or split it",
    "SQLITE_CORRUPT": "is damaged: put back a copy of it, or choose another with --db",
}


class Database:
    """An SQLite file that need not exist yet. Nothing is opened before the first transaction.

    Raises ForeignDatabase for a URL that is not of an SQLite file.
    """

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self.path = _sqlite_file(url)
        self._patience = patience
        # SQLite lets waiting writers in by chance: those of one process take turns before they ask it.
        self._turn = threading.Lock()
        self._engine = create_engine(
            URL.create("sqlite", database=str(self.path)), connect_args={"timeout": patience, "isolation_level": None}
        )

        @event.listens_for(self._engine, "begin")
        def begin(connection: Connection) -> None:
            # The driver would begin late and commit before DDL: with isolation_level None, what is begun here is all.
            for statement in connection.get_execution_options()["opening"]:
                connection.exec_driver_sql(statement)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database."""
        with self._transaction(_READ) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed whole when the block ends, and not at all when it raises.

        It excludes other writers from its start, so that what is read in it stays true until it is committed.
        """
        with self._turn, self._transaction(_WRITE) as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A writing transaction that may make and replace tables."""
        with self._errors_told():
            self._log_ahead()
        with self._transaction(_MIGRATE) as connection:
            yield connection
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise DatabaseError(f"database {self.path} was left as it was: its table {broken[0]} refers to nothing")

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, opening: tuple[str, ...]) -> Iterator[Connection]:
        with (
            self._errors_told(),
            self._engine.connect().execution_options(opening=opening) as connection,
            connection.begin(),
        ):
            yield connection

    def _log_ahead(self) -> None:
        """Turn write-ahead logging on, so that readers need not wait for a writer. The file remembers it."""
        until = time.monotonic() + self._patience
        with closing(sqlite3.connect(self.path, timeout=self._patience)) as connection:
            while True:
                try:
                    connection.execute("PRAGMA journal_mode = WAL")
                    return
                except sqlite3.OperationalError as error:
                    # Two processes that turn it on at once block one another. SQLite does not wait then: ask again.
                    if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                        raise
                time.sleep(_PAUSE)

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._told(error.orig) from error
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: BaseException | None) -> DatabaseError:
        """What the driver's ``error`` means to a user."""
        code = getattr(error, "sqlite_errorname", type(error).__name__)
        if code == "SQLITE_NOTADB":
            return ForeignDatabase(f"{self.path} is not a database: choose another file with --db")
        kind = "_".join(code.split("_")[:2])
        if kind in _UNAVAILABLE:
            return DatabaseUnavailable(f"database {self.path} {_UNAVAILABLE[kind]}")
        return DatabaseError(f"database {self.path} failed unexpectedly ({code}): please report this to the project")


def _sqlite_file(url: str) -> Path:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise ForeignDatabase(f"{masked(url)} is not the URL of a database: use sqlite:///FOLDER/FILE.db") from None
    name = masked(url)
    if address.get_backend_name() != "sqlite":
        raise ForeignDatabase(f"{name}: this version keeps its data in SQLite only: use sqlite:///FOLDER/FILE.db")
    if not address.database or address.database == ":memory:" or address.query:
        raise ForeignDatabase(f"{name} does not name a database file: use sqlite:///FOLDER/FILE.db")
    return Path(address.database).absolute()
