"""Which evidence counts, what each piece does to a claim of its kind, and how many votes a side has.

On each side an origin (an article with all its copies) has one vote, and so has a voice however many articles it
speaks in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from claimtrack.check.status.aspect import (
    FORETOLD,
    Aspect,
    Condition,
    aspect,
    condition,
    in_own_hands,
    own_words,
    tells_a_state,
)
from claimtrack.check.status.lasting import lasts
from claimtrack.check.status.policy import Policy
from claimtrack.check.words import weight, words
from claimtrack.model import Claim, Evidence, Finding, Relation, Status
from claimtrack.speakers import key, same_person

_STATE_LASTS = timedelta(days=30)
"""How long what is told of a state in the present tense, without a day, is about the day of the utterance, too."""
_FOR = frozenset({Relation.CONFIRMS, Relation.CONFIRMS_PART})


@dataclass(frozen=True, slots=True)
class Sides:
    """The evidence that counts on a claim, by what it does; copies and voices are not counted yet.

    ``taken_back`` is what the speaker takes back, and ``called_off`` that of it which contradicts the claim: it lay
    with them. ``unmet`` says that the condition was not met, ``met`` that it was. ``fallen`` would count if its article
    still said it.
    """

    confirming: list[Evidence] = field(default_factory=list)
    confirming_part: list[Evidence] = field(default_factory=list)
    contradicting: list[Evidence] = field(default_factory=list)
    denying: list[Evidence] = field(default_factory=list)
    taken_back: list[Evidence] = field(default_factory=list)
    called_off: list[Evidence] = field(default_factory=list)
    updating: list[Evidence] = field(default_factory=list)
    repeating: list[Evidence] = field(default_factory=list)
    met: list[Evidence] = field(default_factory=list)
    unmet: list[Evidence] = field(default_factory=list)
    fallen: list[Evidence] = field(default_factory=list)

    @property
    def against(self) -> list[Evidence]:
        """What contradicts the claim, the speaker's own word among it where it does."""
        return [*self.contradicting, *self.called_off]

    @property
    def weighing(self) -> list[Evidence]:
        """All that bears on the verdict: no repetition, and nothing that an article no longer says."""
        of_outcome = [*self.confirming, *self.confirming_part, *self.against, *self.denying, *self.updating]
        return [*of_outcome, *self.taken_back, *self.met, *self.unmet]


def sides(claim: Claim, evidence: Sequence[Evidence], as_of: date, policy: Policy) -> Sides:
    """The evidence that counts on the day ``as_of``: later than the utterance, sure enough, and not withdrawn since.

    Without the day of the utterance nothing is known to be later.
    """
    found, kind, depends_on = Sides(), aspect(claim), condition(claim)
    for one in evidence:
        if not (claim.said and one.published and claim.said < one.published <= as_of):
            continue
        if one.finding.confidence < policy.sure:
            continue
        if not one.stands:
            found.fallen.append(one)
        elif depends_on is None or not _decides_condition(found, depends_on, one):
            _put(found, claim, kind, one, policy)
    return found


def votes(evidence: Iterable[Evidence]) -> int:
    """How many independent parties say it. An article's own words are its voice.

    Where the speaker takes something back it is the articles that are counted: the voice is always the same.
    """
    those = list(evidence)
    voices = {
        key(one.finding.by) if one.finding.by and one.finding.relation is not Relation.REVERSES else one.origin
        for one in those
    }
    return min(len(origins(those)), len(voices))


def origins(evidence: Iterable[Evidence]) -> set[int]:
    """The origins of ``evidence``."""
    return {one.origin for one in evidence}


def are_enough(claim: Claim, evidence: Sequence[Evidence], status: Status, policy: Policy) -> bool:
    """Whether ``evidence``, all of one side, is by itself what ``status`` takes."""
    return votes(evidence) >= policy.needed(status) or any(_is_primary(claim, one, policy) for one in evidence)


def cover_all(claim: Claim, evidence: Iterable[Evidence]) -> bool:
    """Whether the elements that ``evidence`` speaks to are together the whole claim: each name, number and telling word
    of it that the speaker used.
    """
    covered = {word.key for one in evidence for element in one.finding.covers for word in words(element)}
    return bool(elements := _elements(claim.text)) and elements <= covered


