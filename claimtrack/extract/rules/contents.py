"""Contents: which tokens beside a cue are what was said.

They stand before the cue, behind it, or on both sides of it; where nothing is said, there is no content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.extract.rules.behind import ENDS, JOINTS, Behind, what_follows
from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.ends import end_of_content, has_quotation
from claimtrack.extract.rules.lexicon import any_of, words
from claimtrack.extract.rules.phrases import Range
from claimtrack.extract.rules.units import Token

_LEADS = JOINTS | {"but", "and", "yet", "so", "however", "meanwhile", "still", "also", ";"}
_CLOSING = frozenset(",.?!…")
_OPENS_ASIDE = frozenset({"when", "while", "after", "as", "if", "asked"})
_BREAKS = frozenset({"--", "—", "–", "-", "(", ":", ";"})
"""Marks before a quotation that stands for itself, apart from the article's words before it."""
_LONG_QUOTATION = 30
"""Characters from which a quotation before a cue is what is said even where a clause follows the cue."""
_SHORTEST_CLAUSE = 4
"""Tokens that a clause has before a cue that closes it."""
_FULL_STOPS = frozenset(".!?…")
_ALWAYS_SAY = frozenset({"say", "tell", "add"})
"""Verbs beside which something said must stand."""
_SIDE_CLAUSE = frozenset("while when as after before but though although since who which where".split())


class Place(StrEnum):
    """Where what was said stands."""

    BEFORE = "before the cue"
    BEHIND = "behind the cue"
    AROUND = "around the cue"
    ACCORDING = "according to"
    ANNOUNCED = "behind a colon"
    SIGNED = "above a signature"
    TURN = "under the speaker's name"


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
    behind = what_follows(tokens, cue)
    if both := _interrupted(tokens, cue, behind, later, floor):
        return Content(both, Place.AROUND)
    if before := _before(tokens, cue, behind, floor, resumes):
        after = _resumed(tokens, cue, behind, later, floor)
        return Content((before, after), Place.AROUND) if after else Content((before,), Place.BEFORE)
    if behind.content is not None:
        said = _trimmed(tokens, behind.content, end_of_content(tokens, cue, later, behind.content))
        return Content((said,), Place.BEHIND) if said else None
    announced = tokens[-1].text == ":" and behind.adjuncts_end >= len(tokens) - 1
    return Content((), Place.ANNOUNCED) if announced else None


def _before(tokens: tuple[Token, ...], cue: Cue, behind: Behind, floor: int, resumes: bool) -> Range | None:
    """What stands before the cue, where the cue closes it: a quotation, or a clause up to a comma."""
    border = cue.start
    if cue.subject in {Subject.SHARED, Subject.NONE, Subject.RELATIVE} or border <= floor:
        return None
    last = border - 2 if tokens[border - 1].text in JOINTS else border - 1
    if last < floor:
        return None
    start = _lead(tokens, floor, resumes)
    if cue.led and tokens[border - 1].is_quotation:
        said = True
        apart = last > start and tokens[last - 1].text in _BREAKS and not has_quotation(tokens, start, last)
        start = last if apart else start
    elif tokens[last].is_quotation:
        alone = last - floor <= 1 and len(tokens[last].text) > _LONG_QUOTATION
        closes = tokens[border - 1].text in JOINTS or tokens[last].ending in _CLOSING
        said = alone or (closes and not _says_more(tokens, behind))
    else:
        said = tokens[border - 1].text == "," and _is_clause_said(tokens, cue, behind, start)
    return _trimmed(tokens, start, border) if said else None


def _says_more(tokens: tuple[Token, ...], behind: Behind) -> bool:
    """Whether a clause of what is said follows the cue directly."""
    at = behind.content
    return at is not None and not tokens[at].is_quotation and tokens[at - 1].text not in {",", ":"}


def _is_clause_said(tokens: tuple[Token, ...], cue: Cue, behind: Behind, start: int) -> bool:
    """Whether the words from ``start`` to the comma before the cue are said, not an introduction ("On Friday, ...")."""
    border, after = cue.start, behind.content
    if "clause" not in cue.verb.frames or border - start < _SHORTEST_CLAUSE or _says_more(tokens, behind):
        return False
    if after is not None and (tokens[after - 1].text == ":" or not has_quotation(tokens, start, border)):
        return False
    first = tokens[start].lower
    opens_aside = first in _OPENS_ASIDE
    if _ends_sentence(tokens, cue, behind) or not (opens_aside or first in words("preposition")):
        return True
    has_verb = not opens_aside and any(one.lower in words("auxiliary") - {"'s", "may"} for one in tokens[start:border])
    return has_verb or any(token.text == "," for token in tokens[start : border - 1])


def _ends_sentence(tokens: tuple[Token, ...], cue: Cue, behind: Behind) -> bool:
    """Whether the cue can only close what is said before it, since nothing that could be said follows.

    "On Thursday 900 men stopped work, **said Roe, their leader**", "..., **Roe said on Friday**".
    """
    if cue.subject is not Subject.AFTER:
        rest = tokens[behind.adjuncts_end :]
        return cue.verb.lemma in _ALWAYS_SAY and all(token.text in _FULL_STOPS for token in rest)
    for at in range(cue.end, len(tokens)):
        word = tokens[at].lower
        if word in _SIDE_CLAUSE | words("conjunction") or word.endswith("ing"):
            return True
        if word in any_of("auxiliary", "past") - {"'s"} or word.endswith("ed"):
            return False
    return True


