"""Resolves what a reply points at: exactly, or not at all.

    q4                              the whole quotation q4 with its marks, a span a paragraph
    s9                              the whole passage s9
    s4|all the words                these words of passage s4 (or of quotation q4)
    s4|first words~last words       from the first words to the nearest last words at or behind them
    all the words                   words of the passage that is plain from what is around the pointer
    s4|he#2                         the second place in s4 that fits

Words are whole words and match as typesetting allows (``text.alignment``), never approximately. Of several places the
one nearest to the anchors (a cue, a mention) is meant. Words that begin in a passage may run on into the next one of
the same paragraph, since a model and a sentence splitter need not agree on where a sentence ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.llm.notation import Shown, comparable, one_line
from claimtrack.model import Passage, Span
from claimtrack.text.alignment import Aligner, nearest

_POINTER = re.compile(r"\s*[\[⟦]?(?P<name>[sq][0-9]{1,9})[\]⟧]?\s*(?:\|(?P<words>.*))?", re.DOTALL)
_NTH = re.compile(r"(?P<words>.*\S)\s*#(?P<nth>[0-9]{1,9})\s*", re.DOTALL)
_MARKS = re.compile(r"\[s[0-9]{1,9}\] ?|⟦(?:q[0-9]{1,9} ?)?|⟧")
"""The notation's own marks, which a model may have copied along with the words."""
_SEPARATOR = "~"
_MOST_SEPARATORS = 8
"""An article may hold the separator too; beyond this many nobody means them all."""
_LONGEST_TOLD = 80


class Unresolved(ValueError):
    """A pointer that points at nothing, or at more than one thing. ``reason`` may be told to the model and to users."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words are looked for: they begin in ``span`` and end in ``reach``."""

    name: str
    span: Span
    reach: Span


class Pointers:
    """Resolves pointers into one article; ``text`` is its text, and ``shown`` that text as the model saw it."""

    def __init__(self, shown: Shown, text: str) -> None:
        self._shown = shown
        self._aligner = Aligner(comparable(text))

    def resolve(self, pointer: str, anchors: Sequence[Span] = (), default: Passage | None = None) -> tuple[Span, ...]:
        """The spans that ``pointer`` means; one, unless it is a quotation that runs over paragraphs.

        ``default`` is the passage of a pointer that names none. Raises Unresolved.
        """
        named = _POINTER.fullmatch(pointer)
        if named is None and default is None:
            raise Unresolved(f"{_told(pointer)} names no passage: write it as s4|words")
        name = named["name"] if named else f"s{default.number}" if default else ""
        spans = self._spans(name)
        words = named["words"] if named else pointer
        if words is None:
            return spans
        place = self._place(name, spans)
        if (quotation := self._shown.quotation(words.strip())) and not self._fits(words, place):
            return quotation.spans
        return (self._find(words, place, anchors),)

    def _spans(self, name: str) -> tuple[Span, ...]:
        passage, quotation = self._shown.passage(name), self._shown.quotation(name)
        if passage is None and quotation is None:
            raise Unresolved(f"there is no {'passage' if name[0] == 's' else 'quotation'} {name}")
        return (passage.span,) if passage else quotation.spans if quotation else ()

    def _place(self, name: str, spans: Sequence[Span]) -> _Place:
        span = Span(spans[0].start, spans[-1].end)
        passage = self._shown.passage(name)
        following = self._shown.passage(f"s{passage.number + 1}") if passage else None
        runs_on = passage and following and passage.paragraph == following.paragraph
        return _Place(name, span, Span(span.start, following.span.end) if following and runs_on else span)

    def _find(self, given: str, place: _Place, anchors: Sequence[Span]) -> Span:
        for words, nth in _readings(given):
            if fits := self._fits(words, place):
                return _choose(fits, anchors, nth, words, place)
        raise Unresolved(self._miss(next(reversed(list(_readings(given))))[0], place))

    def _fits(self, words: str, place: _Place) -> list[Span]:
        """Every place that ``words`` may mean, whole ones before those that run on."""
        for area in (place.span, place.reach):
            fits = self._places(words, area) or next(
                (pairs for first, last in _halves(words) if (pairs := self._from_to(first, last, area))), []
            )
            if begun := [fit for fit in fits if fit.start < place.span.end]:
                return begun
        return []

    def _from_to(self, first: str, last: str, area: Span) -> list[Span]:
        """From each place of the first words to the nearest of the last ones behind it, or sharing words with it."""
        firsts, lasts = self._places(first, area), self._places(last, area)
        starts, ends = [one.start for one in lasts], [one.end for one in lasts]
        behind = [(one, bisect_left(starts, one.end)) for one in firsts]
        sharing = [(one, max(bisect_left(starts, one.start), bisect_left(ends, one.end))) for one in firsts]
        fits = ([Span(one.start, ends[at]) for one, at in pairs if at < len(ends)] for pairs in (behind, sharing))
        return next(filter(None, fits), [])

    def _places(self, words: str, area: Span | None = None) -> list[Span]:
        return self._aligner.places(comparable(words), area)

    def _miss(self, words: str, place: _Place) -> str:
        first, separator, last = words.partition(_SEPARATOR)
        if separator and self._places(first, place.reach):
            if self._places(last, place.reach):
                return f"{_told(last)} does not stand behind {_told(first)} in {place.name}"
            words = last
        elif separator:
            words = first
        if not words.strip():
            return f"no words are given for {place.name}"
        elsewhere = self._places(words)
        where = self._told_place(elsewhere[0]) if len(elsewhere) == 1 else ""
        return f"{_told(words)} does not stand in {place.name}{where}"

    def _told_place(self, span: Span) -> str:
        names = [f"s{one.number}" for one in self._shown.passages if one.span.overlaps(span)]
        if len(names) > 1:
            return f"; it runs from {names[0]} into {names[-1]}: give a pointer for each"
        return f"; it stands in {names[0]}" if names else ""


def _readings(given: str) -> Iterator[tuple[str, int | None]]:
    """What the words of a pointer may be, and the number behind them: as they are first, then without our own marks."""
    for words in dict.fromkeys((given, _MARKS.sub("", given))):
        yield words, None
        if numbered := _NTH.fullmatch(words):
            yield numbered["words"], int(numbered["nth"])


def _halves(words: str) -> Iterator[tuple[str, str]]:
    """The first and the last words, for each separator that may part them."""
    parts = words.split(_SEPARATOR)
    for at in range(1, min(len(parts), _MOST_SEPARATORS + 1)):
        yield _SEPARATOR.join(parts[:at]), _SEPARATOR.join(parts[at:])


def _choose(fits: Sequence[Span], anchors: Sequence[Span], nth: int | None, words: str, place: _Place) -> Span:
    if nth is not None:
        if 1 <= nth <= len(fits):
            return fits[nth - 1]
        raise Unresolved(f"{_told(words)} occurs only {_times(len(fits))} in {place.name}: there is no #{nth}")
    if chosen := nearest(fits, anchors):
        return chosen
    numbers = "#1 or #2" if len(fits) == 2 else f"#1 to #{len(fits)}"
    raise Unresolved(f"{_told(words)} occurs {_times(len(fits))} in {place.name}: add {numbers}, or more words")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _told(words: str) -> str:
    return f"“{one_line(words, _LONGEST_TOLD)}”"
