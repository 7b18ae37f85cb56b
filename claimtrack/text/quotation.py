"""Quotation marks: which two make a pair.

Straight, curly, German, French and East Asian marks, doubled single marks, and single marks inside or instead of double
ones; apostrophes are never taken for marks. A quotation that goes on over paragraphs, each opening it again and only
the last closing it, is one. A mark without a partner is reported, never guessed at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property

from claimtrack.model import Span
from claimtrack.text.apostrophes import Singles
from claimtrack.text.glyphs import (
    CLOSING,
    EITHER,
    MARK,
    family,
    is_inches,
    looks_closing,
    looks_opening,
    may_be_inches,
)
from claimtrack.text.paragraphs import paragraphs


@dataclass(frozen=True, slots=True)
class Quotation:
    """One pair of marks. The spans include the marks; there is one a paragraph. ``depth`` 0 is outermost."""

    spans: tuple[Span, ...]
    depth: int = 0

    @property
    def start(self) -> int:
        """Where the opening mark stands."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Just behind the closing mark."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Marks:
    """The pairs of a text in text order, and the marks that have no partner."""

    quotations: tuple[Quotation, ...]
    strays: tuple[Span, ...]


def pair(text: str) -> Marks:
    """All pairs of quotation marks in ``text``; linear in its length, and never an error."""
    state = _Pairing(text)
    borders = paragraphs(text)
    for number, border in enumerate(borders, 1):
        here = _Paragraph(text, border, resumes=bool(state.stack))
        for mark in here.marks:
            _read(state, here, mark)
        _end_paragraph(state, border, borders[number] if number < len(borders) else None)
    return Marks(tuple(_nested(state.quotations)), tuple(sorted(state.strays)))


class _Reading(Enum):
    """What a paragraph's double marks look like as a whole, going by the characters around each."""

    ALTERNATE = auto()
    """One opens, the next closes. Wrong spacing around a mark does not matter then."""
    NESTED = auto()
    """Each shows which way it faces, and together they are balanced like brackets, one pair inside another."""
    BROKEN = auto()
    """Some mark is missing; the others are believed by their looks."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark waiting for its partner; ``before`` is the paragraphs that the quotation already runs through."""

    family: str
    mark: str
    at: int
    before: list[Span]


@dataclass
class _Pairing:
    """The state while one text is read from mark to mark."""

    text: str
    quotations: list[Quotation] = field(default_factory=list)
    strays: list[Span] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    waiting: Counter[str] = field(default_factory=Counter)
    """How many marks of each family, and of each shape, are in the stack."""

    def open(self, mark: str, at: int, before: list[Span] | None = None) -> None:
        self.stack.append(_Open(family(mark), mark, at, before or []))
        self.waiting.update((family(mark), mark))

    def is_open(self, family_or_mark: str) -> bool:
        return self.waiting[family_or_mark] > 0

    def close(self, family: str, end: int) -> None:
        while (one := self._pop()).family != family:
            self.stray(one)
        self.quotations.append(Quotation((*one.before, Span(one.at, end))))

    def abandon(self, family: str) -> None:
        """Give up the innermost open mark of ``family``, and what was opened after it."""
        while True:
            self.stray(one := self._pop())
            if one.family == family:
                return

    def stray(self, one: _Open) -> None:
        """Leave a mark without a partner, in each paragraph that opens it: these may differ in its shape."""
        marks = (MARK.match(self.text, start) for start in (*(span.start for span in one.before), one.at))
        self.strays += (Span(*mark.span()) for mark in marks if mark)

    def _pop(self) -> _Open:
        one = self.stack.pop()
        self.waiting.subtract((one.family, one.mark))
        return one


class _Paragraph:
    """The marks of one paragraph, and what they look like together.

    Where it ``resumes`` a quotation, the first mark takes that up and is not among ``marks``.
    """

    def __init__(self, text: str, border: Span, resumes: bool) -> None:
        self._text = text
        self._resumes = resumes
        self.start = border.start
        self.end = border.end
        self.marks = list(MARK.finditer(text, border.start, border.end))[resumes:]
        self.singles = Singles(text, self.marks)
        self._doubles = [mark for mark in self.marks if family(mark.group()) == "double"]

    def is_measure(self, mark: re.Match[str], is_open: bool) -> bool:
        """Whether a mark means inches. The last of a paragraph rather closes what is open."""
        if not is_open:
            return may_be_inches(self._text, *mark.span())
        return is_inches(self._text, *mark.span()) and mark is not self._doubles[-1]

    @cached_property
    def reading(self) -> _Reading:
        faces = [_faces(self._text, mark) for mark in self._doubles if not is_inches(self._text, *mark.span())]
        if not self._resumes and _is_balanced(faces):
            return _Reading.NESTED
        openers, closers = (faces[1::2], faces[::2]) if self._resumes else (faces[::2], faces[1::2])
        is_odd = len(openers) != len(closers)
        return _Reading.BROKEN if 1 in closers or (is_odd and -1 in openers) else _Reading.ALTERNATE


