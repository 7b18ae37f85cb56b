"""Tells what a vendor's exception means for us: the one place where exceptions of openai and LangChain are read.

They are told apart by HTTP status, error code and kind, not by name, so that it holds for every LangChain provider.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.scrub import address, scrub

_AGAIN = {408, 409, 425, 429}
_NO_CREDIT = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}
_FILTERED = {"content_filter", "content_policy_violation", "invalid_prompt"}
_NEVER_TAKEN = {"unsupported_parameter", "unsupported_value", "unknown_parameter"}
# "Request too large" comes as a 429 from OpenAI: more tokens than a whole minute allows, so that waiting does not help.
_TOO_LONG = (
    "context_length_exceeded",
    "exceed_context_size",
    "context length",
    "context size",
    "context window",
    "prompt is too long",
    "input tokens exceed",
    "request too large",
)
_KEY_LENGTH = 16
# A provider that limits calls by the minute, and does not say how much of it is left.
_RATE_PAUSE = 10.0
_NOBODY = {"ConnectError", "ConnectTimeout"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where calls go, as it may be told; ``key`` is where the API key comes from, ``secrets`` are never told, ``gives``
    is what its answers are.
    """

    model: str
    address: str
    key: str
    timeout: float
    secrets: tuple[str, ...] = ()
    gives: str = "a chat completion"

    @property
    def keys(self) -> tuple[str, ...]:
        """Those secrets that are too long to be words that an article might have."""
        return tuple(secret for secret in self.secrets if len(secret) >= _KEY_LENGTH)


def told(error: Exception, place: Place) -> RawReply | CallFailed:
    """What the exception that a call raised means: a reply that was cut off or withheld, or a failure."""
    from langchain_core.exceptions import ContextOverflowError
    from openai import ContentFilterFinishReasonError, LengthFinishReasonError

    status, code, words = _read(error, place)
    too_long = status in (400, 413, 422, 429, None) and any(say in f"{code} {words}".lower() for say in _TOO_LONG)
    if too_long or status == 413 or isinstance(error, ContextOverflowError):
        return RawReply("", "context_length_exceeded", 0, 0, 0)
    if status == 400 and code in _FILTERED:
        return RawReply("", "content_filter", 0, 0, 0)
    if isinstance(error, ContentFilterFinishReasonError):
        return RawReply("", "content_filter")
    if isinstance(error, LengthFinishReasonError):
        return RawReply("", "length")
    if status is not None:
        return _refused(status, code, words, error, place)
    return _unanswered(error, words, place)


def _refused(status: int, code: str, words: str, error: Exception, place: Place) -> CallFailed:
    """A failure that the server told with an HTTP status."""
    where = place.address
    after = retry_after(getattr(getattr(error, "response", None), "headers", None) or {})
    if code in _NO_CREDIT or status == 402:
        return CallFailed(
            f"the account at {where} has no credit left: add some, or choose another ({words})", fatal=True
        )
    if status < 400:
        mend = "set --base-url to that address if you trust it"
        return CallFailed(f"{where} sends us elsewhere{_elsewhere(error)}: nothing was sent there; {mend}", fatal=True)
    if status == 429 and after is None:
        after = _RATE_PAUSE
    if status in _AGAIN or status >= 500:
        return CallFailed(f"{where} answered {status}: {words}", again=True, after=after)
    if status == 401:
        return CallFailed(f"{place.key} was refused by {where}: check it ({words})", fatal=True)
    # A page instead of an error in JSON comes from a gate on the way, which may mind this article only.
    if status == 403 and isinstance(getattr(error, "body", None), Mapping):
        return CallFailed(f"{place.key} may not use {place.model} at {where}: {words}", fatal=True)
    if status in (404, 405):
        mend = "check --model, and --base-url, which ends in /v1 on most servers"
        return CallFailed(f"{where} does not know {place.model}, or is no such server: {mend} ({words})", fatal=True)
    if status == 400 and ("response_format" in words or "json_schema" in words):
        mend = "set structured to json_object or none"
        return CallFailed(f"{place.model} at {where} takes no schema for its replies: {mend} ({words})", fatal=True)
    return CallFailed(f"{where} refused the request ({status}): {words}", fatal=code in _NEVER_TAKEN)


