"""What quotes of one speaker in several articles have in common: utterances that are retold, and wording that drifts.

A quote is held against those of its speaker that share rare runs of words with it, when it is stored. Two articles
retell one utterance where they quote the same words, or nearly the same, of days near one another. Each new wording is
reported once, against the earliest quote that it differs from. Everything here happens in the caller's transaction.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, select

from claimtrack.model import Article, ChangeKind, Extraction, Quote, QuoteKind
from claimtrack.store.alike import quote_sketches, retellings
from claimtrack.store.tables import (
    articles,
    changes,
    extractions,
    found_quotes,
    quotes,
    revisions,
)
from claimtrack.text.quotation import pair
from claimtrack.text.wording import Difference, Likeness, Sentence, compare, keys, plain, sentences, sketch, stands_in

NEAREST = 20
"""The most quotes that one is held against, those that share most runs of words."""
HITS = 2000
"""The most places that the runs of a quote are looked up in: a speaker may say some thing thousands of times."""
NEAR = timedelta(days=3)
"""How far apart the days of one utterance may be told."""

_TRANSLATED = re.compile(r"\b(?:translat\w+|interpreters?)\b", re.IGNORECASE)
"""What two translators made of the same words is no drift."""

_HITS = (
    select(quote_sketches.c.quote_id)
    .where(
        quote_sketches.c.hash.in_(bindparam("sketch", expanding=True)), quote_sketches.c.quote_id < bindparam("first")
    )
    .limit(HITS)
    .subquery()
)
_SHARING = (
    select(_HITS.c.quote_id)
    .group_by(_HITS.c.quote_id)
    .having(func.count() >= bindparam("least"))
    .order_by(func.count().desc(), _HITS.c.quote_id)
    .limit(NEAREST)
)
_STORED = (
    select(
        *(quotes.c.id, quotes.c.kind, quotes.c.text, quotes.c.revision_id, articles.c.id.label("article_id")),
        *(extractions.c.outlet, extractions.c.published, extractions.c.language),
        *(found_quotes.c.said, found_quotes.c.extraction_id),
    )
    .join_from(quotes, revisions, revisions.c.id == quotes.c.revision_id)
    .join(articles, articles.c.id == revisions.c.article_id)
    .join(extractions, extractions.c.id == articles.c.current_id)
    .join(
        found_quotes,
        (found_quotes.c.quote_id == quotes.c.id) & (found_quotes.c.extraction_id == extractions.c.id),
        isouter=True,
    )
    .where(quotes.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(quotes.c.id)
)
_TEXT = select(revisions.c.text).where(revisions.c.id == bindparam("revision"))


@dataclass(frozen=True, slots=True)
class Worded:
    """A quote's words in quotation marks, with where and of when they are. ``day`` is None where it is not current."""

    quote_id: int
    article_id: int
    sentences: Sequence[Sentence]
    day: date | None
    outlet: str | None
    language: str | None
    revision_id: int

    @property
    def where(self) -> str:
        """Its outlet, or else its article, as they are told."""
        return self.outlet or f"A{self.article_id}"


class _Texts:
    """Texts of revisions, as wordings are looked for in them; each is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[int, str | None] = {}

    def plain(self, revision: int) -> str | None:
        """The words of a text; None where it tells of a translation."""
        if revision not in self._read:
            text = self._connection.execute(_TEXT, {"revision": revision}).scalar_one()
            self._read[revision] = None if _TRANSLATED.search(text) else plain(text)
        return self._read[revision]


def direct_words(kind: QuoteKind, text: str) -> str:
    """The words of a quote's ``text`` that stand in quotation marks; pieces are joined by three points."""
    if kind is QuoteKind.DIRECT:
        return text
    if kind is QuoteKind.INDIRECT:
        return ""
    marked = (span for one in pair(text).quotations if one.depth == 0 for span in one.spans)
    return " ... ".join(span.of(text) for span in marked)


def record(
    connection: Connection,
    article_id: int,
    revision_id: int,
    article: Article,
    extraction: Extraction,
    new: Mapping[int, tuple[Quote, int]],
) -> None:
    """Hold the ``new`` quotes of an article, each with its speaker, against those of others, and write down which
    retell one another and which drift.
    """
    hashes = {}
    mine = {}
    for id, (quote, speaker) in sorted(new.items()):
        words = sentences(direct_words(quote.kind, quote.text(article.text)))
        if found := sketch(speaker, words):
            hashes[id] = found
            day = quote.said or article.published
            mine[id] = Worded(id, article_id, words, day, article.outlet, extraction.language, revision_id)
    if not mine:
        return
    first = min(mine)
    near = {id: _sharing(connection, found, first) for id, found in hashes.items()}
    rows = [{"hash": one, "quote_id": id} for id, found in hashes.items() for one in found]
    connection.execute(insert(quote_sketches), rows)
    stored = _stored(connection, {other for found in near.values() for other in found})
    if not stored:
        return
    _retell(connection, mine, near, stored)
    _drift(connection, mine, near, stored)


