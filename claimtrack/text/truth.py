"""What must be the case for a claim to be true, as words to compare: two claims with the same are one claim.

Typesetting, case, articles and contractions make no difference, nor does in which of its forms a number is written or a
day is named. Everything else does: the order of words, numbers with their hedges, negation, modality, tense. Having the
same conditions is an equivalence, so that it does not matter which of several claims is seen first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claimtrack.model import Claim
from claimtrack.text.folding import fold
from claimtrack.text.numbers import quantities

LEAST = 2
"""Words with a meaning of their own that a claim has at the least if it is to be known again elsewhere: "We are ready"
is said of many things.
"""

_CONTRACTIONS = (
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\b(?:can't|cannot)\b"), "can not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'s\b"), ""),
)
_WORD = re.compile(r"<[^>]*>|[^\W_]+(?:[.'-][^\W_]+)*")
_SILENT = frozenset("a an the that".split())
_NAMED_DAYS = r"(?:\s*\[[^\]]*\d[^\]]*\])?"
"""The days that a time expression means, as an extractor adds them behind it."""
_POINTING = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|this|these|those|here|you|your|"
    r"the (?:two|three|both|former|latter))\b(?!\s*\[)"
)
"""Words that mean what another sentence names, unless they are explained in brackets."""
_EMPTY = frozenset(
    "i we my our us me and or but nor as if of in on at to for by with from into about than then so not no is are was "
    "were be been being am has have had do does did will would shall should can could may might must there who which "
    "what when where while because very just also only ever never now right today".split()
)
"""Words that say little by themselves."""


class Truth(NamedTuple):
    """What must be the case for a claim to be true: its type, the days that it is about, and its words as they are
    compared. ``stands_alone`` says that they tell what it is about, so that the same ones mean the same elsewhere.
    """

    conditions: tuple[str, ...]
    stands_alone: bool


def truth(claim: Claim) -> Truth:
    """The truth conditions of ``claim``."""
    days = (str(claim.period.start), str(claim.period.end)) if claim.period else ("", "")
    plain = _plain(claim)
    return Truth((claim.type, *days, *_words(plain)), _stands_alone(claim, plain))


def _stands_alone(claim: Claim, plain: str) -> bool:
    if any(_meant(plain[: match.start()]) < LEAST for match in _POINTING.finditer(plain)):
        return False
    # That "I" is explained by the speaker's name tells nothing of what is said.
    told = plain.replace(f"[{fold(claim.speaker).casefold()}]", "") if claim.speaker else plain
    return claim.period is not None or _meant(told) >= LEAST


def _meant(text: str) -> int:
    """How many words of ``text`` have a meaning of their own; one that is not spelled out in letters has too."""
    return sum(word not in _EMPTY and word not in _SILENT for word in _WORD.findall(text.replace("[", "")))


def _words(plain: str) -> Iterator[str]:
    text = plain.replace("[", "").replace("]", "")
    pieces, at = [], 0
    for one in quantities(text):
        pieces += [text[at : one.span.start], f" <{one.low:g} {one.high:g} {one.unit}> "]
        at = one.span.end
    told = "".join([*pieces, text[at:]])
    return (word for word in _WORD.findall(told) if word not in _SILENT)


def _plain(claim: Claim) -> str:
    """The text folded, in small letters, without contractions, and without the words for the days it is about."""
    text = fold(claim.text).casefold()
    if claim.period:
        phrase = re.escape(fold(claim.period.phrase).casefold())
        text = re.sub(rf"\b{phrase}\b{_NAMED_DAYS}", " ", text, count=1)
    for contraction, words in _CONTRACTIONS:
        text = contraction.sub(words, text)
    return text
