"""Cues: the words that say that something was said, and whose words they say it was.

Positions are indices into a unit's tokens; ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.led import led_cue
from claimtrack.extract.rules.lexicon import CueVerb, Form, any_of, cue_verbs, cue_words, words
from claimtrack.extract.rules.nouns import noun_cue
from claimtrack.extract.rules.passives import passive_cue
from claimtrack.extract.rules.phrases import Range, main_subject, phrase_after, phrase_before, with_name
from claimtrack.extract.rules.units import Token, Unit
from claimtrack.extract.rules.verbs import group_start, has_linking, is_passive, is_verb

_ACCORDING = CueVerb("according", Form.BASE, frozenset({"clause"}))
_COLON = CueVerb("colon", Form.BASE, frozenset({"clause"}))
_LONGEST_SOURCE = 30
_SHORTEST_LEAD_IN = 2
_LONGEST_SMALL_WORD = 2
"""Letters of words that titles write small."""
_MARKS = frozenset({":", ","})
_RELATIVE = frozenset({"who", "which"})
_BELONGING = frozenset("by behind to for against about with from at in".split())
_LONGEST_MODIFIER = 8
"""Words between "who" and the end of its clause."""
_HEARER_FOLLOWS = frozenset("told tells reminded reminds assured assures informed informs".split())
_APPOSED = frozenset("a an the who whose whom which former his her their its one himself herself".split())


def cues(unit: Unit) -> Iterator[Cue]:
    """The cues of ``unit`` in order, those inside quotations left out."""
    led: Cue | None = None
    heads = _heads()
    for at, token in enumerate(unit.tokens):
        if token.quotation is not None:
            led = led_cue(unit.tokens, at)
        elif led and led.head >= at:
            if led.head == at:
                yield led
        elif token.lower in heads and (cue := _cue(unit.tokens, at, token.lower)):
            yield cue


@cache
def _heads() -> frozenset[str]:
    return cue_words() | _MARKS


def _cue(tokens: tuple[Token, ...], at: int, word: str) -> Cue | None:
    if word == "according":
        return _according_cue(tokens, at)
    if word == ":":
        return _colon_cue(tokens, at)
    if word == ",":
        return _comma_cue(tokens, at)
    if noun := noun_cue(tokens, at):
        return noun
    verb = cue_verbs().get(word)
    return _verb_cue(tokens, at, verb) if verb else None


def _according_cue(tokens: tuple[Token, ...], at: int) -> Cue | None:
    if at + 1 >= len(tokens) or tokens[at + 1].lower != "to":
        return None
    phrase = _source(tokens, at + 2)
    return Cue(_ACCORDING, (at, at + 2), at, Subject.AFTER, phrase) if phrase else None


def _source(tokens: tuple[Token, ...], start: int) -> Range | None:
    """Whom "according to" names: all up to a mark or a verb ("a transcript of the talks", "state law").

    Where it opens the sentence, a name behind a comma is the subject of what was said.
    """
    phrase = phrase_after(tokens, start)
    end = phrase[1] if phrase else start
    while end < len(tokens) and end - start < _LONGEST_SOURCE:
        token = tokens[end]
        if not (token.is_word or token.lower in {"'s", "'"}) or token.lower in words("auxiliary") | {"who", "which"}:
            break
        end += 1
    if end == start:
        return None
    opens = start <= _SHORTEST_LEAD_IN + 2
    return (start, end) if opens else with_name(tokens, (start, end), shortest=2)


def _colon_cue(tokens: tuple[Token, ...], at: int) -> Cue | None:
    """ "Roe: “...”", "More from Roe: “...”", "She made her case: “...”": a name or a sentence, a colon and a quotation.

    The quotation may be the next paragraph.
    """
    if at + 1 == len(tokens):
        return Cue(_COLON, (at, at + 1), at, Subject.SHARED)
    if not tokens[at + 1].is_quotation or led_cue(tokens, at + 1):
        return None
    named = phrase_before(tokens, at)
    if named and tokens[at - 1].is_name and (named[0] == 0 or _is_lead_in(tokens[named[0] - 1])):
        return Cue(_COLON, (at, at + 1), at, Subject.BEFORE, named)
    return Cue(_COLON, (at, at + 1), at, Subject.SHARED) if tokens[at + 1].is_sentence else None


def _comma_cue(tokens: tuple[Token, ...], at: int) -> Cue | None:
    """ "As Roe put it, “...”": a sentence, a comma and a quoted sentence that ends it."""
    last = at + 1 == len(tokens) - 1 and at >= _SHORTEST_LEAD_IN
    said = last and tokens[at + 1].is_sentence and tokens[at + 1].ending in ".?!" and not _is_title(tokens[at + 1])
    if not said:
        return None
    named = phrase_after(tokens, 1) if tokens[0].lower == "as" else None
    return Cue(_COLON, (at, at + 1), at, Subject.BEFORE if named else Subject.SHARED, named)


def _is_title(quotation: Token) -> bool:
    """Whether a quotation looks like the name of a film or a slogan: a word or two, or capitals only."""
    inner = quotation.text.split()[1:]
    return len(inner) < 2 or not any(word[0].islower() and len(word) > _LONGEST_SMALL_WORD for word in inner)


def _is_lead_in(token: Token) -> bool:
    return token.lower in {"from", "by"} or not token.is_word


def _verb_cue(tokens: tuple[Token, ...], at: int, verb: CueVerb) -> Cue | None:
    start = group_start(tokens, at)
    group = [token.lower for token in tokens[start:at]]
    if not is_verb(tokens, start, at, verb, group):
        return None
    if is_passive(verb, group) or _is_asked(tokens, start, verb):
        return passive_cue(tokens, start, at, verb)
    if (verb.form is Form.PARTICIPLE and not has_linking(group)) or (group and "to" in group):
        cue = _dependent_cue(tokens, start, at, verb)
    else:
        cue = _finite_cue(tokens, start, at, verb)
    return cue if "finding" not in verb.frames or (cue and _is_documents(tokens, cue)) else None


def _is_documents(tokens: tuple[Token, ...], cue: Cue) -> bool:
    """Whether the subject is a piece of writing, which says what it finds ("**the report** found that ...")."""
    return cue.mention is not None and any(token.lower in words("document") for token in tokens[slice(*cue.mention)])


def _is_asked(tokens: tuple[Token, ...], start: int, verb: CueVerb) -> bool:
    """ "Asked whether ...", "when asked about ...": a participle of which nobody is the subject."""
    opens = start == 0 or tokens[start - 1].lower in {"when", "if"}
    return verb.lemma == "ask" and verb.form is Form.PAST and opens


def _dependent_cue(tokens: tuple[Token, ...], start: int, at: int, verb: CueVerb) -> Cue | None:
    """A participle or an infinitive: its subject is the main clause's, unless a phrase stands directly before it."""
    span = (start, at + 1)
    if start == 0:
        return None
    before = tokens[start - 1]
    if verb.form is not Form.PARTICIPLE:
        named = phrase_before(tokens, start)
        if named and tokens[named[0] - 1].lower in words("causing"):
            return Cue(verb, span, at, Subject.BEFORE, named)
        if named and any(token.lower in words("chain") for token in tokens[start:at]):
            return Cue(verb, span, at, Subject.BEFORE, named)
        quoted = at + 1 < len(tokens) and (tokens[at + 1].is_quotation or tokens[at + 1].lower == "that")
        return Cue(verb, span, at, Subject.SHARED) if quoted else None
    if before.lower in {"the", "a", "an", "'s"} | words("possessive"):
        return None
    if before.is_word and before.lower not in any_of("preposition", "conjunction", "subordinator"):
        named = phrase_before(tokens, start)
        if named and (named[0] == 0 or tokens[named[0] - 1].lower in {"with", "and", ",", "--", "—", "–", "-", ";"}):
            return Cue(verb, span, at, Subject.BEFORE, named)
    return Cue(verb, span, at, Subject.SHARED)


