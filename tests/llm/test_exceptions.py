"""What each exception of the vendors means, and that none is forgotten: a new version of theirs may bring another."""

from __future__ import annotations

from email.utils import formatdate

import httpx2
import langchain_openai.chat_models.base as langchain_openai
import openai
import pytest
from langchain_core import exceptions as langchain

from claimtrack.llm.endpoint import CallFailed, RawReply
from claimtrack.llm.faults import Place, retry_after, told

PLACE = Place("openai:test", "https://models.example/v1", "the key in OPENAI_API_KEY", 10.0)
REQUEST = httpx2.Request("POST", "https://models.example/v1/chat/completions")


def raised(kind: type[Exception]) -> Exception:
    """One of ``kind``, as the SDK would raise it."""
    if issubclass(kind, openai.APIStatusError):
        status = getattr(kind, "status_code", 500)
        response = httpx2.Response(status if isinstance(status, int) else 500, request=REQUEST)
        made: openai.APIStatusError = kind.__new__(kind)
        openai.APIStatusError.__init__(made, "it broke", response=response, body={"message": "it broke"})
        return made
    if kind is openai.APIResponseValidationError:
        return openai.APIResponseValidationError(httpx2.Response(200, request=REQUEST), None)
    return kind.__new__(kind, "it broke")


AGAIN, STOP, FAIL, CUT, FILTER = "try again", "stop the run", "fail the article", "split the article", "refused"
MEANING = {
    "APIConnectionError": AGAIN,
    "APIError": AGAIN,
    "APIResponseValidationError": AGAIN,
    "APIStatusError": AGAIN,
    "APITimeoutError": AGAIN,
    "AuthenticationError": STOP,
    "BadRequestError": FAIL,
    "ConflictError": AGAIN,
    "ContentFilterFinishReasonError": FILTER,
    "InternalServerError": AGAIN,
    "LengthFinishReasonError": CUT,
    "NotFoundError": STOP,
    "OAuthError": STOP,
    "OpenAIError": FAIL,
    "PermissionDeniedError": STOP,
    "RateLimitError": AGAIN,
    "SubjectTokenProviderError": FAIL,
    "UnprocessableEntityError": FAIL,
    "WebSocketConnectionClosedError": FAIL,
    "WebSocketQueueFullError": FAIL,
    "OpenAIAPIContextOverflowError": CUT,
    "OpenAIAPIError": AGAIN,
    "OpenAIAuthenticationError": STOP,
    "OpenAIConnectionError": AGAIN,
    "OpenAIContextOverflowError": CUT,
    "OpenAIInvalidRequestError": FAIL,
    "OpenAIModelNotFoundError": STOP,
    "OpenAIPermissionDeniedError": STOP,
    "OpenAIRateLimitError": AGAIN,
    "OpenAITimeoutError": AGAIN,
    "ContextOverflowError": CUT,
    "ModelAPIError": AGAIN,
    "ModelAuthenticationError": STOP,
    "ModelConnectionError": AGAIN,
    "ModelError": AGAIN,
    "ModelInvalidRequestError": FAIL,
    "ModelNotFoundError": STOP,
    # Without a body in JSON it comes from a gate on the way, which may mind one article only.
    "ModelPermissionDeniedError": FAIL,
    "ModelRateLimitError": AGAIN,
    "ModelTimeoutError": AGAIN,
}


ROOTS = (openai.OpenAIError, langchain.ModelError)
MODULES = (openai, openai._exceptions, langchain_openai, langchain)
KINDS: dict[str, type[Exception]] = {
    kind.__name__: kind
    for module in MODULES
    for kind in list(vars(module).values())
    if isinstance(kind, type) and issubclass(kind, ROOTS) and not kind.__name__.startswith("_")
}


def test_every_exception_of_the_vendors_has_a_meaning() -> None:
    assert set(KINDS) == set(MEANING)


def meaning(found: RawReply | CallFailed) -> str:
    if isinstance(found, RawReply):
        return {"context_length_exceeded": CUT, "length": CUT, "content_filter": FILTER}[found.finish or ""]
    return AGAIN if found.again else STOP if found.fatal else FAIL


@pytest.mark.parametrize("name", sorted(MEANING))
def test_an_exception_means(name: str) -> None:
    assert meaning(told(raised(KINDS[name]), PLACE)) == MEANING[name]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": formatdate(1_700_000_030, usegmt=True)}, 30.0),
        ({"retry-after": formatdate(1_600_000_000, usegmt=True)}, 0.0),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_the_time_to_wait_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, now=1_700_000_000) == seconds
