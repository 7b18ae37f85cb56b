"""``claimtrack evaluate``: how good an engine is, by gold data."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimtrack.cli.failures import Failures
from claimtrack.cli.model_options import ModelOptions, RetrievalOptions, with_model
from claimtrack.cli.options import Database, OutputFormat
from claimtrack.cli.output import Format
from claimtrack.cli.progress import progress
from claimtrack.cli.safe import to_json
from claimtrack.errors import EngineFailed, InputError, InvalidRecord
from claimtrack.model import Stage

if TYPE_CHECKING:
    from claimtrack.engines import Engines
    from claimtrack.evaluate.records import FoundQuotes, FoundVerdict, GoldArticle, GoldPair
    from claimtrack.sources.fields import Id
    from claimtrack.sources.jsonl import Shape

EXAMPLES = """\b
Examples:
  claimtrack evaluate gold.jsonl --engine rules
  claimtrack evaluate gold.jsonl --engine llm --model openai:gpt-5-mini --speech
  claimtrack evaluate gold.jsonl --predictions quotes.jsonl --format json
  claimtrack evaluate --verdicts pairs.jsonl --save verdicts.jsonl
  claimtrack evaluate --retrieval claims.jsonl passages.jsonl --format jsonl"""


class EngineName(StrEnum):
    """Who makes the predictions."""

    RULES = "rules"
    LLM = "llm"


@dataclass(frozen=True)
class _Task:
    """One of the two things that can be scored: what is read from ``things``.

    ``gold`` and ``found`` read a line of gold and of predictions, ``line`` writes one of the latter; ``predict`` has
    the engines make them, ``score`` shows the scores.
    """

    stage: Stage
    things: str
    gold: Shape[Any]
    found: Shape[Any]
    line: Callable[[Any], dict[str, object]]
    predict: Callable[[Engines, Sequence[Any]], Iterator[Any]]
    score: Callable[[Sequence[Any], dict[Id, Any], Mapping[str, object], Format], None]


@with_model
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", readable=False, help="Gold data, or - for stdin.")],
    passages: Annotated[
        Path | None,
        typer.Argument(metavar="PASSAGES.jsonl", readable=False, help="With --retrieval: what is searched."),
    ] = None,
    *,
    verdicts: Annotated[
        bool, typer.Option("--verdicts", help="Score what texts do to claims; without it, who said what.")
    ] = False,
    retrieval: Annotated[
        bool, typer.Option("--retrieval", help="Score which passages are found for a claim; jsonl gives the rankings.")
    ] = False,
    engine: Annotated[EngineName | None, typer.Option(help="What to score. Default: llm where a model is set.")] = None,
    speech: Annotated[bool, typer.Option("--speech", help="Count only gold that is speech.")] = False,
    predictions: Annotated[
        Path | None,
        typer.Option(metavar="PRED.jsonl", readable=False, help="Score these predictions, and run no engine."),
    ] = None,
    save: Annotated[Path | None, typer.Option(metavar="PRED.jsonl", help="Write down the predictions too.")] = None,
    asked: RetrievalOptions,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Score an engine, or a file of predictions, on gold data.

    An engine reads the gold's texts. A model's calls are kept in the database: an evaluation that was interrupted goes
    on where it was, and does not pay twice. What the engine fails on is told, and counts as nothing found. With
    --retrieval, GOLD are claims, and no engine is asked: passages are found by the scoring that check uses, and by what
    they mean with --embeddings.
    """
    if retrieval != (passages is not None):
        raise typer.BadParameter("give CLAIMS.jsonl and PASSAGES.jsonl with it", param_hint="--retrieval")
    if passages is not None:
        if verdicts or speech or engine or predictions or save:
            raise typer.BadParameter("it goes with --format alone", param_hint="--retrieval")
        _retrieval(gold, passages, asked, db, form)
        return
    if predictions and (engine or save):
        raise typer.BadParameter("give no --engine and no --save with it", param_hint="--predictions")
    if verdicts and speech:
        raise typer.BadParameter("it goes with quotes, not with --verdicts", param_hint="--speech")
    task, failures = _verdicts() if verdicts else _quotes(speech), Failures()
    wanted = _read(gold, task.gold)
    if predictions:
        found, by = _read(predictions, task.found), None
    else:
        with _asked_of(engine, asked).recorded(task.stage, db) as engines:
            by = (engines.judge if verdicts else engines.extractor).engine
            found = _predicted(task, engines, list(wanted.values()), failures, save, form)
    about = {
        "engine": str(by) if by else None,
        "gold": len(wanted),
        "missing": len(wanted.keys() - found.keys()),
        "extra": len(found.keys() - wanted.keys()),
    }
    task.score(list(wanted.values()), found, about, form)
    raise typer.Exit(failures.exit_code)


