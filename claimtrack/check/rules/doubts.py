"""Doubts: reasons to think that a passage which looks decisive is about something else.

A finding in doubt is kept and shown, and is too little to move a status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from claimtrack.check.rules.clauses import negators, word_at
from claimtrack.check.rules.comparison import differing
from claimtrack.check.rules.frames import is_past, of_another, subject
from claimtrack.check.rules.narrowing import for_another, in_relative_clause, is_limited, is_one_of_several
from claimtrack.check.rules.pair import Pair, Side, Stance
from claimtrack.check.rules.support import done
from claimtrack.check.status.aspect import FORETOLD
from claimtrack.check.words import Word, key, words
from claimtrack.model import Claim, Reading
from claimtrack.speakers import key as speaker_key

_WHOLE = 0.9
"""The part of a claim's topic, by weight, that a passage with another figure must speak of."""
_OTHER = frozenset(
    "deputy former ex other another second third fourth old new rival brother sister wife husband son daughter father "
    "mother aide aides adviser advisers lawyer jr earlier previous separate similar unlike".split()
)
"""Words beside a claim's own that make it another one: the deputy mayor, a second attack."""
_LOOSE = re.compile(
    r"\b(?:almost|nearly|rumou?rs?|untrue|hoax|fake|joked?|unlike|until|without|unless|instead|wrong\s+to\s+say|"
    r"(?:no\s?one|nobody)\s+sa(?:id|ys))\b|\bnot\s+\w+\s+(?:late|early|its|his|her|their|for|\w{3,}ly)\b",
    re.IGNORECASE,
)
_NOT_VOUCHED = re.compile(
    r"\b(?:almost|nearly|briefly|temporarily|partly|partially|\w+ed\s+early|(?:only\s+)?on\s+paper|turned\s+out|(?:was|is|were)\s+a\s+lie|boast(?:s|ed)?|pretend(?:s|ed)?"
    r"|(?:assertion|boast|belief|claim|idea)\s+that|believed|years?\s+after|instead)\b"
    r"|\bin\s+(?:the|a|his|her)\s+(?:novel|film|book|play|series|story|dream|sketch|song)\b",
    re.IGNORECASE,
)
"""Words under which what is told is not stated as done."""
_MORE = re.compile(r"\b(?:another|additional|further|extra|a\s+second)\s+$", re.IGNORECASE)
_SO_FAR = re.compile(r"\bby\s+(?:noon|midnight|then|evening|morning|nightfall|\w+day)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-Z][A-Z .'’-]{2,30}(?:,\s+[A-Z][\w.]*\s+\d{1,2})?(?:,?\s+\([^)]{2,40}\))?\s+[-–—]+\s+")
_PAST_TIME = re.compile(
    r"\b(?:last|previous)\s+(?:year|month|season|decade)\b|\byears?\s+(?:ago|earlier)\b", re.IGNORECASE
)
_LONG_AGO = re.compile(
    r"\bas\s+(?:an?\s+)?(?:young\s+)?(?:students?|child(?:ren)?|pupils?|teenagers?|boys?|girls?|recruits?)\b"
    r"|\b(?:his|her|their)\s+(?:youth|childhood)\b|\bat\s+(?:school|university)\b|\bdecades?\s+(?:ago|earlier)\b",
    re.IGNORECASE,
)
_FORMERLY = frozenset("last first once previously formerly originally".split())
_WILL_NOT = re.compile(r"\b(?:will\s+(?:not|never)|won['’]t|no\s+longer)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SPAN_OF_TIME = re.compile(
    r"\b(?:last|this|next)\s+(?:year|month|week|quarter|season)\b|\bin\s+(?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december)\b"
)
_BE = frozenset("is are was were be been being has have had not never".split())


def doubtful(claim: Claim, pair: Pair, stance: Stance, reading: Reading, called_off: bool) -> bool:
    """Whether ``stance`` may not be about the claim, or not yet. ``called_off`` says that something was called off."""
    if _of_another(pair, stance) or _at_another_time(claim, pair, reading):
        return True
    if stance.side is Side.DENIAL:
        return False
    if _of_a_namesake(pair, reading):
        return True
    foretold = claim.type in FORETOLD
    if stance.side is Side.FOR:
        loose = _NOT_VOUCHED.search(pair.passage.text) is not None
        narrowed = for_another(pair) or (foretold and _of_long_ago(pair))
        return loose or narrowed or of_another(pair) or _counts_another(pair)
    if _LOOSE.search(pair.passage.text):
        return True
    if called_off:
        return _hits_another(pair, stance)
    too_early = not _is_due(claim, reading) and not (negators(pair.claim) or _WILL_NOT.search(pair.passage.text))
    if of_another(pair) or _counts_a_part(pair):
        return True
    if not differing(pair) and not negators(pair.passage) and is_limited(pair, stance.at.end):
        return True
    return too_early or _is_qualified(pair) or len(negators(pair.passage)) > 1 or _counts_another(pair)


def _of_another(pair: Pair, stance: Stance) -> bool:
    """Whether a word of the claim's stands in the passage with a word that makes it another's, or owns something."""
    for at, word in _shared(pair):
        before = pair.passage.words[at - 1].text.casefold() if at else ""
        if before in _OTHER - pair.claim.forms:
            return True
        if word.text.endswith(("'s", "’s")) and not _owns_shared(pair, at):
            return True
        after = pair.passage.words[at + 1].text.casefold() if at + 1 < len(pair.passage.words) else ""
        if after in {"jr", "jr."} - pair.claim.forms:
            return True
    return stance.side is not Side.AGAINST and any(
        word.text.casefold() in {"aides", "aide"} - pair.claim.forms for word in pair.passage.words
    )


