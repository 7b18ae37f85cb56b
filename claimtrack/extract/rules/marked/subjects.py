"""Whose words a German or French cue tells of: the subject of its verb, with the name that an apposition gives."""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.extract.rules.marked.grammar import Grammar
from claimtrack.extract.rules.marked.phrases import Range, complement, noun_phrase
from claimtrack.extract.rules.units import Token

BORDERS = frozenset(".!?:;,–—-()")
"""Marks between which a clause stands."""
_APPOSITION = 12
"""The most tokens between two commas behind a name."""


def subject_behind(tokens: Sequence[Token], at: int, grammar: Grammar) -> Range | None:
    """The first noun phrase or pronoun behind a verb that no preposition governs."""
    passed = grammar.words("reflexive") | grammar.words("adverb") | grammar.words("time")
    while at < len(tokens):
        lower = tokens[at].lower
        if lower in grammar.words("preposition"):
            after = at + 1
            after += after < len(tokens) and tokens[after].text.isdigit()
            after += after < len(tokens) and tokens[after].text == "."
            at = noun_phrase(tokens, after, grammar) or after
        elif lower in passed or tokens[at].text[0].isdigit():
            at += 1
        elif is_pronoun(tokens[at], grammar):
            return at, at + 1
        else:
            end = noun_phrase(tokens, at, grammar)
            return (at, with_second(tokens, end, grammar)) if end else None
    return None


def subject_before(tokens: Sequence[Token], start: int, first: int, verb: int, grammar: Grammar) -> Range | None:
    """The noun phrase or pronoun that the clause begins with, where it reaches to the verb."""
    if first == start:
        return None
    if tokens[start].lower in grammar.words("relative") and start > 1 and tokens[start - 1].text == ",":
        ends_clause = verb + 1 >= len(tokens) or tokens[verb + 1].text in BORDERS or not grammar.verb_second
        if ends_clause and (antecedent := ending_at(tokens, start - 1, clause_start(tokens, start - 1), grammar)):
            return antecedent
    if first - start == 1 and is_pronoun(tokens[start], grammar):
        return start, first
    if grammar.verb_second:
        starts: Sequence[int] = [start + (tokens[start].lower in grammar.words("conjunction"))]
    else:
        starts = range(start, first)
    for at in starts:
        if at == first - 1 and is_pronoun(tokens[at], grammar):
            return at, first
        end = noun_phrase(tokens, at, grammar)
        if end and with_second(tokens, end, grammar) == first and not _is_governed(tokens, at, grammar):
            return at, first
    return None


def _is_governed(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    return at > 0 and tokens[at - 1].lower in grammar.words("preposition") | grammar.words("complement")


def with_second(tokens: Sequence[Token], end: int, grammar: Grammar) -> int:
    """Where "Berg und Roth" ends, given where "Berg" does; a party in brackets is passed over too."""
    if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")":
        return end + 3
    if end < len(tokens) and tokens[end].lower in grammar.words("joint"):
        return noun_phrase(tokens, end + 1, grammar) or end
    return end


def before_apposition(tokens: Sequence[Token], comma: int, grammar: Grammar) -> Range | None:
    """The noun phrase before ", die Bürgermeisterin von Lund," where ``comma`` is the second of the two."""
    opening = next((i for i in range(comma - 1, max(0, comma - _APPOSITION), -1) if tokens[i].text == ","), None)
    between = tokens[opening + 1 : comma] if opening else []
    if opening is None or any(token.is_quotation for token in between):
        return None
    found = ending_at(tokens, opening, clause_start(tokens, opening), grammar)
    return with_name(tokens, found, grammar) if found and not _is_governed(tokens, found[0], grammar) else None


def ending_at(tokens: Sequence[Token], end: int, start: int, grammar: Grammar) -> Range | None:
    """The longest noun phrase from ``start`` on that ends where ``end`` is."""
    for at in range(start, end):
        stop = noun_phrase(tokens, at, grammar)
        if stop and stop < end:
            stop = complement(tokens, stop, grammar.words("preposition"), grammar)
        if stop and with_second(tokens, stop, grammar) == end:
            return at, end
    return None


def with_name(tokens: Sequence[Token], mention: Range, grammar: Grammar) -> Range:
    """ "la maire" with ", Anne Roche" behind it, "Die Angegriffene" with ", Senatorin Anna Berg,": whom it is."""
    start, end = mention
    if end + 2 >= len(tokens) or tokens[end].text != "," or has_given_name(tokens[start:end], grammar):
        return mention
    name = noun_phrase(tokens, end + 1, grammar)
    if name is None or not has_given_name(tokens[end + 1 : name], grammar):
        return mention
    is_bare = tokens[end + 1].lower not in grammar.words("determiner")
    closes = name >= len(tokens) or tokens[name].text in ",.:;"
    return (start, name) if closes and is_bare else mention


def has_given_name(tokens: Sequence[Token], grammar: Grammar) -> bool:
    return any(token.is_name and token.lower in grammar.given_names for token in tokens[:-1])


def behind_apposition(tokens: Sequence[Token], end: int, grammar: Grammar) -> int:
    """Where an apposition behind a mention ends, its second comma not included; ``end`` where there is none."""
    if end < len(tokens) and tokens[end].text == "(":
        closing = next((i for i in range(end, min(end + 6, len(tokens))) if tokens[i].text == ")"), None)
        end = closing + 1 if closing else end
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return end
    noun = noun_phrase(tokens, end + 1, grammar)
    first = tokens[end + 1]
    if noun is None or not (first.lower in grammar.words("determiner") or grammar.role(first.lower)):
        return end
    for at in range(noun, min(noun + _APPOSITION, len(tokens))):
        if tokens[at].is_quotation or tokens[at].lower in grammar.finite:
            return end
        if tokens[at].text in ",.;:":
            return at
    return end


def is_pronoun(token: Token, grammar: Grammar) -> bool:
    names = ("pronoun_he", "pronoun_she", "plural_pronoun")
    return any(token.lower in grammar.words(name) for name in names)


def clause_start(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and not tokens[at - 1].is_quotation and tokens[at - 1].text not in BORDERS:
        at -= 1
    return at
