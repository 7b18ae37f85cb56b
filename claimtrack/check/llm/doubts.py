"""What keeps a model's finding from counting, as far as code can see it: such a finding is shown and moves nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimtrack.check.lexicon import FALSE, GENERIC, STOP
from claimtrack.check.llm.events import comes_about, is_done
from claimtrack.check.llm.others import all_but_places, elsewhere, of_another_actor, of_another_place
from claimtrack.check.llm.plain import AGAINST
from claimtrack.check.llm.view import View
from claimtrack.check.rules import RulesJudge
from claimtrack.check.rules.against import CALLED_OFF_KEYS, GIVEN_UP, SIDES
from claimtrack.check.rules.clauses import foreseen, negators, open_ended
from claimtrack.check.rules.comparison import (
    agree,
    differ,
    gives_a_figure,
    gives_covered,
    incomparable,
    of_other_measures,
)
from claimtrack.check.rules.pair import Pair, claimed, statement
from claimtrack.check.status import SURE
from claimtrack.check.status.aspect import FORETOLD
from claimtrack.check.words import keys
from claimtrack.model import Claim, Finding, Passage, Reading, Relation

FOR = frozenset({Relation.CONFIRMS, Relation.CONFIRMS_PART})
_OF_THE_THING = FOR | {Relation.CONTRADICTS}
"""What tells the thing itself, and not who says what of it."""
_CHECKING = frozenset(
    "claim claims statement statements assertion assertions refute refutes refuted refutation contradict contradicts "
    "contradicted contradicting contradiction contradictions superseded verdict verdicts label labels labelled answer "
    "answers reply replies instruction instructions prompt prompts article articles text texts paragraph paragraphs "
    "sentence sentences passage passages word words item items proof reader readers checker checkers machine machines "
    "software algorithm algorithms undersigned".split()
)
"""Words of texts, of those who read them, and of what is made of them: what the check is about, and few events are."""
_GENERIC = keys(GENERIC)
_AUXILIARIES = frozenset(
    "is are was were has have had will would can could may might must shall should does do did".split()
)
_ASIDE = re.compile(
    r"\bin\s+(?:an?|the|his|her|their|its)\s+(?:\w+\s+)?(?:statement|article|note|reply)\b", re.IGNORECASE
)
"""Where something was said, which is no word about it."""
_ENGLISH = STOP - frozenset("a i in on an am as so was do me no all had her per".split())
"""Small words of English that are none in its neighbours."""
_CONTRAST = re.compile(
    r"\b(?:instead|rather\s+than|in\s+place\s+of|as\s+opposed\s+to|(?:and|but)\s+not|not\s+(?:in|at|on|by)|only)\b",
    re.IGNORECASE,
)
"""Words that set what is told against something else."""
_FEW, _LEAST_SMALL = 8, 0.15
"""From how many words without a capital on a passage shows its language, by the share of small words among them."""


def doubt(
    claim: Claim, reading: Reading, passage: Passage, finding: Finding, view: View, *, denied: bool = False
) -> str | None:
    """Why ``finding`` may not count, as a clause to put behind its reason; None where code sees nothing against it.

    ``denied`` says that the passage is taken for somebody's mere denial, which may well repeat what it denies.
    """
    sentence, evidence = passage.span.of(view.text), finding.evidence.of(view.text)
    pair = Pair(claimed(claim.text), statement(sentence), view.keys)
    if _unnamed(pair):
        return "the article gives none of the claim's names"
    if open_ended(statement(evidence)):
        return "the passage leaves it open"
    if finding.relation is Relation.DENIES and finding.by is None:
        return "nobody is named who denies it"
    if _is_of_another_language(pair):
        return "the passage is not in the language of the claim"
    offline = RulesJudge().judge(claim, reading, [passage]).findings
    side, other = (FOR, AGAINST) if finding.relation in FOR else (AGAINST, FOR)
    if not (finding.relation in side and _is_sure(offline, side)):
        if _speaks_of_texts(pair):
            return "the passage speaks of texts and of what to make of them"
        if _is_beside_the_point(claim, pair):
            return "the passage names the same, and says nothing of what the claim says of it"
    if finding.relation in _OF_THE_THING and (why := _of_another(pair, finding)):
        return why
    if finding.relation in FOR and (why := _unconfirmed(claim, pair, evidence, finding)):
        return why
    if finding.relation in AGAINST and (why := _uncontradicted(pair, denied)):
        return why
    if finding.relation in side and _is_sure(offline, other) and not (side is AGAINST and _sets_apart(pair)):
        return "the offline judge reads it the other way"
    return None


def _speaks_of_texts(pair: Pair) -> bool:
    """Whether the passage is about texts and their readers, where the claim is not: it reports nothing of the thing."""
    said = statement(_ASIDE.sub("", pair.passage.text))
    return bool(said.forms & _CHECKING - pair.claim.forms)


def _is_of_another_language(pair: Pair) -> bool:
    """Whether the claim is in English, and the passage is not: code cannot vouch for what it cannot read."""
    lower = [word.text for word in pair.passage.words if word.text.islower()]
    small = sum(word in STOP and len(word) > 1 for word in lower)
    return len(lower) >= _FEW and small < _LEAST_SMALL * len(lower) and not _ENGLISH.isdisjoint(pair.claim.forms)


def _unnamed(pair: Pair) -> bool:
    """Whether nobody and nothing that the claim names is named anywhere in the article."""
    names = pair.claim.full_names
    return bool(names) and all(name[-1] not in pair.context for name in names)


def _is_beside_the_point(claim: Claim, pair: Pair) -> bool:
    """Whether the passage shares nothing of what the claim says of its subject: no word, opposite, figure or time.

    That begins with the claim's first auxiliary, if it has one; names do not count. Words by which a thing is
    called off or given up need nothing else ("The actor has pulled out of the film"), nor do those by which an event
    comes about or does not, where the claim is of one.
    """
    said, found = pair.claim, pair.passage
    begins = next((at for at, word in enumerate(said.words) if word.text in _AUXILIARIES), 0)
    content = frozenset(word.key for word in said.words[begins:] if word.telling) - said.names - _GENERIC
    if not content or found.keys & (content | CALLED_OFF_KEYS) or found.forms & FALSE or GIVEN_UP.search(found.text):
        return False
    if comes_about(found) and (claim.type in FORETOLD or comes_about(said)):
        return False
    times = ((said.weekdays, found.weekdays), (said.days, found.days), (said.years, found.years))
    counted = any(one.unit == other.unit for one in said.quantities for other in found.quantities)
    return not (_is_opposed(pair) or counted or any(one and other for one, other in times))


def _of_another(pair: Pair, finding: Finding) -> str | None:
    """Why the passage is not about the claim's place or actor. That an event was held elsewhere does bear on it."""
    if of_another_actor(pair, finding.by):
        return "the passage is about somebody else"
    moved = finding.relation is Relation.CONTRADICTS and is_done(pair) and all_but_places(pair)
    if of_another_place(pair) and not (moved and not (pair.claim.quantities and pair.passage.quantities)):
        return "the passage is about another place"
    return None


