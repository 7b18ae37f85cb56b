"""The days that a claim names, and by which of them what it says is due.

A day before which nothing ends or begins ("until 20 March", "not before 1 April") is a bound of what is said: nothing
is due by then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from claimtrack.text.dates import TimeExpression, time_expressions

_DEADLINE = re.compile(r"(?:by|before|until)\b", re.IGNORECASE)
_LASTING = re.compile(r"(?:until|for)\b", re.IGNORECASE)
_BOUND_BEFORE = re.compile(r"\b(?:until|till|through|after|(?:earlier|sooner) than|not before)\s+\Z")
_NEGATION = re.compile(r"\b(?:not|never|no|nothing|nobody|none|cannot|unlikely)\b|n['’]t\b")
SCHEDULED = re.compile(
    r"\b(?:(?:is|are) (?:(?:now |also |not )?to [a-z]+|opening|closing|reopening|beginning|ending|resuming|starting|"
    r"leaving|retiring)|opens|closes|reopens|begins|ends|resumes|starts|expires|arrives|departs|retires|takes effect|"
    r"takes place|comes into force|goes on sale|(?:(?<=[a-z]s )|(?<=\bwe )|(?<=\bthey )|(?<=\bi ))(?:open|close|reopen|"
    r"begin|end|resume|start|expire|arrive|depart|retire|take effect|take place|come into force|go on sale))\b"
)
"""Verbs by which news tells of what is arranged for a day."""
_FROM_SOME_DAY = re.compile(r"\b(?:from|as of|starting|effective)\s")
_FROM = re.compile(rf"{_FROM_SOME_DAY.pattern}+\Z")
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|been|fell|rose|grew|went|came|took|made|saw|lost|won|hit|got|sold|stood|ran|began|"
    r"kept|left|[a-z]{2,}(?<!e)ed)\b"
)
_HABIT = re.compile(r"\b(?:every|each|always|usually|normally|often|sometimes|never|whenever)\b")
_CLAUSE_BORDER = re.compile(r"[,;:]")


def times_of(stated: str, said: date, ahead: bool, phrase: bool) -> list[TimeExpression]:
    """The times that ``stated`` names, understood on the day ``said``, ``ahead`` of it or not.

    In a mere ``phrase`` ("promised a ferry **on Monday**") a day may be that of the promising as well as that of what
    is promised: one that the words leave open is left out.
    """
    times = list(time_expressions(stated, said, ahead))
    if not phrase:
        return times
    otherwise = set(time_expressions(stated, said, not ahead))
    return [time for time in times if time in otherwise or _DEADLINE.match(time.period.phrase)]


def due(lower: str, times: Sequence[TimeExpression], ahead: bool, said: date | None) -> TimeExpression | None:
    """What names the days the claim is about: the first of ``times`` that lies on its side of the utterance.

    Of what lies ahead, a bound is none. ``lower`` is what is stated, in lower case.
    """
    for time in times:
        if not ahead or said is None or (time.period.end >= said and not _is_bound(lower, time)):
            return time
    return None


def arranged(lower: str, stated: str, said: date) -> re.Match[str] | None:
    """The words by which a sentence in the present tells of what is arranged for a day to come: "**closes** on
    1 August", "**is to close** in June", "costs more **from** 1 July". None where it tells of none.
    """
    if _HABIT.search(lower) or not (SCHEDULED.search(lower) or _FROM_SOME_DAY.search(lower)):
        return None
    for time in time_expressions(stated, said, ahead=True):
        if time.period.start <= said and not (_DEADLINE.match(time.period.phrase) and time.period.end > said):
            continue
        clause = max((border.end() for border in _CLAUSE_BORDER.finditer(lower, 0, time.span.start)), default=0)
        end = _CLAUSE_BORDER.search(lower, time.span.end)
        verb = SCHEDULED.search(lower, clause, time.span.start) or _FROM.search(lower, clause, time.span.start)
        if verb and not _PAST.search(lower, clause, end.start() if end else len(lower)):
            return verb
    return None


def _is_bound(lower: str, time: TimeExpression) -> bool:
    """Whether something only lasts up to that time, or begins at the earliest then."""
    before = lower[: time.span.start]
    if _LASTING.match(time.period.phrase) or _BOUND_BEFORE.search(before):
        return True
    is_negated = _NEGATION.search(before[max(before.rfind(mark) for mark in ",;:") + 1 :]) is not None
    return time.period.phrase.lower().startswith("before") and is_negated
