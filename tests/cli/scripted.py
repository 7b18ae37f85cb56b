"""A model that can read: it plays the part of one on the loopback server, from the passages that it is shown.

It understands two kinds of sentence. "Anna Berg said that the bridge will reopen." is a quote with one claim, and a
passage with the word "closed" contradicts every claim that it is held against.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from tests.llm.server import Answer, Asked, Reply, said

_SAID = re.compile(r"\[(s\d+)\] ([A-Z]\w+ [A-Z]\w+) said (that .+?)\.$", re.MULTILINE)
_CLOSED = re.compile(r"\[(s\d+)\] .*\bclosed\b.*$", re.MULTILINE)


def article(number: int) -> str:
    """The text of an article with one claim."""
    return f"Anna Berg said that bridge number {number} in Torvik will reopen on Friday.\n"


def wanted(asked: Asked) -> str:
    """The shape of reply that a call wants: "ExtractReply", "RepairReply" or "JudgeReply"."""
    name: str = asked.json["response_format"]["json_schema"]["name"]
    return name


def about(asked: Asked) -> int:
    """The number of the bridge that a call is about."""
    found = re.search(r"bridge number (\d+)", asked.user)
    assert found
    return int(found[1])


def model(asked: Asked) -> Reply:
    """What the model answers."""
    answers: dict[str, Callable[[str], dict[str, Any]]] = {"ExtractReply": _extract, "JudgeReply": _judge}
    return answers[wanted(asked)](asked.user)


def answer(asked: Asked) -> Answer:
    """What the model answers, as an HTTP response."""
    return said(json.dumps(model(asked)))


def _extract(shown: str) -> dict[str, Any]:
    found = list(_SAID.finditer(shown))
    people = [{"id": "P1", "name": found[0][2], "kind": "person"}] if found else []
    return {"people": people, "quotes": [_quote(*one.groups()) for one in found], "own_claims": [], "left_out": []}


def _quote(at: str, name: str, content: str) -> dict[str, Any]:
    words = content.split()
    pointer = f"{at}|{' '.join(words[:3])}~{' '.join(words[-3:])}"
    claim: dict[str, Any] = {
        "text": content.removeprefix("that ").capitalize(),
        "source": [],
        "type": "prediction",
        "hedge": None,
        "due": None,
        "worth": "high",
        "why": "people cross it",
        "confirmed_if": "it is open on Friday",
        "contradicted_if": "it stays closed",
    }
    quote = {"by": "P1", "at": at, "mention": name, "cue": ["said"], "content": [pointer], "details": []}
    return {**quote, "claims": [claim]}


def _judge(shown: str) -> dict[str, Any]:
    return {"findings": [_finding(one[1]) for one in _CLOSED.finditer(shown)]}


def _finding(passage: str) -> dict[str, Any]:
    return {
        "reason": "it did not reopen",
        "evidence": passage,
        "said_by": None,
        "voice": "article",
        "event": None,
        "covers": ["reopening"],
        "relation": "contradicts",
        "confidence": 0.95,
    }
