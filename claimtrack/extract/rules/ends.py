"""Where what is said ends: with the sentence, or where the article speaks again or somebody else does."""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.extract.rules.behind import what_follows
from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.lexicon import Form, any_of, words
from claimtrack.extract.rules.units import Token

_LONGEST = 200
"""Tokens that a content has at the most; a quotation is one."""
_SENTENCE_ENDS = frozenset(".!?…,")
_TURNS = frozenset("who which a an he she it they we after when while because since as but".split())
"""What the article goes on with behind a phrase that is said."""
_SUBORDINATES = frozenset("while although though as when after since because where despite".split())


def end_of_content(tokens: tuple[Token, ...], cue: Cue, later: Sequence[Cue], start: int) -> int:
    """Where a content that begins at ``start`` ends: before a later cue that is not part of it, or with the unit."""
    is_inserted = _is_inserted(tokens, cue)
    if cue.verb.lemma == "noun" and "clause" not in cue.verb.frames:
        return _end_of_phrase(tokens, start)
    if cue.verb.lemma == "noun" and cue.start == 0 and (end := _main_verb(tokens, start)):
        return end
    limit = _next_cue(tokens, cue, later, start, is_inserted)
    answered = cue.subject is Subject.NONE and limit < len(tokens)
    if _is_closed_quotation(tokens, start, limit):
        return start + 1
    for at in range(start, limit - 2):
        if _is_dash(tokens, at) and (_resumes_story(tokens, cue, at + 1) or _is_alone(tokens, start, at, limit)):
            return at
        if is_comma(tokens[at]) and (
            (is_inserted and not answered) or _resumes_story(tokens, cue, at + 1) or _is_cut(tokens, at, limit)
        ):
            return at + 1 if tokens[at].is_quotation else at
    return limit


def _main_verb(tokens: tuple[Token, ...], start: int) -> int | None:
    """Where the verb begins of which a noun of saying is the subject: the last one before the first comma, of several.

    "Her claim that it was safe **angered** the council."
    """
    stop = next((at for at in range(start, len(tokens)) if is_comma(tokens[at])), len(tokens))
    begins = [at for at in range(start, stop) if _may_be_verb(tokens[at]) and not _may_be_verb(tokens[at - 1])]
    return begins[-1] if len(begins) > 1 else None


def _may_be_verb(token: Token) -> bool:
    return token.lower in any_of("auxiliary", "past") - {"'s"} or token.lower.endswith("ed")


def _end_of_phrase(tokens: tuple[Token, ...], start: int) -> int:
    """Where the phrase ends that completes a noun: with the first mark, or before the verb that the noun belongs to."""
    for at in range(start + 1, len(tokens)):
        token = tokens[at]
        if token.lower in words("auxiliary") - {"'s", "be", "been", "have", "do"} or not (
            token.is_word or token.is_quotation or token.lower in {"'s", "'", "$", "%"}
        ):
            return at
        if is_comma(token):
            return at + 1
    return len(tokens)


def _next_cue(tokens: tuple[Token, ...], cue: Cue, later: Sequence[Cue], start: int, is_inserted: bool) -> int:
    """Before the first cue of ``later`` that is no part of what is said, or the unit's end."""
    bound = min(len(tokens), start + _LONGEST)
    for other in later:
        at = other.start
        if at >= bound:
            break
        if other.head <= start:
            continue
        if other.led and is_inserted and at > start + 1:
            return at
        if other.subject is Subject.SHARED and at > start:
            is_joined = tokens[at - 1].lower in words("conjunction") or is_comma(tokens[at - 1])
            if is_joined and (other.verb.form is cue.verb.form or other.verb.form is Form.PARTICIPLE):
                return at if tokens[at - 1].is_quotation else at - 1
        elif (other.verb.lemma == "according" and at > start) or (_closes(tokens, other) and at > start):
            return at
        elif other.subject in {Subject.BEFORE, Subject.APART} and at > start + 1:
            answers = cue.subject is Subject.NONE and tokens[at - 1].text == ","
            if answers or _breaks_off(tokens, at) or _quotes_next(tokens, other):
                return at - 1
    return bound


