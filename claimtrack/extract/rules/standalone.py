"""What makes a claim stand alone: a name for the speaker's pronoun, days behind times, a place behind "here".

What is added stands in [brackets].
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimtrack.model import Period
from claimtrack.text.dates import TimeExpression

_HERE = re.compile(r"\b(?:here|(?:in )?this (?:city|town|village))\b(?! \[)", re.IGNORECASE)
"""What means the place that the dateline names."""
_THAT = re.compile(r"\Athat,?\s+")
_OWNER = re.compile(r"['’]s?\b")
_YEAR = re.compile(r"\d{4}")


def standalone(
    stated: str, times: Sequence[TimeExpression], speaker: str | None, mine: str, clause: int, place: str | None
) -> str:
    """``stated`` with what it takes to understand it alone.

    ``mine`` is the subject of its main clause, which begins at ``clause``, where that means the speaker; ``place`` is
    what "here" means. A comma parts a condition from what depends on it. A time that something belongs to
    ("Sunday's vote") stays as it is: no bracket has a place there.
    """
    bare = (time for time in times if not (_is_dated(time) or _OWNER.match(stated, time.span.end)))
    edits = [(time.span.end, time.span.end, f" [{_days(time.period)}]") for time in bare]
    if place and (here := _HERE.search(stated)):
        edits.append((here.end(), here.end(), f" [{place}]"))
    lead = stated[:clause].lower().rstrip(", ")
    if lead and not stated[:clause].endswith(", ") and not lead.endswith(("that", "then")):
        edits.append((clause - 1, clause - 1, ","))
    if speaker and mine:
        edits.append((clause, clause + len(mine), f"I [{speaker}]" if mine == "i" else f"[{speaker}]"))
    for start, end, put in sorted(edits, reverse=True):
        stated = stated[:start] + put + stated[end:]
    return _THAT.sub("", stated)


def _is_dated(time: TimeExpression) -> bool:
    return _YEAR.search(time.period.phrase) is not None


def _days(period: Period) -> str:
    """ "17 October 2025", "17 to 30 October 2025", "28 October to 3 November 2025"."""
    start, end = period.start, period.end
    last = f"{end.day} {end:%B} {end.year}"
    if start == end:
        return last
    if (start.month, start.year) == (end.month, end.year):
        return f"{start.day} to {last}"
    return f"{start.day} {start:%B}{'' if start.year == end.year else f' {start.year}'} to {last}"
