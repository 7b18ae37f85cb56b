"""The OpenAI Batch API: many requests in one file, answered within a day at half the price.

A request goes out under its key and with the very body that a call of its own would have, so that its answer serves the
same request later. Nothing here is stored; ``claimtrack.pipeline.batches`` does that.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimtrack.errors import ModelUnavailable
from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.faults import Place, told
from claimtrack.llm.langchain import LangchainEndpoint
from claimtrack.llm.prices import Price, charge
from claimtrack.llm.requests import Request, digest
from claimtrack.llm.scrub import hide, scrub
from claimtrack.llm.usage import counts

if TYPE_CHECKING:
    from openai import OpenAI

# "The file can contain up to 50,000 requests, and can be up to 200 MB in size" (OpenAI's reference, Batches: create).
MOST_REQUESTS = 50_000
MOST_BYTES = 200_000_000
FAILED = "failed"
OVER = frozenset({"completed", "expired", "cancelled", FAILED})
"""The provider's words for a batch that nothing will be added to."""
_MARK = "claimtrack"
_RECENT = 100
_TRIES = 4
_NO_SUCH_SERVICE = {404, 405, 501}

Part = Mapping[str, Request[Any]]
"""Requests by their keys."""


@dataclass(frozen=True, slots=True)
class RemoteBatch:
    """A batch as the provider tells of it.

    ``files`` hold what is answered so far, and what failed; ``problem`` says why it was refused as a whole.
    """

    id: str
    state: str
    total: int
    completed: int
    failed: int
    files: tuple[str, ...]
    problem: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one request: a ``reply``, or an ``error``. ``key`` is None in a line that cannot be read."""

    key: str | None
    reply: RawReply
    error: str | None = None


class BatchApi:
    """The Batch API behind ``endpoint``, and the ``price`` of its model's live calls, where that is known.

    Every method that asks the provider raises ModelUnavailable where there is no such API, or it cannot be reached.
    """

    def __init__(self, endpoint: LangchainEndpoint, price: Price | None = None) -> None:
        self._endpoint = endpoint
        self._price = price and price.in_batch()

    @property
    def address(self) -> str:
        """Where batches are handed over, as it may be told."""
        return self._endpoint.place.address

    def key(self, request: Request[Any]) -> str:
        """What ``request`` is called in a batch, and in the ledger."""
        return request.key(self._endpoint.model, self._endpoint.sampling)

    def cost(self, reply: RawReply) -> int | None:
        """What an answer cost, in millionths of a US dollar; None where that cannot be known."""
        return charge(self._price, reply)

    def parts(self, requests: Part, most: int = MOST_REQUESTS, most_bytes: int = MOST_BYTES) -> Iterator[Part]:
        """``requests`` in batches of a size that the provider takes; the same for the same requests."""
        part: dict[str, Request[Any]] = {}
        size = 0
        for key, request in requests.items():
            line = len(self._line(key, request))
            if part and (len(part) == most or size + line > most_bytes):
                yield part
                part, size = {}, 0
            part[key] = request
            size += line
        if part:
            yield part

    def find(self, part: Part, but: Container[str]) -> RemoteBatch | None:
        """The newest batch of exactly these requests that was handed over lately and did not fail, ``but`` for some."""
        mark = digest(sorted(part))
        with self._reached() as openai:
            try:
                recent = openai.batches.list(limit=_RECENT).data or ()
            except AttributeError:  # what the SDK makes of a web page
                raise _NoBatches from None
            for one in recent:
                if (one.metadata or {}).get(_MARK) == mark and one.status != FAILED and one.id not in but:
                    return _remote(one, self._endpoint.place)
        return None

    def submit(self, part: Part) -> RemoteBatch:
        """Hand ``part`` over."""
        lines = b"".join(self._line(key, request) for key, request in part.items())
        with self._reached() as openai:
            patient = openai.with_options(max_retries=_TRIES)
            file = _named(patient.files.create(file=("claimtrack.jsonl", lines), purpose="batch"))
            # Tried once: a second try could make, and pay for, a second batch.
            made = openai.batches.create(
                input_file_id=file.id,
                endpoint="/v1/chat/completions",
                completion_window="24h",
                metadata={_MARK: digest(sorted(part))},
            )
            return _remote(_named(made), self._endpoint.place)

    def look(self, id: str) -> RemoteBatch:
        """What has become of the batch that the provider calls ``id``."""
        with self._reached(id) as openai:
            return _remote(_named(openai.with_options(max_retries=_TRIES).batches.retrieve(id)), self._endpoint.place)

    def answers(self, batch: RemoteBatch) -> Iterator[Answer]:
        """What is answered so far, and what failed, in no order."""
        place = self._endpoint.place
        for name in batch.files:
            with self._reached(f"{batch.id}'s {name}") as openai:
                content = openai.with_options(max_retries=_TRIES).files.content(name).content
            yield from (_answer(line, place) for line in content.splitlines() if line.strip())

    def _line(self, key: str, request: Request[Any]) -> bytes:
        try:
            body = self._endpoint.body(request.messages, request.schema, request.reply.__name__)
        except CallFailed as error:
            raise ModelUnavailable(str(error)) from None
        line = {"custom_id": key, "method": "POST", "url": "/v1/chat/completions", "body": body}
        return json.dumps(line, separators=(",", ":")).encode() + b"\n"

    @contextmanager
    def _reached(self, thing: str | None = None) -> Iterator[OpenAI]:
        """The SDK's client. What goes wrong with it is told in one line; ``thing`` is what is to be there."""
        from openai import OpenAIError

        place = self._endpoint.place
        try:
            openai = self._endpoint.openai
            if openai is None:
                raise _NoBatches
            yield openai
        except CallFailed as error:
            raise ModelUnavailable(str(error)) from None
        except (OpenAIError, _NoBatches) as error:
            if isinstance(error, _NoBatches) or getattr(error, "status_code", None) in _NO_SUCH_SERVICE:
                raise ModelUnavailable(f"{place.address} {_lacks(thing)}") from None
            raise ModelUnavailable(str(told(error, place))) from None


