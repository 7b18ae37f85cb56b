"""How the time to read a text grows with its length, for texts made to be hard: ``python benchmarks/text_scale.py``.

Each row is one repeated unit; each column the seconds for a text of one million characters, and how many times longer
that took than a quarter of the text (4 is linear, 16 quadratic).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date

from claimtrack.text.alignment import Aligner
from claimtrack.text.dates import time_expressions
from claimtrack.text.folding import fold
from claimtrack.text.passages import passages
from claimtrack.text.quotation import pair
from claimtrack.text.similarity import shingles, sketch

LENGTH = 1_000_000
UNITS = [
    "He said “go” to me. ",
    "“ ",
    '"\n',
    "“a\n\n",
    "'a ",
    "''' ",
    "U.S. ",
    ".",
    "(",
    " ",
    "\u200b",
    "a\u0301",
    "in May ",
]
READERS: dict[str, Callable[[str], object]] = {
    "pair": pair,
    "passages": passages,
    "fold": fold,
    "align": lambda text: Aligner(text).find("Sen. Johnson said"),
    "dates": lambda text: list(time_expressions(text, date(2025, 10, 16), ahead=True)),
    "sketch": lambda text: sketch(shingles(text)),
}


def main() -> None:
    out = sys.stdout
    out.write(" ".join(["unit".ljust(24), *(name.rjust(14) for name in READERS)]) + "\n")
    for unit in UNITS:
        whole = unit * (LENGTH // len(unit))
        cells = [_growth(read, whole) for read in READERS.values()]
        out.write(" ".join([ascii(unit).ljust(24), *(cell.rjust(14) for cell in cells)]) + "\n")


def _growth(read: Callable[[str], object], text: str) -> str:
    part, whole = _seconds(read, text[: len(text) // 4]), _seconds(read, text)
    return f"{whole:.2f} s  x{whole / part:.0f}"


def _seconds(read: Callable[[str], object], text: str) -> float:
    start = time.perf_counter()
    read(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
