"""``claimtrack extract`` and ``judge``: one article or pair in, one line out; no database but for a model's calls.

Both read and write as they go, so that they fit into a pipe and memory does not grow with the input.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from claimtrack.cli.columns import extracted_claim, iso, spans, speaker_cell
from claimtrack.cli.failures import Failures, complain
from claimtrack.cli.model_options import ModelOptions, with_model
from claimtrack.cli.options import Database, MinConfidence, OutputFormat, Paths
from claimtrack.cli.output import Column, Format, listing, objects
from claimtrack.cli.progress import progress
from claimtrack.errors import EngineFailed, RunStopped
from claimtrack.model import Extraction, Quote, Span, Stage

if TYPE_CHECKING:
    from claimtrack.check.pairs import PairVerdict
    from claimtrack.sources import ClaimPair, Entry

Item = TypeVar("Item")
Result = TypeVar("Result")


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


@with_model
def extract(
    paths: Paths,
    *,
    asked: ModelOptions,
    min_confidence: MinConfidence = 0,
    form: OutputFormat = Format.JSONL,
    db: Database = None,
) -> None:
    """Print the quotes and claims of articles; nothing is stored but the calls to a model.

    Reads articles as `ingest` does, and .jsonl files of {"id", "text", "published"?, "outlet"?}, one a line. Standard
    input is JSON lines where it begins with {, else one article. json and jsonl have one object an article, table and
    csv one row a quote.
    """
    from claimtrack.parallel import attempts
    from claimtrack.sources import entries

    failures = Failures()
    with asked.recorded(Stage.EXTRACT, db) as engines, progress("Reading", form, engines.usage) as tell:
        given = failures.passing(entries(paths, sys.stdin.buffer, complain))
        results = attempts(lambda entry: engines.extractor.extract(entry.article), given, engines.jobs, RunStopped)
        done = (
            (entry, _sure(found, min_confidence))
            for entry, found in _done(results, lambda entry: f"article {entry.id} was not read", failures, tell)
        )
        if form in (Format.JSON, Format.JSONL):
            objects((_article(entry, found) for entry, found in done), form)
        else:
            rows = (Found(entry.id, q, entry.article.text) for entry, found in done for q in found.quotes)
            listing(rows, FOUND, form, "no quotes")
    raise typer.Exit(failures.exit_code)


@with_model
def judge(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PAIRS.jsonl", readable=False, help="Files of pairs, or - for standard input."),
    ],
    *,
    asked: ModelOptions,
    form: OutputFormat = Format.JSONL,
    db: Database = None,
) -> None:
    """Print what texts do to claims; nothing is stored but the calls to a model.

    Reads {"id", "claim", "evidence", "claim_date"?, "evidence_date"?, "speaker"?}, one a line.
    """
    from claimtrack.check.pairs import judge_pair
    from claimtrack.model import Reading
    from claimtrack.parallel import attempts
    from claimtrack.sources import pairs
    from claimtrack.text.passages import passages

    failures = Failures()
    with asked.recorded(Stage.CHECK, db) as engines, progress("Judging", form, engines.usage, "pairs") as tell:

        def verdict(pair: ClaimPair) -> PairVerdict:
            reading = Reading(pair.evidence, tuple(passages(pair.evidence.text)))
            return judge_pair(engines.judge, pair.claim, reading)

        given = failures.passing(pairs(paths, sys.stdin.buffer))
        results = attempts(verdict, given, engines.jobs, RunStopped)
        done = _done(results, lambda pair: f"pair {pair.id} was not judged", failures, tell)
        listing((Judged(pair, found) for pair, found in done), JUDGED, form, "no pairs")
    raise typer.Exit(failures.exit_code)


def _done(
    results: Iterable[tuple[Item, Result | Exception]],
    what: Callable[[Item], str],
    failures: Failures,
    tell: Callable[[int], None],
) -> Iterator[tuple[Item, Result]]:
    """What was found in each item. One that the engine fails on is told as ``what``; a model that cannot be asked ends
    the stream, and where nothing was found by then, the command.
    """
    any_done = False
    try:
        for number, (item, made) in enumerate(results, 1):
            tell(number)
            if isinstance(made, EngineFailed):
                failures.add(EngineFailed(f"{what(item)}: {made}"))
            elif isinstance(made, Exception):
                raise made
            else:
                any_done = True
                yield item, made
    except RunStopped as error:
        if not any_done:
            raise
        failures.add(error)


def _sure(found: Extraction, least: float) -> Extraction:
    """What was found, without quotes of a confidence below ``least``."""
    return replace(found, quotes=tuple(quote for quote in found.quotes if quote.confidence >= least))


def _article(entry: Entry, found: Extraction) -> dict[str, object]:
    from claimtrack.extract.nested import nested

    text = entry.article.text
    return {
        "id": entry.id,
        "language": found.language,
        "quotes": [
            {**_quote(quote, text), "nested": inner}
            for quote, inner in zip(found.quotes, nested(found.quotes), strict=True)
        ],
        "own_claims": [extracted_claim(claim) for claim in found.claims],
    }


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
        "addressee": _words(quote.addressee, text),
        "occasion": _words(quote.occasion, text),
        "medium": _words(quote.medium, text),
        "said": iso(quote.said),
        "confidence": quote.confidence,
        "claims": [extracted_claim(claim) for claim in quote.claims],
    }


def _words(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(
        epilog="""\b
Examples:
  claimtrack extract article.txt
  claimtrack extract articles.jsonl > quotes.jsonl
  claimtrack extract articles.jsonl --min-confidence 0.8 > quotes.jsonl
  claimtrack extract articles.jsonl --model openai:gpt-5-mini > quotes.jsonl
  claimtrack extract article.txt --format table"""
    )(extract)
    app.command(
        epilog="""\b
Examples:
  claimtrack judge pairs.jsonl > verdicts.jsonl
  claimtrack judge pairs.jsonl --format table"""
    )(judge)
