"""A model that gives vectors of texts, reached through LangChain. Its packages are imported with the first call."""

from __future__ import annotations

import json
import threading
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.faults import Place
from claimtrack.llm.provider import Provider
from claimtrack.llm.requests import Message
from claimtrack.text.vectors import pack

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


class EmbeddingsEndpoint:
    """``provider:name`` as LangChain's ``init_embeddings`` knows it; see ``Provider`` for address, key and ``timeout``.

    A call's messages are the texts, and its reply is an ``Embedded``.
    """

    sampling: Mapping[str, object] = {}

    def __init__(self, model: str, base_url: str | None = None, timeout: float = 600.0) -> None:
        self._provider = Provider.of(model, base_url, timeout, gives="embeddings")
        self.model = self._provider.model
        self._lock = threading.Lock()
        self._embeddings: Embeddings | None = None

    @property
    def place(self) -> Place:
        """Where calls go, for messages."""
        return self._provider.place

    def send(self, messages: Sequence[Message], schema: Mapping[str, object], name: str) -> RawReply:  # noqa: ARG002
        """See ``Endpoint``. Raises SettingsError for a provider whose package is missing."""
        embeddings = self._connected()
        texts = [message.content for message in messages]
        raw = self._provider.call(lambda: _vectors(embeddings, self._provider.name, texts))
        if raw.finish == "stop" and not raw.text:
            told = f"{self.place.address} did not give a vector for each text: is {self.model} a model for embeddings?"
            raise CallFailed(told, fatal=True, lost=True)
        return raw

    def _connected(self) -> Embeddings:
        with self._lock:
            if self._embeddings is None:
                self._embeddings = self._connect()
            return self._embeddings

    def _connect(self) -> Embeddings:
        from langchain.embeddings import init_embeddings

        def make(name: str, **options: Any) -> Embeddings:
            return init_embeddings(name, provider=self._provider.kind, **options)

        return self._provider.connect(make, **({"max_retries": 0} if self._provider.is_openai else {}))


def _vectors(embeddings: Embeddings, name: str, texts: list[str]) -> RawReply:
    """The vectors of ``texts``; no text where they are not one for each. Tokens are only known of OpenAI's kin: what
    LangChain gives back of a call does not tell them.
    """
    from langchain_openai import OpenAIEmbeddings

    used = None
    if isinstance(embeddings, OpenAIEmbeddings):
        answer = embeddings.client.create(input=texts, model=name, encoding_format="float")
        given = [one.embedding for one in sorted(answer.data, key=lambda one: one.index)]
        used = getattr(answer.usage, "prompt_tokens", None)
    else:
        given = embeddings.embed_documents(texts)
    try:
        packed = [b64encode(pack(vector)).decode() for vector in given]
    except (TypeError, ValueError):
        packed = []
    if len(packed) != len(texts) or len({len(vector) for vector in packed}) != 1:
        return RawReply("", "stop")
    known = used if type(used) is int and used > 0 else None
    zero = None if known is None else 0
    return RawReply(json.dumps({"vectors": packed}), "stop", known, zero, zero)
