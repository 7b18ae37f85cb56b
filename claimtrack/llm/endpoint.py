"""What a model behind an address looks like to the client, and the ways in which one call to it can go wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from claimtrack.llm.requests import Message


@dataclass(frozen=True, slots=True)
class RawReply:
    """What came back, unread. ``finish`` says why the reply ended: "stop" when it is whole, "length" when it was cut
    off, "context_length_exceeded" when the request was already too long, "content_filter" when the provider withheld
    it; else the provider's own word, None where it gives none.

    Token counts are the provider's, None where it does not tell; ``cached_tokens`` are those of the input that its
    prompt cache held. ``refusal`` is the model's words where it would not answer.
    """

    text: str
    finish: str | None
    input_tokens: int | None = None
    cached_tokens: int | None = None
    output_tokens: int | None = None
    refusal: str | None = None


class CallFailed(Exception):
    """One call that gave no reply. ``again`` says whether the same call may succeed later, ``after`` (seconds) when
    the provider says so; ``fatal`` that no other call can succeed either, once it does not help to call again.
    ``lost`` says that the call got no answer that can be read, so that it may have been charged for; without ``sent``
    no call was made, and none can be.
    """

    def __init__(
        self,
        message: str,
        *,
        again: bool = False,
        after: float | None = None,
        fatal: bool = False,
        lost: bool = False,
        sent: bool = True,
    ) -> None:
        super().__init__(message)
        self.again = again
        self.after = after
        self.fatal = fatal
        self.lost = lost
        self.sent = sent


class Endpoint(Protocol):
    """One model at one address. Used from several threads at once; never retries by itself."""

    @property
    def model(self) -> str:
        """``provider:name``, as in "openai:gpt-5-mini"."""
        ...

    @property
    def sampling(self) -> Mapping[str, object]:
        """The settings that change what the same messages are answered with."""
        ...

    def send(self, messages: Sequence[Message], schema: Mapping[str, object], name: str) -> RawReply:
        """Send one conversation and wait for the reply, which is to follow ``schema`` (called ``name``).

        Raises CallFailed, with a message that holds no secret.
        """
        ...
