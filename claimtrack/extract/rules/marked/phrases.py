"""Where a noun phrase ends, in German and French; words that elision or a hyphen has joined stand apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimtrack.extract.rules.marked.grammar import Grammar
from claimtrack.extract.rules.units import Token, Unit

Range = tuple[int, int]
"""Half-open indices of tokens."""

PARTICLES = frozenset("von van vom zu zur der de du la le d' des ben bin el al di".split())
"""Small words inside a name."""
_ELIDED = re.compile(r"(?:qu|jusqu|lorsqu|puisqu|[ldnsjmtc])['’](?=\w)", re.IGNORECASE)
_CLITIC = re.compile(r"(?P<verb>\w+?)(?:-t)?-(?P<subject>ils?|elles?|on|je)\Z", re.IGNORECASE)
_WHOLE = frozenset({"d'après", "d'abord", "d'ailleurs", "d'accord"})
_ADJECTIVE = re.compile(
    r"(?:al|ale|aux|ant|ante|if|ive|er|ère|ique|aire|ais|aise|ien|ienne|ois|oise|oint|ointe|el|elle)\Z"
)
_AGED = re.compile(r"\d+-[A-ZÄÖÜ]")
""" "Der 52-Jährige": a noun that begins with a number."""
_LONGEST = 4
"""Words of a noun phrase before its noun, or beside it in French."""


def split_words(unit: Unit, grammar: Grammar) -> Unit:
    """The unit in the words of its language: "l'élue" and "dit-elle" are two, "52-Jährige" is one."""
    if grammar.verb_second:
        tokens = tuple(_with_numbers(unit.tokens))
    else:
        tokens = tuple(part for token in unit.tokens for part in _parts(token))
    return Unit(tokens, unit.paragraph, unit.opens_paragraph)


def _with_numbers(tokens: Sequence[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        first, last = tokens[at], tokens[min(at + 2, len(tokens) - 1)]
        together = "".join(token.text for token in tokens[at : at + 3])
        if first.text.isdigit() and _AGED.match(together) and last.end - first.start == len(together):
            yield Token.word(together, first.start, last.end)
            at += 3
        else:
            yield first
            at += 1


def _parts(token: Token) -> Iterator[Token]:
    if token.is_word and token.lower not in _WHOLE:
        if elided := _ELIDED.match(token.text):
            border = token.start + elided.end()
            yield Token.word(elided.group(), token.start, border)
            yield from _parts(Token.word(token.text[elided.end() :], border, token.end))
            return
        if clitic := _CLITIC.match(token.text):
            border = token.start + clitic.start("subject")
            yield Token.word(clitic["verb"], token.start, token.start + clitic.end("verb"))
            yield Token.word(clitic["subject"], border, token.end)
            return
    yield token


def noun_phrase(tokens: Sequence[Token], at: int, grammar: Grammar) -> int | None:
    """Where the noun phrase that begins at ``at`` ends, complements ("der Polizei", "de Lund") included."""
    start, at = at, at + (at < len(tokens) and tokens[at].lower in grammar.words("determiner"))
    has_determiner = at > start
    core = (
        _german_core(tokens, at, grammar) if grammar.verb_second else _french_core(tokens, at, grammar, has_determiner)
    )
    if core is None:
        return None
    is_common = has_determiner or grammar.role(tokens[core - 1].lower) is not None
    for _ in range(2):
        further = complement(tokens, core, grammar.words("complement"), grammar) if is_common else None
        core = further or core
    takes_name = is_common and not grammar.verb_second and not tokens[core - 1].is_name
    return _capitals(tokens, core, grammar) if takes_name else core


def _german_core(tokens: Sequence[Token], at: int, grammar: Grammar) -> int | None:
    first = at
    while at - first < _LONGEST and _is_plain(tokens, at, grammar) and not is_capital(tokens[at], grammar):
        at += 1
    end = _capitals(tokens, at, grammar)
    return end if end > at else None


def _french_core(tokens: Sequence[Token], at: int, grammar: Grammar, has_determiner: bool) -> int | None:
    """Nouns and adjectives behind an article, or an office without one; behind an office only adjectives, by ending."""
    first, has_office = at, False
    while at - first < _LONGEST and _is_plain(tokens, at, grammar) and not tokens[at].is_name:
        is_office = grammar.role(tokens[at].lower) is not None
        if not (has_determiner or is_office or has_office):
            break
        if has_office and not is_office and not _ADJECTIVE.search(tokens[at].lower):
            break
        has_office = has_office or is_office
        at += 1
    end = _capitals(tokens, at, grammar)
    return end if end > first else None


def _capitals(tokens: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Where a run of capital words ends; ``at`` where there is none."""
    end = at
    while end < len(tokens) and (is_capital(tokens[end], grammar) or (end > at and _joins(tokens, end, grammar))):
        if end > at and tokens[end - 1].text.isupper() and tokens[end].lower in grammar.given_names:
            break  # a body and a person: "à l'AFP Anne Roche"
        end += 1
    return end


def is_capital(token: Token, grammar: Grammar) -> bool:
    """Whether a word may be part of a name: it has a capital, and is no closed-class word at a sentence's head."""
    if _AGED.match(token.text):
        return token.quotation is None
    return token.is_name and (token.lower not in grammar.small or token.lower in grammar.words("title"))


def _joins(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Whether a small word goes on inside a name: behind a given name, "de" and the like belong to the surname."""
    if at + 1 >= len(tokens) or tokens[at].lower not in PARTICLES or tokens[at].is_name:
        return False
    follows = tokens[at + 1]
    behind_given = tokens[at - 1].lower in grammar.given_names or tokens[at - 1].lower in PARTICLES
    return behind_given and (is_capital(follows, grammar) or follows.lower in PARTICLES)


def _is_plain(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    if at >= len(tokens) or not tokens[at].is_word:
        return False
    lower = tokens[at].lower
    is_cue = lower in grammar.finite and at and tokens[at - 1].lower not in grammar.words("determiner")
    return not is_cue and lower not in grammar.small


def complement(tokens: Sequence[Token], at: int, leads: frozenset[str], grammar: Grammar) -> int | None:
    """Where the complement that one of ``leads`` opens at ``at`` ends: "der Polizei", "aux transports"."""
    if at >= len(tokens) or tokens[at].lower not in leads:
        return None
    at += 1
    at += at < len(tokens) and tokens[at].lower in grammar.words("determiner")
    if grammar.verb_second:
        return _german_core(tokens, at, grammar)
    end = _french_core(tokens, at, grammar, has_determiner=True)
    goes_on = end is not None and tokens[end - 1].is_name and _is_plain(tokens, end, grammar)
    return end + 1 if end is not None and goes_on and not tokens[end].is_name else end  # Affaires étrangères
