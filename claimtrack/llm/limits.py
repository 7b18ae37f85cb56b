"""What keeps calls within bounds: their pace, their money, and the waiting between tries. All of it thread-safe."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from claimtrack.errors import BudgetReached

LONGEST_WAIT = 600.0
_LONGEST_GUESS = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """``retries`` are tries after the first one; ``at_once`` are requests that are being asked, tries included;
    ``max_cost`` is in millionths of a US dollar; None sets no limit.
    """

    retries: int = 5
    at_once: int | None = None
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    max_cost: int | None = None
    max_output_tokens: int = 16_000


class Clock:
    """Time, and waiting that ``wake`` ends until ``rest``. A test's clock need not wait."""

    def __init__(self) -> None:
        self._woken = threading.Event()

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait, unless woken."""
        self._woken.wait(seconds)

    def wake(self) -> None:
        """End all waiting, now and later."""
        self._woken.set()

    def rest(self) -> None:
        """Let waiting last again."""
        self._woken.clear()


def backoff(tries: int, after: float = 0.0, chance: Callable[[], float] = random.random) -> float:
    """How many seconds to wait after ``tries`` failed tries (from 1), at least the ``after`` that the server asked for.

    Beyond that, anything up to 1, 2, 4 ... 60 seconds: callers that failed together do not come back together.
    """
    spread = chance()
    return max(after * (1 + spread / 10), spread * min(2.0 ** (tries - 1), _LONGEST_GUESS))


class Pace:
    """Spreads calls evenly, so that neither requests nor tokens per minute pass their limit, whichever binds."""

    def __init__(self, requests: int | None, tokens: int | None, clock: Clock) -> None:
        self._per_request = 60 / requests if requests else 0.0
        self._per_token = 60 / tokens if tokens else 0.0
        self._clock = clock
        self._lock = threading.Lock()
        self._request_at = self._tokens_at = clock.now()

    def wait(self, tokens: int) -> None:
        """Wait for the turn of a call that is likely to take ``tokens``."""
        with self._lock:
            now = self._clock.now()
            turn = max(now, self._request_at, self._tokens_at)
            self._request_at = turn + self._per_request
            self._tokens_at = turn + tokens * self._per_token
        if turn > now:
            self._clock.sleep(turn - now)

    def hold(self, seconds: float) -> None:
        """Let nobody begin for so long: a server that asks one caller to wait would ask the others too."""
        with self._lock:
            self._request_at = max(self._request_at, self._clock.now() + seconds)

    def correct(self, expected: int, taken: int) -> None:
        """Tell what a call that was expected to take so many tokens took."""
        with self._lock:
            self._tokens_at += (taken - expected) * self._per_token


class Budget:
    """Money that calls in flight reserve at its worst case, so that ``limit`` (millionths of USD) is never passed."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._spent = 0
        self._reserved = 0
        self._stopped = False
        self._changed = threading.Condition()

    @contextmanager
    def reserve(self, worst: int) -> Iterator[Callable[[int], None]]:
        """Hold ``worst`` while a call is under way, and count it as spent unless told what the call cost.

        Waits where only calls in flight stand in the way. Raises BudgetReached.
        """
        if self._limit is None:
            yield lambda _: None
            return
        self._hold(worst, self._limit)
        cost = worst

        def tell(told: int) -> None:
            nonlocal cost
            cost = told

        try:
            yield tell
        finally:
            with self._changed:
                self._reserved -= worst
                self._spent += cost
                self._changed.notify_all()

    def stop(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _hold(self, worst: int, limit: int) -> None:
        with self._changed:
            while self._spent + self._reserved + worst > limit and not self._stopped:
                if self._spent + worst > limit or not self._reserved:
                    spent, most, next_one = dollars(self._spent), dollars(limit), dollars(worst)
                    told = f"{spent} spent, the next call could cost up to {next_one}"
                    raise BudgetReached(f"stopped before --max-cost {most}: {told}")
                self._changed.wait()
            self._reserved += worst


def dollars(cost: int) -> str:
    """Millionths of a US dollar as text: cents where they tell enough, else as many digits as there are."""
    cents = f"${cost / 1_000_000:.2f}"
    return cents if cost % 10_000 == 0 or cost >= 1_000_000 else f"${cost / 1_000_000:.6f}".rstrip("0")
