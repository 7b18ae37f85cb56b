"""``claimtrack runs``: what was done, by whom, and what it took."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.columns import number
from claimtrack.cli.options import Database, OutputFormat
from claimtrack.cli.output import Column, Format, as_object, listing, one_object, say
from claimtrack.cli.pages import field
from claimtrack.cli.spent import money, usd
from claimtrack.errors import UnknownId
from claimtrack.model import CallOutcome

if TYPE_CHECKING:
    from claimtrack.store.records import CallRecord, FailureRecord, RunRecord

EXAMPLES = """\b
Examples:
  claimtrack runs
  claimtrack runs R3
  claimtrack runs --format csv"""


@dataclass(frozen=True, slots=True)
class Alike:
    """The calls of a run that were for one purpose and ended one way. Tokens are as far as the provider tells them."""

    purpose: str
    outcome: CallOutcome
    calls: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    cost: int | None
    latency: float


RUNS: tuple[Column[RunRecord], ...] = (
    Column("id", lambda row: number("R", row.id)),
    Column(
        "started",
        lambda row: row.run.started.isoformat(timespec="seconds"),
        lambda row: f"{row.run.started:%Y-%m-%d %H:%M}",
    ),
    Column("stage", lambda row: row.run.stage),
    Column("articles", lambda row: row.articles),
    Column("failures", lambda row: row.failures),
    Column("dropped", lambda row: row.dropped, table=False),
    Column("calls", lambda row: row.calls),
    Column("hits", lambda row: row.hits),
    Column("failed", lambda row: row.failed, table=False),
    Column("tokens", lambda row: row.input_tokens + row.output_tokens),
    Column("input_tokens", lambda row: row.input_tokens, table=False),
    Column("cached_tokens", lambda row: row.cached_tokens, table=False),
    Column("output_tokens", lambda row: row.output_tokens, table=False),
    Column("cost", lambda row: usd(row.cost), lambda row: _cost(row.cost) if row.calls else ""),
    Column("model", lambda row: row.run.engine.model, table=False),
    Column("prompt", lambda row: row.run.engine.prompt, table=False),
    Column("engine", lambda row: str(row.run.engine)),
)
ALIKE: tuple[Column[Alike], ...] = (
    Column("purpose", lambda row: row.purpose),
    Column("outcome", lambda row: row.outcome),
    Column("calls", lambda row: row.calls),
    Column("input_tokens", lambda row: row.input_tokens),
    Column("cached_tokens", lambda row: row.cached_tokens),
    Column("output_tokens", lambda row: row.output_tokens),
    Column("cost", lambda row: usd(row.cost), lambda row: _cost(row.cost)),
    Column("seconds", lambda row: row.latency, lambda row: f"{row.latency:.1f}"),
)
FAILED: tuple[Column[CallRecord], ...] = (
    Column("recorded", lambda row: row.call.recorded.isoformat(timespec="seconds")),
    Column("purpose", lambda row: row.call.purpose),
    Column("prompt", lambda row: row.call.prompt),
    Column("outcome", lambda row: row.call.outcome),
    Column("finish", lambda row: row.call.finish),
    Column("request", lambda row: row.call.key),
    Column("error", lambda row: row.call.error),
)
FAILURES: tuple[Column[FailureRecord], ...] = (
    Column("recorded", lambda row: row.recorded.isoformat(timespec="seconds")),
    Column("article", lambda row: number("A", row.article_id)),
    Column("message", lambda row: row.message),
)


def runs(
    id: Annotated[str | None, typer.Argument(metavar="ID", help="A run, such as R3: explain it.")] = None,
    form: OutputFormat = Format.TABLE,
    db: Database = None,
) -> None:
    """List runs with what they took, newest first; or explain one.

    Every run of an engine is kept: articles read or checked, calls to a model, replies used again without a call,
    tokens, and what the calls cost, as far as prices are known.
    """
    from claimtrack.tracker import Tracker

    number = None if id is None else _number(id)
    with Tracker.open(db) as tracker:
        if number is None:
            listing(tracker.runs(), RUNS, form, "no runs yet: read articles with `claimtrack ingest PATH`")
            return
        record, calls, failures = tracker.run(number), tracker.calls(number), tracker.run_failures(number)
    if form is Format.TABLE:
        _page(record, calls, failures)
    elif form is Format.CSV:
        listing([record], RUNS, form)
    else:
        more = {
            "by_outcome": [as_object(row, ALIKE) for row in alike(calls)],
            "failed_calls": [as_object(row, FAILED) for row in _failed(calls)],
            "failed_articles": [as_object(row, FAILURES) for row in failures],
        }
        one_object({**as_object(record, RUNS), **more}, form)


def alike(calls: Sequence[CallRecord]) -> list[Alike]:
    """Calls counted by what they were for and how they ended, in the order in which each first happened."""
    groups: dict[tuple[str, CallOutcome], list[CallRecord]] = {}
    for record in calls:
        groups.setdefault((record.call.purpose, record.call.outcome), []).append(record)
    return [_counted(purpose, outcome, group) for (purpose, outcome), group in groups.items()]


def _counted(purpose: str, outcome: CallOutcome, group: Sequence[CallRecord]) -> Alike:
    calls = [record.call for record in group]
    known = [call.cost for call in calls if call.cost is not None]
    return Alike(
        purpose,
        outcome,
        len(calls),
        sum(call.input_tokens or 0 for call in calls),
        sum(call.cached_tokens or 0 for call in calls),
        sum(call.output_tokens or 0 for call in calls),
        sum(known) if len(known) == len(calls) else None,
        sum(call.latency for call in calls) / len(calls),
    )


def _failed(calls: Sequence[CallRecord]) -> list[CallRecord]:
    return [record for record in calls if record.call.outcome is not CallOutcome.VALID]


def _page(record: RunRecord, calls: Sequence[CallRecord], failures: Sequence[FailureRecord]) -> None:
    run = record.run
    say((f"R{record.id}", "bold"), "  ", (str(run.stage), "bold"))
    field("started", f"{run.started:%Y-%m-%d %H:%M} UTC")
    field("engine", f"{run.engine.name}/{run.engine.version}")
    field("model", run.engine.model)
    field("prompt", run.engine.prompt)
    field("articles", f"{record.articles} done, {record.failures} failed")
    if record.dropped:
        field("not judged", f"{record.dropped} less likely pairs of a claim and an article")
    if run.engine.model:
        field("calls", f"{record.calls} made, {record.failed} of them failed; {record.hits} spared by stored replies")
        tokens = f"{record.input_tokens:,} in ({record.cached_tokens:,} cached), {record.output_tokens:,} out"
        field("tokens", tokens)
        field("cost", _cost(record.cost))
    if calls:
        say("")
        listing(alike(calls), ALIKE, Format.TABLE)
    _told("Calls that failed", [_call_line(one) for one in _failed(calls)])
    _told("Articles that failed", [_failure_line(one) for one in failures])


def _told(heading: str, lines: Sequence[tuple[str, str]]) -> None:
    if lines:
        say("")
        say((heading, "bold"))
    for label, text in lines:
        say(text, indent=2, label=(f"{label}  ", "dim"))


def _call_line(record: CallRecord) -> tuple[str, str]:
    call = record.call
    finish = f" (finish: {call.finish})" if call.finish else ""
    return f"{call.recorded:%H:%M:%S}", f"{call.purpose}, {call.outcome}{finish}: {call.error or 'no reason given'}"


def _failure_line(record: FailureRecord) -> tuple[str, str]:
    article = f"A{record.article_id}: " if record.article_id else ""
    return f"{record.recorded:%H:%M:%S}", f"{article}{record.message}"


def _cost(cost: int | None) -> str:
    return "unknown" if cost is None else money(cost)


def _number(id: str) -> int:
    found = re.fullmatch(r"[Rr](\d{1,15})", id.strip(), re.ASCII)
    if not found:
        raise UnknownId(f"{id!r} is not a run: write R3; `claimtrack runs` lists them")
    return int(found[1])


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog=EXAMPLES)(runs)
