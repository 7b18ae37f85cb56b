"""The wording of quotes: whether two are of the same words, and which words differ.

Typesetting, punctuation, contractions, ways to write a number and ways to spell a word or a foreign name make no other
wording. Neither does a shorter excerpt: what three points or [brackets] stand for is not compared. Two sentences that
merely begin alike are different sentences: few words may differ, between others that are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto
from hashlib import blake2b
from typing import NamedTuple

from claimtrack.text.folding import fold

LEAST = 5
"""Words of a sentence, below which it may be anybody's of any day."""
RUN = 3
"""Words of the runs that sentences are found by."""
SKETCH = 24
"""Runs kept of a quote."""
_LONG = 4
"""Letters of a word that may tell something."""
_TELLING = 3
"""The least of such words that two wordings share."""
_FLANK = 2
"""Words that are the same on each side of those that differ."""
_AT_END = 6
"""Words that are the same on one side of a word that differs at a sentence's end, where the other has one or none."""
_FEW = 3
"""The most words that differ in one place."""
_CHANGED = 1 / 3
"""The most words that differ, as a share of those that are the same."""
_ALIKE = 0.8
"""How alike two spellings of a name are."""

_BREAK = re.compile(
    r"\.{3,}|(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\b[A-Z])[.?!]+(?=[\s\"')]|$)|\[[^\]]*\]|\n"
)
_TOKEN = re.compile(r"[^\W_]+(?:[.,'-][^\W_]+)*|%")
_CONTRACTED = {"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not"}
_ENDINGS = (("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am"))
_SAME = {
    word: str(number)
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"%": "percent", "centre": "center", "programme": "program", "ok": "okay", "grey": "gray"}
_SPELT = (
    (re.compile(r"(?<=\w{3})is(?=(?:e[srd]?|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=\w{2})our(?=s|ed|ing|$)"), "or"),
)
_PASSED_OVER = frozenset("uh um er ah mr mrs ms dr".split())
Sentence = tuple["Token", ...]


class Token(NamedTuple):
    """A word of a quote: as it is compared, and as it is shown."""

    key: str
    shown: str


class Likeness(Enum):
    """What two sentences are to one another."""

    SAME = auto()
    """One is the other, or a part of it."""
    DRIFTED = auto()
    """They are of the same words but for few."""
    DIFFERENT = auto()


