"""Rules that find a passage against a claim: called off, given up, not planned, negated, the opposite.

Each rule looks for deciding words and then asks whether they are about the claim. In doubt it finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimtrack.check.lexicon import CALLED_OFF, DENY, FALSE, HEARSAY, OUTCOMES, SPEECH, STATES, UNDO
from claimtrack.check.rules.clauses import (
    around,
    before_in_clause,
    foreseen,
    hedged,
    hedged_before,
    negated,
    negators,
    open_ended,
    scope,
    taken_back,
    word_at,
)
from claimtrack.check.rules.frames import subject
from claimtrack.check.rules.narrowing import is_limited, negates_with_a_limit
from claimtrack.check.rules.pair import Pair, Side, Stance
from claimtrack.check.status import UNSURE
from claimtrack.check.words import Word, keys
from claimtrack.model import Span

CALLED_OFF_KEYS, _DENY, _UNDONE, _UNSAID = keys(CALLED_OFF), keys(DENY), keys(UNDO), keys(SPEECH | UNDO)
SIDES = tuple(
    (keys(one), keys(other), side)
    for pairs, side in ((OUTCOMES, Side.AGAINST), (STATES, Side.NEWER))
    for left, right in pairs
    for one, other in ((left, right), (right, left))
)
"""Opposites, either way round: what the claim says, what the passage says, and what that makes of the passage."""
_AUXILIARIES = frozenset("is are was were am be been".split())
_OPEN = frozenset("may might could".split())
_PRONOUNS = frozenset("i we he she it they".split())
_OPPOSED = {"for", "against"}
_HELD = r"(?:take\s+place|go\s+ahead|happen)"
_NOT_HELD = re.compile(
    rf"\bcall(?:ed|s|ing)?\s+(?:it\s+)?off\b|\b(?:did|does|do|will|would)(?:\s+not|n['’]t)\s+{_HELD}\b|\bwon['’]t\s+{_HELD}\b"
    r"|\bnever\s+(?:took\s+place|happened|went\s+ahead|materiali[sz]ed)\b|\bfell\s+through\b"
    r"|\b(?:is|was|are|were)\s+off\b(?=[.,;]|\s+the\s+table)",
    re.IGNORECASE,
)
_TO_BE_HELD = re.compile(rf"\b(?:will|would|is\s+to|are\s+to)\s+(?:{_HELD}|be\s+held)\b", re.IGNORECASE)
GIVEN_UP = re.compile(
    r"\b(?:quit(?:s|ting)?|exits?|bail(?:s|ed|ing)?(?:\s+on)?|withdr(?:aws|ew|awn|awing)|drop(?:s|ped|ping)?\s+out"
    r"|pull(?:s|ed|ing)?\s+out|back(?:s|ed|ing)?\s+out|pass(?:es|ed|ing)?\s+on|walk(?:s|ed|ing)?\s+away"
    r"|turn(?:s|ed|ing)?\s+down|step(?:s|ped|ping)?\s+down)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\b(?:plans?|planned|agreed|scheduled|announced|arranged|preparations?)\b", re.IGNORECASE)
_WILL_BE = re.compile(r"\b(?:will|(?-i:may)|might|shall|would|could|going\s+to)\b|['’]ll\b", re.IGNORECASE)
NO_PLAN = re.compile(
    r"\b(?:(?:no|not\s+have(?:\s+any)?|n['’]t\s+have(?:\s+any)?|without|never\s+had(?:\s+any)?)\s+(?:\w+\s+)?(?:plans?|intentions?)"
    r"|(?:not|n['’]t|never)\s+(?:plan|planned|planning|intend|intended|intending))\b",
    re.IGNORECASE,
)


def called_off(pair: Pair) -> Stance | None:
    """What the claim expects was cancelled, or did not take place."""
    if not foreseen(pair.claim) or pair.claim.keys & CALLED_OFF_KEYS or open_ended(pair.passage):
        return None
    if pair.share < 0.35 or not pair.names_fit(0.5):
        return None
    for at, span in _calling_off(pair):
        about = {word.key for word in around(pair.passage, at, 8)} & pair.shared - pair.claim.names
        unsaid = negated(pair.passage, at) or hedged_before(pair.passage, at) or taken_back(pair.passage, at)
        if (about or _is_the_event(pair, at)) and not unsaid:
            confidence = UNSURE if _of_others(pair, at) else 0.9
            side = Side.NEWER if _only_planned(pair) else Side.AGAINST
            return Stance(side, pair.sure(confidence), span, "that it was called off or did not take place")
    return None


def _is_the_event(pair: Pair, at: int) -> bool:
    """Whether number ``at`` calls off the very event of which the claim says no more than that it will be held."""
    held = _TO_BE_HELD.search(pair.claim.text)
    if not held:
        return False
    ours = subject(pair.claim, word_at(pair.claim, held.start()))
    theirs = subject(pair.passage, at)
    return ours is not None and theirs is not None and ours.key == theirs.key and pair.named == 1.0


def _only_planned(pair: Pair) -> bool:
    """Whether the claim says that something is planned, not that it will be: a plan that was dropped had been one."""
    return _PLANNED.search(pair.claim.text) is not None and _WILL_BE.search(pair.claim.text) is None


def _calling_off(pair: Pair) -> Iterator[tuple[int, Span]]:
    for at, word in enumerate(pair.passage.words):
        if word.key in CALLED_OFF_KEYS:
            yield at, word.span
    for match in _NOT_HELD.finditer(pair.passage.text):
        yield word_at(pair.passage, match.start()), Span(*match.span())


def _of_others(pair: Pair, at: int) -> bool:
    """Whether the clause names someone whom the claim does not, in place of someone whom it does."""
    clause = [*list(before_in_clause(pair.passage, at))[:8], *scope(pair.passage, at, 12)]
    return pair.named < 1.0 and any(word.name and word.key not in pair.claim.telling for word in clause)


def given_up(pair: Pair) -> Stance | None:
    """The one who was to do it quits, pulls out or turns it down."""
    cue = GIVEN_UP.search(pair.passage.text)
    if not cue or not foreseen(pair.claim) or GIVEN_UP.search(pair.claim.text) or hedged(pair.passage):
        return None
    if pair.share < 0.5 or not pair.names_fit(0.75):
        return None
    at = word_at(pair.passage, cue.start())
    before = {word.key for word in pair.passage.words[max(0, at - 5) : at]}
    if not before & pair.shared or negated(pair.passage, at) or taken_back(pair.passage, at):
        return None
    return Stance(Side.AGAINST, pair.sure(0.85), Span(*cue.span()), "that they gave it up")


def unplanned(pair: Pair) -> Stance | None:
    """There is no plan to do what the claim foresees: less than that it will not be done, so a denial.

    A place or day that the claim adds need not be named: no plan to meet is no plan to meet there.
    """
    cue = NO_PLAN.search(pair.passage.text)
    if not cue or not foreseen(pair.claim) or negators(pair.claim) or pair.share < 0.35 or not pair.names_fit(0.5):
        return None
    if pair.claim.keys & _DENY:
        return None
    planned = [word for word in scope(pair.passage, word_at(pair.passage, cue.end() - 1), 12) if word.telling]
    after = {word.key for word in planned}
    if not after & (pair.shared - pair.claim.names) or _calls_off(pair.passage.text, after, cue.end()):
        return None
    confidence = 0.8 if planned[0].key in pair.claim.keys else UNSURE  # no plan to paint it is none to sell it
    side = Side.DROPPED if "longer" in cue.group().casefold() and _only_planned(pair) else Side.DENIAL
    return Stance(side, confidence, Span(*cue.span()), "that there is no such plan")


def _calls_off(text: str, keys_after: set[str], start: int) -> bool:
    """Whether it is a cancellation or a retreat that is spoken of from ``start`` on."""
    return bool(keys_after & CALLED_OFF_KEYS or _NOT_HELD.search(text, start) or GIVEN_UP.search(text, start))


def negation(pair: Pair) -> Stance | None:
    """The passage negates what the claim states."""
    if negators(pair.claim) or pair.share < 0.6 or not pair.names_fit(0.6) or open_ended(pair.passage):
        return None
    at = next((at for at in negators(pair.passage) if _negates_same(pair, at)), None)
    if at is None:
        return None
    confidence = 0.85 if pair.share >= 0.75 else 0.8
    if (hedged(pair.passage) and not hedged(pair.claim)) or negates_with_a_limit(pair, at):
        confidence = UNSURE
    return Stance(Side.AGAINST, pair.sure(confidence), pair.passage.words[at].span, "that it is not so")


def _negates_same(pair: Pair, at: int) -> bool:
    """Whether subject and predicate around a negator are the claim's, with no name that the claim does not have."""
    if _beside_the_point(pair.passage.words, at) or taken_back(pair.passage, at):
        return False
    told = [word for word in scope(pair.passage, at, 7) if word.telling]
    unsaid = _UNSAID - (pair.claim.keys & _UNDONE)
    if not told or told[0].key in unsaid or any(word.name and word.key not in pair.claim.telling for word in told):
        return False
    if negates_another(pair, at):
        return False
    before = {word.key for word in before_in_clause(pair.passage, at)}
    subject = pair.passage.words[at].text.casefold() == "no" or "there" in before or bool(before & pair.shared)
    return subject and any(word.key in pair.shared for word in told[:2])


