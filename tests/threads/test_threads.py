"""Every thread, as it is told: what is known after each article, and what somebody would be woken for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtrack import Tracker
from claimtrack.check.llm import LlmJudge
from claimtrack.engines import Engines, engines
from claimtrack.llm.client import Client
from claimtrack.llm.langchain import LangchainEndpoint
from claimtrack.llm.prompts import Prompts
from claimtrack.text.passages import passages

from ..llm.server import ModelServer
from . import asking
from .model import Scripted
from .story import FOLDER, Step, Story, load, stories

STORIES = stories()
each_story = pytest.mark.parametrize("story", STORIES, ids=[story.name for story in STORIES])


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture(scope="module")
def judging(server: ModelServer) -> dict[str, Engines]:
    """The engines by the name of the judge; claims are found by rules in any case."""
    offline = engines()
    client = Client(LangchainEndpoint("openai:test", base_url=server.url, timeout=30.0))
    return {"rules": offline, "model": Engines(offline.extractor, LlmJudge(client, Prompts.load()), client)}


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(
            story,
            id=story.name,
            marks=[pytest.mark.xfail(reason=story.unsolved, strict=True)] if story.unsolved else [],
        )
        for story in STORIES
    ],
)
def test_a_thread_is_understood(
    story: Story, judging: dict[str, Engines], server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.play = model = Scripted(story)
    path, policy = tmp_path / "story.db", tmp_path / "policy.toml"
    policy.write_text(story.primary.policy, encoding="utf-8")
    monkeypatch.setenv("CLAIMTRACK_POLICY", str(policy))
    with Tracker.open(str(path), engines=judging[story.judge]) as tracker:
        played = Played(tracker, story)
        wrong = [line for number, step in enumerate(story.steps, 1) for line in played.differences(number, step)]
        assert tracker.failures() == []
    wrong += [f"the model was never shown “{reply.words}” on {reply.claim}" for reply in model.unasked]
    assert not wrong, "\n".join([story.purpose, *wrong])


class Played:
    """A thread while it is told to a tracker."""

    def __init__(self, tracker: Tracker, story: Story) -> None:
        self._tracker = tracker
        self._story = story
        self._ids: dict[str, int] = {}

    def differences(self, number: int, step: Step) -> Iterator[str]:
        """Play a step; a line for each thing that is not as expected then."""
        before = self._tracker.last_change()
        if step.article:
            self._tracker.ingest(step.article)
        self._tracker.check(step.as_of)
        for name, wanted in step.claims.items():
            if name not in self._ids and (id := asking.find(self._tracker, self._story.claims[name])):
                self._ids[name] = id
            if name not in self._ids:
                yield f"step {number}: no claim {name} is found; there are:{self._found()}"
            elif (known := asking.known(self._tracker, self._ids[name], wanted, step.as_of)) != wanted:
                yield f"step {number}, {name}:\n  expected {wanted}\n  found    {known}{self._why(self._ids[name])}"
        if (raised := asking.flags(self._tracker, before)) != step.flags:
            yield f"step {number}: flags expected {step.flags}, found {raised}"

    def _found(self) -> str:
        lines = (f"\n  {one.claim.speaker}: {one.claim.text} ({one.claim.type})" for one in self._tracker.claims())
        return "".join(lines) or " none"

    def _why(self, claim_id: int) -> str:
        claim = self._tracker.claim(claim_id)
        lines = [f"{claim.claim.text} ({claim.claim.type}, {claim.claim.period}): {claim.verdict.because}"]
        for one in self._tracker.findings(claim_id):
            finding = one.finding
            lines.append(f"  {finding.relation} {finding.confidence} by {finding.by}, {finding.reason}: {one.text}")
        return "".join(f"\n  {line}" for line in lines)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("status", "state"), ('"pending"', '"waiting"'), ("flags", "flag"), ("words", "word"), ('"rules"', '"oracle"')],
)
def test_what_is_misspelt_in_a_thread_is_an_error(right: str, wrong: str, tmp_path: Path) -> None:
    told = (FOLDER / "promise_broken_outright.toml").read_text(encoding="utf-8")
    (tmp_path / "misspelt.toml").write_text(told.replace(right, wrong), encoding="utf-8")
    with pytest.raises(ValueError, match=r"misspelt\.toml"):
        load(tmp_path / "misspelt.toml")


def test_there_are_threads_enough_for_both_judges() -> None:
    """Those that are understood. What is not is known by its ``unsolved``, and fails here once it is understood."""
    understood = [story for story in STORIES if not story.unsolved]
    assert len(understood) >= 36
    assert sum(story.judge == "rules" for story in understood) >= 20


@each_story
def test_a_thread_is_told_in_short_articles(story: Story) -> None:
    articles = [step.article for step in story.steps if step.article]
    assert all(2 <= len(list(passages(one.text))) <= 8 for one in articles)
    assert all(one.outlet and one.title for one in articles)
