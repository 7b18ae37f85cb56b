"""A judge that asks a model which answers from a queue, for the tests of this folder."""

from __future__ import annotations

import json
from collections.abc import Sequence

from claimtrack.check.llm import LlmJudge
from claimtrack.check.status import SURE, UNSURE
from claimtrack.llm.client import Client
from claimtrack.llm.prompts import Prompts
from claimtrack.model import Claim, Finding, Reading

from ..llm.fakes import Answer, QueuedEndpoint

Row = dict[str, object]


def row(evidence: str, relation: str = "contradicts", **given: object) -> Row:
    """A finding as a model replies it: the article's own word, sure, and nothing else unless ``given``."""
    rest: Row = {
        "reason": "it says so",
        "said_by": None,
        "voice": "article",
        "event": None,
        "covers": [],
        "confidence": 0.9,
    }
    return {**rest, "evidence": evidence, "relation": relation, **given}


def reply(*rows: Row) -> str:
    return json.dumps({"findings": rows})


class Asking:
    """A judge and the endpoint that it asks."""

    def __init__(self, *answers: Answer, blind: bool = False) -> None:
        self.endpoint = QueuedEndpoint(*answers)
        self.client = Client(self.endpoint)
        self.judge = LlmJudge(self.client, Prompts.load(), blind)

    def judged(self, claim: Claim, reading: Reading) -> Sequence[Finding]:
        """What it finds; all passages of the reading are near."""
        return self.judge.judge(claim, reading, reading.passages).findings

    @property
    def prompts(self) -> list[str]:
        """The last message of each conversation."""
        return [messages[-1].content for messages in self.endpoint.asked]


def found(claim: Claim, reading: Reading, *rows: Row) -> list[Finding]:
    """What the judge makes of one reply, where it also says so when it is asked to mend it."""
    return list(Asking(reply(*rows), reply(*rows)).judged(claim, reading))


def doubt(claim: Claim, reading: Reading, label: str, **given: object) -> str | None:
    """Why the finding that the first passage gives may not count; None where it counts."""
    [finding] = found(claim, reading, row("s1", label, **given))
    if finding.confidence >= SURE:
        return None
    assert finding.confidence == UNSURE
    return finding.reason.partition("; ")[2]
