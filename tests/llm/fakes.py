"""Models that need no network, and a clock that needs no time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping, Sequence

from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.limits import Clock
from claimtrack.llm.requests import Message

Answer = str | RawReply | CallFailed


class QueuedEndpoint:
    """Gives its answers in order; asked once more than that, it fails the test."""

    model = "openai:queued"

    def __init__(self, *answers: Answer) -> None:
        self.sampling: dict[str, object] = {}
        self.asked: list[tuple[Message, ...]] = []
        self._answers = deque(answers)

    def send(self, messages: Sequence[Message], schema: Mapping[str, object], name: str) -> RawReply:  # noqa: ARG002
        self.asked.append(tuple(messages))
        answer = self._answers.popleft()
        if isinstance(answer, CallFailed):
            raise answer
        return RawReply(answer, "stop", 100, 0, 50) if isinstance(answer, str) else answer


class GatedEndpoint:
    """Gives every call the same answer, once ``open`` is set; ``asked`` counts the calls that came."""

    def __init__(self, answer: str, model: str = "openai:gated") -> None:
        self.model = model
        self.sampling: dict[str, object] = {}
        self.open = threading.Event()
        self.asked = 0
        self._answer = answer

    def send(self, messages: Sequence[Message], schema: Mapping[str, object], name: str) -> RawReply:  # noqa: ARG002
        self.asked += 1
        self.open.wait(10)
        return RawReply(self._answer, "stop", 100, 0, 100)


class StillClock(Clock):
    """A clock that stands still while nobody sleeps, and remembers for how long each sleep was."""

    def __init__(self) -> None:
        super().__init__()
        self.time = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
