"""Whether a passage tells that something came about, in the words of the claim or in those of every event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimtrack.check.rules.clauses import before_in_clause, foreseen, word_at
from claimtrack.check.rules.pair import Pair, Statement, statement
from claimtrack.check.rules.support import done

_COMES_ABOUT = re.compile(
    r"\b(?:t(?:akes?|ook|aken)\s+place|happen(?:s|ed)?(?!\s+to\b)|occur(?:s|red)?|(?:be|been|was|were)\s+held"
    r"|(?:goes|go|went|gone)\s+ahead|c[ao]mes?\s+(?:about|to\s+pass)|materiali[sz]e[ds]?)\b",
    re.IGNORECASE,
)


def comes_about(told: Statement) -> bool:
    """Whether the statement says of an event that it does or does not take place, sooner or later."""
    return _COMES_ABOUT.search(told.text) is not None


def is_done(pair: Pair) -> bool:
    """Whether the passage tells as past what the claim foresees, and not as what is to be ("expects it opened")."""
    return any(not foreseen(statement(_up_to(pair.passage, end))) for end in _done(pair))


def _done(pair: Pair) -> Iterator[int]:
    """Where the words end by which something is told as done."""
    yield from (word.span.end for word in done(pair))
    yield from (match.end() for match in _COMES_ABOUT.finditer(pair.passage.text))


def _up_to(told: Statement, end: int) -> str:
    """The clause that ends at an offset, from its beginning on."""
    at = word_at(told, end - 1)
    first = [told.words[at], *before_in_clause(told, at)][-1]
    return told.text[first.span.start : end]
