"""Fault -> what the user sees -> what is in the database, against a real server on loopback.

Each row gives what the server does to the first of two articles; how each call about that article was written down;
and the error that the user sees, if any, with words of its message. After a failure the second article is read all the
same, and the failure is stored; after an error that no call survives, the run has stopped.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from email.utils import formatdate
from pathlib import Path

import pytest

from claimtrack import Article, Tracker
from claimtrack.check.llm import LlmJudge
from claimtrack.engines import Engines
from claimtrack.errors import ClaimtrackError, EngineFailed, ModelUnavailable, RunStopped
from claimtrack.extract.llm import LlmExtractor
from claimtrack.llm.client import Client, Limits
from claimtrack.llm.langchain import LangchainEndpoint
from claimtrack.llm.ledger import MemoryLedger
from claimtrack.llm.prices import Price, Prices
from claimtrack.llm.prompts import Prompts
from claimtrack.llm.requests import Message, ReplyModel, Request
from tests.cli import scripted
from tests.llm.fakes import StillClock
from tests.llm.server import (
    RESET,
    Asked,
    ModelServer,
    Play,
    Reply,
    completion,
    cut,
    error,
    free_port,
    page,
    plain,
    said,
)

KEY = "sk-proj-abcdefghijkl0123456789"
ARTICLES = [Article(scripted.article(number), published=date(2025, 10, 16), outlet="Courier") for number in (1, 2)]


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer(play=scripted.model) as server:
        yield server


@pytest.fixture(scope="module")
def endpoint(server: ModelServer) -> LangchainEndpoint:
    """The model on the server; to make its client takes longer than a call."""
    return reached(server.url)


@pytest.fixture(scope="module")
def prompts() -> Prompts:
    return Prompts.load()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "claims.db"
    Tracker.open(str(path)).close()
    return path


def reached(url: str, timeout: float = 10.0) -> LangchainEndpoint:
    return LangchainEndpoint("openai:test", base_url=url, timeout=timeout)


@dataclass(frozen=True)
class Fault:
    """What the server answers, the outcomes that are written down, and what the user sees of it."""

    answers: list[Reply | Play]
    ledger: str
    seen: type[ClaimtrackError] | None = None
    told: str = ""


def as_it_should_be(give: Callable[[str], Reply]) -> Play:
    """What the model writes, given in another way."""

    def play(asked: Asked) -> Reply:
        return give(json.dumps(scripted.model(asked)))

    return play


QUOTA = error(429, "You exceeded your current quota, please check your plan.", "insufficient_quota")
LARGE = error(429, "Request too large for gpt-5 on tokens per min (TPM): Limit 30000, Requested 43210.", "tokens")
CONTEXT = error(400, "This model's maximum context length is 8192 tokens.", "context_length_exceeded")
LLAMA = error(400, "the request exceeds the available context size", "exceed_context_size_error")
NO_SCHEMA = error(400, "'response_format' of type 'json_schema' is not supported with this model.")
NO_KNOB = error(400, "Unsupported value: 'temperature' does not support 0 with this model.", "unsupported_value")
NO_CHOICES = plain({**completion(None), "choices": []})
NULL_CHOICES = plain({**completion(None), "choices": None})
ERROR_IN_200 = plain({"error": {"message": "upstream is overloaded", "code": 502}})
SENT_ON = error(307, location="http://elsewhere.invalid/v1?key=hush")
LATER = formatdate(time.time() + 60, usegmt=True)

ODD_COUNTS = {
    **{"prompt_tokens": "many", "completion_tokens": 5.5, "total_tokens": -1},
    **{"prompt_tokens_details": {"cached_tokens": "few"}},
}
FENCED = as_it_should_be(lambda text: f"```json\n{text}\n```")
TALKATIVE = as_it_should_be(lambda text: f"Here it is: {text}")
NO_FINISH = as_it_should_be(lambda text: said(text, None))
ODD_FINISH = as_it_should_be(lambda text: said(text, "error"))
WHOLE_BUT_CUT = as_it_should_be(lambda text: said(text, "length"))
WORDY = as_it_should_be(lambda text: plain({**completion(text), "usage": ODD_COUNTS}))
HALF = as_it_should_be(lambda text: text[: len(text) // 2])
HALF_ALLOWED = as_it_should_be(lambda text: said(text[: len(text) // 2], "length"))
LATE = said("{}").after(30)

FAULTS = {
    # It passes, and the user sees nothing of it.
    "nothing": Fault([], "valid"),
    "429 with Retry-After": Fault([error(429, "slow down", retry_after="2")], "failed valid"),
    "429 with a date": Fault([error(429, "slow down", retry_after=LATER)], "failed valid"),
    "500": Fault([error(500)], "failed valid"),
    "503 twice": Fault([error(503), error(503)], "failed failed valid"),
    "529, as some providers say": Fault([error(529, "overloaded")], "failed valid"),
    "connection reset": Fault([RESET], "failed valid"),
    "body cut midway": Fault([cut()], "failed valid"),
    "JSON of the answer cut midway": Fault([page('{"id": "chatcm')], "failed valid"),
    "timeout": Fault([LATE], "failed valid"),
    "page with status 200": Fault([page()], "failed valid"),
    "empty choices": Fault([NO_CHOICES], "failed valid"),
    "choices are null": Fault([NULL_CHOICES], "failed valid"),
    "error with status 200": Fault([ERROR_IN_200], "failed valid"),
    "malformed JSON": Fault([HALF], "invalid valid"),
    "schema violation": Fault([{"quotes": "none"}], "invalid valid"),
    "text around the JSON": Fault([TALKATIVE], "invalid valid"),
    "no words at all": Fault([said(None)], "invalid valid"),
    "a tool call instead": Fault([said(None, "tool_calls")], "invalid valid"),
    "ended by an error midway": Fault([ODD_FINISH], "invalid valid"),
    "500, then malformed JSON": Fault([error(500), HALF], "failed invalid valid"),
    "fenced JSON": Fault([FENCED], "valid"),
    "counts of tokens that are none": Fault([WORDY], "valid"),
    "no finish reason": Fault([NO_FINISH], "valid"),
    # It does not pass: this article fails, and the next one is read.
    "500 for good": Fault([error(500, "it broke")] * 3, "failed failed failed", EngineFailed,
                          "answered 500: it broke (tried 3 times)"),
    "429 for good": Fault([error(429, "slow down")] * 3, "failed failed failed", EngineFailed,
                          "answered 429: slow down (tried 3 times)"),
    "timeout for good": Fault([LATE] * 3, "failed failed failed", EngineFailed, "within 0.5 s (--timeout)"),
    "reset for good": Fault([RESET] * 3, "failed failed failed", EngineFailed, "broke"),
    "page for good": Fault([page()] * 3, "failed failed failed", EngineFailed,
                           "its answer is no JSON, a web page perhaps; check --base-url"),
    "malformed JSON twice": Fault([HALF, HALF], "invalid invalid", EngineFailed, "the reply is not JSON"),
    "schema violation twice": Fault([{}, {}], "invalid invalid", EngineFailed, "people: Field required"),
    "bad request": Fault([error(400, "messages: too many")], "failed", EngineFailed, "(400): messages: too many"),
    "page with status 403": Fault([page(status=403)], "failed", EngineFailed, "(403): it sent a web page"),
    "a reason that is no JSON": Fault([page("try later", 400)], "failed", EngineFailed, "(400): try later"),
    "truncation": Fault([HALF_ALLOWED], "truncated", EngineFailed, "cut off"),
    "truncation of what is whole": Fault([WHOLE_BUT_CUT], "truncated", EngineFailed, "cut off"),
    "request too long": Fault([CONTEXT], "truncated", EngineFailed, "longer than the model can read"),
    "request too long, llama.cpp": Fault([LLAMA], "truncated", EngineFailed, "longer than the model can read"),
    "request longer than a minute's tokens": Fault([LARGE], "truncated", EngineFailed, "longer than"),
    "request too long for a proxy": Fault([error(413, "too large")], "truncated", EngineFailed, "longer than"),
    "refusal": Fault([said(None, refusal="I cannot.")], "refused", EngineFailed, "would not answer: I cannot."),
    "content filter": Fault([said("", "content_filter")], "filtered", EngineFailed, "content filter"),
    "request filtered": Fault([error(400, "flagged", "content_filter")], "filtered", EngineFailed, "content filter"),
    # No other call would succeed: the run stops.
    "401": Fault([error(401, f"Incorrect API key provided: {KEY}.")], "failed", ModelUnavailable,
                 "the key in OPENAI_API_KEY was refused by http://127.0.0.1:"),
    "403": Fault([error(403, "your project has no access")], "failed", ModelUnavailable, "may not use openai:test at"),
    "wrong model name": Fault([error(404, "The model `test` does not exist", "model_not_found")], "failed",
                              ModelUnavailable, "does not know openai:test"),
    "wrong path": Fault([page("404 page not found", 404)], "failed", ModelUnavailable, "--base-url"),
    "sent elsewhere": Fault([SENT_ON], "failed", ModelUnavailable,
                            "sends us elsewhere, to http://elsewhere.invalid/v1: nothing was sent there"),
    "sent nowhere in particular": Fault([error(308)], "failed", ModelUnavailable, "sends us elsewhere: nothing"),
    "429 until tomorrow": Fault([error(429, "slow down", retry_after="86400")], "failed", ModelUnavailable,
                                "answered 429: slow down (it asks to wait 86400 s: run the same command again then)"),
    "quota used up": Fault([QUOTA], "failed", ModelUnavailable, "has no credit left"),
    "no money": Fault([error(402, "Insufficient Balance")], "failed", ModelUnavailable, "has no credit left"),
    "takes no schema": Fault([NO_SCHEMA], "failed", ModelUnavailable, "set structured to json_object or none"),
    "takes no temperature": Fault([NO_KNOB], "failed", ModelUnavailable, "temperature"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:This model does not support OpenAI's structured output")
@pytest.mark.parametrize("name", FAULTS)
def test_fault(
    name: str, server: ModelServer, endpoint: LangchainEndpoint, prompts: Prompts, empty: Path, tmp_path: Path
) -> None:
    fault = FAULTS[name]
    server.answers.extend(fault.answers)
    patient = LATE not in fault.answers
    client = Client(endpoint if patient else reached(server.url, timeout=0.5), Limits(retries=2), clock=StillClock())
    engines = Engines(LlmExtractor(client, prompts), LlmJudge(client, prompts), client)
    with Tracker.open(str(shutil.copy(empty, tmp_path)), engines=engines) as news:
        seen, rest = read(news)
        assert type(seen) is (fault.seen or type(None))
        assert fault.told in str(seen)
        assert KEY not in str(seen)
        (run,) = news.runs()
        outcomes = [record.call.outcome.value for record in news.calls(run.id)]
        failed = [failure.message for failure in news.failures()]
        stopped = isinstance(seen, RunStopped)
        assert " ".join(outcomes) == fault.ledger + " valid" * (not stopped)
        assert len(failed) == (seen is not None and not stopped)
        assert all(message in str(seen) for message in failed)
        assert rest == len(news.claims()) == (0 if stopped else 2 if seen is None else 1)


def read(news: Tracker) -> tuple[ClaimtrackError | None, int]:
    """What went wrong with the articles, and how many were read."""
    wrong: ClaimtrackError | None = None
    done = 0
    try:
        for ended in news.ingest_all(ARTICLES):
            if isinstance(ended, ClaimtrackError):
                wrong = ended
            else:
                done += 1
    except RunStopped as stopped:
        wrong = stopped
    return wrong, done


# Beside the table


class Count(ReplyModel):
    """How many."""

    n: int


def asked(text: str) -> Request[Count]:
    return Request("extract", "extract/1", "f00d", (Message("user", text),), Count)


def test_a_call_is_sent_as_often_as_it_is_written_down() -> None:
    # The SDK's own retries would multiply with ours.
    with ModelServer(error(500), error(429), QUOTA) as server:
        client = Client(reached(server.url), clock=StillClock())
        with pytest.raises(ModelUnavailable):
            client.ask(asked("one article"))
    assert len(server.requests) == client.usage.calls == 3


def test_nobody_at_the_address_stops_the_run() -> None:
    client = Client(reached(f"http://127.0.0.1:{free_port()}/v1"), Limits(retries=2), clock=StillClock())
    with pytest.raises(ModelUnavailable, match=r"nobody answers at http://127\.0\.0\.1:\d+/v1: .*refused"):
        client.ask(asked("one article"))
    assert client.usage.calls == 3


def test_an_address_without_a_name_stops_the_run() -> None:
    client = Client(reached("http://nowhere.invalid/v1"), Limits(retries=0), clock=StillClock())
    with pytest.raises(ModelUnavailable, match=r"nobody answers at http://nowhere\.invalid/v1"):
        client.ask(asked("one article"))


def test_no_key_stops_the_run_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    client = Client(LangchainEndpoint("openai:gpt-5-mini"), clock=StillClock())
    with pytest.raises(ModelUnavailable, match=r"OPENAI_API_KEY is not set; export it, or .* --base-url"):
        client.ask(asked("one article"))
    assert client.usage.calls == 0


def test_the_password_in_an_address_is_told_to_nobody() -> None:
    client = Client(reached(f"http://ann:hush@127.0.0.1:{free_port()}/v1"), Limits(retries=0), clock=StillClock())
    ledger = MemoryLedger()
    client.record_to(ledger)
    with pytest.raises(ModelUnavailable) as caught:
        client.ask(asked("one article"))
    assert "hush" not in str(caught.value) + str(ledger.calls)


def test_what_a_lost_call_cost_is_not_known_and_what_was_turned_away_cost_nothing(server: ModelServer) -> None:
    server.answers.extend([error(500), RESET, {"n": 3}])
    prices = Prices({"openai:test": Price(Decimal(1), Decimal(1), Decimal(2))})
    client, ledger = Client(reached(server.url), prices=prices, clock=StillClock()), MemoryLedger()
    client.record_to(ledger)
    client.ask(asked("one article"))
    assert client.usage.cost is None
    assert [(call.outcome.value, call.input_tokens, call.cost) for call in ledger.calls] == [
        ("failed", 0, 0),
        ("failed", None, None),
        ("valid", 100, 200),
    ]
