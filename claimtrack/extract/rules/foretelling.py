"""Foretelling: the words that speak of what is to come, and the clause of a sentence that they stand in.

Patterns are held against words in lower case: each of them ignoring case by itself takes three times as long.
"""

from __future__ import annotations

import re

MAY = r"may(?<!\b(?:in|by) may)(?<!\b(?:last|next|late) may)(?<!\b(?:since|until|early) may)(?! \d|$|[.,;])"
"""The word "may" where it is not the month."""
FUTURE = re.compile(
    rf"\b(?:will|won['’]t|shall|going to|{MAY}|might|would|wouldn['’]t|plans? to|planned to|"
    r"(?:is|are|was|were) (?:expected|due|set|scheduled|planned|likely|about) to)\b|['’]ll\b"
)
"""What is to come."""
PERFECT = re.compile(r"\b(?:would|may|might|will|could|should)\s+(?:not\s+)?have\b")
"""What might have been."""
_AHEAD = r"(?:\s+(?:will|shall|would|won['’]t|wouldn['’]t)\b|['’](?:ll|d)\b|\s+(?:am|is|are|was|were) going to\b)"
OWN_FUTURE = re.compile(rf"(?P<who>i|we|he|she|they|it){_AHEAD}")
"""What somebody will do, where a clause begins with a pronoun for them."""
_THAT = re.compile(r"that,?\s+")
_CONDITION = re.compile(r"(?:(?:only |even )?if|unless|when|once|provided(?: that)?|as (?:long|soon) as)\s+\S")
_UNREAL = re.compile(r"if (?:i|he|she|it) were\b")
"""A condition that nobody takes to be met."""
_BORDER = re.compile(rf",\s+(?:then\s+)?|(?<=\S)\s+(?=(?:i|we|he|she|they|it|you){_AHEAD})")
"""What may part a condition from what follows from it: a comma, or a pronoun with its verb."""
_NO_OUTCOME = re.compile(r"(?:who|which|that|whose|where|and|or|but)\b")


def main_clause(lower: str) -> int:
    """Where what a sentence states begins: behind "that", and behind a condition under which it foretells something."""
    that = _THAT.match(lower)
    start = that.end() if that else 0
    return outcome(lower, start) or start


def outcome(lower: str, start: int = 0) -> int | None:
    """Where a sentence that begins with a condition at ``start`` says what will be ("If it passes, **we will build**").

    None where it begins with none, or foretells nothing.
    """
    condition = _CONDITION.match(lower, start)
    if condition is None or _UNREAL.match(lower, start):
        return None
    for border in _BORDER.finditer(lower, condition.end()):
        clause = lower[border.end() :].partition(",")[0]
        if FUTURE.search(clause) and not (PERFECT.search(clause) or _NO_OUTCOME.match(clause)):
            return border.end()
    return None
