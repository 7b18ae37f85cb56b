"""How a claim stands, as people read it: the status, what is near, what the speaker took back, and whose word it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.cli.output import Piece
from claimtrack.model import Reversal, Status, Verdict

if TYPE_CHECKING:
    from claimtrack.store.records import ClaimRecord, ReviewRecord

_COLOURS = {
    Status.CONFIRMED: "bold green",
    Status.PARTLY_CONFIRMED: "green",
    Status.CONTRADICTED: "bold red",
    Status.DISPUTED: "bold yellow",
    Status.SUPERSEDED: "bold magenta",
    Status.OVERDUE: "yellow",
    Status.PENDING: "cyan",
    Status.OPEN: "cyan",
}
_REVERSED = {
    Reversal.NONE: "",
    Reversal.HALF: "half reversed by the speaker",
    Reversal.FULL: "reversed by the speaker",
}


def status_words(status: Status) -> Piece:
    """The status in its colour."""
    return status.replace("_", " "), _COLOURS.get(status, "bold")


def verdict_words(verdict: Verdict) -> list[Piece]:
    """What the engine says: "open (candidate: contradicted), reversed by the speaker"."""
    pieces = [status_words(verdict.status)]
    if verdict.candidate:
        pieces += [" (candidate: ", status_words(verdict.candidate), ")"]
    if told := _REVERSED[verdict.reversal]:
        pieces.append(f", {told}")
    return pieces


def standing_words(record: ClaimRecord) -> list[Piece]:
    """How a claim stands, the reviewer's word first: "confirmed (review by Ada, 2 Nov 2025); engine: open"."""
    engine = verdict_words(record.verdict)
    if record.rejected:
        return [("rejected with its quote", "bold red"), "; engine: ", *engine]
    if record.review:
        return [status_words(record.status), f" ({signed(record.review)}); engine: ", *engine]
    return engine


def signed(record: ReviewRecord) -> str:
    """Who reviewed it and when (UTC): "review by Ada, 2 Nov 2025"."""
    return f"review by {record.review.by}, {record.recorded.day} {record.recorded:%b %Y}"


def plain(pieces: list[Piece]) -> str:
    """``pieces`` without their styles."""
    return "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)
