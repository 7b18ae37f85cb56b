"""Rules that find the claim's story called untrue, or denied by a party."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimtrack.check.lexicon import DENY, DENY_OTHERWISE, FALSE, HEARSAY, NOT_TRUE, STORY
from claimtrack.check.rules.against import CALLED_OFF_KEYS, GIVEN_UP, SIDES
from claimtrack.check.rules.clauses import around, hedged_before, negated, negators, open_ended, scope, word_at
from claimtrack.check.rules.narrowing import after_in_part, in_relative_clause, main_words
from claimtrack.check.rules.pair import Pair, Side, Stance, Statement, statement
from claimtrack.check.status import UNSURE
from claimtrack.check.words import Word, keys
from claimtrack.model import Span

_DENY, _STORY, _DENY_OTHERWISE = keys(DENY), keys(STORY), keys(DENY_OTHERWISE)
_QUALITIES = frozenset("fake false bogus fictitious fabricated doctored untrue incorrect".split())
"""Words that, before a noun, say that it is a sham, and nothing of a story: "the fake account was closed"."""
_BREAK = re.compile(r"[;:—–“”\"]|,(?!\d)")
_REJECTED = re.compile(r"\bsh(?:oots?|ot)\s+down\b|\b(?:pours?|poured|throws?|threw)\s+cold\s+water\b", re.IGNORECASE)


def untrue(pair: Pair) -> Stance | None:
    """The story is called a hoax, false, untrue."""
    if _denies_itself(pair.claim) or open_ended(pair.passage) or pair.other_time:
        return None
    if pair.passage.keys & CALLED_OFF_KEYS - pair.claim.keys:  # then it is this that may be untrue
        return None
    for at, word in enumerate(pair.passage.words):
        if word.text.casefold() not in FALSE or negated(pair.passage, at) or hedged_before(pair.passage, at):
            continue
        doubly = any(before.key == "deny" for before in pair.passage.words[:at])
        if _about_story(pair, at) and not doubly and not _against_claim(pair.claim, _told_after(pair.passage, at)):
            sure = pair.sure(0.85) if _is_named(pair, at) else UNSURE
            return Stance(Side.AGAINST, sure, word.span, f"“{word.text}” of the story")
    return None


def _about_story(pair: Pair, at: int) -> bool:
    """Whether what is called untrue is the claim: most of it stands beside, or "the story" of what little does."""
    if describes_other(pair, at):
        return False
    if pair.share >= 0.45:
        return True
    beside = list(around(pair.passage, at, 16))
    if any(word.text.casefold() in HEARSAY for word in beside) and pair.share >= 0.35:
        return True
    called = any(word.key in _STORY for word in beside)
    return called and len(pair.shared) >= 2 and pair.context_share >= 0.6


def _is_named(pair: Pair, at: int) -> bool:
    """Whether what is called untrue is named beside the word, and not only called a story."""
    if pair.share < 0.35:
        return False
    if _is_the_story(pair.passage, at):
        return any(word.key in pair.shared for word in around(pair.passage, at, 16))
    if in_relative_clause(pair.passage, at):
        return False
    said = pair.shared - pair.claim.names or pair.shared
    beside = {word.key for word in main_words(pair.passage, at)}
    return 2 * len(said & beside) >= len(said)


def _is_the_story(passage: Statement, at: int) -> bool:
    """Whether the word is said of a story of which only the rest of the sentence tells what it is ("the story is a
    hoax"): none that goes on with its content ("the report that", "the video of").
    """
    words = passage.words
    near = range(max(0, at - 4), min(len(words) - 1, at + 2))
    return any(
        words[n].key in _STORY and n != at and words[n + 1].text.casefold() not in {"that", "of", "about"} for n in near
    )


def describes_other(pair: Pair, at: int) -> bool:
    """Whether the word is said of a thing that is no story ("false teeth", "a fake account")."""
    after = next((word for word in scope(pair.passage, at, 1) if word.telling), None)
    if after is None or after.key in _STORY:
        return False
    return after.key not in pair.shared or pair.passage.words[at].text.casefold() in _QUALITIES


def doubted(pair: Pair) -> Stance | None:
    """An article on the claim's story calls something untrue and leaves open what. Too little to decide anything."""
    if _denies_itself(pair.claim) or open_ended(pair.passage) or pair.other_time:
        return None
    if pair.context_share < 0.4 or pair.named < 0.5:
        return None
    cue = NOT_TRUE.search(pair.passage.text)
    said = [Span(*cue.span())] if cue else []
    said += [
        word.span
        for at, word in enumerate(pair.passage.words)
        if word.text.casefold() in FALSE and not negated(pair.passage, at) and not describes_other(pair, at)
    ]
    if not said:
        return None
    return Stance(Side.AGAINST, UNSURE, said[0], f"“{said[0].of(pair.passage.text)}” of something in the story")


def denied(pair: Pair) -> Stance | None:
    """A party says that it is not so."""
    if _denies_itself(pair.claim) or open_ended(pair.passage) or pair.other_time or pair.share < 0.35:
        return None
    for at, word in enumerate(pair.passage.words):
        if word.key not in _DENY or not _denies(pair, at) or negated(pair.passage, at):
            continue
        told = _told_after(pair.passage, at)
        doubly = word.key == "deny" and bool(told.forms & FALSE)  # other verbs dismiss a story as false
        if not doubly and not _against_claim(pair.claim, told):
            sure = pair.sure(0.85) if _denies_just_this(pair, at) else UNSURE
            return Stance(Side.DENIAL, sure, pair.passage.words[at + 1].span, "that it is not so")
    rejected = _REJECTED.search(pair.passage.text)
    if rejected and pair.passage.keys & _STORY:
        what = pair.passage.words[word_at(pair.passage, rejected.end())].span
        return Stance(Side.DENIAL, pair.sure(0.85), what, "that the report is not so")
    return None


def _denies(pair: Pair, at: int) -> bool:
    """Whether what is denied, not refused to someone, is of the claim; all verbs but "deny" must reject a story."""
    words = pair.passage.words
    that = at + 1 < len(words) and words[at + 1].text == "that"
    after = [word.key for word in scope(pair.passage, at + that, 12)]
    if words[at].key != "deny":
        return any(key in _STORY for key in after[:6])
    return not _DENY_OTHERWISE.intersection(after[:4]) and bool(pair.shared.intersection(after))


def _denies_just_this(pair: Pair, at: int) -> bool:
    """Whether what is denied begins as the claim does: who denies knowing the man who stole it denies no theft."""
    after = after_in_part(pair.passage, at)
    that = next((n for n in range(min(8, len(after))) if _opens_content(after, n)), -1)
    told = (word for word in after[that + 1 :] if word.telling and word.key not in _STORY)
    first = next(told, None)
    return first is None or first.key in pair.shared


def _opens_content(words: Sequence[Word], at: int) -> bool:
    """Whether number ``at`` opens what is denied: "denied that", "denied reports that", no "owning one that"."""
    return words[at].text.casefold() == "that" and (at == 0 or words[at - 1].key in _STORY)


def _told_after(passage: Statement, at: int) -> Statement:
    """What stands after number ``at`` up to the next break: what is denied, or said to be untrue."""
    return statement(_BREAK.split(passage.text[passage.words[at].span.end :], maxsplit=1)[0])


def _against_claim(claim: Statement, told: Statement) -> bool:
    """Whether ``told`` itself speaks against the claim: to deny that a meeting was cancelled is not to deny it."""
    undone = told.keys & CALLED_OFF_KEYS or negators(told) or GIVEN_UP.search(told.text)
    opposed = any(claim.keys & one and told.keys & other for one, other, _ in SIDES)
    otherwise = any(
        said.unit == found.unit and not said.meets(found) for said in claim.quantities for found in told.quantities
    )
    return bool(undone) or opposed or otherwise


def _denies_itself(claim: Statement) -> bool:
    """Whether the claim says that something is not so: what is against that thing is then for the claim."""
    return bool(claim.forms & (FALSE | HEARSAY) or claim.keys & _DENY or negators(claim) or NOT_TRUE.search(claim.text))
