"""What is worth judging: the passages of an article that bear on a claim, and how much they do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from claimtrack.check.lexicon import DENY, FALSE, NOT_TRUE, STORY
from claimtrack.check.scoring import Rarity, Texts, article_texts, scores, with_likeness
from claimtrack.check.words import LONGEST, keys, remember, telling, words
from claimtrack.model import Claim, Passage, Reading
from claimtrack.text.terms import claim_terms

NEAR = 6
"""The most passages of one article that are judged against one claim."""
VERDICTS = 3
"""The most passages beside them that call something untrue: these seldom name what it is."""
LEAST_SHARE = 0.15
"""The part of a claim's topic, by weight, that a passage must speak of."""

Likeness = Callable[[str], float]
"""How alike a passage, by its words, and the claim are by what they mean, in [0, 1]."""

_DENY, _STORY = keys(DENY), keys(STORY)


@dataclass(frozen=True, slots=True)
class Near:
    """The passages of an article that are worth judging against a claim, best first, and the score of the best."""

    passages: tuple[Passage, ...]
    score: float


def bearing(
    claim: Claim, reading: Reading, texts: Texts, rarity: Rarity, likeness: Likeness | None = None
) -> Near | None:
    """The passages that share enough of the claim's names and telling words to be judged; None where there are none.

    ``texts`` are those of the reading. What is longer than a sentence can be is left out. Where there are any, the
    first passages that call something untrue come behind them, whatever they name. Where ``likeness`` tells what
    passages mean, and one shares enough, others may take its place that share less.
    """
    text = reading.article.text
    scored = zip(_scores(claim, reading, texts, rarity, likeness), reading.passages, strict=True)
    sentences = [(-score, passage.number, passage) for score, passage in scored if is_sentence(passage)]
    found = [one for one in sentences if shared(claim, one[2].span.of(text)) >= LEAST_SHARE]
    if not found:
        return None
    if likeness:
        found = [one for one in sentences if one[0]]
    best = sorted(found, key=lambda row: row[:2])[:NEAR]
    near = [passage for *_, passage in best]
    verdicts = (passage for *_, passage in sentences if passage not in near and calls_untrue(passage.span.of(text)))
    return Near((*near, *islice(verdicts, VERDICTS)), -best[0][0])


def _scores(claim: Claim, reading: Reading, texts: Texts, rarity: Rarity, likeness: Likeness | None) -> list[float]:
    wanted, text = claim_terms(claim), reading.article.text
    scored = scores(wanted, texts, rarity)
    if likeness is None:
        return scored
    alike = [likeness(passage.span.of(text)) for passage in reading.passages]
    return with_likeness(scored, alike, wanted, rarity)


def is_sentence(passage: Passage) -> bool:
    """Whether a passage is no longer than a sentence can be; what is longer is no sentence, and not judged."""
    return passage.span.end - passage.span.start <= LONGEST


def bears_on(claim: Claim, reading: Reading) -> list[Passage]:
    """The passages of an article that are worth judging, where it is not known how rare terms are."""
    near = bearing(claim, reading, article_texts(reading), Rarity())
    return list(near.passages) if near else []


@remember(8192)
def calls_untrue(sentence: str) -> bool:
    """Whether a sentence has a word or phrase by which a story is called untrue, or tells that one is denied."""
    found = frozenset(word.key for word in words(sentence))
    false = any(word.text.casefold() in FALSE for word in words(sentence))
    return false or NOT_TRUE.search(sentence) is not None or bool(found & _DENY and found & _STORY)


def shared(claim: Claim, words: str) -> float:
    """The part of the claim's topic, by weight, that ``words`` speak of, in [0, 1]."""
    wanted = _wanted(claim.text)
    found = sum(wanted[key] for key in _keys(words) if key in wanted)
    return found / total if (total := sum(wanted.values())) else 0.0


@remember(512)
def _wanted(claim: str) -> dict[str, float]:
    return telling(words(claim.replace("[", "").replace("]", "")))


@remember(8192)
def _keys(sentence: str) -> frozenset[str]:
    return frozenset(word.key for word in words(sentence) if word.telling)
