"""Where things are kept, and what a model may do. The command line overrides the environment (``CLAIMTRACK_...``), that
overrides ``claimtrack.toml``, and that overrides the default.

What every command needs is here and light. ``Settings`` itself (``values.py``) needs pydantic, which takes longer to
load than most commands run: it is loaded when it is asked for.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from claimtrack.settings.file import read

if TYPE_CHECKING:
    from claimtrack.settings.values import Settings

__all__ = ["DATABASE_VARIABLE", "MODEL_VARIABLE", "PAIRS", "Settings", "configured", "database_url"]

PREFIX = "CLAIMTRACK_"
DATABASE_VARIABLE = "CLAIMTRACK_DATABASE_URL"
MODEL_VARIABLE = "CLAIMTRACK_MODEL"
PAIRS = 12
"""Pairs of a claim and an article that are judged of one article, where nothing else is set."""
_NOT_OF_MODELS = {DATABASE_VARIABLE, "CLAIMTRACK_DEBUG"}


def database_url(override: str | None = None) -> str:
    """The database to use, as an SQLAlchemy URL.

    ``override`` (the command line's ``--db``) wins over the environment's CLAIMTRACK_DATABASE_URL, which wins over
    ``database_url`` in claimtrack.toml, which wins over ``claimtrack.db`` in the user's data directory. A plain path is
    the SQLite file of that very name; in a URL, ``%`` and ``?`` have the meaning that URLs give them. Raises
    SettingsError for a claimtrack.toml that cannot be read.
    """
    chosen = override or os.environ.get(DATABASE_VARIABLE) or read().place("database_url")
    if not chosen:
        from platformdirs import user_data_path

        chosen = str(user_data_path("claimtrack", appauthor=False) / "claimtrack.db")
    return chosen if "://" in chosen else f"sqlite:///{quote(str(Path(chosen).expanduser()))}"


def configured(**given: object) -> Settings | None:
    """The settings, where anything beside the database is set anywhere; None where all is as it comes, and offline.

    ``given`` is what the command line says; None stands for what it does not say. Raises SettingsError.
    """
    variables = {name for name, value in os.environ.items() if name.startswith(PREFIX) and value}
    said = any(value is not None for value in given.values())
    if not said and variables <= _NOT_OF_MODELS and read().values.keys() <= {"database_url"}:
        return None
    from claimtrack.settings.values import Settings

    return Settings.load(**given)


def __getattr__(name: str) -> object:
    if name == "Settings":
        from claimtrack.settings.values import Settings

        return Settings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
