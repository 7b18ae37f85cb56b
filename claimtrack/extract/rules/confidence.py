"""Confidence: how often quotes like this one were right when they were measured.

The rates stand in ``data/confidence.txt``. ``benchmarks/reliability.py`` measures them, and shows how well they hold.
"""

from __future__ import annotations

from functools import cache

from claimtrack.extract.rules.cue import NO_VERBS, Subject
from claimtrack.extract.rules.identity import BY_PRONOUN
from claimtrack.extract.rules.lexicon import lines
from claimtrack.extract.rules.quotes import Utterance

CUES = ("say", "clause", "other")
"""By its cue: the verb "say", another verb that a clause follows and that has no other use, any other cue."""
SPEAKERS = ("name", "pronoun", "nobody", "shared", "relative")
"""By how it is told whose it is: a name or an office, a pronoun, words or none that lead to nobody in particular; a
subject that the cue shares with another verb; one that a relative pronoun stands for.
"""

TOLD = "the share of right ones among quotes like it: "
"""How a reason that names a case begins."""
Case = tuple[str, str, str]
"""Kind of quote, one of CUES, one of SPEAKERS."""


def case(made: Utterance) -> Case:
    """What a quote is like, as far as that tells whether it is right."""
    return made.kind, _cue(made), _speaker(made)


def _cue(made: Utterance) -> str:
    verb = made.attribution.cue.verb
    if verb.lemma == "say":
        return "say"
    is_clause_verb = "clause" in verb.frames and "open" not in verb.frames and verb.lemma not in NO_VERBS
    return "clause" if is_clause_verb else "other"


def _speaker(made: Utterance) -> str:
    subject, by = made.attribution.cue.subject, made.by
    if subject is Subject.SHARED:
        return "shared"
    if subject is Subject.RELATIVE:
        return "relative"
    if by.name is None:
        return "nobody"
    return "pronoun" if by.known in BY_PRONOUN else "name"


@cache
def rates() -> dict[Case, float]:
    """The share of right ones among quotes of each case."""
    heading, *rows = (line.split() for line in lines("confidence.txt"))
    return {
        (kind, cue, speaker): float(rate)
        for kind, cue, *row in rows
        for speaker, rate in zip(heading[2:], row, strict=True)
    }
