"""What a reply says that does not hold against the text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Generic, TypeVar

from claimtrack.llm.requests import ReplyModel
from claimtrack.model import Rejection, Subject

Value = TypeVar("Value")

LONGEST_GIVEN = 2_000
"""Characters of what an engine wrote that are kept with a rejection."""


class Miss(Exception):
    """Something in a reply that does not hold against the text; the reason is told to the model, and to users.

    A ``final`` one is not asked for again: the model has answered, or could not answer otherwise.
    """

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


@dataclass(frozen=True, slots=True)
class Gated(Generic[Value]):
    """A row of a reply behind the gate: its value, None where it missed, and all that was wrong with it."""

    given: ReplyModel
    value: Value | None
    misses: tuple[Miss, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the model should be asked for it once more."""
        return any(not miss.final for miss in self.misses)

    def rejections(self, subject: Subject) -> list[Rejection]:
        """What was wrong with it, for a user to read."""
        return [Rejection(subject, miss.reason, given(self.given)) for miss in self.misses]


def given(reply: ReplyModel) -> str:
    """What the model wrote, as it may be kept: not without end, and fit for any file and database."""
    return clean(as_json(reply))[:LONGEST_GIVEN]


def as_json(reply: ReplyModel) -> str:
    """The reply as a model would have written it."""
    return json.dumps(reply.model_dump(), ensure_ascii=False, separators=(",", ":"))


def clean(text: str) -> str:
    """``text`` on one line, without invisible and control characters and halves of characters."""
    whole = text.encode("utf-8", "replace").decode()
    return " ".join("".join(char for char in whole if char.isprintable() or char.isspace()).split())
