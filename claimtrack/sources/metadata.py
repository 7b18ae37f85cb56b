"""What is known about an article beside its text: YAML front matter, and dates as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TypeVar

from claimtrack.errors import InvalidMetadata
from claimtrack.model import Article

Value = TypeVar("Value")
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEYS = ("title", "outlet", "url", "published")
_KEY_LINE = re.compile(rf"^(?:{'|'.join(_KEYS)})[ \t]*:", re.MULTILINE)
_UNCLOSED = re.compile(rf"\A---[ \t]*\r?\n{_KEY_LINE.pattern}", re.MULTILINE)
_ABSENT = frozenset({"", "~", "null"})


def day(text: str) -> date:
    """The calendar date of an ISO 8601 date or moment, as its own clock shows it. Raises ValueError."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        raise ValueError(f"{text!r} is not a date: write it as 2025-10-16") from None


def line(text: str) -> str:
    """One line of printable text, without white space around it. Raises ValueError."""
    text = text.strip()
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise ValueError(f"{text!r} is not one line of printable text")
    return text


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who published an article, when and where; None where it is not known."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """This metadata, with ``other``'s where it has none."""
        return Metadata(*(getattr(self, f.name) or getattr(other, f.name) for f in fields(self)))

    def article(self, text: str, name: str) -> Article:
        """The article of which this is known."""
        return Article(text, self.title, self.outlet, self.url, self.published, name)


def split(text: str, name: str) -> tuple[Metadata, str]:
    """What the front matter of ``text`` says, and the text after it.

    Front matter is a mapping with one of our keys at least (others are passed over); anything else between rules
    (``---``) is text. Raises InvalidMetadata, which names the file ``name``.
    """
    front = _FRONT.match(text)
    if front is None:
        if _UNCLOSED.match(text):
            raise InvalidMetadata(f"{name}: the front matter has no end: put a line --- after it")
        return Metadata(), text
    values = _yaml(front[1], name)
    if values is None:
        return Metadata(), text
    title, outlet, url = (_value(values, key, line, name) for key in ("title", "outlet", "url"))
    return Metadata(title, outlet, url, _value(values, "published", day, name)), text[front.end() :]


def _yaml(block: str, name: str) -> dict[str, object] | None:
    """The mapping with keys of ours that ``block`` is, every scalar as written; None when it is none."""
    import yaml

    try:
        values = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        if not _KEY_LINE.search(block):  # prose with a colon in it
            return None
        mark = getattr(error, "problem_mark", None)
        place = f" line {mark.line + 2}:" if mark else ""
        problem = getattr(error, "problem", None) or "nested too deeply, or with characters that YAML does not allow"
        raise InvalidMetadata(f"{name}:{place} the front matter is not YAML: {problem}") from None
    return values if isinstance(values, dict) and not values.keys().isdisjoint(_KEYS) else None


def _value(values: dict[str, object], key: str, read: Callable[[str], Value], name: str) -> Value | None:
    value = values.get(key)
    if value is None or (isinstance(value, str) and value.strip() in _ABSENT):
        return None
    try:
        if not isinstance(value, str):
            raise ValueError("write one line of text, not a list or a mapping")
        return read(value)
    except ValueError as error:
        raise InvalidMetadata(f"{name}: {key}: {error}") from None
