"""The ledger of calls: every call as it ended, and the valid replies among them as the cache."""

from __future__ import annotations

from typing import Protocol

from claimtrack.model import Call, CallOutcome


class CallLedger(Protocol):
    """Where calls are written down. Used from several threads at once."""

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


class MemoryLedger:
    """A ledger that lasts as long as the process."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.hits: list[str] = []
        self._valid: dict[str, str] = {}
        self._cut: dict[str, int | None] = {}

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
