"""The four formats of a listing, from one description of its columns; and lines of prose for people.

``table`` is for people: a table that fits the terminal, its last column below the others where the terminal is narrow;
or plain aligned columns, one row a line and never cut, when the output goes elsewhere. The others are for programs;
``jsonl`` and ``csv`` are written row by row as the rows come.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from claimtrack.cli.safe import one_line, spreadsheet_cell, to_json, visible

Row = TypeVar("Row")
_READABLE = 40
"""The fewest characters in which a line of prose is still easy to read."""
Piece = str | tuple[str, str]
"""A stretch of a line: plain, or with a Rich style for terminals."""


class Format(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its name in every format, and what a row has there (anything that JSON can say).

    ``cell`` is what people see instead, where that differs. A column with ``table`` false is for programs only.
    """

    name: str
    value: Callable[[Row], object]
    cell: Callable[[Row], object] | None = None
    table: bool = True

    def shown(self, row: Row) -> str:
        """The row's cell as people see it."""
        return one_line(_words((self.cell or self.value)(row)))


def listing(rows: Iterable[Row], columns: Sequence[Column[Row]], form: Format, nothing: str = "") -> None:
    """Write ``rows`` to stdout. ``nothing`` is said to a person (on stderr) where there are none."""
    if form is Format.TABLE:
        shown = [column for column in columns if column.table]
        cells = [[column.shown(row) for column in shown] for row in rows]
        if not cells:
            sys.stderr.write(f"{nothing}\n")
        else:
            _table([column.name for column in shown], cells)
    elif form is Format.CSV:
        _csv(rows, columns)
    else:
        objects((as_object(row, columns) for row in rows), form)


def as_object(row: Row, columns: Sequence[Column[Row]]) -> dict[str, object]:
    """A row as programs get it."""
    return {column.name: column.value(row) for column in columns}


def objects(values: Iterable[object], form: Format) -> None:
    """Write ``values`` as JSON: one a line, or all in one array."""
    if form is Format.JSONL:
        for value in values:
            _write(to_json(value) + "\n")
        return
    before = "[\n"
    for value in values:
        _write(before + to_json(value, indent=2))
        before = ",\n"
    _write("[]\n" if before == "[\n" else "\n]\n")


def one_object(value: object, form: Format) -> None:
    """Write one ``value`` as JSON."""
    _write(to_json(value, indent=2 if form is Format.JSON else None) + "\n")


def say(*pieces: Piece, indent: int = 0, label: Piece = "") -> None:
    """One paragraph for people: styled and wrapped between words on a terminal, as it is elsewhere.

    It stands ``indent`` columns in; wrapped lines go on under its beginning, beside ``label``.
    """
    (first, _), *parts = (_visible(piece) for piece in (label, *pieces))
    text = first + "".join(words for words, _ in parts)
    if not text or not sys.stdout.isatty():
        _write("\n".join(" " * indent + line if line else "" for line in text.split("\n")) + "\n")
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    body = Text.assemble(*parts)
    beside = Table.grid()
    beside.add_column(no_wrap=True)
    beside.add_row(Text.assemble(_visible(label)), body)
    block = Padding(beside if first else body, (0, 0, 0, indent), expand=False)
    Console(highlight=False).print(block)


def _visible(piece: Piece) -> tuple[str, str]:
    words, style = (piece, "") if isinstance(piece, str) else piece
    return visible(words), style


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str | int) for item in value):
        return ", ".join(str(item) for item in value)
    return to_json(value) if isinstance(value, list | dict | bool) else str(value)


def _csv(rows: Iterable[Row], columns: Sequence[Column[Row]]) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(column.name for column in columns)
    for row in rows:
        writer.writerow(spreadsheet_cell(_words(column.value(row))) for column in columns)
        sys.stdout.flush()


def _table(names: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    if not sys.stdout.isatty():
        for row in (names, *cells):
            _write(_aligned(row, widths) + "\n")
        return
    from rich.console import Console

    room = Console().width - sum(width + 2 for width in widths[:-1])
    if room < min(widths[-1], _READABLE):
        _stacked(names, cells, widths[:-1])
    else:
        _ruled(names, cells)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _stacked(names: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """A row's last cell, which is the longest, on lines of its own below the others."""
    for number, row in enumerate((names, *cells)):
        style = "" if number else "bold"
        say((_aligned(row[:-1], widths), style))
        if row[-1]:
            say((row[-1], style), indent=widths[0] + 2)


def _ruled(names: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", expand=True)
    for name in names[:-1]:
        table.add_column(name, overflow="fold")
    table.add_column(names[-1], overflow="fold", ratio=1)
    for row in cells:
        table.add_row(*map(Text, row))
    Console(highlight=False).print(table)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
