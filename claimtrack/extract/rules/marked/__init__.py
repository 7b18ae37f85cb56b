"""Quotes told by quotation marks: direct and mixed ones in German and French, bare quotations in any other language.

grammar (word lists by language) -> phrases -> cues -> contents -> quotes. The English rules, which also find indirect
quotes and claims, stand one floor up.
"""

from claimtrack.extract.rules.marked.bare import bare_quotes
from claimtrack.extract.rules.marked.quotes import marked_quotes

__all__ = ["LANGUAGES", "bare_quotes", "marked_quotes"]

LANGUAGES = ("de", "fr")
"""The languages that ``marked_quotes`` reads."""
