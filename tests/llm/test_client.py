"""The client: what it looks up, what it sends, what it makes of replies, and what it writes down."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

import pytest

from claimtrack.errors import ModelFailed, ModelUnavailable, ReplyRefused, ReplyTruncated
from claimtrack.llm.client import Client, Limits
from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.ledger import MemoryLedger
from claimtrack.llm.limits import Clock
from claimtrack.llm.requests import Message, ReplyModel, Request
from claimtrack.model import CallOutcome
from tests.llm.fakes import Answer, GatedEndpoint, QueuedEndpoint, StillClock
from tests.llm.server import wait_until


class Count(ReplyModel):
    """How many."""

    n: int


class Share(ReplyModel):
    """How much."""

    n: float


def request(text: str = "How many boats?", reply: type[Count] = Count) -> Request[Count]:
    return Request("extract", "extract/1", "f00d", (Message("system", "Count."), Message("user", text)), reply)


class Desk:
    """A client whose model gives the ``answers``, and the ledger that it writes to."""

    def __init__(self, *answers: Answer, retries: int = 5, ledger: MemoryLedger | None = None, cached: bool = True):
        self.endpoint = QueuedEndpoint(*answers)
        self.clock = StillClock()
        self.ledger = ledger or MemoryLedger()
        self.client = Client(self.endpoint, Limits(retries=retries), cached=cached, clock=self.clock)
        self.client.record_to(self.ledger)

    @property
    def outcomes(self) -> list[str]:
        return [call.outcome.value for call in self.ledger.calls]


def test_a_reply_comes_back_in_the_shape_that_was_asked_for() -> None:
    assert Desk('{"n": 3}').client.ask(request()) == Count(n=3)


def test_a_call_is_written_down_with_all_that_it_was() -> None:
    desk = Desk(RawReply('{"n": 3}', "stop", 120, 20, 8))
    asked = request()
    desk.client.ask(asked)
    (call,) = desk.ledger.calls
    assert call.key == asked.key("openai:queued", {})
    assert (call.purpose, call.prompt, call.prompt_hash) == ("extract", "extract/1", "f00d")
    assert (call.model, call.schema_hash) == ("openai:queued", asked.schema_hash)
    assert (call.outcome, call.reply, call.finish, call.error) == (CallOutcome.VALID, '{"n": 3}', "stop", None)
    assert (call.input_tokens, call.cached_tokens, call.output_tokens) == (120, 20, 8)
    assert call.recorded.utcoffset() is not None


# What is used again


def test_a_valid_reply_in_the_ledger_is_used_again_for_nothing() -> None:
    first = Desk('{"n": 3}')
    first.client.ask(request())
    second = Desk(ledger=first.ledger)
    assert second.client.ask(request()) == Count(n=3)
    assert second.ledger.hits == [request().key("openai:queued", {})]
    assert (second.client.usage.calls, second.client.usage.hits) == (0, 1)


class SharedLedger(MemoryLedger):
    """A ledger that another process has, too: it gets its reply while it is waited for the second time."""

    waits = 0

    def begin(self, key: str) -> bool:
        self.waits += 1
        if self.waits == 3:
            self._valid[key] = '{"n": 3}'
        return self.waits == 3


def test_what_another_process_is_asking_is_waited_for_and_not_asked() -> None:
    desk = Desk(ledger=SharedLedger())
    assert desk.client.ask(request()) == Count(n=3)
    assert (len(desk.clock.slept), len(desk.ledger.hits), desk.endpoint.asked) == (2, 1, [])


@pytest.mark.parametrize("answer", [RawReply('{"n": 3', "length"), RawReply("", "content_filter"), CallFailed("no")])
def test_nothing_but_a_valid_reply_is_used_again(answer: Answer) -> None:
    desk = Desk(answer, '{"n": 3}')
    with pytest.raises(ModelFailed):
        desk.client.ask(request())
    assert desk.client.ask(request()) == Count(n=3)
    assert desk.ledger.hits == []


CUT = RawReply('{"n": 3', "length", 9, 0, 16_000)


def test_a_reply_that_was_cut_off_at_the_limit_is_not_paid_for_again() -> None:
    first = Desk(CUT)
    for desk in (first, Desk(ledger=first.ledger)):
        with pytest.raises(ReplyTruncated):
            desk.client.ask(request())
    assert len(first.ledger.calls) == 1


@pytest.mark.parametrize("cut", [RawReply('{"n": 3', "length", 9, 0, 15_999), RawReply('{"n": 3', "length")])
def test_a_reply_that_was_cut_off_elsewhere_is_asked_for_again(cut: RawReply) -> None:
    first = Desk(cut)
    with pytest.raises(ReplyTruncated):
        first.client.ask(request())
    assert Desk('{"n": 3}', ledger=first.ledger).client.ask(request()) == Count(n=3)


def test_without_the_cache_a_reply_that_was_cut_off_is_asked_for_again() -> None:
    first = Desk(CUT)
    with pytest.raises(ReplyTruncated):
        first.client.ask(request())
    assert Desk('{"n": 3}', ledger=first.ledger, cached=False).client.ask(request()) == Count(n=3)


def test_without_the_cache_replies_of_earlier_runs_are_not_used_but_none_is_asked_for_twice() -> None:
    first = Desk('{"n": 3}')
    first.client.ask(request())
    second = Desk('{"n": 4}', ledger=first.ledger, cached=False)
    assert [second.client.ask(request()).n for _ in range(2)] == [4, 4]
    assert len(second.endpoint.asked) == 1


def test_a_request_is_another_one_when_anything_differs_that_the_reply_depends_on() -> None:
    keys = {
        request().key("openai:a", {}),
        request().key("openai:b", {}),
        request("How many ships?").key("openai:a", {}),
        request().key("openai:a", {"temperature": 0.0}),
        Request("extract", "extract/1", "f00d", request().messages, Share).key("openai:a", {}),
    }
    assert len(keys) == 5


def test_a_request_is_the_same_one_when_only_its_purpose_or_the_name_of_its_prompt_differs() -> None:
    other = Request("judge", "judge/7", "beef", request().messages, Count)
    assert other.key("openai:a", {}) == request().key("openai:a", {})


def in_threads(count: int, work: Callable[[], object]) -> list[threading.Thread]:
    threads = [threading.Thread(target=work, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


def test_the_same_request_in_flight_is_sent_once() -> None:
    endpoint = GatedEndpoint('{"n": 3}')
    client, replies = Client(endpoint), list[Count]()
    threads = in_threads(8, lambda: replies.append(client.ask(request())))
    wait_until(lambda: endpoint.asked == 1)
    endpoint.open.set()
    for thread in threads:
        thread.join(10)
    assert replies == [Count(n=3)] * 8
    assert (endpoint.asked, client.usage.calls, client.usage.hits) == (1, 1, 7)


def test_different_requests_do_not_wait_for_one_another() -> None:
    endpoint = GatedEndpoint('{"n": 3}')
    client, texts = Client(endpoint), iter("abcd")
    threads = in_threads(4, lambda: client.ask(request(next(texts))))
    wait_until(lambda: endpoint.asked == 4)
    endpoint.open.set()
    for thread in threads:
        thread.join(10)
    assert client.usage.calls == 4


# What counts as a reply


@pytest.mark.parametrize("text", ['{"n": 3}', ' {"n":3}\n', '```json\n{"n": 3}\n```', '```\n{"n": 3}```\n'])
def test_json_is_read_bare_or_in_one_fence(text: str) -> None:
    assert Desk(text).client.ask(request()) == Count(n=3)


@pytest.mark.parametrize(
    "text",
    [
        'Here you are: {"n": 3}',
        '{"n": 3} Anything else?',
        'Sure.\n```json\n{"n": 3}\n```',
        '{"n": 3}{"n": 4}',
        '{"n": 3, "by": "me"}',
        '{"n": "many"}',
        '{"n": 3',
        "[]",
        "null",
        "",
    ],
)
def test_what_is_not_the_reply_and_nothing_else_is_asked_for_once_more(text: str) -> None:
    desk = Desk(text, '{"n": 3}')
    assert desk.client.ask(request()) == Count(n=3)
    assert desk.outcomes == ["invalid", "valid"]


def test_a_number_that_is_none_is_no_reply() -> None:
    desk = Desk('{"n": NaN}', '{"n": 0.5}')
    asked = Request("judge", "judge/1", "f00d", (Message("user", "How sure?"),), Share)
    assert desk.client.ask(asked) == Share(n=0.5)


def test_a_second_invalid_reply_fails_the_request_and_says_why() -> None:
    desk = Desk("{}", "{}", '{"n": 3}')
    with pytest.raises(
        ModelFailed, match=r"openai:queued: the reply does not have the agreed shape: n: Field required"
    ):
        desk.client.ask(request())
    assert desk.outcomes == ["invalid", "invalid"]
    assert desk.client.ask(request("another article")) == Count(n=3)


@pytest.mark.parametrize("finish", ["stop", None])
def test_a_reply_is_whole_when_it_stopped_or_no_word_says_otherwise(finish: str | None) -> None:
    assert Desk(RawReply('{"n": 3}', finish)).client.ask(request()) == Count(n=3)


@pytest.mark.parametrize("finish", ["error", "tool_calls", "cancelled"])
def test_a_reply_that_ended_otherwise_is_not_trusted_to_be_whole(finish: str) -> None:
    desk = Desk(RawReply('{"n": 3}', finish), '{"n": 4}')
    assert desk.client.ask(request()) == Count(n=4)


@pytest.mark.parametrize(
    ("answer", "error", "outcome"),
    [
        (RawReply('{"n": 3}', "length", 9, 0, 9), ReplyTruncated, "truncated"),
        (RawReply("", "context_length_exceeded", 0, 0, 0), ReplyTruncated, "truncated"),
        (RawReply("", "content_filter", 9, 0, 0), ReplyRefused, "filtered"),
        (RawReply("", "stop", 9, 0, 9, refusal="I cannot."), ReplyRefused, "refused"),
    ],
)
def test_what_would_come_out_the_same_is_not_asked_for_again(
    answer: RawReply, error: type[Exception], outcome: str
) -> None:
    desk = Desk(answer, '{"n": 3}')
    with pytest.raises(error):
        desk.client.ask(request())
    assert desk.outcomes == [outcome]


# What is tried again


def test_a_failure_that_may_pass_is_tried_again_and_every_try_is_written_down() -> None:
    desk = Desk(CallFailed("busy", again=True), CallFailed("busy", again=True), '{"n": 3}')
    assert desk.client.ask(request()) == Count(n=3)
    assert desk.outcomes == ["failed", "failed", "valid"]
    assert len(desk.clock.slept) == 2


def test_what_the_server_asks_to_wait_is_waited() -> None:
    desk = Desk(CallFailed("busy", again=True, after=7.0), '{"n": 3}')
    desk.client.ask(request())
    (slept,) = desk.clock.slept
    assert 7.0 <= slept <= 7.7


def test_retries_have_an_end_and_the_run_goes_on() -> None:
    desk = Desk(*[CallFailed("busy", again=True)] * 3, '{"n": 3}', retries=2)
    with pytest.raises(ModelFailed, match=r"busy \(tried 3 times\)"):
        desk.client.ask(request())
    assert desk.client.ask(request("another article")) == Count(n=3)


def test_a_failure_that_will_not_pass_is_not_tried_again() -> None:
    desk = Desk(CallFailed("no such setting"), '{"n": 3}')
    with pytest.raises(ModelFailed, match="no such setting"):
        desk.client.ask(request())
    assert desk.clock.slept == []


def test_what_no_call_survives_stops_the_run_and_what_is_known_is_still_told() -> None:
    desk = Desk('{"n": 3}', CallFailed("the key was refused", fatal=True))
    desk.client.ask(request("known"))
    for text in ("new", "newer"):
        with pytest.raises(ModelUnavailable, match="the key was refused"):
            desk.client.ask(request(text))
    assert len(desk.endpoint.asked) == 2
    assert desk.client.ask(request("known")) == Count(n=3)


def test_what_stopped_a_run_does_not_stop_the_next_one() -> None:
    desk = Desk(CallFailed("the key was refused", fatal=True), CallFailed("busy", again=True), '{"n": 3}')
    with pytest.raises(ModelUnavailable):
        desk.client.ask(request())
    desk.client.record_to(MemoryLedger())
    assert desk.client.ask(request()) == Count(n=3)


def test_in_the_run_after_a_stopped_one_waiting_lasts_again() -> None:
    clock = Clock()
    clock.wake()
    clock.sleep(3600)
    client = Client(QueuedEndpoint(), clock=clock)
    client.record_to(MemoryLedger())
    began = clock.now()
    clock.sleep(0.05)
    assert clock.now() - began >= 0.04


def test_what_cannot_be_sent_stops_the_run_and_is_no_call() -> None:
    desk = Desk(CallFailed("no key", fatal=True, sent=False))
    with pytest.raises(ModelUnavailable, match="no key"):
        desk.client.ask(request())
    assert desk.ledger.calls == []
    assert desk.client.usage.calls == 0


def test_a_server_that_cannot_be_reached_stops_the_run_only_after_the_retries() -> None:
    desk = Desk(*[CallFailed("nobody there", again=True, fatal=True)] * 3, retries=2)
    with pytest.raises(ModelUnavailable, match="nobody there"):
        desk.client.ask(request())
    assert len(desk.endpoint.asked) == 3


class TwoFates(QueuedEndpoint):
    """One request is asked to wait; the other finds, once ``told`` is set, that no call can succeed."""

    def __init__(self) -> None:
        super().__init__()
        self.told = threading.Event()

    def send(self, messages: Sequence[Message], schema: Mapping[str, object], name: str) -> RawReply:  # noqa: ARG002
        self.asked.append(tuple(messages))
        if messages[-1].content == "one":
            raise CallFailed("busy", again=True, after=100.0)
        self.told.wait(10)
        raise CallFailed("key refused", fatal=True)


def test_a_stopped_run_wakes_those_that_wait_for_their_next_try() -> None:
    endpoint, errors = TwoFates(), list[str]()
    client = Client(endpoint)

    def ask(text: str) -> None:
        try:
            client.ask(request(text))
        except ModelUnavailable as error:
            errors.append(str(error))

    threads = in_threads(1, lambda: ask("two"))
    wait_until(lambda: len(endpoint.asked) == 1)
    threads += in_threads(1, lambda: ask("one"))
    wait_until(lambda: client.usage.failed == 1)
    endpoint.told.set()
    for thread in threads:
        thread.join(10)
    assert errors == ["key refused"] * 2


# What is told while it runs


def test_usage_adds_up_calls_hits_tokens_and_failures() -> None:
    desk = Desk(
        RawReply('{"n": 3}', "stop", 100, 40, 10), CallFailed("busy", again=True), RawReply('{"n": 4}', "stop", 5, 0, 1)
    )
    desk.client.ask(request("a"))
    desk.client.ask(request("a"))
    desk.client.ask(request("b"))
    used = desk.client.usage
    assert (used.calls, used.hits, used.failed) == (3, 1, 1)
    assert (used.input_tokens, used.cached_tokens, used.output_tokens) == (105, 40, 11)


def test_a_forecast_sends_nothing_and_knows_what_is_known() -> None:
    desk = Desk('{"n": 3}')
    before = desk.client.foresee(request("x" * 8000))
    assert not before.is_hit
    assert before.input_tokens >= 2000
    assert before.output_tokens == 2000
    desk.client.ask(request("x" * 8000))
    after = desk.client.foresee(request("x" * 8000))
    assert (after.is_hit, after.input_tokens, after.output_tokens, after.cost) == (True, 0, 0, 0)
    assert len(desk.endpoint.asked) == 1
