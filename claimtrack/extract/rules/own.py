"""The pronouns by which speakers speak of themselves: "I" in their own words, "he", "she" or "it" in the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from claimtrack.extract.rules.cast import Cast
from claimtrack.extract.rules.lexicon import any_of, titles, words
from claimtrack.extract.rules.quotes import Utterance
from claimtrack.extract.rules.units import Token
from claimtrack.extract.rules.verbs import is_adverb
from claimtrack.model import QuoteKind

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|\S")
_BEING = frozenset({"is", "was", "be", "been"})
_HAVING = frozenset({"has", "have", "had"})
_INTENT = frozenset("ready willing able unable prepared determined committed confident aware unaware sorry".split())
"""What only somebody with a will is."""


def own_pronouns(made: Utterance, cast: Cast) -> frozenset[str]:
    """The pronouns by which the speakers of a quote may speak of themselves in it."""
    if made.kind is QuoteKind.DIRECT:
        return frozenset({"i"})
    if made.attribution.mention is None:
        return frozenset()
    mention = made.attribution.unit.tokens[slice(*made.attribution.mention)]
    if mention[0].lower in {"he", "she", "they"}:
        return frozenset({mention[0].lower})
    if made.speaker and (cast.is_body(made.speaker) or _is_bodys(mention)):
        return frozenset({"it"})
    return frozenset(one for one in ("he", "she") if made.speaker and cast.is_known_as(made.speaker, one))


def _is_bodys(mention: Sequence[Token]) -> bool:
    """Whether a mention is a name with an article, as no person has one ("The Kettle Trust")."""
    article, *name = mention
    return article.lower == "the" and len(name) > 1 and all(one.is_name and one.text not in titles() for one in name)


def own_subject(clause: str, own: frozenset[str]) -> str:
    """The pronoun of ``own`` that is the subject of ``clause`` (in lower case) and means the speaker; "" where none is.

    "It" does so only before a verb that tells of somebody: not in "it was clear", nor in "it would cost millions".
    """
    first, _, rest = clause.partition(" ")
    return first if first in own and (first != "it" or _is_somebodys(_WORD.findall(rest.replace("’", "'")))) else ""


def _is_somebodys(told: list[str]) -> bool:
    """Whether somebody with a will, and hardly a thing or a plan, does what ``told`` says of "it"."""
    small = any_of("auxiliary", "negation", "adverb")
    group = list(takewhile(lambda word: word in small or is_adverb(word), told))
    verb, following = [*told[len(group) : len(group) + 2], "", ""][:2]
    if _BEING.intersection(group):
        return verb in _INTENT or (verb.endswith("ing") and _does(verb, following))
    if group[-1:] == ["no"]:
        return following in {"to", "that"}
    if _HAVING.intersection(group) and not (verb.endswith("ed") or verb in words("participle")):
        return False
    return verb in words("willing") or _does(verb, following)


def _does(verb: str, following: str) -> bool:
    """Whether a verb that tells of a deed has an object."""
    closed = any_of("preposition", "conjunction", "time", "subordinator", "pronoun", "adverb")
    has_object = following[:1].isalnum() and following not in closed - {"to", "that", "it"} and not is_adverb(following)
    return has_object and verb[:1].isalpha() and verb not in closed | any_of("determiner", "impersonal")
