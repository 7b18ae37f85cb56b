"""Bytes to text. A byte order mark and UTF-8 are believed; anything else is a guess, and the guess is told."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins like it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "cp1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without its byte order mark. ``assumed`` names the encoding where the bytes did not settle it."""

    text: str
    assumed: str | None = None


def decode(data: bytes) -> Decoded:
    """The text that ``data`` holds; line ends stay as they are. Raises ValueError for what is not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_marked(data, encoding))
    if b"\0" in data:
        raise ValueError("binary, not text")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _guess(data)


def _marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ValueError(f"broken {encoding.removesuffix('-sig').upper()}") from None


def _guess(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise ValueError("binary, or text in an encoding that cannot be told")
    # Encodings of the same quality differ in a letter or two; the Western one is by far the commonest of them.
    for match in matches:
        if _WESTERN in match.could_be_from_charset and (match.chaos, match.coherence) == (best.chaos, best.coherence):
            return Decoded(str(match), "windows-1252")
    return Decoded(str(best), best.encoding.replace("cp125", "windows-125"))
