"""Options that several commands share, and the words a user types: dates, ids, statuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from claimtrack.cli.output import Format
from claimtrack.errors import UnknownId
from claimtrack.model import FlagKind, Status
from claimtrack.sources.metadata import day, line

Value = TypeVar("Value")
Word = TypeVar("Word", bound=str)
_ID = re.compile(r"([AQCS])(\d{1,15})", re.IGNORECASE | re.ASCII)


def _before_or_after(ctx: typer.Context, value: str | None) -> str | None:
    """The option as given after the command, else as given before it."""
    try:
        (value or "").encode()
    except UnicodeEncodeError:  # a byte of the command line that is no letter
        raise typer.BadParameter(f"{value!r} is not a name in UTF-8") from None
    return value or ctx.find_root().params.get("db")


def parsed(read: Callable[[str], Value]) -> Callable[[str], Value]:
    """``read`` for use as an option's parser: its ValueError becomes a usage error that names the option."""

    def parse(text: str) -> Value:
        try:
            return read(text)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    return parse


def _listed(words: Iterable[Word]) -> Callable[[str], frozenset[Word]]:
    """Reads a list of ``words``, with commas between them."""
    known = {str(word): word for word in words}

    def read(text: str) -> frozenset[Word]:
        given = [word.strip().lower() for word in text.split(",")]
        if unknown := [word for word in given if word not in known]:
            raise ValueError(f"{unknown[0]!r} is none of {', '.join(known)}")
        return frozenset(known[word] for word in given)

    return read


def numbered(text: str) -> tuple[str, int]:
    """The letter and number of an id such as "Q7". Raises UnknownId."""
    found = _ID.fullmatch(text.strip())
    if not found:
        raise UnknownId(f"{text!r} is not an id: write A1 for an article, Q7 a quote, C12 a claim, S3 a speaker")
    return found[1].upper(), int(found[2])


Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        callback=_before_or_after,
        help="Database: a file or an SQLAlchemy URL. Default: $CLAIMTRACK_DATABASE_URL, else your own data folder.",
    ),
]
OutputFormat = Annotated[Format, typer.Option("--format", help="How to write the result.")]
Paths = Annotated[
    list[Path],
    # What cannot be read is for the reader to tell: it must not end the batch.
    typer.Argument(metavar="PATH", readable=False, help="Files, folders, or - for standard input."),
]
Published = Annotated[
    date | None,
    typer.Option(metavar="DATE", parser=parsed(day), help="Day of publication, as 2025-10-16."),
]
Since = Annotated[date | None, typer.Option(metavar="DATE", parser=parsed(day), help="Published on this day or later.")]
Until = Annotated[
    date | None, typer.Option(metavar="DATE", parser=parsed(day), help="Published on this day or before.")
]
AsOf = Annotated[
    date | None,
    typer.Option(metavar="DATE", parser=parsed(day), help="Judge from this day; later evidence waits. Default: today."),
]
PolicyFile = Annotated[
    Path | None,
    typer.Option(
        "--policy", metavar="FILE", help="What it takes for a status. Default: the setting, else the standard policy."
    ),
]
JudgedSince = Annotated[
    date | None,
    typer.Option("--since", metavar="DATE", parser=parsed(day), help="Judged from this day or a later one."),
]
Kinds = Annotated[
    list[Any] | None,  # of frozensets: Typer knows no more of them
    typer.Option(metavar="KIND,...", parser=parsed(_listed(FlagKind)), help=f"Only {', '.join(FlagKind)}."),
]
FailOn = Annotated[
    list[Any] | None,  # of frozensets: Typer knows no more of them
    typer.Option(
        metavar="WORD,...",
        parser=parsed(_listed(dict.fromkeys([*map(str, FlagKind), *map(str, Status)]))),
        help="Exit with 1 if a change that is shown is such a flag, or leads to such a status.",
    ),
]
SinceLast = Annotated[
    bool, typer.Option("--since-last", help="Show what was not shown under the same cursor before, by any run.")
]
Cursor = Annotated[
    str | None, typer.Option(metavar="NAME", parser=parsed(line), help="Whose place --since-last goes by: default.")
]
BySpeaker = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Full name, alias or surname.")]
MinConfidence = Annotated[
    float,
    typer.Option(
        metavar="SHARE", min=0, max=1, help="Leave out quotes less sure than this, from 0 to 1, and their claims."
    ),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", parser=parsed(line), help="Who published it.")]
Url = Annotated[
    str | None, typer.Option(metavar="URL", parser=parsed(line), help="Where it was published (one input).")
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", parser=parsed(line), help="Its headline (one input).")]
