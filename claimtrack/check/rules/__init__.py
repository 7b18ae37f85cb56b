"""The offline judge: small named rules over one claim and one passage, no model and no network.

A rule finds which way a passage points (``against``, ``untrue``, ``states``, ``counts``, ``support``); who says it
(``voice``) turns that into a relation. What no rule is sure of stays without a finding: a false contradiction costs
more than a missed one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from claimtrack.check.rules.against import (
    affirmation,
    called_off,
    given_up,
    negation,
    opposite,
    unplanned,
    who_negates,
)
from claimtrack.check.rules.caveats import beside_the_point
from claimtrack.check.rules.clauses import negators
from claimtrack.check.rules.counts import dates, figures
from claimtrack.check.rules.doubts import doubtful
from claimtrack.check.rules.occasions import of_another_occasion
from claimtrack.check.rules.pair import Pair, Side, Stance, claimed, statement
from claimtrack.check.rules.periods import day_told, of_another_time
from claimtrack.check.rules.report import LEAD, as_a_whole, at_a_distance, left_open
from claimtrack.check.rules.sources import goes_back_to_speaker
from claimtrack.check.rules.states import ended
from claimtrack.check.rules.support import alike, happened, stated, taken_for_granted
from claimtrack.check.rules.untrue import denied, doubted, untrue
from claimtrack.check.rules.voice import Party, voice
from claimtrack.check.status import UNSURE
from claimtrack.check.status.aspect import in_own_hands
from claimtrack.check.words import LONGEST, words
from claimtrack.model import Claim, ClaimType, Engine, Finding, Judgement, Passage, Reading, Relation, Span

Rule = Callable[[Pair], Stance | None]

RULES: tuple[Rule, ...] = (
    called_off,
    given_up,
    denied,
    untrue,
    unplanned,
    taken_for_granted,
    ended,
    negation,
    figures,
    dates,
    opposite,
    affirmation,
    doubted,
    happened,
    stated,
    alike,
)
"""In order: the first rule that finds something decides."""

ABOUT_THE_CLAIM: tuple[Rule, ...] = (denied, untrue, doubted, unplanned)
"""The rules that find words about the claim itself, as a story or a plan; the others find words about the thing."""
CALLING_OFF: tuple[Rule, ...] = (called_off, given_up)
"""The rules whose findings hold before a claim is due: what is called off will not come, what has not come yet may."""

_OF_A_PERSON = frozenset({"he", "she", "they"})
DOUBTED = 0.5
"""The confidence in what confirms a story, in an article that calls it untrue elsewhere."""
_SUPPORT = frozenset({Relation.CONFIRMS, Relation.CONFIRMS_PART})
_OF_ELEMENTS = _SUPPORT | {Relation.REPEATS, Relation.UPDATES}
_RELATIONS = {
    Side.FOR: (Relation.CONFIRMS, Relation.REPEATS, Relation.REPEATS, Relation.CONFIRMS),
    Side.PARTLY: (Relation.CONFIRMS_PART, Relation.REPEATS, Relation.REPEATS, Relation.CONFIRMS_PART),
    Side.AGAINST: (Relation.CONTRADICTS, Relation.REVERSES, Relation.DENIES, Relation.DENIES),
    Side.DENIAL: (Relation.DENIES, Relation.REVERSES, Relation.DENIES, Relation.DENIES),
    Side.DROPPED: (Relation.UPDATES, Relation.REVERSES, Relation.UPDATES, Relation.DENIES),
    Side.NEWER: (Relation.UPDATES, Relation.UPDATES, Relation.UPDATES, Relation.UPDATES),
}
"""By who says it: the article, the speaker, someone close to them, another party (the order of ``Party``)."""
_UNDATED = {Side.NEWER: Side.AGAINST, Side.DROPPED: Side.DENIAL}
"""What another state makes of a claim where the article is not known to come later."""


class RulesJudge:
    """Judges claims by rules alone."""

    engine = Engine("rules", "4")

    def judge(self, claim: Claim, reading: Reading, near: Sequence[Passage]) -> Judgement:
        """At most one finding for each passage of ``near``; none for an opinion."""
        if claim.type is ClaimType.OPINION:
            return Judgement()
        pairs = list(_pairs(claim, reading, near))
        found = {passage.number: one for passage, pair in pairs if (one := _finding(claim, reading, passage, pair))}
        opening = _opening(reading)
        if at_a_distance(opening) or left_open(claimed(claim.text)):
            found = {number: _passed_on(one) for number, one in found.items()}
        if (told := as_a_whole(pairs, opening)) and not _beside(dict(pairs)[told[0]], told[1], _is_against(told[1])):
            _add(found, claim, reading, *told)
        told_of = ((found[passage.number], passage, pair) for passage, pair in pairs if passage.number in found)
        return Judgement(tuple(_detailed(one, reading, passage, pair) for one, passage, pair in told_of))


def _pairs(claim: Claim, reading: Reading, near: Sequence[Passage]) -> Iterator[tuple[Passage, Pair]]:
    """The claim beside each passage that is no longer than a sentence can be."""
    said, context = claimed(claim.text), _context(reading.article.text, reading.article.title or "")
    for passage in near:
        if passage.span.end - passage.span.start <= LONGEST:
            yield passage, Pair(said, statement(passage.span.of(reading.article.text)), context)


def _opening(reading: Reading) -> str:
    """The sentences that the article opens with, each as far as a sentence can reach."""
    text = reading.article.text
    return "\n".join(passage.span.of(text)[:LONGEST] for passage in reading.passages[:LEAD])


def _passed_on(finding: Finding) -> Finding:
    """What only passes a story on confirms no part of it."""
    return replace(finding, relation=Relation.REPEATS) if finding.relation is Relation.CONFIRMS_PART else finding


def _add(found: dict[int, Finding], claim: Claim, reading: Reading, passage: Passage, stance: Stance) -> None:
    """Put what the article as a whole does to the claim's story beside what its passages do.

    A story that it calls untrue somewhere is not confirmed by its being told, nor is contradicted who says no to it;
    one that is foretold is not confirmed by telling it again.
    """
    against = _is_against(stance)
    if not against and claim.type in (ClaimType.PREDICTION, ClaimType.PROMISE):
        return
    if of_another_time(claim, reading, passage, settled_before=against):
        return
    refuted = bool(negators(claimed(claim.text)))
    undone = _SUPPORT if against else {Relation.CONTRADICTS} if refuted else frozenset()
    found.update({number: _in_doubt(one) for number, one in found.items() if one.relation in undone})
    known = found.get(passage.number)
    if known is None or known.confidence < stance.confidence:
        found[passage.number] = _told(claim, reading, passage, stance)


def _is_against(stance: Stance) -> bool:
    return stance.side in (Side.AGAINST, Side.DENIAL)


def _beside(pair: Pair, stance: Stance, settled: bool) -> bool:
    """Whether the passage says nothing of the claim after all. ``settled`` says that its own day does not matter."""
    return beside_the_point(pair, stance) or (not settled and of_another_occasion(pair, stance))


def _in_doubt(finding: Finding) -> Finding:
    return replace(finding, confidence=min(finding.confidence, DOUBTED))


@lru_cache(maxsize=1)
def _context(text: str, title: str) -> frozenset[str]:
    """The keys of all words of an article, its headline among them; read once for all claims."""
    return frozenset(word.key for part in (title, *text.split("\n")) for word in words(part))


def _finding(claim: Claim, reading: Reading, passage: Passage, pair: Pair) -> Finding | None:
    rule, stance = next(((rule, stance) for rule in RULES if (stance := rule(pair))), (None, None))
    if stance is None:
        return _repeats(claim, reading, passage, pair)
    settled = rule in ABOUT_THE_CLAIM or rule in CALLING_OFF
    if of_another_time(claim, reading, passage, settled_before=settled) or _beside(pair, stance, settled):
        return None
    if rule not in ABOUT_THE_CLAIM and doubtful(claim, pair, stance, reading, rule in CALLING_OFF):
        stance = replace(stance, confidence=min(stance.confidence, UNSURE))
    return _told(claim, reading, passage, stance)


def _told(claim: Claim, reading: Reading, passage: Passage, stance: Stance) -> Finding:
    """The finding that ``stance`` makes of a passage, by whoever says it there."""
    who = voice(claim, reading, passage, _shifted(stance.at, passage.span.start))
    side = stance.side if _later(claim, reading) else _UNDATED.get(stance.side, stance.side)
    if side in (Side.FOR, Side.PARTLY) and goes_back_to_speaker(claim, reading, passage):
        who = replace(who, party=Party.SPEAKER)
    reason = f"{who.by or 'the article'} says {stance.reason}"
    return Finding(relation(side, who.party), passage.number, passage.span, stance.confidence, reason, who.by)


def _detailed(finding: Finding, reading: Reading, passage: Passage, pair: Pair) -> Finding:
    """``finding`` with its day and the elements that it speaks to.

    For what the speaker says it is the day of the saying. What is against a claim is against the whole of it.
    """
    spoken = finding.relation in (Relation.REPEATS, Relation.REVERSES)
    event = (spoken and day_told(reading, passage, of_saying=True)) or day_told(reading, passage, of_saying=False)
    return replace(finding, event=event, covers=pair.covered if finding.relation in _OF_ELEMENTS else ())


def relation(side: Side, party: Party) -> Relation:
    """What words that point to ``side`` do to a claim when ``party`` says them."""
    return dict(zip(Party, _RELATIONS[side], strict=True))[party]


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _later(claim: Claim, reading: Reading) -> bool:
    """Whether the article is known to be newer than the claim, so that a count may have gone on."""
    published = reading.article.published
    return bool(claim.said and published and claim.said < published)


def _repeats(claim: Claim, reading: Reading, passage: Passage, pair: Pair) -> Finding | None:
    """The claim's own speaker says it again, or is quoted again."""
    if pair.share < 0.5 or pair.other_time:
        return None
    said = pair.shared - pair.claim.names or pair.shared
    last = [word.span for word in pair.passage.words if word.key in said][-1]
    who = voice(claim, reading, passage, _shifted(last, passage.span.start))
    if who.party is not Party.SPEAKER:
        return None
    if bool(negators(pair.passage)) is not bool(negators(pair.claim)):
        return _taken_back(claim, passage, pair, who.by)
    return Finding(Relation.REPEATS, passage.number, passage.span, 0.8, f"{who.by} says it again", who.by)


def _taken_back(claim: Claim, passage: Passage, pair: Pair, by: str | None) -> Finding | None:
    """The speaker says of themselves ("I", "she") that what they said is not so. Another negation says nothing.

    In a claim that they have no part in, "she" is somebody else.
    """
    subject = None if negators(pair.claim) else who_negates(pair)
    if subject is None or (subject in _OF_A_PERSON and not in_own_hands(claim)):
        return None
    return Finding(Relation.REVERSES, passage.number, passage.span, 0.85, f"{by} says that it is not so", by)
