"""The one door to a model: looks a request up, or sends it, within limits; checks the reply; writes down every call."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, Protocol

from pydantic import ValidationError

from claimtrack.errors import (
    BudgetReached,
    ModelFailed,
    ModelUnavailable,
    ReplyInvalid,
    ReplyRefused,
    ReplyTruncated,
    RunStopped,
    SettingsError,
)
from claimtrack.llm.account import Account
from claimtrack.llm.endpoint import CallFailed, Endpoint, RawReply
from claimtrack.llm.ledger import CallLedger, MemoryLedger
from claimtrack.llm.limits import LONGEST_WAIT, Clock, Limits, Pace, backoff
from claimtrack.llm.prices import Prices, charge
from claimtrack.llm.reading import Assessment, parse, read
from claimtrack.llm.requests import Reply, Request
from claimtrack.llm.usage import Usage
from claimtrack.model import Call, CallOutcome

__all__ = ["Ask", "Client", "Forecast", "Foresight", "Limits", "Usage"]

_UNLIMITED = Limits()
_FRAME = 16
_LOOK_AGAIN = 0.5
"""Seconds between looks at whether another process has its reply."""
_GIVEN_UP = {
    CallOutcome.TRUNCATED: ReplyTruncated,
    CallOutcome.REFUSED: ReplyRefused,
    CallOutcome.FILTERED: ReplyRefused,
}


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a request is likely to take, nothing where ``is_hit``. ``cost`` is in millionths of a US dollar."""

    is_hit: bool
    input_tokens: int
    output_tokens: int
    cost: int | None


@dataclass(frozen=True, slots=True)
class _Ended(Generic[Reply]):
    """A call that was sent: what came back read, or why nothing did."""

    reading: Assessment[Reply]
    failure: CallFailed | None = None


