"""Verbs: where a verb group begins, and whether a word that looks like a cue verb is one."""

from __future__ import annotations

from claimtrack.extract.rules.lexicon import CueVerb, Form, any_of, words
from claimtrack.extract.rules.units import Token

_ASIDES = frozenset("however meanwhile though too also instead again adding for".split())
_CLAUSE_OPENERS = frozenset({"that", "whether", "if", "how", "why", "what"})
_PLURAL = frozenset("people police they we you i who both many some others most few those these critics".split())
_TURNING_DOWN = frozenset({"reject", "dismiss"})
_NO_ADVERBS = frozenset({"family", "italy", "rally", "reply", "supply", "assembly", "monopoly", "anomaly"})


def group_start(tokens: tuple[Token, ...], at: int) -> int:
    """Where the verb group ending in the verb at ``at`` starts: auxiliaries, negations, adverbs, "declined to"."""
    start = at
    while start > 0:
        before = tokens[start - 1].lower
        if before in {"'s", "'d"} and start > 1 and tokens[start - 2].lower not in words("pronoun"):
            break
        if before in any_of("auxiliary", "negation", "adverb") | {"have"} or is_adverb(before):
            start -= 1
        elif before == "to" and start > 1 and tokens[start - 2].lower in words("chain") | {"on"}:
            start -= 3 if tokens[start - 2].lower == "on" and start > 2 else 2
        elif before == "to":
            start -= 1
        elif before == "," and _is_aside(tokens, start - 1):
            start -= 3
        else:
            break
    while start < at and tokens[start].lower in {",", "today", "both", "all"}:
        start += 1
    return start


def is_adverb(word: str) -> bool:
    """Whether ``word``, in lower case, looks like an adverb of manner."""
    return word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS


def _is_aside(tokens: tuple[Token, ...], comma: int) -> bool:
    """Whether a single word stands between the comma and one before it ("Roe, however, said")."""
    return comma >= 3 and tokens[comma - 2].text == "," and tokens[comma - 1].lower in _ASIDES


def has_linking(group: list[str]) -> bool:
    return any(word in words("linking") for word in group)


def is_passive(verb: CueVerb, group: list[str]) -> bool:
    return verb.form is Form.PAST and has_linking([word for word in group if word != "'s"])


def is_verb(tokens: tuple[Token, ...], start: int, at: int, verb: CueVerb, group: list[str]) -> bool:
    """Whether the word at ``at`` is a verb here, not a noun or an adjective that looks the same."""
    if "open" in verb.frames and at and tokens[at].is_name:
        return False
    if verb.lemma in _TURNING_DOWN and _is_turned_down(tokens, at + 1):
        return False
    before = tokens[start - 1].lower if start else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if start == at and (before in words("possessive") | {"'s", "the", "a", "an", "no", "of", "any", "new"}):
        return False
    if verb.form is Form.BASE:
        return _is_base(tokens, start, verb, group, after)
    if verb.form is Form.PRESENT:
        return _is_present(tokens, start, at, verb)
    if verb.form is Form.PAST and verb.lemma not in {"say", "tell", "write", "add"}:
        is_noun = start == at and before in words("preposition") - {"since"}
        return (after is None or after.lower != "by" or has_linking(group)) and not is_noun
    return True


def _is_turned_down(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether the object that begins at ``start`` is something turned down, not something said ("**the grant**").

    With a reason behind it ("rejected the plan as “a farce”") it is talked about.
    """
    end = start + _is_that(tokens[start] if start < len(tokens) else None)
    while end < len(tokens) and (tokens[end].lower in {"'s", "'"} or _is_in_object(tokens[end])):
        end += 1
    following = tokens[end].lower if end < len(tokens) else ""
    noun = tokens[end - 1].lower.removesuffix("s")
    return end > start and noun in words("turned_down") and following not in {"as", "that"}


def _is_in_object(token: Token) -> bool:
    closed = any_of("preposition", "auxiliary", "conjunction", "subordinator", "pronoun", "time")
    return token.is_word and token.lower not in closed and not token.lower.endswith("ly")


def _is_base(tokens: tuple[Token, ...], start: int, verb: CueVerb, group: list[str], after: Token | None) -> bool:
    if _has_modal(group):
        return True
    if start == 0:
        return False
    before = tokens[start - 1]
    if before.lower in _PLURAL:
        return True
    if verb.lemma == "say":
        return before.text in {",", "%"} or (before.is_word and before.lower not in any_of("preposition", "auxiliary"))
    may_end_subject = before.is_name or before.text == ","
    return (before.lower.endswith("s") or (may_end_subject and _is_that(after))) and opens_clause(after)


def _is_present(tokens: tuple[Token, ...], start: int, at: int, verb: CueVerb) -> bool:
    before = tokens[start - 1] if start else None
    after, second = (tokens[at + ahead] if at + ahead < len(tokens) else None for ahead in (1, 2))
    if before is None or before.lower in words("preposition"):
        return before is None and opens_clause(after)
    named = before.is_name or before.lower in {"he", "she", "it", "who", "which"}
    if _is_that(after) and verb.lemma in words("also_noun"):
        is_relative = second is None or second.lower in words("auxiliary")
        return opens_clause(second) or (named and not is_relative)
    if _is_that(after) or (after is not None and after.lower == "to" and "to" in verb.frames):
        return True
    if verb.lemma == "point":
        return after is not None and after.lower in {"out", "to"}
    if verb.lemma in words("also_noun"):
        return named and opens_clause(after) and (after is None or after.text != ",")
    closes = after is None or not after.is_word
    return verb.lemma == "say" or opens_clause(after) or "object" in verb.frames or (closes and named)


def _is_that(token: Token | None) -> bool:
    return token is not None and token.lower == "that"


def _has_modal(group: list[str]) -> bool:
    return any(word in words("modal") for word in group)


def opens_clause(token: Token | None) -> bool:
    if token is None:
        return False
    openers = _CLAUSE_OPENERS | any_of("pronoun", "possessive") | {"the", "a", "an", "there", ":", ","}
    return token.is_quotation or token.is_name or token.lower in openers
