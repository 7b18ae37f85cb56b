"""The work grows with the text and no faster, whatever stands in it."""

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

import pytest

from claimtrack.text.alignment import Aligner
from claimtrack.text.dates import time_expressions
from claimtrack.text.folding import fold
from claimtrack.text.passages import passages
from claimtrack.text.quotation import pair

UNITS = [
    "“ ",
    "“a\n\n",
    "'a ",
    "a' ",
    '"\n',
    '"a ',
    "''' ",
    "«",
    "„a ‚b ",
    "U.S. ",
    ".",
    ". ",
    "(",
    "a\n",
    "\u0301",
    "\u200b",
    "in May ",
]
READERS: list[Callable[[str], object]] = [
    pair,
    passages,
    fold,
    lambda text: Aligner(text).find("Sen. Johnson"),
    lambda text: list(time_expressions(text, date(2025, 10, 16), ahead=True)),
]


def lines_run(read: Callable[[str], object], text: str) -> int:
    """How many lines of Python it takes to read ``text``."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_three_times_as_long_takes_about_three_times_the_work(unit: str) -> None:
    for read in READERS:
        read(unit)
        short, long = lines_run(read, unit * 200), lines_run(read, unit * 600)
        assert long <= 3.3 * short + 100
