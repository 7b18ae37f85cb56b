"""``claimtrack batch``: the model's work handed over to be done within a day, at half the price."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimtrack.cli.columns import number
from claimtrack.cli.dry_run import DryRun, planning, show_plan
from claimtrack.cli.failures import Failures, complain
from claimtrack.cli.model_options import ModelOptions, RetrievalOptions, with_model
from claimtrack.cli.options import Database, Outlet, OutputFormat, Published
from claimtrack.cli.output import Column, Format, listing
from claimtrack.cli.spent import money
from claimtrack.errors import (
    BudgetReached,
    DatabaseUnavailable,
    EngineFailed,
    ModelUnavailable,
    SettingsError,
    UnknownId,
)
from claimtrack.model import Article, Engine, Run, Stage

if TYPE_CHECKING:
    from claimtrack.engines import Engines
    from claimtrack.llm.batch import BatchApi
    from claimtrack.llm.requests import Request
    from claimtrack.pipeline.batches import Collected
    from claimtrack.settings import Settings
    from claimtrack.store import Store
    from claimtrack.store.records import BatchRecord

_SUBMITTING = "batch submit"
BATCHES: tuple[Column[BatchRecord], ...] = (
    Column("id", lambda row: number("B", row.id)),
    Column("state", lambda row: row.state),
    Column("stage", lambda row: row.run.stage),
    Column("model", lambda row: row.run.engine.model),
    Column("prompt", lambda row: row.run.engine.prompt, table=False),
    Column("requests", lambda row: row.requests),
    Column(
        "submitted",
        lambda row: row.submitted.isoformat(timespec="seconds"),
        lambda row: f"{row.submitted:%Y-%m-%d %H:%M}",
    ),
    Column("remote", lambda row: row.remote, table=False),
    Column("note", lambda row: row.note),
)
COLLECTED: tuple[Column[Collected], ...] = (
    Column("id", lambda row: number("B", row.batch.id)),
    Column("stage", lambda row: row.batch.run.stage),
    Column("requests", lambda row: row.batch.requests),
    Column("valid", lambda row: row.valid),
    Column("failed", lambda row: sum(row.failed.values())),
    Column("missing", lambda row: row.missing),
    Column("problems", lambda row: dict(row.failed), table=False),
)
One = Annotated[str | None, typer.Argument(metavar="ID", help="A batch, such as B1. Default: all that are open.")]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help="The provider's address, if not OpenAI's.")
]


@with_model
def submit(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", readable=False, help="Files, folders, or - for standard input."),
    ] = None,
    *,
    check: Annotated[bool, typer.Option("--check", help="Hand over what `check` would ask; no PATH then.")] = False,
    published: Published = None,
    outlet: Outlet = None,
    asked: RetrievalOptions,
    dry_run: DryRun = False,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Hand over the calls of `ingest` or `check`: answered within a day, at half the price.

    First one for each article or pair; then, once that is collected, what follows from its answer: the same command
    again hands over second looks at what missed, and second readings of what would move a status.

    Give PATHs, --published, --outlet and --prompts as you will give them to `ingest`: a batch answers the same requests
    only. What is answered already, or is in an open batch, is not handed over again. --max-cost goes by an estimate.
    """
    if bool(paths) == check:
        raise typer.BadParameter("give articles to read, or --check", param_hint="PATH")
    settings, failures = _settings(asked), Failures()
    if not settings.cache:
        raise SettingsError(f"{settings.sources['cache']}: the cache is off, and a batch is only of use through it")
    from claimtrack.engines import batch_api, engines

    own, api = engines(settings), batch_api(settings)
    articles = _articles(paths or [], published, outlet, failures)
    if dry_run:
        with planning(own, db) as tracker:
            show_plan(tracker.plan_check() if check else tracker.plan_ingest(articles), form)
        complain("in a batch, calls cost half of that")
    else:
        with _store(db) as store:
            run = Run(*_engine(own, check), datetime.now(UTC))
            ledger = store.call_ledger(run)
            if not ledger.begin(_SUBMITTING):
                raise DatabaseUnavailable("another `batch submit` is at work on this database: wait until it has ended")
            own.record_to(ledger)
            requests = _checks(store, own) if check else _reads(store, own, articles)
            listing(_handed_over(store, api, own, run, requests, settings), BATCHES, form, "nothing was handed over")
    raise typer.Exit(failures.exit_code)


