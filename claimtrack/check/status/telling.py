"""Why a status is what it is, in words: who says what, counted as it counts."""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.check.status.policy import Policy
from claimtrack.check.status.votes import Sides, origins, votes
from claimtrack.model import Evidence, Period, Status


def tell(found: Sides) -> list[str]:
    """What each side says, in the order in which it weighs."""
    return [
        *_counted(
            found.unmet, "1 independent article says", "{} independent articles say", " that its condition failed"
        ),
        *_counted(
            found.taken_back,
            "in 1 independent article the speaker takes it back",
            "in {} independent articles the speaker takes it back",
        ),
        *_counted(
            found.contradicting, "1 independent article contradicts", "{} independent articles contradict", " it"
        ),
        *_denied(found.denying),
        *_counted(found.confirming, "1 independent article confirms", "{} independent articles confirm", " it"),
        *_counted(
            found.confirming_part, "1 independent article confirms", "{} independent articles confirm", " a part of it"
        ),
        *_counted(
            found.updating, "1 independent article gives", "{} independent articles give", " a newer state of it"
        ),
        *_articles(found.repeating, "1 repeats it", "{} repeat it"),
        *_articles(found.fallen, "1 no longer says what it said of it", "{} no longer say what they said of it"),
    ]


def by(due: Period) -> str:
    """When something is due: "on 19 July 2031", or "by 31 July 2031" where it has several days."""
    return f"{'on' if due.start == due.end else 'by'} {due.end.day} {due.end:%B %Y}"


def takes(candidate: Status, found: Sides, policy: Policy) -> str:
    """What there is too little of for the candidate."""
    record = " or a primary record" if policy.outlets or policy.hosts else ""
    where = " on either side" if candidate is Status.DISPUTED else ""
    if candidate is Status.CONFIRMED and found.confirming_part:
        where = " for each part"
    return f"{candidate.replace('_', ' ')} takes {policy.needed(candidate)} independent origins{where}{record}"


def _counted(found: Sequence[Evidence], one: str, several: str, rest: str = "") -> list[str]:
    number = votes(found)
    return [(one if number == 1 else several.format(number)) + rest] if found else []


def _articles(found: Sequence[Evidence], one: str, several: str) -> list[str]:
    """What is counted by origins alone: the voice is always the same, or does not matter."""
    number = len(origins(found))
    return [one if number == 1 else several.format(number)] if found else []


def _denied(found: Sequence[Evidence]) -> list[str]:
    told = _counted(found, "another party denies it", "{} other parties deny it")
    articles = len(origins(found))
    return [f"{one} ({articles} articles)" if articles > votes(found) else one for one in told]
