"""Databases of earlier schemas, stored as they were written (tests/data/make.py), open after an upgrade with all data.

Each new migration adds the file of the schema before it was: every file is upgraded from where it stands.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from claimtrack.errors import DatabaseBehind
from claimtrack.model import Engine, Relation, Span, Speaker, Status, Worth
from claimtrack.store import Store, schema
from claimtrack.store.search import INDEXES

from .scene import BUDAPEST, save, summit_quote

DATA = Path(__file__).parent.parent / "data"
STORED = sorted(path.stem for path in DATA.glob("*.db"))


@pytest.fixture(params=STORED)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a stored database."""
    return Path(shutil.copy(DATA / f"{request.param}.db", tmp_path / "old.db"))


def test_every_schema_there_has_been_is_stored() -> None:
    assert [f"{number:04}" for number in range(1, int(schema.HEAD) + 1)] == STORED


@pytest.mark.parametrize("revision", STORED[:-1])
def test_a_database_behind_says_which_command_mends_it(tmp_path: Path, revision: str) -> None:
    path = shutil.copy(DATA / f"{revision}.db", tmp_path / "old.db")
    with pytest.raises(DatabaseBehind) as caught:
        Store.open(f"sqlite:///{path}")
    assert str(caught.value) == (
        f"database {path} is at schema {revision}, this claimtrack needs {schema.HEAD}: run 'claimtrack db upgrade'"
    )
    assert schema.info(f"sqlite:///{path}").revision == revision
    assert schema.info(f"sqlite:///{path}").quotes is None


def test_an_upgrade_keeps_everything(old: Path) -> None:
    url = f"sqlite:///{old}"
    before = schema.info(url).revision
    assert schema.upgrade(url) == (before, schema.HEAD)
    assert schema.upgrade(url) == (schema.HEAD, schema.HEAD)
    store = Store.open(url)
    [quote], claim, [speaker] = store.quotes(), store.claims()[0], store.speakers()
    assert (quote.text, quote.mention, quote.quote.rule) == ("We will meet in Budapest,", "Donald Trump", "by hand")
    assert (claim.claim.text, claim.claim.speaker) == ("[Trump] will meet in Budapest", "Donald Trump")
    assert (claim.quote_ids, claim.words) == ((quote.id,), "We will meet in Budapest")
    assert claim.claim.quoted == quote.text
    assert speaker.speaker == Speaker("Donald Trump", aliases=("the U.S. president",))
    assert [entry.verdict.status for entry in store.history(claim.id)] == [Status.PENDING, Status.SUPERSEDED]
    [finding] = store.findings(claim.id)
    assert (finding.text, finding.outlet) == ("he had cancelled the meeting in Budapest", "AP")
    assert (finding.finding.relation, finding.engine) == (Relation.REVERSES, Engine("judge", "1"))
    assert store.unchecked(Engine("judge", "1")) == []
    assert store.why(quote.id).reasons == ()
    store.close()


@pytest.mark.parametrize("revision", STORED[4:])
def test_an_upgrade_keeps_what_a_language_model_told_and_cost(tmp_path: Path, revision: str) -> None:
    url = f"sqlite:///{shutil.copy(DATA / f'{revision}.db', tmp_path / 'old.db')}"
    schema.upgrade(url)
    store = Store.open(url)
    [quote], (claim, own) = store.quotes(), store.claims()
    assert (quote.quote.addressee, quote.quote.said) == (Span(46, 55), date(2025, 10, 16))
    assert (claim.claim.worth, claim.claim.confirmed_if) == (Worth.HIGH, "they meet in Budapest")
    assert (own.claim.speaker, own.quote_ids, own.words) == ("Reuters", (), "Donald Trump told reporters")
    assert [one.reason for one in store.left_out(1)] == ["for the test"]
    assert [(one.rejection.given, one.claim_id) for one in store.rejections(1)] == [("We will meet in Prague", None)]
    assert store.findings(claim.id)[0].finding.covers == ("the meeting", "the place")
    checking, reading = store.runs()
    assert (checking.calls, checking.hits, checking.cost, reading.failures) == (1, 1, 460, 1)
    assert store.call_ledger(reading.run).find("a" * 64) == '{"findings": []}'
    assert [(one.remote, one.state, one.requests) for one in store.batches()] == [("batch_1", "in_progress", 1)]
    store.close()


@pytest.mark.parametrize("revision", STORED[8:])
def test_an_upgrade_keeps_the_language_that_an_article_was_found_to_be_in(tmp_path: Path, revision: str) -> None:
    url = f"sqlite:///{shutil.copy(DATA / f'{revision}.db', tmp_path / 'old.db')}"
    schema.upgrade(url)
    store = Store.open(url)
    assert (store.article(1).language, store.article(2).language) == ("en", None)
    store.close()


def test_after_an_upgrade_old_and_new_quotes_are_found_by_their_words(old: Path) -> None:
    url = f"sqlite:///{old}"
    schema.upgrade(url)
    store = Store.open(url)
    save(store, BUDAPEST, summit_quote())
    assert [found.article_id for found in store.quotes("budapest")] == [1, 3]
    store.close()
    with closing(sqlite3.connect(old)) as connection:
        for index in INDEXES:  # SQLite raises where an index does not agree with the table that it is of
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")


def test_an_upgrade_finds_out_since_when_a_claim_stands(tmp_path: Path) -> None:
    """Read five times: the claim is in the first two, dropped by the third and restored by the fourth."""
    path = Path(shutil.copy(DATA / "0003.db", tmp_path / "old.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        for number, found in ((3, True), (4, False), (5, True), (6, True)):
            connection.execute(
                f"INSERT INTO extractions(id, run_id, article_id, revision_id) VALUES ({number}, 1, 1, 1)"
            )
            if found:
                connection.execute(f"INSERT INTO appearances VALUES ({number}, 1, 1, '[[1, 25]]')")
    schema.upgrade(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        since = connection.execute("SELECT extraction_id, since FROM appearances ORDER BY extraction_id").fetchall()
    assert since == [(1, 1), (3, 1), (5, 5), (6, 5)]


def test_an_upgrade_forgets_where_on_the_users_disk_an_article_was_read_from(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "0003.db", tmp_path / "old.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE extractions SET name = '/notes/summit.txt'")
    schema.upgrade(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        assert "home/somebody" not in "\n".join(connection.iterdump())
