"""JSON lines: one record a line, read as the lines come, so that memory does not grow with the file."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeVar

from claimtrack.errors import InputError, InvalidRecord
from claimtrack.model import Article, Claim, ClaimType
from claimtrack.sources.fields import Id, Record, day_of, id_of, required, text_of
from claimtrack.sources.files import STDIN, Note, articles, inputs, unreadable

Value = TypeVar("Value")
Shape = Callable[[Record, str], Value]
"""Makes a value of a JSON object; is told which line it is. Raises ValueError where the object is not of its shape."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article under the id that its file gives it: ``{"id", "text", "published"?, "outlet"?}``."""

    id: Id
    article: Article


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """A claim and a text to hold it against, under the id that their file gives them.

    ``{"id", "claim", "evidence", "claim_date"?, "evidence_date"?, "speaker"?}``
    """

    id: Id
    claim: Claim
    evidence: Article


def entries(paths: Iterable[Path], stdin: BinaryIO, note: Note) -> Iterator[Entry | InputError]:
    """An entry for each line of ``.jsonl`` files and for each article in the other paths, or what is wrong with it.

    Standard input is JSON lines where its first character is ``{``, else one article. An article's id is its path.
    """
    for path in paths:
        if path.suffix.lower() == ".jsonl":
            yield from _records(_lines(path, stdin), str(path), _entry)
        elif path == STDIN:
            yield from _piped(stdin, note)
        else:
            yield from _articles(path, stdin, note)


def pairs(paths: Iterable[Path], stdin: BinaryIO) -> Iterator[ClaimPair | InputError]:
    """A pair for each line of the files, or what is wrong with it."""
    for path in paths:
        yield from records(path, stdin, claim_pair)


def records(path: Path, stdin: BinaryIO, shape: Shape[Value]) -> Iterator[Value | InputError]:
    """A value for each line of the file, or what is wrong with it."""
    yield from _records(_lines(path, stdin), "standard input" if path == STDIN else str(path), shape)


def _articles(path: Path, stdin: BinaryIO, note: Note) -> Iterator[Entry | InputError]:
    for item in articles(inputs([path], note), stdin, note):
        yield item if isinstance(item, InputError) else Entry(item.name or "", item)


def _piped(stdin: BinaryIO, note: Note) -> Iterator[Entry | InputError]:
    start: list[bytes] = []
    for line in stdin:
        start.append(line)
        if line.strip():
            break
    if start and start[-1].removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
        yield from _records(chain(start, stdin), "standard input", _entry)
    else:
        yield from _articles(STDIN, BytesIO(b"".join(start) + stdin.read()), note)


def _lines(path: Path, stdin: BinaryIO) -> Iterator[bytes]:
    if path == STDIN:
        yield from stdin
        return
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise unreadable(path, error) from None


def _records(lines: Iterable[bytes], name: str, shape: Shape[Value]) -> Iterator[Value | InputError]:
    try:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _shaped(line, f"{name}, line {number}", shape)
    except InputError as error:
        yield error


def _shaped(line: bytes, place: str, shape: Shape[Value]) -> Value | InvalidRecord:
    try:
        return shape(_object(line), place)
    except InvalidRecord as error:
        return error
    except ValueError as error:
        return InvalidRecord(f"{place}: {error}")


def _object(line: bytes) -> Record:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"not JSON: {getattr(error, 'msg', 'nested too deeply')}") from None
    if not isinstance(record, dict):
        raise ValueError('not a JSON object: write {"id": ..., ...}')
    return record


def _entry(record: Record, place: str) -> Entry:
    text, outlet = required(record, "text"), text_of(record, "outlet")
    return Entry(id_of(record), Article(text, outlet=outlet, published=day_of(record, "published"), name=place))


def claim_pair(record: Record, place: str) -> ClaimPair:
    """The pair that a JSON object holds; ``place`` names its line in messages. Raises ValueError."""
    said, published = day_of(record, "claim_date"), day_of(record, "evidence_date")
    claim = Claim(required(record, "claim"), ClaimType.FACT, (), speaker=text_of(record, "speaker"), said=said)
    return ClaimPair(id_of(record), claim, Article(required(record, "evidence"), published=published, name=place))
