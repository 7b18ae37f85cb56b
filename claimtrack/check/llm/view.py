"""A later article as the model sees it and points into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claimtrack.check.llm.plain import is_plain
from claimtrack.check.words import words
from claimtrack.llm.notation import Shown
from claimtrack.llm.pointers import Pointers
from claimtrack.model import Article, Passage, Span
from claimtrack.text.alignment import Aligner
from claimtrack.text.quotation import pair

ARTICLES = 32
"""How many articles are kept read: about as many as are judged at the same time."""


@dataclass(frozen=True)
class View:
    """One article, read once for all claims that it is held against.

    ``title`` and ``outlet`` are None where they may not be shown; ``keys`` are those of all words, headline included.
    """

    text: str
    title: str | None
    outlet: str | None
    shown: Shown
    pointers: Pointers
    names: Aligner
    quotations: tuple[Span, ...]
    keys: frozenset[str]

    def named(self, name: str, shown: Sequence[Passage]) -> str | None:
        """``name`` as one of the ``shown`` passages or the headline gives it; None where none of them does."""
        found = (self.names.find(name, within=passage.span).places for passage in shown)
        if place := next((places[0] for places in found if places), None):
            return place.of(self.text)
        titled = Aligner(self.title or "").find(name).places
        return titled[0].of(self.title or "") if titled else None


def view(article: Article, passages: tuple[Passage, ...]) -> View:
    """The view of ``article``, whose sentences are ``passages``."""
    return _view(article.text, article.title or "", article.outlet or "", passages)


@lru_cache(maxsize=ARTICLES)
def _view(text: str, title: str, outlet: str, passages: tuple[Passage, ...]) -> View:
    outermost = [quotation for quotation in pair(text).quotations if quotation.depth == 0]
    shown = Shown(text, passages, outermost)
    return View(
        text,
        title if title and is_plain(title) else None,
        outlet if outlet and is_plain(outlet) else None,
        shown,
        Pointers(shown, text),
        Aligner(text),
        tuple(span for quotation in outermost for span in quotation.spans),
        frozenset(word.key for part in (title, *text.split("\n")) for word in words(part)),
    )
