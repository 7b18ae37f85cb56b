"""How much of a content stands inside quotation marks: decided by the text, whatever engine found the content."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claimtrack.model import Decision, QuoteKind, Reason, Span


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


_WHY = {
    QuoteKind.DIRECT: "all its words stand inside quotation marks",
    QuoteKind.MIXED: "some of its words stand inside quotation marks",
    QuoteKind.INDIRECT: "none of its words stand inside quotation marks",
}


def why_kind(kind: QuoteKind, content: Sequence[Span], inside: Sequence[Span], starts: Sequence[int]) -> Reason:
    """Why a content is of ``kind``, as ``kind_of`` found; of a mixed one, with the quotations in it."""
    if kind is not QuoteKind.MIXED:
        return Reason(Decision.KIND, _WHY[kind])
    marked: list[Span] = []
    for span in content:
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = bisect_left(starts, span.end)
        marked += (one for one in inside[first:last] if one.end > span.start)
    return Reason(Decision.KIND, _WHY[kind], tuple(marked))