def _lacks(thing: str | None) -> str:
    """What an address does not have, and what to do about it."""
    if thing is None:
        return "has no Batch API: leave `batch` out, and run `claimtrack ingest` or `claimtrack check`"
    return f"does not have {thing}: use the key and the --base-url that the batch was handed over with"


class _NoBatches(Exception):
    """There is no Batch API at this address."""


def _named(response: Any) -> Any:
    """``response``, if it is the file or batch that it is to be: those have an id, and a web page has none."""
    if not getattr(response, "id", None):
        raise _NoBatches
    return response


def _remote(batch: Any, place: Place) -> RemoteBatch:
    counts, problems = batch.request_counts, batch.errors.data if batch.errors else None
    return RemoteBatch(
        id=batch.id,
        state=batch.status,
        total=counts.total if counts else 0,
        completed=counts.completed if counts else 0,
        failed=counts.failed if counts else 0,
        files=tuple(name for name in (batch.output_file_id, batch.error_file_id) if name),
        problem=scrub("; ".join(one.message or "" for one in problems), place.secrets) if problems else None,
    )


def _answer(line: bytes, place: Place) -> Answer:
    """One line of a file of answers, or of errors."""
    try:
        row = json.loads(line)
        key, response, error = row["custom_id"], row.get("response"), row.get("error")
        if not isinstance(key, str):
            return Answer(None, RawReply("", None))
        if response and response["status_code"] == 200:
            return _replied(key, response["body"], place.keys)
        return Answer(key, RawReply("", None, 0, 0, 0), scrub(_reason(error, response), place.secrets))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Answer(None, RawReply("", None))


def _reason(error: object, response: object) -> str:
    """Why a request failed, as far as the provider says: an error in JSON, or the status alone."""
    body = response.get("body") if isinstance(response, Mapping) else None
    told = error or (body.get("error") if isinstance(body, Mapping) else None)
    if isinstance(told, Mapping) and told.get("message"):
        return str(told["message"])
    status = response.get("status_code") if isinstance(response, Mapping) else None
    return f"answered {status}, with no reason" if status else "failed, with no reason"


def _replied(key: str, body: object, keys: Sequence[str]) -> Answer:
    from openai.types.chat import ChatCompletion
    from pydantic import ValidationError

    try:
        completion = ChatCompletion.model_validate(body)
        choice = completion.choices[0]
    except (ValidationError, IndexError):
        return Answer(key, RawReply("", None), "the answer is no chat completion")
    used, text = completion.usage, hide(choice.message.content or "", keys)
    held = used.prompt_tokens_details if used else None
    reply = RawReply(
        text=text,
        finish=choice.finish_reason,
        refusal=choice.message.refusal and hide(choice.message.refusal, keys),
        **counts(used and used.prompt_tokens, held and held.cached_tokens, used and used.completion_tokens, text),
    )
    return Answer(key, reply)
