"""Passives as cues: "was asked whether", "was accused by Roe of ...", "is said to ..."."""

from __future__ import annotations

from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.lexicon import CueVerb, words
from claimtrack.extract.rules.phrases import phrase_after
from claimtrack.extract.rules.units import Token

_ASKED = frozenset("if whether about to why how what who when where , by on in during at".split())
_COMPLEMENTS = {
    "accuse": frozenset({"of"}),
    "blame": frozenset({"for"}),
    "criticize": frozenset({"for", "over"}),
    "criticise": frozenset({"for", "over"}),
    "praise": frozenset({"for", "as"}),
    "describe": frozenset({"as"}),
    "say": frozenset({"to"}),
    "report": frozenset({"to"}),
    "allege": frozenset({"to"}),
    "tell": frozenset({"that", "to"}),
    "warn": frozenset({"that", "to", "of", "about", "against"}),
    "urge": frozenset({"to"}),
    "quote": frozenset({"as"}),
    "inform": frozenset({"that", "of"}),
}
"""By verb, what what is said begins with; of it nobody is told but the hearer or whom it is about."""


def passive_cue(tokens: tuple[Token, ...], start: int, at: int, verb: CueVerb) -> Cue | None:
    """The cue that the passive ending at ``at`` is: somebody said it, but not the subject."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if verb.lemma == "ask" and after in _ASKED | words("time"):
        return Cue(verb, (start, at + 1), at, Subject.NONE)
    opens = _COMPLEMENTS.get(verb.lemma, frozenset())
    if after in opens:
        return Cue(verb, (start, at + 1), at, Subject.NONE)
    agent = phrase_after(tokens, at + 2) if after == "by" and opens else None
    if agent and agent[1] < len(tokens) and tokens[agent[1]].lower in opens:
        return Cue(verb, (start, at + 2), at, Subject.AFTER, agent)
    return None


def completes(tokens: tuple[Token, ...], cue: Cue) -> bool:
    """Whether what is said follows a passive directly ("accused **of theft**", "said **to be ill**")."""
    if cue.subject not in {Subject.NONE, Subject.AFTER} or cue.end >= len(tokens):
        return False
    by = tokens[cue.words[1] - 1].lower == "by"
    return (cue.subject is Subject.NONE or by) and tokens[cue.end].lower in _COMPLEMENTS.get(cue.verb.lemma, ())