def _finite_cue(tokens: tuple[Token, ...], start: int, at: int, verb: CueVerb) -> Cue | None:
    span = (start, at + 1)
    behind_comma = start > 1 and tokens[start - 1].text == "," and not tokens[start - 2].is_quotation
    if behind_comma and (apart := _subject_apart(tokens, start - 1)):
        return Cue(verb, span, at, Subject.APART, apart)
    can_invert = start == 0 or tokens[start - 1].is_quotation or tokens[start - 1].text in ",—–--:"
    if can_invert and "clause" in verb.frames and (inverted := _inverted_subject(tokens, at)):
        return Cue(verb, span, at, Subject.AFTER, inverted)
    if start == 0:
        return None
    end = _before_time(tokens, start)
    before = tokens[end - 1] if end else tokens[0]
    if before.lower in _RELATIVE or (before.lower == "that" and end > 1 and tokens[end - 2].is_word):
        behind = end - 2 if end > 1 and tokens[end - 2].text == "," else end - 1
        return Cue(verb, span, at, Subject.RELATIVE, (end - 1, end), phrase_before(tokens, behind))
    if before.text in {",", ")", "—", "–", "--"} and (apart := _subject_apart(tokens, end - 1)):
        return Cue(verb, span, at, Subject.APART, apart)
    if before.lower in words("conjunction") | {"then"} or before.text == ",":
        return Cue(verb, span, at, Subject.SHARED)
    named = phrase_before(tokens, end)
    if named is None or _is_called(tokens, named, verb):
        return None
    return Cue(verb, span, at, Subject.BEFORE, _modified(tokens, named) or named)


