"""Embeddings: the real LangChain and openai clients against a server on loopback, which gives what texts mean."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest

from claimtrack.errors import BudgetReached, ModelFailed, ModelUnavailable, SettingsError
from claimtrack.llm.account import Account
from claimtrack.llm.client import Client, Limits
from claimtrack.llm.embedding import AT_ONCE, Embedder
from claimtrack.llm.langchain_embeddings import EmbeddingsEndpoint
from claimtrack.llm.ledger import MemoryLedger
from claimtrack.model import CallOutcome
from claimtrack.text.vectors import likeness

from .embeddings import embedding_server, texts, vector, vectors
from .fakes import StillClock
from .server import RESET, Answer, ModelServer, error, free_port, page

SHUT, CLOSED, BREAD = "The crossing is shut.", "The bridge was closed.", "Bread is dearer."


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with embedding_server() as server:
        yield server


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger()


def embedder(server: ModelServer | str, ledger: MemoryLedger, model: str = "openai:text-embedding-3-small") -> Embedder:
    url = server if isinstance(server, str) else server.url
    client = Client(EmbeddingsEndpoint(model, url), Limits(retries=1, max_output_tokens=0), clock=StillClock())
    client.record_to(ledger)
    return Embedder(client)


def answer(server: ModelServer, given: Answer) -> None:
    server.routes["POST", "/v1/embeddings"] = lambda _: given


def test_texts_that_mean_the_same_are_alike(server: ModelServer, ledger: MemoryLedger) -> None:
    found = embedder(server, ledger).vectors([SHUT, CLOSED, BREAD])
    assert likeness(found, SHUT, CLOSED) == pytest.approx(1, abs=0.01)
    assert likeness(found, SHUT, BREAD) == pytest.approx(0, abs=0.01)


def test_what_is_sent_is_the_texts_and_the_name_of_the_model(server: ModelServer, ledger: MemoryLedger) -> None:
    embedder(server, ledger).vectors([SHUT, BREAD])
    (asked,) = server.requests
    assert asked.json == {
        "input": [SHUT, BREAD],
        "model": "text-embedding-3-small",
        "encoding_format": "float",
    }


def test_a_text_is_asked_for_once_ever(server: ModelServer, ledger: MemoryLedger) -> None:
    embedder(server, ledger).vectors([SHUT, SHUT, BREAD])
    later = embedder(server, ledger)
    assert later.vectors([BREAD, CLOSED, SHUT]).keys() == {SHUT, BREAD, CLOSED}
    later.vectors([SHUT, BREAD])
    assert texts(server) == [[SHUT, BREAD], [CLOSED]]


def test_another_model_is_asked_anew(server: ModelServer, ledger: MemoryLedger) -> None:
    for name in ("openai:small", "openai:large"):
        embedder(server, ledger, name).vectors([SHUT])
    assert [asked.json["model"] for asked in server.requests] == ["small", "large"]


def test_many_texts_go_in_calls_that_every_server_takes(server: ModelServer, ledger: MemoryLedger) -> None:
    found = embedder(server, ledger).vectors(f"Ship {number} sank." for number in range(2 * AT_ONCE + 1))
    assert [len(part) for part in texts(server)] == [AT_ONCE, AT_ONCE, 1]
    assert len(found) == 2 * AT_ONCE + 1


def test_a_call_is_written_down_with_its_cost_but_no_vectors(server: ModelServer, ledger: MemoryLedger) -> None:
    embedder(server, ledger).vectors([" ".join(["word"] * 1000)])
    (call,) = ledger.calls
    assert (call.purpose, call.model, call.outcome) == ("embed", "openai:text-embedding-3-small", CallOutcome.VALID)
    assert (call.input_tokens, call.output_tokens, call.cost, call.reply) == (1000, 0, 20, "")


def test_vectors_of_another_length_are_those_of_another_model(server: ModelServer, ledger: MemoryLedger) -> None:
    embedder(server, ledger).vectors([SHUT])
    answers = iter([vectors([[1.0, 0.0, 0.0]]), vectors([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])])
    server.routes["POST", "/v1/embeddings"] = lambda _: next(answers)
    again = embedder(server, ledger)
    assert {len(one) for one in again.vectors([SHUT, BREAD]).values()} == {3}
    assert again.vectors([SHUT, BREAD]).keys() == {SHUT, BREAD}


# What can go wrong


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(vectors([[1.0, 0.0]]), id="one vector too few"),
        pytest.param(vectors([[1.0, 0.0], [0.0]]), id="of two lengths"),
        pytest.param(vectors([[1.0, 0.0], [0.0, 0.0]]), id="without a direction"),
        pytest.param(vectors([[1.0], ["a"]]), id="no numbers"),
        pytest.param(vectors([[1.0], None]), id="nothing"),
    ],
)
def test_what_is_no_vector_for_each_text_ends_the_run(server: ModelServer, ledger: MemoryLedger, given: Answer) -> None:
    answer(server, given)
    with pytest.raises(ModelUnavailable, match=r"did not give a vector for each text: is openai:\S+ a model for emb"):
        embedder(server, ledger).vectors([SHUT, BREAD])
    assert ledger.calls[0].cost is None, "it may have been charged for"


def test_a_server_that_has_no_embeddings_ends_the_run(server: ModelServer, ledger: MemoryLedger) -> None:
    answer(server, error(404, "model not found"))
    with pytest.raises(ModelUnavailable, match="does not know openai:text-embedding-3-small"):
        embedder(server, ledger).vectors([SHUT])


def test_nobody_at_the_address_ends_the_run(ledger: MemoryLedger) -> None:
    with pytest.raises(ModelUnavailable, match="nobody answers"):
        embedder(f"http://127.0.0.1:{free_port()}/v1", ledger).vectors([SHUT])


@pytest.mark.parametrize("broken", [error(503), error(429, retry_after="1"), RESET])
def test_what_may_work_later_is_tried_again(server: ModelServer, ledger: MemoryLedger, broken: Answer) -> None:
    answers = iter([broken, vectors([vector(SHUT)])])
    server.routes["POST", "/v1/embeddings"] = lambda _: next(answers)
    assert embedder(server, ledger).vectors([SHUT])


def test_a_text_that_is_too_long_fails_alone(server: ModelServer, ledger: MemoryLedger) -> None:
    answer(server, error(400, "maximum context length is 8192 tokens", "context_length_exceeded"))
    with pytest.raises(ModelFailed, match="longer than the model can read"):
        embedder(server, ledger).vectors([SHUT])


def test_a_page_instead_of_vectors_is_told_as_such(server: ModelServer, ledger: MemoryLedger) -> None:
    answer(server, page())
    with pytest.raises(ModelFailed, match="did not answer with embeddings"):
        embedder(server, ledger).vectors([SHUT])


def test_a_provider_that_gives_none_is_refused(ledger: MemoryLedger) -> None:
    client = Client(EmbeddingsEndpoint("nobody:vectors"))
    client.record_to(ledger)
    with pytest.raises(SettingsError, match='LangChain has no provider "nobody"'):
        Embedder(client).vectors([SHUT])


# Money


def test_the_models_of_a_run_spend_from_one_budget(server: ModelServer, ledger: MemoryLedger) -> None:
    limits, account = Limits(max_cost=450, max_output_tokens=0), Account(450)
    clients = [
        Client(EmbeddingsEndpoint(f"openai:text-embedding-3-{size}", server.url), limits, account=account)
        for size in ("small", "large")
    ]
    for client in clients:
        client.record_to(ledger)
    Embedder(clients[0]).vectors(["word " * 4000])
    with pytest.raises(BudgetReached, match=r"\$0\.00008 spent"):
        Embedder(clients[1]).vectors(["word " * 4000])
    assert math.isclose(clients[1].usage.cost or 0, 80)


def test_what_calls_will_take_is_foreseen(server: ModelServer, ledger: MemoryLedger) -> None:
    asked = embedder(server, ledger)
    asked.vectors([SHUT])
    (request,) = asked.requests([SHUT, "word " * 4000])
    foreseen = asked.client.foresee(request)
    assert foreseen.output_tokens == 0
    assert 5000 <= foreseen.input_tokens <= 5100
    assert foreseen.cost == math.ceil(foreseen.input_tokens * 0.02)
