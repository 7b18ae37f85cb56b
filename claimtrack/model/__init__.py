"""The frozen values that every room speaks in.

A value has no identity of its own: numbers such as Q7 belong to the store. Offsets are counted in characters
(Unicode code points) of a revision's text, half-open. Dates are calendar dates where the article was published;
moments are aware and in UTC.
"""

from claimtrack.model.extraction import (
    Claim,
    ClaimType,
    Decision,
    Extraction,
    LeftOut,
    Quote,
    QuoteKind,
    Reason,
    Rejection,
    Speaker,
    SpeakerKind,
    Subject,
    Worth,
)
from claimtrack.model.judgement import (
    ChangeKind,
    Evidence,
    Finding,
    FlagKind,
    Judgement,
    Reading,
    Relation,
    Reversal,
    Review,
    ReviewKind,
    Said,
    Status,
    Verdict,
)
from claimtrack.model.texts import (
    Article,
    Passage,
    Period,
    Revision,
    Span,
)
from claimtrack.model.work import (
    Call,
    CallOutcome,
    Engine,
    Run,
    Stage,
)

__all__ = [
    "Article",
    "Call",
    "CallOutcome",
    "ChangeKind",
    "Claim",
    "ClaimType",
    "Decision",
    "Engine",
    "Evidence",
    "Extraction",
    "Finding",
    "FlagKind",
    "Judgement",
    "LeftOut",
    "Passage",
    "Period",
    "Quote",
    "QuoteKind",
    "Reading",
    "Reason",
    "Rejection",
    "Relation",
    "Reversal",
    "Review",
    "ReviewKind",
    "Revision",
    "Run",
    "Said",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Stage",
    "Status",
    "Subject",
    "Verdict",
    "Worth",
]
