"""Who is being talked about: the memory that pronouns are resolved against.

A pronoun takes the nearest subject before it that it can stand for, in its own paragraph or in the one before; further
back nothing is looked for. Someone known to be a "she" goes before someone of whom nothing tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimtrack.extract.rules.cast import Cast
from claimtrack.extract.rules.identity import BY_PRONOUN, Identity, Known
from claimtrack.extract.rules.lexicon import any_of, roles
from claimtrack.extract.rules.phrases import main_subject
from claimtrack.extract.rules.units import Token, Unit
from claimtrack.model import Span

_PRONOUNS = {"his": "he", "her": "she", "its": "it"}
_REACH = 1
"""Paragraphs back that a pronoun looks. Two found a few more speakers, and three times as many wrong ones."""

_LONGEST_NEW = 4
"""Words of a phrase that tells what somebody new is, its article included."""
_SHORTEST_NAME = 2


class Focus:
    """For each pronoun, the last subject of the article that it stands for, or may stand for."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._known: dict[str, tuple[Identity, Unit]] = {}
        self._likely: dict[str, tuple[Identity, Unit]] = {}
        self._called: dict[str, str] = {}
        """The pronoun by which somebody was first spoken of: nobody is both."""

    def note(self, by: Identity, unit: Unit) -> None:
        """``by`` was a subject or speaker in ``unit``. A thing is nobody to speak of."""
        if (name := by.name) and not self._cast.is_thing(name):
            pronouns = [pronoun for pronoun in ("he", "she") if self._cast.can_be(name, pronoun)]
            memory = self._likely if len(pronouns) > 1 else self._known
            memory.update(dict.fromkeys(pronouns or ["it"], (by, unit)))
            if memory is self._likely:
                self._known = {pronoun: one for pronoun, one in self._known.items() if one[0].name}

    def note_subject(self, unit: Unit) -> None:
        """Remember whom the unit's first clause is about."""
        tokens = unit.tokens
        phrase = main_subject(tokens, len(tokens))
        if phrase:
            by = self.resolve(tokens[phrase[0] : phrase[1]], unit.paragraph)
            self.note(by, unit)
            is_new = tokens[phrase[0]].lower in {"a", "an"} or tokens[phrase[1] - 1].lower in roles()
            if by.known is Known.UNNAMED and is_new:
                # "A spokesman": what comes next may be said of somebody without a name.
                self._known |= dict.fromkeys(("he", "she"), (by, unit))
                return
            if by.known in BY_PRONOUN or (by.name and not self._cast.is_thing(by.name)):
                return
        self._note_introduced(unit)

    def _note_introduced(self, unit: Unit) -> None:
        """Remember whom a sentence about no person introduces ("The first to cross was a baker, **Ines Dahl**")."""
        named = list(_apposed_names(unit.tokens))
        people = [by for name in named if (by := self._cast.resolve(name)).known is Known.FULL_NAME]
        if len(people) == 1:
            self.note(people[0], unit)
        elif people:
            self._known |= dict.fromkeys(("he", "she"), (Identity(None, Known.TWO_FIT), unit))

    def resolve(self, mention: tuple[Token, ...], paragraph: int) -> Identity:
        """Whom ``mention`` names, pronouns included."""
        if len(mention) > 1 or mention[0].lower not in any_of("pronoun", "possessive"):
            return self._cast.resolve(mention)
        pronoun = _PRONOUNS.get(mention[0].lower, mention[0].lower)
        for memory, known in ((self._known, Known.PRONOUN), (self._likely, Known.PRONOUN_UNTOLD)):
            by, unit = memory.get(pronoun, (None, None))
            if by and unit and paragraph - unit.paragraph <= _REACH:
                if by.name is None or self._called.setdefault(by.name, pronoun) != pronoun:
                    break
                named = by.spans if by.known in BY_PRONOUN else (Span(unit.start, unit.tokens[-1].end),)
                return Identity(by.name, known, named)
        return Identity(None, Known.NO_SUBJECT)


def _apposed_names(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Names of two words and more behind a comma and before a mark, where what stands before is new: "**a** young
    baker, Ines Dahl, ...".
    """
    for at in range(1, len(tokens) - 2):
        if tokens[at].text != "," or not tokens[at + 1].is_name or tokens[at - 1].is_name:
            continue
        before = [token.lower for token in tokens[max(0, at - _LONGEST_NEW) : at]]
        end = next((end for end in range(at + 1, len(tokens)) if not tokens[end].is_name), len(tokens))
        is_whole = end == len(tokens) or not tokens[end].is_word
        if is_whole and end - at > _SHORTEST_NAME and not {"a", "an"}.isdisjoint(before):
            yield tokens[at + 1 : end]