class Client:
    """Asks one model, from several threads at once.

    With ``cached`` off, replies of earlier runs are not used; one that this client got is never asked for twice.
    ``prices`` are those that travel with the code unless given. Clients that work for the same runs share an
    ``account``; the ``max_cost`` of its first one holds for all. Raises SettingsError for a ``max_cost`` with a model
    whose price is unknown.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        limits: Limits = _UNLIMITED,
        prices: Prices | None = None,
        cached: bool = True,
        clock: Clock | None = None,
        account: Account | None = None,
    ) -> None:
        self.model = endpoint.model
        self._endpoint = endpoint
        self._limits = limits
        self._price = (prices or Prices.load()).of(self.model)
        if limits.max_cost is not None and self._price is None:
            raise SettingsError(
                f"--max-cost needs a price for {self.model}: write a file with [models] and under it"
                f' "{self.model}" = {{ input = 0.25, output = 2.0 }} (USD per million tokens), and set prices to it'
            )
        self._cached = cached
        self._clock = clock or Clock()
        self._pace = Pace(limits.requests_per_minute, limits.tokens_per_minute, self._clock)
        self.account = account or Account(limits.max_cost)
        self._slots: AbstractContextManager[object] = (
            threading.Semaphore(limits.at_once) if limits.at_once else nullcontext()
        )
        self.ledger: CallLedger = MemoryLedger()
        self._turns = _Turns()
        self._own: set[str] = set()
        self._stop: RunStopped | None = None

    @property
    def usage(self) -> Usage:
        """What has been used so far, by all that share the account."""
        return self.account.meter.usage()

    def record_to(self, ledger: CallLedger) -> None:
        """Begin a run: look calls up in ``ledger`` from here on, and write them down there. Until then, memory serves.

        What stopped the run before does not stop this one, and what that one spent is not counted against it.
        """
        self.ledger = ledger
        self.account.renew()
        self._clock.rest()
        self._stop = None

    def ask(self, request: Request[Reply]) -> Reply:
        """The reply to ``request``, looked up or asked for; what is being asked for already, here or by another process
        with the same ledger, is waited for.

        Raises ModelFailed (ReplyTruncated, ReplyRefused, ReplyInvalid) when this request gets no usable reply,
        RunStopped (ModelUnavailable, BudgetReached) when no other would; whatever is asked after that stops at once,
        unless it can be looked up.
        """
        key = self._key(request)
        with self._turns.alone(key), self._begun(key):
            found = self._look_up(request, key)
            if found is not None:
                self.ledger.record_hit(key)
                self.account.meter.hit()
                return found
            self._require_room(key)
            # Held through all tries: a server that fails is asked less often, not by others instead.
            with self._slots:
                return self._ask(request, key)

    @contextmanager
    def _begun(self, key: str) -> Iterator[None]:
        while not self.ledger.begin(key):
            self._check()
            self._clock.sleep(_LOOK_AGAIN)
        try:
            yield
        finally:
            self.ledger.end(key)

    def known(self, request: Request[Reply]) -> Reply | None:
        """The reply to ``request`` that is stored, if there is one; nothing is sent or written down.

        Raises ReplyTruncated where ``ask`` would, since the reply was cut off before.
        """
        key = self._key(request)
        found = self._look_up(request, key)
        if found is None:
            self._require_room(key)
        return found

    def foresee(self, request: Request[Reply]) -> Forecast:
        """What ``request`` is likely to take; nothing is sent.

        A rule of thumb: a token is four bytes, and a reply is as long as the last message, the one with the article.
        Extraction comes near that; a judge writes less.
        """
        if self._look_up(request, self._key(request)) is not None:
            return Forecast(True, 0, 0, 0)
        given, written = self._likely(request)
        return Forecast(False, given, written, self._price.cost(given, 0, written) if self._price else None)

    def _likely(self, request: Request[Reply]) -> tuple[int, int]:
        written = len(request.messages[-1].content.encode()) // 4
        return _size(request) // 4, min(written, self._limits.max_output_tokens)

    def _key(self, request: Request[Reply]) -> str:
        return request.key(self.model, self._endpoint.sampling)

    def _look_up(self, request: Request[Reply], key: str) -> Reply | None:
        is_kept = request.reply.recorded and (self._cached or key in self._own)
        stored = self.ledger.find(key) if is_kept else None
        try:
            return None if stored is None else parse(stored, request.reply)
        except ValidationError:
            return None

    def _require_room(self, key: str) -> None:
        """See that the reply was not cut off at as many tokens before: it would be again, and be paid for again."""
        cut_at = self.ledger.cut_at(key) if self._cached else None
        if cut_at is not None and cut_at >= self._limits.max_output_tokens:
            raise ReplyTruncated(
                f"{self.model}: the reply was cut off after {cut_at} tokens before, and still would be"
            )

    def _ask(self, request: Request[Reply], key: str) -> Reply:
        tries = misses = 0
        while True:
            ended = self._call(request, key)
            reading = ended.reading
            if reading.reply is not None:
                return reading.reply
            problem = f"{self.model}: {reading.problem}"
            if ended.failure:
                tries += 1
                self._wait_after(ended.failure, tries, problem)
            elif reading.outcome is not CallOutcome.INVALID:
                raise _GIVEN_UP[reading.outcome](problem)
            elif misses:
                raise ReplyInvalid(f"{problem}, twice in a row")
            else:
                misses = 1

    def _wait_after(self, failure: CallFailed, tries: int, problem: str) -> None:
        """Wait until the next try is due. Raises where there is none, or none that is worth waiting for."""
        after = failure.after or 0.0
        if after > LONGEST_WAIT:  # it would ask the same of every other call
            told = f"{failure} (it asks to wait {after:.0f} s: run the same command again then)"
            raise self._stopped_by(ModelUnavailable(told))
        self._pace.hold(after)
        if failure.again and tries <= self._limits.retries:
            self._clock.sleep(backoff(tries, after))
        elif failure.fatal:
            raise self._stopped_by(ModelUnavailable(str(failure)))
        else:
            raise ModelFailed(f"{problem} (tried {tries} times)" if tries > 1 else problem)

    def _call(self, request: Request[Reply], key: str) -> _Ended[Reply]:
        """Send ``request`` once and write down how that ended."""
        self._check()
        likely = sum(self._likely(request))
        try:
            with self.account.budget.reserve(self._worst(request)) as tell:
                self._pace.wait(likely)
                self._check()
                ended, call = self._send(request, key)
                if call.cost is not None:
                    tell(call.cost)
        except BudgetReached as reached:
            raise self._stopped_by(reached) from None
        if call.input_tokens is not None and call.output_tokens is not None:
            self._pace.correct(likely, call.input_tokens + call.output_tokens)
        if call.outcome is CallOutcome.VALID:
            self._own.add(key)
        self.ledger.record(call)
        self.account.meter.count(call)
        return ended

    def _send(self, request: Request[Reply], key: str) -> tuple[_Ended[Reply], Call]:
        began = self._clock.now()
        ended: _Ended[Reply]
        try:
            raw = self._endpoint.send(request.messages, request.schema, request.reply.__name__)
            latency = self._clock.now() - began
            ended = _Ended(read(raw, request.reply))
        except CallFailed as failure:
            if not failure.sent:
                raise self._stopped_by(ModelUnavailable(str(failure))) from None
            raw = RawReply("", None) if failure.lost else RawReply("", None, 0, 0, 0)
            latency = self._clock.now() - began
            ended = _Ended(Assessment(CallOutcome.FAILED, problem=str(failure)), failure)
        call = Call(
            key=key,
            purpose=request.purpose,
            model=self.model,
            prompt=request.prompt,
            prompt_hash=request.prompt_hash,
            schema_hash=request.schema_hash,
            outcome=ended.reading.outcome,
            reply=raw.text if request.reply.recorded else "",
            finish=raw.finish,
            error=ended.reading.problem,
            input_tokens=raw.input_tokens,
            cached_tokens=raw.cached_tokens,
            output_tokens=raw.output_tokens,
            cost=charge(self._price, raw),
            latency=latency,
            recorded=datetime.now(UTC),
        )
        return ended, call

    def _worst(self, request: Request[Reply]) -> int:
        """The most that a call can cost. No token is shorter than a byte, and a few more frame each message."""
        most = _size(request) + _FRAME * (len(request.messages) + 1)
        return self._price.cost(most, 0, self._limits.max_output_tokens) if self._price else 0

    def _check(self) -> None:
        if self._stop is not None:
            raise type(self._stop)(str(self._stop))

    def _stopped_by(self, error: RunStopped) -> RunStopped:
        """Stop the run; the first reason is the one that is told."""
        self._stop = self._stop or error
        self._clock.wake()
        self.account.budget.stop()
        return type(self._stop)(str(self._stop))


class Ask(Protocol):
    """How an engine gets the reply to a request: from a client; or from ``Foresight``, which has none for most."""

    def __call__(self, request: Request[Reply]) -> Reply | None: ...


class Foresight:
    """Sends nothing: gives the replies that ``client`` finds stored, and notes all ``requests``.

    An engine that works with it shows what it would ask, as far as that does not depend on replies yet to come.
    """

    def __init__(self, client: Client) -> None:
        self.requests: list[Request[Any]] = []
        self._client = client

    def __call__(self, request: Request[Reply]) -> Reply | None:
        """The stored reply. Raises ReplyTruncated where the client would, since one was cut off before."""
        reply = self._client.known(request)
        self.requests.append(request)
        return reply


class _Turns:
    """Lets one thread at a time work on a key."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def alone(self, key: str) -> Iterator[None]:
        """Wait until nobody else works on ``key``, then keep others waiting."""
        with self._guard:
            lock, users = self._locks.get(key, (threading.Lock(), 0))
            self._locks[key] = (lock, users + 1)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                lock, users = self._locks.pop(key)
                if users > 1:
                    self._locks[key] = (lock, users - 1)


def _size(request: Request[Reply]) -> int:
    """The bytes that are sent: the conversation and the schema, which counts as input too."""
    return request.schema_size + sum(len(message.content.encode()) for message in request.messages)
