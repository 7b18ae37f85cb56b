"""Pace, money and waiting: what keeps calls within bounds."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence

import pytest

from claimtrack.errors import BudgetReached, ModelUnavailable, SettingsError
from claimtrack.llm.client import Client, Limits
from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.ledger import MemoryLedger
from claimtrack.llm.limits import Budget, Pace, backoff, dollars
from claimtrack.llm.requests import Message, ReplyModel, Request
from tests.llm.fakes import GatedEndpoint, QueuedEndpoint, StillClock
from tests.llm.server import wait_until


class Empty(ReplyModel):
    """Nothing."""


def asked(text: str) -> Request[Empty]:
    return Request("extract", "extract/1", "f00d", (Message("user", text),), Empty)


class Priced(QueuedEndpoint):
    """A model that costs 0.25 and 2 dollars per million tokens of input and output."""

    model = "openai:gpt-5-mini"


# Calls at once


class Crowd:
    """A model that answers nobody before ``together`` calls are there, and remembers how many ever were."""

    model = "openai:crowd"

    def __init__(self, together: int) -> None:
        self.sampling: dict[str, object] = {}
        self.most = self._here = 0
        self._lock = threading.Lock()
        self._all_here = threading.Barrier(together, timeout=10)

    def send(self, messages: Sequence[Message], schema: Mapping[str, object], name: str) -> RawReply:  # noqa: ARG002
        with self._lock:
            self._here += 1
            self.most = max(self.most, self._here)
        self._all_here.wait()
        with self._lock:
            self._here -= 1
        return RawReply("{}", "stop")


def test_as_many_calls_are_made_at_once_as_may_be_and_no_more() -> None:
    model = Crowd(together=3)
    client = Client(model, Limits(at_once=3))
    threads = [threading.Thread(target=client.ask, args=(asked(str(number)),)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert (client.usage.calls, model.most) == (12, 3)


def test_what_can_be_looked_up_waits_for_no_call() -> None:
    gate = GatedEndpoint("{}")
    gate.open.set()
    client = Client(gate, Limits(at_once=1))
    client.ask(asked("known"))
    gate.open.clear()
    waiting = threading.Thread(target=client.ask, args=(asked("new"),), daemon=True)
    waiting.start()
    wait_until(lambda: gate.asked == 2)
    assert client.ask(asked("known")) == Empty()
    assert (client.usage.calls, client.usage.hits) == (1, 1)
    gate.open.set()
    waiting.join(10)


def test_a_request_keeps_its_place_while_it_waits_to_be_tried_again() -> None:
    turned_away = CallFailed("busy", again=True)
    endpoint = QueuedEndpoint(turned_away, "{}", "{}")
    resting, go_on = threading.Event(), threading.Event()

    class Patient(StillClock):
        def sleep(self, seconds: float) -> None:  # noqa: ARG002
            resting.set()
            go_on.wait(10)

    client = Client(endpoint, Limits(at_once=1), clock=Patient())
    threads = [threading.Thread(target=client.ask, args=(asked(text),), daemon=True) for text in ("first", "second")]
    threads[0].start()
    assert resting.wait(10)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert [conversation[0].content for conversation in endpoint.asked] == ["first", "first", "second"]


# Pace


def starts(pace: Pace, clock: StillClock, tokens: Sequence[int]) -> list[float]:
    began = clock.now()
    times = []
    for count in tokens:
        pace.wait(count)
        times.append(clock.now() - began)
    return times


def test_requests_are_spread_over_the_minute() -> None:
    clock = StillClock()
    assert starts(Pace(30, None, clock), clock, [0, 0, 0]) == [0, 2, 4]


def test_tokens_are_spread_over_the_minute() -> None:
    clock = StillClock()
    assert starts(Pace(None, 60_000, clock), clock, [5000, 1000, 1000]) == [0, 5, 6]


def test_whichever_limit_binds_is_kept() -> None:
    clock = StillClock()
    assert starts(Pace(30, 60_000, clock), clock, [5000, 1000, 1000]) == [0, 5, 7]


def test_without_limits_nobody_waits() -> None:
    clock = StillClock()
    assert starts(Pace(None, None, clock), clock, [10**9] * 3) == [0, 0, 0]


def test_a_call_that_took_more_than_expected_delays_the_next_one() -> None:
    clock = StillClock()
    pace = Pace(None, 60_000, clock)
    pace.wait(1000)
    pace.correct(1000, 4000)
    pace.wait(1000)
    assert clock.slept == [4]


def test_when_a_server_asks_one_caller_to_wait_the_others_wait_too() -> None:
    clock = StillClock()
    pace = Pace(None, None, clock)
    pace.hold(7)
    assert starts(pace, clock, [0, 0]) == [7, 7]


def test_time_in_which_nothing_was_asked_is_not_saved_up() -> None:
    clock = StillClock()
    pace = Pace(60, None, clock)
    pace.wait(0)
    clock.time += 100
    assert starts(pace, clock, [0, 0, 0]) == [0, 1, 2]


def test_threads_share_one_pace() -> None:
    clock = StillClock()
    pace = Pace(60, None, clock)
    threads = [threading.Thread(target=pace.wait, args=(0,)) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert clock.now() - 1000 >= 9


def test_the_client_keeps_the_pace() -> None:
    clock = StillClock()
    client = Client(QueuedEndpoint("{}", "{}"), Limits(requests_per_minute=6), clock=clock)
    client.ask(asked("a"))
    client.ask(asked("b"))
    client.ask(asked("b"))
    assert clock.slept == [10]


# Waiting between tries


def test_guessed_waits_double_up_to_a_minute() -> None:
    assert [backoff(tries, chance=lambda: 1.0) for tries in (1, 2, 3, 7, 100)] == [1, 2, 4, 60, 60]


def test_guessed_waits_are_spread_over_the_whole_time() -> None:
    assert backoff(5, chance=lambda: 0.0) == 0


def test_nobody_comes_back_before_the_server_says() -> None:
    assert [backoff(1, after, lambda: 0.0) for after in (30.0, 600.0)] == [30, 600]


def test_a_server_that_asks_for_no_wait_is_not_called_at_once_for_ever() -> None:
    assert [backoff(tries, 0.0, lambda: 1.0) for tries in (1, 2, 3)] == [1, 2, 4]
    assert backoff(6, 2.0, lambda: 1.0) == 32


def test_what_is_too_long_to_wait_for_stops_the_run() -> None:
    """The server would ask the same of all other calls: they would fail one after the other, each after its wait."""
    clock = StillClock()
    endpoint = QueuedEndpoint(CallFailed("slow down", again=True, after=3600.0))
    client = Client(endpoint, clock=clock)
    for article in "ab":
        with pytest.raises(ModelUnavailable, match=r"slow down \(it asks to wait 3600 s: run .* again then\)"):
            client.ask(asked(article))
    assert (clock.slept, len(endpoint.asked)) == ([], 1)


# Money


def test_the_budget_is_not_passed_and_what_was_spent_is_told() -> None:
    # A call costs 2,000 here, and could have cost a little more: 1,000 tokens at 2 dollars, and what is sent.
    client = Client(Priced(*[RawReply("{}", "stop", 4000, 0, 500)] * 9), Limits(max_cost=5000, max_output_tokens=1000))
    client.ask(asked("a"))
    client.ask(asked("b"))
    with pytest.raises(BudgetReached) as caught:
        client.ask(asked("c"))
    assert client.usage.cost == 4000
    told = str(caught.value)
    assert told.startswith("stopped before --max-cost $0.005: $0.004 spent, the next call could cost up to $0.0020")


def test_once_stopped_nothing_is_sent_any_more() -> None:
    endpoint = Priced(RawReply("{}", "stop", 100, 0, 100))
    client = Client(endpoint, Limits(max_cost=3000, max_output_tokens=1000))
    client.ask(asked("a"))
    for text in ("x" * 30_000, "b"):
        with pytest.raises(BudgetReached, match="the next call could cost up to"):
            client.ask(asked(text))
    assert len(endpoint.asked) == 1
    client.ask(asked("a"))


def test_a_call_that_may_have_been_charged_for_counts_at_its_worst() -> None:
    endpoint = Priced(CallFailed("no answer in time", again=True, lost=True), "{}")
    client = Client(endpoint, Limits(max_cost=3000, max_output_tokens=1000), clock=StillClock())
    with pytest.raises(BudgetReached):
        client.ask(asked("a"))
    assert len(endpoint.asked) == 1


def test_a_call_that_was_turned_away_costs_nothing() -> None:
    endpoint = Priced(CallFailed("busy", again=True), "{}")
    client = Client(endpoint, Limits(max_cost=3000, max_output_tokens=1000), clock=StillClock())
    client.ask(asked("a"))
    assert len(endpoint.asked) == 2


def test_a_limit_without_a_price_says_how_to_give_one() -> None:
    with pytest.raises(
        SettingsError, match=r'--max-cost needs a price for openai:queued: .*"openai:queued" = \{ input'
    ):
        Client(QueuedEndpoint(), Limits(max_cost=1))


class OneTokenAByte(Priced):
    """A model that knows no letter of what it is sent; each message takes three tokens more."""

    def send(self, messages: Sequence[Message], schema: Mapping[str, object], name: str) -> RawReply:  # noqa: ARG002
        self.asked.append(tuple(messages))
        sent = [json.dumps(schema), *(message.content for message in messages)]
        return RawReply("{}", "stop", sum(len(text.encode()) + 3 for text in sent), 0, 10)


def test_the_budget_is_not_passed_by_text_that_takes_a_token_a_byte() -> None:
    endpoint = OneTokenAByte()
    client = Client(endpoint, Limits(max_cost=600, max_output_tokens=10))
    client.ask(asked("ቀ" * 400))
    with pytest.raises(BudgetReached):
        client.ask(asked("ቁ" * 400))
    assert len(endpoint.asked) == 1
    assert client.usage.cost is not None
    assert client.usage.cost <= 600


def test_each_run_has_the_whole_budget() -> None:
    client = Client(Priced(*[RawReply("{}", "stop", 4000, 0, 500)] * 2), Limits(max_cost=3000, max_output_tokens=1000))
    for text in ("a", "b"):
        client.record_to(MemoryLedger())
        client.ask(asked(text))
        with pytest.raises(BudgetReached):
            client.ask(asked("more"))
    assert client.usage.cost == 4000


def test_calls_in_flight_hold_their_worst_case_and_others_wait_for_them() -> None:
    gate, ledger = GatedEndpoint("{}", "openai:gpt-5-mini"), MemoryLedger()
    client = Client(gate, Limits(max_cost=5000, max_output_tokens=1000))
    client.record_to(ledger)
    threads = [threading.Thread(target=client.ask, args=(asked(text),), daemon=True) for text in "abcd"]
    for thread in threads:
        thread.start()
    wait_until(lambda: gate.asked == 2)
    gate.open.set()
    for thread in threads:
        thread.join(10)
    assert len(ledger.calls) == 4
    assert client.usage.cost == 4 * 225


def test_no_two_reservations_pass_the_limit_together() -> None:
    budget, most, held = Budget(100), 0, 0
    lock = threading.Lock()

    def work() -> None:
        nonlocal most, held
        for _ in range(50):
            with budget.reserve(40) as tell:
                with lock:
                    held += 40
                    most = max(most, held)
                with lock:
                    held -= 40
                tell(0)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 40 <= most <= 80


@pytest.mark.parametrize(
    ("cost", "text"),
    [(2_500_000, "$2.50"), (2_412_345, "$2.41"), (120_000, "$0.12"), (450, "$0.00045"), (0, "$0.00"), (7, "$0.000007")],
)
def test_small_amounts_keep_their_digits(cost: int, text: str) -> None:
    assert dollars(cost) == text
