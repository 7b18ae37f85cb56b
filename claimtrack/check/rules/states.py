"""A state that has ended: what the claim tells as so is so no longer. Later, that replaces the claim and is not against
it.
"""

from __future__ import annotations

import re

from claimtrack.check.rules.clauses import foreseen, hedged, negated, negators, open_ended, scope, word_at
from claimtrack.check.rules.pair import Pair, Side, Stance
from claimtrack.check.status import UNSURE
from claimtrack.model import Span

_IS = re.compile(
    r"\b(?:is|are|am|has|have|holds?|owns?|employs?|runs|leads|heads|serves|works|lives|remains?|belongs?|operates?)\b",
    re.IGNORECASE,
)
_LEFT = (
    r"(?:st(?:ep|epped|eps|epping|and|ood|ands|anding)\s+down|resign(?:s|ed)?|retire[sd]?|quit|removed|dismissed|sacked|fired"
    r"|ousted|replaced|departed)"
)
ENDED = re.compile(
    rf"\bno\s+longer\b|\b(?:not|n['’]t)\s+any\s?(?:more|longer)\b|\b{_LEFT}\s+(?:from\s+\w+\s+\w+\s+)?as\b|\bceased?\s+to\b"
    r"|\b(?:left|lost|gave\s+up|given\s+up)\s+(?:his|her|its|their|the)\s+(?:post|job|office|role|position|seat)\s+as\b"
    r"|\bstopped\s+being\b|\bused\s+to\b",
    re.IGNORECASE,
)


def ended(pair: Pair) -> Stance | None:
    """The state that the claim tells of has ended."""
    if not _IS.search(pair.claim.text) or foreseen(pair.claim) or negators(pair.claim) or ENDED.search(pair.claim.text):
        return None
    cue = ENDED.search(pair.passage.text)
    if not cue or pair.share < 0.6 or not pair.names_fit(0.75) or open_ended(pair.passage):
        return None
    at = word_at(pair.passage, cue.end() - 1)
    told = [word for word in scope(pair.passage, at, 8) if word.telling]
    if not told or told[0].key not in pair.shared or negated(pair.passage, word_at(pair.passage, cue.start())):
        return None
    another = any(word.key not in pair.claim.keys for word in told)
    confidence = UNSURE if another or hedged(pair.passage) or pair.named < 1.0 else 0.8
    return Stance(Side.NEWER, pair.sure(confidence), Span(*cue.span()), "that it is so no longer")
