"""Words as the check stage compares them: folded to a key that inflections share, with their offsets.

Keys are for comparing, never for showing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

from claimtrack.check.lexicon import DATE_WORDS, GENERIC, IRREGULAR, NUMBER_WORDS, SAME, STOP
from claimtrack.model import Span
from claimtrack.text.numbers import SPOKEN
from claimtrack.text.stems import stem
from claimtrack.text.units import UNIT_WORDS

_WORD = re.compile(r"[^\W\d_][\w]*(?:[-'’.&][\w]+)*|\d[\d,.]*\d|\d")
_BEGINNING = re.compile(r"[:?!…]\s|(?<![A-Z])\.\s|\s[“\"‘']")
_STATES = frozenset("is was has had will would says said".split())
_UNTELLING = STOP | DATE_WORDS | NUMBER_WORDS
_NUMBERS = NUMBER_WORDS | SPOKEN
LONGEST = 1500
"""Characters. What is longer is no sentence but a table or a list, and words in it that stand far apart say nothing."""
_LONGEST_WORD = 40
_Read = TypeVar("_Read")
NAME_WEIGHT, PLAIN_WEIGHT, GENERIC_WEIGHT = 2.0, 1.0, 0.25


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text. ``name`` is whether its capital marks it as part of a name, ``unit`` whether it is the unit, or
    a part of the unit, of the number before it."""

    text: str
    key: str
    span: Span
    name: bool
    unit: bool = False

    @property
    def telling(self) -> bool:
        """Whether the word says something about the topic. Dates and numbers are compared by their own rules."""
        return not self.unit and self.text.casefold() not in _UNTELLING and not self.text[0].isdigit()


def remember(texts: int, longest: int = LONGEST) -> Callable[[Callable[[str], _Read]], Callable[[str], _Read]]:
    """Keep what a function reads out of the last ``texts`` texts of at most ``longest`` characters.

    Longer ones are read anew each time, so that memory is bounded whatever is read.
    """

    def kept(read: Callable[[str], _Read]) -> Callable[[str], _Read]:
        short = lru_cache(maxsize=texts)(read)

        @wraps(read)
        def look_up(text: str) -> _Read:
            return short(text) if len(text) <= longest else read(text)

        return look_up

    return kept


@remember(65536, _LONGEST_WORD)
def key(word: str) -> str:
    """What ``word`` shares with its inflections and its listed synonyms: "denied" and "denies" give "deny"."""
    plain = word.casefold().replace("’", "'").removesuffix("'s").replace(".", "")
    return stem(SAME.get(plain) or IRREGULAR.get(plain) or plain)


def keys(plain: Iterable[str]) -> frozenset[str]:
    """The keys of ``plain`` words."""
    return frozenset(map(key, plain))


@remember(2048)
def words(text: str) -> tuple[Word, ...]:
    """The words of one sentence, in order; the numbers among them too."""
    found = list(_WORD.finditer(text))
    headline = _is_headline([match[0] for match in found])
    units = _units([match[0].casefold() for match in found])
    return tuple(
        Word(match[0], key(match[0]), Span(*match.span()), not headline and not unit and _is_name(found, at), unit)
        for at, (match, unit) in enumerate(zip(found, units, strict=True))
    )


def _units(found: Sequence[str]) -> list[bool]:
    """Which words are units: they stand behind a number, or behind another such word ("30 square miles")."""
    units: list[bool] = []
    for before, word in zip(("", *found), found, strict=False):
        behind = before[:1].isdigit() or before in _NUMBERS or (bool(units) and units[-1])
        units.append(behind and word in UNIT_WORDS)
    return units


def _is_headline(found: Sequence[str]) -> bool:
    """Whether so many words are capitalised that a capital marks no name."""
    long = [word for word in found if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > 0.75 * len(long)


def _is_name(found: list[re.Match[str]], at: int) -> bool:
    word = found[at][0]
    if not word[0].isupper() or word.casefold().removesuffix("'s").removesuffix("’s") in _UNTELLING:
        return False
    if not _begins(found, at) or (len(word) > 1 and word.isupper()):
        return True
    after = found[at + 1][0] if at + 1 < len(found) else ""
    return word.endswith(("'s", "’s")) or after[:1].isupper() or after in _STATES


def _begins(found: list[re.Match[str]], at: int) -> bool:
    """Whether the word begins a sentence, a quotation or what follows a colon, where a capital tells little."""
    if not at:
        return True
    return _BEGINNING.search(found[at].string, found[at - 1].end(), found[at].start()) is not None


_GENERIC = keys(GENERIC)


def weight(word: Word) -> float:
    """How much sharing the word tells."""
    if word.name:
        return NAME_WEIGHT
    return GENERIC_WEIGHT if word.key in _GENERIC else PLAIN_WEIGHT


def telling(found: Iterable[Word]) -> dict[str, float]:
    """The keys of the words that carry the topic, with their weights."""
    weights: dict[str, float] = {}
    for word in found:
        if word.telling:
            weights[word.key] = max(weights.get(word.key, 0.0), weight(word))
    return weights
