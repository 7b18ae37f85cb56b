"""The schema's version: is the database one of ours and up to date, and how it is made or brought up to date.

Alembic takes a third of a second to import, and is needed only where tables are made or changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from claimtrack.errors import DatabaseAhead, DatabaseBehind, DatabaseUnavailable, ForeignDatabase
from claimtrack.resources import folder
from claimtrack.store import tables
from claimtrack.store.database import Database
from claimtrack.store.search import INDEXES

HEAD = "0015"
"""The newest migration. Revisions are numbers of four digits, so that the older of two is the smaller."""
_OURS = {"alembic_version", "revisions", "found_quotes"}
"""Tables that every version has, and hardly any other program's database."""
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class SchemaInfo:
    """What a database holds. The counts of what is current are None where its schema is not this version's."""

    path: Path
    revision: str
    head: str
    size: int
    articles: int | None = None
    quotes: int | None = None
    claims: int | None = None
    speakers: int | None = None


def prepare(database: Database) -> None:
    """Make the database where there is none; else see that it is ours and up to date.

    Raises DatabaseBehind, DatabaseAhead, ForeignDatabase or DatabaseUnavailable.
    """
    revision = _found(database)
    if revision is None:
        migrate(database)
    else:
        _require_known(database, revision)
        if revision < HEAD:
            state = f"database {database.path} is at schema {revision}, this claimtrack needs {HEAD}"
            raise DatabaseBehind(f"{state}: run 'claimtrack db upgrade'")


def upgrade(url: str) -> tuple[str | None, str]:
    """Bring the database at ``url`` up to date, or make it. Returns its revision before (None: it was empty) and after.

    It happens whole or not at all. Raises DatabaseAhead, ForeignDatabase or DatabaseUnavailable.
    """
    database = Database(url)
    try:
        before = _found(database)
        if before is not None:
            _require_known(database, before)
        if before != HEAD:
            migrate(database)
        return before, HEAD
    finally:
        database.close()


def info(url: str) -> SchemaInfo:
    """What the database at ``url`` holds; it is not made or changed.

    Raises DatabaseUnavailable where there is none, or ForeignDatabase.
    """
    database = Database(url)
    try:
        if not database.path.exists():
            raise DatabaseUnavailable(f"there is no database {database.path} yet: 'claimtrack ingest' makes it")
        with database.reading() as connection:
            revision = _revision(connection, database.path)
            if revision is None:
                raise ForeignDatabase(f"database {database.path} is empty: 'claimtrack ingest' fills it")
            counts = _counts(connection) if revision == HEAD else {}
            return SchemaInfo(database.path, revision, HEAD, database.path.stat().st_size, **counts)
    finally:
        database.close()


def migrate(database: Database, target: str = HEAD) -> None:
    """Run the migrations up to ``target`` that the database has not seen, all in one transaction.

    Who comes second waits for the first, and finds nothing left to do.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder("migrations")).replace("%", "%%"))
    with database.migrating() as connection, keeping_triggers(connection):
        config.attributes["connection"] = connection
        command.upgrade(config, target)


@contextmanager
def keeping_triggers(connection: Connection) -> Iterator[None]:
    """See that the triggers that fill the full-text indexes outlive what the block does to their tables.

    SQLite changes a table by replacing it (Alembic's ``batch_alter_table``), and silently drops its triggers with it.
    """
    query = "SELECT sql FROM sqlite_schema WHERE type = 'trigger'"
    before = connection.exec_driver_sql(query).scalars().all()
    yield
    lost = set(before) - set(connection.exec_driver_sql(query).scalars())
    lost = {trigger for trigger in lost if any(index in trigger for index in INDEXES)}  # others went with their index
    for trigger in lost:
        connection.exec_driver_sql(trigger)
    if lost:
        for index in INDEXES:
            connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def _found(database: Database) -> str | None:
    """The revision of the database; None where nothing is in it yet."""
    try:
        database.path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(
            f"the folder of database {database.path} cannot be made ({error.strerror}): choose another with --db"
        ) from error
    with database.reading() as connection:
        return _revision(connection, database.path)


def _revision(connection: Connection, path: Path) -> str | None:
    names = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema").scalars())
    if not names:
        with path.open("rb") as file:
            # SQLite takes a file of a few bytes for an empty database, and would write over it.
            if file.read(len(_MAGIC)) not in (b"", _MAGIC):
                raise ForeignDatabase(f"{path} is not a database: choose another file with --db")
        return None
    revision = (
        connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if names >= _OURS else None
    )
    if not isinstance(revision, str):
        raise ForeignDatabase(f"{path} is the database of another program: choose another file with --db")
    return revision


def _require_known(database: Database, revision: str) -> None:
    if revision > HEAD:
        raise DatabaseAhead(
            f"database {database.path} is at schema {revision}, this claimtrack knows {HEAD}: upgrade claimtrack"
        )


def _counts(connection: Connection) -> dict[str, int]:
    articles, found, appearances = tables.articles, tables.found_quotes, tables.appearances
    current = select(articles.c.current_id).scalar_subquery()
    counted = {
        "articles": select(func.count()).select_from(articles),
        "quotes": select(func.count()).where(found.c.extraction_id.in_(current)),
        "claims": select(func.count(appearances.c.claim_id.distinct())).where(appearances.c.extraction_id.in_(current)),
        "speakers": select(func.count()).select_from(tables.speakers),
    }
    return {name: connection.execute(query).scalar_one() for name, query in counted.items()}
