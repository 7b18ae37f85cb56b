"""Quotes that an article no longer has in the words that it had: a later state of it changed or removed them.

What counts is the text, not what an extractor found in it: words that still stand there, between the same marks and
ends of sentences, were not edited. Everything here happens in the caller's transaction, before the new state becomes
the article's current one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, select

from claimtrack.model import ChangeKind, Quote, QuoteKind
from claimtrack.store.tables import articles, changes, extractions, found_quotes, quotes, revisions
from claimtrack.store.wordings import change, direct_words
from claimtrack.text.wording import (
    Difference,
    Likeness,
    Sentence,
    alike,
    compare,
    differences,
    keys,
    pieces,
    plain,
    sentences,
    stands_in,
)

_ALIKE = 0.6
"""How much two sentences have in common where one took the other's place."""

_BEFORE = (
    select(quotes.c.id, quotes.c.kind, quotes.c.text, revisions.c.text)
    .join_from(articles, extractions, extractions.c.id == articles.c.current_id)
    .join(revisions, revisions.c.id == extractions.c.revision_id)
    .join(found_quotes, found_quotes.c.extraction_id == extractions.c.id)
    .join(quotes, quotes.c.id == found_quotes.c.quote_id)
    .where(articles.c.id == bindparam("article"), extractions.c.revision_id != bindparam("revision"))
    .where(quotes.c.kind != QuoteKind.INDIRECT)
    .order_by(quotes.c.start, quotes.c.id)
)


def record(connection: Connection, article_id: int, revision_id: int, text: str, now: Mapping[int, Quote]) -> None:
    """Write down which quotes of the state that the article had so far are not in its new ``text``, and which of those
    that it has ``now`` took their place.
    """
    before = connection.execute(_BEFORE, {"article": article_id, "revision": revision_id}).all()
    if not before:
        return
    words, today = plain(text), datetime.now(UTC).date()
    grown = pieces(before[0][-1]) - pieces(text)
    new = {id: sentences(direct_words(quote.kind, quote.text(text)), least=1) for id, quote in now.items()}
    rows = []
    for id, kind, old, _ in before:
        told = sentences(direct_words(kind, old), least=1)
        lost = [one for one in told if not stands_in(keys(one), words) or keys(one) in grown]
        if lost and (found := _replaced(lost, new)):
            other, because = found
            rows.append(change(ChangeKind.EDITED, id, other, because, today))
    if rows:
        connection.execute(insert(changes), rows)


def _replaced(lost: Sequence[Sentence], new: Mapping[int, Sequence[Sentence]]) -> tuple[int | None, str] | None:
    """The quote that has other words for what was lost, and which; its number is None where no quote has. None where
    they are only spelt otherwise.
    """
    found = [(alike(old, one), -id, old, one) for old in lost for id, told in new.items() for one in told]
    likeness, minus_id, old, one = max(found, key=lambda entry: entry[:2], default=(0.0, 0, (), ()))
    if likeness < _ALIKE and compare(old, one).likeness is not Likeness.SAME:
        return None, "the quote was removed"
    told = "; ".join(map(_told, differences(old, one)))
    return (-minus_id, told) if told else None


def _told(found: Difference) -> str:
    if not found.words:
        return f'"{found.other_words}" was added'
    return f'"{found.words}" is now "{found.other_words}"' if found.other_words else f'"{found.words}" was left out'
