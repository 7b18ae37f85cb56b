"""Near-copies: wire stories that several outlets print under other headlines and with light edits.

Texts are compared as sets of shingles, runs of words (Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from hashlib import blake2b

_WORD = re.compile(r"\w+")
SHINGLE = 4
"""Words in a shingle: long enough that two reports of one event share few, short enough to survive edits."""
SKETCH = 48
"""Hashes kept of a text: enough that two near-copies share some, few enough to index."""
SHARED = 3
"""Hashes that the sketches of two near-copies share at the least. Of those at the very limit, one text three times as
long as the other, 1 in 200 shares fewer; of copies that are about as long, none does.
"""
COPIED = 0.6
"""The share of the shorter text's shingles from which two texts are copies of one story."""
LONGER = 3
"""The most times that a near-copy is longer than its like: one that is longer still tells more than that story."""


def shingles(text: str) -> frozenset[int]:
    """64-bit hashes of every run of four words, without regard to case and punctuation."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))} if words else set()
    return frozenset(map(_hash, runs))


def _hash(run: str) -> int:
    digest = blake2b(run.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def sketch(shingles: frozenset[int]) -> tuple[int, ...]:
    """The smallest of a text's shingles, in order: two near-copies share some of them, two other texts hardly ever.

    Each fits a signed 64-bit column, so that an index finds candidates without reading texts.
    """
    return tuple(sorted(shingles)[:SKETCH])


def least_asked(sketch: Collection[int]) -> int:
    """How many hashes of ``sketch`` that of any near-copy has; that of a text of a dozen words may have but one."""
    return _least_shared(len(sketch) // LONGER)


def _least_shared(fewer: int) -> int:
    """How many hashes the sketches of two near-copies share, where the shorter one has ``fewer``."""
    return SHARED if fewer > 3 * SHARED else 1


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter text's shingles that stand in the longer one, in [0, 1]."""
    return len(one & other) / shorter if (shorter := min(len(one), len(other))) else 0.0


def near_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether most of the shorter text's shingles stand in the longer one, and the lengths are of one order.

    It holds for two texts whichever is asked about the other, and only where their sketches would show it.
    """
    shorter, longer = sorted((len(one), len(other)))
    if longer > LONGER * shorter or share(one, other) < COPIED:
        return False
    mine, theirs = set(sketch(one)), set(sketch(other))
    return len(mine & theirs) >= _least_shared(min(len(mine), len(theirs)))


def families(texts: Mapping[int, frozenset[int]]) -> list[tuple[int, ...]]:
    """The numbers of texts that near-copies join, directly or by way of others; every number is in one of them.

    A text is held against those that are joined to nothing yet: of a family of copies, nearly each is compared once.
    """
    rest = dict(sorted(texts.items()))
    found = []
    while rest:
        first = next(iter(rest))
        family, reached = [], [(first, rest.pop(first))]
        while reached:
            number, text = reached.pop()
            family.append(number)
            near = [other for other, shingles in rest.items() if near_copy(text, shingles)]
            reached += [(other, rest.pop(other)) for other in near]
        found.append(tuple(sorted(family)))
    return found
