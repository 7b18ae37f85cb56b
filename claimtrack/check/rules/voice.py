"""Who says it: the article itself, the claim's own speaker, someone close to them, or another party."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from claimtrack.model import Claim, Passage, Quote, Reading, Span
from claimtrack.speakers import key, same_person, surname

_SAY = (
    r"(?:has\s+|have\s+|had\s+|also\s+|later\s+|repeatedly\s+)*"
    r"(?:said|says|say|told\s+\w+|tells|announced|insisted|insists|stated|wrote|tweeted|added|claimed|claims|maintains"
    r"|argued|denied|denies|deny|refuted|refutes|refute|rejected|rejects|dismissed|dismisses|disputed|disputes"
    r"|shoots?\s+down|shot\s+down)"
)
_WHO = r"(?P<who>[\w.'’-]+(?:\s+[\w.'’-]+){0,5}?)"
_SAID = re.compile(rf"(?:^|[,;.]\s+|[“”\"]\s*){_WHO}\s+{_SAY}\b")
_SAID_AFTER = re.compile(rf",?[”\"]?\s+(?:said|says)\s+{_WHO}(?=[,.;]|$)")
_ACCORDING = re.compile(rf"\b[Aa]ccording\s+to\s+{_WHO}(?=[,.;]|$)")
_LABEL = re.compile(r"^(?P<who>[A-Z][\w.'’ -]{1,40}):\s")
_NO_SOURCE = re.compile(r"\b(?:that|which|who|whom|during|while|when|after|before|and then)\b", re.IGNORECASE)
_SOURCE = re.compile(r"[A-Z]|(?:the|an?|its|his|her|their|our|my|some|several|two|three|he|she|they|it)\b|\w+s$")
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i)", re.IGNORECASE)


class Party(Enum):
    """Who speaks, seen from the claim. CLOSE is who may be the speaker or speak for them: "he", "Smith's lawyer"."""

    ARTICLE = "article"
    SPEAKER = "speaker"
    CLOSE = "close"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Voice:
    """A party, and the name or, for an unnamed source, the article's words for it; None for the article itself."""

    party: Party
    by: str | None = None


def voice(claim: Claim, reading: Reading, passage: Passage, at: Span) -> Voice:
    """Who says what stands ``at`` a span of the article: the quote around it decides, else the passage's own words."""
    text = reading.article.text
    quote = next((quote for quote in reading.quotes if any(part.overlaps(at) for part in quote.content)), None)
    if quote:
        return _voice(claim, _source(quote, text))
    within = Span(at.start - passage.span.start, at.end - passage.span.start)
    who = _attributed(passage.span.of(text), within, claim.text)
    return _voice(claim, who) if who else Voice(Party.ARTICLE)


def _source(quote: Quote, text: str) -> str:
    if quote.speaker:
        return quote.speaker
    return quote.mention.of(text) if quote.mention else "an unnamed source"


def _voice(claim: Claim, who: str) -> Voice:
    if claim.speaker and (same_person(claim.speaker, who) or _with_title(claim.speaker, who)):
        return Voice(Party.SPEAKER, who)
    close = claim.speaker and surname(claim.speaker) in key(who).replace("'s", "").split() and " " in who.strip()
    return Voice(Party.CLOSE if close or _PRONOUN.fullmatch(who) else Party.OTHER, who)


def _with_title(name: str, who: str) -> bool:
    """Whether ``who`` is a full name with an office before it: "U.S. President Jane Smith"."""
    return " " in key(name) and key(who).endswith(f" {key(name)}")


def _attributed(sentence: str, at: Span, claim: str) -> str | None:
    """The words for whoever the sentence itself says it from. What labels the topic of the claim is no source."""
    cues = list(_SAID.finditer(sentence))
    found = [cue for cue in cues if cue.end() <= at.start][-1:]
    found = found or [label for label in _LABEL.finditer(sentence) if label["who"] not in claim]
    found = found or [cue for cue in cues if cue.start() >= at.end][:1]
    found = found or [cue for pattern in (_SAID_AFTER, _ACCORDING) if (cue := pattern.search(sentence))]
    return next((cue["who"] for cue in found if _SOURCE.match(cue["who"]) and not _NO_SOURCE.search(cue["who"])), None)
