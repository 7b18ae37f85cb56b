"""A database that cannot be used ends in one line that says what to do, never in SQL; what was stored stays stored."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from claimtrack.errors import DatabaseError, DatabaseUnavailable
from claimtrack.model import Article
from claimtrack.store import Store, schema

from .processes import run
from .scene import BUDAPEST, NO_PLANS, save, summit_quote

NOBODY = 65534


def assert_helpful(message: str, *parts: str) -> None:
    """One line, with the given parts and no trace of what is behind it."""
    assert "\n" not in message
    assert not {"sqlalchemy", "SELECT", "INSERT", "sqlite3"} & set(message.replace(".", " ").split())
    for part in parts:
        assert part in message


def as_nobody(act: Callable[[], object]) -> Callable[[], object]:
    """``act``, by a user whom permissions bind."""

    def bound() -> object:
        if os.getuid() == 0:
            os.setuid(NOBODY)
        return act()

    return bound


@pytest.fixture
def readable(url: str, store: Store) -> Iterator[Path]:
    """A folder with a database in it that everybody may read and nobody write."""
    save(store, BUDAPEST, summit_quote())
    store.close()
    folder = Path(tempfile.mkdtemp())
    path = Path(shutil.copy(url.removeprefix("sqlite:///"), folder / "claims.db"))
    path.chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_database_that_is_being_written_elsewhere_can_be_read(store: Store, path: Path) -> None:
    save(store, BUDAPEST, summit_quote())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert len(store.quotes()) == 1


def test_a_lock_that_is_not_given_back_is_told(store: Store, path: Path, url: str) -> None:
    impatient = Store.open(url, patience=0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseUnavailable) as caught:
            save(impatient, BUDAPEST, summit_quote())
    assert_helpful(str(caught.value), str(path), "is locked by another process", "try again")
    save(impatient, BUDAPEST, summit_quote())
    assert len(store.quotes()) == 1
    impatient.close()


def test_a_lock_that_keeps_a_database_from_being_made_is_told(path: Path, url: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseUnavailable, match="is locked by another process"):
            Store.open(url, patience=0.05)


def test_a_folder_in_place_of_the_file_is_told(path: Path, url: str) -> None:
    path.mkdir()
    with pytest.raises(DatabaseUnavailable) as caught:
        Store.open(url)
    assert_helpful(str(caught.value), str(path), "see that it is a file")


def test_a_file_in_place_of_the_folder_is_told(path: Path) -> None:
    path.write_text("a file")
    with pytest.raises(DatabaseUnavailable) as caught:
        Store.open(f"sqlite:///{path / 'folder' / 'claims.db'}")
    assert_helpful(str(caught.value), str(path), "cannot be made", "choose another with --db")


def test_a_folder_that_may_not_be_written_is_told(readable: Path) -> None:
    for name in ("new.db", "folder/new.db"):
        ended = run(as_nobody(partial(Store.open, f"sqlite:///{readable / name}")))
        assert isinstance(ended, DatabaseUnavailable)
        assert_helpful(str(ended), str(readable), "cannot be")


def test_a_database_that_may_not_be_written_is_told(readable: Path) -> None:
    def write() -> None:
        save(Store.open(f"sqlite:///{readable / 'claims.db'}"), NO_PLANS)

    ended = run(as_nobody(write))
    assert isinstance(ended, DatabaseUnavailable)
    assert_helpful(str(ended), str(readable), "cannot be")


def test_a_full_disk_is_told_and_costs_nothing_that_was_stored(store: Store, path: Path, url: str) -> None:
    save(store, BUDAPEST, summit_quote())
    size = path.stat().st_size

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100_000, size + 100_000))
        for number in range(100):
            save(Store.open(url), Article(f"{number} is a number. " * 10_000))

    ended = run(fill)
    assert isinstance(ended, DatabaseUnavailable)
    assert_helpful(str(ended), str(path), "full", "run this again")
    assert len(store.quotes("budapest")) == 1
    assert save(store, NO_PLANS).article == NO_PLANS


def test_a_disk_too_full_for_a_new_database_is_told(path: Path, url: str) -> None:
    def make() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        Store.open(url)

    ended = run(make)
    assert isinstance(ended, DatabaseUnavailable)
    assert_helpful(str(ended), str(path), "full")
    Store.open(url).close()
    assert schema.info(url).revision == schema.HEAD


def test_a_damaged_database_is_told(store: Store, path: Path, url: str) -> None:
    save(store, Article("A long text. " * 10_000))
    store.close()
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(DatabaseUnavailable) as caught:
        Store.open(url).quotes()
    assert_helpful(str(caught.value), str(path), "is damaged")


def test_a_database_that_lacks_a_table_is_told_without_sql(store: Store, path: Path, url: str) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DROP TABLE speaker_names")
    with pytest.raises(DatabaseError) as caught:
        Store.open(url).speakers()
    assert_helpful(str(caught.value), str(path), "please report this")
