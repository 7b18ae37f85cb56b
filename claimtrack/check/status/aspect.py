"""What kind of thing a claim says, as far as that bears on its status: read from its words, not from the evidence.

"X was announced" stays true when X is cancelled, "X is planned" is superseded by it, "X will happen" is contradicted.
In doubt a claim is PLAIN, and evidence does to it what the judge says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.check.words import keys, telling, words
from claimtrack.model import Claim, ClaimType
from claimtrack.speakers import surname

FORETOLD = frozenset({ClaimType.PREDICTION, ClaimType.PROMISE})

_ADDED = re.compile(r"\[[^\]]*\]")
_WILL = re.compile(r"\b(?:will|(?-i:may)|might|shall|would|could|going\s+to|won['’]t)\b|['’]ll\b", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\b(?:announced|agreed|promised|pledged|signed|unveiled)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:is|are)\s+(?:being\s+)?(?:planned|scheduled|arranged|prepared|planning|preparing)\b"
    r"|\b(?:plans?|intends?)\s+to\b|\b(?:there\s+(?:is|are)|has|have)\s+(?:a|an|no|any)?\s*(?:\w+\s+)?(?:plans?|intentions?)\b"
    r"|\bpreparations?\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:is|are|am|isn['’]t|aren['’]t|remains?|stays?|stands?|holds?|owns?|costs|lives?|leads?|employs?|contains?)\b"
    r"|\b(?:has|have)\s+(?:a|an|no|the|\d[\d.,]*)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our)\b", re.IGNORECASE)
_ONLY_IF = r"(?:only\s+)?if|unless|(?:provided|assuming)(?:\s+that)?|(?:as|so)\s+long\s+as|on\s+condition\s+that"
_ONLY_WHEN = r"(?:only\s+)?(?:when|once)|(?:only\s+)?as\s+soon\s+as"
_LEADING = re.compile(
    rf"^[“\"'\s]*(?P<word>{_ONLY_IF}|{_ONLY_WHEN}|should)\s+(?P<condition>[^,;]+),\s*(?:then\s+)?(?P<outcome>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_TRAILING = re.compile(
    rf"^(?P<outcome>.+?)(?:,?\s+(?<!even )(?<!as )(?<!what )(?P<sure>{_ONLY_IF})"
    rf"|(?<!,)\s+(?<!even )(?P<when>{_ONLY_WHEN}))\s+(?P<condition>[^;]+)$",
    re.IGNORECASE | re.DOTALL,
)
_HOW_OFTEN = re.compile(r"(?:a|an|every|each|again|more|and|in|or)\b", re.IGNORECASE)
_OPENS_QUESTION = keys(
    "ask asks asked wonder wonders wondered know knows see tell say unsure unclear announce decide explain".split()
)
_NOT_YET = re.compile(r"\b(?:yet|so\s+far|still|postponed?|delay(?:s|ed)?|adjourn(?:s|ed)?|put\s+off)\b", re.IGNORECASE)
_MUST_SHARE, _MAY_SHARE = 0.6, 0.34


class Aspect(StrEnum):
    """ANNOUNCED: that something was announced or agreed. PLANNED: that it is planned. WILL: that it will be. STATE: how
    a thing is, which may change. PLAIN: all else, what happened above all.
    """

    ANNOUNCED = "announced"
    PLANNED = "planned"
    WILL = "will"
    STATE = "state"
    PLAIN = "plain"


def aspect(claim: Claim) -> Aspect:
    """What kind of thing ``claim`` says."""
    if _WILL.search(claim.text):
        return Aspect.WILL if claim.type in FORETOLD else Aspect.PLAIN
    if _PLANNED.search(claim.text):
        return Aspect.PLANNED
    if claim.type in FORETOLD:
        return Aspect.WILL
    if _ANNOUNCED.search(claim.text):
        return Aspect.ANNOUNCED
    return Aspect.STATE if _STATE.search(claim.text) else Aspect.PLAIN


def own_words(text: str) -> str:
    """A claim's ``text`` without what stands in [brackets], which the speaker did not say."""
    return _ADDED.sub("", text)


def tells_a_state(told: str) -> bool:
    """Whether ``told`` says how a thing is, on the day on which it says so."""
    return bool(_STATE.search(told))


def in_own_hands(claim: Claim) -> bool:
    """Whether it lies with the speaker to do what they foretell: a promise, or something that they take part in."""
    if claim.type is ClaimType.PROMISE or _FIRST_PERSON.search(own_words(claim.text)):
        return True
    name = surname(claim.speaker) if claim.speaker else ""
    return bool(name) and any(surname(word.text) == name for word in words(claim.text))


@dataclass(frozen=True, slots=True)
class Condition:
    """What a foretold ``outcome`` depends on. ``unless`` says that it is the condition that must not come about."""

    words: str
    outcome: str
    unless: bool

    def is_spoken_of(self, told: str) -> bool:
        """Whether ``told`` speaks of the condition."""
        return _share(self.words, told) >= _MUST_SHARE

    def may_yet_be_met(self, told: str) -> bool:
        """Whether ``told``, which says that the condition was not met, leaves open whether it will be."""
        return not self.unless and bool(_NOT_YET.search(told))

    def alone_is_spoken_of(self, told: str) -> bool:
        """Whether ``told`` speaks of the condition and not of the outcome."""
        return self.is_spoken_of(told) and _share(self.outcome, told, self.words) <= _MAY_SHARE


def condition(claim: Claim) -> Condition | None:
    """The condition under which ``claim`` foretells something; None where there is none that can be told."""
    if claim.type not in FORETOLD:
        return None
    text = claim.text.strip().rstrip('.”"')
    word = ""
    if found := _LEADING.match(text):
        word = found["word"]
    elif found := _TRAILING.match(text):
        word = found["sure"] or found["when"]
        if keys(found["outcome"].split()[-2:]) & _OPENS_QUESTION:
            return None
    if not found or len(found["outcome"].split()) == 1:
        return None
    if word.casefold() == "once" and _HOW_OFTEN.match(found["condition"]):
        return None
    return Condition(found["condition"], found["outcome"], word.casefold() == "unless")


def _share(topic: str, told: str, beside: str = "") -> float:
    """The part of ``topic``, by weight, that ``told`` speaks of; what ``beside`` has too tells nothing."""
    wanted = _weights(topic)
    for word in _weights(beside):
        wanted.pop(word, None)
    spoken = _weights(told)
    total = sum(wanted.values())
    return sum(weight for word, weight in wanted.items() if word in spoken) / total if total else 0.0


def _weights(text: str) -> dict[str, float]:
    return telling(words(text.replace("[", "").replace("]", "")))
