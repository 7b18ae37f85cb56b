"""Readers: each turns something outside into ``Article``s. The only door to file formats.

A reader never gives up a batch for one bad input: it yields the error in the input's place, as a value. What it had to
assume or skip it tells through a ``note`` callback, one line at a time.
"""

from claimtrack.sources.files import STDIN, articles, inputs
from claimtrack.sources.jsonl import ClaimPair, Entry, entries, pairs, records
from claimtrack.sources.metadata import Metadata, day, line

__all__ = [
    "STDIN",
    "ClaimPair",
    "Entry",
    "Metadata",
    "articles",
    "day",
    "entries",
    "inputs",
    "line",
    "pairs",
    "records",
]
