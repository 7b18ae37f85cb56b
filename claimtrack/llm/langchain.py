"""A model reached through LangChain: the only file that calls it. Its packages are imported with the first call."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Literal

from claimtrack.errors import SettingsError
from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.faults import Place, told
from claimtrack.llm.prices import full_name
from claimtrack.llm.requests import Message
from claimtrack.llm.scrub import address, hide, scrub
from claimtrack.llm.usage import counts
from claimtrack.settings.addresses import is_address

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage
    from openai import OpenAI

Structured = Literal["auto", "json_schema", "json_object", "none"]

OPENAI = "https://api.openai.com/v1"
KEY = "OPENAI_API_KEY"
_KIN = ("openai", "azure_openai")
# A server of one's own needs no key, but the client insists on sending one.
_NO_KEY = "none-needed"
_CONNECT = 30.0
# The client's own timeouts come first: they tell more.
_GRACE = 0.5
_SECRETS = ("_KEY", "_TOKEN", "_SECRET")
_OLD_TRACING = ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER")
_STOP, _LENGTH, _FILTER = "stop", "length", "content_filter"
# What other providers than OpenAI say at the end of a reply, in the words of ``RawReply``.
_FINISH = {
    **dict.fromkeys(("end_turn", "stop_sequence", "eos", "eos_token", "completed", "complete"), _STOP),
    **dict.fromkeys(("max_tokens", "max_output_tokens", "model_length"), _LENGTH),
    **dict.fromkeys(("refusal", "safety", "prohibited_content", "blocklist", "recitation"), _FILTER),
}


class LangchainEndpoint:
    """``provider:name`` as LangChain's ``init_chat_model`` knows it; a name without a provider is OpenAI's.

    ``base_url`` is any OpenAI-compatible server. OpenAI's key is read from OPENAI_API_KEY; a server at a ``base_url``
    may do without. ``timeout`` (seconds) is for a whole call. ``structured`` says how a reply's schema is
    sent: as OpenAI's ``json_schema``, as llama.cpp's ``json_object`` with a schema, or not at all; ``auto`` means the
    first for ChatOpenAI and its kin, the last for other providers. Proxies are taken from the environment, as usual.

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
        self.model = full_name(model)
        self._provider, _, self._name = self.model.partition(":")
        if self._provider == "openai":
            base_url = base_url or os.environ.get("OPENAI_API_BASE") or os.environ.get("OPENAI_BASE_URL")
        if base_url and not is_address(base_url):
            raise SettingsError(f"{scrub(base_url)} is no address of a server: write http://host:port/v1")
        self._base_url = base_url
        self._timeout = timeout
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
        key = f"the key in {KEY}" if self._provider == "openai" else f"the key for {self._provider}"
        where = address(self._base_url or OPENAI) if self._base_url or self._provider == "openai" else self._provider
        secrets = tuple(value.strip() for name, value in os.environ.items() if name.endswith(_SECRETS))
        return Place(self.model, where, key, self._timeout, secrets)

    def send(self, messages: Sequence[Message], schema: Mapping[str, object], name: str) -> RawReply:
        """See ``Endpoint``. Raises SettingsError for a provider whose package is missing."""
        from langsmith.run_helpers import tracing_context

        chat = self.chat()

        def call() -> RawReply:
            # Nothing but the call itself leaves the process, whatever LangSmith's variables say.
            with tracing_context(enabled=False):
                return _raw(chat.invoke(_spoken(messages), **self._shape(chat, schema, name)), self.place.keys)

        try:
            return _within(self._timeout + _GRACE, call)
        except Exception as error:
            meaning = told(error, self.place)
            if isinstance(meaning, RawReply):
                return meaning
            raise meaning from error

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
        from langchain_core.utils.env import env_var_is_set

        for old in filter(env_var_is_set, _OLD_TRACING):
            raise SettingsError(f"{old} is set, and LangChain makes no call then: unset it")
        # Advice on functions of LangChain's that are not used here; the error itself is told.
        warnings.filterwarnings("ignore", category=UserWarning, module="langchain_openai")
        options: dict[str, Any] = {"timeout": self._timeout, "max_tokens": self._max_output_tokens}
        if self._temperature is not None:
            options["temperature"] = self._temperature
        if self._base_url:
            options["base_url"] = self._base_url
        if self._provider in _KIN:
            from openai import DefaultHttpxClient

            # Whatever server we are sent on to, the article and the key are not meant for it.
            options["http_client"] = DefaultHttpxClient(follow_redirects=False)
        if self._provider == "openai":
            options |= self._openai_options()
        try:
            chat: BaseChatModel = init_chat_model(
                self._name, model_provider=self._provider, max_retries=0, cache=False, **options
            )
            return chat
        except Exception as error:
            if isinstance(error, ValueError) and str(error).startswith("Unsupported provider"):
                known = "write provider:name, as in openai:gpt-5-mini"
                raise SettingsError(f'{self.model}: LangChain has no provider "{self._provider}"; {known}') from None
            raise SettingsError(f"{self.model}: {scrub(str(error), self.place.secrets)}") from None

    def _openai_options(self) -> dict[str, Any]:
        """Key and address are always given, else LangChain may find others in the environment, such as a gateway's."""
        from openai import Timeout

        key = os.environ.get(KEY, "").strip() or (_NO_KEY if self._base_url else "")
        if not key.isascii() or not key.isprintable() or not key:
            problem = "holds no key" if key else "is not set"
            mend = "export it, or name a server of your own with --base-url"
            raise CallFailed(f"no key for {OPENAI}: {KEY} {problem}; {mend}", fatal=True, sent=False)
        timeout = Timeout(self._timeout, connect=min(self._timeout, _CONNECT))
        return {"api_key": key, "base_url": self._base_url or OPENAI, "timeout": timeout}

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


def _within(seconds: float, call: Callable[[], RawReply]) -> RawReply:
    """What ``call`` returns or raises; TimeoutError where that takes longer, and then nobody waits for it any more.

    The client's timeout is for each read: a server that sends a space now and then would hold a call for ever.
    """
    ended: Future[RawReply] = Future()

    def work() -> None:
        try:
            ended.set_result(call())
        except BaseException as error:
            ended.set_exception(error)

    threading.Thread(target=work, name="call", daemon=True).start()
    return ended.result(seconds)


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
