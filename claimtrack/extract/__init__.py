"""Extractors: an article in, its attributed quotes and their claims out.

Each engine is a folder or file with one class that has the face ``Extractor``. What audits an extraction, whatever
engine made it (the quote-mark ledger), lives here too. Nothing here knows of storage, files or judging.
"""

from typing import Protocol

from claimtrack.model import Article, Engine, Extraction


class Extractor(Protocol):
    """Finds who said what in an article."""

    @property
    def engine(self) -> Engine:
        """Who does the work; a new version of it means that articles are read again."""
        ...

    def extract(self, article: Article) -> Extraction:
        """Every attributed quote in ``article`` with its claims, in text order; spans point into its text."""
        ...
