"""What texts mean, as vectors: those that are kept, and a model asked for the others."""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import ClassVar

from claimtrack.llm.client import Client
from claimtrack.llm.requests import Message, ReplyModel, Request
from claimtrack.text.vectors import Vector, unpack

AT_ONCE = 32
"""Texts in a call. Some servers take no more."""


class Embedded(ReplyModel):
    """A vector for each text of a call, packed (see ``claimtrack.text.vectors``), in base 64.

    The ledger does not keep the reply: each vector is kept by itself.
    """

    recorded: ClassVar[bool] = False
    vectors: tuple[str, ...]


class Embedder:
    """Gives the vectors of texts by one model. Not for several threads at once."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def vectors(self, texts: Iterable[str]) -> dict[str, Vector]:
        """The vector of each of ``texts``. Each is asked for once, and kept in the client's ledger.

        Raises ModelFailed, RunStopped.
        """
        wanted = _by_digest(texts)
        found = dict(self._kept(wanted))
        found |= self._asked({digest: text for digest, text in wanted.items() if digest not in found})
        if len({len(packed) for packed in found.values()}) > 1:  # the model behind the name has become another one
            found = self._asked(wanted)
        return {text: unpack(found[digest]) for digest, text in wanted.items()}

    def kept(self, texts: Iterable[str]) -> dict[str, Vector]:
        """The vectors that are kept already; nothing is asked."""
        wanted = _by_digest(texts)
        return {wanted[digest]: unpack(packed) for digest, packed in self._kept(wanted).items()}

    def requests(self, texts: Iterable[str]) -> list[Request[Embedded]]:
        """The calls that ``vectors`` would make."""
        wanted = _by_digest(texts)
        kept = self._kept(wanted)
        return [_request(part) for part in _parts({key: text for key, text in wanted.items() if key not in kept})]

    def _kept(self, wanted: Mapping[str, str]) -> Mapping[str, bytes]:
        return self.client.ledger.vectors(self.client.model, list(wanted))

    def _asked(self, wanted: Mapping[str, str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for part in _parts(wanted):
            reply = self.client.ask(_request(part))
            new = {digest: b64decode(vector) for digest, vector in zip(part, reply.vectors, strict=True)}
            self.client.ledger.keep_vectors(self.client.model, new)
            found |= new
        return found


def _by_digest(texts: Iterable[str]) -> dict[str, str]:
    return {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}


def _parts(texts: Mapping[str, str]) -> Iterable[Mapping[str, str]]:
    rest = iter(texts.items())
    while part := dict(islice(rest, AT_ONCE)):
        yield part


def _request(part: Mapping[str, str]) -> Request[Embedded]:
    return Request("embed", "", "", tuple(Message("user", text) for text in part.values()), Embedded)