def has_quotation(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether a quotation stands among the tokens from ``start`` to ``end``."""
    return any(tokens[at].is_quotation for at in range(start, end))


def is_comma(token: Token) -> bool:
    """Whether the token is a comma, or a quotation that ends with one."""
    return token.ending == "," if token.is_quotation else token.text == ","


def _is_closed_quotation(tokens: tuple[Token, ...], start: int, limit: int) -> bool:
    """Whether what is said is one whole sentence in marks, so that words behind it are the article's own again."""
    ended = start < limit and tokens[start].is_quotation and tokens[start].ending in _SENTENCE_ENDS
    return ended and not has_quotation(tokens, start + 1, limit)


def _is_inserted(tokens: tuple[Token, ...], cue: Cue) -> bool:
    """Whether the cue's clause stands inside or before the main one, which goes on behind a comma.

    "While she said that it was late, he stayed"; "Roe, who said it was late, left".
    """
    first = tokens[cue.start - 1].lower if cue.start else ""
    before = tokens[cue.start - 2] if cue.start > 1 else None
    opens = before is None or not before.is_word or before.lower in {"even", "but", "and", "just"}
    is_question = cue.subject is Subject.NONE and (cue.start == 0 or first == "when")
    return cue.subject is Subject.RELATIVE or is_question or (first in _SUBORDINATES and opens)


def _is_cut(tokens: tuple[Token, ...], at: int, limit: int) -> bool:
    """Whether a quotation with a comma inside its marks ends what is said: no other follows, and no list goes on."""
    if not tokens[at].is_quotation or tokens[at + 1].lower in words("conjunction") | {"then"}:
        return False
    following = tokens[at + 1].lower
    turns = following in words("subordinator") | {"who", "which"} or following.endswith("ing")
    return turns or not has_quotation(tokens, at + 1, limit)


def _is_alone(tokens: tuple[Token, ...], start: int, dash: int, limit: int) -> bool:
    """Whether what is said is one quotation before a dash, and none follows."""
    return dash == start + 1 and tokens[start].is_quotation and not has_quotation(tokens, dash, limit)


def _is_dash(tokens: tuple[Token, ...], at: int) -> bool:
    return tokens[at].text in {"—", "–", "--"} or (tokens[at].text == "-" and tokens[at - 1].end < tokens[at].start)


def _resumes_story(tokens: tuple[Token, ...], cue: Cue, at: int) -> bool:
    """Whether the article speaks again behind a comma or dash ("..., though she gave no date", "..., only to give in").

    A mere phrase that is said ("denied **the charge**") ends there, unless a list goes on.
    """
    word, following = tokens[at].lower, tokens[at + 1].lower
    if word in {"though", "although", "compared"}:
        return True
    if "clause" not in cue.verb.frames and (word in _TURNS or word.endswith("ing")):
        return True
    return (word == "even" and following in {"though", "as"}) or (word == "only" and following == "to")


def _closes(tokens: tuple[Token, ...], cue: Cue) -> bool:
    """Whether ``cue`` follows what is said, behind a comma, and nothing is said behind it."""
    named = cue.subject in {Subject.BEFORE, Subject.AFTER, Subject.APART} and "clause" in cue.verb.frames
    return named and tokens[cue.start - 1].text == "," and what_follows(tokens, cue).content is None


def _quotes_next(tokens: tuple[Token, ...], cue: Cue) -> bool:
    """Whether "and" joins a cue with a quotation of its own: "She asked for a seat **and Roe said, “Here.”**"."""
    behind = cue.head + 1 + (cue.head + 1 < len(tokens) and tokens[cue.head + 1].text == ",")
    quoted = behind < len(tokens) and tokens[behind].is_sentence
    return quoted and tokens[cue.start - 1].lower in {"and", "but"}


def _breaks_off(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a new clause with its own cue begins at ``at`` rather than a clause of what is being said."""
    before, second = tokens[at - 1], tokens[at - 2]
    if before.text in {";", "—", "–", "--"} or before.lower in words("causing"):
        return True
    return before.lower in {"and", "but", "while", "as", "though"} and second.text == ","
