"""Two checks do not work on the same article at once; one that dies, or is done, lets go of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claimtrack.model import Engine, Run, Stage
from claimtrack.store import Store
from claimtrack.store.database import Database
from claimtrack.store.leases import LIFETIME, Leases
from claimtrack.store.records import Work
from claimtrack.store.turns import Turns
from tests.llm.server import wait_until

from .processes import die, run
from .scene import JUDGE, MOMENT, NO_PLANS, save, save_summit

FAR, GONE = datetime(2999, 1, 1, tzinfo=UTC), datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def work(store: Store) -> Work:
    """An article that is to be checked."""
    save_summit(store)
    save(store, NO_PLANS)
    return store.unchecked(JUDGE)[0]


def taken(url: str, work: Work, engine: Engine = JUDGE) -> bool:
    """Whether a check in another process gets ``work``."""

    def take() -> bool:
        with Store.open(url).leases(engine) as leases:
            return leases.take(work) == leases.holder

    return run(take) is True


def give(path: Path, work: Work, holder: str, until: datetime) -> None:
    """Have ``holder`` be at work on ``work``."""
    moment = until.replace(tzinfo=None).isoformat(" ", "microseconds")
    with closing(sqlite3.connect(path)) as connection, connection:
        row = (work.extraction, str(JUDGE), holder, moment)
        connection.execute("INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?)", row)


def rows(path: Path) -> list[tuple[str, datetime]]:
    """Who holds leases, and until when."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT holder, until FROM leases").fetchall()
    return [(holder, datetime.fromisoformat(until).replace(tzinfo=UTC)) for holder, until in found]


def test_what_one_check_is_at_work_on_no_other_gets(store: Store, url: str, work: Work) -> None:
    with store.leases(JUDGE) as leases:
        assert leases.take(work) == leases.holder
        assert leases.take(work) == leases.holder
        with store.leases(JUDGE) as other:
            assert other.take(work) == leases.holder
        assert not taken(url, work)


def test_another_engine_does_its_own_work_on_it(store: Store, url: str, work: Work) -> None:
    with store.leases(JUDGE) as leases:
        leases.take(work)
        assert taken(url, work, Engine("judge", "2"))


def test_what_is_given_up_others_get(store: Store, url: str, work: Work) -> None:
    with store.leases(JUDGE) as leases:
        leases.take(work)
        leases.give_up(work)
        assert taken(url, work)


def test_a_check_that_ends_gives_up_everything(store: Store, path: Path, url: str, work: Work) -> None:
    with suppress(KeyboardInterrupt), store.leases(JUDGE) as leases:
        leases.take(work)
        raise KeyboardInterrupt
    assert rows(path) == []
    assert taken(url, work)


def test_leases_that_have_run_out_do_not_pile_up(store: Store, path: Path, work: Work) -> None:
    give(path, work, "elsewhere:1:abc", GONE)
    store.record_check(Run(Stage.CHECK, JUDGE, MOMENT), work, {})
    with store.leases(JUDGE) as leases:
        assert leases.take(work) is None
    assert rows(path) == []


def test_what_is_done_nobody_gets(store: Store, url: str, work: Work) -> None:
    store.record_check(Run(Stage.CHECK, JUDGE, MOMENT), work, {})
    with store.leases(JUDGE) as leases:
        assert leases.take(work) is None
    assert not taken(url, work)


def test_an_article_that_was_read_anew_meanwhile_nobody_gets(store: Store, work: Work) -> None:
    save(store, NO_PLANS, engine=Engine("reader", "2"))
    with store.leases(JUDGE) as leases:
        assert leases.take(work) is None


def test_a_killed_check_has_lost_its_leases_at_once(store: Store, path: Path, url: str, work: Work) -> None:
    def take_and_die() -> None:
        with Store.open(url).leases(JUDGE) as leases:
            leases.take(work)
            die()

    assert run(take_and_die) is None
    assert [until > datetime.now(UTC) for _, until in rows(path)] == [True]
    with store.leases(JUDGE) as leases:
        assert leases.take(work) == leases.holder
    assert rows(path) == []


@pytest.mark.parametrize(("until", "gets"), [(FAR, False), (GONE, True)])
def test_a_lease_of_another_machine_lasts_until_it_runs_out(
    store: Store, path: Path, work: Work, until: datetime, gets: bool
) -> None:
    give(path, work, "elsewhere:1:abc", until)
    with store.leases(JUDGE) as leases:
        assert leases.take(work) == (leases.holder if gets else "elsewhere:1:abc")


def test_who_has_lost_a_lease_takes_nothing_from_whoever_has_it_now(store: Store, path: Path, work: Work) -> None:
    with store.leases(JUDGE) as leases:
        leases.take(work)
        give(path, work, "elsewhere:1:abc", FAR)
        leases.give_up(work)
        assert leases.take(work) == "elsewhere:1:abc"
    assert rows(path) == [("elsewhere:1:abc", FAR)]


def test_a_lease_is_renewed_as_long_as_the_work_lasts(store: Store, path: Path, work: Work) -> None:
    lifetime = timedelta(seconds=0.2)
    with Leases(Database(f"sqlite:///{path}"), Turns(path), JUDGE, lifetime=lifetime) as leases:
        leases.take(work)
        [(_, first)] = rows(path)
        wait_until(lambda: rows(path)[0][1] > first + 2 * lifetime)
        assert store.unchecked(JUDGE) == [work]


def test_a_lease_lasts_for_two_minutes(store: Store, path: Path, work: Work) -> None:
    before = datetime.now(UTC)
    with store.leases(JUDGE) as leases:
        leases.take(work)
        [(_, until)] = rows(path)
    assert before + LIFETIME <= until <= datetime.now(UTC) + LIFETIME
    assert timedelta(minutes=2) == LIFETIME
