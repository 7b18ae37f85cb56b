"""A model through the real LangChain and openai clients: what goes over the wire, and what comes back."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from openai.lib._pydantic import to_strict_json_schema

from claimtrack.check.llm.replies import JudgeReply
from claimtrack.errors import SettingsError
from claimtrack.extract.llm.replies import ExtractReply, RepairReply
from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.langchain import LangchainEndpoint
from claimtrack.llm.requests import Message, ReplyModel
from tests.llm.server import Asked, ModelServer, completion, error, plain, said

MESSAGES = (Message("system", "Count {braces}."), Message("user", "How many?"), Message("assistant", "1"))
SCHEMA = {"type": "object", "properties": {}, "additionalProperties": False, "required": []}
KEY = "sk-proj-abcdefghijkl0123456789"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine that runs the tests."""
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_ORG_ID", "OPENAI_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(play=lambda _: "{}") as server:
        yield server


def endpoint(server: ModelServer, **settings: Any) -> LangchainEndpoint:
    return LangchainEndpoint("openai:test", base_url=server.url, **{"timeout": 10.0, **settings})


def send(server: ModelServer, **settings: Any) -> RawReply:
    return endpoint(server, **settings).send(MESSAGES, SCHEMA, "Count")


def body(server: ModelServer) -> dict[str, Any]:
    return server.requests[-1].json


# What goes out


def test_the_conversation_goes_out_as_it_is(server: ModelServer) -> None:
    send(server)
    assert body(server)["model"] == "test"
    assert body(server)["messages"] == [{"role": message.role, "content": message.content} for message in MESSAGES]


def test_the_schema_goes_out_as_openais_strict_one(server: ModelServer) -> None:
    send(server)
    form = {"type": "json_schema", "json_schema": {"name": "Count", "schema": SCHEMA, "strict": True}}
    assert body(server)["response_format"] == form


def test_the_schema_goes_out_as_llama_cpp_wants_it(server: ModelServer) -> None:
    send(server, structured="json_object")
    assert body(server)["response_format"] == {"type": "json_object", "schema": SCHEMA}


def test_the_schema_stays_at_home(server: ModelServer) -> None:
    send(server, structured="none")
    assert "response_format" not in body(server)


@pytest.mark.parametrize("reply", [ExtractReply, RepairReply, JudgeReply])
def test_the_schemas_are_those_that_openais_strict_mode_takes(reply: type[ReplyModel]) -> None:
    assert reply.model_json_schema() == to_strict_json_schema(reply)


def test_the_length_of_a_reply_is_limited_and_nothing_is_streamed(server: ModelServer) -> None:
    send(server, max_output_tokens=777)
    assert body(server)["max_completion_tokens"] == 777
    assert not body(server)["stream"]


def test_the_temperature_goes_out_only_when_it_is_set(server: ModelServer) -> None:
    send(server)
    assert "temperature" not in body(server)
    send(server, temperature=0.0)
    assert body(server)["temperature"] == 0.0


def test_settings_that_change_the_reply_tell_requests_apart() -> None:
    assert LangchainEndpoint("gpt-5").sampling == {}
    assert LangchainEndpoint("gpt-5", timeout=3, max_output_tokens=9, base_url="http://here/v1").sampling == {}
    assert LangchainEndpoint("gpt-5", temperature=0.0).sampling == {"temperature": 0.0}
    assert LangchainEndpoint("gpt-5", structured="none").sampling == {"structured": "none"}


def test_the_body_of_a_call_can_be_had_without_the_call(server: ModelServer) -> None:
    with_all = endpoint(server, temperature=0.5)
    with_all.send(MESSAGES, SCHEMA, "Count")
    sent = body(server)
    sent.pop("stream")
    assert with_all.body(MESSAGES, SCHEMA, "Count") == sent


def test_the_key_goes_to_the_server_and_nowhere_else(server: ModelServer) -> None:
    send(server)
    assert server.requests[-1].headers["authorization"] == f"Bearer {KEY}"
    assert KEY.encode() not in server.requests[-1].body


