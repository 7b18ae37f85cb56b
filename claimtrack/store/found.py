"""Writing what one extraction found: speakers, quotes, claims, and what it left out or the gate refused.

Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

from sqlalchemy import Connection, Select, Table, bindparam, insert, select, update

from claimtrack import speakers as names
from claimtrack.model import Article, Claim, Extraction, Quote, Span, Speaker
from claimtrack.store import lookup, statuses
from claimtrack.store.identity import claim_key, quote_key, speaker_key
from claimtrack.store.records import Decide
from claimtrack.store.tables import (
    appearances,
    articles,
    claims,
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
_CLAIMS = select(claims.c.key, claims.c.id).where(claims.c.article_id == bindparam("article"))
_STANDING = (
    select(appearances.c.claim_id, appearances.c.since)
    .join_from(articles, appearances, appearances.c.extraction_id == articles.c.current_id)
    .where(articles.c.id == bindparam("article"))
)


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
    quote_ids = _quote_ids(connection, revision_id, article.text, extraction.quotes, speaker_ids)
    taken = _taken(extraction)
    made = [claim for _, claim in taken]
    claim_ids = _claim_ids(connection, article_id, article.published, made, speaker_ids, decide)
    standing = _standing(connection, article_id)
    found: dict[int, dict[str, object]] = {}
    for quote in extraction.quotes:
        id = quote_ids[quote_key(quote)]
        found.setdefault(id, _found_row(id, quote))
    seen: dict[tuple[int | None, int], dict[str, object]] = {}
    for taken_from, claim in taken:
        pair = (quote_ids[quote_key(taken_from)] if taken_from else None, claim_ids[claim_key(claim)])
        seen.setdefault(pair, _appearance_row(*pair, claim, article.text, standing.get(pair[1], extraction_id)))
    written = (
        (found_quotes, list(found.values())),
        (appearances, list(seen.values())),
        (rejections, [asdict(refused) for refused in extraction.rejections]),
        (left_out, [{**asdict(mark.span), "reason": mark.reason} for mark in extraction.left_out]),
    )
    for table, rows in written:
        if rows:
            connection.execute(insert(table), [{"extraction_id": extraction_id, **row} for row in rows])


def _taken(extraction: Extraction) -> list[tuple[Quote | None, Claim]]:
    """Every claim with the quote that it was taken from, None for the article's own voice."""
    quoted = [(quote, claim) for quote in extraction.quotes for claim in quote.claims]
    return [*quoted, *((None, claim) for claim in extraction.claims)]


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


def _appearance_row(quote_id: int | None, claim_id: int, claim: Claim, text: str, since: int) -> dict[str, object]:
    words = " ... ".join(span.of(text) for span in claim.spans)
    return {
        "quote_id": quote_id,
        "claim_id": claim_id,
        "spans": claim.spans,
        "words": words,
        "since": since,
        "reasons": claim.reasons,
    }


def _spans(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()


def _standing(connection: Connection, article_id: int) -> dict[int, int]:
    """The claims that are current in the article so far, and the extraction since which each stands."""
    return dict(connection.execute(_STANDING, {"article": article_id}).all())


def _speaker_ids(connection: Connection, extraction: Extraction) -> dict[str | None, int]:
    """The numbers of all speakers in ``extraction`` by key; who is new is added."""
    named = [quote.speaker for quote in extraction.quotes] + [claim.speaker for _, claim in _taken(extraction)]
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
) -> dict[str, int]:
    """The numbers of all quotes of the revision by key; those not seen before are added."""
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
    ids, _ = _ids(connection, quotes, _QUOTES, {"revision": revision_id}, rows)
    return ids


def _claim_ids(
    connection: Connection,
    article_id: int,
    published: date | None,
    found: Iterable[Claim],
    speaker_ids: dict[str | None, int],
    decide: Decide,
) -> dict[str, int]:
    """The numbers of all claims of the article by key; those not seen before are added with their first status."""
    by_key: dict[str, Claim] = {}
    for claim in found:
        by_key.setdefault(claim_key(claim), claim)
    rows = {
        key: {
            "article_id": article_id,
            "key": key,
            "speaker_id": speaker_ids.get(speaker_key(claim.speaker)),
            **_claim_row(claim),
        }
        for key, claim in by_key.items()
    }
    ids, new = _ids(connection, claims, _CLAIMS, {"article": article_id}, rows)
    lookup.add_claims(connection, {ids[key]: by_key[key] for key in new})
    first = [(ids[key], by_key[key], by_key[key].said or published or date.today()) for key in new]
    statuses.record_first(connection, first, decide)
    return ids


def _claim_row(claim: Claim) -> dict[str, object]:
    period = claim.period
    return {
        "text": claim.text,
        "type": claim.type,
        "said": claim.said,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "period_phrase": period and period.phrase,
        "hedge": claim.hedge,
        "worth": claim.worth,
        "worth_reason": claim.worth_reason,
        "confirmed_if": claim.confirmed_if,
        "contradicted_if": claim.contradicted_if,
    }
