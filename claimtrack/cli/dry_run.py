"""``--dry-run``: the calls that a command would make, and what they are likely to take. Nothing is sent or stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.failures import complain
from claimtrack.cli.output import Column, Format, listing
from claimtrack.cli.spent import money, taken, usd

if TYPE_CHECKING:
    from claimtrack.engines import Engines
    from claimtrack.pipeline import Planned
    from claimtrack.tracker import Tracker

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Model: show the calls and an estimate; ask nothing, store nothing.")
]

COLUMNS: tuple[Column[Planned], ...] = (
    Column("calls", lambda row: row.calls),
    Column("from_cache", lambda row: row.hits),
    Column("input_tokens", lambda row: row.input_tokens),
    Column("output_tokens", lambda row: row.output_tokens),
    Column("cost", lambda row: usd(row.cost), lambda row: "unknown" if row.cost is None else money(row.cost)),
    Column("article", lambda row: row.name),
)


@contextmanager
def planning(engines: Engines, db: str | None) -> Iterator[Tracker]:
    """A tracker on the database; where there is none yet, on an empty one that is gone afterwards."""
    if not engines.asks:
        raise typer.BadParameter("the offline rules make no calls: set a model", param_hint="--dry-run")
    from claimtrack.settings import database_url
    from claimtrack.store.database import Database
    from claimtrack.tracker import Tracker

    url = database_url(db)
    with TemporaryDirectory(prefix="claimtrack-") as folder:
        there = Database(url).path.exists()
        with Tracker.open(url if there else f"{folder}/empty.db", engines=engines) as tracker:
            yield tracker


def show_plan(rows: Sequence[Planned], form: Format) -> None:
    """The calls on each article, and on stderr all of them together."""
    listing(rows, COLUMNS, form, "nothing to do")
    costs = [row.cost for row in rows]
    total = None if None in costs else sum(one for one in costs if one is not None)
    used = sum(row.input_tokens + row.output_tokens for row in rows)
    estimate = taken(sum(row.calls for row in rows), sum(row.hits for row in rows), 0, used, total)
    complain(f"a dry run: at least {estimate}; nothing was asked or stored")
