"""How a claim stands, as people read it: the status, what is near, and what the speaker took back."""

from __future__ import annotations

from claimtrack.cli.output import Piece
from claimtrack.model import Reversal, Status, Verdict

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
