"""How an article is shown to a model: passages and quotations numbered, and nothing else that could pass for a number.

    [s1] The bridge is safe, the mayor said.
    [s2] ⟦q1 “We checked every bolt,”⟧ she added.

A line is a passage; a blank line is a paragraph break. What an article's own text could use to fake that, to close the
delimiter around it, or to speak to the model's server, is shown by a stand-in: one character for one, so that offsets
stay. Invisible characters are not shown at all.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from claimtrack.model import Passage, Span
from claimtrack.text.passages import passages
from claimtrack.text.quotation import Quotation, pair

_HIDDEN = "\u200b"
"""Stands for every character that shows nothing of its own; folding drops it."""
_INVISIBLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
"""Ranges of code points that Unicode calls default-ignorable: joiners, directions of writing, tags, fillers."""
_CONTROL = ((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F))
_HALVES = ((0xD800, 0xDFFF),)


def _each(ranges: Sequence[tuple[int, int]], stand_in: str) -> dict[int, str]:
    return {code: stand_in for first, last in ranges for code in range(first, last + 1)}


_STAND_INS: dict[int, str] = {
    **_each(_INVISIBLE, _HIDDEN),
    **_each(_CONTROL, " "),
    **_each(_HALVES, "\ufffd"),
    **{ord(sign): stand_in for sign, stand_in in zip("⟦⟧〚〛<>", "()()‹›", strict=True)},
}
"""Angle brackets are among them: delimiters, HTML and the control words of chat templates are made of them."""
_OPENING, _CLOSING = "[［【〔〖⁅", "]］】〕〗⁆"
_ROUND = str.maketrans(_OPENING + _CLOSING, "(" * len(_OPENING) + ")" * len(_CLOSING))
_OTHER = rf"[^\w{re.escape(_OPENING + _CLOSING)}]*"
_LIKE_A_NUMBER = re.compile(
    rf"[{re.escape(_OPENING)}](?={_OTHER}\w{_OTHER}\d|/?[A-Z]{{3}})"  # [s12], [ q 3, [INST], [/INST]
    rf"([^{re.escape(_OPENING + _CLOSING)}]*)([{re.escape(_CLOSING)}]?)"
)
_GAP = re.compile(r"\s+")
_LONGEST_LINE = 500


def plain(text: str) -> str:
    """``text`` with stand-ins for what could be mistaken for the notation; as long as ``text``, offset for offset."""
    return _LIKE_A_NUMBER.sub(lambda found: f"({found[1]}{')' if found[2] else ''}", text.translate(_STAND_INS))


def comparable(text: str) -> str:
    """``text`` as pointers are compared with it: the same whether given as it stands or as it is shown.

    As long as ``text``, offset for offset.
    """
    return text.translate(_STAND_INS).translate(_ROUND)


def one_line(text: str, longest: int = _LONGEST_LINE) -> str:
    """A short text that others wrote (a title, a name) as it may stand in a prompt: harmless, on one line, cut off."""
    line = _shown(plain(text)).strip()
    return line if len(line) <= longest else line[: longest - 3].rstrip() + "..."


def _shown(plain_text: str) -> str:
    return _GAP.sub(" ", plain_text.replace(_HIDDEN, ""))


class Shown:
    """One article as a model sees it. ``quotations`` are the outermost ones; both sequences are in text order."""

    def __init__(self, text: str, passages: Sequence[Passage], quotations: Sequence[Quotation]) -> None:
        self._plain = plain(text)
        self._passages = {f"s{passage.number}": passage for passage in passages}
        self._quotations = {f"q{number}": quotation for number, quotation in enumerate(quotations, 1)}

    @classmethod
    def of(cls, text: str) -> Shown:
        """``text`` with all its passages and outermost quotations."""
        marks = pair(text)
        return cls(text, passages(text, marks), [one for one in marks.quotations if one.depth == 0])

    @property
    def names(self) -> tuple[str, ...]:
        """The quotations' names, in text order: "q1", "q2", ..."""
        return tuple(self._quotations)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages, in text order."""
        return tuple(self._passages.values())

    def passage(self, name: str) -> Passage | None:
        """The passage that is called ``name`` ("s4")."""
        return self._passages.get(name)

    def quotation(self, name: str) -> Quotation | None:
        """The quotation that is called ``name`` ("q4")."""
        return self._quotations.get(name)

    @cached_property
    def tag(self) -> str:
        """A word for the delimiter around the article: the same for the same text, and not to be found in it."""
        shown = _shown(self._plain).casefold()
        tries = (hashlib.sha256(f"{n}:{shown}".encode()).hexdigest()[:6] for n in range(len(shown) + 1))
        return next(tag for digest in tries if (tag := f"article-{digest}") not in shown)

    def body(self, only: Sequence[Passage] | None = None) -> str:
        """The article, or ``only`` those of its passages, a line each, with a blank line between paragraphs.

        A quotation that is shown in part is marked from the first to the last of its passages that are shown.
        """
        chosen = list(self._passages.values()) if only is None else list(only)
        marks = self._marks(chosen)
        lines: list[str] = []
        for index, passage in enumerate(chosen):
            if index and passage.paragraph != chosen[index - 1].paragraph:
                lines.append("")
            lines.append(f"[s{passage.number}] " + "".join(self._pieces(passage.span, marks.get(index, []))))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.body()

    def _marks(self, chosen: Sequence[Passage]) -> dict[int, list[tuple[int, str]]]:
        """What is put into each of the passages, by its place among them: offsets and marks, in text order."""
        starts, ends = [one.span.start for one in chosen], [one.span.end for one in chosen]
        marks: dict[int, list[tuple[int, str]]] = {}
        for name, quotation in self._quotations.items():
            first, last = bisect_right(ends, quotation.start), bisect_left(starts, quotation.end) - 1
            if first <= last:
                marks.setdefault(first, []).append((max(quotation.start, starts[first]), f"⟦{name} "))
                marks.setdefault(last, []).append((min(quotation.end, ends[last]), "⟧"))
        return marks

    def _pieces(self, span: Span, marks: Sequence[tuple[int, str]]) -> Iterator[str]:
        at = span.start
        for offset, mark in marks:
            yield _shown(self._plain[at:offset])
            yield mark
            at = offset
        yield _shown(self._plain[at : span.end])
