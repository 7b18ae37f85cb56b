"""What a run has used so far."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from claimtrack.model import Call, CallOutcome


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts up to a moment. ``calls`` were sent, ``failed`` of them gave no valid reply, ``hits`` needed no call.

    ``cached_tokens`` are among ``input_tokens``. ``cost`` is in millionths of a US dollar: of all calls that were
    answered, None once the price of one is unknown.
    """

    calls: int = 0
    hits: int = 0
    failed: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost: int | None = 0


class Meter:
    """Counts calls as they end, from several threads."""

    def __init__(self) -> None:
        self._usage = Usage()
        self._lock = threading.Lock()

    def usage(self) -> Usage:
        """The counts so far."""
        return self._usage

    def hit(self) -> None:
        """Count a reply that was used again."""
        with self._lock:
            self._usage = replace(self._usage, hits=self._usage.hits + 1)

    def count(self, call: Call) -> None:
        """Count a call that has ended."""
        cost = 0 if call.outcome is CallOutcome.FAILED else call.cost
        with self._lock:
            used = self._usage
            self._usage = Usage(
                calls=used.calls + 1,
                hits=used.hits,
                failed=used.failed + (call.outcome is not CallOutcome.VALID),
                input_tokens=used.input_tokens + (call.input_tokens or 0),
                cached_tokens=used.cached_tokens + (call.cached_tokens or 0),
                output_tokens=used.output_tokens + (call.output_tokens or 0),
                cost=None if used.cost is None or cost is None else used.cost + cost,
            )
