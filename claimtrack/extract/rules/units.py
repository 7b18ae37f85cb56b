"""Units: sentences as the rules read them, each outermost quotation being one token.

A passage may end inside a quotation; a unit never does, so that a cue and the quotation it belongs to stand in one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Self

from claimtrack.model import Passage, Span
from claimtrack.text.quotation import Quotation

_TOKEN = re.compile(
    r"[^\W_]+(?=\s)"  # most words, told at once
    r"|(?:[A-Za-z]\.){2,}(?=[-\w])|(?:[A-Za-z]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Capt|Sgt|Maj|Adm|Prof|Rev|St|Jr|Sr|Hon|Pres|No)\."
    r"|\b[A-Z]\.(?=\s[A-Z])"
    r"|\d[\d,.]*\d|[^\W_]+(?:[-–'’&.@/](?=[^\W_])[^\W_]+)*|--|\S"
)
_MARKS = "\"'”’“‘»«›‹`„」』"
"""What a quotation may close with."""
_STOPS = frozenset(".!?…,—–-")
_POSSESSIVE = re.compile(r"['’]s?$")


class Token(NamedTuple):
    """A word, a punctuation mark or a whole outermost quotation, with its offsets in the article.

    ``lower`` is the word in lower case, with a straight apostrophe. ``is_word`` says that it is a word or a number,
    ``is_name`` that it has a capital letter; a quotation is neither.
    """

    text: str
    start: int
    end: int
    lower: str
    is_word: bool
    is_name: bool
    quotation: int | None = None

    @classmethod
    def word(cls, text: str, start: int, end: int) -> Self:
        """A word or a mark."""
        lower, is_word, is_name, _ = _looks(text)
        return cls(text, start, end, lower, is_word, is_name)

    @classmethod
    def quoted(cls, text: str, start: int, end: int, quotation: int) -> Self:
        """A quotation, by its number."""
        return cls(text, start, end, text, False, False, quotation)

    @property
    def is_quotation(self) -> bool:
        """Whether this is a quotation."""
        return self.quotation is not None

    @property
    def is_sentence(self) -> bool:
        """Whether a quotation looks like a whole sentence: a capital at its beginning, and a stop at its end."""
        first = self.text.lstrip(_MARKS + "([…. ")[:1]
        return self.is_quotation and (first.isupper() or first.isdigit()) and self.ending in _STOPS

    @property
    def ending(self) -> str:
        """The last character of a quotation inside its marks."""
        return self.text.rstrip(_MARKS)[-1:]


@lru_cache(maxsize=32_768)
def _looks(text: str) -> tuple[str, bool, bool, bool]:
    """``lower``, ``is_word`` and ``is_name`` of a word, and whether it may be a possessive; most words come often."""
    lower = text.lower().replace("’", "'")
    return lower, text[0].isalnum(), text[0].isupper(), lower.endswith(("'", "'s"))


@dataclass(frozen=True, slots=True)
class Unit:
    """The tokens of one sentence. ``opens_paragraph`` says that it is its paragraph's first."""

    tokens: tuple[Token, ...]
    paragraph: int
    opens_paragraph: bool

    @property
    def start(self) -> int:
        """Where the first token starts."""
        return self.tokens[0].start


def units(text: str, passages: Sequence[Passage], quotations: Sequence[Quotation]) -> list[Unit]:
    """The units of ``text`` in order. ``quotations`` are the outermost ones."""
    segments = [(span, index) for index, one in enumerate(quotations) for span in one.spans]
    starts = [span.start for span, _ in segments]
    result: list[Unit] = []
    for start, end, paragraph in _joined(passages, segments, starts):
        tokens = tuple(_tokens(text, start, end, segments, starts))
        if tokens:
            first = not result or result[-1].paragraph != paragraph
            result.append(Unit(tokens, paragraph, first))
    return result


def _joined(
    passages: Sequence[Passage], segments: list[tuple[Span, int]], starts: list[int]
) -> list[tuple[int, int, int]]:
    """Passages as (start, end, paragraph), those joined between which a quotation runs on."""
    result: list[tuple[int, int, int]] = []
    for passage in passages:
        before = bisect_left(starts, passage.span.start) - 1
        runs_on = before >= 0 and segments[before][0].end > passage.span.start
        if runs_on and result and result[-1][2] == passage.paragraph:
            result[-1] = (result[-1][0], passage.span.end, passage.paragraph)
        else:
            result.append((passage.span.start, passage.span.end, passage.paragraph))
    return result


def _tokens(text: str, start: int, end: int, segments: list[tuple[Span, int]], starts: list[int]) -> list[Token]:
    tokens: list[Token] = []
    at, segment = start, bisect_left(starts, start)
    while at < end:
        stop = segments[segment][0].start if segment < len(segments) else end
        for match in _TOKEN.finditer(text, at, min(stop, end)):
            word, first = match.group(), match.start()
            lower, is_word, is_name, is_owner = _looks(word)
            if is_owner:
                tokens += _split_possessive(word, first)
            else:
                tokens.append(Token(word, first, first + len(word), lower, is_word, is_name))
        if stop >= end:
            break
        span, index = segments[segment]
        tokens.append(Token.quoted(span.of(text), span.start, span.end, index))
        at, segment = span.end, segment + 1
    return tokens


def _split_possessive(word: str, start: int) -> list[Token]:
    """ "Trump's" as "Trump" and "'s": the name ends before the mark."""
    possessive = _POSSESSIVE.search(word)
    end = start + len(word)
    if possessive is None or possessive.start() == 0:
        return [Token.word(word, start, end)]
    border = start + possessive.start()
    return [Token.word(word[: possessive.start()], start, border), Token.word(possessive.group(), border, end)]