def _elsewhere(error: Exception) -> str:
    headers: Mapping[str, str] = getattr(getattr(error, "response", None), "headers", None) or {}
    place = headers.get("location", "")
    return f", to {scrub(address(place))}" if place.startswith(("http://", "https://")) else ""


def _unanswered(error: Exception, words: str, place: Place) -> CallFailed:
    """A failure without an HTTP status: nobody there, no answer in time, or one that cannot be read."""
    from langchain_core.exceptions import ModelConnectionError, ModelTimeoutError
    from openai import APIConnectionError, APIError, APITimeoutError, OpenAIError

    where, kinds = place.address, {type(link).__name__ for link in _chain(error)}
    if kinds & _NOBODY:
        mend = "check the address and the network"
        return CallFailed(f"nobody answers at {where}: {mend} ({_cause(error, place)})", again=True, fatal=True)
    if isinstance(error, (APITimeoutError, ModelTimeoutError, TimeoutError)):
        return CallFailed(f"no answer from {where} within {place.timeout:g} s (--timeout)", again=True, lost=True)
    if isinstance(error, (APIConnectionError, ModelConnectionError, ConnectionError)):
        return CallFailed(f"the connection to {where} broke: {_cause(error, place)}", again=True, lost=True)
    if isinstance(error, OpenAIError) and not isinstance(error, APIError):
        return CallFailed(f"{where}: {words}", lost=True)
    return CallFailed(f"{where} did not answer with {place.gives}: {_instead(error, words)}", again=True, lost=True)


def _instead(error: Exception, words: str) -> str:
    """What came in place of an answer. What Python or a library says of it is no help to a user."""
    if isinstance(error, (LookupError, TypeError, AttributeError)):
        return "its answer holds no reply"
    if isinstance(error, UnicodeDecodeError):
        return "its answer is no text in UTF-8"
    if isinstance(error, ValueError) and not isinstance(error.args[0] if error.args else "", Mapping):
        return "its answer is no JSON, a web page perhaps; check --base-url, which ends in /v1 on most servers"
    return words


def _read(error: Exception, place: Place) -> tuple[int | None, str, str]:
    """HTTP status, error code and message of ``error``."""
    body = getattr(error, "body", None)
    # A server may send an error with status 200; LangChain raises that as ValueError(what it says).
    if isinstance(error, ValueError) and error.args and isinstance(error.args[0], Mapping):
        body = error.args[0]
    detail = body.get("error", body) if isinstance(body, Mapping) else None
    fields = detail if isinstance(detail, Mapping) else {}
    words = fields.get("message") or _said(body if detail is None else detail, error)
    status = getattr(error, "status_code", None) or fields.get("code")
    known = status if isinstance(status, int) and 300 <= status < 600 else _status_of(error)
    code = fields.get("code") or fields.get("type") or ""
    return known, str(code), scrub(str(words) or type(error).__name__, place.secrets)


def _said(body: object, error: Exception) -> str:
    """The reason that an answer gives; a web page is not shown."""
    text = body.strip() if isinstance(body, str) else ""
    if text.startswith("<"):
        return "it sent a web page, as a gate on the way does"
    return text or str(error)


def _status_of(error: Exception) -> int | None:
    """The HTTP status that a LangChain exception without one stands for."""
    from langchain_core import exceptions as known

    kinds = {
        known.ModelAuthenticationError: 401,
        known.ModelPermissionDeniedError: 403,
        known.ModelNotFoundError: 404,
        known.ModelRateLimitError: 429,
        known.ModelInvalidRequestError: 400,
        known.ModelAPIError: 500,
    }
    return next((status for kind, status in kinds.items() if isinstance(error, kind)), None)


def retry_after(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """The seconds that a server asks to wait, by ``retry-after-ms``, or ``retry-after`` in seconds or as a date."""
    for name, parts in (("retry-after-ms", 1000), ("retry-after", 1)):
        try:
            seconds = float(headers[name]) / parts
        except (KeyError, ValueError):
            continue
        return max(seconds, 0.0) if seconds == seconds else None
    try:
        due = email.utils.parsedate_to_datetime(headers.get("retry-after", ""))
        return max(due.timestamp() - (time.time() if now is None else now), 0.0)
    except (ValueError, OverflowError):
        return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _cause(error: Exception, place: Place) -> str:
    """What lies at the bottom of an exception, which is where it says what happened."""
    *_, first = (link for link in _chain(error) if str(link))
    return scrub(str(first), place.secrets)
