"""What a cue is: the words that say that something was said, and where those stand that name who said it.

Positions are indices into a unit's tokens; ranges are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimtrack.extract.rules.lexicon import CueVerb, words
from claimtrack.extract.rules.phrases import Range
from claimtrack.extract.rules.units import Token

NO_VERBS = frozenset({"according", "colon", "noun", "post", "signature"})
"""What stands in place of the lemma in cues that are no verbs."""


_UNSAYING = frozenset({"neither", "nor", "no"})
"""Words before a subject that take back what it is said to have said."""


class Subject(StrEnum):
    """Where the words that name the speaker stand."""

    BEFORE = "before the verb"
    AFTER = "behind the verb"
    APART = "before a clause that stands between"
    RELATIVE = "before a relative clause"
    SHARED = "shared with the verb before"
    NONE = "not named"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a unit.

    ``words`` is the verb with its auxiliaries, ``head`` the verb itself. ``mention`` is None where the subject is
    shared or not named. ``antecedent`` is what a relative pronoun stands for. ``led`` says that the quotation directly
    before it leads up to it: it is what is said.
    """

    verb: CueVerb
    words: Range
    head: int
    subject: Subject
    mention: Range | None = None
    antecedent: Range | None = None
    led: bool = False

    def is_negated(self, tokens: tuple[Token, ...]) -> bool:
        """Whether it says that nobody said it ("never said", "nobody said", "refused to say"), or leaves open whether
        anybody did ("If she said", "Will she say").
        """
        spoken = [token.lower for token in tokens[slice(*self.words)]]
        subject = tokens[self.mention[0]].lower if self.mention else ""
        negative = words("negation") | {"declined", "refused", "failed"}
        negated = any(word in negative or word.endswith("n't") for word in spoken)
        return negated or subject in {"nobody", "none", "neither"} or self._is_unsaid(tokens)

    def _is_unsaid(self, tokens: tuple[Token, ...]) -> bool:
        """Whether the word before the subject takes back what is said, or leaves it open."""
        at = self.mention[0] - 1 if self.mention else -1
        if at < 0:
            return False
        opens = at == 0 or not tokens[at - 1].is_word
        return tokens[at].lower in _UNSAYING or (opens and tokens[at].lower in words("modal") | {"if"})

    @property
    def start(self) -> int:
        """Where the cue, with a subject directly before it, starts."""
        if self.mention and self.subject in {Subject.BEFORE, Subject.APART, Subject.RELATIVE}:
            return min(self.mention[0], self.words[0])
        return self.words[0]

    @property
    def end(self) -> int:
        """Just behind the cue, with a subject directly behind it."""
        return self.mention[1] if self.mention and self.subject is Subject.AFTER else self.words[1]