def _unconfirmed(claim: Claim, pair: Pair, evidence: str, finding: Finding) -> str | None:
    """Why the passage cannot be for the claim. A part of it needs the figures of that part alone."""
    told = statement(evidence)
    if claim.type in FORETOLD and foreseen(told) and not is_done(Pair(pair.claim, told, pair.context)):
        return "what is foretold again has not happened"
    if why := incomparable(pair):
        return why
    whole = finding.relation is Relation.CONFIRMS
    if whole and not gives_a_figure(pair.passage, pair.claim):
        return "the passage gives none of the claim's figures"
    if differ(pair) or not (whole or gives_covered(pair.passage, finding.covers)):
        return "the passage gives another figure"
    return None


def _uncontradicted(pair: Pair, denied: bool) -> str | None:
    """Why the passage cannot be against the claim: it says it again, or its figures agree or measure other things.

    Where an opposite or another word is against the claim, figures are not what decides.
    """
    if len(negators(pair.claim)) != len(negators(pair.passage)):
        return None
    if pair.passage.keys <= pair.claim.keys:
        return "the passage says nothing that the claim does not"
    if denied or _is_opposed(pair) or pair.passage.keys & CALLED_OFF_KEYS or pair.passage.forms & FALSE:
        return None
    if why := incomparable(pair):
        return why
    if of_other_measures(pair):
        return "the figures measure different things"
    if agree(pair):
        return "the figures agree at the precision that is stated"
    return None


def _is_opposed(pair: Pair) -> bool:
    """Whether the passage has an opposite of a word of the claim."""
    return any(pair.claim.keys & one and pair.passage.keys & other for one, other, _ in SIDES)


def _sets_apart(pair: Pair) -> bool:
    """Whether the passage tells the thing otherwise in words that rules of likeness pass over: elsewhere, instead."""
    return elsewhere(pair) or bool(_CONTRAST.search(pair.passage.text))


def _is_sure(offline: Sequence[Finding], side: frozenset[Relation]) -> bool:
    """Whether the ``offline`` judge is sure of this side."""
    return any(one.confidence >= SURE and one.relation in side for one in offline)
