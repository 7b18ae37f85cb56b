"""The ledger of calls: every call as it ended, and the valid replies among them as the cache."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from claimtrack.model import Call, CallOutcome


class CallLedger(Protocol):
    """Where calls are written down, and what they gave is kept. Used from several threads at once."""

    def begin(self, key: str) -> bool:
        """Say that this process is about to ask what has this key; False where another process is asking it."""
        ...

    def end(self, key: str) -> None:
        """Say that it is done with it, however that ended."""
        ...

    def find(self, key: str) -> str | None:
        """The newest valid reply to the request with this key, raw."""
        ...

    def cut_at(self, key: str) -> int | None:
        """The tokens after which the newest truncated reply to this key was cut off; None where there is none."""
        ...

    def record(self, call: Call) -> None:
        """Write down a call that has ended; it is stored when this returns."""
        ...

    def record_hit(self, key: str) -> None:
        """Write down a hit: the reply to this key came from the cache."""
        ...

    def vectors(self, model: str, digests: Sequence[str]) -> Mapping[str, bytes]:
        """The packed vectors by ``model`` that are kept for texts with these SHA-256s, by these."""
        ...

    def keep_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep packed vectors by the SHA-256 of their texts, in place of earlier ones."""
        ...


class MemoryLedger:
    """A ledger that lasts as long as the process."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.hits: list[str] = []
        self._valid: dict[str, str] = {}
        self._cut: dict[str, int | None] = {}
        self._vectors: dict[tuple[str, str], bytes] = {}

    def begin(self, key: str) -> bool:  # noqa: ARG002
        """See ``CallLedger``. No other process knows of this ledger."""
        return True

    def end(self, key: str) -> None:
        """See ``CallLedger``."""

    def find(self, key: str) -> str | None:
        """See ``CallLedger``."""
        return self._valid.get(key)

    def cut_at(self, key: str) -> int | None:
        """See ``CallLedger``."""
        return self._cut.get(key)

    def record(self, call: Call) -> None:
        """See ``CallLedger``."""
        self.calls.append(call)
        if call.outcome is CallOutcome.VALID:
            self._valid[call.key] = call.reply
        if call.outcome is CallOutcome.TRUNCATED:
            self._cut[call.key] = call.output_tokens

    def record_hit(self, key: str) -> None:
        """See ``CallLedger``."""
        self.hits.append(key)

    def vectors(self, model: str, digests: Sequence[str]) -> Mapping[str, bytes]:
        """See ``CallLedger``."""
        return {digest: self._vectors[model, digest] for digest in digests if (model, digest) in self._vectors}

    def keep_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """See ``CallLedger``."""
        self._vectors.update({(model, digest): vector for digest, vector in vectors.items()})
