"""How much of a content stands inside quotation marks: decided by the text, whatever engine found the content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claimtrack.model import QuoteKind, Span


def kind_of(text: str, content: Sequence[Span], inside: Sequence[Span], starts: Sequence[int]) -> QuoteKind:
    """Whether the letters of the content lie within the quotations ``inside``: all, some or none.

    ``inside`` is in text order, ``starts`` where each of them starts.
    """
    quoted = unquoted = False
    for span in content:
        at = span.start
        while at < span.end:
            before = bisect_right(starts, at) - 1
            if before >= 0 and at < inside[before].end:
                quoted, at = True, inside[before].end
                continue
            stop = min(span.end, starts[before + 1] if before + 1 < len(starts) else span.end)
            unquoted = unquoted or any(char.isalnum() for char in text[at:stop])
            at = stop
    if quoted and not unquoted:
        return QuoteKind.DIRECT
    return QuoteKind.MIXED if quoted else QuoteKind.INDIRECT