class Difference(NamedTuple):
    """Words in one wording, and those in their place in the other; either may be empty.

    ``window`` are those of the one with the words around them, ``other_window`` of the other, as they are compared.
    """

    words: str
    other_words: str
    window: str
    other_window: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sentences, held against one another."""

    likeness: Likeness
    differences: tuple[Difference, ...] = ()


def sentences(quote: str, least: int = LEAST) -> list[Sentence]:
    """The sentences of a quote, and the pieces that three points and brackets leave of them, of ``least`` words."""
    pieces = (tuple(_tokens(piece)) for piece in _BREAK.split(fold(quote)))
    return [piece for piece in pieces if len(piece) >= least]


def pieces(text: str) -> frozenset[str]:
    """What stands between the ends of sentences and quotation marks in ``text``, as it is compared."""
    parts = fold(text).split('"')
    return frozenset(keys(piece) for part in parts for piece in sentences(part, least=1))


def plain(text: str) -> str:
    """The words of ``text`` as they are compared, in one line, for ``stands_in``."""
    return " ".join(["", *(token.key for token in _tokens(fold(text))), ""])


def stands_in(words: str, text: str) -> bool:
    """Whether ``words``, as they are compared, stand in a ``plain`` text."""
    return f" {words} " in text


def keys(sentence: Sentence) -> str:
    """A sentence as it is compared."""
    return " ".join(token.key for token in sentence)


def sketch(speaker: int, quote: Sequence[Sentence]) -> tuple[int, ...]:
    """Hashes of runs of words in what ``speaker`` says, to find it again by: all of them in a quote of usual length."""
    runs = set()
    for sentence in quote:
        for at in range(len(sentence) - RUN + 1):
            words = [token.key for token in sentence[at : at + RUN]]
            if any(len(word) >= _LONG or word.isdigit() for word in words):
                runs.add(" ".join([str(speaker), *words]))
    hashes = (blake2b(run.encode(errors="surrogatepass"), digest_size=8).digest() for run in runs)
    return tuple(sorted(int.from_bytes(one, signed=True) for one in hashes)[:SKETCH])


def alike(one: Sentence, other: Sentence) -> float:
    """How many of their words two sentences have in common, in order, in [0, 1]."""
    return _matcher(one, other).ratio()


def differences(one: Sentence, other: Sentence) -> tuple[Difference, ...]:
    """Every place in which the words of two sentences differ by more than spelling."""
    return tuple(
        _difference(one, other, step)
        for step in _steps(one, other)
        if step[0] != "equal" and not _is_spelling(one[step[1] : step[2]], other[step[3] : step[4]])
    )


def compare(one: Sentence, other: Sentence) -> Compared:
    """What two sentences are to one another."""
    steps = _steps(one, other)
    shared = [token.key for kind, start, end, _, _ in steps if kind == "equal" for token in one[start:end]]
    same, telling = len(shared), sum(len(word) >= _LONG for word in shared)
    if same < LEAST or telling < _TELLING:
        return Compared(Likeness.DIFFERENT)
    found: list[Difference] = []
    changed = 0
    for at, step in enumerate(steps):
        kind, start, end, other_start, other_end = step
        if kind == "equal" or _is_spelling(one[start:end], other[other_start:other_end]):
            continue
        is_end = at in (0, len(steps) - 1)
        if is_end and kind != "replace":
            continue  # the one is quoted at more length than the other
        if not _is_slight(steps, at):
            return Compared(Likeness.DIFFERENT)
        changed += max(end - start, other_end - other_start)
        found.append(_difference(one, other, step))
    if changed > _CHANGED * same:
        return Compared(Likeness.DIFFERENT)
    return Compared(Likeness.DRIFTED if found else Likeness.SAME, tuple(found))


_Step = tuple[str, int, int, int, int]


def _matcher(one: Sentence, other: Sentence) -> SequenceMatcher[str]:
    mine, theirs = [token.key for token in one], [token.key for token in other]
    return SequenceMatcher(None, mine, theirs, autojunk=False)


def _steps(one: Sentence, other: Sentence) -> Sequence[_Step]:
    """How the one becomes the other: kinds of step with where they are in each."""
    return _matcher(one, other).get_opcodes()


def _is_slight(steps: Sequence[_Step], at: int) -> bool:
    """Whether few words differ in a place, and enough around it are the same."""
    _, start, end, other_start, other_end = steps[at]
    around = [end - start for _, start, end, _, _ in (*steps[max(0, at - 1) : at], *steps[at + 1 : at + 2])]
    more, fewer = max(end - start, other_end - other_start), min(end - start, other_end - other_start)
    if len(around) == 2 and min(around) >= _FLANK:
        return more <= _FEW
    return more == fewer == 1 and max(around) >= _AT_END


def _difference(one: Sentence, other: Sentence, step: _Step) -> Difference:
    _, start, end, other_start, other_end = step
    return Difference(
        " ".join(token.shown for token in one[start:end]),
        " ".join(token.shown for token in other[other_start:other_end]),
        keys(one[max(0, start - _FLANK) : end + _FLANK]),
        keys(other[max(0, other_start - _FLANK) : other_end + _FLANK]),
    )


def _is_spelling(one: Sentence, other: Sentence) -> bool:
    """Whether two stretches are the same words, joined or parted otherwise, or one name in two spellings."""
    mine, theirs = ("".join(token.key for token in words).replace("-", "") for words in (one, other))
    if mine == theirs:
        return True
    is_name = len(one) == len(other) == 1 and one[0].shown[:1].isupper() and other[0].shown[:1].isupper()
    return is_name and SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= _ALIKE


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        for key in _keys(match[0].casefold()):
            if key not in _PASSED_OVER:
                yield Token(key, match[0])


def _keys(word: str) -> list[str]:
    if word in _CONTRACTED:
        return _CONTRACTED[word].split()
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and word != ending:
            return [_spelt(word.removesuffix(ending)), instead]
    return [_spelt(word)]


def _spelt(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    for ending, instead in _SPELT:
        word = ending.sub(instead, word)
    return _SAME.get(word, word)
