"""Quotation marks as characters: which belong together, and what the characters around one say of it."""

from __future__ import annotations

import re

from claimtrack.text.folding import INVISIBLE

MARK = re.compile(
    r"(?<=[^\s'])'(?=''(?!'))"  # of three at the end of a word, the first closes what stands inside the doubled mark
    r"|''|``|‘‘|’’"
    r"|[\"“”„‟«»‹›「」『』'‘’‚]"
)

EITHER = frozenset(('"', "''"))
"""Marks whose shape does not say whether they open or close."""

CLOSING = frozenset(("”", "’’", "」", "』"))
"""Marks that open only where printing has reversed them."""

_FAMILIES = {"«»": "guillemet", "‹›": "single guillemet", "「」": "corner", "『』": "white corner", "'‘’‚": "single"}
_FAMILY = {mark: family for marks, family in _FAMILIES.items() for mark in marks}

_BEFORE_OPENING = frozenset("([{-–—/>\"“„«「‘'")
_NEVER_FIRST = frozenset(",.;:!?)]}…、。，！？")
_BEHIND_CLOSING = _NEVER_FIRST | frozenset("-–—/<'’\"”»」』")

_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}\Z")
_SIZE = re.compile(r"(?:\A|\s)\d{1,2}(?:\.\d)?\Z")
_LONGEST_MEASURE = 6


def family(mark: str) -> str:
    """The name shared by the marks that ``mark`` may pair with."""
    return _FAMILY.get(mark, "double")


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The visible characters on both sides of ``text[start:end]``; empty where the text begins or ends."""
    before, after = start - 1, end
    while before >= 0 and text[before] in INVISIBLE:
        before -= 1
    while after < len(text) and text[after] in INVISIBLE:
        after += 1
    return text[max(before, 0) : before + 1], text[after : after + 1]


def looks_opening(text: str, start: int, end: int) -> bool:
    """Whether the mark stands free on its left and touches a word on its right."""
    before, after = around(text, start, end)
    return _is_free(before, _BEFORE_OPENING) and bool(after) and not after.isspace() and after not in _NEVER_FIRST


def looks_closing(text: str, start: int, end: int) -> bool:
    """Whether the mark touches something on its left and stands free on its right."""
    before, after = around(text, start, end)
    return _is_free(after, _BEHIND_CLOSING) and bool(before) and not before.isspace()


def _is_free(beside: str, marks: frozenset[str]) -> bool:
    """Whether the character beside a mark is no letter that the mark would touch; East Asian text has no spaces."""
    return not beside or beside.isspace() or beside in marks or "\u2e80" <= beside <= "\u9fff"


def is_inches(text: str, start: int, end: int) -> bool:
    """Whether the mark ends a height in feet and inches (6'2")."""
    return _measures(_FEET_AND_INCHES, text, start, end)


def may_be_inches(text: str, start: int, end: int) -> bool:
    """Whether the mark follows a small number (a 17" screen); where a quotation is open it may as well close it."""
    return _measures(_SIZE, text, start, end) or is_inches(text, start, end)


def _measures(size: re.Pattern[str], text: str, start: int, end: int) -> bool:
    before, after = around(text, start, end)
    return (
        before.isdigit() and not after.isalnum() and bool(size.search(text[max(0, start - _LONGEST_MEASURE) : start]))
    )
