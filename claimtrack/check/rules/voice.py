"""Who says it: the article itself, the claim's own speaker, someone close to them, or another party.

Whoever speaks for somebody, and a source without a name, is close: whose spokesman it is, or whether the source is the
speaker's own, an article often leaves unsaid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from claimtrack.check.rules.sources import speaks_for_own_house
from claimtrack.model import Claim, Passage, Quote, Reading, Span
from claimtrack.speakers import is_organisation, key, same_person, surname

_SAY = (
    r"(?:has\s+|have\s+|had\s+|also\s+|later\s+|repeatedly\s+)*"
    r"(?:said|says|say|told\s+\w+|tells|announced|insisted|insists|stated|wrote|tweeted|added|claimed|claims|maintains"
    r"|argued|boasted|boasts|denied|denies|deny|refuted|refutes|refute|rejected|rejects|dismissed|dismisses|disputed|disputes"
    r"|shoots?\s+down|shot\s+down)"
)
_WHO = r"(?P<who>[\w.'’-]+(?:\s+[\w.'’-]+){0,5}?)"
_ASIDE = r"(?:,\s[^,;.“”\"]{1,80},)?"
_SAID = re.compile(rf"(?:^|[,;.]\s+|[“”\"]\s*)(?:as\s+)?{_WHO}{_ASIDE}\s+{_SAY}\b")
_SAID_AFTER = re.compile(rf",?[”\"]?\s+(?:said|says)\s+{_WHO}(?=[,.;]|$){_ASIDE}")
_ACCORDING = re.compile(rf"\b[Aa]ccording\s+to\s+{_WHO}(?=[,.;]|$){_ASIDE}")
_LABEL = re.compile(r"^(?P<who>[A-Z][\w.'’ -]{1,40}):\s")
_NO_SOURCE = re.compile(r"\b(?:that|which|who|whom|during|while|when|after|before|and then)\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"[A-Z]|(?:the|an?|its|his|her|their|our|my|some|several|two|three|he|she|they|it)\b|\w+s$|[a-z-]+(?:\s[\w-]+){0,3}\s[A-Z]"
)
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes(?:man|men|woman|women|person|persons|people)|aides?|press\s+(?:secretary|office|officer|service)"
    r"|lawyers?|attorneys?|(?:campaign|communications)\s+(?:manager|director|chief)|chief\s+of\s+staff|on\s+behalf\s+of"
    r"|advis[eo]rs?)\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(r"\b(?:officials?|sources?|staff(?:ers?)?|insiders?)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i)", re.IGNORECASE)


class Party(Enum):
    """Who speaks, seen from the claim. CLOSE is who may be the speaker or speak for them: "he", "a spokesman"."""

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
        return presented(claim, _source(quote, text), _frame(quote, passage, text))
    within = Span(at.start - passage.span.start, at.end - passage.span.start)
    cue = _attributed(passage.span.of(text), within, claim.text)
    return presented(claim, cue["who"], cue[0]) if cue else Voice(Party.ARTICLE)


def _frame(quote: Quote, passage: Passage, text: str) -> str:
    """The words around what is quoted: those that name the source, and what the passage says outside of the quote."""
    mention = quote.mention.of(text) if quote.mention else ""
    outside, at = [mention], passage.span.start
    for part in quote.content:
        outside.append(text[at : max(at, part.start)])
        at = max(at, part.end)
    return " ".join([*outside, text[at : passage.span.end]])


def _source(quote: Quote, text: str) -> str:
    if quote.speaker:
        return quote.speaker
    return quote.mention.of(text) if quote.mention else "an unnamed source"


def presented(claim: Claim, who: str, frame: str) -> Voice:
    """The voice of ``who``, whom ``frame`` presents: the words around their name and their saying it."""
    if claim.speaker and (same_person(claim.speaker, who) or _with_title(claim.speaker, who)):
        return Voice(Party.SPEAKER, who)
    close = (
        _PRONOUN.fullmatch(who)
        or _UNNAMED.search(who)
        or _SPEAKS_FOR.search(f"{who} {frame}")
        or _of_one_house(claim.speaker, who, frame)
        or speaks_for_own_house(claim, f"{frame} {who}")
    )
    return Voice(Party.CLOSE if close else Party.OTHER, who)


def _of_one_house(speaker: str | None, who: str, frame: str) -> bool:
    """Whether the source is called by the speaker's name: "Smith's brother", "the chief of Norvik"."""
    if not speaker:
        return False
    called = set(key(f"{who} {frame}").replace("'s", "").split())
    return called.issuperset(key(speaker).split()) if is_organisation(speaker) else surname(speaker) in called


def _with_title(name: str, who: str) -> bool:
    """Whether ``who`` is a full name with an office before it: "U.S. President Jane Smith"."""
    return " " in key(name) and key(who).endswith(f" {key(name)}") and not _SPEAKS_FOR.search(who)


def _attributed(sentence: str, at: Span, claim: str) -> re.Match[str] | None:
    """The words by which the sentence gives it to a source, "who" among them. What labels the claim's topic is none."""
    cues = list(_SAID.finditer(sentence))
    found = [cue for cue in cues if cue.end() <= at.start][-1:]
    found = found or [label for label in _LABEL.finditer(sentence) if label["who"] not in claim]
    found = found or [cue for cue in cues if cue.start() >= at.end][:1]
    if not found and not _SAID.search(claim):  # it is not the saying that is claimed
        found = [cue for cue in cues if at.start <= cue.start() and cue.end() <= at.end][:1]
    found = found or [cue for pattern in (_SAID_AFTER, _ACCORDING) if (cue := pattern.search(sentence))]
    return next((cue for cue in found if _SOURCE.match(cue["who"]) and not _NO_SOURCE.search(cue["who"])), None)
