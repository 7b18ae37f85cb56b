"""What follows a cue: a particle, the hearer, times and places; and then, perhaps, what is said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claimtrack.extract.rules.cue import Cue, Subject
from claimtrack.extract.rules.lexicon import any_of, cue_verbs, words
from claimtrack.extract.rules.passives import completes
from claimtrack.extract.rules.phrases import phrase_after, skip_hearer
from claimtrack.extract.rules.units import Token
from claimtrack.extract.rules.verbs import is_adverb, opens_clause

_PARTICLES = {
    "allude": {"to"},
    "boast": {"of", "about"},
    "brag": {"of", "about"},
    "call": {"for", "on"},
    "complain": {"of", "about"},
    "hint": {"at"},
    "point": {"out", "to"},
    "rail": {"against"},
    "refer": {"to"},
    "warn": {"of", "about", "against"},
}
"""What belongs to a verb before what is said."""
_TIME_NOUNS = frozenset("week weekend month year morning afternoon evening night summer fall winter spring".split())
"""What a word of time stands before ("last week", "Monday night")."""
_HEARER_FIRST = frozenset({"tell", "remind", "assure", "inform", "reassure"})
_NO_CONTENTS = frozenset("while after before as in by during".split())
"""What tells of the occasion, and begins nothing that is said."""
_LONGEST_BARE = 3
_LONGEST_ASIDE = 7
_LONGEST_ADJUNCT = 14
_OPENERS = frozenset({"that", "whether", "if"})
JOINTS = frozenset({",", "--", "—", "–", "-", ":"})
_ADJUNCT_PREPOSITIONS = frozenset(
    "on in at during to from via with through of by after before about for over between without despite amid".split()
)
_WHEN_AND_WHERE = frozenset({"on", "in", "at", "during", "before"})
_HEARERS = frozenset({"me", "us", "him", "them"})
_FOCUS_ADVERBS = frozenset({"all", "both", "even", "only", "just"})
"""Adverbs that belong to what follows them."""
ENDS = frozenset({".", "!", "?", ";", ",", ":", "…", "-", "--", "—", "–"})


@dataclass(frozen=True, slots=True)
class Behind:
    """What follows a cue: where what is said begins (None where nothing is), and where the adjuncts end."""

    content: int | None
    adjuncts_end: int


def what_follows(tokens: tuple[Token, ...], cue: Cue) -> Behind:
    verb, at = cue.verb, cue.end
    if completes(tokens, cue):
        return Behind(at, at)
    if at < len(tokens) and tokens[at].lower in _PARTICLES.get(verb.lemma, ()):
        at += 1
    if verb.lemma in _HEARER_FIRST:
        bare = _behind_bare_hearer(tokens, at)
        at = _behind_hearer(tokens, bare if bare > at else skip_hearer(tokens, at))
    elif "addressee" in verb.frames and (hearer := skip_hearer(tokens, at)) > at and _is_hearer(tokens, at, hearer):
        at = hearer
    end = _skip_adjuncts(tokens, at)
    following = tokens[end] if end < len(tokens) else None
    if _says_nothing(tokens, at):
        return Behind(None, end if end > at else at + 1)
    if following is None or following.text in ENDS - JOINTS:
        return Behind(None, end)
    if following.lower in _OPENERS or following.is_quotation:
        return Behind(end, end)
    if following.text in JOINTS:
        opened = end + 1 < len(tokens) and (following.text == ":" or tokens[end + 1].is_quotation)
        return Behind(end + 1 if opened else None, end)
    return Behind(_plain_content(tokens, cue, at, end), end)


def _is_hearer(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether the words from ``at`` are those to whom it is said, and not what is said.

    Only times and places follow ("promised **residents** on Monday night"), or what is said behind them ("promised
    **the town** in May that ..."), or a thing ("promised **them** cake").
    """
    if _opens(tokens, end):
        return True
    if end < len(tokens) and tokens[end].is_word and tokens[end].lower not in words("time") | _WHEN_AND_WHERE:
        return tokens[at].lower in _HEARERS and (phrase_after(tokens, end) is not None or _is_bare_noun(tokens, end))
    behind = _skip_adjuncts(tokens, end)
    if tokens[end - 1].lower in any_of("hearer", "audience"):
        return behind >= len(tokens) or not tokens[behind].is_word or _opens(tokens, behind)
    states = behind + 1 < len(tokens) and opens_clause(tokens[behind + 1])
    return end < behind < len(tokens) and tokens[behind].lower == "that" and states


def _says_nothing(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a word stands for what is said, or for nothing at all ("told them **so**", "said **nothing**")."""
    if at >= len(tokens) or tokens[at].lower not in words("no_saying"):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    closed = words("preposition") | words("time") | words("conjunction")
    return following is None or not following.is_word or following.lower in closed - {"of", "but"}


def _behind_bare_hearer(tokens: tuple[Token, ...], at: int) -> int:
    """Behind a hearer without an article ("told **parliament**", "told **state television** on Friday"), or ``at``."""
    end = at
    while end < len(tokens) and end - at < _LONGEST_BARE and _is_bare(tokens[end]):
        end += 1
    if end == at or (end < len(tokens) and tokens[end].is_word and tokens[end].lower not in _behind_bare()):
        return at
    return end


def _is_bare(token: Token) -> bool:
    return token.is_word and token.text.islower() and token.lower not in _closed() and not is_adverb(token.lower)


@cache
def _closed() -> frozenset[str]:
    return _behind_bare() | any_of("auxiliary", "negation", "adverb", "conjunction") | {"me", "us", "him", "them"}


@cache
def _behind_bare() -> frozenset[str]:
    """What may follow a bare noun that is a whole phrase."""
    return any_of("pronoun", "possessive", "preposition", "subordinator", "time", "determiner", "no_saying")


def _behind_hearer(tokens: tuple[Token, ...], at: int) -> int:
    """Behind what tells more of the hearer: "told a crowd **outside the hall in Lisbon** that ..."."""
    for opener in range(at, min(len(tokens), at + _LONGEST_ADJUNCT)):
        token = tokens[opener]
        if token.lower in _OPENERS or (token.is_quotation and token.is_sentence and opener > at):
            return opener
        if token.lower in words("auxiliary") - {"'s"} | words("pronoun") or token.lower in cue_verbs():
            break
        if not (token.is_word or token.is_quotation or token.lower in {"'s", "'"}):
            break
    return at


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
    occasion = tokens[end].lower in _NO_CONTENTS or (tokens[end].lower == "when" and not cue.is_negated(tokens))
    if occasion and "object" not in frames:
        return None
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
        elif token.text == "," and (closing := _aside_end(tokens, at)):
            at = closing
        elif token.text == "(" and (closing := _closing_bracket(tokens, at)):
            at = closing + 1
        else:
            break
    return at


def _aside_end(tokens: tuple[Token, ...], comma: int) -> int | None:
    """Behind a few words between commas that what is said follows ("said, **among other things,** that")."""
    for at in range(comma + 2, min(len(tokens) - 1, comma + _LONGEST_ASIDE)):
        if tokens[at].text == ",":
            return at + 1 if tokens[at + 1].lower in _OPENERS else None
        if not tokens[at].is_word:
            break
    return None


def _is_adjunct_word(tokens: tuple[Token, ...], at: int) -> bool:
    word = tokens[at].lower
    if word in _TIME_NOUNS:
        return tokens[at - 1].lower in words("time")
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
