"""Contents: which tokens beside a cue are what was said.

They stand before the cue, behind it, or on both sides of it; where nothing is said, there is no content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.lexicon import Form, words
from claimtrack.extract.rules.phrases import Range, phrase_after, skip_hearer
from claimtrack.extract.rules.units import Token
from claimtrack.extract.rules.verbs import is_adverb

_PARTICLES = {"point": {"out", "to"}, "call": {"for", "on"}, "refer": {"to"}, "rail": {"against"}, "lash": {"out"}}
_HEARER_FIRST = frozenset({"tell", "remind", "assure", "inform", "reassure"})
_OPENERS = frozenset({"that", "whether", "if"})
_JOINTS = frozenset({",", "--", "—", "–", "-", ":"})
_LEADS = _JOINTS | {"but", "and", "yet", "so", "however", "meanwhile", "still", "also", ";"}
_ADJUNCT_PREPOSITIONS = frozenset(
    "on in at during to from via with through of by after before about for over between without despite amid".split()
)
_LONG_QUOTATION = 30
"""Characters from which a quotation before a cue is what is said even where a clause follows the cue."""
_SHORTEST_CLAUSE = 4
"""Tokens that a clause has before a cue that closes it."""
_SENTENCE_ENDS = frozenset(".!?…,")
_SUBORDINATES = frozenset("while although though as when after since because where despite".split())
_FOCUS_ADVERBS = frozenset({"all", "both", "even", "only", "just"})
"""Adverbs that belong to what follows them."""
_SIDE_CLAUSE = frozenset("while when as after before but and though although because since who which where".split())
_ENDS = frozenset({".", "!", "?", ";", ",", ":", "…", "-", "--", "—", "–"})


class Place(StrEnum):
    """Where what was said stands."""

    BEFORE = "before the cue"
    BEHIND = "behind the cue"
    AROUND = "around the cue"
    ACCORDING = "according to"
    ANNOUNCED = "behind a colon"


@dataclass(frozen=True, slots=True)
class Content:
    """What one cue says was said: ranges of tokens in text order, none where a colon announces the next paragraph."""

    ranges: tuple[Range, ...]
    place: Place


def content(tokens: tuple[Token, ...], cue: Cue, later: Sequence[Cue], floor: int, resumes: bool) -> Content | None:
    """What ``cue`` says was said, or None where nothing is.

    ``later`` is the cues behind it in the unit; tokens before ``floor`` belong to cues before it. ``resumes`` says that
    there are such cues.
    """
    if cue.verb.lemma == "according" and (around := _around_according(tokens, cue, later, floor, resumes)):
        return Content(around, Place.ACCORDING)
    behind = _behind(tokens, cue)
    if both := _interrupted(tokens, cue, behind, later, floor):
        return Content(both, Place.AROUND)
    if before := _before(tokens, cue, behind, floor, resumes):
        after = _resumed(tokens, cue, behind, later)
        return Content((before, after), Place.AROUND) if after else Content((before,), Place.BEFORE)
    if behind.content is not None:
        said = _trimmed(tokens, behind.content, _end(tokens, cue, later, behind.content))
        return Content((said,), Place.BEHIND) if said else None
    announced = tokens[-1].text == ":" and behind.adjuncts_end >= len(tokens) - 1
    return Content((), Place.ANNOUNCED) if announced else None


@dataclass(frozen=True, slots=True)
class _Behind:
    """What follows a cue: where what is said begins (None where nothing is), and where the adjuncts end."""

    content: int | None
    adjuncts_end: int


def _behind(tokens: tuple[Token, ...], cue: Cue) -> _Behind:
    verb, at = cue.verb, cue.end
    if at < len(tokens) and tokens[at].lower in _PARTICLES.get(verb.lemma, ()):
        at += 1
    if verb.lemma in _HEARER_FIRST:
        at = skip_hearer(tokens, at)
    elif "addressee" in verb.frames and (hearer := skip_hearer(tokens, at)) > at and _opens(tokens, hearer):
        at = hearer
    end = _skip_adjuncts(tokens, at)
    following = tokens[end] if end < len(tokens) else None
    if following is None or following.text in _ENDS - _JOINTS:
        return _Behind(None, end)
    if following.lower in _OPENERS or following.is_quotation:
        return _Behind(end, end)
    if following.text in _JOINTS:
        opened = end + 1 < len(tokens) and (following.text == ":" or tokens[end + 1].is_quotation)
        return _Behind(end + 1 if opened else None, end)
    return _Behind(_plain_content(tokens, cue, at, end), end)


def _opens(tokens: tuple[Token, ...], at: int) -> bool:
    openers = _OPENERS | {"how", "why", "what", ":", ","}
    return at < len(tokens) and (tokens[at].is_quotation or tokens[at].lower in openers)


def _plain_content(tokens: tuple[Token, ...], cue: Cue, at: int, end: int) -> int | None:
    """Where a content without "that", colon or quotation mark begins."""
    frames = cue.verb.frames
    if "open" in frames or cue.subject is Subject.AFTER:
        return None
    if at < len(tokens) and tokens[at].lower == "to":
        return at if "to" in frames else None
    if "clause" not in frames and "object" not in frames:
        follows = any(token.lower == "to" for token in tokens[at : at + 6])
        return at if "to" in frames and follows else None
    if end > at and tokens[at].lower in words("preposition") and tokens[at].lower not in {"for", "against", "about"}:
        return end if tokens[end].lower in words("pronoun") | {"the", "there"} or tokens[end].is_name else None
    return end if tokens[at].lower in words("time") else at


def _skip_adjuncts(tokens: tuple[Token, ...], at: int) -> int:
    """Behind the times, places and occasions at ``at`` ("on Tuesday", "in a statement", "to reporters")."""
    while at < len(tokens):
        token = tokens[at]
        if _is_adjunct_word(tokens, at):
            at += 1
        elif token.lower in _ADJUNCT_PREPOSITIONS:
            phrase = phrase_after(tokens, at + 1)
            if phrase is None and not (_is_time(tokens, at + 1) or _is_bare_noun(tokens, at + 1)):
                break
            at = phrase[1] if phrase else at + 2
        elif token.text == "(" and (closing := _closing_bracket(tokens, at)):
            at = closing + 1
        else:
            break
    return at


def _is_adjunct_word(tokens: tuple[Token, ...], at: int) -> bool:
    word = tokens[at].lower
    if word in words("time"):
        return word != "this" or _is_time(tokens, at + 1)
    return (word in words("adverb") and word not in _FOCUS_ADVERBS) or is_adverb(word)


def _is_bare_noun(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a single word ends the phrase that a preposition begins ("through **tears**.")."""
    ends = at + 1 >= len(tokens) or not tokens[at + 1].is_word
    return at < len(tokens) and tokens[at].is_word and ends


