"""The names that an article gives in its text, in its title or as its outlet: no other can be in what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from claimtrack.extract.rules.lexicon import words
from claimtrack.model import Article
from claimtrack.speakers import key
from claimtrack.text.alignment import Aligner
from claimtrack.text.dates import MONTHS, WEEKDAYS
from claimtrack.text.folding import fold

_WORD = re.compile(r"[^\W_]+(?:['.]?[^\W_]+)*")
_TOKEN = re.compile(r"\b(?:[^\W\d_]\.)+(?!\w)|[^\W\d_][\w'-]*")
_DAYS = frozenset({*MONTHS, *WEEKDAYS})
_SHORT = {
    "United States": ("U.S.", "US"),
    "United Kingdom": ("U.K.", "UK"),
    "European Union": ("E.U.", "EU"),
    "United Nations": ("U.N.", "UN"),
}
"""Names that stand in most articles as abbreviations only."""
_LONGEST_NAME = 4
"""Words; what is longer is a headline."""
_MOST_NAMES = 60
"""How many people a long article may have; further ones are told of where they are met."""
_SMALL = "determiner possessive pronoun preposition conjunction subordinator auxiliary modal negation adverb".split()


class Names:
    """Finds names in one article."""

    def __init__(self, article: Article) -> None:
        self._sources = [source for source in (article.text, article.title, article.outlet) if source]
        self._aligners = [Aligner(source) for source in self._sources]
        self._words = {word for aligner in self._aligners for word in _WORD.findall(aligner.folded)}
        self._any_case = {_plain(word) for word in self._words}

    def find(self, name: str) -> str | None:
        """``name`` as the article gives it, without titles in front that it gives elsewhere; None if it does not."""
        parts = name.split()
        for start in range(len(parts)):
            if self._may_go(parts[:start], parts[start:]) and (found := self._slice(" ".join(parts[start:]))):
                return found
        return None

    def unknown(self, text: str, beginnings: bool = True) -> str | None:
        """The first name in ``text`` that the article does not give; words with a capital letter are names.

        Days and months are none. Without ``beginnings``, a single word at the beginning of a sentence is none either.
        """
        text = fold(text)
        for start, name in _runs(text):
            alone = " " not in name and text[:start].rstrip()[-1:] in {"", ".", "!", "?"}
            if (beginnings or not alone) and not self._knows(name):
                return name
        return None

    def full_names(self, text: str) -> tuple[str, ...]:
        """Names of two words and more in ``text``, in the order in which they come up."""
        names: dict[str, None] = {}
        for _, name in _runs(fold(text)):
            parts = name.split()
            while parts and is_small(parts[0]):
                parts = parts[1:]
            if 2 <= len(parts) <= _LONGEST_NAME and len(names) < _MOST_NAMES:
                names.setdefault(" ".join(parts))
        return tuple(names)

    def _knows(self, name: str) -> bool:
        parts = name.split()
        while parts and (is_small(parts[0]) or parts[0].lower() in _DAYS):
            parts = parts[1:]
        if len(parts) == 1:
            return self._has(parts[0])
        name = " ".join(parts)
        return not parts or self.find(name) is not None or any(map(self._slice, _SHORT.get(name, ())))

    def _slice(self, name: str) -> str | None:
        for source, aligner in zip(self._sources, self._aligners, strict=True):
            if found := aligner.places(name):
                return " ".join(found[0].of(source).split())
        return None

    def _has(self, word: str) -> bool:
        parts = (part for part in word.split("-") if part and not part.islower())
        return all(_plain(fold(part)) in self._any_case for part in parts)

    def _may_go(self, before: Sequence[str], name: Sequence[str]) -> bool:
        """Whether the words ``before`` a name are a title or an office, and no part of the name."""
        if not before or key(" ".join([*before, *name])) == key(" ".join(name)):
            return True
        if len(name) > 1:
            return all(self._has(word) for word in before)
        return all(fold(word).lower() in self._words or is_small(word) for word in before)


def is_small(word: str) -> bool:
    """Whether ``word`` belongs to a closed class and names nothing: "the", "on", "she"."""
    return fold(word).lower() in _small_words()


@cache
def _small_words() -> frozenset[str]:
    return frozenset().union(*map(words, _SMALL))


def _plain(folded: str) -> str:
    """A word without case and points: "U.S." and "US" are the same name."""
    return folded.casefold().replace(".", "").removesuffix("'s")


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Where words with a capital letter stand side by side, and what they are: "Anna Berg", "U.S.", "Monday"."""
    tokens = [token for token in _TOKEN.finditer(text) if token.group() != token.group().lower()]
    run: list[re.Match[str]] = []
    for token in tokens:
        if run and text[run[-1].end() : token.start()] != " ":
            yield run[0].start(), _name(run)
            run = []
        run.append(token)
    if run:
        yield run[0].start(), _name(run)


def _name(run: Sequence[re.Match[str]]) -> str:
    return " ".join(token.group() for token in run).rstrip("'-").removesuffix("'s")
