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

from claimtrack.errors import SettingsError
from claimtrack.settings.file import read

if TYPE_CHECKING:
    from claimtrack.settings.values import Settings

__all__ = [
    "DATABASE_VARIABLE",
    "MODEL_VARIABLE",
    "PAIRS",
    "Settings",
    "configured",
    "database_url",
    "policy_path",
    "reviewer",
]

PREFIX = "CLAIMTRACK_"
DATABASE_VARIABLE = "CLAIMTRACK_DATABASE_URL"
MODEL_VARIABLE = "CLAIMTRACK_MODEL"
POLICY_VARIABLE = "CLAIMTRACK_POLICY"
REVIEWER_VARIABLE = "CLAIMTRACK_REVIEWER"
PAIRS = 12
"""Pairs of a claim and an article that are judged of one article, where nothing else is set."""
_NOT_OF_MODELS = {DATABASE_VARIABLE, POLICY_VARIABLE, REVIEWER_VARIABLE, "CLAIMTRACK_DEBUG"}


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


def policy_path(override: Path | None = None) -> Path | None:
    """The file of the status policy: ``override`` (the command line's ``--policy``), else CLAIMTRACK_POLICY, else
    ``policy`` in claimtrack.toml; None for the one that comes with claimtrack. Raises SettingsError.
    """
    chosen = override or os.environ.get(POLICY_VARIABLE) or read().place("policy")
    return Path(chosen).expanduser() if chosen else None


def reviewer(override: str | None = None) -> str:
    """Who reviews: ``override`` (the command line's ``--by``), else CLAIMTRACK_REVIEWER, else ``reviewer`` in
    claimtrack.toml, else the name one is logged in by. Raises SettingsError.
    """
    if chosen := override or os.environ.get(REVIEWER_VARIABLE) or read().words("reviewer"):
        return chosen
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):  # a process without a user's name, as in a container
        raise SettingsError("it is not known who reviews: give --by NAME, or set reviewer") from None


def configured(**given: object) -> Settings | None:
    """The settings, where anything that bears on a model is set anywhere; None where all is as it comes, and offline.

    ``given`` is what the command line says; None stands for what it does not say. Raises SettingsError.
    """
    variables = {name for name, value in os.environ.items() if name.startswith(PREFIX) and value}
    said = any(value is not None for value in given.values())
    if not said and variables <= _NOT_OF_MODELS and read().values.keys() <= {"database_url", "policy", "reviewer"}:
        return None
    from claimtrack.settings.values import Settings

    return Settings.load(**given)


def __getattr__(name: str) -> object:
    if name == "Settings":
        from claimtrack.settings.values import Settings

        return Settings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
