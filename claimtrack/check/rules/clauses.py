"""What stands around a word: the clause after it, the words near it, whether it is negated or hedged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from claimtrack.check.lexicon import DENY, FALSE, HEDGE, KEEPING
from claimtrack.check.rules.pair import Statement
from claimtrack.check.words import Word, keys

_BOUNDARY = re.compile(r"[,;:()—–\"“”]|\s-\s")
_OPENERS = frozenset("that but although though because which who whom while whereas despite and".split())
_NEGATORS = frozenset("not never no none nobody neither nor cannot without".split())
_HARMLESS = re.compile(
    r"\bnot?\s+(?:only|just|merely|simply|even|fewer|less|more|later|earlier|doubt|matter|wonder|longer|immediately|yet"
    r"|joke|show|way|sooner|least|necessarily|surprise|comment|known|sure|certain|if|all|every|always)\b"
    r"|\bnot\s+clear\b(?=\s+(?:if|whether|how|why|what|when|who|where|that)\b|[.,;])|\bnot\s+\w+\s+(?:only|just|merely|solely)\b"
    r"|\bnot at all\b|\b(?:if|whether) or not\b|\bor not\b|\bno one knows\b|\bno-\w+",
    re.IGNORECASE,
)
_HEDGES, _DENY, _KEEPING = keys(HEDGE), keys(DENY), keys(KEEPING)
_TAKEN_BACK = keys(DENY | {"fear"})
_NOT_TRUE = re.compile(r"\b(?:not|n['’]t)\s+true\b|\bno\s+truth\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|may|might|could|shall|would|going\s+to|plan(?:s|ned)?|expect(?:s|ed)?|scheduled|due|set\s+to|wants?|soon"
    r"|next|upcoming|agreed\s+to|promised?|intends?)\b|^(?:\S+\s+){1,5}to\s+(?!the|an?\b|his|her|their|its)[a-z]"
)
_IF = re.compile(
    r"\b(?:if|unless|whether|would have|could have|had it not|suppose|in case|provided that|assuming|as long as)\b"
    r"|\b(?:ask|wonder)(?:s|ed|ing)?\s+(?:\w+\s+){0,2}(?:why|how|when|who|what|where)\b|[,”\"]\s+ask(?:s|ed)\b|^had\b",
    re.IGNORECASE,
)


def scope(statement: Statement, at: int, reach: int) -> Iterator[Word]:
    """The words after number ``at`` up to the end of the clause, ``reach`` at most."""
    words = statement.words
    for before, word in zip(words[at:], words[at + 1 : at + 1 + reach], strict=False):
        if _BOUNDARY.search(statement.text, before.span.end, word.span.start) or word.text.casefold() in _OPENERS:
            return
        yield word


def before_in_clause(statement: Statement, at: int) -> Iterator[Word]:
    """The words before number ``at`` back to the start of the clause, the nearest first."""
    words = statement.words
    for number in range(at - 1, -1, -1):
        between = _BOUNDARY.search(statement.text, words[number].span.end, words[number + 1].span.start)
        if between or words[number].text.casefold() in _OPENERS:
            return
        yield words[number]


def around(statement: Statement, at: int, reach: int) -> Iterator[Word]:
    """The words at most ``reach`` away from number ``at``, the word itself left out."""
    yield from statement.words[max(0, at - reach) : at]
    yield from statement.words[at + 1 : at + 1 + reach]


@lru_cache(maxsize=1024)
def negators(statement: Statement) -> tuple[int, ...]:
    """Numbers of the words that negate what follows; "not only", "no fewer than" and their like do not."""
    harmless = [match.span() for match in _HARMLESS.finditer(statement.text)]
    return tuple(
        at
        for at, word in enumerate(statement.words)
        if _is_negator(word.text.casefold()) and not any(start <= word.span.start < end for start, end in harmless)
    )


def _is_negator(word: str) -> bool:
    return word in _NEGATORS or word.endswith(("n't", "n’t"))


def negated(statement: Statement, at: int) -> bool:
    """Whether a negation stands at most three words before number ``at``."""
    return any(at - 3 <= negator < at for negator in negators(statement))


def word_at(statement: Statement, offset: int) -> int:
    """The number of the word at, or next after, an offset into the statement; the last word's beyond it."""
    words = statement.words
    return next((at for at, word in enumerate(words) if word.span.end > offset), len(words) - 1)


def hedged_before(statement: Statement, at: int) -> bool:
    """Whether the clause leaves open, or denies, what number ``at`` says ("threatened to cancel", "refused to")."""
    before = list(before_in_clause(statement, at))[:8]
    return any(word.key in _KEEPING for word in before) or any(
        _is_hedge(word) or word.key in _DENY for word in before[:5]
    )


def taken_back(statement: Statement, at: int) -> bool:
    """Whether the sentence denies, fears or calls untrue what number ``at`` says ("denied that it was cancelled")."""
    denied = any(word.key in _TAKEN_BACK for word in statement.words[:at])
    return denied or bool(statement.forms & FALSE) or bool(_NOT_TRUE.search(statement.text))


def foreseen(statement: Statement) -> bool:
    """Whether the statement speaks of what is still to come."""
    return bool(_AHEAD.search(statement.text))


def hedged(statement: Statement) -> bool:
    """Whether a word of the statement leaves open if the thing is so or is done."""
    return any(map(_is_hedge, statement.words)) or "?" in statement.text


def _is_hedge(word: Word) -> bool:
    return word.key in _HEDGES and word.text != "May"  # the month


def open_ended(statement: Statement) -> bool:
    """Whether the statement asks or supposes, so that nothing in it is stated."""
    return statement.text.rstrip(" \"”'’").endswith("?") or bool(_IF.search(statement.text))