def negates_another(pair: Pair, negator: int) -> bool:
    """Whether the verb that is negated is the claim's, with an object or complement of its own that the claim has not.

    Who will "not hire teachers" says nothing of nurses, and who will "not vote for" it does not take back "against".
    """
    verb = next((word for word in scope(pair.passage, negator, 7) if word.telling), None)
    said = next((at for at, word in enumerate(pair.claim.words) if verb and word.key == verb.key), None)
    if verb is None or said is None or pair.passage.words[negator].text.casefold() == "no":  # that negates a noun
        return False
    ours = list(scope(pair.claim, said, 12))
    theirs = list(scope(pair.passage, pair.passage.words.index(verb), 12))
    first = {word.text.casefold() for word in (*ours[:1], *theirs[:1])}
    if first == _OPPOSED:
        return True
    if "by" in first:  # who did it is no object
        return False
    own = {word.key for word in theirs if word.telling}
    return bool(own) and any(word.telling for word in ours) and own.isdisjoint(word.key for word in ours)


def who_negates(pair: Pair) -> str | None:
    """The pronoun, in small letters, of which the passage negates a verb of the claim's; None where it does not, or
    negates it of another object, or only of a part of it ("not hire nurses **from abroad**").
    """
    for at in negators(pair.passage):
        told = next((word for word in scope(pair.passage, at, 7) if word.telling), None)
        before = [word for word in before_in_clause(pair.passage, at) if word.text.casefold() not in _AUXILIARIES]
        if any(word.telling or word.text.casefold() in _OPEN for word in before):
            continue
        if told and told.key in pair.shared and not taken_back(pair.passage, at):
            if (
                open_ended(pair.passage)
                or negates_another(pair, at)
                or is_limited(pair, pair.passage.words[at].span.start)
            ):
                return None
            return next((word.text.casefold() for word in before if word.text.casefold() in _PRONOUNS), "")
    return None


