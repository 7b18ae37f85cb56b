"""When two things are the same to the store: addresses of articles, keys of quotes, claims and speakers.

Pure functions. A key is a digest of what makes a thing what it is: found again by a later run, it keeps its number.
"""

from __future__ import annotations

import hashlib
import json

from claimtrack import speakers
from claimtrack.model import Article, Claim, Quote
from claimtrack.text.truth import Truth


def address(url: str | None) -> str | None:
    """``url`` as it is compared: without its fragment and the slash at its end."""
    return (url.partition("#")[0].rstrip("/") or None) if url else None


def same_reading(one: Article, other: Article) -> bool:
    """Whether an extractor is told the same by both. ``name``, where they were read from, does not matter."""
    return all(getattr(one, part) == getattr(other, part) for part in ("text", "title", "outlet", "url", "published"))


def speaker_key(name: str | None) -> str | None:
    """What the names of one speaker have in common. Whole names are compared: "Johnson" is not Boris Johnson."""
    return (speakers.key(name) or name) if name else None


def quote_key(quote: Quote) -> str:
    """The same for quotes of one revision with the same words, speaker, cue and relay."""
    spans = (quote.content, (quote.mention,) if quote.mention else (), quote.cue)
    places = [[(span.start, span.end) for span in part] for part in spans]
    return _digest(places, quote.kind, speaker_key(quote.speaker), quote.relay)


def claim_key(claim: Claim) -> str:
    """The same for claims of one article that say the same, of the same days, by the same speaker."""
    period = (claim.period.start, claim.period.end) if claim.period else None
    return _digest(claim.text, claim.type, speaker_key(claim.speaker), claim.said, period)


def truth_key(told: Truth) -> str:
    """The same for claims with the same truth conditions, whoever makes them; those whose words are known to mean the
    same in every article have other ones than those that must be read where they stand.
    """
    return _digest(told.stands_alone, told.conditions)


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()
