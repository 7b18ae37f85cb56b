"""Where things are kept. The command line overrides the environment, the environment overrides the default."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

DATABASE_VARIABLE = "CLAIMTRACK_DATABASE_URL"


def database_url(override: str | None = None) -> str:
    """The database to use, as an SQLAlchemy URL.

    ``override`` (the command line's ``--db``) wins over the environment's CLAIMTRACK_DATABASE_URL, which wins over
    ``claimtrack.db`` in the user's data directory. A plain path is the SQLite file of that very name; in a URL,
    ``%`` and ``?`` have the meaning that URLs give them.
    """
    chosen = override or os.environ.get(DATABASE_VARIABLE)
    if not chosen:
        from platformdirs import user_data_path

        chosen = str(user_data_path("claimtrack", appauthor=False) / "claimtrack.db")
    return chosen if "://" in chosen else f"sqlite:///{quote(str(Path(chosen).expanduser()))}"