def _beside_the_point(words: Sequence[Word], at: int) -> bool:
    """Whether a bare participle is negated ("for not going"), which is no predicate."""
    verb = words[at + 1].text if at + 1 < len(words) else ""
    auxiliary = at > 0 and words[at - 1].text.casefold() in _AUXILIARIES
    return words[at].text.casefold() == "not" and verb.endswith("ing") and verb != "being" and not auxiliary


def affirmation(pair: Pair) -> Stance | None:
    """The passage states what the claim negates."""
    if not negators(pair.claim) or negators(pair.passage) or pair.share < 0.75 or not pair.names_fit(1.0):
        return None
    if hedged(pair.passage) or open_ended(pair.passage) or pair.passage.keys & (_DENY | CALLED_OFF_KEYS):
        return None
    if pair.passage.forms & (FALSE | HEARSAY):
        return None
    return Stance(Side.AGAINST, pair.sure(0.8), pair.passage.words[-1].span, "that it is so")


def opposite(pair: Pair) -> Stance | None:
    """The passage agrees in all but one word, and that word is the opposite."""
    if negators(pair.claim) or negators(pair.passage) or hedged(pair.passage) or not pair.names_fit(1.0):
        return None
    if open_ended(pair.passage):
        return None
    for one, other, side in SIDES:
        said, found = pair.claim.keys & one, pair.passage.keys & other
        if not said or not found or pair.claim.keys & other or pair.passage.keys & one or not _rest_fits(pair, said):
            continue
        at, word = next((at, word) for at, word in enumerate(pair.passage.words) if word.key in found)
        if taken_back(pair.passage, at):
            continue
        changed = side if not foreseen(pair.claim) else Side.AGAINST
        return Stance(changed, pair.sure(0.8), word.span, f"the opposite: “{word.text}”")
    return None


def _rest_fits(pair: Pair, said: frozenset[str]) -> bool:
    rest = {key: weight for key, weight in pair.claim.telling.items() if key not in said}
    return sum(weight for key, weight in rest.items() if key in pair.shared) >= 0.7 * sum(rest.values()) > 0
