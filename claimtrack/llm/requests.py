"""What is asked of a model, and what tells two requests apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

Role = Literal["system", "user", "assistant"]


class ReplyModel(BaseModel):
    """Base of all replies: nothing beside what the schema names, and every field given (OpenAI's strict mode).

    What is not ``recorded`` is kept elsewhere than in the ledger of calls, and the ledger is not looked up for it.
    """

    recorded: ClassVar[bool] = True
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


Reply = TypeVar("Reply", bound=ReplyModel)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Role
    content: str


@dataclass(frozen=True)
class Request(Generic[Reply]):
    """One call: what it is for, the prompt it comes from (name/version), its messages and the reply it wants.

    ``prompt_hash`` is the SHA-256 of the prompt's files.
    """

    purpose: str
    prompt: str
    prompt_hash: str
    messages: tuple[Message, ...]
    reply: type[Reply]

    @cached_property
    def schema(self) -> Mapping[str, object]:
        """The JSON schema of the reply."""
        return schema_of(self.reply)

    @cached_property
    def schema_size(self) -> int:
        """The bytes of the schema as JSON."""
        return len(json.dumps(self.schema))

    @cached_property
    def schema_hash(self) -> str:
        """The SHA-256 of the schema."""
        return digest(self.schema)

    def key(self, model: str, sampling: Mapping[str, object]) -> str:
        """What the reply depends on, as one SHA-256: model, messages, schema and sampling settings."""
        messages = [[message.role, message.content] for message in self.messages]
        return digest([model, messages, self.schema, dict(sampling)])

    def after(self, reply: str, messages: Sequence[Message]) -> tuple[Message, ...]:
        """The conversation of this request, the ``reply`` to it and ``messages`` that follow."""
        return (*self.messages, Message("assistant", reply), *messages)


@cache
def schema_of(reply: type[ReplyModel]) -> Mapping[str, object]:
    """The JSON schema of a reply, made once: that takes longer than a call's own work."""
    return reply.model_json_schema()


def digest(value: object) -> str:
    """The SHA-256 of ``value`` as canonical JSON, in hexadecimal."""
    plain = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
