"""Hedges: the words by which a statement commits its speaker to less than it says."""

from __future__ import annotations

import re

_HEDGE = re.compile(
    r"\b(?:might|could|may|"
    r"(?:is|are|was|were) (?:expected|likely|unlikely|thought|believed|said|supposed|about) to|"
    r"(?:seems?|seemed|appears?|appeared|tends?) to|(?:un)?likely|possibly|perhaps|probably|presumably|apparently|"
    r"allegedly|reportedly|hopefully|roughly|approximately|almost|nearly|"
    r"i (?:think|believe|guess|suppose|hope)|in (?:my|our) (?:view|opinion))\b"
)


def hedge(stated: str, lower: str) -> str | None:
    """The first words of ``stated``, ``lower`` in lower case, that weaken it, as they stand; None where it is stated
    outright.
    """
    found = _HEDGE.search(lower)
    return stated[found.start() : found.end()] if found else None
