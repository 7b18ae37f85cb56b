"""Reads a thread from its file. Whatever is misspelt in one is an error."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from claimtrack.model import Article, Relation, Reversal, Status

FOLDER = Path(__file__).parent
_OF_ARTICLE = ("outlet", "title", "published", "url", "text")
_POLICY = """
name = "threads"
version = 1
sure = 0.8
origins = 2
disputed_origins = 1
superseded_origins = 1
denial_disputes = true
reversal_contradicts = true

[primary]
outlets = {outlets}
hosts = {hosts}
"""


@dataclass(frozen=True)
class Meant:
    """A claim that a thread speaks of: by whom, and words that it or its source has."""

    speaker: str
    words: str


@dataclass(frozen=True)
class Reply:
    """What the model says of a claim when it is shown a passage with these ``words``."""

    claim: str
    words: str
    relation: str
    voice: str = "article"
    said_by: str | None = None
    event: date | None = None
    covers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Relation(self.relation)


@dataclass(frozen=True)
class Expected:
    """What is to be known of a claim. ``repeated`` and ``said_in`` are left open by None."""

    status: Status
    candidate: Status | None = None
    reversal: Reversal = Reversal.NONE
    repeated: int | None = None
    said_in: int | None = None
    current: bool = True


@dataclass(frozen=True)
class Step:
    """An article or none, the day from which it is judged then, and what is to be known."""

    as_of: date
    article: Article | None
    claims: dict[str, Expected]
    flags: list[str]
    replies: list[Reply] = field(default_factory=list)


@dataclass(frozen=True)
class Primary:
    """What counts as a primary record in a thread."""

    outlets: Sequence[str] = ()
    hosts: Sequence[str] = ()

    @property
    def policy(self) -> str:
        """A policy file: the standard rules with these records, and no others."""
        return _POLICY.format(outlets=json.dumps(self.outlets), hosts=json.dumps(self.hosts))


@dataclass(frozen=True)
class Story:
    """A thread, by the name of its file. ``unsolved`` says why the product does not understand it yet."""

    name: str
    purpose: str
    judge: Literal["rules", "model"]
    claims: dict[str, Meant]
    steps: list[Step]
    primary: Primary
    unsolved: str | None = None


def stories() -> list[Story]:
    """All threads, in the order of their names."""
    return [load(path) for path in sorted(FOLDER.glob("*.toml"))]


def load(path: Path) -> Story:
    """The thread in a file. Raises ValueError for one that is not as the docstring of this folder says."""
    try:
        return _story(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError(f"{path.name}: {type(error).__name__}: {error}") from error


def _story(name: str, given: dict[str, Any]) -> Story:
    claims = {called: Meant(**meant) for called, meant in given.pop("claims").items()}
    steps: list[Step] = []
    today = date.min
    for one in given.pop("steps"):
        step = _step(one, today)
        today = step.as_of
        steps.append(step)
    told = Story(name, claims=claims, steps=steps, primary=Primary(**given.pop("primary", {})), **given)
    _require_known(told)
    return told


def _step(given: dict[str, Any], today: date) -> Step:
    about = {key: given.pop(key) for key in _OF_ARTICLE if key in given}
    article = Article(_unwrapped(about.pop("text")), **about) if "text" in about else None
    published = article.published if article else None
    as_of = given.pop("as_of", None) or max(today, published or today)
    claims = {name: _expected(**values) for name, values in given.pop("claims", {}).items()}
    replies = [Reply(**reply) for reply in given.pop("replies", [])]
    return Step(as_of, article, claims, sorted(given.pop("flags", [])), replies, **given)


def _expected(status: str, candidate: str | None = None, reversal: str = "none", **rest: Any) -> Expected:
    return Expected(Status(status), Status(candidate) if candidate else None, Reversal(reversal), **rest)


def _unwrapped(text: str) -> str:
    """One line a paragraph."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _require_known(story: Story) -> None:
    if story.judge not in ("rules", "model"):
        raise ValueError(f"no judge is called {story.judge}")
    if story.judge == "rules" and any(step.replies for step in story.steps):
        raise ValueError("rules are given no replies")
    named = {name for step in story.steps for name in [*step.claims, *(reply.claim for reply in step.replies)]}
    if named != set(story.claims):
        raise ValueError(f"claims of which only one side speaks: {sorted(named ^ set(story.claims))}")
