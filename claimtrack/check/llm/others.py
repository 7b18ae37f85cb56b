"""Whether a passage is about another place or another actor than the claim.

Only what stands in the same position is another one: a name behind "in", or the name that a sentence begins with. That
a name of the claim is left out says nothing by itself: "the minister" may be the one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimtrack.check.rules.pair import Pair, Statement
from claimtrack.check.words import Word
from claimtrack.check.words import key as words_key
from claimtrack.speakers import is_organisation, key

_AT = frozenset("in at near outside inside across".split())
_BEFORE_NAMES = _AT | frozenset("of by from to with for on against between about than under over the a an".split())
_LATEST = 2
"""The number of the word at which a name that begins a sentence begins at the latest ("The former Mayor Falk")."""
_DEMONYM = re.compile(r"(?:an|ese|ish|[a-z]{2}i)s?$")


def elsewhere(pair: Pair) -> bool:
    """Whether the passage puts what it tells at places of which none is the claim's."""
    said, found = _places(pair.claim), _places(pair.passage)
    return bool(said and found) and not said & found


def of_another_place(pair: Pair) -> bool:
    """Whether the passage is set elsewhere, and the claim's own places are not even mentioned."""
    return elsewhere(pair) and not _places(pair.claim) & pair.passage.names


def of_another_actor(pair: Pair, source: str | None) -> bool:
    """Whether a full name stands where the claim has another, and is not the ``source`` of what is told.

    A single word may be a surname that the article has introduced, or a capital that stands for its government; so
    may a body stand for its head.
    """
    said, found = _actor(pair.claim), _actor(pair.passage)
    name = key(found)
    if not said or " " not in name or is_organisation(said) is not is_organisation(found) or _DEMONYM.search(name):
        return False
    if pair.passage.gives(tuple(words_key(word) for word in said.split())):
        return False
    return name.split()[-1] not in f"{key(pair.claim.text)} {key(source or '')}".split()


def all_but_places(pair: Pair) -> bool:
    """Whether the passage gives every name of the claim that is not a place where it is set."""
    places = _places(pair.claim)
    return all(pair.passage.gives(name) for name in pair.claim.full_names if not places.intersection(name))


def _places(told: Statement) -> frozenset[str]:
    """Keys of the names behind a preposition of place."""
    return frozenset(word.key for before, name in _names(told) if before in _AT for word in name)


def _actor(told: Statement) -> str:
    """The name that the statement begins with; empty where it begins with none."""
    before, name = next(_names(told), ("", []))
    if not name or before in _BEFORE_NAMES or told.words.index(name[0]) > _LATEST:
        return ""
    return told.text[name[0].span.start : name[-1].span.end]


def _names(told: Statement) -> Iterator[tuple[str, list[Word]]]:
    """The names, each with the word before it in small letters, "the" passed over."""
    before, name = "", list[Word]()
    for word in told.words:
        if name and not (word.name and told.text[name[-1].span.end : word.span.start] == " "):
            yield before, name
            before, name = name[-1].text.casefold(), []
        if word.name:
            name.append(word)
        elif word.text.casefold() != "the":
            before = word.text.casefold()
    if name:
        yield before, name
