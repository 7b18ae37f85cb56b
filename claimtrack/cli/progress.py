"""A progress bar on stderr for long work, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from claimtrack.cli.output import Format


@contextmanager
def progress(what: str, form: Format) -> Iterator[Callable[[int, int], None]]:
    """A function to tell how much of how much is done.

    Nothing is shown where stderr is no terminal, or where rows in ``form`` come up on that terminal at the same time.
    """
    if not sys.stderr.isatty() or (form is not Format.TABLE and sys.stdout.isatty()):
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
