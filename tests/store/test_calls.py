"""Calls to a model are written down as they end; a valid reply is found again by its key, from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from claimtrack.errors import UnknownId
from claimtrack.llm.ledger import CallLedger
from claimtrack.model import CallOutcome, Engine, Run, Stage
from claimtrack.store import Store

from .processes import die, run
from .scene import BUDAPEST, CALL, JUDGE, MOMENT, NO_PLANS, READER, finding, record, save, save_summit, summit_quote

READING = Run(Stage.EXTRACT, Engine("llm", "1", "openai:small", "extract/1"), MOMENT)
UNTOLD = replace(CALL, input_tokens=None, cached_tokens=None, output_tokens=None, cost=None)
FAILED = replace(UNTOLD, cost=0, outcome=CallOutcome.FAILED, reply="", finish=None, error="429 Too Many Requests")


@pytest.fixture
def ledger(store: Store) -> CallLedger:
    return store.call_ledger(READING)


def in_threads(count: int, act: Callable[[int], object]) -> None:
    """``act`` on each number up to ``count``, all at once."""
    ready = threading.Barrier(count)

    def begin(number: int) -> None:
        ready.wait(30)
        act(number)

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(begin, range(count)))


def test_a_call_is_kept_with_all_that_is_known_of_it(store: Store, ledger: CallLedger) -> None:
    refused = replace(UNTOLD, outcome=CallOutcome.REFUSED, error="I cannot")
    for call in (CALL, refused):
        ledger.record(call)
    found = store.calls(1)
    assert [one.call for one in found] == [CALL, refused]
    assert [(one.id, one.run_id) for one in found] == [(1, 1), (2, 1)]


def test_the_newest_valid_reply_is_found_by_its_key_in_any_run(store: Store, ledger: CallLedger) -> None:
    ledger.record(CALL)
    ledger.record(replace(CALL, reply="the newer"))
    ledger.record(replace(CALL, key="d" * 64, reply="another"))
    later = store.call_ledger(replace(READING, started=MOMENT + timedelta(days=1)))
    assert later.find(CALL.key) == "the newer"
    assert later.find("e" * 64) is None


@pytest.mark.parametrize("outcome", [outcome for outcome in CallOutcome if outcome is not CallOutcome.VALID])
def test_only_a_valid_reply_is_used_again(ledger: CallLedger, outcome: CallOutcome) -> None:
    ledger.record(replace(CALL, outcome=outcome))
    assert ledger.find(CALL.key) is None
    ledger.record(CALL)
    ledger.record(replace(CALL, outcome=outcome, reply="no good"))
    assert ledger.find(CALL.key) == CALL.reply


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        pytest.param("a\0b \u2028 \ufeff «Ми» 🇺🇦", "a\0b \u2028 \ufeff «Ми» 🇺🇦", id="every character"),
        pytest.param("half \ud83d of one", "half ? of one", id="half a character"),
    ],
)
def test_whatever_a_model_writes_can_be_kept(store: Store, ledger: CallLedger, reply: str, kept: str) -> None:
    ledger.record(replace(CALL, reply=reply, error=reply, finish=reply))
    assert ledger.find(CALL.key) == kept
    assert [one.call for one in store.calls(1)] == [replace(CALL, reply=kept, error=kept, finish=kept)]


def test_many_threads_may_write_calls_down_while_articles_are_stored(store: Store, url: str) -> None:
    """They take turns: were they to wait for the database's lock, some would wait for longer than it is waited for."""
    impatient = Store.open(url, patience=0.1)
    ledger = impatient.call_ledger(READING)
    articles = [replace(BUDAPEST, text=f"{BUDAPEST.text} {number}", url=None) for number in range(20)]

    def call(number: int) -> None:
        if number == 32:
            for article in articles:
                save(impatient, article, summit_quote(article))
            return
        for time in range(20):
            key = f"{number:032}{time:032}"
            ledger.record(replace(CALL, key=key, reply=key))
            assert ledger.find(key) == key
            ledger.record_hit(key)

    in_threads(33, call)
    found = {one.run.engine: one for one in store.runs()}
    assert (found[READING.engine].calls, found[READING.engine].hits) == (640, 640)
    assert found[READER].articles == len(articles)
    impatient.close()


