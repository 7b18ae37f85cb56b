"""Batches: handed over once, collected once, and what comes of them serves the next run as a live answer would."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claimtrack.check.llm.replies import JudgeReply
from claimtrack.errors import ModelUnavailable
from claimtrack.extract.llm.replies import ExtractReply
from claimtrack.llm.batch import BatchApi
from claimtrack.llm.client import Client
from claimtrack.llm.langchain import LangchainEndpoint
from claimtrack.llm.prices import Prices
from claimtrack.llm.requests import Message, Request
from claimtrack.model import CallOutcome, Engine, Run, Stage
from claimtrack.pipeline import batches
from claimtrack.pipeline.batches import Collected, HandedIn, Plan, collect, refresh
from claimtrack.store import Store
from tests.llm.batch_server import BatchProvider, answered, expired, refused
from tests.llm.server import Answer, Json, ModelServer, error, page

MODEL = "openai:gpt-5-mini"
RUN = Run(Stage.EXTRACT, Engine("llm", "1", MODEL, "extract/1"), datetime(2026, 11, 24, 12, tzinfo=UTC))
NOTHING = json.dumps({"people": [], "quotes": [], "own_claims": [], "left_out": []})


def reading(article: str) -> Request[ExtractReply]:
    messages = (Message("system", "Read."), Message("user", article))
    return Request("extract", "extract/1", "0" * 64, messages, ExtractReply)


ONE, TWO, THREE = (reading(f"Article {number}.") for number in ("one", "two", "three"))


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-not-a-key")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


@pytest.fixture
def provider(server: ModelServer) -> BatchProvider:
    return BatchProvider(server)


@pytest.fixture
def endpoint(server: ModelServer) -> LangchainEndpoint:
    return LangchainEndpoint(MODEL, base_url=server.url, timeout=10)


@pytest.fixture
def api(endpoint: LangchainEndpoint) -> BatchApi:
    return BatchApi(endpoint, Prices.load().of(MODEL))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path}/claims.db")
    yield store
    store.close()


def submit(store: Store, api: BatchApi, requests: Iterable[Request[Any]]) -> tuple[Plan, HandedIn]:
    plan = batches.plan(store, api, RUN, requests)
    return plan, batches.submit(store, api, RUN, plan)


def collected(store: Store, api: BatchApi, number: int = 1) -> Collected:
    done = collect(store, api, store.batch(number))
    assert done is not None
    return done


def article(line: Json) -> str:
    """What a request of a batch asks about."""
    text: str = line["body"]["messages"][-1]["content"]
    return text


def test_what_a_batch_answers_is_not_asked_again(
    store: Store, api: BatchApi, provider: BatchProvider, endpoint: LangchainEndpoint, server: ModelServer
) -> None:
    plan, handed = submit(store, api, [ONE, TWO, ONE])
    assert (len(plan.requests), [batch.requests for batch in handed.batches]) == (2, [2])
    provider.finish("batch-1", lambda _: answered(NOTHING, input=1_000_000, output=1_000_000))
    done = collected(store, api)
    assert (done.valid, done.failed, done.missing, done.unknown) == (2, {}, 0, 0)

    client = Client(endpoint)
    client.record_to(store.call_ledger(RUN))
    assert client.ask(ONE) == client.ask(TWO) == ExtractReply.model_validate_json(NOTHING)
    assert server.chats == []
    assert client.usage.hits == 2


def test_a_request_goes_out_as_it_would_by_itself(
    store: Store, api: BatchApi, provider: BatchProvider, endpoint: LangchainEndpoint, server: ModelServer
) -> None:
    submit(store, api, [ONE])
    server.answers.append(NOTHING)
    Client(endpoint).ask(ONE)
    (line,) = provider.lines("batch-1")
    live = server.chats[0].json
    assert live.pop("stream") is False  # what a call does without saying so
    assert line == {"custom_id": api.key(ONE), "method": "POST", "url": "/v1/chat/completions", "body": live}
    assert provider.batches["batch-1"]["endpoint"] == "/v1/chat/completions"


def test_it_costs_half(store: Store, api: BatchApi, provider: BatchProvider, endpoint: LangchainEndpoint) -> None:
    price = Prices.load().of(MODEL)
    assert price is not None
    submit(store, api, [ONE])
    provider.finish("batch-1", lambda _: answered(NOTHING, input=1_000_000, cached=500_000, output=10_000))
    collected(store, api)
    (record,) = store.calls(1)
    assert record.call.cost is not None
    assert record.call.cost * 2 == price.cost(1_000_000, 500_000, 10_000)
    assert (record.call.outcome, record.call.purpose, record.call.model) == (
        CallOutcome.VALID,
        "extract",
        endpoint.model,
    )


def test_an_unknown_price_is_an_unknown_cost(
    store: Store, endpoint: LangchainEndpoint, provider: BatchProvider
) -> None:
    api = BatchApi(endpoint, None)
    submit(store, api, [ONE])
    provider.finish("batch-1", lambda _: answered(NOTHING))
    collected(store, api)
    assert store.runs()[0].cost is None


def test_every_line_becomes_a_call_that_says_what_it_was(store: Store, api: BatchApi, provider: BatchProvider) -> None:
    outcomes = {
        "whole": answered(NOTHING),
        "cut off": answered(NOTHING[:20], "length"),
        "filtered": answered("", "content_filter"),
        "another shape": answered('{"quotes": 1}'),
        "refused": refused(400, "this request is not allowed"),
        "not begun": expired(),
        "a page": {"response": {"status_code": 502, "body": "<html>"}, "error": None},
        "no completion": {"response": {"status_code": 200, "body": {"choices": []}}, "error": None},
    }
    submit(store, api, [reading(name) for name in outcomes])
    provider.finish("batch-1", lambda line: outcomes[article(line)])
    done = collected(store, api)
    calls = {record.call.outcome: record.call for record in store.calls(1)}
    assert (done.valid, sum(done.failed.values()), done.missing) == (1, 7, 0)
    assert len(store.calls(1)) == len(outcomes)
    assert set(calls) == set(CallOutcome) - {CallOutcome.REFUSED}
    assert {record.call.error for record in store.calls(1)} >= {
        "this request is not allowed",
        "answered 502, with no reason",
        None,
    }
    assert calls[CallOutcome.TRUNCATED].cost
    assert calls[CallOutcome.VALID].error is None


def test_a_key_that_the_provider_sends_back_is_not_kept(
    store: Store, api: BatchApi, provider: BatchProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "0123456789abcdef0123456789abcdef"  # as Azure's are: nothing about it tells that it is one
    monkeypatch.setenv("OPENAI_API_KEY", key)
    outcomes = {"a": refused(400, f"bad key {key.upper()}"), "b": answered(NOTHING[:-1] + f', "key": "{key}"}}')}
    submit(store, api, [reading(name) for name in outcomes])
    provider.finish("batch-1", lambda line: outcomes[article(line)])
    done = collected(store, api)
    assert "bad key [key]" in done.failed
    assert key not in repr(store.calls(1)).lower()


def test_a_judging_is_read_as_one(store: Store, api: BatchApi, provider: BatchProvider) -> None:
    judging = Request("judge", "judge/1", "0" * 64, (Message("user", "Judge."),), JudgeReply)
    submit(store, api, [judging])
    provider.finish("batch-1", lambda _: answered('{"findings": []}'))
    assert collected(store, api).valid == 1


@pytest.mark.parametrize("state", ["expired", "cancelled"])
def test_what_is_there_of_a_batch_that_ended_early_is_collected(
    store: Store, api: BatchApi, provider: BatchProvider, state: str
) -> None:
    submit(store, api, [ONE, TWO, THREE])
    work = {"Article one.": answered(NOTHING), "Article two.": expired()}
    provider.finish("batch-1", lambda line: work.get(article(line)), state)
    done = collected(store, api)
    assert (done.valid, sum(done.failed.values()), done.missing) == (1, 1, 1)
    assert done.batch.note == f"{state}: 1 answered, 1 failed, 1 without an answer"

    plan, _ = submit(store, api, [ONE, TWO, THREE])
    assert plan.answered == 1
    assert {article(line) for line in provider.lines("batch-2")} == {"Article two.", "Article three."}


def test_a_batch_that_is_refused_as_a_whole_frees_its_requests(
    store: Store, api: BatchApi, provider: BatchProvider
) -> None:
    submit(store, api, [ONE])
    provider.fail("batch-1", "line 1: unknown model")
    batch = refresh(store, api, store.batch(1))
    assert (batch.state, batch.note) == ("failed", "line 1: unknown model")
    submit(store, api, [ONE])
    assert len(provider.lines("batch-2")) == 1
    assert collected(store, api, 1).missing == 1
    assert store.batch(1).state == "failed"


def test_nothing_is_collected_before_the_end(store: Store, api: BatchApi, provider: BatchProvider) -> None:
    submit(store, api, [ONE, TWO])
    provider.batches["batch-1"]["status"] = "in_progress"
    provider.batches["batch-1"]["request_counts"]["completed"] = 1
    assert collect(store, api, store.batch(1)) is None
    assert (store.batch(1).state, store.batch(1).note) == ("in_progress", "1 of 2 answered, 0 failed")
    assert store.calls(1) == []


def test_collecting_twice_changes_nothing(store: Store, api: BatchApi, provider: BatchProvider) -> None:
    submit(store, api, [ONE, TWO])
    provider.finish("batch-1", lambda line: answered(NOTHING) if article(line) == "Article one." else expired())
    first = collected(store, api)
    calls = store.calls(1)
    assert (collected(store, api).valid, store.calls(1)) == (first.valid, calls)
    assert store.batch(1) == first.batch


def test_a_collection_that_was_cut_off_goes_on(store: Store, api: BatchApi, provider: BatchProvider) -> None:
    submit(store, api, [ONE, TWO])
    provider.finish("batch-1", lambda line: answered(NOTHING) if article(line) == "Article one." else expired())
    errors = provider.batches["batch-1"]["error_file_id"]
    lost = provider.files.pop(errors)
    with pytest.raises(ModelUnavailable, match=f"does not have batch-1's {errors}"):
        collect(store, api, store.batch(1))
    assert len(store.calls(1)) == 1
    provider.files[errors] = lost
    assert collected(store, api).valid == 1
    assert len(store.calls(1)) == 2


def test_lines_that_nobody_asked_for_are_ignored(store: Store, api: BatchApi, provider: BatchProvider) -> None:
    submit(store, api, [ONE])
    stranger = json.dumps({"custom_id": "f" * 64, **answered(NOTHING)}).encode()
    broken = b'[1]\n{"custom_id": 7}\n{"custom_id": ["a"]}\n{\xff\n"half\nnull\n\n'
    provider.finish("batch-1", lambda _: answered(NOTHING), extra=stranger + b"\n" + broken)
    done = collected(store, api)
    assert (done.valid, done.failed, done.unknown) == (1, {}, 7)
    assert len(store.calls(1)) == 1


def test_what_is_under_way_or_answered_is_not_handed_over_again(
    store: Store, api: BatchApi, provider: BatchProvider
) -> None:
    submit(store, api, [ONE])
    plan, _ = submit(store, api, [ONE, TWO])
    assert (plan.waiting, plan.answered) == (1, 0)
    assert [article(line) for line in provider.lines("batch-2")] == ["Article two."]
    provider.finish("batch-1", lambda _: answered(NOTHING))
    collected(store, api, 1)
    plan, nothing = submit(store, api, [ONE, TWO])
    assert (plan, nothing) == (Plan({}, waiting=1, answered=1), HandedIn((), 0))


def test_a_batch_that_was_made_and_not_stored_is_found(
    store: Store, tmp_path: Path, api: BatchApi, provider: BatchProvider
) -> None:
    killed = Store.open(f"sqlite:///{tmp_path}/killed.db")
    submit(killed, api, [TWO, ONE])
    killed.close()
    _, handed = submit(store, api, [ONE, TWO])
    assert (handed.found, list(provider.batches)) == (1, ["batch-1"])
    provider.finish("batch-1", lambda _: answered(NOTHING))
    assert collected(store, api).valid == 2


def test_many_requests_are_several_batches(api: BatchApi) -> None:
    requests = {api.key(request): request for request in map(reading, "abcdefg")}
    line = max(len(api._line(key, request)) for key, request in requests.items())
    by_number = [len(part) for part in api.parts(requests, most=3)]
    by_size = [len(part) for part in api.parts(requests, most_bytes=2 * line)]
    assert (by_number, by_size) == ([3, 3, 1], [2, 2, 2, 1])
    assert [key for part in api.parts(requests, most=3) for key in part] == list(requests)


@pytest.mark.parametrize("answer", [error(404), error(405), page()], ids=["404", "405", "a page"])
def test_an_endpoint_without_batches_is_told_plainly(
    store: Store, api: BatchApi, server: ModelServer, answer: Answer
) -> None:
    for method, path in (("POST", "/v1/files"), ("GET", "/v1/batches")):
        server.routes[method, path] = lambda _: answer
    with pytest.raises(ModelUnavailable, match=r"http://127.0.0.1:\d+/v1 has no Batch API: leave `batch` out"):
        submit(store, api, [ONE])
    assert store.batches() == []


def test_another_provider_has_none(store: Store) -> None:
    endpoint = LangchainEndpoint("ollama:qwen3")
    with pytest.raises(Exception, match="ollama"):
        submit(store, BatchApi(endpoint), [ONE])


def test_a_key_that_is_refused_is_told_without_it(store: Store, api: BatchApi, server: ModelServer) -> None:
    wrong = error(401, "Incorrect API key provided: sk-test-not-a-key")
    server.routes["GET", "/v1/batches"] = lambda _: wrong
    with pytest.raises(ModelUnavailable, match="the key in OPENAI_API_KEY was refused") as raised:
        submit(store, api, [ONE])
    assert "sk-test" not in str(raised.value)


def test_a_batch_is_made_once_though_the_answer_is_lost(
    store: Store, api: BatchApi, provider: BatchProvider, server: ModelServer
) -> None:
    create = server.routes["POST", "/v1/batches"]

    def lost(asked: object) -> Answer:
        create(asked)  # type: ignore[arg-type]
        return error(502, "bad gateway")

    server.routes["POST", "/v1/batches"] = lost
    with pytest.raises(ModelUnavailable, match="502"):
        submit(store, api, [ONE])
    _, handed = submit(store, api, [ONE])
    assert (handed.found, list(provider.batches)) == (1, ["batch-1"])