def _modified(tokens: tuple[Token, ...], phrase: Range) -> Range | None:
    """The subject that ``phrase`` only belongs to ("**A sign** held by Roe said", "**the woman** who met Roe said")."""
    for at in range(phrase[1] - 1, max(-1, phrase[0] - _LONGEST_MODIFIER), -1):
        if not tokens[at].is_word:
            break
        if tokens[at].lower == "who" and at:
            return phrase_before(tokens, at)
    belongs = phrase[0] > 0 and tokens[phrase[0] - 1].lower in _BELONGING
    return main_subject(tokens, phrase[0]) if belongs else None


def _is_called(tokens: tuple[Token, ...], phrase: Range, verb: CueVerb) -> bool:
    """Whether a past participle only says how a thing is called or what became of it ("lead **a group called** X")."""
    if "clause" in verb.frames or phrase[0] == 0 or tokens[phrase[0]].lower not in {"a", "an"}:
        return False
    before = tokens[phrase[0] - 1]
    return before.is_word and before.lower not in any_of("conjunction", "subordinator")


def _inverted_subject(tokens: tuple[Token, ...], at: int) -> Range | None:
    """The subject behind the verb ("said Jane Roe, an aide"): a phrase that the clause does not go on from."""
    phrase = phrase_after(tokens, at + 1) if tokens[at].lower not in _HEARER_FOLLOWS else None
    if phrase is None or tokens[at + 1].lower in words("pronoun") - {"he", "she", "they", "i", "we"}:
        return None
    following = tokens[phrase[1]] if phrase[1] < len(tokens) else None
    closed = (words("preposition") - {"to"}) | words("time") | {"who", "when", "while", "as", "("}
    if following is None or not following.is_word or following.lower in closed:
        return with_name(tokens, phrase, shortest=2)
    return None


def _before_time(tokens: tuple[Token, ...], end: int) -> int:
    """Skip a time between subject and verb to the left ("Roe on Tuesday said")."""
    at = end
    while at > 1 and tokens[at - 1].lower in words("time"):
        at -= 1
    if at < end and at > 1 and tokens[at - 1].lower in {"on", "in", "late", "early"}:
        at -= 1
    return at


def _subject_apart(tokens: tuple[Token, ...], comma: int) -> Range | None:
    """The subject before an apposition or a relative clause that ends at ``comma`` ("Jane Roe, an aide, said").

    A name in apposition is part of it ("her rival, Paul Roth, said").
    """
    nearest: Range | None = None
    for opening in range(comma - 1, max(-1, comma - 30), -1):
        token = tokens[opening]
        if token.is_quotation or token.text in ";:":
            return nearest
        if token.text not in {",", "(", "—", "–", "--"} or opening == comma - 1:
            continue
        phrase = phrase_before(tokens, opening)
        if phrase and _is_apposition(tokens, opening + 1) and _begins_clause(tokens, phrase[0]):
            named = with_name(tokens, phrase)
            if not _adds_to_name(tokens, phrase):
                return named
            nearest = nearest or named
    return nearest


def _adds_to_name(tokens: tuple[Token, ...], phrase: Range) -> bool:
    """Whether a phrase between commas tells of the name before it: an age, a place or an office ("Roe, 22, ...")."""
    if phrase[0] < 2 or tokens[phrase[0] - 1].text != "," or not tokens[phrase[0] - 2].is_word:
        return False
    first = tokens[phrase[0]]
    is_office = first.lower in {"a", "an", "the"} and tokens[phrase[0] - 2].is_name
    return first.text[0].isdigit() or (phrase[1] - phrase[0] == 1 and first.text.endswith(".")) or is_office


def _is_apposition(tokens: tuple[Token, ...], start: int) -> bool:
    first = tokens[start]
    return (
        first.lower in _APPOSED | any_of("preposition", "adverb")
        or first.is_name
        or first.text[0].isdigit()
        or first.lower.endswith(("ing", "ed"))
        or first.lower not in any_of("conjunction", "pronoun", "subordinator")
    )


def _begins_clause(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether a clause can begin at ``start``: at the unit's start, behind a mark, a conjunction or an introduction."""
    if start == 0:
        return True
    before = tokens[start - 1]
    return not before.is_word or before.lower in any_of("conjunction", "subordinator") | {"meanwhile"}
