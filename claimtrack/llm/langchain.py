"""A chat model reached through LangChain. Its packages are imported with the first call."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from claimtrack.llm.endpoint import RawReply
from claimtrack.llm.faults import Place
from claimtrack.llm.provider import Provider
from claimtrack.llm.requests import Message
from claimtrack.llm.scrub import hide
from claimtrack.llm.usage import counts

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage
    from openai import OpenAI

Structured = Literal["auto", "json_schema", "json_object", "none"]

_STOP, _LENGTH, _FILTER = "stop", "length", "content_filter"
# What other providers than OpenAI say at the end of a reply, in the words of ``RawReply``.
_FINISH = {
    **dict.fromkeys(("end_turn", "stop_sequence", "eos", "eos_token", "completed", "complete"), _STOP),
    **dict.fromkeys(("max_tokens", "max_output_tokens", "model_length"), _LENGTH),
    **dict.fromkeys(("refusal", "safety", "prohibited_content", "blocklist", "recitation"), _FILTER),
}


class LangchainEndpoint:
    """``provider:name`` as LangChain's ``init_chat_model`` knows it; a name without a provider is OpenAI's.

    Address, key and ``timeout`` are those of ``Provider``. ``structured`` says how a reply's schema is sent: as
    OpenAI's ``json_schema``, as llama.cpp's ``json_object`` with a schema, or not at all; ``auto`` means the first for
    ChatOpenAI and its kin, the last for other providers.

    How long a reply may be is not among ``sampling``: only whole replies are ever used again.
    """

    def __init__(
        self,
        model: str,
        base_url: str | None = None,
        timeout: float = 600.0,
        temperature: float | None = None,
        max_output_tokens: int = 16_000,
        structured: Structured = "auto",
    ) -> None:
        self._provider = Provider.of(model, base_url, timeout)
        self.model = self._provider.model
        self._temperature = temperature
        self._max_output_tokens = max_output_tokens
        self._structured = structured
        self._lock = threading.Lock()
        self._chat: BaseChatModel | None = None

    @property
    def sampling(self) -> Mapping[str, object]:
        """See ``Endpoint``."""
        temperature = {} if self._temperature is None else {"temperature": self._temperature}
        structured = {} if self._structured == "auto" else {"structured": self._structured}
        return {**temperature, **structured}

    @property
    def openai(self) -> OpenAI | None:
        """The openai client underneath, for what LangChain does not offer; None for another provider."""
        return getattr(self.chat(), "root_client", None)

    @property
    def place(self) -> Place:
        """Where calls go, for messages."""
        return self._provider.place

    def send(self, messages: Sequence[Message], schema: Mapping[str, object], name: str) -> RawReply:
        """See ``Endpoint``. Raises SettingsError for a provider whose package is missing."""
        chat = self.chat()
        return self._provider.call(
            lambda: _raw(chat.invoke(_spoken(messages), **self._shape(chat, schema, name)), self.place.keys)
        )

    def body(self, messages: Sequence[Message], schema: Mapping[str, object], name: str) -> dict[str, Any]:
        """The JSON that ``send`` posts to an OpenAI-compatible server."""
        chat = self.chat()
        shape = self._shape(chat, schema, name)
        payload: dict[str, Any] = chat._get_request_payload(_spoken(messages), **shape)  # type: ignore[attr-defined]
        payload.pop("stream", None)
        beside = payload.pop("extra_body", {})
        return {**payload, **beside}

    def chat(self) -> BaseChatModel:
        """The LangChain model, made once for all threads. Raises SettingsError; CallFailed where there is no key."""
        with self._lock:
            if self._chat is None:
                self._chat = self._connect()
            return self._chat

    def _connect(self) -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        # Advice on functions of LangChain's that are not used here; the error itself is told.
        warnings.filterwarnings("ignore", category=UserWarning, module="langchain_openai")
        options: dict[str, Any] = {"timeout": self._provider.timeout, "max_tokens": self._max_output_tokens}
        if self._temperature is not None:
            options["temperature"] = self._temperature

        def make(name: str, **told: Any) -> BaseChatModel:
            chat: BaseChatModel = init_chat_model(
                name, model_provider=self._provider.kind, max_retries=0, cache=False, **told
            )
            return chat

        return self._provider.connect(make, **options)

    def _shape(self, chat: BaseChatModel, schema: Mapping[str, object], name: str) -> dict[str, Any]:
        """How the wanted shape of the reply is told to ``chat``."""
        from langchain_openai.chat_models.base import BaseChatOpenAI

        kin = chat if isinstance(chat, BaseChatOpenAI) else None
        structured = self._structured
        if structured == "none" or (structured == "auto" and not kin):
            return {}
        form: dict[str, Any] = {"type": "json_object", "schema": schema}
        if structured != "json_object":
            form = {"type": "json_schema", "json_schema": {"name": name, "schema": schema, "strict": True}}
        # Goes past LangChain's own reading of replies, which raises on one that was cut off and takes as long again.
        plain = kin and not kin.use_responses_api
        return {"extra_body": {"response_format": form}} if plain else {"response_format": form}


def _spoken(messages: Sequence[Message]) -> list[tuple[str, str]]:
    return [(message.role, message.content) for message in messages]


def _raw(message: AIMessage, keys: Sequence[str]) -> RawReply:
    """What came back, but for ``keys`` in it. Half a character, which no database takes, becomes a question mark."""
    told_by = message.response_metadata
    words = (
        (told_by.get("incomplete_details") or {}).get("reason"),
        *(told_by.get(name) for name in ("finish_reason", "stop_reason", "done_reason", "status")),
    )
    finish = next((str(word).lower() for word in words if word), None)
    text = hide(str(message.text).encode("utf-8", "replace").decode(), keys)
    used: Mapping[str, Any] = message.usage_metadata or {}
    held = (used.get("input_token_details") or {}).get("cache_read")
    parts = [part.get("refusal") for part in message.content if isinstance(part, dict)]
    refusals = [message.additional_kwargs.get("refusal"), *parts]
    return RawReply(
        text=text,
        finish=_FINISH.get(finish or "", finish and hide(finish, keys)),
        refusal=hide(refusal, keys) if (refusal := next(filter(None, refusals), None)) else None,
        **counts(used.get("input_tokens"), held, used.get("output_tokens"), text),
    )
