"""Who speaks, according to a reply: names that the article gives, or nobody in particular."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimtrack.extract.llm.misses import Miss
from claimtrack.extract.llm.names import is_small
from claimtrack.extract.llm.page import Page
from claimtrack.extract.llm.replies import PersonReply
from claimtrack.model import Span, SpeakerKind
from claimtrack.speakers import key, same_person

_ARTICLE = re.compile(r"\A(?:the|a|an)\s+", re.IGNORECASE)
_HEAD_END = re.compile(r"[,(;—–]")
_LONGEST = 200
"""Characters of a name; bodies have long ones."""


@dataclass(frozen=True, slots=True)
class Person:
    """A source: ``name`` as the article gives it, None for an unnamed one."""

    name: str | None
    kind: SpeakerKind


class People:
    """The sources of one reply by the ids that it gives them."""

    def __init__(self, page: Page, people: Sequence[PersonReply]) -> None:
        self._page = page
        self._replies: dict[str, PersonReply] = {}
        self.kinds: dict[str, SpeakerKind] = {}
        """What those are who were asked for, by name."""
        self.add(people)

    def add(self, people: Iterable[PersonReply]) -> None:
        """Take in what a second reply says; it may correct a name."""
        self._replies |= {one.id: one for one in people}

    def get(self, id: str) -> Person:
        """The source with this id. Raises Miss."""
        if (reply := self._replies.get(id)) is None:
            raise Miss(f"people has no id {id!r}")
        kind = SpeakerKind.ORGANISATION if reply.kind == "body" else SpeakerKind.PERSON
        wanted = _ARTICLE.sub("", " ".join(reply.name.split()), count=1)
        if reply.kind == "unnamed" or not _is_name(wanted):
            return Person(None, kind)
        if len(wanted) > _LONGEST or (found := self._page.names.find(wanted)) is None:
            raise Miss(f"the article does not name {wanted[:_LONGEST]!r}")
        name = _without_titles(found)
        return Person(name, self.kinds.setdefault(name, kind))

    def check_mention(self, mention: Span, speaker: str | None) -> None:
        """Raises Miss where ``mention`` is the name of somebody else among the people."""
        words = _head(mention.of(self._page.text))
        if not _is_name(words) or (speaker and (same_person(words, speaker) or key(words) == key(speaker))):
            return
        for other in self._replies.values():
            if other.kind != "unnamed" and not same_person(other.name, speaker) and same_person(words, other.name):
                raise Miss(f"the mention {words!r} is the name of {other.id}, and not of the one who is said to speak")


def alias(page: Page, mention: Span, speaker: str) -> str | None:
    """The words of ``mention`` if they are another name of the speaker, and not a pronoun or a description."""
    words = _ARTICLE.sub("", _head(mention.of(page.text)), count=1)
    parts = words.split()
    capital = all(part[0].isupper() or not part[0].isalpha() for part in parts)
    if words.endswith(speaker) or not capital or not _is_name(words):
        return None
    shares = bool(set(key(words).split()) & set(key(speaker).split()))
    return words if shares or not page.begins_passage(mention) else None


def _head(mention: str) -> str:
    """The mention without what is added to the name: "Jane Roe" of "Jane Roe, who leads the board"."""
    return " ".join(_HEAD_END.split(mention, maxsplit=1)[0].split())


def _without_titles(name: str) -> str:
    """A full name without the titles before it; a single name keeps them, since "Judge Roe" is not any Roe."""
    parts = name.split()
    while len(parts) > 2 and key(" ".join(parts[1:])) == key(" ".join(parts)):
        parts = parts[1:]
    return " ".join(parts)


def _is_name(words: str) -> bool:
    """Whether the words can name somebody: not "she" or "two officials". Where a script has no capitals, all can."""
    has_capital = words != words.lower() or words == words.upper()
    return has_capital and not all(is_small(part) for part in words.split())
