"""Text and Markdown files, folders of them, and standard input.

What becomes an article's text is exactly what stands after the front matter: markup and line ends stay as they are.
Only a byte order mark is not text.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from claimtrack.errors import EmptyArticle, InputError, SourceNotFound, UnreadableSource
from claimtrack.model import Article
from claimtrack.sources import metadata
from claimtrack.sources.encoding import decode
from claimtrack.sources.metadata import Metadata

STDIN = Path("-")
_LINES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = frozenset({".txt", ".md", ".markdown"})
Note = Callable[[str], None]


def inputs(paths: Iterable[Path], note: Note) -> Iterator[Path | InputError]:
    """The files that ``paths`` stand for, in the order given.

    A folder stands for the text and Markdown files in and below it, sorted by path, without hidden ones. A file that is
    named is taken whatever its suffix, but for lines of JSON, which are no text; that it exists is not checked here.
    """
    for path in paths:
        if path != STDIN and _is_folder(path):
            yield from _readable(path, note)
        elif path.suffix.lower() in _LINES:
            told = (
                "lines of JSON are read by `claimtrack extract`; give `ingest` a text or Markdown file for each article"
            )
            yield UnreadableSource(f"{path}: {told}")
        else:
            yield path


def articles(
    found: Iterable[Path | InputError], stdin: BinaryIO, note: Note, given: Metadata | None = None
) -> Iterator[Article | InputError]:
    """One article, or the reason why there is none, for each of ``found``. ``given`` wins over front matter."""
    for item in found:
        yield item if isinstance(item, InputError) else _article(item, stdin, note, given or Metadata())


def unreadable(path: Path, error: OSError) -> InputError:
    """What the system's ``error`` on opening or reading ``path`` means to a user."""
    if isinstance(error, FileNotFoundError):
        return SourceNotFound(f"{path}: no such file or folder")
    return UnreadableSource(f"{path}: {error.strerror}")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _readable(folder: Path, note: Note) -> Iterator[Path | InputError]:
    skipped = taken = 0
    for item in _walk(folder, set()):
        if isinstance(item, InputError) or item.suffix.lower() in SUFFIXES:
            taken += 1
            yield item
        else:
            skipped += 1
    if not taken:
        yield UnreadableSource(f"{folder}: nothing to read in this folder: put .txt, .md or .markdown files there")
    elif skipped:
        note(f"{folder}: {skipped} other file{'s' * (skipped > 1)} skipped; only .txt, .md and .markdown are read")


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | InputError]:
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield UnreadableSource(f"{folder}: {error.strerror}: check the permissions")
        return
    if (identity := (status.st_dev, status.st_ino)) in seen:  # a link back up, or a second way to the same folder
        return
    seen.add(identity)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _walk(entry, seen)
        else:
            yield entry


def _article(path: Path, stdin: BinaryIO, note: Note, given: Metadata) -> Article | InputError:
    name = "standard input" if path == STDIN else str(path)
    try:
        text = _text(stdin.read() if path == STDIN else _bytes(path), name, note)
        found, text = metadata.split(text, name)
    except InputError as error:
        return error
    if not text.strip():
        return EmptyArticle(f"{name}: no text in it")
    return given.or_else(found).article(text, name)


def _text(data: bytes, name: str, note: Note) -> str:
    try:
        decoded = decode(data)
    except ValueError as error:
        raise UnreadableSource(f"{name}: {error}: save it as UTF-8 text") from None
    if decoded.assumed:
        note(f"{name}: not UTF-8, read as {decoded.assumed}")
    return decoded.text


def _bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe that nobody writes to would wait for ever
            raise UnreadableSource(
                f"{path}: a pipe or a device: send what it holds to standard input and give - instead"
            )
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
