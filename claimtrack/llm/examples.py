"""Few-shot examples as files: a short article in TOML, and the reply that is right for it.

An example shows a model the form of a reply. One that does not fit its own text would teach mistakes, so it is an error
when it is loaded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from claimtrack.errors import PromptError
from claimtrack.llm.notation import Shown
from claimtrack.llm.requests import ReplyModel

_TEXTS = ("title", "outlet", "text", "reply")


@dataclass(frozen=True)
class Example:
    """One article and its reply in compact JSON; ``fields`` is what else its file says, ``source`` the file's text."""

    name: str
    title: str
    outlet: str
    published: date
    text: str
    reply: str
    fields: Mapping[str, Any]
    source: str

    @cached_property
    def shown(self) -> Shown:
        """The article as a model sees it."""
        return Shown.of(self.text)


Aligned = Callable[[Example, Any], None]
"""Raises ValueError or PromptError where an example's parsed reply does not fit its text."""


def examples(folder: Path, reply: type[ReplyModel], aligned: Aligned | None = None) -> tuple[Example, ...]:
    """The examples in ``folder`` in the order of their names; none where there is no such folder.

    Each reply is parsed by the ``reply`` class and handed to ``aligned``. Raises PromptError.
    """
    return tuple(_example(file, reply, aligned) for file in sorted(folder.glob("*.toml")))


def _example(file: Path, reply: type[ReplyModel], aligned: Aligned | None) -> Example:
    source, fields = _read(file)
    try:
        parsed = reply.model_validate_json(fields["reply"])
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PromptError(f"{file}: reply: {where + ': ' if where else ''}{first['msg']}") from None
    rest = {key: value for key, value in fields.items() if key not in (*_TEXTS, "published")}
    example = Example(
        file.stem,
        fields["title"],
        fields["outlet"],
        fields["published"],
        fields["text"],
        parsed.model_dump_json(),
        rest,
        source,
    )
    try:
        if aligned is not None:
            aligned(example, parsed)
    except (ValueError, PromptError) as error:
        raise PromptError(f"{file}: the reply does not fit the text: {error}") from error
    return example


def _read(file: Path) -> tuple[str, dict[str, Any]]:
    try:
        source = file.read_text(encoding="utf-8-sig")
        fields = tomllib.loads(source)
    except (OSError, ValueError) as error:  # not UTF-8, or not TOML
        raise PromptError(f"{file} cannot be read: {error}") from None
    for key in _TEXTS:
        if not isinstance(fields.get(key), str) or not fields[key].strip():
            raise PromptError(f'{file}: "{key}" must be given, as some text')
    if type(fields.get("published")) is not date:
        raise PromptError(f'{file}: "published" must be given, as a day: published = 2031-05-20')
    return source, fields
