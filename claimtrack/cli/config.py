"""``claimtrack config``: the settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.options import OutputFormat
from claimtrack.cli.output import Column, Format, listing
from claimtrack.settings import database_url

if TYPE_CHECKING:
    from claimtrack.settings import Settings


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its value as it may be shown, where that comes from, and what it is."""

    name: str
    value: object
    source: str
    meaning: str


SETTINGS: tuple[Column[Setting], ...] = (
    Column("setting", lambda row: row.name),
    Column("value", lambda row: row.value, lambda row: "-" if row.value is None else row.value),
    Column("source", lambda row: row.source),
    Column("meaning", lambda row: row.meaning, table=False),
)


def show(form: OutputFormat = Format.TABLE) -> None:
    """Show every setting, its value, and where it comes from. A key is never shown.

    The command line wins over the environment (CLAIMTRACK_MODEL and so on), that over claimtrack.toml in the working
    folder or your own settings folder, and that over the default.
    """
    from claimtrack.settings import Settings

    settings = Settings.load()
    rows = [
        Setting(name, _value(settings, name), settings.sources[name], field.description or "")
        for name, field in Settings.model_fields.items()
    ]
    listing([*rows, _key(settings.model)], SETTINGS, form)


def _value(settings: Settings, name: str) -> object:
    """The value as it may be shown; for the database and the policy those in use unless told otherwise."""
    from claimtrack.check.status import Policy

    value = settings.shown(name)
    if name == "database_url" and value is None:
        return database_url()
    if name == "policy" and value is None:
        return f"{Policy.load()} (comes with claimtrack)"
    return str(value) if isinstance(value, Path) else value


def _key(model: str | None) -> Setting:
    from claimtrack.llm.doctor import has_key, key_variable

    meaning = "the key for the model's provider; its value is never shown"
    variable = key_variable(model or "openai:")
    if variable is None:
        return Setting("key", "none is needed", "-", meaning)
    return Setting("key", f"set in {variable}" if has_key(model or "openai:") else "not set", variable, meaning)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    group = typer.Typer(name="config", help="The settings: what they are and where they come from.")
    group.command(
        epilog="""\b
Examples:
  claimtrack config show
  claimtrack config show --format json"""
    )(show)
    app.add_typer(group)
