"""The frozen values that every room speaks in.

A value has no identity of its own: numbers such as Q7 belong to the store. Offsets are counted in characters
(Unicode code points) of a revision's text, half-open. Dates are calendar dates where the article was published;
moments are aware and in UTC.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from claimtrack.errors import InvalidRecord


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets ``[start, end)`` into a revision's text. Never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Period:
    """The days, first and last included, that a phrase such as "next week" means where it was written."""

    start: date
    end: date
    phrase: str

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period that ends before it starts: {self.start} to {self.end}")


@dataclass(frozen=True)
class Revision:
    """One state of an article's text, exactly as read."""

    text: str

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal: equal digests are equal texts."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Article:
    """One published piece of one outlet, in the state in which it was read.

    ``published`` is the outlet's own calendar date (a datetime is reduced to the date that its own clock shows);
    without it nothing in the article can serve as evidence. ``name`` says where the text was read from, for messages
    only. Raises InvalidRecord for half a character (a lone surrogate), which no file or database can hold.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        if isinstance(self.published, datetime):
            object.__setattr__(self, "published", self.published.date())
        for field in ("text", "title", "outlet", "url"):
            try:
                (getattr(self, field) or "").encode()
            except UnicodeEncodeError as error:
                problem = f"{field} has half a character (a lone surrogate) at {error.start}: repair or remove it"
                raise InvalidRecord(f"{self.name or 'article'}: {problem}") from None

    @cached_property
    def revision(self) -> Revision:
        """The state of the text that this value carries."""
        return Revision(self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered sentence of a revision. Numbers count from 1; ``paragraph`` numbers do too."""

    number: int
    span: Span
    paragraph: int


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


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as a judge sees it: its sentences, and who says what in it."""

    article: Article
    passages: tuple[Passage, ...]
    quotes: Sequence[Quote] = ()


class Relation(StrEnum):
    """What a later passage does to a claim."""

    CONFIRMS = "confirms"
    CONFIRMS_PART = "confirms_part"
    CONTRADICTS = "contradicts"
    DENIES = "denies"
    REVERSES = "reverses"
    REPEATS = "repeats"
    UPDATES = "updates"
    IRRELEVANT = "irrelevant"


@dataclass(frozen=True, slots=True)
class Finding:
    """One judged pair: a claim and a passage of a later article.

    ``evidence`` is a span of the later article's text. ``by`` is the resolved name of who says it there, None when it
    is the article's own voice. ``event`` is the day on which what it reports happened, where that is stated, and
    ``covers`` the elements of the claim that it speaks to.
    """

    relation: Relation
    passage: int
    evidence: Span
    confidence: float
    reason: str
    by: str | None = None
    event: date | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that a judge says of one claim and the passages of one later article."""

    findings: tuple[Finding, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A finding with what the status policy must know of the article that it stands in.

    Articles with the same ``origin`` are copies of one another and count once.
    """

    finding: Finding
    published: date | None
    origin: int


class Status(StrEnum):
    """What all the evidence on a claim adds up to."""

    OPEN = "open"
    PENDING = "pending"
    OVERDUE = "overdue"
    CONFIRMED = "confirmed"
    PARTLY_CONFIRMED = "partly_confirmed"
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"
    VOID = "void"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, why it holds in one sentence, and the policy (name and version) that says so."""

    status: Status
    because: str
    policy: str


class Stage(StrEnum):
    EXTRACT = "extract"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Engine:
    """Who did the work. Work is done again only for an engine that differs in one of these."""

    name: str
    version: str
    model: str | None = None
    prompt: str | None = None

    def __str__(self) -> str:
        return "/".join(part for part in (self.name, self.version, self.model, self.prompt) if part)


@dataclass(frozen=True, slots=True)
class Run:
    """One extraction or judging by one engine. ``started`` is aware, in UTC."""

    stage: Stage
    engine: Engine
    started: datetime


class CallOutcome(StrEnum):
    """How a call to a model ended. Only a valid reply is ever used again."""

    VALID = "valid"
    INVALID = "invalid"
    TRUNCATED = "truncated"
    REFUSED = "refused"
    FILTERED = "filtered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a model, as it ended.

    ``key`` is the SHA-256 of all that decides the reply (model, messages, schema, sampling). ``purpose`` says what it
    was for ("extract", "repair", "judge", "verify"), ``prompt`` which prompt in which version; the two hashes are of
    the prompt's text and of the reply's schema. ``reply`` is what came back, raw. Tokens are counted by the provider,
    None where it does not tell; ``cached_tokens`` of the input came from its prompt cache. ``cost`` is in millionths of
    a US dollar, None where the price is unknown; ``latency`` in seconds; ``recorded`` aware, in UTC.
    """

    key: str
    purpose: str
    model: str
    prompt: str
    prompt_hash: str
    schema_hash: str
    outcome: CallOutcome
    reply: str = ""
    finish: str | None = None
    error: str | None = None
    input_tokens: int | None = None
    cached_tokens: int | None = None
    output_tokens: int | None = None
    cost: int | None = None
    latency: float = 0.0
    recorded: datetime = datetime(1970, 1, 1, tzinfo=UTC)
