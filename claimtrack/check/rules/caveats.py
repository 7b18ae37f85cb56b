"""What keeps a passage from being for a claim, or against it, though its words are the claim's.

These are no doubts: with one of them the passage says nothing of the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimtrack.check.rules.clauses import foreseen, negators, scope
from claimtrack.check.rules.comparison import differing
from claimtrack.check.rules.frames import subject
from claimtrack.check.rules.pair import Pair, Side, Stance, Statement
from claimtrack.check.rules.states import ENDED
from claimtrack.check.rules.support import done
from claimtrack.text.dates import MONTHS
from claimtrack.text.numbers import ORDINAL, YEAR, Quantity

_KEPT_FROM = re.compile(
    r"\b(?:fail(?:s|ed|ing)?|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|unable|was\s+to\s+have|too\s+\w+)\s+to\s+(?P<verb>\w+)"
    r"|\b(?:failure|refusal)\s+to\s+(?P<act>\w+)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:from|than|versus|against|compared\s+(?:with|to))\s+(?:just\s+|about\s+|only\s+|some\s+|the\s+|a\s+)*$",
    re.IGNORECASE,
)
"""Words before a figure that the passage only compares with."""
_AT_MOST = re.compile(r"\b(?:only|just|exactly|at\s+most|no\s+more|up\s+to|fewer|less|be|total)\b", re.IGNORECASE)
_EARLY = re.compile(
    r"\b(?:early|earlier|sooner|ahead\s+of\s+(?:schedule|time|plan)|before\s+(?:then|the\s+deadline))\b", re.IGNORECASE
)
_NOT_BUT = re.compile(
    rf"\bnot\b.*?\bin\s+(?P<one>{'|'.join(MONTHS)})\b.*?\bbut\b.*?\bin\s+(?P<other>{'|'.join(MONTHS)})\b", re.IGNORECASE
)
_BY = re.compile(r"\b(?:by|before|until)\b", re.IGNORECASE)


def beside_the_point(pair: Pair, stance: Stance) -> bool:
    """Whether the passage does not say what ``stance`` takes it to say."""
    if stance.side in (Side.FOR, Side.PARTLY):
        return _not_so(pair) or _misses_figures(pair) or _done_by_another(pair)
    if stance.side is Side.AGAINST and foreseen(pair.claim):
        return _more_than_promised(pair, stance) or _is_early(pair)
    return False


def _not_so(pair: Pair) -> bool:
    """Whether the passage tells that what the claim says has ended, or that somebody failed to do it."""
    for pattern in (ENDED, _KEPT_FROM):
        if pattern.search(pair.passage.text) and not pattern.search(pair.claim.text):
            return any(_kept(pair, found) for found in pattern.finditer(pair.passage.text))
    return False


def _kept(pair: Pair, cue: re.Match[str]) -> bool:
    """Whether what follows the cue is of the claim."""
    following = (word for word in pair.passage.words if word.span.end >= cue.end() and word.telling)
    first = next(following, None)
    return first is not None and first.key in pair.shared


def _misses_figures(pair: Pair) -> bool:
    """Whether the passage states figures of the sort of one of the claim's, and none that meets it."""
    return any(
        bool(same := list(_stated(pair.passage, said))) and not any(said.meets(found) for found in same)
        for said in pair.claim.quantities
        if said.unit not in ("", YEAR, ORDINAL)
    )


def _stated(passage: Statement, said: Quantity) -> Iterator[Quantity]:
    """The passage's figures of one sort, but those that it only compares with ("up from 2.6 percent in March")."""
    for found in passage.quantities:
        if (found.unit, found.per) == (said.unit, said.per) and not _BESIDE.search(passage.text[: found.span.start]):
            yield found


def _done_by_another(pair: Pair) -> bool:
    """Whether somebody whom the claim does not name did what it foresees ("the cup was won by Rovers")."""
    word = next(done(pair), None)
    if word is None or not foreseen(pair.claim):
        return False
    at = pair.passage.words.index(word)
    after = list(scope(pair.passage, at, 4))
    if after and after[0].text.casefold() == "by":
        agent = next((one for one in after[1:] if one.telling), None)
    else:
        agent = subject(pair.passage, at)
    ours = next((one for one in pair.claim.words if one.telling), None)
    if agent is None or ours is None or not ours.name or agent.key in pair.claim.keys:
        return False
    return agent.name or agent is pair.passage.words[0]


def _more_than_promised(pair: Pair, stance: Stance) -> bool:
    """Whether more things were done than were to be done, so that those were done too."""
    if _AT_MOST.search(pair.claim.text) or negators(pair.claim):
        return False
    more = [found for found in differing(pair) if found.span == stance.at]
    said = [one for one in pair.claim.quantities if one.counted and not one.unit]
    return any(not one.unit and found.low > one.high for found in more for one in said if not found.unit)


def _is_early(pair: Pair) -> bool:
    """Whether the passage negates a day because it was done before it."""
    text = pair.passage.text
    if not negators(pair.passage) or not _BY.search(pair.claim.text):
        return False
    otherwise = _NOT_BUT.search(text)
    if otherwise:
        return MONTHS[otherwise["other"].lower()] < MONTHS[otherwise["one"].lower()]
    return _EARLY.search(text) is not None and " but " in text
