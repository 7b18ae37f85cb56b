"""What a run has used so far."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TypedDict

from claimtrack.model import Call, CallOutcome

_MOST = 100_000_000
"""Tokens of one call. No model reads or writes as many."""


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


class Counts(TypedDict):
    """The token counts of a reply, in the names of ``RawReply``."""

    input_tokens: int | None
    cached_tokens: int | None
    output_tokens: int | None


def counts(given: object, cached: object, written: object, text: str) -> Counts:
    """What a provider says that a reply took: read and written tokens, and those of the read that its cache held.

    Figures that cannot be are not believed, since money is reckoned by them: without a count of both sides neither is
    known. Some servers count nothing and say 0, so that 0 is no count for a ``text``. What is wrong about the cache
    counts as nothing held, which costs more.
    """
    read, wrote = _count(given), _count(written)
    if not read or wrote is None or (text and not wrote):
        return Counts(input_tokens=None, cached_tokens=None, output_tokens=None)
    held = _count(cached) or 0
    return Counts(input_tokens=read, cached_tokens=held if held <= read else 0, output_tokens=wrote)


def _count(value: object) -> int | None:
    return value if type(value) is int and 0 <= value <= _MOST else None


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
