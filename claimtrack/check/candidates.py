"""What is worth judging: the words to look claims up by, and the passages of an article that bear on a claim."""

from __future__ import annotations

from collections import Counter

from claimtrack.check.lexicon import DENY, FALSE, NOT_TRUE, STORY
from claimtrack.check.words import LONGEST, Word, keys, remember, telling, weight, words
from claimtrack.model import Claim, Passage, Reading

TERMS = 80
"""The most words that one article asks the index of claims for."""
NEAR = 6
"""The most passages of one article that are judged against one claim."""
VERDICTS = 3
"""The most passages beside them that call something untrue: these seldom name what it is."""
LEAST_SHARE = 0.15
"""The part of a claim's topic, by weight, that a passage must speak of."""

_DENY, _STORY = keys(DENY), keys(STORY)


def terms(reading: Reading) -> list[str]:
    """Words of the article to look claims up by, the most telling first: names, then by how often they occur."""
    text = reading.article.text
    found = [word for passage in reading.passages for word in words(passage.span.of(text))]
    found += words(reading.article.title or "")
    counts: Counter[str] = Counter()
    named: set[str] = set()
    for word in filter(_searchable, found):
        folded = word.text.casefold().removesuffix("'s").removesuffix("’s")
        counts[folded] += 1
        if word.name:
            named.add(folded)
    return sorted(counts, key=lambda word: (word not in named, -counts[word], -len(word), word))[:TERMS]


def _searchable(word: Word) -> bool:
    return (word.telling and weight(word) >= 1.0) or (word.text[0].isdigit() and len(word.text) > 1)


def bears_on(claim: Claim, reading: Reading) -> list[Passage]:
    """The passages that share enough of the claim's names and telling words to be judged, best first.

    What is longer than a sentence can be is left out. Where there are any, the first passages that call something
    untrue come behind them, whatever they name.
    """
    text = reading.article.text
    scored, verdicts = [], []
    for passage in reading.passages:
        if passage.span.end - passage.span.start > LONGEST:
            continue
        if (share := shared(claim, passage.span.of(text))) >= LEAST_SHARE:
            scored.append((-share, passage.number, passage))
        if calls_untrue(passage.span.of(text)):
            verdicts.append(passage)
    near = [passage for _, _, passage in sorted(scored, key=lambda row: row[:2])[:NEAR]]
    return [*near, *[passage for passage in verdicts if passage not in near][:VERDICTS]] if near else []


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
