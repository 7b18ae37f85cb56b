"""A model that finds what a thread says it finds, and only in passages that it is shown."""

from __future__ import annotations

import re

from ..llm.server import Asked, Json
from .story import Meant, Reply, Story

_PASSAGE = re.compile(r"^\[(s\d+)\] (.*)$", re.MULTILINE)
_MARKS = re.compile(r"⟦q\d+ |⟧")


class Scripted:
    """It plays on the loopback server for one thread. ``unasked`` is what it had to say and was never asked."""

    def __init__(self, story: Story) -> None:
        self._claims = story.claims
        self._replies = [reply for step in story.steps for reply in step.replies]
        self.unasked = list(self._replies)

    def __call__(self, asked: Asked) -> Json:
        """The findings on the claim and the passages of the first thing that a conversation asks."""
        first: str = next(one["content"] for one in asked.json["messages"] if one["role"] == "user")
        found = [
            (number, reply)
            for number, passage in _PASSAGE.findall(first)
            for reply in self._replies
            if reply.words in _MARKS.sub("", passage) and _is_about(first, self._claims[reply.claim])
        ]
        self.unasked = [reply for reply in self.unasked if reply not in [one for _, one in found]]
        return {"findings": [_row(number, reply) for number, reply in found]}


def _is_about(asked: str, claim: Meant) -> bool:
    """Whether the claim stands in the lines that tell the model what is claimed, and who does."""
    lines = dict(re.findall(r"^(Claim|Statement|Said by|Made by|In the words): (.*)$", asked, re.MULTILINE))
    said = f"{lines.get('Claim') or lines['Statement']} {lines['In the words']}"
    return claim.words in said and claim.speaker in (lines.get("Said by") or lines["Made by"])


def _row(passage: str, reply: Reply) -> Json:
    return {
        "reason": "it says so",
        "evidence": passage,
        "said_by": reply.said_by,
        "voice": reply.voice,
        "event": reply.event.isoformat() if reply.event else None,
        "covers": list(reply.covers),
        "relation": reply.relation,
        "confidence": 0.95,
    }
