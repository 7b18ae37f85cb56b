"""Cues in German and French sentences: verbs of saying, "laut" and "selon", "so Berg", a name and a colon; and whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claimtrack.extract.rules.marked.grammar import Grammar
from claimtrack.extract.rules.marked.phrases import Range, noun_phrase
from claimtrack.extract.rules.units import Token

_ENDS = frozenset(".!?:;")
_BORDERS = _ENDS | frozenset(",–—-()")
_APART = 20
"""Tokens within which the second part of a German cue follows the first ("fügte ... hinzu", "hat ... gesagt")."""
_NEAR = 4
"""Tokens within which a French participle follows its auxiliary ("a-t-elle également ajouté")."""
_APPOSITION = 12
"""The most tokens between two commas behind a name."""

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
    start, first = _clause(tokens, at), at
    while first > start and tokens[first - 1].lower in grammar.words("object") | grammar.words("reflexive"):
        first -= 1
    behind = words[0][1] if grammar.verb_second or len(words) > 1 else words[-1][1]
    if first == start and start > 0 and (tokens[start - 1].is_quotation or tokens[start - 1].text in ",–—"):
        is_closed = tokens[start - 1].is_quotation or _is_closed_by_quotation(tokens, start)
        if not is_closed and (mention := _before_apposition(tokens, start - 1, grammar)):
            return _cue(tokens, words, first, mention, False, naming, grammar)
        mention = _subject_behind(tokens, behind, grammar)
        return _cue(tokens, words, first, mention, mention is not None or is_closed, naming, grammar)
    like = tokens[start].lower in grammar.words("like")
    pronoun_behind = grammar.verb_second and behind < len(tokens) and _is_pronoun(tokens[behind], grammar)
    mention = None if pronoun_behind else _subject_before(tokens, start, first, at, grammar)
    if mention is None and (grammar.verb_second or first == start or like):
        mention = _subject_behind(tokens, start + 1 if like and grammar.verb_second else behind, grammar)
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
        mention = _with_name(tokens, mention, grammar)
        end = max(end, _behind_apposition(tokens, mention[1], grammar))
    return Cue(Kind.VERB, words, first, end, mention, inverted, naming)


def _verb_words(tokens: Sequence[Token], at: int, grammar: Grammar) -> tuple[Range, ...] | None:
    """The cue verb that begins at ``at``, with the participle or the prefix that belongs to it."""
    lower = tokens[at].lower
    if not tokens[at].is_word or (at and tokens[at - 1].lower in grammar.words("determiner") and _is_noun(tokens, at)):
        return None
    if lower in grammar.words("auxiliary"):
        reach = _APART if grammar.verb_second else _NEAR
        participle = _further(tokens, at + 1, reach, grammar.participles)
        if participle is None:
            return None
        apart = any(tokens[i].lower in {"il", "elle", "ils", "elles"} for i in range(at + 1, participle))
        together = not grammar.verb_second and not apart
        return ((at, participle + 1),) if together else ((at, at + 1), (participle, participle + 1))
    if _is_unlisted(tokens, at, grammar):
        return ((at, at + 1),)
    prefixes = grammar.finite.get(lower) if not tokens[at].is_name or at == 0 else None
    if prefixes is None or (not grammar.verb_second and tokens[at].is_name):
        return None
    prefix = _further(tokens, at + 1, _APART, prefixes - {""})
    if prefix is not None:
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


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form behind an article is a noun ("la note"), as against "comme le note Anne"."""
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


