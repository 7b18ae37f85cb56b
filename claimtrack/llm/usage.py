"""What a run has used so far."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from claimtrack.model import Call, CallOutcome


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts up to a moment. ``calls`` were sent, ``failed`` of them gave no valid reply; ``hits`` are replies from the
    cache, which needed no call.

    ``cached_tokens`` are among ``input_tokens``. ``cost`` of all calls is in millionths of a US dollar, None once that
    of one is unknown: its model has no price, or its answer was lost and may have been charged for.
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
        """Count a reply from the cache."""
        with self._lock:
            self._usage = replace(self._usage, hits=self._usage.hits + 1)

    def count(self, call: Call) -> None:
        """Count a call that has ended."""
        with self._lock:
            used = self._usage
            self._usage = Usage(
                calls=used.calls + 1,
                hits=used.hits,
                failed=used.failed + (call.outcome is not CallOutcome.VALID),
                input_tokens=used.input_tokens + (call.input_tokens or 0),
                cached_tokens=used.cached_tokens + (call.cached_tokens or 0),
                output_tokens=used.output_tokens + (call.output_tokens or 0),
                cost=None if used.cost is None or call.cost is None else used.cost + call.cost,
            )
