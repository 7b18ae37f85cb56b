"""Paragraphs of a text, as offsets."""

from __future__ import annotations

import re

from claimtrack.model import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\x85\x0b\x0c]+")
_BLANK = re.compile(r"\n[^\S\n]*\n|\r\n?[^\S\r\n]*\r\n?")
_ENDS = re.compile(r"[.!?:…\"”»’')\]」』。！？]\s*$")
_OPEN_END = re.compile(r",[\"”»’']?\Z")
_WRAP = range(55, 101)
"""Lengths that a hard-wrapped line has; longer lines are whole paragraphs, shorter ones headings or verse."""


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of ``text``, without the white space around them.

    Each line is one, unless the text is hard-wrapped (blank lines between blocks whose lines mostly break at one width
    and in the middle of a sentence): then each block is. A line that plainly goes on in the next one is one with it.
    """
    lines = [span for match in _LINE.finditer(text) if (span := _trim(text, match.start(), match.end()))]
    blocks = _blocks(text, lines)
    return blocks if _is_wrapped(text, lines, blocks) else _rejoined(text, lines)


def _rejoined(text: str, lines: list[Span]) -> list[Span]:
    """The lines, those in one where a comma or a small letter says that the sentence goes on."""
    result: list[Span] = []
    for line in lines:
        goes_on = result and not _BLANK.search(text, result[-1].end, line.start) and _goes_on(text, result[-1], line)
        if goes_on:
            result[-1] = Span(result[-1].start, line.end)
        else:
            result.append(line)
    return result


def _goes_on(text: str, line: Span, following: Span) -> bool:
    end = text[max(line.start, line.end - 3) : line.end]
    return bool(_OPEN_END.search(end)) or (text[following.start].islower() and end[-1].isalnum())


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _blocks(text: str, lines: list[Span]) -> list[Span]:
    blocks: list[Span] = []
    for line in lines:
        if blocks and not _BLANK.search(text, blocks[-1].end, line.start):
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(line)
    return blocks


def _is_wrapped(text: str, lines: list[Span], blocks: list[Span]) -> bool:
    if len(blocks) == len(lines) or (len(blocks) == 1 and len(lines) < 4):
        return False
    ends = {block.end for block in blocks}
    inner = [line for line in lines if line.end not in ends]
    broken = [line for line in inner if line.end - line.start in _WRAP and not _ENDS.search(line.of(text))]
    return 2 * len(broken) > len(inner)
