"""Cues led by a quotation: "“It is late,” the head of the council and two aides said", "“It is late,” Roe shot back".

A quotation that ends with a comma, a question mark or the like, and stands directly before a subject and a verb, was
said by that subject: the frame tells it, so that the subject may be longer and the verb rarer than elsewhere.
"""

from __future__ import annotations

from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.lexicon import CueVerb, Form, any_of, cue_verbs, roles, words
from claimtrack.extract.rules.phrases import Range, phrase_after, with_name
from claimtrack.extract.rules.units import Token
from claimtrack.extract.rules.verbs import group_start, has_linking, is_adverb

_LEADING_ENDS = frozenset(",?!…—–-")
_LONGEST_SUBJECT = 24
_PARTICLES = frozenset("back on in out up off away over".split())
_NO_SUBJECTS = frozenset("there it this that who which".split())
RARE_VERB = "say otherwise"
"""The lemma given to verbs that only their frame shows to be cues."""


def led_cue(tokens: tuple[Token, ...], at: int) -> Cue | None:
    """The cue that the quotation at ``at`` leads up to, if there is one directly behind it."""
    start = at + 1
    if tokens[at].ending not in _LEADING_ENDS or start + 1 >= len(tokens) or not tokens[start].is_word:
        return None
    if at and tokens[at - 1].lower in words("preposition"):
        return None
    return _inverted(tokens, start) or _straight(tokens, start) or _rare(tokens, at, start)


def _inverted(tokens: tuple[Token, ...], start: int) -> Cue | None:
    """ "“...,” said a person close to the council": all up to the clause's next border is the subject."""
    verb = cue_verbs().get(tokens[start].lower)
    if verb is None or verb.form not in {Form.PAST, Form.PRESENT} or "clause" not in verb.frames:
        return None
    end = start + 1
    while end < len(tokens) and end - start <= _LONGEST_SUBJECT and _goes_on(tokens, start + 1, end):
        end += 1
    if end == start + 1 or not _begins_subject(tokens[start + 1]):
        return None
    named = with_name(tokens, (start + 1, end), shortest=2)
    return Cue(verb, (start, start + 1), start, Subject.AFTER, named, led=True)


def _goes_on(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether the subject that begins at ``start`` goes on with the token at ``end``."""
    token = tokens[end]
    if token.lower in {"'s", "'", "&"}:
        return True
    if token.is_quotation or not token.is_word:
        return False
    if end > start and token.lower in words("preposition"):
        return token.lower in {"of", "for"} or tokens[end - 1].lower in {"close", "familiar"}
    closed = any_of("time", "subordinator", "auxiliary", "adverb") | {"who", "which"}
    pronoun = end > start and tokens[start].lower in words("pronoun")
    return not pronoun and (token.is_name or token.lower not in closed)


def _straight(tokens: tuple[Token, ...], start: int) -> Cue | None:
    """ "“...,” the senator and candidate said": all up to the first cue verb is the subject."""
    if not _begins_subject(tokens[start]):
        return None
    for at in range(start + 1, min(len(tokens), start + _LONGEST_SUBJECT)):
        token = tokens[at]
        if token.is_quotation or not (token.is_word or token.lower in {"'s", "'", "&"}):
            return None
        verb = cue_verbs().get(token.lower)
        if verb is None or "clause" not in verb.frames or token.is_name or not _is_finite(tokens, start, at, verb):
            continue
        first = group_start(tokens, at)
        if first > start:
            return Cue(verb, (first, at + 1), at, Subject.BEFORE, _subject(tokens, start, first), led=True)
    return None


def _is_finite(tokens: tuple[Token, ...], start: int, at: int, verb: CueVerb) -> bool:
    first = group_start(tokens, at)
    group = [token.lower for token in tokens[first:at]]
    if has_linking([word for word in group if word != "'s"]) and verb.form is Form.PAST:
        return False
    if verb.form is Form.PARTICIPLE:
        return has_linking(group)
    if verb.form is Form.BASE and not group:
        return (
            tokens[start].lower in words("pronoun") or tokens[at - 1].lower.endswith("s") or _is_plural(tokens[start])
        )
    if tokens[at].lower in roles() or tokens[at - 1].lower in any_of("determiner", "possessive"):
        return verb.lemma in {"say", "tell", "add"}
    return "to" not in group or first == start


def _is_plural(token: Token) -> bool:
    return token.lower in {"the", "they", "many", "some", "others", "two", "three", "both", "these", "those", "several"}


def _subject(tokens: tuple[Token, ...], start: int, end: int) -> Range:
    """The subject without a relative clause or a time behind it."""
    for at in range(start + 1, end):
        if tokens[at].lower in {"who", "which"} or (tokens[at].lower in words("time") and not tokens[at - 1].is_name):
            return (start, at)
    return (start, end)


def _rare(tokens: tuple[Token, ...], at: int, start: int) -> Cue | None:
    """ "“...,” Roe shot back": a subject and any verb, where the quotation opens the sentence."""
    if at or tokens[at].ending not in ",?!":
        return None
    verb = CueVerb(RARE_VERB, Form.PAST, frozenset({"clause"}))
    if _looks_past(tokens[start]) and (
        tokens[start + 1].is_name or tokens[start + 1].lower in {"the", "a", "an", "one"}
    ):
        behind = phrase_after(tokens, start + 1)
        return Cue(verb, (start, start + 1), start, Subject.AFTER, behind, led=True) if behind else None
    subject = (start, start + 1) if tokens[start].lower in words("pronoun") else phrase_after(tokens, start)
    if subject is None or tokens[start].lower in _NO_SUBJECTS:
        return None
    head = subject[1]
    while head < len(tokens) and (tokens[head].lower in words("adverb") or is_adverb(tokens[head].lower)):
        head += 1
    if head >= len(tokens) or not _looks_past(tokens[head]) or not _closes(tokens, head + 1):
        return None
    return Cue(verb, (subject[1], head + 1), head, Subject.BEFORE, subject, led=True)


def _looks_past(token: Token) -> bool:
    return token.lower in words("past") or (token.lower.endswith("ed") and token.text.islower())


def _closes(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a verb that ends at ``at`` has no object of its own: a mark, a preposition or an adverb follows."""
    if at < len(tokens) and tokens[at].lower in _PARTICLES:
        at += 1
    if at >= len(tokens) or not tokens[at].is_word:
        return True
    closed = any_of("preposition", "time", "subordinator", "adverb") | {"to"}
    return tokens[at].lower in closed or is_adverb(tokens[at].lower)


def _begins_subject(token: Token) -> bool:
    """Whether a noun phrase or a pronoun may begin with ``token``."""
    closed = any_of("preposition", "conjunction", "subordinator", "adverb", "auxiliary")
    return token.is_word and (token.is_name or token.lower not in closed) and token.lower not in _NO_SUBJECTS - {"it"}
