"""What makes a claim stand alone: names for the speaker's pronouns, days behind times, a place behind "here".

What is added stands in [brackets].
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimtrack.extract.rules.cast import Cast
from claimtrack.extract.rules.lexicon import any_of, words
from claimtrack.extract.rules.quotes import Utterance
from claimtrack.extract.rules.verbs import is_adverb
from claimtrack.model import Period, QuoteKind
from claimtrack.text.dates import TimeExpression

_HERE = re.compile(r"\b(?:here|(?:in )?this (?:city|town|village))\b(?! \[)", re.IGNORECASE)
"""What means the place that the dateline names."""
_THAT = re.compile(r"\Athat,?\s+")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|\S")
_YEAR = re.compile(r"\d{4}")
_BEING = frozenset({"is", "was", "be", "been"})
_INTENT = frozenset("ready willing able unable prepared determined committed confident aware unaware sorry".split())


def own_pronouns(made: Utterance, cast: Cast) -> frozenset[str]:
    """The pronouns by which the speakers of a quote speak of themselves in it."""
    if made.kind is QuoteKind.DIRECT:
        return frozenset({"i"})
    if made.attribution.mention is None:
        return frozenset()
    spoken = made.attribution.unit.tokens[made.attribution.mention[0]].lower
    if spoken in {"he", "she", "they"}:
        return frozenset({spoken})
    if made.speaker and cast.is_body(made.speaker):
        return frozenset({"it"})
    return frozenset(one for one in ("he", "she") if made.speaker and cast.is_known_as(made.speaker, one))


def subject(clause: str, own: frozenset[str]) -> str:
    """The pronoun in ``own`` that is the subject of ``clause`` (in lower case) and means the speaker; "" where none is.

    "It" does so only before a verb that tells of somebody: not in "it was clear", nor in "it would cost millions".
    """
    first, _, rest = clause.partition(" ")
    return first if first in own and (first != "it" or _is_somebodys(_WORD.findall(rest.replace("’", "'")))) else ""


def _is_somebodys(told: list[str]) -> bool:
    """Whether somebody with a will, and hardly a thing or a plan, does what ``told`` says of "it"."""
    at = _behind_auxiliaries(told, 0, any_of("auxiliary", "negation") - _BEING)
    is_being = at < len(told) and told[at] in _BEING
    if is_being:
        at = _behind_auxiliaries(told, at, any_of("auxiliary", "negation"))
    verb, following = [*told[at : at + 2], "", ""][:2]
    if is_being and not verb.endswith("ing"):
        return verb in _INTENT
    if verb in words("willing"):
        return True
    closed = any_of("preposition", "conjunction", "time", "subordinator", "pronoun", "adverb") - {"to", "that", "it"}
    has_object = following[:1].isalnum() and following not in closed and not is_adverb(following)
    return verb[:1].isalpha() and verb not in closed | any_of("determiner", "impersonal") | {"to"} and has_object


def _behind_auxiliaries(told: list[str], at: int, auxiliaries: frozenset[str]) -> int:
    while at < len(told) and (told[at] in auxiliaries | words("adverb") or is_adverb(told[at])):
        at += 1
    return at


def standalone(
    stated: str, times: Sequence[TimeExpression], speaker: str | None, mine: str, clause: int, place: str | None
) -> str:
    """``stated`` with what it takes to understand it alone.

    ``mine`` is the subject of its main clause, which begins at ``clause``, where that means the speaker; ``place`` is
    what "here" means. A comma parts a condition from what depends on it.
    """
    edits = [(time.span.end, time.span.end, f" [{_days(time.period)}]") for time in times if not _is_dated(time)]
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
