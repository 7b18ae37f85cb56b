"""A check beside others: what they are at work on is left to them, and what it has itself it gives up in any case."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors import ModelUnavailable
from claimtrack.model import Finding, Passage, Reading, Status

from .scene import BRIDGE, CLOSED, TODAY, Judge, contradicted, later, statuses, tracker
from .store.processes import run

OTHER = "elsewhere:1:abc"


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "claims.db")


def lend(path: str, article: int, until: str) -> None:
    """Have a check on another machine be at work on an article."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT OR REPLACE INTO leases SELECT current_id, ?, ?, ? FROM articles WHERE id = ?",
            (str(Judge.engine), OTHER, f"{until} 00:00:00.000000", article),
        )


def holders(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [holder for (holder,) in connection.execute("SELECT holder FROM leases")]


def test_what_another_check_is_at_work_on_is_left_to_it_with_the_weighing(path: str) -> None:
    left: list[Sequence[str]] = []
    done: list[tuple[int, int]] = []
    with tracker(path) as news:
        list(news.ingest_all([BRIDGE, *later(3)]))
        lend(path, 3, "2999-01-01")
        assert news.check(TODAY, lambda *step: done.append(step), left=left.append) == []
        assert (left, done) == ([[OTHER]], [(1, 3), (2, 3)])
        assert {found.article_id for found in news.findings(1)} == {2, 4}
        assert statuses(news) == [Status.OPEN]


def test_once_that_has_run_out_the_next_check_does_it_and_weighs(path: str) -> None:
    left: list[Sequence[str]] = []
    with tracker(path) as news:
        list(news.ingest_all([BRIDGE, *later(3)]))
        lend(path, 3, "2999-01-01")
        news.check(TODAY, left=left.append)
        lend(path, 3, "2000-01-01")
        [change] = news.check(TODAY, left=left.append)
        assert change.verdict.status is Status.CONTRADICTED
        assert {found.article_id for found in news.findings(1)} == {2, 3, 4}
        assert len(left) == 1
    assert holders(path) == []


def test_a_check_that_began_later_and_ends_first_leaves_the_weighing_to_the_first(path: str) -> None:
    seen: list[object] = []

    def second() -> object:
        left: list[Sequence[str]] = []
        with tracker(path) as beside:
            return beside.check(TODAY, left=left.append), [len(one) for one in left], statuses(beside)

    def judged(reading: Reading, near: Sequence[Passage]) -> list[Finding]:
        if not seen:
            seen.append(run(second))
        return contradicted(reading, near)

    with tracker(path, judged) as news:
        list(news.ingest_all([BRIDGE, *later(3)]))
        [change] = news.check(TODAY)
        assert seen == [([], [1], [Status.OPEN])]
        assert change.verdict.status is Status.CONTRADICTED
        assert [run.articles for run in news.runs() if run.run.stage == "check"] == [1, 2]


@pytest.mark.parametrize("error", [ZeroDivisionError("so it goes"), ModelUnavailable("nobody there")])
def test_what_a_check_fails_on_or_does_not_come_to_it_gives_up(path: str, error: Exception) -> None:
    def failing(*_: object) -> list[Finding]:
        raise error

    with tracker(path, failing) as news:
        news.ingest(BRIDGE)
        news.ingest(CLOSED)
        news.check(TODAY, stopped=lambda _: None)
        assert holders(path) == []
    with tracker(path) as news:
        assert len(news.check(TODAY)) == 1
