"""Two processes do not do the same work at once; one that dies lets go of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimtrack.store.turns import Turns

from .processes import die, run


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "claims.db"


def taken(database: Path, work: str) -> bool:
    """Whether another process gets ``work``."""
    return run(lambda: Turns(database).take(work)) is True


def test_another_process_does_not_get_what_one_is_at_work_on(database: Path) -> None:
    turns = Turns(database)
    assert turns.take("a")
    assert [taken(database, work) for work in "ab"] == [False, True]
    turns.give_up("a")
    assert taken(database, "a")


def test_whoever_dies_or_closes_gives_up_everything(database: Path) -> None:
    assert run(lambda: (Turns(database).take("a"), die())) is None
    turns = Turns(database)
    assert turns.take("a")
    turns.close()
    assert taken(database, "a")


def test_it_can_be_told_that_whoever_took_something_has_died(database: Path) -> None:
    turns = Turns(database)
    assert run(lambda: (Turns(database).take("a"), Turns(database).is_free("b"), die())) is None
    assert turns.is_free("a")
    assert taken(database, "a")
    turns.take("a")
    assert run(lambda: Turns(database).is_free("a")) is False


def test_where_no_file_can_be_made_nobody_waits(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "no folder" / "claims.db")
    assert turns.take("a")
    assert not turns.is_free("a")
    turns.give_up("a")
    turns.close()
