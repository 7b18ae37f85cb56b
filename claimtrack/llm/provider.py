"""A provider's server as LangChain reaches it: its address and key, and how a call to it is made and fails."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from claimtrack.errors import SettingsError
from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.faults import Place, told
from claimtrack.llm.prices import full_name
from claimtrack.llm.scrub import address, scrub
from claimtrack.settings.addresses import is_address

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

# How LangChain's makers of models say so.
_UNKNOWN = re.compile(r"Unsupported provider|Provider '\S*' is not supported")

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Provider:
    """``kind:name``, as in "openai:gpt-5-mini", behind ``base_url``, which is None for the provider's own address.

    OpenAI's key is read from OPENAI_API_KEY; a server at a ``base_url`` may do without. ``timeout`` (seconds) is for a
    whole call. ``gives`` is what its answers are, for messages. Proxies are taken from the environment, as usual.
    """

    kind: str
    name: str
    base_url: str | None
    timeout: float
    gives: str = "a chat completion"

    @classmethod
    def of(cls, model: str, base_url: str | None, timeout: float, gives: str = "a chat completion") -> Provider:
        """That of ``provider:name``; a name without a provider is OpenAI's. Raises SettingsError for a bad address."""
        kind, _, name = full_name(model).partition(":")
        if kind == "openai":
            base_url = base_url or os.environ.get("OPENAI_API_BASE") or os.environ.get("OPENAI_BASE_URL")
        if base_url and not is_address(base_url):
            raise SettingsError(f"{scrub(base_url)} is no address of a server: write http://host:port/v1")
        return cls(kind, name, base_url, timeout, gives)

    @property
    def model(self) -> str:
        """``kind:name``."""
        return f"{self.kind}:{self.name}"

    @property
    def is_openai(self) -> bool:
        """Whether it is OpenAI's or Microsoft's, which take the same options."""
        return self.kind in _KIN

    @property
    def place(self) -> Place:
        """Where calls go, for messages."""
        key = f"the key in {KEY}" if self.kind == "openai" else f"the key for {self.kind}"
        where = address(self.base_url or OPENAI) if self.base_url or self.kind == "openai" else self.kind
        secrets = tuple(value.strip() for name, value in os.environ.items() if name.endswith(_SECRETS))
        return Place(self.model, where, key, self.timeout, secrets, self.gives)

    def connect(self, make: Callable[..., Made], **options: Any) -> Made:
        """What ``make`` of LangChain's makes of this provider and the ``options``.

        Raises SettingsError for a provider that LangChain does not know or whose package is missing; CallFailed where
        there is no key.
        """
        from langchain_core.utils.env import env_var_is_set

        for old in filter(env_var_is_set, _OLD_TRACING):
            raise SettingsError(f"{old} is set, and LangChain makes no call then: unset it")
        if self.base_url:
            options["base_url"] = self.base_url
        if self.is_openai:
            from openai import DefaultHttpxClient

            # Whatever server we are sent on to, the article and the key are not meant for it.
            options["http_client"] = DefaultHttpxClient(follow_redirects=False)
        if self.kind == "openai":
            options |= self._openai_options()
        try:
            return make(self.name, **options)
        except Exception as error:
            if isinstance(error, ValueError) and _UNKNOWN.match(str(error)):
                known = "write provider:name, as in openai:gpt-5-mini"
                raise SettingsError(f'{self.model}: LangChain has no provider "{self.kind}"; {known}') from None
            raise SettingsError(f"{self.model}: {scrub(str(error), self.place.secrets)}") from None

    def _openai_options(self) -> dict[str, Any]:
        """Key and address are always given, else LangChain may find others in the environment, such as a gateway's."""
        from openai import Timeout

        key = os.environ.get(KEY, "").strip() or (_NO_KEY if self.base_url else "")
        if not key.isascii() or not key.isprintable() or not key:
            problem = "holds no key" if key else "is not set"
            mend = "export it, or name a server of your own with --base-url"
            raise CallFailed(f"no key for {OPENAI}: {KEY} {problem}; {mend}", fatal=True, sent=False)
        timeout = Timeout(self.timeout, connect=min(self.timeout, _CONNECT))
        return {"api_key": key, "base_url": self.base_url or OPENAI, "timeout": timeout}

    def call(self, ask: Callable[[], RawReply]) -> RawReply:
        """What ``ask`` returns, or what its exception means (see ``faults.told``). Raises CallFailed."""
        from langsmith.run_helpers import tracing_context

        def untraced() -> RawReply:
            # Nothing but the call itself leaves the process, whatever LangSmith's variables say.
            with tracing_context(enabled=False):
                return ask()

        try:
            return _within(self.timeout + _GRACE, untraced)
        except Exception as error:
            meaning = told(error, self.place)
            if isinstance(meaning, RawReply):
                return meaning
            raise meaning from error


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