def _owns_shared(pair: Pair, at: int) -> bool:
    """Whether what the word owns is the claim's own too ("Moscow's troops" of a claim about them)."""
    following = pair.passage.words[at + 1 : at + 4]
    return any(word.key in pair.shared for word in following)


def _of_long_ago(pair: Pair) -> bool:
    """Whether the passage tells of an earlier time, or only in passing, so that no prediction has come true by it."""
    words = pair.passage.words
    formerly = any(
        before.text.casefold() in _FORMERLY and is_past(word.text.casefold()) for before, word in pairwise(words)
    )
    in_passing = (in_relative_clause(pair.passage, words.index(word)) for word in done(pair))
    return formerly or _LONG_AGO.search(pair.passage.text) is not None or any(in_passing)


def _is_qualified(pair: Pair) -> bool:
    """Whether a word that the claim does not have narrows one that it has ("knife crime"), or a name another place."""
    words = pair.passage.words
    for at, word in _shared(pair):
        before = words[at - 1] if at else None
        if not before or before.name or word.name or before.text.casefold() in ("now", "currently"):
            continue
        if before.telling and before.key not in pair.claim.keys:
            return True
    dateline = _DATELINE.match(pair.passage.text)
    begin = word_at(pair.passage, dateline.end()) if dateline else 0
    return any(word.name and word.key not in pair.claim.keys for word in words[begin + 1 : begin + 8])


def _counts_a_part(pair: Pair) -> bool:
    """Whether a figure that differs is of a part of the time or of the things, or of what came on top."""
    figures = differing(pair)
    if not figures:
        return False
    text = pair.passage.text
    parts = pair.passage.halves != pair.claim.halves or pair.passage.quarters != pair.claim.quarters
    so_far = _SO_FAR.search(text) is not None and not _SO_FAR.search(pair.claim.text)
    since = bool(_SINCE.search(text)) is not bool(_SINCE.search(pair.claim.text))
    more = any(_MORE.search(text[: figure.span.start]) for figure in figures)
    several = any(is_one_of_several(pair, figure) or is_limited(pair, figure.span.end) for figure in figures)
    return parts or so_far or since or more or several or len(figures) > 1


def _of_a_namesake(pair: Pair, reading: Reading) -> bool:
    """Whether the passage gives only a surname, and the article a full name with it that is not the claim's."""
    for name in pair.given:
        if len(name) == 1 or name[-2] in pair.passage.keys:
            continue
        named = re.compile(rf"\b([^\W\d_][\w'’-]+)\s+({re.escape(name[-1])})\b", re.IGNORECASE)
        if any(_is_other_name(found[1], found[2], name) for found in named.finditer(reading.article.text)):
            return True
    return False


def _is_other_name(first: str, last: str, name: tuple[str, ...]) -> bool:
    """Whether ``first`` is a given name, before the surname, that is not in ``name``; a title is none."""
    if not (first[0].isupper() and last[0].isupper()) or key(first) in name:
        return False
    return speaker_key(f"{first} {last}") != speaker_key(last) and any(word.telling for word in words(first))


def _counts_another(pair: Pair) -> bool:
    """Whether figures are told of something that the claim does not speak of, or not of all that it speaks of."""
    if not pair.claim.quantities or not pair.passage.quantities:
        return False
    return pair.share < _WHOLE or bool(negators(pair.passage))


def _shared(pair: Pair) -> Iterator[tuple[int, Word]]:
    return ((at, word) for at, word in enumerate(pair.passage.words) if word.key in pair.shared)


def _at_another_time(claim: Claim, pair: Pair, reading: Reading) -> bool:
    """Whether the passage tells of years that are neither the claim's nor those in between."""
    spans = [set(_SPAN_OF_TIME.findall(text.lower())) for text in (pair.claim.text, pair.passage.text)]
    if all(spans) and not spans[0] & spans[1]:
        return True
    published = reading.article.published
    if claim.said is None or published is None:
        return False
    period = claim.period
    known = {
        claim.said.year,
        published.year,
        *pair.claim.years,
        *((period.start.year, period.end.year) if period else ()),
    }
    foretold = claim.type in FORETOLD
    told = {int(year) for year in _YEAR.findall(pair.passage.text)}
    return (bool(told - known) and not pair.claim.years) or (
        foretold and _PAST_TIME.search(pair.passage.text) is not None
    )


def _is_due(claim: Claim, reading: Reading) -> bool:
    """Whether what the claim foretells should have come about when the article was published."""
    published = reading.article.published
    if claim.type not in FORETOLD or published is None or claim.said is None:
        return True
    return claim.period is not None and claim.period.end < published


def _hits_another(pair: Pair, stance: Stance) -> bool:
    """Whether the deciding verb has another subject or object than the claim's ("the festival bus was cancelled")."""
    if " " in stance.at.of(pair.passage.text):  # "did not take place" has no object, and "called it off" its own
        return False
    words, at = pair.passage.words, word_at(pair.passage, stance.at.start)
    before = at - 1
    while before >= 0 and words[before].text.casefold() in _BE:
        before -= 1
    passive = before < at - 1 and any(
        words[i].text.casefold() in {"was", "were", "been", "is", "are"} for i in range(before + 1, at)
    )
    if passive and before >= 0:
        hit = subject(pair.passage, at)
        return hit is not None and hit.key not in pair.claim.keys
    object_ = next((word for word in words[at + 1 : at + 4] if word.telling), None)
    return (
        not passive
        and object_ is not None
        and object_.key not in pair.claim.keys
        and words[at].key not in pair.claim.keys
    )