def _clause(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and not tokens[at - 1].is_quotation and tokens[at - 1].text not in _BORDERS:
        at -= 1
    return at


def _is_closed_by_quotation(tokens: Sequence[Token], start: int) -> bool:
    return start > 1 and tokens[start - 1].text == "," and tokens[start - 2].is_quotation


def _subject_behind(tokens: Sequence[Token], at: int, grammar: Grammar) -> Range | None:
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
        elif _is_pronoun(tokens[at], grammar):
            return at, at + 1
        else:
            end = noun_phrase(tokens, at, grammar)
            return (at, _with_second(tokens, end, grammar)) if end else None
    return None


def _subject_before(tokens: Sequence[Token], start: int, first: int, verb: int, grammar: Grammar) -> Range | None:
    """The noun phrase or pronoun that the clause begins with, where it reaches to the verb."""
    if first == start:
        return None
    if tokens[start].lower in grammar.words("relative") and start > 1 and tokens[start - 1].text == ",":
        ends_clause = verb + 1 >= len(tokens) or tokens[verb + 1].text in _BORDERS or not grammar.verb_second
        if ends_clause and (antecedent := _ending_at(tokens, start - 1, grammar)):
            return antecedent
    if first - start == 1 and _is_pronoun(tokens[start], grammar):
        return start, first
    if grammar.verb_second:
        starts: Sequence[int] = [start + (tokens[start].lower in grammar.words("conjunction"))]
    else:
        starts = range(start, first)
    for at in starts:
        if at == first - 1 and _is_pronoun(tokens[at], grammar):
            return at, first
        end = noun_phrase(tokens, at, grammar)
        if end and _with_second(tokens, end, grammar) == first and not _is_governed(tokens, at, grammar):
            return at, first
    return None


def _is_governed(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    return at > 0 and tokens[at - 1].lower in grammar.words("preposition") | grammar.words("complement")


def _with_second(tokens: Sequence[Token], end: int, grammar: Grammar) -> int:
    """Where "Berg und Roth" ends, given where "Berg" does; a party in brackets is passed over too."""
    if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")":
        return end + 3
    if end < len(tokens) and tokens[end].lower in grammar.words("joint"):
        return noun_phrase(tokens, end + 1, grammar) or end
    return end


def _before_apposition(tokens: Sequence[Token], comma: int, grammar: Grammar) -> Range | None:
    """The noun phrase before ", die Bürgermeisterin von Lund," where ``comma`` is the second of the two."""
    opening = next((i for i in range(comma - 1, max(0, comma - _APPOSITION), -1) if tokens[i].text == ","), None)
    between = tokens[opening + 1 : comma] if opening else []
    if opening is None or any(token.is_quotation for token in between):
        return None
    found = _ending_at(tokens, opening, grammar)
    return _with_name(tokens, found, grammar) if found else None


def _ending_at(tokens: Sequence[Token], end: int, grammar: Grammar) -> Range | None:
    """The longest noun phrase that ends where ``end`` is."""
    for at in range(_clause(tokens, end), end):
        stop = noun_phrase(tokens, at, grammar)
        if stop and _with_second(tokens, stop, grammar) == end:
            return at, end
    return None


def _with_name(tokens: Sequence[Token], mention: Range, grammar: Grammar) -> Range:
    """ "la maire" with ", Anne Roche" behind it, "Die Angegriffene" with ", Senatorin Anna Berg,": whom it is."""
    start, end = mention
    if end + 2 >= len(tokens) or tokens[end].text != "," or _has_given_name(tokens[start:end], grammar):
        return mention
    name = noun_phrase(tokens, end + 1, grammar)
    if name is None or not _has_given_name(tokens[end + 1 : name], grammar):
        return mention
    is_bare = tokens[end + 1].lower not in grammar.words("determiner")
    closes = name >= len(tokens) or tokens[name].text in ",.:;"
    return (start, name) if closes and is_bare else mention


def _has_given_name(tokens: Sequence[Token], grammar: Grammar) -> bool:
    return any(token.is_name and token.lower in grammar.given_names for token in tokens[:-1])


def _behind_apposition(tokens: Sequence[Token], end: int, grammar: Grammar) -> int:
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


def _is_pronoun(token: Token, grammar: Grammar) -> bool:
    names = ("pronoun_he", "pronoun_she", "plural_pronoun")
    return any(token.lower in grammar.words(name) for name in names)


def _according(tokens: Sequence[Token], at: int, grammar: Grammar) -> Cue | None:
    """ "laut Berg", "nach Angaben der Polizei", "Berg zufolge", "so Berg", "selon Anne Roche"."""
    lower = tokens[at].lower
    closed = at > 0 and (tokens[at - 1].is_quotation or tokens[at - 1].text == ",")
    if lower in grammar.words("according_after"):
        before = _ending_at(tokens, at, grammar)
        return Cue(Kind.ACCORDING, ((at, at + 1),), before[0], at + 1, before, closed) if before else None
    words = (at, at + 1)
    if lower in grammar.words("of_source") and at + 1 < len(tokens):
        if tokens[at + 1].lower in grammar.words("sources"):
            words = (at, at + 2)
            if at + 2 < len(tokens) and tokens[at + 2].lower in {"von", "vom"}:
                words = (at, at + 3)
        elif lower not in grammar.words("according"):
            return None
    elif lower in grammar.words("so"):
        if not closed:
            return None
    elif lower in grammar.words("for"):
        if at or not _leads_to_quotation(tokens, grammar):
            return None
    elif lower not in grammar.words("according"):
        return None
    if words[1] < len(tokens) and _is_pronoun(tokens[words[1]], grammar) or words[1] >= len(tokens):
        end: int | None = words[1] + 1 if words[1] < len(tokens) else None
    else:
        end = noun_phrase(tokens, words[1], grammar)
    if end is None:
        return None
    mention = _with_name(tokens, (words[1], _with_second(tokens, end, grammar)), grammar)
    return Cue(Kind.ACCORDING, (words,), at, _behind_apposition(tokens, mention[1], grammar), mention, closed)


def _leads_to_quotation(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether "pour Anne Roche, ..." stands at the head of a sentence with a quotation."""
    end = noun_phrase(tokens, 1, grammar)
    if end is None or end + 1 >= len(tokens) or tokens[end].text != ",":
        return False
    is_somebody = _has_given_name(tokens[1:end], grammar) or any(grammar.role(token.lower) for token in tokens[1:end])
    return is_somebody and any(token.is_quotation for token in tokens[end:])


def _announcing_colon(tokens: Sequence[Token], grammar: Grammar) -> Iterator[Cue]:
    """ "Anna Berg: „...“", "Kapitän Tom Ziegler wurde deutlicher: „...“": somebody, and a colon before a quotation."""
    colon = next(
        (at for at in range(1, len(tokens) - 1) if tokens[at].text == ":" and tokens[at + 1].is_quotation), None
    )
    if colon is None or any(token.is_quotation for token in tokens[:colon]):
        return
    end = 1 if _is_pronoun(tokens[0], grammar) else noun_phrase(tokens, 0, grammar)
    if end is None or end > colon:
        return
    start, end = _with_name(tokens, (0, end), grammar)
    is_office = any(grammar.role(token.lower) for token in tokens[:end])
    if is_office or end == 1 or end == colon or _has_given_name(tokens[:end], grammar):
        yield Cue(Kind.COLON, ((colon, colon + 1),), colon, colon, (start, end))
