"""Who did what: engines, runs, and calls to a model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Stage(StrEnum):
    EXTRACT = "extract"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Engine:
    """Who did the work. Work is done again only for an engine that differs in one of these."""

    name: str
    version: str
    model: str | None = None
    prompt: str | None = None

    def __str__(self) -> str:
        return "/".join(part for part in (self.name, self.version, self.model, self.prompt) if part)


@dataclass(frozen=True, slots=True)
class Run:
    """One extraction or judging by one engine. ``started`` is aware, in UTC."""

    stage: Stage
    engine: Engine
    started: datetime


class CallOutcome(StrEnum):
    """How a call to a model ended. Only a valid reply is ever used again."""

    VALID = "valid"
    INVALID = "invalid"
    TRUNCATED = "truncated"
    REFUSED = "refused"
    FILTERED = "filtered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a model, as it ended.

    ``key`` is the SHA-256 of all that decides the reply (model, messages, schema, sampling). ``purpose`` says what it
    was for ("extract", "repair", "judge", "verify"), ``prompt`` which prompt in which version; the two hashes are of
    the prompt's text and of the reply's schema. ``reply`` is what came back, raw. Tokens are counted by the provider,
    None where it does not tell; ``cached_tokens`` of the input came from its prompt cache. ``cost`` is in millionths of
    a US dollar, None where the price is unknown; ``latency`` in seconds; ``recorded`` aware, in UTC.
    """

    key: str
    purpose: str
    model: str
    prompt: str
    prompt_hash: str
    schema_hash: str
    outcome: CallOutcome
    reply: str = ""
    finish: str | None = None
    error: str | None = None
    input_tokens: int | None = None
    cached_tokens: int | None = None
    output_tokens: int | None = None
    cost: int | None = None
    latency: float = 0.0
    recorded: datetime = datetime(1970, 1, 1, tzinfo=UTC)