def test_a_call_that_was_written_down_outlives_its_process(store: Store, url: str) -> None:
    def call_and_die() -> None:
        mine = Store.open(url).call_ledger(READING)
        for number in range(3):
            mine.record(replace(CALL, key=str(number) * 64))
        mine.record_hit("0" * 64)
        die()

    assert run(call_and_die) is None
    assert [one.call.key[0] for one in store.calls(1)] == ["0", "1", "2"]
    assert store.run(1).hits == 1


def test_where_the_newest_truncated_reply_was_cut_off_is_known(ledger: CallLedger) -> None:
    assert ledger.cut_at(CALL.key) is None
    for tokens in (8_000, 16_000):
        ledger.record(replace(CALL, outcome=CallOutcome.TRUNCATED, output_tokens=tokens))
    ledger.record(CALL)
    assert ledger.cut_at(CALL.key) == 16_000


def test_a_hit_on_what_was_never_answered_is_none(store: Store, ledger: CallLedger) -> None:
    ledger.record(FAILED)
    ledger.record_hit(CALL.key)
    assert store.run(1).hits == 0


class TestRuns:
    """What is counted of a run."""

    @pytest.fixture
    def counted(self, store: Store, ledger: CallLedger) -> Store:
        """A reading with two calls, one of them failed, and a hit; then a check that failed on an article."""
        ledger.record(CALL)
        ledger.record(FAILED)
        ledger.record_hit(CALL.key)
        save_summit(store)
        save(store, NO_PLANS)
        store.record_failure(Run(Stage.CHECK, JUDGE, MOMENT), store.unchecked(JUDGE)[0], "it broke")
        return store

    def test_the_newest_comes_first(self, counted: Store) -> None:
        assert [(one.id, one.run.engine) for one in counted.runs()] == [(3, JUDGE), (2, READER), (1, READING.engine)]
        assert counted.run(1).run == READING

    def test_calls_hits_failures_and_tokens_are_counted(self, counted: Store) -> None:
        found = counted.run(1)
        assert (found.calls, found.failed, found.hits, found.failures) == (2, 1, 1, 0)
        assert (found.input_tokens, found.cached_tokens, found.output_tokens) == (1200, 1024, 80)
        assert found.cost == 460

    def test_articles_are_those_that_were_read_or_checked(self, counted: Store) -> None:
        claim_id = counted.claims()[0].id
        record(counted, counted.unchecked(JUDGE)[0], {claim_id: [finding(NO_PLANS, "no plans")]})
        assert [(one.articles, one.failures) for one in counted.runs()] == [(1, 1), (2, 0), (0, 0)]

    def test_one_run_is_counted_as_among_all(self, counted: Store) -> None:
        assert [counted.run(one.id) for one in counted.runs()] == counted.runs()

    def test_failures_are_told_by_run(self, counted: Store) -> None:
        counted.record_failure(READING, None, "letter.txt was not read: half \udcff")
        [read], [checked] = counted.run_failures(1), counted.run_failures(3)
        assert (read.article_id, read.message) == (None, "letter.txt was not read: half ?")
        assert (checked.article_id, checked.message, checked.engine) == (2, "it broke", JUDGE)
        assert counted.failures() == [checked, read]

    @pytest.mark.parametrize(
        ("costs", "total"), [([], 0), ([0, 0], 0), ([460, 1], 461), ([460, None], None), ([None], None)]
    )
    def test_a_cost_is_unknown_once_that_of_a_call_is(
        self, store: Store, ledger: CallLedger, costs: list[int | None], total: int | None
    ) -> None:
        ledger.record(FAILED)
        for cost in costs:
            ledger.record(replace(UNTOLD, cost=cost))
        assert store.run(1).cost == total
        assert store.run(1).input_tokens == 0

    def test_a_call_that_was_lost_may_have_been_charged_for(self, store: Store, ledger: CallLedger) -> None:
        ledger.record(CALL)
        ledger.record(replace(FAILED, cost=None, error="no answer in time"))
        assert store.run(1).cost is None

    def test_a_run_that_did_nothing_is_not_there(self, store: Store, ledger: CallLedger) -> None:
        assert ledger.find(CALL.key) is None
        assert store.runs() == []
        with pytest.raises(UnknownId, match="there is no R1 in this database: 'claimtrack runs' lists what there is"):
            store.run(1)

    def test_a_moment_comes_back_in_utc(self, counted: Store) -> None:
        assert counted.calls(1)[0].call.recorded == datetime(2025, 10, 16, 12, 30, tzinfo=UTC)
        assert counted.run(1).run.started.tzinfo is UTC