def status(
    id: One = None,
    base_url: BaseUrl = None,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Ask what has become of open batches, and list all of them; or one.

    A batch is open until it is collected, or refused as a whole. The provider gives it up after a day ("expired"); what
    it answered until then can be collected.
    """
    from claimtrack.pipeline import batches

    failures = Failures()
    with _store(db) as store:
        chosen = _chosen(store, id)
        for batch in chosen:
            if batch.state not in batches.CLOSED:
                with _told(batch, failures):
                    batches.refresh(store, _api_of(batch, base_url), batch)
        listing([store.batch(batch.id) for batch in chosen], BATCHES, form, "no batches yet: `claimtrack batch submit`")
    raise typer.Exit(failures.exit_code)


def collect(
    id: One = None,
    base_url: BaseUrl = None,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """Fetch the answers of batches that are over, for the next `ingest` or `check` to use.

    Every answer is written down as a call, as if it had been asked for by itself. Requests that failed or were not
    answered are told; `claimtrack batch submit` hands them over again, and `ingest` asks for them live.
    """
    from claimtrack.pipeline import batches

    failures = Failures()
    rows = []
    with _store(db) as store:
        for batch in _chosen(store, id):
            if batch.state in batches.CLOSED:
                continue
            with _told(batch, failures):
                done = batches.collect(store, _api_of(batch, base_url), batch)
                if done is None:
                    now = store.batch(batch.id)
                    complain(f"B{now.id} is not done yet: {now.state}, {now.note}")
                else:
                    _tell(done, failures)
                    rows.append(done)
    listing(rows, COLLECTED, form, "nothing was collected")
    raise typer.Exit(failures.exit_code)


def _handed_over(
    store: Store, api: BatchApi, own: Engines, run: Run, requests: Iterator[Request[Any]], settings: Settings
) -> tuple[BatchRecord, ...]:
    from claimtrack.pipeline import batches

    assert own.client is not None
    plan = batches.plan(store, api, run, requests)
    if settings.max_cost is not None:
        _stay_below(settings.max_cost, batches.likely_cost(api, own.client, plan))
    if plan.waiting:
        complain(f"{plan.waiting} requests are in an open batch already: `claimtrack batch status` tells of it")
    if plan.answered:
        complain(f"{plan.answered} requests are answered already")
    handed = batches.submit(store, api, run, plan)
    if handed.found:
        complain(f"{handed.found} of these batches had been handed over before, by a run that was cut off")
    return handed.batches


def _stay_below(most: float, cost: int | None) -> None:
    if cost is not None and cost > most * 1_000_000:
        raise BudgetReached(f"likely to cost {money(cost)}, more than --max-cost ${most:g}: nothing was handed over")


@contextmanager
def _told(batch: BatchRecord, failures: Failures) -> Iterator[None]:
    """One batch that cannot be asked about does not keep the others waiting."""
    try:
        yield
    except ModelUnavailable as error:
        failures.add(ModelUnavailable(f"B{batch.id}: {error}"))


def _tell(done: Collected, failures: Failures) -> None:
    name = f"B{done.batch.id}"
    if done.unknown:
        complain(f"{name}: {done.unknown} lines that answer none of its requests were ignored")
    for problem, count in done.failed.items():
        failures.add(EngineFailed(f"{name}: {count} failed: {problem}"))
    if done.missing:
        again = "`claimtrack batch submit` with the same PATHs hands them over again"
        failures.add(EngineFailed(f"{name}: {done.missing} got no answer ({done.batch.note}); {again}"))


def _settings(asked: ModelOptions) -> Settings:
    from claimtrack.settings import Settings

    return asked.settings() or Settings.load()


def _api_of(batch: BatchRecord, base_url: str | None) -> BatchApi:
    """The API that ``batch`` was handed to, whatever model is set now. Raises ModelUnavailable where another is set:
    what it is asked with is a key.
    """
    from claimtrack.engines import batch_api

    api = batch_api(_settings(ModelOptions(model=batch.run.engine.model, base_url=base_url)))
    if batch.address not in (None, api.address):
        raise ModelUnavailable(f"it was handed over to {batch.address}: give that as --base-url (now: {api.address})")
    return api


def _store(db: str | None) -> closing[Store]:
    from claimtrack.settings import database_url
    from claimtrack.store import Store

    return closing(Store.open(database_url(db)))


def _chosen(store: Store, id: str | None) -> list[BatchRecord]:
    if id is None:
        return store.batches()
    found = re.fullmatch(r"[Bb](\d{1,15})", id.strip(), re.ASCII)
    if not found:
        raise UnknownId(f"{id!r} is not a batch: write B1; `claimtrack batch status` lists them")
    return [store.batch(int(found[1]))]


def _articles(paths: list[Path], published: date | None, outlet: str | None, failures: Failures) -> Iterator[Article]:
    from claimtrack.sources import Metadata, articles, inputs

    found = inputs(paths, complain)
    return failures.passing(articles(found, sys.stdin.buffer, complain, Metadata(None, outlet, None, published)))


def _reads(store: Store, own: Engines, articles: Iterator[Article]) -> Iterator[Request[Any]]:
    from claimtrack.extract.llm import LlmExtractor
    from claimtrack.pipeline import batches

    assert isinstance(own.extractor, LlmExtractor)
    return batches.reads(store, own.extractor, articles)


def _checks(store: Store, own: Engines) -> Iterator[Request[Any]]:
    from claimtrack.check.llm import LlmJudge
    from claimtrack.pipeline import batches

    assert isinstance(own.judge, LlmJudge)
    return batches.checks(store, own.judge, own.pairs, own.embed)


def _engine(own: Engines, check: bool) -> tuple[Stage, Engine]:
    return (Stage.CHECK, own.judge.engine) if check else (Stage.EXTRACT, own.extractor.engine)


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(
        name="batch", help="The model's work over the OpenAI Batch API: within a day, at half the price."
    )
    group.command(
        epilog="""\b
Examples:
  claimtrack batch submit articles/ --model openai:gpt-5-mini
  claimtrack batch submit --check --model openai:gpt-5-mini --max-cost 5"""
    )(submit)
    group.command(
        epilog="""\b
Examples:
  claimtrack batch status
  claimtrack batch status B1 --format json"""
    )(status)
    group.command(
        epilog="""\b
Examples:
  claimtrack batch collect
  claimtrack batch collect B1 && claimtrack ingest articles/ --model openai:gpt-5-mini"""
    )(collect)
    app.add_typer(group)
