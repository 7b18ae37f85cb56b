"""Full text: what a user may type, and the index it is looked up in.

The index is an FTS5 table beside ``quotes``, filled by a trigger; words are compared without case and accents. Whatever
is typed becomes a valid expression here, so that no query can fail.
"""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Integer, TableClause, column, false, literal_column, table

quote_words = table("quote_words", column("rowid", Integer))
INDEXES = (quote_words.name,)

_PART = re.compile(r'(?:"([^"]*)"?|([^\s"*]+))(\*?)')


def every_word(query: str) -> str:
    """The expression for texts that hold every word of ``query``.

    A part in double quotation marks is a phrase, and a part that ends with ``*`` the beginning of a word. Characters
    that are not part of a word are passed over. Empty where ``query`` holds no word.
    """
    parts = [
        _quoted(phrase or word) + prefix for phrase, word, prefix in _PART.findall(query) if _holds_word(phrase or word)
    ]
    return " AND ".join(parts)


def matches(index: TableClause, expression: str) -> ColumnElement[bool]:
    """The condition that a row of ``index`` fits ``expression``; none fits an empty one."""
    return literal_column(index.name).op("MATCH", is_comparison=True)(expression) if expression else false()


def _holds_word(part: str) -> bool:
    return any(character.isalnum() for character in part)


def _quoted(part: str) -> str:
    # FTS5 splits what stands in quotation marks into words by itself. A NUL would end the expression early, and half a
    # surrogate pair (an undecodable byte of the command line) has no place in UTF-8.
    return '"' + part.replace("\0", " ").replace('"', " ").encode("utf-8", "replace").decode() + '"'
