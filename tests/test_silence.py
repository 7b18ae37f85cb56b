"""What falls due while articles are still to be checked: nobody is woken for a silence that was not listened to."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from claimtrack import Tracker
from claimtrack.engines import Engines
from claimtrack.errors import EngineFailed, ModelUnavailable, RunStopped
from claimtrack.model import Article, ClaimType, Finding, Passage, Period, Quote, Reading, Status
from claimtrack.store import Store

from .scene import Judge, LineReader

DUE = date(2025, 10, 20)
BRIDGE = Article(
    "Claim: The bridge in Tarn opens.", outlet="AP", url="https://ap.example/1", published=date(2025, 10, 1)
)
TOWER = Article(
    "Claim: The tower in Kessel opens.", outlet="AP", url="https://ap.example/2", published=date(2025, 10, 1)
)
NEWS = Article("The bridge in Tarn is old.", outlet="EFE", url="https://efe.example/1", published=date(2025, 10, 18))


class DueReader(LineReader):
    """Takes each claim for one that is due on 20 October 2025."""

    def _quote(self, article: Article, line: object) -> Quote:
        quote = super()._quote(article, line)  # type: ignore[arg-type]
        due = [
            replace(claim, type=ClaimType.PROMISE, period=Period(DUE, DUE, "on 20 October")) for claim in quote.claims
        ]
        return replace(quote, claims=tuple(due))


def nothing(_reading: Reading, _near: Sequence[Passage]) -> list[Finding]:
    return []


def out_of_reach(_reading: Reading, _near: Sequence[Passage]) -> list[Finding]:
    raise ModelUnavailable("nobody there")


def broken(_reading: Reading, _near: Sequence[Passage]) -> list[Finding]:
    raise ZeroDivisionError("so it goes")


def tracker(path: Path, judge: Judge) -> Tracker:
    return Tracker.open(str(path), engines=Engines(DueReader(), judge))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with two claims that are due, and an article that may bear on the first."""
    path = tmp_path / "claims.db"
    with tracker(path, Judge(nothing)) as news:
        for article in (BRIDGE, TOWER, NEWS):
            news.ingest(article)
    return path


def statuses(path: Path) -> list[Status]:
    with tracker(path, Judge(nothing)) as news:
        return [claim.verdict.status for claim in sorted(news.claims(), key=lambda claim: claim.id)]


AFTER = date(2025, 10, 21)


def test_what_nobody_says_was_done_is_overdue_once_all_articles_are_checked(path: Path) -> None:
    with tracker(path, Judge(nothing)) as news:
        news.check(AFTER)
    assert statuses(path) == [Status.OVERDUE, Status.OVERDUE]


def test_a_run_that_cannot_go_on_makes_nothing_overdue(path: Path) -> None:
    stops: list[RunStopped] = []
    with tracker(path, Judge(out_of_reach)) as news:
        assert news.check(AFTER, stopped=stops.append) == []
        assert stops
        (claim, _) = news.claims()
        assert claim.verdict.status is Status.PENDING
    with tracker(path, Judge(nothing)) as news:
        assert len(news.check(AFTER)) == 2


def test_an_article_that_could_not_be_checked_may_tell_of_the_claims_that_it_bears_on(path: Path) -> None:
    failed: list[EngineFailed] = []
    with tracker(path, Judge(broken)) as news:
        news.check(AFTER, failed=failed.append)
    assert failed
    assert statuses(path) == [Status.PENDING, Status.OVERDUE]
    with tracker(path, Judge(nothing)) as news:
        news.check(AFTER)
    assert statuses(path) == [Status.OVERDUE, Status.OVERDUE]


def test_looking_back_from_one_claim_makes_no_claim_overdue(path: Path) -> None:
    with tracker(path, Judge(nothing)) as news:
        assert news.check(AFTER, claim=1) == []
        assert len(news.check(AFTER)) == 2


def test_looking_back_leaves_the_weighing_to_a_check_that_is_at_work(path: Path) -> None:
    left: list[str] = []
    judge = Judge(nothing)
    with closing(Store.open(f"sqlite:///{path}")) as store, store.leases(judge.engine) as leases:
        leases.take(store.unchecked(judge.engine)[0])
        with tracker(path, judge) as news:
            assert news.check(AFTER, claim=2, left=left.extend) == []
        assert left == [leases.holder]


def test_a_day_that_was_too_late_by_mistake_is_taken_back_by_the_next_check(path: Path) -> None:
    with tracker(path, Judge(nothing)) as news:
        news.check(date(2052, 10, 10))
    assert statuses(path) == [Status.OVERDUE, Status.OVERDUE]
    with tracker(path, Judge(nothing)) as news:
        news.check(date(2025, 10, 19))
    assert statuses(path) == [Status.PENDING, Status.PENDING]