def _retrieval(claims: Path, passages: Path, asked: ModelOptions, db: str | None, form: Format) -> None:
    from claimtrack.cli.retrieval import show_rankings
    from claimtrack.evaluate.retrieval import gold_claim, gold_passage

    gold, searched = list(_read(claims, gold_claim).values()), list(_read(passages, gold_passage).values())
    # Rankings are the same whoever judges.
    with replace(asked, model="rules").recorded(Stage.CHECK, db) as engines:
        show_rankings(gold, searched, engines, form)


def _asked_of(engine: EngineName | None, asked: ModelOptions) -> ModelOptions:
    """The options with which the engine of this name is asked."""
    if engine is EngineName.RULES:
        return replace(asked, model="rules")
    settings = asked.settings()
    if engine is EngineName.LLM and (settings is None or settings.model in (None, "rules")):
        raise typer.BadParameter("no model is set: give --model, such as openai:gpt-5-mini", param_hint="--engine")
    return asked


def _quotes(speech: bool) -> _Task:
    from claimtrack.cli.scores import quote_scores
    from claimtrack.evaluate import records
    from claimtrack.evaluate.quotes import score_quotes
    from claimtrack.evaluate.running import find_quotes

    def score(
        gold: Sequence[GoldArticle], found: dict[Id, FoundQuotes], about: Mapping[str, object], form: Format
    ) -> None:
        quotes = {id: line.quotes for id, line in found.items()}
        quote_scores(score_quotes(gold, quotes, speech), {**about, "speech": speech}, form)

    return _Task(
        Stage.EXTRACT,
        "articles",
        records.gold_article,
        records.found_quotes,
        records.quotes_record,
        lambda engines, gold: find_quotes(engines.extractor, gold, engines.jobs),
        score,
    )


def _verdicts() -> _Task:
    from claimtrack.cli.scores import verdict_scores
    from claimtrack.evaluate import records
    from claimtrack.evaluate.running import find_verdicts
    from claimtrack.evaluate.verdicts import score_verdicts

    def score(
        gold: Sequence[GoldPair], found: dict[Id, FoundVerdict], about: Mapping[str, object], form: Format
    ) -> None:
        verdict_scores(score_verdicts(gold, found), about, form)

    return _Task(
        Stage.CHECK,
        "pairs",
        records.gold_pair,
        records.found_verdict,
        records.verdict_record,
        lambda engines, gold: find_verdicts(engines.judge, gold, engines.jobs),
        score,
    )


def _read(path: Path, shape: Shape[Any]) -> dict[Id, Any]:
    """The lines of a file by their id. Raises InputError for the first that cannot be read: scores must be of all."""
    from claimtrack.sources import records

    lines: dict[Id, Any] = {}
    for line in records(path, sys.stdin.buffer, shape):
        if isinstance(line, InputError):
            raise line
        if line.id in lines:
            raise InvalidRecord(f"{path}: the id {line.id!r} stands there twice")
        lines[line.id] = line
    return lines


def _predicted(
    task: _Task, engines: Engines, gold: Sequence[Any], failures: Failures, save: Path | None, form: Format
) -> dict[Id, Any]:
    """What the engine finds, by id; what it fails on is told, and left out."""
    found: dict[Id, Any] = {}
    with _lines(save) as write, progress("Evaluating", form, engines.usage, task.things) as tell:
        for done, line in enumerate(task.predict(engines, gold), 1):
            if isinstance(line, EngineFailed):
                failures.add(line)
            else:
                found[line.id] = line
                write(task.line(line))
            tell(done, len(gold))
    return found


@contextmanager
def _lines(path: Path | None) -> Iterator[Callable[[dict[str, object]], None]]:
    """Writes objects into a file, one a line; nowhere without a path."""
    if path is None:
        yield lambda _: None
        return
    with path.open("w", encoding="utf-8") as file:

        def write(value: dict[str, object]) -> None:
            file.write(to_json(value) + "\n")
            file.flush()

        yield write


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(evaluate)
