"""Cues in German and French sentences: verbs of saying, "laut" and "selon", "so Berg", a name and a colon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claimtrack.extract.rules.marked.grammar import Grammar
from claimtrack.extract.rules.marked.phrases import Range, noun_phrase
from claimtrack.extract.rules.marked.subjects import (
    before_apposition,
    behind_apposition,
    clause_start,
    ending_at,
    has_given_name,
    is_pronoun,
    subject_before,
    subject_behind,
    with_name,
    with_second,
)
from claimtrack.extract.rules.units import Token

_ENDS = frozenset(".!?:;")
_APART = 20
"""Tokens within which the second part of a German cue follows the first ("fügte ... hinzu", "hat ... gesagt")."""

_LONGEST_NAME = 25
"""Characters of a quotation that may be a newspaper's name, between the parts of a cue."""


class Kind(StrEnum):
    VERB = "verb"
    ACCORDING = "according to"
    COLON = "name and colon"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its words, the tokens from ``start`` to ``end`` that it takes up with its mention, and the mention.

    ``inverted`` says that the verb stands before its subject, right behind a comma or a quotation; ``naming`` that a
    quoted phrase may be its object.
    """

    kind: Kind
    words: tuple[Range, ...]
    start: int
    end: int
    mention: Range | None
    inverted: bool = False
    naming: bool = False


def cues(tokens: Sequence[Token], grammar: Grammar) -> list[Cue]:
    """The cues of one sentence, in order; none lies in another."""
    found: list[Cue] = []
    for at in range(len(tokens)):
        if found and at < max(end for _, end in found[-1].words):
            continue
        cue = _according(tokens, at, grammar) or _verb(tokens, at, grammar)
        if cue:
            found.append(_shared_subject(tokens, cue, found, grammar))
    return found or list(_announcing_colon(tokens, grammar))


def _shared_subject(tokens: Sequence[Token], cue: Cue, before: Sequence[Cue], grammar: Grammar) -> Cue:
    """ "Berg sprach von ... und kritisierte": the second verb without a subject has that of the first."""
    joined = cue.start > 0 and tokens[cue.start - 1].lower in grammar.words("conjunction")
    if cue.mention is None and before and joined and before[-1].kind is Kind.VERB:
        return replace(cue, mention=before[-1].mention)
    return cue


def _verb(tokens: Sequence[Token], at: int, grammar: Grammar) -> Cue | None:
    words = _verb_words(tokens, at, grammar)
    if words is None:
        return None
    forms = {"".join(tokens[index].lower for index in _indices(words[::-1]))} | {tokens[words[-1][1] - 1].lower}
    naming = bool(forms & grammar.naming)
    start, first = clause_start(tokens, at), at
    while first > start and tokens[first - 1].lower in grammar.words("object") | grammar.words("reflexive"):
        first -= 1
    behind = words[0][1] if grammar.verb_second or len(words) > 1 else words[-1][1]
    if first == start and start > 0 and (tokens[start - 1].is_quotation or tokens[start - 1].text in ",–—"):
        is_closed = tokens[start - 1].is_quotation or _is_closed_by_quotation(tokens, start)
        if not is_closed and (mention := before_apposition(tokens, start - 1, grammar)):
            return _cue(tokens, words, first, mention, False, naming, grammar)
        mention = subject_behind(tokens, behind, grammar)
        return _cue(tokens, words, first, mention, mention is not None or is_closed, naming, grammar)
    like = tokens[start].lower in grammar.words("like")
    pronoun_behind = grammar.verb_second and behind < len(tokens) and is_pronoun(tokens[behind], grammar)
    mention = None if pronoun_behind else subject_before(tokens, start, first, at, grammar)
    if mention is None and (grammar.verb_second or first == start or like):
        mention = subject_behind(tokens, start + 1 if like and grammar.verb_second else behind, grammar)
    return _cue(tokens, words, start if like else first, mention, like, naming, grammar)


def _cue(
    tokens: Sequence[Token],
    words: tuple[Range, ...],
    first: int,
    mention: Range | None,
    inverted: bool,
    naming: bool,
    grammar: Grammar,
) -> Cue:
    end = max(stop for _, stop in words)
    if first < words[0][0] and tokens[words[0][0] - 1].lower in grammar.words("reflexive"):
        words = ((words[0][0] - 1, words[0][1]), *words[1:])
    if mention and mention[0] >= words[0][0]:
        mention = with_name(tokens, mention, grammar)
        end = max(end, behind_apposition(tokens, mention[1], grammar))
    kind = Kind.ACCORDING if tokens[first].lower in grammar.words("like") else Kind.VERB
    closed = inverted and first > 0
    return Cue(kind, words, first, end, mention, closed, naming)


def _verb_words(tokens: Sequence[Token], at: int, grammar: Grammar) -> tuple[Range, ...] | None:
    """The cue verb that begins at ``at``, with the participle or the prefix that belongs to it."""
    lower = tokens[at].lower
    if not tokens[at].is_word or (not grammar.verb_second and _is_noun(tokens, at, grammar)):
        return None
    if lower in grammar.words("auxiliary"):
        return _compound(tokens, at, grammar)
    if listed := _finite(tokens, at, grammar):
        return listed
    return ((at, at + 1),) if _is_unlisted(tokens, at, grammar) else None


def _compound(tokens: Sequence[Token], at: int, grammar: Grammar) -> tuple[Range, ...] | None:
    """An auxiliary and its participle: "hat ... gesagt", "a déclaré", "a-t-elle également déclaré"."""
    if grammar.verb_second:
        participle = _further(tokens, at + 1, _APART, grammar.participles)
        return None if participle is None else ((at, at + 1), (participle, participle + 1))
    end = at + 1
    while end < len(tokens) and (tokens[end].lower in grammar.words("adverb") or is_pronoun(tokens[end], grammar)):
        end += 1
    if end == len(tokens) or tokens[end].lower not in grammar.participles:
        return None
    has_subject = any(is_pronoun(token, grammar) for token in tokens[at + 1 : end])
    return ((at, at + 1), (end, end + 1)) if has_subject else ((at, end + 1),)


def _finite(tokens: Sequence[Token], at: int, grammar: Grammar) -> tuple[Range, ...] | None:
    prefixes = grammar.finite.get(tokens[at].lower)
    if prefixes is None or (tokens[at].is_name and (at or not grammar.verb_second)):
        return None
    prefix = _further(tokens, at + 1, _APART, prefixes - {""})
    if prefix is not None and (
        prefix + 1 == len(tokens)
        or not tokens[prefix + 1].is_word
        or tokens[prefix + 1].lower in grammar.words("conjunction")
    ):
        return (at, at + 1), (prefix, prefix + 1)
    return ((at, at + 1),) if "" in prefixes else None


def _is_unlisted(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Whether a verb in no list says what stands before it: „...“, rechnet er vor; « ... », calcule-t-il; heißt es."""
    follows = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if tokens[at].lower in grammar.words("impersonal"):
        return follows == "es"
    closed = at > 1 and tokens[at - 1].text == "," and tokens[at - 2].is_quotation
    is_pronoun = follows in grammar.words("pronoun_he") | grammar.words("pronoun_she")
    return closed and is_pronoun and tokens[at].text.islower() and tokens[at].lower not in grammar.small


