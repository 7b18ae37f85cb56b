"""The store: values in, values out. The only door to SQLAlchemy and Alembic.

``tables.py`` is the one schema and ``schema.py`` its version, ``database.py`` the file and its errors; ``store.py`` is
the face that other rooms see, ``records.py`` what it hands out. Nothing slow happens in here, and no row leaves.

Statements that every article needs are made once, when a module is imported: making one takes longer than running it.
"""

from claimtrack.store.store import Store

__all__ = ["Store"]
