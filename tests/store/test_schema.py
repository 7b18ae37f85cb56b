"""The schema: tables.py and the migrations agree, and a database is made, told apart and upgraded."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Column, String

from claimtrack.errors import DatabaseAhead, DatabaseUnavailable, ForeignDatabase
from claimtrack.resources import folder
from claimtrack.store import Store, schema, search, tables
from claimtrack.store.database import Database

from .scene import BUDAPEST, NO_PLANS, TRUMP, quote, save, summit_quote


def run_sql(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def test_the_migrations_make_the_tables_of_the_schema(store: Store, url: str) -> None:
    def is_table_of_ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or not str(name).startswith(search.INDEXES)

    store.close()
    with Database(url).reading() as connection:
        options = {"include_name": is_table_of_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables.metadata) == []
        found = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'ix_%'").scalar()
        assert found == sum(len(table.indexes) for table in tables.metadata.tables.values())


def test_the_head_is_the_newest_migration_and_they_form_one_line() -> None:
    scripts = ScriptDirectory(str(folder("migrations")))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions[0] == schema.HEAD
    assert revisions == sorted(revisions, reverse=True)
    assert all(len(revision) == 4 and revision.isdigit() for revision in revisions)


def test_a_new_database_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "some" / "100% new" / "folder" / "claims.db"
    Store.open(f"sqlite:///{path}").close()
    info = schema.info(f"sqlite:///{path}")
    assert (info.path, info.revision, info.head) == (path, schema.HEAD, schema.HEAD)
    assert (info.articles, info.quotes, info.claims, info.speakers) == (0, 0, 0, 0)
    assert info.size == path.stat().st_size


def test_an_empty_file_becomes_a_database(path: Path, url: str) -> None:
    path.touch()
    Store.open(url).close()
    assert schema.info(url).revision == schema.HEAD


def test_upgrade_makes_a_database_where_there_is_none(url: str) -> None:
    assert schema.upgrade(url) == (None, schema.HEAD)


def test_info_counts_what_is_current(store: Store, url: str) -> None:
    save(store, BUDAPEST, summit_quote(), speakers=[TRUMP])
    save(store, NO_PLANS, quote(NO_PLANS, "no plans"), quote(NO_PLANS, "in Budapest"))
    save(store, replace(NO_PLANS, title="Another title"), quote(NO_PLANS, "no plans"))
    info = schema.info(url)
    assert (info.articles, info.quotes, info.claims, info.speakers) == (2, 2, 1, 1)


def test_info_makes_no_database(path: Path, url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="there is no database"):
        schema.info(url)
    assert not path.exists()


def test_a_newer_database_says_that_claimtrack_is_to_be_upgraded(store: Store, path: Path, url: str) -> None:
    store.close()
    run_sql(path, "UPDATE alembic_version SET version_num = '9999'")
    for touch in (Store.open, schema.upgrade):
        with pytest.raises(DatabaseAhead, match=f"at schema 9999, this claimtrack knows {schema.HEAD}: upgrade"):
            touch(url)
    assert schema.info(url).revision == "9999"


@pytest.mark.parametrize("touch", [Store.open, schema.upgrade, schema.info])
@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("CREATE TABLE recipes (id INTEGER)", id="of a program of its own"),
        pytest.param("CREATE TABLE alembic_version (version_num VARCHAR(32))", id="of another program with Alembic"),
        pytest.param("CREATE VIEW one AS SELECT 1", id="with a view only"),
    ],
)
def test_another_programs_database_is_left_as_it_is(path: Path, url: str, sql: str, touch: object) -> None:
    run_sql(path, sql)
    before = path.read_bytes()
    with pytest.raises(ForeignDatabase, match=f"{path} is the database of another program"):
        touch(url)  # type: ignore[operator]
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"x", b"Dear reader, this is no database.\n" * 200])
def test_a_file_that_is_no_database_is_left_as_it_is(path: Path, url: str, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ForeignDatabase, match=f"{path} is not a database: choose another"):
        Store.open(url)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:secret@localhost/claims",
        "mysql+pymysql://localhost/claims",
        "not a url",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///claims.db?mode=ro",
        "nosuch://x",
    ],
)
def test_only_sqlite_files_are_databases_of_this_version(url: str) -> None:
    with pytest.raises(ForeignDatabase, match=r"use sqlite:///FOLDER/FILE\.db") as caught:
        Store.open(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_search_outlives_a_migration_that_replaces_its_tables(store: Store, url: str) -> None:
    save(store, BUDAPEST, summit_quote())
    store.close()
    with Database(url).migrating() as connection, schema.keeping_triggers(connection):
        operations = Operations(MigrationContext.configure(connection))
        for table in ("quotes", "claims"):
            with operations.batch_alter_table(table, recreate="always") as batch:
                batch.add_column(Column("remark", String))
    reopened = Store.open(url)
    save(reopened, NO_PLANS, quote(NO_PLANS, "no plans to meet in Budapest"))
    assert [found.article_id for found in reopened.quotes("budapest")] == [1, 2]
    reopened.close()


def test_opening_a_database_that_is_up_to_date_does_not_import_alembic(store: Store, url: str) -> None:
    store.close()
    code = f"import sys; from claimtrack.store import Store; Store.open({url!r}); print('alembic' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"
