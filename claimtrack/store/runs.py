"""Runs: written with their first piece of work, and what each of them came to.

Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, bindparam, case, func, insert, select

from claimtrack.model import CallOutcome, Engine, Run
from claimtrack.store.asked import calls, hits
from claimtrack.store.records import FailureRecord, RunRecord, Work
from claimtrack.store.rows import unknown
from claimtrack.store.tables import checks, extractions, failures, runs

_PARTS = ("stage", "started", "name", "version", "model", "prompt")
_KNOWN = select(runs.c.id).where(*(runs.c[part].is_not_distinct_from(bindparam(part)) for part in _PARTS))
_NEW = insert(runs).returning(runs.c.id)


def run_id(connection: Connection, run: Run) -> int:
    """The number of ``run``, which is written when its first piece of work is."""
    row = {"stage": run.stage, "started": run.started, **asdict(run.engine)}
    if (id := connection.execute(_KNOWN, row).scalar()) is not None:
        return id
    return connection.execute(_NEW, row).scalar_one()


def run_value(row: Row[Any]) -> Run:
    return Run(row.stage, Engine(row.name, row.version, row.model, row.prompt), row.started)


def all_runs(connection: Connection) -> list[RunRecord]:
    """Every run, newest first."""
    return [_run_record(row) for row in connection.execute(_select_runs().order_by(runs.c.id.desc()))]


def run(connection: Connection, id: int) -> RunRecord:
    row = connection.execute(_select_runs(id)).first()
    if row is None:
        raise unknown("R", id, "runs")
    return _run_record(row)


def record_failure(connection: Connection, run: Run, work: Work | None, message: str) -> None:
    """Write down why ``work`` could not be done, which stays to be done; or, without any, an article not be read."""
    row = {"extraction_id": work and work.extraction, "message": message, "recorded": datetime.now(UTC)}
    connection.execute(insert(failures).values(run_id=run_id(connection, run), **row))


def all_failures(connection: Connection, *conditions: ColumnElement[bool]) -> list[FailureRecord]:
    """Every time that an article could not be read or checked, oldest first."""
    query = (
        select(failures, extractions.c.article_id, runs.c.name, runs.c.version, runs.c.model, runs.c.prompt)
        .join_from(failures, runs, runs.c.id == failures.c.run_id)
        .join(extractions, extractions.c.id == failures.c.extraction_id, isouter=True)
        .where(*conditions)
        .order_by(failures.c.id)
    )
    return [
        FailureRecord(
            row.id, row.article_id, Engine(row.name, row.version, row.model, row.prompt), row.message, row.recorded
        )
        for row in connection.execute(query)
    ]


def run_failures(connection: Connection, id: int) -> list[FailureRecord]:
    """The articles that a run failed on, oldest first."""
    return all_failures(connection, failures.c.run_id == id)


def _select_runs(id: int | None = None) -> Select[Any]:
    """Runs, or the one numbered ``id``, with what is counted of them."""

    def counted(table: Table, *columns: ColumnElement[Any]) -> Any:
        query = select(table.c.run_id, func.count().label("count"), *columns).group_by(table.c.run_id)
        return (query if id is None else query.where(table.c.run_id == id)).subquery()

    def total(column: ColumnElement[Any]) -> ColumnElement[int]:
        return func.coalesce(func.sum(column), 0).label(column.name)

    read, failed, hit = (counted(table) for table in (extractions, failures, hits))
    checked = counted(checks, total(checks.c.dropped))
    unpriced = case((calls.c.cost.is_(None), 1), else_=0)
    called = counted(
        calls,
        func.sum(case((calls.c.outcome == CallOutcome.VALID, 0), else_=1)).label("failed"),
        *(total(column) for column in (calls.c.input_tokens, calls.c.cached_tokens, calls.c.output_tokens)),
        case((func.sum(unpriced) > 0, None), else_=func.coalesce(func.sum(calls.c.cost), 0)).label("cost"),
    )
    work = (func.coalesce(read.c.count, 0) + func.coalesce(checked.c.count, 0)).label("articles")
    counts = (failed.c.count.label("failures"), hit.c.count.label("hits"), called.c.count.label("calls"))
    tokens = (called.c.input_tokens, called.c.cached_tokens, called.c.output_tokens)
    query = select(runs, work, checked.c.dropped, *counts, called.c.failed, *tokens, called.c.cost)
    for table in (read, checked, failed, hit, called):
        query = query.join(table, table.c.run_id == runs.c.id, isouter=True)
    return query if id is None else query.where(runs.c.id == id)


def _run_record(row: Row[Any]) -> RunRecord:
    return RunRecord(
        id=row.id,
        run=run_value(row),
        articles=row.articles,
        failures=row.failures or 0,
        calls=row.calls or 0,
        hits=row.hits or 0,
        failed=row.failed or 0,
        input_tokens=row.input_tokens or 0,
        cached_tokens=row.cached_tokens or 0,
        output_tokens=row.output_tokens or 0,
        cost=row.cost if row.calls else 0,
        dropped=row.dropped or 0,
    )
