"""Attributions inside attributions: "Roe said that Doe had denied it" holds one by Doe within one by Roe."""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.model import Quote


def nested(quotes: Sequence[Quote]) -> list[bool]:
    """For each of an article's ``quotes``, whether it lies within another one's content, its cue included."""
    return [any(lies_in(quote, other) for other in quotes if other is not quote) for quote in quotes]


def lies_in(quote: Quote, other: Quote) -> bool:
    """Whether ``other`` reports ``quote``: content and cue of ``quote`` are words of the content of ``other``."""
    inner = (*quote.content, *quote.cue)
    return bool(quote.cue) and all(any(span.covers(one) for span in other.content) for one in inner)
