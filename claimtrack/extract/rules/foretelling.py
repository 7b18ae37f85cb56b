"""Foretelling: the words that speak of what is to come, and the clause of a sentence that they stand in.

Patterns are held against words in lower case: each of them ignoring case by itself takes three times as long.
"""

from __future__ import annotations

import re

from claimtrack.text.folding import lowered

_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|going to|may|might|would|wouldn['’]t|plans? to|planned to|"
    r"(?:is|are|was|were) (?:expected|due|set|scheduled|planned|likely|about) to)\b|['’]ll\b"
)
"""What is to come."""
_PERFECT = re.compile(
    r"\b(?:would|may|might|will|could|should)\s+(?:not\s+)?have\s+(?:(?:\w+ly|already|also|long|never|all)\s+)?"
    r"(?:been|[a-z]{2,}(?<!e)ed|agreed|freed|had|gone|done|become|come|fallen|risen|grown|taken|given|made|left|kept|met|"
    r"won|lost|said|told|broken|run|seen|known|built|rebuilt|sold|bought|paid|sent|cut|set|put|shut|spent|found|held|led|"
    r"written|chosen|drawn|brought|caught|begun|got|gotten|cast|arisen|overcome|heard|felt|thought|stood|hit|cost|read)\b"
)
"""What might have been, or will be over by then."""
_MONTH_OF_MAY = re.compile(r"\bMay\b")
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


def in_lower_case(stated: str) -> str:
    """``stated`` in lower case, but for the month of May (or a name like it): the verb has a capital only where all
    words have.
    """
    lower = lowered(stated)
    if "May" not in stated:
        return lower
    months = [found.start() for found in _MONTH_OF_MAY.finditer(stated)]
    if months and sum(word[0].isupper() for word in stated.split()) <= len(stated.split()) / 2:
        for at in months:
            lower = f"{lower[:at]}May{lower[at + 3 :]}"
    return lower


def foretells(lower: str) -> re.Match[str] | None:
    """The words by which a sentence speaks of what is to come; None where it does not, or of what might have been."""
    future = _FUTURE.search(lower)
    return None if future is None or _PERFECT.search(lower) else future


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
        if foretells(clause) and not _NO_OUTCOME.match(clause):
            return border.end()
    return None
