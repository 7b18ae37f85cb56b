"""Near-copies: wire stories that several outlets print under other headlines and with light edits.

Texts are compared as sets of shingles, runs of words (Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from collections.abc import Collection
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


def least_shared(sketch: Collection[int]) -> int:
    """How many hashes of ``sketch`` another one must have to be a near-copy's; a text of a dozen words has few."""
    return SHARED if len(sketch) > 3 * SHARED else 1


def near_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether most of the shorter text's shingles stand in the longer one, and the lengths are of one order."""
    shorter, longer = sorted((len(one), len(other)))
    return bool(shorter) and longer <= 3 * shorter and len(one & other) >= COPIED * shorter
