"""A model for embeddings on the loopback server: texts are alike as far as their words mean the same."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

from tests.llm.server import Answer, Asked, ModelServer, plain

_SAME = {"shut": "closed", "crossing": "bridge", "reopen": "open", "municipal": "town", "offices": "hall"}
_EMPTY = {"the", "a", "in", "on", "of", "it", "is", "was", "will", "that"}
SIZE = 64


def vector(text: str) -> list[float]:
    """What ``text`` means: how often each of 64 kinds of words is in it, those that mean the same being one kind."""
    counts = [0.0] * SIZE
    for word in re.findall(r"\w+", text.lower()):
        if word not in _EMPTY:
            counts[zlib.crc32(_SAME.get(word, word).encode()) % SIZE] += 1
    return counts


def embedded(asked: Asked) -> Answer:
    """The answer to a request for embeddings. A token is a word."""
    texts: list[str] = asked.json["input"]
    return vectors([vector(text) for text in texts], tokens=sum(len(text.split()) for text in texts))


def vectors(given: Sequence[object], tokens: int = 10) -> Answer:
    """An answer with the ``given`` vectors."""
    data = [{"object": "embedding", "index": at, "embedding": one} for at, one in enumerate(given)]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return plain({"object": "list", "data": data, "model": "vectors", "usage": usage})


def embedding_server() -> ModelServer:
    """A server that gives embeddings, and has no chat."""
    server = ModelServer()
    server.routes["POST", "/v1/embeddings"] = embedded
    return server


def texts(server: ModelServer) -> list[list[str]]:
    """The texts of each request for embeddings that came."""
    return [asked.json["input"] for asked in server.requests if asked.path == "/v1/embeddings"]
