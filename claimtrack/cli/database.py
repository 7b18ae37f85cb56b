"""``claimtrack db``: the database itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from claimtrack.cli.options import Database, OutputFormat
from claimtrack.cli.output import Column, Format, listing, say

if TYPE_CHECKING:
    from claimtrack.store.schema import SchemaInfo

COLUMNS: tuple[Column[SchemaInfo], ...] = (
    Column("path", lambda info: str(info.path)),
    Column("schema", lambda info: info.revision),
    Column("needed", lambda info: info.head),
    Column("bytes", lambda info: info.size),
    Column("articles", lambda info: info.articles),
    Column("quotes", lambda info: info.quotes),
    Column("claims", lambda info: info.claims),
    Column("speakers", lambda info: info.speakers),
)


def upgrade(db: Database = None) -> None:
    """Bring the database to the schema of this claimtrack, or make it. It happens whole or not at all."""
    from claimtrack.settings import database_url
    from claimtrack.store import schema

    before, after = schema.upgrade(database_url(db))
    if before == after:
        say(f"the database is at schema {after} already")
    else:
        say(f"the database is now at schema {after}", f" (was {before})" if before else " (it is new)")


def info(form: OutputFormat = Format.TABLE, db: Database = None) -> None:
    """Show where the database is, its schema, and how much it holds."""
    from claimtrack.settings import database_url
    from claimtrack.store import schema

    found = schema.info(database_url(db))
    if form is not Format.TABLE:
        listing([found], COLUMNS, form)
        return
    for column in COLUMNS:
        say((f"{column.name:<10}", "dim"), column.shown(found))


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(name="db", help="The database itself: bring it up to date, or see what is in it.")
    group.command(
        epilog="""\b
Examples:
  claimtrack db upgrade
  claimtrack db upgrade --db archive.db"""
    )(upgrade)
    group.command(
        epilog="""\b
Examples:
  claimtrack db info
  claimtrack db info --format json"""
    )(info)
    app.add_typer(group)
