"""Whether a passage tells of another event of the same kind: the last election, the primary, the year before.

What dates itself in days is told by ``periods``. Here are words that only say that it was not this time.
"""

from __future__ import annotations

import re

from claimtrack.check.rules.pair import Pair, Side, Stance, Statement
from claimtrack.check.words import words
from claimtrack.text.numbers import SPOKEN, YEAR

_COUNT = rf"(?:\d+|an?|some|several|few|many|{'|'.join(SPOKEN)})"
_EVENT = r"(?:elections?|votes?|poll|ballot|referendum|census|survey|seasons?|race|final|tournament|harvest|term)"
_EARLIER = re.compile(
    rf"\b{_COUNT}\s+(?:years?|months?|weeks?|decades?|seasons?)\s+(?:ago|earlier|before|previously)\b"
    r"|\b(?:the|in)\s+(?:previous|preceding|prior)\s+(?:year|month|week|quarter|season|decade)\b"
    rf"|\b(?:the|its|his|her|their)\s+(?:previous|preceding|last|earlier|prior)\s+(?:\w+\s+)?{_EVENT}\b"
    rf"|\b(?:the|last)\s+(?:spring|summer|autumn|winter)(?:['’]s)?\s+(?:\w+\s+)?(?:{_EVENT}|primar(?:y|ies)|run-?off)\b"
    r"|\bin\s+(?:the|an?)\s+(?:\w+\s+)?(?:primar(?:y|ies)|run-?off|by-?election)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"\blast\s+(?:year|month|week|quarter|season|spring|summer|autumn|winter|time)\b", re.IGNORECASE)
"""An article's last year may be the claim's own year: too little to set aside a passage that agrees."""
_COMPARING = re.compile(
    r"\b(?:from|than|as|to|with|against|over|since|versus|after|before|until|of)\s+(?:[^\s,;]+\s+){0,6}?$"
    r"|\b(?:up|down|compared|more|less|fewer|higher|lower)\b[^;]*$|^(?:from|since)\b",
    re.IGNORECASE,
)
"""Words before a time by which what is told is only set against it: "up from 52 percent four years ago"."""


def of_another_occasion(pair: Pair, stance: Stance) -> bool:
    """Whether what the passage states was at another time than the claim's, which names none of its own."""
    if any(pair.claim.times) or any(one.unit == YEAR for one in pair.claim.quantities):
        return False
    other = [_EARLIER] if stance.side in (Side.FOR, Side.PARTLY) else [_EARLIER, _LAST]
    return any(
        _is_new(pair.claim, found.group()) and not _COMPARING.search(pair.passage.text[: found.start()])
        for pattern in other
        for found in pattern.finditer(pair.passage.text)
    )


def _is_new(claim: Statement, phrase: str) -> bool:
    """Whether the phrase has a word that the claim has not."""
    return any(word.key not in claim.keys for word in words(phrase) if word.text.casefold() not in {"the", "in", "a"})