def _closing_bracket(tokens: tuple[Token, ...], opening: int) -> int | None:
    return next((at for at in range(opening, min(opening + 8, len(tokens))) if tokens[at].text == ")"), None)


def _is_time(tokens: tuple[Token, ...], at: int) -> bool:
    units = {"week", "month", "year"}
    return at < len(tokens) and (tokens[at].lower in words("time") | units or tokens[at].text[0].isdigit())


def _before(tokens: tuple[Token, ...], cue: Cue, behind: _Behind, floor: int, resumes: bool) -> Range | None:
    """What stands before the cue, where the cue closes it: a quotation, or a clause up to a comma."""
    border = cue.start
    if cue.subject in {Subject.SHARED, Subject.NONE, Subject.RELATIVE} or border <= floor:
        return None
    last = border - 2 if tokens[border - 1].text in _JOINTS else border - 1
    if last < floor:
        return None
    start = _lead(tokens, floor, resumes)
    if cue.led and tokens[border - 1].is_quotation:
        said = True
    elif tokens[last].is_quotation:
        alone = last - floor <= 1 and len(tokens[last].text) > _LONG_QUOTATION
        said = alone or not _says_more(tokens, behind)
    else:
        said = tokens[border - 1].text == "," and _is_clause_said(tokens, cue, behind, start)
    return _trimmed(tokens, start, border) if said else None


