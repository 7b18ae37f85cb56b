"""How an article as a whole stands to a claim's story: it takes it for true, calls it untrue, or only passes it on.

One sentence seldom decides here: a headline's story is told over many, and the word that undoes it ("a hoax") stands
apart from its names. What is found so is shown, and is too little to move a status.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimtrack.check.lexicon import DENY, FALSE, HEARSAY, NOT_TRUE, STORY
from claimtrack.check.rules.against import CALLED_OFF_KEYS, NO_PLAN
from claimtrack.check.rules.clauses import foreseen, negated, negators, open_ended, scope
from claimtrack.check.rules.pair import Pair, Side, Stance, Statement
from claimtrack.check.rules.untrue import describes_other
from claimtrack.check.status import UNSURE
from claimtrack.check.words import keys
from claimtrack.model import Passage, Span

SHOWN = 0.55
"""The confidence in what only a whole article shows: less than in words of one sentence."""
LEAD = 3
"""Sentences at the head of an article, which say how it takes what follows."""
_STORY_TOLD, _STORY_SAID, _STORY_NAMED = 0.5, 0.25, 0.3
"""The part of a claim's topic, by weight, of which an article must speak to tell its story, of which one of its
sentences must, and of which it must speak to be about the story at all."""
_LEAST_PLAIN = 0.4
"""The part of the topic's plain words of which it must speak: names alone tell no story."""
_LEAST_BESIDE = 0.15
"""The part of the topic that a sentence must name to call it untrue, if nothing else shows what it speaks of."""
_DENY, _STORY = keys(DENY), keys(STORY)
_AT_A_DISTANCE = re.compile(
    r"\b(?:reportedly|allegedly|alleged|purport(?:s|ed|edly)?|supposed(?:ly)?|unconfirmed|unverified|rumou?r(?:s|ed)?"
    r"|speculat\w+|apparent(?:ly)?|appears?\s+to|claim(?:s|ed|ing)?|reports?\s+(?:suggest|claim|say|that|emerge)\w*"
    r"|according\s+to\s+(?:an?\s+|the\s+|new\s+)?(?:\w+\s+)?(?:reports?|rumou?rs?|sources?))\b",
    re.IGNORECASE,
)
"""Words by which an article passes a story on and does not vouch for it."""
_LEFT_OPEN = re.compile(
    r"\b(?:(?-i:may)|might|could|reportedly|reports?|reported|rumou?r(?:s|ed)?|claims?|allegedly|looking\s+to|possibl[ey])\b"
    r"|\?$",
    re.IGNORECASE,
)


def as_a_whole(pairs: Sequence[tuple[Passage, Pair]], lead: str) -> tuple[Passage, Stance] | None:
    """What an article does to a claim's story, and the passage that shows it best.

    ``pairs`` are its passages that bear on the claim, ``lead`` the words that it opens with.
    """
    if undone := _undone(pairs):
        return undone
    return None if at_a_distance(lead) else _taken_for_true(pairs)


def at_a_distance(lead: str) -> bool:
    """Whether an article opens with words by which it does not vouch for what it tells."""
    return _AT_A_DISTANCE.search(lead) is not None


def left_open(claim: Statement) -> bool:
    """Whether a claim itself only passes a story on, or asks."""
    return _LEFT_OPEN.search(claim.text) is not None


def _undone(pairs: Sequence[tuple[Passage, Pair]]) -> tuple[Passage, Stance] | None:
    """The story is called untrue or denied somewhere in an article about it; for a claim that says so, it agrees."""
    found = [(passage, pair, *cue) for passage, pair in pairs if (cue := _cue(pair))]
    for passage, pair, side, at in found:
        beside = pair.share >= _LEAST_BESIDE or pair.passage.keys & _STORY
        if pair.context_share >= _STORY_NAMED and (beside or len(found) > 1):
            told = at.of(pair.passage.text)
            if _refutes(pair.claim) or negators(pair.claim):
                return passage, Stance(Side.PARTLY, SHOWN, at, f"“{told}” of something in the story too")
            return passage, Stance(side, UNSURE, at, f"“{told}” of something in the story")
    return None


def _cue(pair: Pair) -> tuple[Side, Span] | None:
    """The words of a passage by which it calls something untrue, or tells that somebody denies it."""
    if open_ended(pair.passage) or pair.other_time:
        return None
    if cue := NOT_TRUE.search(pair.passage.text):
        return Side.AGAINST, Span(*cue.span())
    if foreseen(pair.claim) and (cue := NO_PLAN.search(pair.passage.text)):
        return Side.DENIAL, Span(*cue.span())
    for at, word in enumerate(pair.passage.words):
        if word.text.casefold() in FALSE and not negated(pair.passage, at) and not describes_other(pair, at):
            return Side.AGAINST, word.span
        if word.key in _DENY and not negated(pair.passage, at) and _is_of_story(pair, at):
            return Side.DENIAL, word.span
    return None


def _is_of_story(pair: Pair, at: int) -> bool:
    """Whether verb number ``at`` has a story as its object, and what is told of that, if anything, is of the claim."""
    after = list(scope(pair.passage, at, 12))
    that = next((n for n, word in enumerate(after[:6]) if word.key in _STORY or word.text.casefold() in HEARSAY), None)
    if that is None:
        return False
    told = [word for word in after[that + 1 :] if word.telling]
    if that + 1 < len(after) and after[that + 1].text == "as":  # "dismissed the report as nonsense"
        return True
    return not told or any(word.key in pair.shared for word in told)


def _taken_for_true(pairs: Sequence[tuple[Passage, Pair]]) -> tuple[Passage, Stance] | None:
    """The article tells the claim's story, with its names and figures, as a fact. That is against who refutes it."""
    plain = [(passage, pair) for passage, pair in pairs if _states(pair)]
    if not plain:
        return None
    passage, pair = max(plain, key=lambda one: one[1].share)
    whole = Span(0, len(pair.passage.text))
    if not _tells_story(pair) or not _has_figures(pair.claim, [one.passage for _, one in pairs]):
        return None
    if _refutes(pair.claim):
        return passage, Stance(Side.AGAINST, SHOWN, whole, "the story as a fact")
    if negators(pair.claim) or left_open(pair.claim):
        return None
    return passage, Stance(Side.PARTLY, SHOWN, whole, "the story as a fact")


def _states(pair: Pair) -> bool:
    called_off = pair.passage.keys & CALLED_OFF_KEYS - pair.claim.keys
    return not (open_ended(pair.passage) or negators(pair.passage) or called_off or pair.other_time)


def _tells_story(pair: Pair) -> bool:
    plain = {key: weight for key, weight in pair.claim.telling.items() if key not in pair.claim.names}
    told = sum(weight for key, weight in plain.items() if key in pair.context)
    if told < _LEAST_PLAIN * sum(plain.values()) or pair.unnamed:
        return False
    return pair.context_share >= _STORY_TOLD and pair.share >= _STORY_SAID


def _has_figures(claim: Statement, told: Sequence[Statement]) -> bool:
    """Whether each figure of the claim meets one of the same unit among those told; "split in two" counts nothing."""
    found = [quantity for passage in told for quantity in passage.quantities]
    counting = [said for said in claim.quantities if said.unit or said.counted]
    return all(any(said.unit == one.unit and said.meets(one) for one in found) for said in counting)


def _refutes(claim: Statement) -> bool:
    """Whether the claim itself calls a story untrue or denied."""
    return bool(claim.forms & FALSE or claim.keys & _DENY or NOT_TRUE.search(claim.text))
