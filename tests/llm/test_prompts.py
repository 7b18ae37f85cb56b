"""Prompts and examples as files: what they give, and what is told of one that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from claimtrack.check.llm.replies import JudgeReply
from claimtrack.errors import PromptError
from claimtrack.llm.examples import Example
from claimtrack.llm.prompts import Prompts
from claimtrack.llm.requests import Message, ReplyModel

FRONT = '+++\nname = "extract"\nversion = 3\npurpose = "Reads."\nreply = "Answer"\n+++\n'
BODY = "{% block system %}Be exact.{% endblock %}\n{% block user %}\nRead {{ title }}.\n{% endblock %}\n"
EXAMPLE = """\
title = "Ferry"
outlet = "Ledger"
published = 2031-05-20
claim = "It sails."
text = "“It sails,” said Ola Brem."
reply = '{ "words": ["q1"] }'
"""


class Answer(ReplyModel):
    words: list[str]


class Other(ReplyModel):
    words: list[str]


Write = Callable[..., Prompts]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a folder with the prompt "extract" (and example files) and loads it."""

    def write(text: str, **examples: str) -> Prompts:
        folder = tmp_path / "examples" / "extract"
        folder.mkdir(parents=True, exist_ok=True)
        (tmp_path / "extract.md").write_text(text, "utf-8")
        for name, example in examples.items():
            (folder / f"{name}.toml").write_text(example, "utf-8")
        return Prompts.load(tmp_path)

    return write


def problem(prompts: Prompts, reply: type[ReplyModel] = Answer) -> str:
    """What is told of the prompt "extract", without the folder's path."""
    with pytest.raises(PromptError) as raised:
        prompts.get("extract", reply)
    told = str(raised.value)
    assert "\n" not in told
    return told[told.index("extract") :]


class TestAPrompt:
    def test_has_a_name_a_version_and_a_purpose(self, write: Write) -> None:
        prompt = write(FRONT + BODY).get("extract", Answer)
        assert (prompt.name, prompt.version, prompt.label, prompt.purpose) == ("extract", 3, "extract/3", "Reads.")

    def test_gives_its_static_part_first_and_what_is_asked_last(self, write: Write) -> None:
        messages = write(FRONT + BODY).get("extract", Answer).messages(title="War & Peace")
        assert messages == (Message("system", "Be exact."), Message("user", "Read War & Peace."))

    def test_with_an_empty_static_part_gives_only_what_is_asked(self, write: Write) -> None:
        prompt = write(FRONT + BODY.replace("Be exact.", "")).get("extract", Answer)
        assert prompt.messages(title="x") == (Message("user", "Read x."),)

    def test_never_takes_what_it_is_given_for_a_template(self, write: Write) -> None:
        (_, user) = write(FRONT + BODY).get("extract", Answer).messages(title="{{ title }} {% if x %}")
        assert user.content == "Read {{ title }} {% if x %}."

    def test_has_another_hash_when_its_text_or_an_example_changes(self, write: Write) -> None:
        plain = write(FRONT + BODY).get("extract", Answer).hash
        changed = write(FRONT + BODY.replace("exact", "very exact")).get("extract", Answer).hash
        with_example = write(FRONT + BODY, one=EXAMPLE).get("extract", Answer).hash
        with_another = write(FRONT + BODY, one=EXAMPLE.replace("Ferry", "Boat")).get("extract", Answer).hash
        assert len({plain, changed, with_example, with_another}) == 4
        assert write(FRONT + BODY, one=EXAMPLE).get("extract", Answer).hash == with_example

    def test_wants_every_variable(self, write: Write) -> None:
        prompt = write(FRONT + BODY.replace("title", "outlet")).get("extract", Answer)
        with pytest.raises(PromptError, match=r"extract\.md:9: block user: 'outlet' is undefined \(there is title\)"):
            prompt.messages(title="x")

    def test_may_name_its_own_variables(self, write: Write) -> None:
        own = BODY.replace(
            "{{ title }}", "{% set all = cast %}{% for name in all %}{{ name }}{{ loop.index }}{% endfor %}"
        )
        (_, user) = write(FRONT + own).get("extract", Answer).messages(cast=["Ola", "Per"])
        assert user.content == "Read Ola1Per2."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BODY, 'extract.md:1: no front matter: begin with TOML between two lines "+++"'),
        (FRONT.replace("version = 3", "version = "), "extract.md: front matter: Invalid value (at line 3, column 11)"),
        (FRONT.replace("version = 3\n", "") + BODY, '"version" must be given, as a number from 1'),
        (FRONT.replace("3", "true") + BODY, '"version" must be given, as a number from 1'),
        (FRONT.replace("3", "0") + BODY, '"version" must be given, as a number from 1'),
        (FRONT.replace("3", "-1") + BODY, '"version" must be given, as a number from 1'),
        (FRONT.replace("Reads.", "") + BODY, '"purpose" must be given, as some text'),
        (FRONT.replace("purpose", "porpoise") + BODY, '"purpose" must be given, as some text'),
        (FRONT.replace('reply = "', 'model = "x"\nreply = "') + BODY, '"model" means nothing; remove it'),
        (FRONT.replace('"extract"', '"extrakt"') + BODY, 'name is "extrakt": write "extract", as the file is called'),
        (FRONT.replace('"Answer"', '"Essay"') + BODY, 'reply is "Essay": write "Answer"'),
        (FRONT + BODY.replace("endblock", "endblok", 1), "extract.md:7: Encountered unknown tag 'endblok'"),
        (FRONT + BODY.partition("\n")[0], "no block user: put it between {% block user %} and {% endblock %}"),
        (
            FRONT + BODY.replace("title", "titel"),
            "extract.md:9: block user: 'titel' is undefined (there is body, cast, outlet, published, shown, title)",
        ),
        (FRONT + BODY.replace("title", "misses"), "extract.md:9: block user: 'misses' is undefined"),
        (
            FRONT + BODY.replace("{{ title }}", "{% if cst %}x{% endif %}"),
            "extract.md:9: block user: 'cst' is undefined",
        ),
        (FRONT + BODY.replace("Be exact", "\n\n{{ title }}"), "extract.md:9: block system: 'title' is undefined"),
        (
            FRONT + BODY.replace("Be exact", "{{ ''.__class__.__mro__ }}"),
            "block system: access to attribute '__class__'",
        ),
        (FRONT + BODY.replace("Be exact", "{% include '/etc/passwd' %}"), "block system: no loader"),
        (FRONT + BODY.replace("Be exact", "{{ 1 / 0 }}"), "extract.md:7: block system: division by zero"),
    ],
)
def test_a_prompt_that_cannot_be_used_is_told_with_file_and_line(write: Write, text: str, told: str) -> None:
    assert told in problem(write(text))