def _sharing(connection: Connection, sketch: Sequence[int], first: int) -> list[int]:
    asked = {"sketch": sketch, "least": 2 if len(sketch) > 5 else 1, "first": first}
    return sorted(connection.execute(_SHARING, asked).scalars())


def _stored(connection: Connection, ids: Collection[int]) -> dict[int, Worded]:
    found: dict[int, Worded] = {}
    if not ids:
        return found
    for row in connection.execute(_STORED, {"ids": sorted(ids)}):
        day = (row.said or row.published) if row.extraction_id else None
        words = sentences(direct_words(row.kind, row.text))
        about = (row.outlet, row.language, row.revision_id)
        found[row.id] = Worded(row.id, row.article_id, words, day, *about)
    return found


def _retell(
    connection: Connection,
    mine: Mapping[int, Worded],
    near: Mapping[int, Sequence[int]],
    stored: Mapping[int, Worded],
) -> None:
    rows = [
        {"quote_id": id, "other_quote_id": other}
        for id, one in mine.items()
        for other in near[id]
        if _is_near(one, stored[other]) and any(_retold(one.sentences, stored[other].sentences))
    ]
    if rows:
        connection.execute(insert(retellings), rows)


def _retold(mine: Iterable[Sentence], others: Sequence[Sentence]) -> Iterator[bool]:
    return (compare(one, other).likeness is not Likeness.DIFFERENT for one in mine for other in others)


def _is_near(one: Worded, other: Worded) -> bool:
    """Whether two articles may tell of one utterance, as far as their days tell."""
    if one.article_id == other.article_id or not one.day or not other.day:
        return False
    return abs(one.day - other.day) <= NEAR


def _drift(
    connection: Connection,
    mine: Mapping[int, Worded],
    near: Mapping[int, Sequence[int]],
    stored: Mapping[int, Worded],
) -> None:
    known: set[str] = set()
    texts = _Texts(connection)
    rows = []
    for id, one in mine.items():
        others = [stored[other] for other in near[id]]
        for sentence in one.sentences:
            words = keys(sentence)
            is_known = words in known or any(
                stands_in(words, f" {keys(other)} ") for found in others for other in found.sentences
            )
            known.add(words)
            if not is_known and (found := _first_drift(texts, one, sentence, others)):
                other, differences = found
                because = "; ".join(_told(one, other, difference) for difference in differences)
                later = max(filter(None, (one.day, other.day)))
                rows.append(change(ChangeKind.DRIFT, id, other.quote_id, because, later))
    if rows:
        connection.execute(insert(changes), rows)


def _first_drift(
    texts: _Texts, one: Worded, sentence: Sentence, others: Iterable[Worded]
) -> tuple[Worded, Sequence[Difference]] | None:
    """The earliest stored quote with other words for the same utterance in another outlet, and the words."""
    for other in others:
        if not _is_near(one, other) or _is_same(one.outlet, other.outlet) or one.language != other.language:
            continue
        for theirs in other.sentences:
            found = compare(sentence, theirs)
            if found.likeness is Likeness.DRIFTED and _is_other_wording(texts, one, other, found.differences):
                return other, found.differences
    return None


def _is_same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and (one or "").strip().casefold() == (other or "").strip().casefold()


def _is_other_wording(texts: _Texts, one: Worded, other: Worded, differences: Iterable[Difference]) -> bool:
    """Whether the difference is between outlets. An article that has both wordings quotes two sentences of one speech;
    where words were translated, each translator has his own.
    """
    here, there = texts.plain(one.revision_id), texts.plain(other.revision_id)
    if here is None or there is None:
        return False
    return not any(stands_in(found.window, there) or stands_in(found.other_window, here) for found in differences)


def _told(one: Worded, other: Worded, found: Difference) -> str:
    if found.words and found.other_words:
        return f'"{found.words}" in {one.where} is "{found.other_words}" in {other.where}'
    words, has, lacks = (found.words, one, other) if found.words else (found.other_words, other, one)
    return f'"{words}" in {has.where} is missing in {lacks.where}'


def change(kind: ChangeKind, quote_id: int, other_quote_id: int | None, because: str, as_of: date) -> dict[str, object]:
    """A row of ``changes`` about the wording of a quote."""
    moment = {"as_of": as_of, "recorded": datetime.now(UTC)}
    return {"kind": kind, "quote_id": quote_id, "other_quote_id": other_quote_id, "because": because, **moment}
