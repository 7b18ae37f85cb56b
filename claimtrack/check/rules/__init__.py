"""The offline judge: small named rules over one claim and one passage, no model and no network.

A rule finds which way a passage points (``against``, ``untrue``, ``counts``, ``support``); who says it (``voice``)
turns that into a relation. What no rule is sure of stays without a finding: a false contradiction costs more than a
missed one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from claimtrack.check.rules.against import affirmation, called_off, given_up, negation, opposite, unplanned
from claimtrack.check.rules.counts import dates, figures
from claimtrack.check.rules.doubts import doubtful
from claimtrack.check.rules.pair import Pair, Side, Stance, claimed, statement
from claimtrack.check.rules.periods import of_another_time
from claimtrack.check.rules.support import alike, happened, stated
from claimtrack.check.rules.untrue import denied, doubted, untrue
from claimtrack.check.rules.voice import Party, Voice, voice
from claimtrack.check.status import UNSURE
from claimtrack.check.words import LONGEST, words
from claimtrack.model import Claim, ClaimType, Engine, Finding, Judgement, Passage, Reading, Relation, Span

Rule = Callable[[Pair], Stance | None]

RULES: tuple[Rule, ...] = (
    called_off,
    given_up,
    denied,
    untrue,
    unplanned,
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

_RELATIONS = {
    Side.FOR: (Relation.CONFIRMS, Relation.REPEATS, Relation.REPEATS, Relation.CONFIRMS),
    Side.PARTLY: (Relation.CONFIRMS_PART, Relation.REPEATS, Relation.REPEATS, Relation.CONFIRMS_PART),
    Side.AGAINST: (Relation.CONTRADICTS, Relation.REVERSES, Relation.DENIES, Relation.DENIES),
    Side.DENIAL: (Relation.DENIES, Relation.REVERSES, Relation.DENIES, Relation.DENIES),
    Side.NEWER: (Relation.UPDATES, Relation.UPDATES, Relation.UPDATES, Relation.UPDATES),
}
"""By who says it: the article, the speaker, someone close to them, another party (the order of ``Party``)."""


class RulesJudge:
    """Judges claims by rules alone."""

    engine = Engine("rules", "1")

    def judge(self, claim: Claim, reading: Reading, near: Sequence[Passage]) -> Judgement:
        """At most one finding for each passage of ``near``; none for an opinion."""
        if claim.type is ClaimType.OPINION:
            return Judgement()
        context = _context(reading.article.text, reading.article.title or "")
        found = (_finding(claim, reading, passage, context) for passage in near)
        return Judgement(tuple(finding for finding in found if finding))


@lru_cache(maxsize=1)
def _context(text: str, title: str) -> frozenset[str]:
    """The keys of all words of an article, its headline among them; read once for all claims."""
    return frozenset(word.key for part in (title, *text.split("\n")) for word in words(part))


def _finding(claim: Claim, reading: Reading, passage: Passage, context: frozenset[str]) -> Finding | None:
    text = passage.span.of(reading.article.text)
    if len(text) > LONGEST:
        return None
    pair = Pair(claimed(claim.text), statement(text), context)
    rule, stance = next(((rule, stance) for rule in RULES if (stance := rule(pair))), (None, None))
    if stance is None:
        return _repeats(claim, reading, passage, pair)
    if of_another_time(claim, reading, passage, settled_before=rule in ABOUT_THE_CLAIM or rule in CALLING_OFF):
        return None
    in_doubt = rule not in ABOUT_THE_CLAIM and doubtful(claim, pair, stance, reading, rule in CALLING_OFF)
    confidence = min(stance.confidence, UNSURE) if in_doubt else stance.confidence
    who = voice(claim, reading, passage, _shifted(stance.at, passage.span.start))
    side = Side.AGAINST if stance.side is Side.NEWER and not _later(claim, reading) else stance.side
    return Finding(relation(side, who.party), passage.number, passage.span, confidence, _told(stance, who), who.by)


def relation(side: Side, party: Party) -> Relation:
    """What words that point to ``side`` do to a claim when ``party`` says them."""
    return dict(zip(Party, _RELATIONS[side], strict=True))[party]


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _later(claim: Claim, reading: Reading) -> bool:
    """Whether the article is known to be newer than the claim, so that a count may have gone on."""
    published = reading.article.published
    return bool(claim.said and published and claim.said < published)


def _told(stance: Stance, who: Voice) -> str:
    return f"{who.by or 'the article'} says {stance.reason}"


def _repeats(claim: Claim, reading: Reading, passage: Passage, pair: Pair) -> Finding | None:
    """The claim's own speaker says it again, or is quoted again."""
    if pair.share < 0.5 or pair.other_time:
        return None
    last = [word.span for word in pair.passage.words if word.key in pair.shared][-1]
    who = voice(claim, reading, passage, _shifted(last, passage.span.start))
    if who.party is not Party.SPEAKER:
        return None
    return Finding(Relation.REPEATS, passage.number, passage.span, 0.8, f"{who.by} says it again", who.by)
