"""Who is being talked about: the memory that pronouns are resolved against.

A pronoun takes the nearest subject before it that it can stand for, in its own paragraph or in the one before; further
back nothing is looked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimtrack.extract.rules.cast import Cast
from claimtrack.extract.rules.lexicon import words
from claimtrack.extract.rules.phrases import main_subject
from claimtrack.extract.rules.units import Token, Unit

_REACH = 1
"""Paragraphs back that a pronoun looks. Two found a few more speakers, and three times as many wrong ones."""


@dataclass(frozen=True, slots=True)
class _Subject:
    name: str
    paragraph: int


class Focus:
    """The subjects of the article read so far, newest last."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._subjects: list[_Subject] = []

    def note(self, name: str | None, paragraph: int) -> None:
        """``name`` was a subject or speaker in ``paragraph``."""
        if name:
            self._subjects.append(_Subject(name, paragraph))

    def note_subject(self, unit: Unit) -> None:
        """Remember whom the unit's first clause is about."""
        tokens = unit.tokens
        phrase = main_subject(tokens, len(tokens))
        if phrase:
            self.note(self.resolve(tokens[phrase[0] : phrase[1]], unit.paragraph), unit.paragraph)

    def resolve(self, mention: tuple[Token, ...], paragraph: int) -> str | None:
        """Whom ``mention`` names, pronouns included; None for nobody in particular, or for more than one."""
        if len(mention) == 1 and mention[0].lower in words("pronoun"):
            return self._pronoun(mention[0].lower, paragraph)
        return self._cast.resolve(mention)

    def _pronoun(self, pronoun: str, paragraph: int) -> str | None:
        for subject in reversed(self._subjects):
            if paragraph - subject.paragraph > _REACH:
                return None
            if pronoun in {"he", "she"} and self._cast.can_be(subject.name, pronoun):
                return subject.name
            if pronoun == "it" and not self._cast.is_person(subject.name):
                return subject.name
        return None