def _says_more(tokens: tuple[Token, ...], behind: _Behind) -> bool:
    """Whether a clause of what is said follows the cue directly."""
    at = behind.content
    return at is not None and not tokens[at].is_quotation and tokens[at - 1].text not in {",", ":"}


def _is_clause_said(tokens: tuple[Token, ...], cue: Cue, behind: _Behind, start: int) -> bool:
    """Whether the words from ``start`` to the comma before the cue are said, not an introduction ("On Friday, ...")."""
    border, after = cue.start, behind.content
    if "clause" not in cue.verb.frames or border - start < _SHORTEST_CLAUSE or _says_more(tokens, behind):
        return False
    if after is not None and (tokens[after - 1].text == ":" or not _has_quotation(tokens, start, border)):
        return False
    introduces = tokens[start].lower in words("preposition") | {"when", "while", "after", "as", "if", "asked"}
    return not introduces or any(token.text == "," for token in tokens[start : border - 1])


def _interrupted(
    tokens: tuple[Token, ...], cue: Cue, behind: _Behind, later: Sequence[Cue], floor: int
) -> tuple[Range, ...] | None:
    """Both sides of a cue that stands between commas within one clause: "Loyalty, she noted, was everything"."""
    end = behind.adjuncts_end
    stands_between = floor < cue.start and tokens[cue.start - 1].text == "," and end < len(tokens)
    if cue.subject is not Subject.BEFORE or not stands_between or tokens[end].text != ",":
        return None
    after = _resumed(tokens, cue, behind, later) if "clause" in cue.verb.frames else None
    if after is None or tokens[after[0]].is_quotation:
        return None
    before = _trimmed(tokens, _lead(tokens, floor, False), cue.start)
    return (before, after) if before else (after,)