def _interrupted(
    tokens: tuple[Token, ...], cue: Cue, behind: Behind, later: Sequence[Cue], floor: int
) -> tuple[Range, ...] | None:
    """Both sides of a cue that stands between commas within one clause: "Loyalty, she noted, was everything"."""
    end = behind.adjuncts_end
    stands_between = floor < cue.start and tokens[cue.start - 1].text == "," and end < len(tokens)
    if cue.subject is not Subject.BEFORE or not stands_between or tokens[end].text != ",":
        return None
    after = _goes_on(tokens, cue, behind, later, floor) if "clause" in cue.verb.frames else None
    if after is None or tokens[after[0]].is_quotation:
        return None
    before = _trimmed(tokens, _lead(tokens, floor, False), cue.start)
    return (before, after) if before else (after,)


def _lead(tokens: tuple[Token, ...], floor: int, resumes: bool) -> int:
    """Where a content before its cue begins: behind what an earlier cue took, and its conjunction."""
    leads = _LEADS if resumes else {"but", "and", "yet", ","}
    start = floor
    while start < len(tokens) and tokens[start].lower in leads:
        start += 1
    return start


def _resumed(tokens: tuple[Token, ...], cue: Cue, behind: Behind, later: Sequence[Cue], floor: int) -> Range | None:
    """What goes on behind a cue that interrupts it: “The plan,” she said, “is dead.”"""
    at = _behind_joint(tokens, behind)
    if at >= len(tokens):
        return None
    if tokens[at].is_quotation:
        return _trimmed(tokens, at, end_of_content(tokens, cue, later, at))
    first = tokens[at].lower
    side = first in _SIDE_CLAUSE | {"and", "because"} or first.endswith("ing") or first in words("preposition")
    if side or cue.subject is Subject.AFTER:
        return None
    return _goes_on(tokens, cue, behind, later, floor)


def _goes_on(tokens: tuple[Token, ...], cue: Cue, behind: Behind, later: Sequence[Cue], floor: int) -> Range | None:
    """The second part of a clause that the cue interrupts between two commas, nothing being quoted before it."""
    at = _behind_joint(tokens, behind)
    if at >= len(tokens) or tokens[at - 1].text != "," or at == behind.adjuncts_end:
        return None
    first = tokens[at].lower
    if first in _SIDE_CLAUSE or first.endswith("ing") or has_quotation(tokens, floor, cue.start):
        return None
    return _trimmed(tokens, at, end_of_content(tokens, cue, later, at))


def _behind_joint(tokens: tuple[Token, ...], behind: Behind) -> int:
    at = behind.adjuncts_end
    return at + 1 if at < len(tokens) and tokens[at].text in JOINTS else at


def _trimmed(tokens: tuple[Token, ...], start: int, end: int) -> Range | None:
    """``[start, end)`` without punctuation and conjunctions at its edges."""
    while start < end and not (tokens[start].is_quotation or _can_begin(tokens[start])):
        start += 1
    while start < end and (tokens[end - 1].text in ENDS or tokens[end - 1].lower in {"and", "but", "while"}):
        end -= 1
    return (start, end) if start < end else None


def _can_begin(token: Token) -> bool:
    return token.text[0].isalnum() or token.text in "[($£€#@"


def _around_according(
    tokens: tuple[Token, ...], cue: Cue, later: Sequence[Cue], floor: int, resumes: bool
) -> tuple[Range, ...] | None:
    border, end = cue.words[0], cue.end
    lead = _lead(tokens, floor, resumes)
    before = _trimmed(tokens, lead, border) if lead < border else None
    if before and (border - floor >= _SHORTEST_CLAUSE - 1 or has_quotation(tokens, *before)):
        goes_on = tokens[lead].lower in words("preposition") and _resumes_behind(tokens, end)
        after = _trimmed(tokens, end, end_of_content(tokens, cue, later, end)) if goes_on else None
        return (before, after) if after else (before,)
    start = _behind_source(tokens, end)
    content = _trimmed(tokens, start, end_of_content(tokens, cue, later, start))
    return (content,) if content else None


def _resumes_behind(tokens: tuple[Token, ...], comma: int) -> bool:
    goes_on = comma + 1 < len(tokens) and tokens[comma].text == ","
    return goes_on and tokens[comma + 1].lower not in {"a", "an", "the"}


def _behind_source(tokens: tuple[Token, ...], end: int) -> int:
    """Behind the comma that closes whom "according to" names, an apposition included."""
    if end >= len(tokens) or tokens[end].text != ",":
        return end
    if end + 1 < len(tokens) and tokens[end + 1].lower in {"a", "an", "who", "whose", "which"}:
        closing = (at for at in range(end + 1, min(len(tokens), end + 20)) if tokens[at].text == ",")
        return next(closing, end) + 1
    return end + 1