def _is_primary(claim: Claim, one: Evidence, policy: Policy) -> bool:
    own = same_person(one.outlet, claim.speaker)
    return one.finding.by is None and not own and policy.is_primary(one.outlet, one.url)


def _elements(text: str) -> set[str]:
    return {
        word.key for word in words(own_words(text)) if word.text[0].isdigit() or (word.telling and weight(word) >= 1)
    }


def _decides_condition(found: Sides, depends_on: Condition, one: Evidence) -> bool:
    """Puts what speaks of the condition where it belongs; whether that is all that ``one`` speaks of."""
    told = " ".join(one.finding.covers) or one.words
    relation = one.finding.relation
    if not depends_on.is_spoken_of(told) or relation not in (*_FOR, Relation.CONTRADICTS):
        return False
    alone = depends_on.alone_is_spoken_of(told)
    if not alone or (relation is Relation.CONTRADICTS) is depends_on.unless:
        found.met.append(one)
    elif not depends_on.may_yet_be_met(one.words):
        found.unmet.append(one)
    return alone


def _put(found: Sides, claim: Claim, kind: Aspect, one: Evidence, policy: Policy) -> None:
    relation = _does(claim, kind, one)
    if relation is Relation.REVERSES and kind is Aspect.WILL and policy.reversal_contradicts and in_own_hands(claim):
        found.called_off.append(one)
    if relation is Relation.REVERSES or (kind is Aspect.PLANNED and one.finding.relation is Relation.REVERSES):
        found.taken_back.append(one)
    places = {
        Relation.CONFIRMS: found.confirming,
        Relation.CONFIRMS_PART: found.confirming_part,
        Relation.CONTRADICTS: found.contradicting,
        Relation.DENIES: found.denying,
        Relation.UPDATES: found.updating,
        Relation.REPEATS: found.repeating,
    }
    if relation in places:
        places[relation].append(one)


def _does(claim: Claim, kind: Aspect, one: Evidence) -> Relation | None:
    """What ``one`` does to a claim of this ``kind``; None where it does not touch it."""
    relation = one.finding.relation
    if relation in _FOR and same_person(one.finding.by or one.outlet, claim.speaker):
        return Relation.REPEATS
    if relation is Relation.CONFIRMS and came_late(claim, one.finding):
        return Relation.CONFIRMS_PART
    if relation is Relation.UPDATES and kind is Aspect.STATE and _cannot_change(claim, one):
        return Relation.CONTRADICTS
    after = _is_after(claim, one.finding) or (kind is Aspect.STATE and _is_newer_state(claim, one))
    if kind is Aspect.ANNOUNCED:
        cancels = after and relation in (Relation.CONTRADICTS, Relation.REVERSES)
        return None if cancels or relation is Relation.UPDATES else relation
    if kind is Aspect.PLANNED and relation is Relation.REVERSES:
        return Relation.UPDATES
    if kind in (Aspect.PLANNED, Aspect.STATE) and after and relation in (Relation.CONTRADICTS, Relation.REVERSES):
        return Relation.UPDATES
    return relation


def _is_newer_state(claim: Claim, one: Evidence) -> bool:
    """Whether ``one`` tells how a thing is so long after the claim did that it may have changed meanwhile."""
    if not (_are_undated(claim, one) and claim.said and one.published and one.published - claim.said > _STATE_LASTS):
        return False
    return not _cannot_change(claim, one)


def _cannot_change(claim: Claim, one: Evidence) -> bool:
    """Whether ``one`` tells otherwise what a thing is for good: then there is no newer state of it."""
    if not (_are_undated(claim, one) and claim.said and one.published):
        return False
    return lasts(own_words(claim.text), one.words, one.published - claim.said)


def _are_undated(claim: Claim, one: Evidence) -> bool:
    """Whether both tell how a thing is, without a day."""
    return claim.period is None and one.finding.event is None and tells_a_state(one.words)


def came_late(claim: Claim, finding: Finding) -> bool:
    """Whether what was foretold came, but after it was due: then the thing is confirmed, and not its day."""
    due = claim.period.end if claim.period and claim.type in FORETOLD else None
    return due is not None and finding.event is not None and finding.event > due


def _is_after(claim: Claim, finding: Finding) -> bool:
    """Whether what ``finding`` reports is known to have happened after the days that the claim is about."""
    days = [day for day in (claim.said, claim.period and claim.period.end) if day]
    return finding.event is not None and bool(days) and finding.event > max(days)
