"""Ingesting and checking: what an engine may get wrong, and what articles that change or come together lead to."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimtrack import Tracker
from claimtrack.cli import app
from claimtrack.engines import Engines
from claimtrack.errors import (
    BudgetReached,
    DatabaseError,
    DatabaseUnavailable,
    EngineFailed,
    ModelUnavailable,
    RunStopped,
)
from claimtrack.model import (
    Article,
    Extraction,
    Finding,
    Passage,
    Reading,
    Span,
    Status,
)
from claimtrack.pipeline import Ingested, Outcome
from claimtrack.settings import PAIRS

from .scene import (
    BRIDGE,
    CLOSED,
    SAID,
    STAYS_CLOSED,
    STORY,
    TODAY,
    Judge,
    LineReader,
    contradicted,
    contradicting,
    later,
    statuses,
    tracker,
)
from .store.processes import run_together


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "claims.db")


def test_a_check_is_done_when_it_returns(path: str) -> None:
    with tracker(path) as news:
        news.ingest(BRIDGE)
        news.ingest(CLOSED)
        news.ingest(STAYS_CLOSED)
        changes = news.check(TODAY)
        assert statuses(news) == [Status.CONTRADICTED]
        assert changes == news.history(1)[1:]
        assert news.check(TODAY) == []


@pytest.mark.parametrize(
    "unfounded",
    [
        pytest.param(contradicting(99, Span(11, 20)), id="in a passage that is not there"),
        pytest.param(contradicting(1, Span(0, 10)), id="in a passage that it was not shown"),
        pytest.param(contradicting(2, Span(5, 20)), id="partly in another passage"),
        pytest.param(contradicting(2, Span(5000, 6000)), id="beyond the text"),
        pytest.param(contradicting(2, Span(14, 15)), id="of no word"),
    ],
)
def test_a_finding_without_evidence_is_a_failure_and_no_verdict(path: str, unfounded: Finding) -> None:
    failed: list[EngineFailed] = []
    with tracker(path, lambda *_: [unfounded]) as news:
        news.ingest(BRIDGE)
        news.ingest(CLOSED)
        assert news.check(TODAY, failed=failed.append) == []
        assert (statuses(news), news.findings(1)) == ([Status.OPEN], [])
        [failure] = news.failures()
    assert (failure.article_id, failure.engine) == (2, Judge.engine)
    assert "as evidence, which is not in what it was shown" in failure.message
    assert [failure.message in str(error) for error in failed] == [True]


def test_an_article_that_the_judge_breaks_on_keeps_no_other_waiting_and_is_tried_again(path: str) -> None:
    def breaking(reading: Reading, near: Sequence[Passage]) -> list[Finding]:
        if reading.article.outlet == "AFP":
            raise ZeroDivisionError("so it goes")
        return contradicted(reading, near)

    failed: list[EngineFailed] = []
    done: list[tuple[int, int]] = []
    with tracker(path, breaking) as news:
        news.ingest(BRIDGE)
        news.ingest(CLOSED)
        news.ingest(STAYS_CLOSED)
        [change] = news.check(TODAY, lambda *step: done.append(step), failed.append)
        assert change.verdict.candidate is Status.CONTRADICTED
        assert news.check(TODAY) == []
        assert [failure.article_id for failure in news.failures()] == [2, 2]
    assert [str(error) for error in failed] == [
        "A2 was not checked: ZeroDivisionError: so it goes; the next check tries again"
    ]
    assert done == [(1, 2), (2, 2)]
    with tracker(path) as news:
        news.check(TODAY)
        assert {found.article_id for found in news.findings(1)} == {2, 3}
        assert statuses(news) == [Status.CONTRADICTED]


def test_a_database_that_fails_ends_a_check(path: str) -> None:
    def failing(*_: object) -> list[Finding]:
        raise DatabaseUnavailable("gone")

    with tracker(path, failing) as news:
        news.ingest(BRIDGE)
        news.ingest(CLOSED)
        with pytest.raises(DatabaseError, match="gone"):
            news.check(TODAY)
        assert news.failures() == []


def test_an_article_that_the_extractor_breaks_on_is_told_by_name_and_not_stored(path: str) -> None:
    with tracker(path) as news:
        with pytest.raises(EngineFailed, match=r"^a\.txt was not read: ValueError: what is this\?$"):
            news.ingest(Article("This is unreadable.", name="a.txt"))
        assert news.ingest(BRIDGE).record.id == 1


def test_the_likeliest_claims_are_judged_and_the_others_counted(path: str) -> None:
    made = [f"Claim: The bridge in Lisbon reopens on Friday with {number} lanes." for number in range(20)]
    likeliest = "Claim: The bridge in Lisbon stays closed for repairs."
    judge = Judge()
    dropped: list[int] = []
    with Tracker.open(path, LineReader(), judge) as news:
        news.ingest(replace(BRIDGE, text="\n".join([*made, likeliest])))
        news.ingest(CLOSED)
        assert len(news.check(TODAY, dropped=dropped.append)) == PAIRS
        assert dropped == [21 - PAIRS]
        assert news.check(TODAY, dropped=dropped.append) == []
    assert len(judge.asked) == len(set(judge.asked)) == PAIRS
    assert len(dropped) == 1


def test_evidence_whose_date_turns_out_to_be_before_the_claim_counts_no_more(path: str) -> None:
    with tracker(path) as news:
        news.ingest(BRIDGE)
        news.ingest(CLOSED)
        news.ingest(STAYS_CLOSED)
        assert len(news.check(TODAY)) == 1
        news.ingest(replace(CLOSED, published=date(2025, 10, 15)))
        [change] = news.check(TODAY)
        assert (change.before, change.verdict.status) == (Status.CONTRADICTED, Status.OPEN)
        assert change.verdict.candidate is Status.CONTRADICTED


def test_a_claim_that_an_edit_drops_and_a_later_one_restores_is_checked(path: str) -> None:
    with tracker(path) as news:
        news.ingest(BRIDGE)
        news.ingest(replace(BRIDGE, text="Claim: The tower in Lisbon reopens on Friday."))
        news.ingest(CLOSED)
        news.check(TODAY)
        news.ingest(BRIDGE)
        assert [change.claim_id for change in news.check(TODAY)] == [1]


def test_a_copy_that_is_rewritten_is_a_copy_no_more_and_a_rewrite_may_become_one(path: str) -> None:
    with tracker(path) as news:
        first = news.ingest(Article(STORY, outlet="AP", url="https://ap.example/2"))
        copied = news.ingest(Article(f"{STORY} By AP.", outlet="AFP", url="https://afp.example/2"))
        assert copied.copy_of == first.record.id
        own = replace(
            copied.record.article, text="Something else is written here, by our own reporters in the capital."
        )
        assert news.ingest(own).copy_of is None
        assert news.ingest(copied.record.article).copy_of == first.record.id


def test_copies_that_two_processes_read_at_once_have_one_origin(path: str) -> None:
    Tracker.open(path).close()
    stories = [re.sub(r"\w+", rf"\g<0>{number}", STORY) for number in range(20)]

    def read(outlet: str) -> None:
        with tracker(path) as news:
            for story in stories:
                news.ingest(Article(f"{story} By {outlet}.", outlet=outlet))

    assert run_together(lambda: read("AP"), lambda: read("AFP")) == [None, None]
    with tracker(path) as news:
        articles = [news.article(number) for number in range(1, 41)]
    assert len({article.origin for article in articles}) == 20


def batch(count: int) -> list[Article]:
    """Articles with one claim each, numbered."""
    return [Article(f"Claim: Bridge {number} in Lisbon reopens.", name=f"{number}.txt") for number in range(count)]


class Careful:
    """Reads as LineReader does, as ``reading`` lets it."""

    engine = LineReader.engine

    def __init__(self, reading: Callable[[Article], None]) -> None:
        self._reading = reading

    def extract(self, article: Article) -> Extraction:
        self._reading(article)
        return LineReader().extract(article)


@pytest.mark.parametrize("jobs", [1, 4])
def test_articles_that_are_read_at_once_are_stored_in_their_order(path: str, jobs: int) -> None:
    with Tracker.open(path, engines=Engines(LineReader(), Judge(), jobs=jobs)) as news:
        ended = list(news.ingest_all([*batch(3), Article("unreadable", name="x.txt"), *batch(5), *batch(1)]))
        assert [one.name if isinstance(one, Ingested) else str(one) for one in ended] == [
            *("0.txt", "1.txt", "2.txt", "x.txt was not read: ValueError: what is this?"),
            *("0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "0.txt"),
        ]
        outcomes = [one.outcome for one in ended if isinstance(one, Ingested)]
        assert outcomes == [*["new"] * 3, *["unchanged"] * 3, "new", "new", "unchanged"]
        [failure] = news.failures()
        assert (failure.article_id, failure.message) == (None, "x.txt was not read: ValueError: what is this?")
        assert [(run.articles, run.failures) for run in news.runs()] == [(5, 1)]


def test_an_article_that_another_of_the_batch_tells_more_of_is_read_with_that(path: str) -> None:
    known = Article("Claim: The bridge in Lisbon reopens.", outlet="AP", published=SAID)
    with Tracker.open(path, engines=Engines(LineReader(), Judge(), jobs=4)) as news:
        _, second = news.ingest_all([known, replace(known, published=None, title="A bridge")])
        assert isinstance(second, Ingested)
        assert second.outcome is Outcome.REREAD
        assert second.record.article == replace(known, title="A bridge")


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_run_that_cannot_go_on_stores_what_was_under_way_and_begins_no_more(path: str, jobs: int) -> None:
    begun = threading.Barrier(jobs, timeout=10)
    read: list[str] = []

    def reading(article: Article) -> None:
        number = int(str(article.name).partition(".")[0])
        if number < jobs:
            begun.wait()
        if number == 1:
            raise BudgetReached("no more money")
        read.append(str(article.name))

    with Tracker.open(path, engines=Engines(Careful(reading), Judge(), jobs=jobs)) as news:
        with pytest.raises(BudgetReached, match="no more money"):
            list(news.ingest_all(batch(50)))
        assert {claim.claim.text for claim in news.claims()} == {
            f"Bridge {name.partition('.')[0]} in Lisbon reopens." for name in read
        }
        assert len(read) < 10
        assert news.failures() == []


@pytest.mark.parametrize("jobs", [1, 4])
def test_pairs_that_are_judged_at_once_are_stored_by_article(path: str, jobs: int) -> None:
    def judged(reading: Reading, near: Sequence[Passage]) -> list[Finding]:
        if "number 2" in reading.article.text:
            raise ZeroDivisionError("so it goes")
        return contradicted(reading, near)

    claims = "\n".join(f"Claim: The bridge in Lisbon reopens with {number} lanes." for number in range(5))
    failed: list[EngineFailed] = []
    done: list[tuple[int, int]] = []
    with Tracker.open(path, engines=Engines(LineReader(), Judge(judged), jobs=jobs)) as news:
        list(news.ingest_all([replace(BRIDGE, text=claims), *later(4)]))
        changes = news.check(TODAY + timedelta(9), lambda *step: done.append(step), failed.append)
        assert [change.claim_id for change in changes] == [1, 2, 3, 4, 5]
        assert [[found.article_id for found in news.findings(claim)] for claim in range(1, 6)] == [[2, 3, 5]] * 5
        assert [str(error)[:19] for error in failed] == ["A4 was not checked:"]
        assert done == [(1, 4), (2, 4), (3, 4), (4, 4)]
        assert [(run.articles, run.failures) for run in news.runs()][:1] == [(3, 1)]


@pytest.mark.parametrize("jobs", [1, 4])
def test_a_check_that_cannot_go_on_weighs_what_is_done_and_does_the_rest_next_time(path: str, jobs: int) -> None:
    def judged(reading: Reading, near: Sequence[Passage]) -> list[Finding]:
        if "number 20" in reading.article.text:
            raise ModelUnavailable("nobody there")
        return contradicted(reading, near)

    claims = "Claim: The bridge in Lisbon reopens.\nClaim: The bridge in Lisbon has lanes."
    stops: list[RunStopped] = []
    with Tracker.open(path, engines=Engines(LineReader(), Judge(judged), jobs=jobs)) as news:
        list(news.ingest_all([replace(BRIDGE, text=claims), *later(40)]))
        assert len(news.check(TODAY + timedelta(99), stopped=stops.append)) == 2
        assert [str(stop) for stop in stops] == ["nobody there"]
        assert statuses(news) == [Status.CONTRADICTED] * 2
        assert [found.article_id for found in news.findings(1)][:20] == list(range(2, 22))
        assert 22 not in {found.article_id for found in news.findings(1)}
        assert len(news.findings(1)) == len(news.findings(2)) < 30
        assert news.failures() == []
        with pytest.raises(ModelUnavailable, match="nobody there"):
            news.check(TODAY + timedelta(99))
    with tracker(path) as news:
        news.check(TODAY + timedelta(99))
        assert [len(news.findings(claim)) for claim in (1, 2)] == [40, 40]


@pytest.mark.parametrize(("flags", "code"), [([], 3), (["--fail-on", "contradicted"], 1), (["--fail-on", "void"], 3)])
def test_the_command_tells_each_article_that_was_not_checked(
    path: str, monkeypatch: pytest.MonkeyPatch, flags: list[str], code: int
) -> None:
    def breaking(reading: Reading, near: Sequence[Passage]) -> list[Finding]:
        if reading.article.outlet == "AFP":
            raise ZeroDivisionError("so it\ngoes")
        return contradicted(reading, near)

    with tracker(path) as news:
        news.ingest(BRIDGE)
        news.ingest(CLOSED)
        news.ingest(STAYS_CLOSED)
        news.ingest(replace(STAYS_CLOSED, text="The bridge in Lisbon has been closed for days.", outlet="ANSA"))
    monkeypatch.setattr("claimtrack.check.rules.RulesJudge", lambda: Judge(breaking))
    ended = CliRunner().invoke(app, ["--db", path, "check", "--as-of", str(TODAY), "--format", "jsonl", *flags])
    assert ended.exit_code == code
    assert [json.loads(line)["status"] for line in ended.stdout.splitlines()] == ["contradicted"]
    assert ended.stderr.splitlines() == [
        "claimtrack: A2 was not checked: ZeroDivisionError: so it goes; the next check tries again"
    ]
