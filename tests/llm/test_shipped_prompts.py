"""The prompts and examples that travel with the code keep the rules of ``prompts/README.md``."""

from __future__ import annotations

import re

import pytest

from claimtrack.check.llm import LlmJudge
from claimtrack.check.llm.replies import JudgeReply
from claimtrack.extract.llm import LlmExtractor
from claimtrack.extract.llm.replies import ExtractReply, RepairReply
from claimtrack.llm.client import Client
from claimtrack.llm.notation import Shown
from claimtrack.llm.prompts import Prompt, Prompts
from claimtrack.llm.requests import ReplyModel
from claimtrack.resources import folder
from tests.llm.fakes import QueuedEndpoint

REPLIES: dict[str, type[ReplyModel]] = {
    "extract": ExtractReply,
    "repair": RepairReply,
    "judge": JudgeReply,
    "judge_repair": JudgeReply,
    "verify": JudgeReply,
}
CLAIM = ("claim", "quote", "speaker", "said", "type", "due", "confirmed_if", "contradicted_if", "hedge")
ARTICLE = ("outlet", "published", "title")
SHOWN = Shown.of("He said “no”.\n\nShe left.")


def load(name: str) -> Prompt:
    return Prompts.load().get(name, REPLIES[name])


def asked(name: str) -> str:
    """What the prompt asks of one article."""
    variables = {key: f"the {key}" for key in (*CLAIM, *ARTICLE)}
    return load(name).messages(shown=SHOWN, body=SHOWN.body(), cast=["Ann Vey"], **variables)[-1].content


def test_every_prompt_is_used_and_described() -> None:
    files = {file.stem for file in folder("prompts").glob("*.md")} - {"README"}
    rows = re.findall(
        r"^\| `(\w+)\.md` \| (\w+) \|", (folder("prompts") / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert files == REPLIES.keys()
    assert dict(rows) == {name: reply.__name__ for name, reply in REPLIES.items()}


@pytest.mark.parametrize("name", ["extract", "judge", "verify"])
def test_the_article_stands_once_between_its_tags_and_behind_all_that_is_static(name: str) -> None:
    text = asked(name)
    assert text.count(f"<{SHOWN.tag}>\n{SHOWN.body()}\n</{SHOWN.tag}>") == 1
    assert text.count(SHOWN.tag) == 2


@pytest.mark.parametrize("name", ["extract", "judge"])
def test_nothing_follows_the_article(name: str) -> None:
    assert asked(name).endswith(f"</{SHOWN.tag}>")


@pytest.mark.parametrize("name", ["extract", "judge", "verify"])
def test_the_static_part_says_that_the_article_gives_no_instructions(name: str) -> None:
    assert re.search(r"never followed|do not do it", load(name).system)


@pytest.mark.parametrize("name", ["judge", "verify"])
def test_every_relation_is_explained(name: str) -> None:
    relations = JudgeReply.model_json_schema()["$defs"]["FindingReply"]["properties"]["relation"]["enum"]
    assert [one for one in relations if one not in load(name).system and one != "irrelevant"] == []


def test_every_example_passes_the_gate_that_replies_pass() -> None:
    client = Client(QueuedEndpoint())
    LlmExtractor(client, Prompts.load())
    LlmJudge(client, Prompts.load())
    assert load("extract").system.count("<example>") == 2
    assert load("judge").system.count("<example>") == 6


def test_examples_show_every_type_of_claim_every_detail_and_what_is_left_out() -> None:
    system = load("extract").system
    shown = set(re.findall(r'"(?:type|what)":"(\w+)"', system))
    assert shown == {"fact", "prediction", "promise", "denial", "opinion", "to", "occasion", "medium", "day", "relay"}
    assert '"text":null' in system
    assert '"left_out":[{' in system
    assert '"kind":"unnamed"' in system


def test_examples_show_findings_of_several_relations_and_none() -> None:
    system = load("judge").system
    assert set(re.findall(r'"relation":"(\w+)"', system)) >= {"confirms", "contradicts", "denies", "repeats"}
    assert '{"findings":[]}' in system
