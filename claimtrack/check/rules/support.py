"""Rules that find a passage speaking for a claim: what was expected happened, or the passage states it.

A plan, an order, a hedge or a rumour supports nothing; nor does mere likeness of topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimtrack.check.lexicon import DENY, FALSE, HEARSAY
from claimtrack.check.rules.clauses import foreseen, hedged, negators, open_ended, scope
from claimtrack.check.rules.comparison import compared, differ
from claimtrack.check.rules.frames import is_past
from claimtrack.check.rules.pair import Pair, Side, Stance, statement
from claimtrack.check.words import Word, keys
from claimtrack.model import Span
from claimtrack.text.numbers import ORDINAL

_DENY = keys(DENY)
_UNDOING = keys("acquit exonerate absolve clear fail refuse decline".split())
"""Verbs under which what follows was not done: cleared of it, failed to do it."""
_GRANTED = re.compile(r"\b(?:since|after|when|because|although)\s+(?:he|she|it|they)\s+(?P<verb>[a-z]+)\b")
_PART = re.compile(r"[,;:.!?]")
_ARRANGED = keys("plan expect schedule set agree promise intend prepare announce".split())
"""Verbs of the plan: their past is not the thing's."""


def happened(pair: Pair) -> Stance | None:
    """What the claim foresees is told as done, by everyone whom the claim names."""
    if not _ahead(pair) or _unfit(pair) or pair.named < 1.0 or pair.share < 0.6 or differ(pair):
        return None
    told = next(done(pair), None)
    return Stance(Side.FOR, 0.8, told.span, "that it has happened") if told else None


def taken_for_granted(pair: Pair) -> Stance | None:
    """A clause that the sentence takes for granted says all that the claim says: "has not spoken since she resigned".

    Its pronoun must have one name to mean, the one that the claim begins with.
    """
    cue = _GRANTED.search(pair.passage.text)
    if not cue or _ahead(pair) or negators(pair.claim) or open_ended(pair.passage) or pair.other_time or differ(pair):
        return None
    if pair.passage.forms & (FALSE | HEARSAY) or pair.passage.keys & _DENY:
        return None
    start = cue.start("verb")
    main, clause = statement(pair.passage.text[: cue.start()]), statement(_PART.split(pair.passage.text[start:])[0])
    if len(main.full_names) != 1 or main.full_names != pair.claim.full_names[:1] or not main.words[0].name:
        return None
    told = clause.keys | main.names
    if negators(clause) or hedged(clause) or not is_past(cue["verb"]) or not told.issuperset(pair.claim.telling):
        return None
    return Stance(Side.FOR, 0.8, Span(start, start + len(clause.text)), "it in passing, as known")


def stated(pair: Pair) -> Stance | None:
    """The passage says what the claim says: its topic, its names, its figures, with nothing against them."""
    if _ahead(pair) or _unfit(pair) or pair.named < 1.0 or differ(pair):
        return None
    counted = any(True for _ in compared(pair))
    if pair.share < (0.6 if counted else 0.75):
        return None
    return Stance(Side.FOR, 0.8 if counted else 0.7, _whole(pair), "the same")


def alike(pair: Pair) -> Stance | None:
    """The passage says a good part of what the claim says and nothing against the rest: too little to decide."""
    if _ahead(pair) or _unfit(pair) or (pair.named < 0.5 and not pair.excerpt) or differ(pair):
        return None
    if pair.share < 0.4 and (pair.share < 0.25 or pair.context_share < 0.6):
        return None
    if not pair.excerpt and any(one.unit != ORDINAL for one in pair.claim.quantities) and not pair.passage.quantities:
        return None
    if not pair.excerpt and (pair.unnamed or len(pair.shared - pair.claim.names) < 2):
        return None
    return Stance(Side.PARTLY, 0.55, _whole(pair), "a part of it")


def _whole(pair: Pair) -> Span:
    return Span(0, len(pair.passage.text))


def _unfit(pair: Pair) -> bool:
    """Whether the passage states nothing, or negates, or the claim does."""
    return (
        pair.other_time
        or bool(negators(pair.claim))
        or open_ended(pair.passage)
        or bool(negators(pair.passage))
        or bool(pair.passage.keys & _DENY)
        or _is_kept_undone(pair)
        or bool(pair.passage.forms & (FALSE | HEARSAY))
        or hedged(pair.passage)
    )


def _is_kept_undone(pair: Pair) -> bool:
    """Whether somebody was cleared of what the claim says, or failed to do it."""
    return any(
        word.key in _UNDOING - pair.claim.keys and told is not None and told.key in pair.shared
        for at, word in enumerate(pair.passage.words)
        for told in [next((after for after in scope(pair.passage, at, 6) if after.telling and not after.name), None)]
    )


def _ahead(pair: Pair) -> bool:
    """Whether the claim leaves open that the thing is done."""
    return foreseen(pair.claim) or hedged(pair.claim)


def done(pair: Pair) -> Iterator[Word]:
    """The words by which the passage tells as past what the claim foresees."""
    shared = pair.shared - pair.claim.names - _ARRANGED
    return (word for word in pair.passage.words if word.key in shared and is_past(word.text.casefold()))