def test_a_server_of_ones_own_needs_no_key(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.setenv("LANGSMITH_GATEWAY_API_KEY", "lsv2_not_for_this_server")
    assert send(server).text == "{}"
    assert "lsv2" not in server.requests[-1].headers["authorization"]


@pytest.mark.parametrize("key", [None, "", "  ", "clé", "sk-one\nsk-two"])
def test_openai_without_a_usable_key_is_told_before_anything_is_sent(
    key: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY") if key is None else monkeypatch.setenv("OPENAI_API_KEY", key)
    with pytest.raises(CallFailed, match="OPENAI_API_KEY") as caught:
        LangchainEndpoint("gpt-5").send(MESSAGES, SCHEMA, "Count")
    assert caught.value.fatal


def test_the_address_may_stand_in_the_environment(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    assert LangchainEndpoint("test").send(MESSAGES, SCHEMA, "Count").text == "{}"


def test_whatever_langsmiths_variables_say_nothing_but_the_call_is_sent(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer() as spy:
        spy.routes = {(method, "/"): lambda _: plain({}) for method in ("GET", "POST")}
        root = spy.url.removesuffix("/v1")
        for name in ("LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING", "LANGSMITH_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        for name in ("LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT", "LANGSMITH_GATEWAY"):
            monkeypatch.setenv(name, root)
        for name in ("LANGSMITH_API_KEY", "LANGCHAIN_API_KEY", "LANGSMITH_GATEWAY_API_KEY"):
            monkeypatch.setenv(name, "lsv2_pt_0123456789")
        from langchain_core.tracers.langchain import wait_for_all_tracers
        from langsmith import utils

        forget: Callable[[], None] = vars(utils)["get_env_var"].cache_clear
        forget()
        try:
            send(server)
            wait_for_all_tracers()
        finally:
            forget()
        assert spy.requests == []
    assert len(server.requests) == 1


def test_a_variable_with_which_langchain_makes_no_call_is_told(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGCHAIN_TRACING", "true")
    with pytest.raises(SettingsError, match="LANGCHAIN_TRACING is set"):
        send(server)


def test_a_model_is_reached_over_the_responses_api_where_it_is_offered_only_there(server: ModelServer) -> None:
    def respond(_: Asked) -> Any:
        message = {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "status": "completed",
            "content": [{"type": "output_text", "text": '{"n": 3}', "annotations": []}],
        }
        return plain(
            {
                "id": "resp_1",
                "object": "response",
                "created_at": 1,
                "model": "gpt-5-pro",
                "status": "completed",
                "output": [message],
                "parallel_tool_calls": True,
                "tool_choice": "auto",
                "tools": [],
                "usage": {
                    "input_tokens": 7,
                    "output_tokens": 5,
                    "total_tokens": 12,
                    "input_tokens_details": {"cached_tokens": 2},
                    "output_tokens_details": {"reasoning_tokens": 1},
                },
            }
        )

    server.routes["POST", "/v1/responses"] = respond
    reply = LangchainEndpoint("openai:gpt-5-pro", base_url=server.url).send(MESSAGES, SCHEMA, "Count")
    assert reply == RawReply('{"n": 3}', "stop", 7, 2, 5)
    assert body(server)["text"]["format"]["schema"] == SCHEMA


# What comes back


def test_a_reply_comes_back_as_it_is_with_its_counts(server: ModelServer) -> None:
    server.answers.append(said(' {"n": 3}\n', "stop", input=120, cached=20, output=8))
    assert send(server) == RawReply(' {"n": 3}\n', "stop", 120, 20, 8)


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}])
def test_counts_that_a_server_does_not_give_are_not_made_up(server: ModelServer, usage: object) -> None:
    server.answers.append(plain({**completion("{}"), "usage": usage}))
    assert send(server) == RawReply("{}", "stop")


def test_a_reply_that_was_cut_off_keeps_its_text_and_its_counts(server: ModelServer) -> None:
    server.answers.append(said('{"n": ', "length", output=16))
    reply = send(server)
    assert (reply.text, reply.finish, reply.output_tokens) == ('{"n": ', "length", 16)


def test_a_refusal_keeps_its_words(server: ModelServer) -> None:
    server.answers.append(said(None, "stop", refusal="I cannot help with that."))
    assert send(server).refusal == "I cannot help with that."


def test_half_a_character_in_a_reply_is_made_one_that_can_be_stored(server: ModelServer) -> None:
    server.answers.append("a\ud83db")
    assert send(server).text == "a?b"


def test_many_threads_share_one_client(server: ModelServer) -> None:
    shared = endpoint(server)
    replies: list[RawReply] = []
    threads = [
        threading.Thread(target=lambda: replies.append(shared.send(MESSAGES, SCHEMA, "Count"))) for _ in range(64)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [reply.text for reply in replies] == ["{}"] * 64


# Settings that cannot be


@pytest.mark.parametrize(
    "url", ["localhost:11434/v1", "ftp://here/v1", "http://", "here", "http://[::1/v1", "http://here:port/v1"]
)
def test_an_address_that_is_none_is_told_at_once(url: str) -> None:
    with pytest.raises(SettingsError, match="write http://host:port/v1"):
        LangchainEndpoint("gpt-5", base_url=url)


def test_an_address_with_a_password_is_told_without_it() -> None:
    with pytest.raises(SettingsError) as caught:
        LangchainEndpoint("gpt-5", base_url="ftp://ann:hush@here/v1")
    assert "hush" not in str(caught.value)


def test_a_provider_whose_package_is_missing_is_told_with_its_package() -> None:
    with pytest.raises(SettingsError, match="langchain-mistralai"):
        LangchainEndpoint("mistralai:large").send(MESSAGES, SCHEMA, "Count")


def test_a_provider_that_nobody_knows_is_told() -> None:
    with pytest.raises(SettingsError, match='LangChain has no provider "qwen3"; write provider:name'):
        LangchainEndpoint("qwen3:8b").send(MESSAGES, SCHEMA, "Count")


def test_a_server_that_keeps_a_call_alive_holds_it_no_longer_than_the_timeout(server: ModelServer) -> None:
    server.answers.append(replace(said("{}"), sleep=20.0, drip=0.1))
    began = time.monotonic()
    with pytest.raises(CallFailed, match=r"no answer from .* within 0\.5 s \(--timeout\)") as caught:
        send(server, timeout=0.5)
    assert time.monotonic() - began < 5
    assert (caught.value.again, caught.value.lost) == (True, True)


# Failures, in words


def test_the_time_to_wait_comes_with_the_failure(server: ModelServer) -> None:
    server.answers.append(error(429, "slow down", retry_after="2"))
    with pytest.raises(CallFailed) as caught:
        send(server)
    assert (caught.value.again, caught.value.after, caught.value.fatal) == (True, 2.0, False)


def test_no_secret_gets_into_a_message(server: ModelServer) -> None:
    leaky = f"bad key {KEY}, or sk-live_9999999999, at https://ann:hush@models.example, Bearer abc.def"
    server.answers.append(error(400, leaky))
    with pytest.raises(CallFailed) as caught:
        send(server)
    assert not any(secret in str(caught.value) for secret in (KEY, "9999999999", "hush", "abc.def"))


def test_a_key_that_the_model_writes_is_not_kept(server: ModelServer) -> None:
    server.answers.extend([said(f'{{"key": "{KEY}"}}'), said(None, refusal=f"not with {KEY}"), said("{}", KEY)])
    replies = [send(server) for _ in range(3)]
    assert [replies[0].text, replies[1].refusal, replies[2].finish] == ['{"key": "[key]"}', "not with [key]", "[key]"]


def test_a_long_message_over_many_lines_becomes_one_short_line(server: ModelServer) -> None:
    server.answers.append(error(400, "first\n\x1b[31msecond " + "x" * 5000))
    with pytest.raises(CallFailed, match=r"first \[31msecond x+…$") as caught:
        send(server)
    assert len(str(caught.value)) < 500
    assert str(caught.value).isprintable()


def test_the_json_of_an_answer_is_what_the_server_here_says_it_is() -> None:
    assert json.loads(said("{}").body) == completion("{}")
