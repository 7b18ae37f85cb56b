"""Writing what one extraction found: speakers, quotes, claims, and what it left out or the gate refused.

Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from sqlalchemy import Connection, Select, Table, bindparam, insert, select, update

from claimtrack import speakers as names
from claimtrack.model import Article, Extraction, Quote, Span, Speaker
from claimtrack.store import edits, propositions, wordings
from claimtrack.store.identity import quote_key, speaker_key
from claimtrack.store.records import Decide
from claimtrack.store.tables import (
    found_quotes,
    left_out,
    quotes,
    rejections,
    speaker_names,
    speakers,
)

_SPEAKERS = select(speakers.c.key, speakers.c.id).where(speakers.c.key.in_(bindparam("keys", expanding=True)))
_NAMES = select(speaker_names).where(speaker_names.c.speaker_id.in_(bindparam("speakers", expanding=True)))
_QUOTES = select(quotes.c.key, quotes.c.id).where(quotes.c.revision_id == bindparam("revision"))


def write(
    connection: Connection,
    article_id: int,
    revision_id: int,
    extraction_id: int,
    article: Article,
    extraction: Extraction,
    decide: Decide,
) -> None:
    """Write what ``extraction`` found in ``article``; every new claim gets its first status from ``decide``."""
    speaker_ids = _speaker_ids(connection, extraction)
    quote_ids, new = _quote_ids(connection, revision_id, article.text, extraction.quotes, speaker_ids)
    propositions.write(connection, article_id, extraction_id, article, extraction, quote_ids, speaker_ids, decide)
    quoted: dict[int, Quote] = {}
    for quote in extraction.quotes:
        quoted.setdefault(quote_ids[quote_key(quote)], quote)
    written = (
        (found_quotes, [_found_row(id, quote) for id, quote in quoted.items()]),
        (rejections, [asdict(refused) for refused in extraction.rejections]),
        (left_out, [{**asdict(mark.span), "reason": mark.reason} for mark in extraction.left_out]),
    )
    for table, rows in written:
        if rows:
            connection.execute(insert(table), [{"extraction_id": extraction_id, **row} for row in rows])
    edits.record(connection, article_id, revision_id, article.text, quoted)
    spoken = {
        id: (quote, speaker)
        for id, quote in quoted.items()
        if id in new and (speaker := speaker_ids.get(speaker_key(quote.speaker))) is not None
    }
    wordings.record(connection, article_id, revision_id, article, extraction, spoken)


def _found_row(quote_id: int, quote: Quote) -> dict[str, object]:
    return {
        "quote_id": quote_id,
        "confidence": quote.confidence,
        "rule": quote.rule,
        "addressee": _spans(quote.addressee),
        "occasion": _spans(quote.occasion),
        "medium": _spans(quote.medium),
        "said": quote.said,
        "reasons": quote.reasons,
    }


def _spans(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()


def _speaker_ids(connection: Connection, extraction: Extraction) -> dict[str | None, int]:
    """The numbers of all speakers in ``extraction`` by key; who is new is added."""
    made = [*extraction.claims, *(claim for quote in extraction.quotes for claim in quote.claims)]
    named = [*(quote.speaker for quote in extraction.quotes), *(claim.speaker for claim in made)]
    met: dict[str, Speaker] = {}
    for speaker in (*extraction.speakers, *(Speaker(name) for name in named if name)):
        if key := speaker_key(speaker.name):
            met.setdefault(key, speaker)
    rows = {key: {"key": key, "name": one.name, "kind": one.kind} for key, one in met.items()}
    ids, _ = _ids(connection, speakers, _SPEAKERS, {"keys": list(rows)}, rows)
    _add_names(connection, {ids[key]: speaker for key, speaker in met.items()})
    return {key: ids[key] for key in met}


def _ids(
    connection: Connection,
    table: Table,
    query: Select[str, int],
    values: Mapping[str, object],
    rows: Mapping[str, Mapping[str, object]],
) -> tuple[dict[str, int], list[str]]:
    """Add those of ``rows`` that ``query``, with its ``values``, does not find in ``table``; both are by key.

    The numbers of all rows there, and the keys of those that were added.
    """
    ids = dict(connection.execute(query, values).all())
    new = [key for key in rows if key not in ids]
    if new:
        connection.execute(insert(table), [rows[key] for key in new])
        ids = dict(connection.execute(query, values).all())
    return ids, new


def _add_names(connection: Connection, met: Mapping[int, Speaker]) -> None:
    """Add the names that each speaker may be asked for by, and the written form of one that had none."""
    rows = connection.execute(_NAMES, {"speakers": list(met)})
    known = {(row.speaker_id, row.key): row.name for row in rows}
    new = []
    for id, speaker in met.items():
        for key, name in _names(speaker).items():
            if (id, key) not in known:
                new.append({"speaker_id": id, "key": key, "name": name})
            elif name and known[id, key] is None:
                here = (speaker_names.c.speaker_id == id, speaker_names.c.key == key)
                connection.execute(update(speaker_names).where(*here).values(name=name))
    if new:
        connection.execute(insert(speaker_names), new)


def _names(speaker: Speaker) -> dict[str, str | None]:
    """What ``speaker`` may be asked for by, each with its written form where there is one."""
    wanted: dict[str, str | None] = dict.fromkeys(names.names(speaker))
    for alias in reversed((speaker.name, *speaker.aliases)):
        wanted[names.key(alias)] = alias
    return {key: name for key, name in wanted.items() if key}


def _quote_ids(
    connection: Connection,
    revision_id: int,
    text: str,
    found: Iterable[Quote],
    speaker_ids: dict[str | None, int],
) -> tuple[dict[str, int], set[int]]:
    """The numbers of all quotes of the revision by key, and of those among them not seen before, which are added."""
    rows = {
        key: {
            "revision_id": revision_id,
            "key": key,
            "kind": quote.kind,
            "start": quote.content[0].start,
            "content": quote.content,
            "mention": _spans(quote.mention),
            "cue": quote.cue,
            "speaker_id": speaker_ids.get(speaker_key(quote.speaker)),
            "relay": quote.relay,
            "text": quote.text(text),
            "said_by": quote.mention.of(text) if quote.mention else None,
        }
        for quote in found
        for key in [quote_key(quote)]
    }
    ids, new = _ids(connection, quotes, _QUOTES, {"revision": revision_id}, rows)
    return ids, {ids[key] for key in new}
