"""How far long work is: a bar on stderr, on a terminal only; and where a model was asked, one line at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimtrack.cli.failures import complain
from claimtrack.cli.output import Format
from claimtrack.cli.spent import spent

if TYPE_CHECKING:
    from claimtrack.llm.client import Usage


@dataclass
class Tally:
    """How much of how much is ``done``. Call it to tell; ``of`` is None where nobody knows yet."""

    done: int = 0
    of: int | None = None
    tell: Callable[[int, int | None], None] = lambda *_: None

    def __call__(self, done: int, of: int | None = None) -> None:
        self.done, self.of = done, of
        self.tell(done, of)


@contextmanager
def progress(
    what: str, form: Format, usage: Callable[[], Usage | None] = lambda: None, things: str = "articles"
) -> Iterator[Tally]:
    """A tally to tell how much of how much is done.

    No bar is shown where stderr is no terminal, or where rows in ``form`` come up on that terminal at the same time.
    Where ``usage`` says what a model took, that stands beside the bar, and in a line of its own when all is done.
    """
    tally = Tally()
    try:
        if not sys.stderr.isatty() or (form is not Format.TABLE and sys.stdout.isatty()):
            yield tally
        else:
            with _bar(what, things, tally, usage):
                yield tally
    finally:
        used = usage()
        if used and (used.calls or used.hits):
            complain(_line(tally, things, used))


def _line(tally: Tally, things: str, used: Usage | None) -> str:
    """ "12/40 articles, 31 calls (4 from cache), 81k tokens, $0.12" """
    of = f"/{tally.of}" if tally.of is not None and tally.of != tally.done else ""
    named = things.removesuffix("s") if (tally.of or tally.done) == 1 else things
    return f"{tally.done}{of} {named}" + (f", {spent(used)}" if used else "")


@contextmanager
def _bar(what: str, things: str, tally: Tally, usage: Callable[[], Usage | None]) -> Iterator[None]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Line(ProgressColumn):
        def render(self, _: Any) -> Text:
            return Text(_line(tally, things, usage()))

    columns = (TextColumn(what), BarColumn(), Line(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(what, total=None)
        tally.tell = lambda done, of: bar.update(task, completed=done, total=of)
        yield