def _is_noun(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Whether a form behind an article is a noun ("la note"), as against "comme le note Anne"."""
    if at == 0 or tokens[at - 1].lower not in grammar.words("determiner"):
        return False
    return at < 2 or (
        tokens[at - 2].lower != "comme" and tokens[at - 2].text != "," and not tokens[at - 2].is_quotation
    )


def _further(tokens: Sequence[Token], at: int, reach: int, wanted: frozenset[str]) -> int | None:
    for index in range(at, min(at + reach, len(tokens))):
        is_name = tokens[index].end - tokens[index].start <= _LONGEST_NAME
        if (tokens[index].is_quotation and not is_name) or _ends_here(tokens, index):
            return None
        if tokens[index].lower in wanted:
            return index
    return None


def _ends_here(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark ends the clause; in "0:3" and "16.30" none does."""
    is_inside = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end and tokens[at + 1].text.isdigit()
    return tokens[at].text in _ENDS and not is_inside


def _indices(words: Sequence[Range]) -> Iterator[int]:
    for start, end in words:
        yield from range(start, end)


def _is_closed_by_quotation(tokens: Sequence[Token], start: int) -> bool:
    return start > 1 and tokens[start - 1].text == "," and tokens[start - 2].is_quotation


def _according(tokens: Sequence[Token], at: int, grammar: Grammar) -> Cue | None:
    """ "laut Berg", "nach Angaben der Polizei", "Berg zufolge", "so Berg", "selon Anne Roche"."""
    closed = at > 0 and (tokens[at - 1].is_quotation or tokens[at - 1].text == ",")
    if tokens[at].lower in grammar.words("according_after"):
        before = ending_at(tokens, at, clause_start(tokens, at), grammar)
        return Cue(Kind.ACCORDING, ((at, at + 1),), before[0], at + 1, before, closed) if before else None
    behind = _source_behind(tokens, at, closed, grammar)
    if behind is None or behind >= len(tokens):
        return None
    end = behind + 1 if is_pronoun(tokens[behind], grammar) else noun_phrase(tokens, behind, grammar)
    if end is None:
        return None
    mention = with_name(tokens, (behind, with_second(tokens, end, grammar)), grammar)
    return Cue(Kind.ACCORDING, ((at, behind),), at, behind_apposition(tokens, mention[1], grammar), mention, closed)


def _source_behind(tokens: Sequence[Token], at: int, closed: bool, grammar: Grammar) -> int | None:
    """Where the source begins behind the words at ``at``, if these are "laut", "nach Angaben von", "so" or the like."""
    lower = tokens[at].lower
    if (
        lower in grammar.words("of_source")
        and at + 1 < len(tokens)
        and tokens[at + 1].lower in grammar.words("sources")
    ):
        return at + 2 + (at + 2 < len(tokens) and tokens[at + 2].lower in grammar.words("complement_of"))
    leads = lower in grammar.words("for") and at == 0 and _leads_to_quotation(tokens, grammar)
    if lower in grammar.words("according") or (lower in grammar.words("so") and closed) or leads:
        return at + 1
    return None


def _leads_to_quotation(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether "pour Anne Roche, ..." stands at the head of a sentence with a quotation."""
    end = noun_phrase(tokens, 1, grammar)
    if end is None or end + 1 >= len(tokens) or tokens[end].text != ",":
        return False
    is_somebody = has_given_name(tokens[1:end], grammar) or any(grammar.role(token.lower) for token in tokens[1:end])
    return is_somebody and any(token.is_quotation for token in tokens[end:])


def _announcing_colon(tokens: Sequence[Token], grammar: Grammar) -> Iterator[Cue]:
    """ "Anna Berg: „...“", "Kapitän Tom Ziegler wurde deutlicher: „...“": somebody, and a colon before a quotation."""
    colon = next(
        (at for at in range(1, len(tokens) - 1) if tokens[at].text == ":" and tokens[at + 1].is_quotation), None
    )
    if colon is None or any(token.is_quotation for token in tokens[:colon]):
        return
    end = 1 if is_pronoun(tokens[0], grammar) else noun_phrase(tokens, 0, grammar)
    if end is None or end > colon:
        return
    start, end = with_name(tokens, (0, end), grammar)
    is_office = any(grammar.role(token.lower) for token in tokens[:end])
    if is_office or end == 1 or end == colon or has_given_name(tokens[:end], grammar):
        yield Cue(Kind.COLON, ((colon, colon + 1),), colon, colon, (start, end))
