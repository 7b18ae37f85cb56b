"""Attributions inside attributions: "Roe said that Doe had denied it" holds one by Doe within one by Roe."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from claimtrack.model import Quote


def nested(quotes: Sequence[Quote]) -> list[bool]:
    """For each of an article's ``quotes``, whether it lies within another one's content, its cue included."""
    begins = [min(span.start for span in (*quote.content, *quote.cue)) for quote in quotes]
    ahead = deque(sorted(quotes, key=lambda quote: quote.content[0]))
    around: list[Quote] = []
    inner = [False] * len(quotes)
    for at in sorted(range(len(quotes)), key=begins.__getitem__):
        while ahead and ahead[0].content[0].start <= begins[at]:
            around.append(ahead.popleft())
        around = [other for other in around if begins[at] < other.content[-1].end]
        inner[at] = any(lies_in(quotes[at], other) for other in around if other is not quotes[at])
    return inner


def lies_in(quote: Quote, other: Quote) -> bool:
    """Whether ``other`` reports ``quote``: content and cue of ``quote`` are words of the content of ``other``."""
    inner = (*quote.content, *quote.cue)
    return bool(quote.cue) and all(any(span.covers(one) for span in other.content) for one in inner)