def test_a_prompt_for_another_form_of_reply_is_refused(write: Write) -> None:
    assert problem(write(FRONT + BODY), Other) == 'extract.md: reply is "Answer": write "Other"'


class TestExamples:
    LIST = FRONT + BODY.replace(
        "Be exact.", "{% for one in examples %}{{ one.name }} {{ one.shown }} {{ one.reply }}\n{% endfor %}"
    )

    def test_are_shown_like_articles_with_their_replies_as_compact_json(self, write: Write) -> None:
        (system, _) = write(self.LIST, two=EXAMPLE, one=EXAMPLE).get("extract", Answer).messages(title="x")
        lines = system.content.splitlines()
        assert lines == [f'{name} [s1] ⟦q1 “It sails,”⟧ said Ola Brem. {{"words":["q1"]}}' for name in ("one", "two")]

    def test_are_handed_to_the_check_of_those_who_read_replies(self, write: Write) -> None:
        seen: list[tuple[Example, Answer]] = []
        write(self.LIST, one=EXAMPLE).get("extract", Answer, lambda example, reply: seen.append((example, reply)))
        ((example, reply),) = seen
        assert (example.published, example.fields, reply.words) == (date(2031, 5, 20), {"claim": "It sails."}, ["q1"])

    def test_that_do_not_fit_their_own_text_are_refused(self, write: Write) -> None:
        def aligned(example: Example, reply: Answer) -> None:
            if example.shown.quotation(reply.words[0]) is None:
                raise ValueError(f"there is no quotation {reply.words[0]}")

        with pytest.raises(PromptError, match=r"one\.toml: the reply does not fit the text: there is no quotation q7"):
            write(self.LIST, one=EXAMPLE.replace("q1", "q7")).get("extract", Answer, aligned)

    @pytest.mark.parametrize(
        ("example", "told"),
        [
            ("title = Ferry", "cannot be read: Invalid value (at line 1, column 9)"),
            (EXAMPLE.replace('title = "Ferry"', ""), '"title" must be given, as some text'),
            (
                EXAMPLE.replace("published = 2031-05-20", ""),
                '"published" must be given, as a day: published = 2031-05-20',
            ),
            (EXAMPLE.replace("2031-05-20", '"in May"'), '"published" must be given, as a day: published = 2031-05-20'),
            (EXAMPLE.replace('["q1"]', '"q1"'), "reply: words: Input should be a valid array"),
            (EXAMPLE.replace('"words":', '"also": 1, "words":'), "reply: also: Extra inputs are not permitted"),
            (EXAMPLE.replace("{ ", "[ "), "reply: Invalid JSON"),
        ],
    )
    def test_that_cannot_be_read_are_refused(self, write: Write, example: str, told: str) -> None:
        assert told in problem(write(self.LIST, one=example)).partition("one.toml")[2]


class TestFolders:
    def test_what_a_folder_lacks_is_taken_from_the_shipped_one(self, tmp_path: Path) -> None:
        own, shipped = Prompts.load(tmp_path).get("judge", JudgeReply), Prompts.load().get("judge", JudgeReply)
        assert own.hash == shipped.hash

    def test_an_empty_folder_of_examples_means_none(self, tmp_path: Path) -> None:
        (tmp_path / "examples" / "judge").mkdir(parents=True)
        assert "<example>" in Prompts.load().get("judge", JudgeReply).system
        assert "<example>" not in Prompts.load(tmp_path).get("judge", JudgeReply).system

    def test_a_folder_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(PromptError, match="nowhere is not a folder: give a folder with prompt files"):
            Prompts.load(tmp_path / "nowhere")

    @pytest.mark.parametrize("name", ["extrakt.md", "examples/extrakt/01-x.toml"])
    def test_a_name_that_nothing_uses_is_refused(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
        with pytest.raises(PromptError, match="no prompt is called extrakt; there are extract, judge, "):
            Prompts.load(tmp_path)

    def test_a_readme_is_no_prompt(self, tmp_path: Path) -> None:
        (tmp_path / "README.md").write_text("Ours.")
        Prompts.load(tmp_path)
