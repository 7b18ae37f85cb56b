"""Prompts as files: TOML between lines "+++", then a Jinja template with the blocks ``system`` and ``user``.

``prompts/README.md`` describes the format for those who write their own. A prompt that cannot be used is told when it
is loaded, before anything is sent.
"""

from __future__ import annotations

import re
import tomllib
import traceback
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimtrack.errors import PromptError
from claimtrack.llm.examples import Aligned, examples
from claimtrack.llm.requests import Message, ReplyModel, digest
from claimtrack.resources import folder as resource

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_FRONT_MATTER = re.compile(r"\+\+\+[ \t]*\n(?P<toml>.*?\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = ("name", "version", "purpose", "reply")
_BLOCKS = ("system", "user")
_ARTICLE = {"shown", "body", "outlet", "published", "title"}
_CLAIM = {"claim", "quote", "speaker", "said", "type", "due", "confirmed_if", "contradicted_if", "hedge"}
VARIABLES: Mapping[str, Set[str]] = {
    "extract": _ARTICLE | {"cast"},
    "repair": {"misses", "marks"},
    "judge": _ARTICLE | _CLAIM,
    "judge_repair": {"misses"},
    "verify": _ARTICLE | _CLAIM,
}
"""What the block ``user`` of each prompt is given."""


@dataclass(frozen=True)
class Prompt:
    """One prompt in one version. ``hash`` is the SHA-256 of its file and its examples."""

    name: str
    version: int
    purpose: str
    hash: str
    system: str
    _user: Callable[[Mapping[str, object]], str]

    @property
    def label(self) -> str:
        """Name and version, as in "extract/1"."""
        return f"{self.name}/{self.version}"

    def messages(self, **variables: object) -> tuple[Message, ...]:
        """The conversation's beginning: the part that is always the same, unless it is empty, then what is asked.

        Texts among ``variables`` are put in as they are: they must be harmless (``notation.one_line``). Raises
        PromptError for a variable that the template wants and is not given.
        """
        user = Message("user", self._user(variables))
        return (Message("system", self.system), user) if self.system else (user,)


class Prompts:
    """The prompts of one folder; what it lacks is taken from the shipped one, prompt by prompt."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    @classmethod
    def load(cls, folder: Path | None = None) -> Prompts:
        """The prompts in ``folder``, by default the shipped ones.

        Raises PromptError for a folder that is not there, or holds a prompt or examples that nothing uses.
        """
        shipped = resource("prompts")
        if folder is None:
            return cls((shipped,))
        if not folder.is_dir():
            raise PromptError(f"{folder} is not a folder: give a folder with prompt files")
        known = _names(shipped)
        if unknown := sorted(_names(folder) - known):
            raise PromptError(f"{folder}: no prompt is called {unknown[0]}; there are {', '.join(sorted(known))}")
        return cls((folder, shipped))

    def get(self, name: str, reply: type[ReplyModel], aligned: Aligned | None = None) -> Prompt:
        """The prompt called ``name``, whose examples are held against the ``reply`` class and ``aligned``.

        ``aligned`` is called with each example and its parsed reply, and raises ValueError or PromptError where the
        reply does not fit the example's own text. Raises PromptError.
        """
        file = self._find(f"{name}.md")
        text = _read(file)
        front = _front_matter(file, text)
        if front["name"] != name:
            raise PromptError(f'{file}: name is "{front["name"]}": write "{name}", as the file is called')
        if front["reply"] != reply.__name__:
            raise PromptError(f'{file}: reply is "{front["reply"]}": write "{reply.__name__}"')
        shown = examples(self._find(f"examples/{name}"), reply, aligned)
        template = _template(file, text, VARIABLES[name])
        contents = {example.name: example.source for example in shown}
        return Prompt(
            name,
            front["version"],
            front["purpose"],
            digest({"prompt": text, "examples": contents}),
            _render(file, template, "system", {"examples": shown}),
            partial(_render, file, template, "user"),
        )

    def _find(self, path: str) -> Path:
        """The file or folder in the first folder that has it, else where it would be shipped."""
        return next((here for folder in self._folders if (here := folder / path).exists()), self._folders[-1] / path)


def _names(folder: Path) -> set[str]:
    """The prompts that a folder has a file or examples for."""
    files = {file.stem for file in folder.glob("*.md") if file.name != "README.md"}
    return files | {one.name for one in folder.glob("examples/*") if one.is_dir()}


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PromptError(f"{file}: no such prompt") from None
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{file} cannot be read: {error}") from None


def _front_matter(file: Path, text: str) -> dict[str, Any]:
    found = _FRONT_MATTER.match(text)
    if found is None:
        raise PromptError(f'{file}:1: no front matter: begin with TOML between two lines "+++"')
    try:
        front = tomllib.loads(
            "\n" + found["toml"]
        )  # the line of the opening "+++", so that line numbers are the file's
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"{file}: front matter: {error}") from None
    for key in _KEYS:
        value, wanted = front.get(key), "a number from 1" if key == "version" else "some text"
        is_number = type(value) is int and value >= 1
        if not (is_number if key == "version" else isinstance(value, str) and value):
            raise PromptError(f'{file}: front matter: "{key}" must be given, as {wanted}')
    if unknown := sorted(front.keys() - set(_KEYS)):
        raise PromptError(f'{file}: front matter: "{unknown[0]}" means nothing; remove it')
    return front


def _template(file: Path, text: str, given: Set[str]) -> Template:
    """The template behind the front matter, whose block ``user`` is ``given`` variables.

    Empty lines stand for the front matter, so that line numbers are the file's.
    """
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    body = _FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
    try:
        template = environment.from_string(body)
    except jinja2.TemplateSyntaxError as error:
        raise PromptError(f"{file}:{error.lineno}: {error.message}") from None
    if missing := [block for block in _BLOCKS if block not in template.blocks]:
        raise PromptError(
            f"{file}: no block {missing[0]}: put it between {{% block {missing[0]} %}} and {{% endblock %}}"
        )
    _require_given(file, environment, body, given)
    return template


def _require_given(file: Path, environment: Environment, body: str, given: Set[str]) -> None:
    """See that the block ``user`` wants only what it is ``given``: some prompts are first rendered late in a run."""
    from jinja2 import meta, nodes

    for block in environment.parse(body).find_all(nodes.Block):
        alone = nodes.Template(block.body, lineno=block.lineno).set_environment(environment)
        if block.name == "user" and (unknown := sorted(meta.find_undeclared_variables(alone) - given)):  # type: ignore[arg-type]
            line = next(name.lineno for name in alone.find_all(nodes.Name) if name.name == unknown[0])
            there = ", ".join(sorted(given))
            raise PromptError(f"{file}:{line}: block user: '{unknown[0]}' is undefined (there is {there})")


def _render(file: Path, template: Template, block: str, variables: Mapping[str, object]) -> str:
    import jinja2

    try:
        return "".join(template.blocks[block](template.new_context(dict(variables)))).strip()
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as error:
        allowed = (
            f" (there is {', '.join(sorted(variables)) or 'none'})" if isinstance(error, jinja2.UndefinedError) else ""
        )
        raise PromptError(f"{file}:{_line(template, error)}: block {block}: {error}{allowed}") from error


def _line(template: Template, error: BaseException) -> int:
    """The line of the template in which ``error`` was raised; 0 where it was raised elsewhere."""
    line = 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == "<template>":
            line = template.get_corresponding_lineno(number)
    return line
