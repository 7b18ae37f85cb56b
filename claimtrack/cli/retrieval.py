"""``claimtrack evaluate --retrieval``: which passages are found for a claim, and how many of those that should be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimtrack.cli.output import Column, Format, listing, objects, one_object, say
from claimtrack.cli.progress import progress

if TYPE_CHECKING:
    from claimtrack.engines import Engines
    from claimtrack.evaluate.retrieval import GoldClaim, GoldPassage, RetrievalScore

_DEPTHS: tuple[Column[tuple[int, float, float]], ...] = (
    Column("depth", lambda row: row[0]),
    Column("recall", lambda row: row[1], lambda row: f"{row[1]:.3f}"),
    Column("hit", lambda row: row[2], lambda row: f"{row[2]:.3f}"),
)


def show_rankings(claims: Sequence[GoldClaim], passages: Sequence[GoldPassage], engines: Engines, form: Format) -> None:
    """Rank the passages for each claim: with jsonl the rankings are written, else their scores."""
    from claimtrack.evaluate.retrieval import rank, ranking_record, score_rankings

    rankings = rank(claims, passages, engines.embed)
    if form is Format.JSONL:
        objects(map(ranking_record, rankings), form)
        return
    found = {}
    with progress("Ranking", form, engines.usage, "claims") as tell:
        for done, ranking in enumerate(rankings, 1):
            found[ranking.id] = ranking
            tell(done, len(claims))
    _show(score_rankings(claims, found), form)


def _show(score: RetrievalScore, form: Format) -> None:
    rows = [(depth, share, score.hit[depth]) for depth, share in score.recall.items()]
    if form is Format.JSON:
        one_object({"claims": score.claims, "mrr": score.mrr, "recall": score.recall, "hit": score.hit}, form)
        return
    listing(rows, _DEPTHS, form)
    if form is Format.TABLE:
        say("")
        say(f"{score.claims} claims with relevant passages; mean reciprocal rank {score.mrr:.3f}")