def _has_quotation(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    return any(token.is_quotation for token in tokens[start:end])


def _lead(tokens: tuple[Token, ...], floor: int, resumes: bool) -> int:
    """Where a content before its cue begins: behind what an earlier cue took, and its conjunction."""
    leads = _LEADS if resumes else {"but", "and", "yet", ","}
    start = floor
    while start < len(tokens) and tokens[start].lower in leads:
        start += 1
    return start


def _resumed(tokens: tuple[Token, ...], cue: Cue, behind: _Behind, later: Sequence[Cue]) -> Range | None:
    """What goes on behind a cue that interrupts it: “The plan,” she said, “is dead.”"""
    at = behind.adjuncts_end
    if at >= len(tokens):
        return None
    if tokens[at].text in _JOINTS:
        at += 1
    if at >= len(tokens):
        return None
    first = tokens[at]
    if first.is_quotation:
        return _trimmed(tokens, at, _end(tokens, cue, later, at))
    side = first.lower in _SIDE_CLAUSE or first.lower.endswith("ing") or first.lower in words("preposition")
    if at == behind.adjuncts_end or side or tokens[at - 1].text != "," or cue.subject is Subject.AFTER:
        return None
    if _has_quotation(tokens, 0, cue.start):
        return None
    return _trimmed(tokens, at, _end(tokens, cue, later, at))


def _end(tokens: tuple[Token, ...], cue: Cue, later: Sequence[Cue], start: int) -> int:
    """Where a content that begins at ``start`` ends: before a later cue that is not part of it, or with the unit."""
    for other in later:
        if other.head <= start:
            continue
        at = other.start
        if other.subject in {Subject.SHARED} and at > start:
            joined = tokens[at - 1].lower in words("conjunction") or tokens[at - 1].text == ","
            if joined and (other.verb.form is cue.verb.form or other.verb.form is Form.PARTICIPLE):
                return at - 1
        elif (other.verb.lemma == "according" and at > start) or (_closes(tokens, other) and at > start):
            return at
        elif other.subject in {Subject.BEFORE, Subject.APART} and at > start + 1 and _breaks_off(tokens, at):
            return at - 1
    if _is_closed_quotation(tokens, start):
        return start + 1
    return _end_of_clause(tokens, cue, start)


def _is_closed_quotation(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether what is said is one whole sentence in marks, so that words behind it are the article's own again."""
    ended = start < len(tokens) and tokens[start].is_quotation and tokens[start].ending in _SENTENCE_ENDS
    return ended and not any(token.is_quotation for token in tokens[start + 1 :])


def _end_of_clause(tokens: tuple[Token, ...], cue: Cue, start: int) -> int:
    """The comma behind what is said, where the sentence goes on without the speaker; elsewhere the unit's end.

    "While she said that it was late, he stayed"; "Roe, who said it was late, left"; "Roe confirmed plans, though ...".
    """
    first = tokens[cue.start - 1].lower if cue.start else ""
    inserted = first in _SUBORDINATES and (cue.start < 3 or not tokens[cue.start - 2].is_word)
    inserted = inserted or cue.subject is Subject.RELATIVE
    for at in range(start + 2, len(tokens) - 2):
        if tokens[at].text == "," and (inserted or ("object" in cue.verb.frames and _resumes_story(tokens, at + 1))):
            return at
    return len(tokens)


def _resumes_story(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the article speaks again behind a comma ("..., though she gave no date", "..., only to give in")."""
    word, following = tokens[at].lower, tokens[at + 1].lower
    return (
        word in {"though", "although"}
        or (word == "even" and following in {"though", "as"})
        or (word == "only" and following == "to")
    )


def _closes(tokens: tuple[Token, ...], cue: Cue) -> bool:
    """Whether ``cue`` follows what is said, behind a comma, and nothing is said behind it."""
    named = cue.subject in {Subject.BEFORE, Subject.AFTER, Subject.APART} and "clause" in cue.verb.frames
    return named and tokens[cue.start - 1].text == "," and _behind(tokens, cue).content is None


def _breaks_off(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a new clause with its own cue begins at ``at`` rather than a clause of what is being said."""
    before, second = tokens[at - 1], tokens[at - 2]
    if before.text in {";", "—", "–", "--"} or before.lower in words("causing"):
        return True
    return before.lower in {"and", "but", "while", "as", "though"} and second.text == ","


def _trimmed(tokens: tuple[Token, ...], start: int, end: int) -> Range | None:
    """``[start, end)`` without punctuation and conjunctions at its edges."""
    while start < end and not (tokens[start].is_quotation or _can_begin(tokens[start])):
        start += 1
    while start < end and (tokens[end - 1].text in _ENDS or tokens[end - 1].lower in {"and", "but", "while"}):
        end -= 1
    return (start, end) if start < end else None


def _can_begin(token: Token) -> bool:
    return token.text[0].isalnum() or token.text in "[($£€#@"


def _around_according(
    tokens: tuple[Token, ...], cue: Cue, later: Sequence[Cue], floor: int, resumes: bool
) -> tuple[Range, ...] | None:
    if cue.words[0] - floor >= 3:
        content = _trimmed(tokens, _lead(tokens, floor, resumes), cue.words[0])
        return (content,) if content else None
    comma = next((at for at in range(cue.end, min(len(tokens), cue.end + 25)) if tokens[at].text == ","), None)
    start = cue.end if comma is None else comma + 1
    content = _trimmed(tokens, start, _end(tokens, cue, later, start))
    return (content,) if content else None
