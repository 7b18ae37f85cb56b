"""What a sentence says with a limit that the claim does not have: of a part, for a reason, on some days only.

"Did not close before May" and "fell outside the centre" are not against "closed" and "rose".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claimtrack.check.lexicon import DATE_WORDS
from claimtrack.check.rules.clauses import scope
from claimtrack.check.rules.pair import Pair, Statement
from claimtrack.check.words import Word
from claimtrack.text.numbers import SPOKEN, Quantity

_LIMITING = frozenset(
    "in at of from for with on by outside inside among near over under except besides between beyond through within "
    "toward towards about into like than aged who whose which where that".split()
)
_COMPLETING = frozenset("to for with".split())
_SUBORDINATING = frozenset(
    "when while as after before because since who whose whom which where although though until till unless".split()
)
_REASONS = _SUBORDINATING | frozenset("so only just merely solely lest".split())
_BORDER = re.compile(r"[,;:()—–]|\s-\s|\bbut\b")
_NUMBER = rf"(?:\d[\d,.]*|{'|'.join(SPOKEN)})"
_AND_MORE = re.compile(
    rf"(?:,|\band|\bplus)\s+(?:(?:another|some|about|a\s+further)\s+)?{_NUMBER}"
    r"(?:\s+(?:more|others?|(?:\w+\s+)?\w+s|people|men|women|children))?"
    r"\s+(?:in|on|at|for|to|by|from|of|near|outside|elsewhere|inland|there|later)\b(?!\s+(?:them|whom|which))",
    re.IGNORECASE,
)
"""A further figure of the same sort, for another place, day or buyer: "7 in Kessel and 5 in Brunn"."""
_NO_PURPOSE = frozenset("time now good sure example instance".split())
"""What stands behind "for" and names nobody and nothing that a thing is done for: "for the second time"."""
_OTHERWISE = re.compile(r"\b(?:after|at)\s+all\b|\bas\s+(?:\w+\s+){0,3}\w+ed\b", re.IGNORECASE)
"""What follows a negation without limiting it: "after all", "as had been reported"."""


def negates_with_a_limit(pair: Pair, negator: int) -> bool:
    """Whether what is negated is more than the claim: a reason, a day, a manner that only the passage gives.

    The first word that tells something is what is negated, and whether that is the claim's is not asked here.
    """
    rest = _OTHERWISE.search(pair.passage.text, pair.passage.words[negator].span.end)
    after = after_in_part(pair.passage, negator)
    first = next((n for n, word in enumerate(after) if word.telling), len(after))
    return any(
        word.key not in pair.claim.keys and (word.telling or word.text.casefold() in _REASONS | DATE_WORDS)
        for word in after[first + 1 :]
        if not rest or word.span.start < rest.start()
    )


def is_limited(pair: Pair, offset: int) -> bool:
    """Whether a preposition or a relative clause behind an offset into the passage leads to what the claim has not."""
    words = pair.passage.words
    at = next((at for at, word in enumerate(words) if word.span.start >= offset), len(words))
    limited = False
    for word in [*words[at : at + 1], *scope(pair.passage, at, 8)]:
        if word.text.casefold() in _LIMITING:
            limited = True
        elif limited and word.telling:
            if word.key not in pair.claim.keys:
                return True
            limited = False
    return False


def for_another(pair: Pair) -> bool:
    """Whether the passage says for whom or what it was done, and the claim does not ("raised the rent for dogs") or
    says another ("reopened to walkers" beside "to traffic").
    """
    ours, theirs = _complements(pair.claim), _complements(pair.passage)
    if any(_are_others(pair, ours[verb], theirs[verb]) for verb in ours.keys() & theirs.keys()):
        return True
    return "for" not in pair.claim.forms and any(
        word.text.casefold() == "for" and _gives_a_purpose(pair, at) for at, word in enumerate(pair.passage.words)
    )


def _complements(statement: Statement) -> dict[tuple[str, str], str]:
    """What stands behind a word and "to", "for" or "with", by the keys of all: of "reopened to walkers" the last."""
    words = statement.words
    return {
        (verb.key, preposition.text.casefold()): told.key
        for at, (verb, preposition) in enumerate(pairwise(words))
        if verb.telling and preposition.text.casefold() in _COMPLETING
        if (told := next((word for word in words[at + 2 : at + 5] if word.telling), None))
    }


def _are_others(pair: Pair, ours: str, theirs: str) -> bool:
    return ours not in pair.passage.keys and theirs not in pair.claim.keys


def _gives_a_purpose(pair: Pair, at: int) -> bool:
    after = after_in_part(pair.passage, at)
    if not any(word.key in pair.shared for word in before_in_part(pair.passage, at)):
        return False
    forms = [word.text.casefold() for word in after[:3]]
    if not forms or forms[0][0].isdigit() or forms[0] in SPOKEN or not _NO_PURPOSE.isdisjoint(forms):
        return False
    whom = next((word for word in after if word.telling), None)
    return whom is not None and whom.key not in pair.claim.keys


def is_one_of_several(pair: Pair, figure: Quantity) -> bool:
    """Whether a figure of the passage has others beside it for other places or parts, so that it is no total.

    It is none where the claim asks for its place alone: "12 in Kessel" beside "7 in Kessel and 5 in Brunn".
    """
    more = _AND_MORE.search(pair.passage.text, figure.span.end)
    if not more:
        return False
    here = _names(pair.passage, figure.span.end, more.start())
    there = _names(pair.passage, more.start(), len(pair.passage.text))
    ours = bool(here) and all(word.key in pair.claim.keys for word in here)
    return not (ours and there and all(word.key not in pair.claim.keys for word in there))


def _names(statement: Statement, start: int, end: int) -> list[Word]:
    return [word for word in statement.words if word.name and start <= word.span.start < end]


def main_words(statement: Statement, at: int) -> list[Word]:
    """The words of the part of the sentence in which number ``at`` stands, without its subordinate clauses.

    "The report that Ada was drunk when she opened the clinic is false": of "false" these are the words up to "when".
    """
    before = list(before_in_part(statement, at))[::-1]
    return [*_up_to_subordinate(before), *_up_to_subordinate(list(after_in_part(statement, at)))]


def in_relative_clause(statement: Statement, at: int) -> bool:
    """Whether number ``at`` stands in a clause that only tells more of somebody: "Ada, whose rival lied"."""
    return any(word.text.casefold() in {"who", "whose", "which"} for word in before_in_part(statement, at)[-1:])


def before_in_part(statement: Statement, at: int) -> list[Word]:
    """The words before number ``at`` back to a comma or "but", the nearest first."""
    words, found = statement.words, []
    for number in range(at - 1, -1, -1):
        if _BORDER.search(statement.text, words[number].span.start, words[number + 1].span.start):
            break
        found.append(words[number])
    return found


def after_in_part(statement: Statement, at: int) -> list[Word]:
    """The words after number ``at`` up to a comma or "but"."""
    words, found = statement.words, []
    for number in range(at + 1, len(words)):
        if _BORDER.search(statement.text, words[number - 1].span.end, words[number].span.end):
            break
        found.append(words[number])
    return found


def _up_to_subordinate(words: Sequence[Word]) -> Sequence[Word]:
    end = next((n for n, word in enumerate(words) if n and word.text.casefold() in _SUBORDINATING), len(words))
    return words[:end]
