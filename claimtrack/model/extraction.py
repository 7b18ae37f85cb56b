"""What an extractor finds in an article, and why: quotes, speakers, claims, and what did not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from claimtrack.model.texts import Period, Span


class SpeakerKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or organisation that is quoted: the fullest name the article gives, and the others it uses."""

    name: str
    kind: SpeakerKind = SpeakerKind.PERSON
    aliases: tuple[str, ...] = ()


class QuoteKind(StrEnum):
    """How much of a quote's content stands inside quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class ClaimType(StrEnum):
    FACT = "fact"
    PREDICTION = "prediction"
    PROMISE = "promise"
    DENIAL = "denial"
    OPINION = "opinion"


class Worth(StrEnum):
    """Check-worthiness: how much it matters to the public whether a claim is true."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"


class Decision(StrEnum):
    """What an engine decides about a quote (up to CONFIDENCE) or about a claim taken from it."""

    CONTENT = "content"
    KIND = "kind"
    CUE = "cue"
    MENTION = "mention"
    SPEAKER = "speaker"
    RELAY = "relay"
    CONFIDENCE = "confidence"
    CLAIM = "claim"
    TYPE = "type"
    SAID = "said"
    PERIOD = "period"


class Reason(NamedTuple):
    """Why a decision fell as it did: the rule, in words, and the words of the article that it rests on.

    It is made by the engine as it decides, and kept; nobody works it out afterwards.
    """

    decision: Decision
    rule: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition taken from a quote, or from an article's own voice, rewritten to stand alone.

    Words that the speaker did not use stand in [brackets] in ``text``. ``said`` is the day of the utterance;
    ``period`` the days that the claim speaks about, for a prediction or a promise those by which it is due. ``spans``
    is the part of the quote (or of the article, in its own voice) that it was taken from, and ``quoted`` the words of
    the whole quote, where the claim comes from the store. ``reasons`` are the engine's, left out by the store.

    ``hedge`` is the words that weaken it ("may", "is expected to"), ``worth`` its check-worthiness with
    ``worth_reason``. ``confirmed_if`` and ``contradicted_if`` say what would decide it; they are fixed when the claim
    is taken, before any evidence is seen. An engine that does not tell these leaves them None.
    """

    text: str
    type: ClaimType
    spans: tuple[Span, ...]
    speaker: str | None = None
    said: date | None = None
    period: Period | None = None
    hedge: str | None = None
    worth: Worth | None = None
    worth_reason: str | None = None
    confirmed_if: str | None = None
    contradicted_if: str | None = None
    quoted: str | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def plain(self) -> str:
        """Its text without the brackets around what was added."""
        return self.text.replace("[", "").replace("]", "")


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution: who said what, by which words of the article.

    ``content`` holds one or more spans in text order. ``mention`` is the words that name the speaker here and
    ``cue`` those that say that it was said (more than one span where something interrupts them). ``speaker`` is the
    resolved name, None for a source that is unnamed or could not be resolved without guessing. ``relay`` is the name of
    who passed the words on. ``addressee`` is the words that tell to whom it was said ("reporters"), ``occasion`` where
    or when ("in the Oval Office"), ``medium`` by what means ("in a post on X"); ``said`` is the day of the utterance
    where the article states one. ``rule`` names what found the quote; ``confidence`` lies in [0, 1]. ``reasons`` are
    the engine's, decision by decision; a quote from the store leaves them out.
    """

    content: tuple[Span, ...]
    kind: QuoteKind
    mention: Span | None = None
    cue: tuple[Span, ...] = ()
    speaker: str | None = None
    relay: str | None = None
    confidence: float = 1.0
    rule: str = ""
    claims: tuple[Claim, ...] = ()
    addressee: Span | None = None
    occasion: Span | None = None
    medium: Span | None = None
    said: date | None = None
    reasons: tuple[Reason, ...] = ()

    def text(self, article: str) -> str:
        """The content's words, sliced from the article's text; pieces are joined by " ... "."""
        return " ... ".join(span.of(article) for span in self.content)


class Subject(StrEnum):
    """What an engine reported and the gate refused."""

    QUOTE = "quote"
    CLAIM = "claim"
    MARK = "mark"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something an engine reported that did not hold against the text, kept where a user can see it.

    ``reason`` says what was wrong; ``given`` is what the engine wrote, never shown as a quote.
    """

    subject: Subject
    reason: str
    given: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A pair of quotation marks that is no quote, and why the engine says so."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one run of an extractor found in one revision.

    ``claims`` are those made in the article's own voice; those of a quote stand with it. ``language`` is the ISO 639-1
    code of the article's language, "und" for one that is not recognised; None where the engine does not tell.
    """

    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    claims: tuple[Claim, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    language: str | None = None
