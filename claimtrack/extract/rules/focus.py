"""Who is being talked about: the memory that pronouns are resolved against.

A pronoun takes the nearest subject before it that it can stand for, in its own paragraph or in the one before; further
back nothing is looked for. Someone known to be a "she" goes before someone of whom nothing tells.
"""

from __future__ import annotations

from claimtrack.extract.rules.cast import Cast
from claimtrack.extract.rules.lexicon import any_of
from claimtrack.extract.rules.phrases import main_subject
from claimtrack.extract.rules.units import Token, Unit

_PRONOUNS = {"his": "he", "her": "she", "its": "it"}
_REACH = 1
"""Paragraphs back that a pronoun looks. Two found a few more speakers, and three times as many wrong ones."""


class Focus:
    """For each pronoun, the last subject of the article that it stands for, or may stand for, and its paragraph."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._known: dict[str, tuple[str, int]] = {}
        self._likely: dict[str, tuple[str, int]] = {}

    def note(self, name: str | None, paragraph: int) -> None:
        """``name`` was a subject or speaker in ``paragraph``."""
        if name:
            pronouns = [pronoun for pronoun in ("he", "she") if self._cast.can_be(name, pronoun)]
            memory = self._likely if len(pronouns) > 1 else self._known
            memory.update(dict.fromkeys(pronouns or ["it"], (name, paragraph)))

    def note_subject(self, unit: Unit) -> None:
        """Remember whom the unit's first clause is about."""
        tokens = unit.tokens
        phrase = main_subject(tokens, len(tokens))
        if phrase:
            self.note(self.resolve(tokens[phrase[0] : phrase[1]], unit.paragraph), unit.paragraph)

    def resolve(self, mention: tuple[Token, ...], paragraph: int) -> str | None:
        """Whom ``mention`` names, pronouns included; None for nobody in particular."""
        if len(mention) > 1 or mention[0].lower not in any_of("pronoun", "possessive"):
            return self._cast.resolve(mention)
        pronoun = _PRONOUNS.get(mention[0].lower, mention[0].lower)
        for memory in (self._known, self._likely):
            name, noted = memory.get(pronoun, (None, 0))
            if name and paragraph - noted <= _REACH:
                return name
        return None
