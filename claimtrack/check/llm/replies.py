"""What a model replies when it holds a later article against a claim. Pointers are those of ``llm/pointers.py``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from claimtrack.llm.requests import ReplyModel


def _share(value: float) -> float:
    """Not said in the schema, where some servers do not know bounds. A 17 is no very sure answer, it is none."""
    if not 0 <= value <= 1:
        raise ValueError("confidence is a number from 0 to 1")
    return value


class FindingReply(ReplyModel):
    """What one passage does to the claim.

    The reason comes before the label and the confidence last, since each word is written in the light of those before.
    ``voice`` says who vouches for it: the article itself, a record or document, the claim's own speaker, the speaker's
    side, or another party. ``event`` is the day on which what is reported happened, by which what came late and what
    changed later are told; ``covers`` names the elements of the claim in its own words, by which parts make a whole and
    a condition is told from what depends on it.
    """

    reason: str
    evidence: str
    said_by: str | None
    voice: Literal["article", "record", "speaker", "side", "party"]
    event: str | None
    covers: list[str]
    relation: Literal[
        "confirms", "confirms_part", "contradicts", "denies", "reverses", "repeats", "updates", "irrelevant"
    ]
    confidence: Annotated[float, AfterValidator(_share)]


class JudgeReply(ReplyModel):
    """A finding for each passage that bears on the claim; none where none does."""

    findings: list[FindingReply]
