"""What later passages do to a claim, and what that adds up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claimtrack.model.extraction import Quote, Rejection
from claimtrack.model.texts import Article, Passage, Span


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

    Articles with the same ``origin`` are copies of one another and count once. ``words`` are those of the evidence.
    ``stands`` is whether the article, as it is now, still says them and is not marked as withdrawn.
    """

    finding: Finding
    published: date | None
    origin: int
    outlet: str | None = None
    url: str | None = None
    words: str = ""
    stands: bool = True


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


class Reversal(StrEnum):
    """How far the speaker has taken a claim back."""

    NONE = "none"
    HALF = "half"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, why it holds in one sentence, and the policy (name and version) that says so.

    ``candidate`` is the status that the evidence points to and is not enough for.
    """

    status: Status
    because: str
    policy: str
    candidate: Status | None = None
    reversal: Reversal = Reversal.NONE


@dataclass(frozen=True, slots=True)
class Said:
    """Whether a claim was said: the independent ``origins`` that carry the words, and the articles of how many
    independent origins ``repeated`` it later. Whether it is so is the verdict's question.
    """

    origins: int
    repeated: int


class ReviewKind(StrEnum):
    """What a reviewer says: of a claim, its status; of a quote, that it is none; or that their last word is void."""

    STATUS = "status"
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewer's word on a claim or a quote. ``status`` is that of a claim; ``by`` is who reviews."""

    kind: ReviewKind
    by: str
    status: Status | None = None
    note: str | None = None


class ChangeKind(StrEnum):
    """What a change is of: a claim's verdict, or the wording of a quote, between outlets or by an edit."""

    STATUS = "status"
    DRIFT = "drift"
    EDITED = "edited"


class FlagKind(StrEnum):
    """What somebody may want to be woken for: a claim became contradicted or overdue, or its speaker took it back; a
    quote differs between outlets, or was edited.
    """

    CONTRADICTED = "contradicted"
    OVERDUE = "overdue"
    REVERSED = "reversed"
    DRIFT = "drift"
    EDITED = "edited"
