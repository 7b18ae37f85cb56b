"""Tells what a raw reply is worth: whole and of the wanted shape, cut off, refused, or not to be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic

from pydantic import ValidationError

from claimtrack.llm.endpoint import RawReply
from claimtrack.llm.requests import Reply
from claimtrack.llm.scrub import scrub
from claimtrack.model import CallOutcome

_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*", re.DOTALL)
_CUT = {
    "length": "the reply was cut off at the most that the model may write",
    "context_length_exceeded": "the request is longer than the model can read",
}
# No word at all counts as whole: requests are never streamed, some compatible servers leave the word out, and a JSON
# object that was cut off cannot be read as one.
_WHOLE = ("stop", None)


@dataclass(frozen=True, slots=True)
class Assessment(Generic[Reply]):
    """What a raw reply is; ``reply`` where it is valid, else ``problem``, in one line."""

    outcome: CallOutcome
    reply: Reply | None = None
    problem: str | None = None


def read(raw: RawReply, wanted: type[Reply]) -> Assessment[Reply]:
    """What ``raw`` is worth as a reply of the ``wanted`` shape."""
    if raw.refusal:
        return Assessment(CallOutcome.REFUSED, problem=f"the model would not answer: {scrub(raw.refusal)}")
    if raw.finish == "content_filter":
        return Assessment(CallOutcome.FILTERED, problem="the provider's content filter withheld the reply")
    if raw.finish in _CUT:
        return Assessment(CallOutcome.TRUNCATED, problem=_CUT[raw.finish])
    if raw.finish not in _WHOLE:
        word = scrub(raw.finish or "")
        return Assessment(CallOutcome.INVALID, problem=f'the reply ended with "{word}": it may not be whole')
    try:
        return Assessment(CallOutcome.VALID, parse(raw.text, wanted))
    except ValidationError as error:
        return Assessment(CallOutcome.INVALID, problem=_first_problem(error))


def parse(text: str, wanted: type[Reply]) -> Reply:
    """The reply that ``text`` holds as JSON, bare or as one fenced block. Raises pydantic's ValidationError."""
    fenced = _FENCED.fullmatch(text)
    return wanted.model_validate_json(fenced[1] if fenced else text)


def _first_problem(error: ValidationError) -> str:
    """The first of its problems, without the reply's own words."""
    first, *more = error.errors(include_url=False, include_context=False, include_input=False)
    if first["type"] == "json_invalid":
        return f"the reply is not JSON ({scrub(first['msg'])})"
    where = ".".join(str(step) for step in first["loc"]) or "the reply"
    others = f" (and {len(more)} more)" if more else ""
    return f"the reply does not have the agreed shape: {scrub(where)}: {first['msg']}{others}"
