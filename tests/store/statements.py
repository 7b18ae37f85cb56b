"""Counts what a database is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine as Connected
from sqlalchemy import event


@contextmanager
def counting_statements() -> Iterator[list[str]]:
    """The statements that are put to any database in the block."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(Connected, "before_cursor_execute", note)
    yield statements
    event.remove(Connected, "before_cursor_execute", note)
