"""Nouns as cues: "Roe's claim that ...", "his promise to ...", "her criticism of ...", "chants of “...”"."""

from __future__ import annotations

from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.lexicon import CueVerb, Form, words
from claimtrack.extract.rules.phrases import Range, phrase_after, phrase_before
from claimtrack.extract.rules.units import Token

_CLAUSE = CueVerb("noun", Form.BASE, frozenset({"clause"}))
_PHRASE = CueVerb("noun", Form.BASE, frozenset({"to", "object"}))
_COMPLEMENTS = frozenset({"of", "about", "against", "on"})


def noun_cue(tokens: tuple[Token, ...], at: int) -> Cue | None:
    """The cue that the noun at ``at`` is, with its owner as who speaks, or None."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or at == 0:
        return None
    word, owner = tokens[at].lower, _owner(tokens, at)
    if after.lower in _COMPLEMENTS and word in words("crying_noun") and _is_quotation(tokens, at + 2):
        named = Subject.BEFORE if owner else Subject.NONE
        return Cue(_CLAUSE, (at, at + 2), at, named, owner)
    if word in words("saying_noun") and after.lower == "that":
        if owner:
            return Cue(_CLAUSE, (at, at + 1), at, Subject.BEFORE, owner)
        return None
    if word in words("saying_noun") and after.lower in {"by", "from"} and (source := phrase_after(tokens, at + 2)):
        behind = source[1] + (source[1] < len(tokens) and tokens[source[1]].text == ",")
        if behind < len(tokens) and tokens[behind].lower == "that":
            return Cue(_CLAUSE, (at, at + 2), at, Subject.AFTER, source)
    if owner and (
        (after.lower == "to" and word in words("promising_noun"))
        or (after.lower in _COMPLEMENTS and word in words("judging_noun"))
    ):
        end = at + 1 if after.lower == "to" else at + 2
        return Cue(_PHRASE, (at, end), at, Subject.BEFORE, owner)
    return None


def _owner(tokens: tuple[Token, ...], at: int) -> Range | None:
    """Whose noun it is ("**Roe**'s repeated claim", "**his** claim"); one adjective may stand between."""
    for owner in (at - 1, at - 2):
        if owner < 0 or (owner < at - 1 and (not tokens[at - 1].is_word or tokens[at - 1].is_name)):
            return None
        if tokens[owner].lower in words("possessive") - {"whose"}:
            return (owner, owner + 1)
        if tokens[owner].lower in {"'s", "'"} and owner:
            return phrase_before(tokens, owner)
    return None


def _is_quotation(tokens: tuple[Token, ...], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_quotation
