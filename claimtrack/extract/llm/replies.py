"""What a model replies when it reads an article: who speaks, what they are pointed at saying, and what was claimed.

A *pointer* is text such as "q4" (a whole quotation), "s9" (a whole passage), "s4|first words~last words" or "s4|all the
words" (a part of a passage); see ``claimtrack.llm.pointers``. Every field is always given, as OpenAI's strict mode
wants it; what is rarely there is an item of a list, so that it costs nothing where it is absent.
"""

from __future__ import annotations

from typing import Literal

from claimtrack.llm.requests import ReplyModel

Kind = Literal["person", "body", "unnamed"]


class PersonReply(ReplyModel):
    """Someone who speaks: ``name`` as the article gives it in full, or the description of an unnamed source."""

    id: str
    name: str
    kind: Kind


class DetailReply(ReplyModel):
    """What the sentence says beside: to whom, where or when, by what means, the day (ISO), who passed it on (an id)."""

    what: Literal["to", "occasion", "medium", "day", "relay"]
    words: str


class DueReply(ReplyModel):
    """The days, first and last, by which a prediction or promise is due (ISO), and the words that say so."""

    first: str
    last: str
    words: str


class ClaimReply(ReplyModel):
    """One proposition. ``text`` is None where it cannot be made to stand alone; ``why`` then says why.

    ``source`` points at the part that it was taken from; an empty list means the whole content.
    """

    text: str | None
    source: list[str]
    type: Literal["fact", "prediction", "promise", "denial", "opinion"]
    hedge: str | None
    due: DueReply | None
    worth: Literal["high", "low", "none"]
    why: str
    confirmed_if: str
    contradicted_if: str


class QuoteReply(ReplyModel):
    """One attribution. ``at`` is the passage ("s4") in which mention and cue stand; a cue may have several pieces."""

    by: str
    at: str
    mention: str | None
    cue: list[str]
    content: list[str]
    details: list[DetailReply]
    claims: list[ClaimReply]


class LeftOutReply(ReplyModel):
    """A quotation that nobody is said to have said, and what it is instead."""

    quotation: str
    why: str


class ExtractReply(ReplyModel):
    """All that one reading found; ``own_claims`` are made by the article itself."""

    people: list[PersonReply]
    quotes: list[QuoteReply]
    own_claims: list[ClaimReply]
    left_out: list[LeftOutReply]


class QuoteAgain(ReplyModel):
    """Row ``row`` of ``quotes`` once more, numbered from 1; None takes it back. Without claims it keeps its own."""

    row: int
    quote: QuoteReply | None


class ClaimAgain(ReplyModel):
    """Claim number ``row`` of row ``quote``, or of ``own_claims`` (``quote`` 0), once more; None takes it back."""

    quote: int
    row: int
    claim: ClaimReply | None


class RepairReply(ReplyModel):
    """What the model makes of its misses."""

    people: list[PersonReply]
    quotes: list[QuoteAgain]
    claims: list[ClaimAgain]
    more_quotes: list[QuoteReply]
    left_out: list[LeftOutReply]
