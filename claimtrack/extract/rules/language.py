"""Which language an article is in, told by its script and by the closed-class words that it uses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from heapq import nlargest
from operator import itemgetter

from claimtrack.extract.rules.lexicon import lines

UNKNOWN = "und"
"""The code (ISO 639-2) of a language that is none of those known here."""

_SAMPLE = 1_000
"""Characters that are looked at: the beginning of an article tells."""
_NOT_LATIN = re.compile("[\u0370-\u1fff\u3040-\ud7af]")
"""The letters of all scripts in ``_SCRIPTS``, which most articles have none of."""
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
"""Words of one letter tell nothing: they are initials, and what an apostrophe cuts off."""
_FEWEST = 3
"""The fewest closed-class words that tell a language."""
_SHARE = 0.12
"""The least part of all words that they make up. In news prose it is a quarter and more."""
_CLEAR = 1.25
"""How many times the next language's score the best one's is at the least, but between ``_NEIGHBOURS``."""
_NEIGHBOURS = (frozenset({"da", "no", "sv"}), frozenset({"cs", "sk"}), frozenset({"es", "pt", "ca", "it"}))
"""Languages that share so many of these words that the better score decides: none is read by rules of its own."""
_LONG = 40
"""Words from which a text is long enough that no known language in it means an unknown one."""

_SCRIPTS = (
    ("ja", "Japanese", re.compile("[\u3040-\u30ff]"), 0.1),
    ("zh", "Chinese", re.compile("[\u3400-\u9fff]"), 0.4),
    ("ko", "Korean", re.compile("[\uac00-\ud7af]"), 0.4),
    ("uk", "Ukrainian", re.compile("[іїєґІЇЄҐ]"), 0.02),
    ("ru", "Russian", re.compile("[ыэёЫЭЁ]"), 0.01),
    ("bg", "Bulgarian", re.compile("[\u0400-\u04ff]"), 0.4),
    ("el", "Greek", re.compile("[\u0370-\u03ff]"), 0.4),
    ("he", "Hebrew", re.compile("[\u0590-\u05ff]"), 0.4),
    ("fa", "Persian", re.compile("[پچژگ]"), 0.02),
    ("ar", "Arabic", re.compile("[\u0600-\u06ff]"), 0.4),
    ("hi", "Hindi", re.compile("[\u0900-\u097f]"), 0.4),
    ("th", "Thai", re.compile("[\u0e00-\u0e7f]"), 0.4),
)
"""Languages told by their letters: code, name, letters, and the part of all letters that these make up at the least.

The first that fits is taken: Japanese has Chinese letters too, and Russian those that Bulgarian has.
"""


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language that ``text`` begins in; UNKNOWN for one that is not known here.

    None where the text is too short, or too mixed, to tell.
    """
    sample = text[:_SAMPLE]
    if _NOT_LATIN.search(sample) and (code := _by_script(sample)):
        return code
    words = _WORD.findall(sample.lower())
    counts, scores = Counter[str](), defaultdict[str, float](float)
    for word, count in Counter(words).items():
        codes = _telling().get(word, ())
        for code in codes:
            counts[code] += count
            scores[code] += count / len(codes)
    (best, score), (second, next_score) = [*nlargest(2, scores.items(), key=itemgetter(1)), ("", 0.0), ("", 0.0)][:2]
    if counts[best] < _SHARE * len(words) or not best:
        return UNKNOWN if len(words) >= _LONG else None
    is_clear = score >= _CLEAR * next_score or any({best, second} <= near for near in _NEIGHBOURS)
    return best if counts[best] >= _FEWEST and is_clear else None


def name(code: str) -> str | None:
    """The English name of a language, None for one that has none here."""
    return _names().get(code)


def _by_script(sample: str) -> str | None:
    letters = len(_LETTER.findall(sample))
    for code, _, script, part in _SCRIPTS:
        if letters and len(script.findall(sample)) > part * letters:
            return code
    return None


@cache
def _listed() -> list[tuple[str, str, list[str]]]:
    """Code, name and closed-class words of each language in ``data/languages.txt``."""
    found = []
    for line in lines("languages.txt"):
        head, _, members = line.partition(":")
        code, _, called = head.partition(" ")
        found.append((code, called, members.split()))
    return found


@cache
def _telling() -> dict[str, tuple[str, ...]]:
    """The languages that have a word in their lists."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, _, members in _listed():
        for word in dict.fromkeys(members):
            found[word].append(code)
    return {word: tuple(codes) for word, codes in found.items()}


@cache
def _names() -> dict[str, str]:
    listed = {code: called for code, called, _ in _listed()}
    return listed | {code: called for code, called, _, _ in _SCRIPTS}
