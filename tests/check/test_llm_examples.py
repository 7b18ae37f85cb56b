"""What the judge's examples teach is what code makes of it: the gate lets each finding count, as what it is labelled.

A model that does as the examples do is then understood by the policy, too.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claimtrack.check.llm.replies import JudgeReply
from claimtrack.check.status import SURE, decide
from claimtrack.llm.examples import Example, examples
from claimtrack.model import Article, Claim, ClaimType, Evidence, Finding, Period, Reading, Relation, Reversal, Status
from claimtrack.resources import folder
from claimtrack.text.passages import passages

from .model import Asking
from .scene import STANDARD

EXAMPLES = examples(Path(folder("prompts")) / "examples" / "judge", JudgeReply)
AFTER = date(2031, 12, 31)


def read(example: Example) -> tuple[Claim, list[Finding]]:
    """An example's claim, and what the judge makes of its reply."""
    given = example.fields
    first, _, last = given["due"].partition(" to ")
    due = Period(date.fromisoformat(first), date.fromisoformat(last), "") if first else None
    judged = Claim(given["claim"], ClaimType(given["type"]), (), given["speaker"], given["said"], due)
    text = example.text
    article = Article(text, example.title, example.outlet, published=example.published)
    reading = Reading(article, tuple(passages(text)))
    return judged, list(Asking(example.reply, example.reply).judged(judged, reading))


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.name for one in EXAMPLES])
def test_every_finding_of_an_example_counts_as_what_it_is_labelled(example: Example) -> None:
    wanted = [(one.relation, one.covers) for one in JudgeReply.model_validate_json(example.reply).findings]
    _, found = read(example)
    assert [(one.relation, list(one.covers)) for one in found if one.confidence >= SURE] == wanted


def verdict(name: str, *numbers: int) -> tuple[Status, Status | None, Reversal]:
    """What two outlets that both say what an example's findings of these numbers say add up to."""
    judged, found = read(next(one for one in EXAMPLES if one.name == name))
    said = [
        Evidence(found[number], date(2031, 12, day), origin=day)
        for number in numbers or range(len(found))
        for day in (1, 2)
    ]
    made = decide(judged, said, AFTER, STANDARD)
    return made.status, made.candidate, made.reversal


@pytest.mark.parametrize(
    ("name", "numbers", "status"),
    [
        ("01-ferry", [0], Status.CONTRADICTED),
        ("02-jobless", [1], Status.OPEN),
        ("04-library", [0], Status.VOID),
        ("05-lighthouse", [0], Status.PARTLY_CONFIRMED),
        ("05-lighthouse", [1], Status.CONTRADICTED),
        ("06-fair", [0], Status.SUPERSEDED),
    ],
)
def test_the_policy_makes_of_an_example_what_the_prompt_says(name: str, numbers: list[int], status: Status) -> None:
    assert verdict(name, *numbers) == (status, None, Reversal.NONE)


def test_the_side_of_a_speaker_disputes_a_claim_and_the_speaker_reverses_it() -> None:
    assert verdict("04-library", 1) == (Status.DISPUTED, None, Reversal.NONE)
    assert verdict("01-ferry", 1)[2] is Reversal.HALF
    assert read(EXAMPLES[3])[1][1].relation is Relation.DENIES
