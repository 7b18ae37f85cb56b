"""``claimtrack extract`` and ``judge``: one article or pair in, one line out; no database.

Both read and write as they go, so that they fit into a pipe and memory does not grow with the input.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.columns import extracted_claim, spans, speaker_cell
from claimtrack.cli.failures import Failures, complain
from claimtrack.cli.options import OutputFormat, Paths
from claimtrack.cli.output import Column, Format, listing, objects
from claimtrack.model import Quote

if TYPE_CHECKING:
    from claimtrack.check.pairs import PairVerdict
    from claimtrack.sources import ClaimPair


@dataclass(frozen=True, slots=True)
class Found:
    """A quote in an article that is in no database. ``id`` is the article's own."""

    id: str | int
    quote: Quote
    text: str

    @property
    def mention(self) -> str | None:
        """The words that name the speaker here."""
        return self.quote.mention.of(self.text) if self.quote.mention else None


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its verdict."""

    pair: ClaimPair
    verdict: PairVerdict


FOUND: tuple[Column[Found], ...] = (
    Column("id", lambda row: row.id),
    Column("kind", lambda row: row.quote.kind),
    Column("speaker", lambda row: row.quote.speaker, lambda row: speaker_cell(row.quote, row.mention)),
    Column("relay", lambda row: row.quote.relay),
    Column("text", lambda row: row.quote.text(row.text)),
    Column("content", lambda row: spans(row.quote.content), table=False),
    Column("source_text", lambda row: row.mention, table=False),
    Column("confidence", lambda row: row.quote.confidence, table=False),
)

JUDGED: tuple[Column[Judged], ...] = (
    Column("id", lambda row: row.pair.id),
    Column("label", lambda row: row.verdict.label),
    Column("relation", lambda row: row.verdict.relation or "irrelevant"),
    Column("confidence", lambda row: row.verdict.confidence),
    Column(
        "evidence_span",
        lambda row: row.verdict.evidence.of(row.pair.evidence.text) if row.verdict.evidence else None,
    ),
)


def extract(paths: Paths, form: OutputFormat = Format.JSONL) -> None:
    """Print the quotes and claims of articles; nothing is stored.

    Reads articles as `ingest` does, and .jsonl files of {"id", "text", "published"?, "outlet"?}, one a line. Standard
    input is JSON lines where it begins with {, else one article. json and jsonl have one object an article, table and
    csv one row a quote.
    """
    from claimtrack.extract.rules import RulesExtractor
    from claimtrack.sources import entries

    extractor, failures = RulesExtractor(), Failures()
    done = (
        (entry, extractor.extract(entry.article).quotes)
        for entry in failures.passing(entries(paths, sys.stdin.buffer, complain))
    )
    if form in (Format.JSON, Format.JSONL):
        objects(
            ({"id": entry.id, "quotes": [_quote(q, entry.article.text) for q in quotes]} for entry, quotes in done),
            form,
        )
    else:
        listing(
            (Found(entry.id, q, entry.article.text) for entry, quotes in done for q in quotes), FOUND, form, "no quotes"
        )
    raise typer.Exit(failures.exit_code)


def judge(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PAIRS.jsonl", readable=False, help="Files of pairs, or - for standard input."),
    ],
    form: OutputFormat = Format.JSONL,
) -> None:
    """Print what texts do to claims; nothing is stored.

    Reads {"id", "claim", "evidence", "claim_date"?, "evidence_date"?, "speaker"?}, one a line.
    """
    from claimtrack.check.pairs import judge_pair
    from claimtrack.check.rules import RulesJudge
    from claimtrack.model import Reading
    from claimtrack.sources import pairs
    from claimtrack.text.passages import passages

    judge, failures = RulesJudge(), Failures()

    def judged(pair: ClaimPair) -> Judged:
        reading = Reading(pair.evidence, tuple(passages(pair.evidence.text)))
        return Judged(pair, judge_pair(judge, pair.claim, reading))

    listing(map(judged, failures.passing(pairs(paths, sys.stdin.buffer))), JUDGED, form, "no pairs")
    raise typer.Exit(failures.exit_code)


def _quote(quote: Quote, text: str) -> dict[str, object]:
    return {
        "text": quote.text(text),
        "kind": quote.kind,
        "content": spans(quote.content),
        "source": spans([quote.mention]) if quote.mention else None,
        "source_text": quote.mention.of(text) if quote.mention else None,
        "speaker": quote.speaker,
        "cue": spans(quote.cue) or None,
        "relay": quote.relay,
        "confidence": quote.confidence,
        "claims": [extracted_claim(claim) for claim in quote.claims],
    }


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(
        epilog="""\b
Examples:
  claimtrack extract article.txt
  claimtrack extract articles.jsonl > quotes.jsonl
  claimtrack extract article.txt --format table"""
    )(extract)
    app.command(
        epilog="""\b
Examples:
  claimtrack judge pairs.jsonl > verdicts.jsonl
  claimtrack judge pairs.jsonl --format table"""
    )(judge)
