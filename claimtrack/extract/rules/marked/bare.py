"""Quotations in a language that no rules are for: whatever is long enough to be more than a name or a term."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimtrack.extract.rules.marked.why import bare_reasons
from claimtrack.model import Quote, QuoteKind
from claimtrack.text.quotation import Quotation

_FEWEST_WORDS = 6
"""Words of a quotation that is hardly a title, a nickname or a phrase marked off."""
_WORD = re.compile(r"[\u0e00-\u0e7f]{4}|[\u3040-\u30ff\u3400-\u9fff]{2}|[^\W_]+(?:['’-][^\W_]+)*")
"""A word, or what comes to about one in a script without spaces."""
_CONFIDENCE = 0.5


def bare_quotes(text: str, quotations: Sequence[Quotation]) -> list[Quote]:
    """The longer ones of the outermost ``quotations``, without speakers: who said them is not guessed at."""
    return [
        Quote(
            one.spans,
            QuoteKind.DIRECT,
            confidence=_CONFIDENCE,
            rule="marks alone",
            reasons=bare_reasons(one.spans, _FEWEST_WORDS),
        )
        for one in quotations
        if len(_WORD.findall(text, one.start, one.end)) >= _FEWEST_WORDS
    ]