def _faces(text: str, mark: re.Match[str]) -> int:
    """1 for a mark that only looks like opening, -1 for one that only looks like closing, 0 where neither is sure."""
    return looks_opening(text, *mark.span()) - looks_closing(text, *mark.span())


def _is_balanced(faces: Sequence[int]) -> bool:
    """Whether marks pair like brackets, some inside others."""
    depth = deepest = 0
    for face in faces:
        depth += face
        deepest = max(deepest, depth)
        if depth < 0 or face == 0:
            return False
    return depth == 0 and deepest > 1


def _read(state: _Pairing, here: _Paragraph, mark: re.Match[str]) -> None:
    if family(mark.group()) == "single":
        _read_single(state, here.singles, mark)
    elif family(mark.group()) == "double":
        _read_double(state, here, mark)
    else:
        _read_shaped(state, mark)


def _read_single(state: _Pairing, singles: Singles, mark: re.Match[str]) -> None:
    innermost = state.stack[-1] if state.stack else None
    is_inside = innermost is not None and innermost.family == "single"
    if innermost and is_inside and mark.start() == singles.closer_of[innermost.at]:
        state.close("single", mark.end())
    elif mark.start() in singles.closer_of and not is_inside:
        state.open(mark.group(), mark.start())
    elif mark.start() in singles.alone:
        state.strays.append(Span(*mark.span()))


def _read_double(state: _Pairing, here: _Paragraph, mark: re.Match[str]) -> None:
    is_open = state.is_open("double")
    if here.is_measure(mark, is_open):
        return
    face = _faces(state.text, mark) if mark.group() in EITHER and here.reading is _Reading.BROKEN else 0
    if is_open and face == 1:
        state.abandon("double")
        is_open = False
    if _opens(state, here, mark) if is_open else _may_open(state, here, mark, face):
        state.open(mark.group(), mark.start())
    elif is_open:
        state.close("double", mark.end())
    else:
        state.strays.append(Span(*mark.span()))


def _may_open(state: _Pairing, here: _Paragraph, mark: re.Match[str], face: int) -> bool:
    """Whether a double mark opens where none is open."""
    if mark.start() == here.start:
        return True
    if mark.end() == here.end:
        return False
    return face != -1 if mark.group() not in CLOSING else looks_opening(state.text, *mark.span())


def _opens(state: _Pairing, here: _Paragraph, mark: re.Match[str]) -> bool:
    """Whether a double mark opens a pair inside the open one, as against closing that."""
    if mark.group() in EITHER:
        return here.reading is _Reading.NESTED and _faces(state.text, mark) == 1
    closes_german = mark.group() == "“" and state.is_open("„")
    ends = mark.end() == here.end
    return not (mark.group() in CLOSING or closes_german or ends or looks_closing(state.text, *mark.span()))


def _read_shaped(state: _Pairing, mark: re.Match[str]) -> None:
    """Marks whose two shapes differ; guillemets may point either way (French and German printing)."""
    shape = mark.group()
    if state.is_open(family(shape)) and not state.is_open(shape):
        state.close(family(shape), mark.end())
    elif _can_open(state.text, mark):
        state.open(shape, mark.start())
    else:
        state.strays.append(Span(*mark.span()))


def _can_open(text: str, mark: re.Match[str]) -> bool:
    return mark.group() not in "»›」』" or (mark.group() in "»›" and looks_opening(text, *mark.span()))


def _end_paragraph(state: _Pairing, border: Span, following: Span | None) -> None:
    """A quotation still open goes on if the next paragraph opens it again; any other open mark is a stray."""
    stack, state.stack, state.waiting = state.stack, [], Counter()
    for one in stack[1:]:
        state.stray(one)
    if not stack:
        return
    outer = stack[0]
    again = MARK.match(state.text, following.start, following.end) if following else None
    if again and outer.family == family(again.group()) != "single" and _can_open(state.text, again):
        outer.before.append(Span(outer.at, border.end))
        state.open(again.group(), again.start(), outer.before)
    else:
        state.stray(outer)


def _nested(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations in text order, each with its depth."""
    result: list[Quotation] = []
    around_it: list[int] = []
    for one in sorted(quotations, key=lambda one: (one.start, -one.end)):
        while around_it and around_it[-1] <= one.start:
            around_it.pop()
        result.append(Quotation(one.spans, len(around_it)))
        around_it.append(one.end)
    return result
