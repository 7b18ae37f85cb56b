"""Reviewers' words on claims and quotes: added, never changed, and kept apart from what engines say.

The last review of a claim stands, unless it takes back what was there. A quote that was rejected stays so in later
states of its article, as long as its words and its speaker are the same. All of it happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select

from claimtrack.model import Review, ReviewKind
from claimtrack.store.records import ReviewRecord
from claimtrack.store.tables import quotes, reviews, revisions


def add_to_claim(connection: Connection, claim_id: int, review: Review) -> ReviewRecord:
    """Write down a review of a claim."""
    return _add(connection, review, claim_id=claim_id)


def add_to_quote(connection: Connection, quote_id: int, review: Review) -> ReviewRecord:
    """Write down a review of a quote; what takes a rejection back does so for all states of it that were rejected."""
    if review.kind is ReviewKind.TAKEN_BACK:
        for other in connection.execute(_alike(quote_id).where(_is_rejected(quotes.c.id))).scalars().all():
            if other != quote_id:
                _add(connection, review, quote_id=other)
    return _add(connection, review, quote_id=quote_id)


def of_claim(connection: Connection, claim_id: int) -> list[ReviewRecord]:
    """Every review of a claim, oldest first."""
    return _records(connection, select(*review_columns()).where(reviews.c.claim_id == claim_id))


def of_quote(connection: Connection, quote_id: int) -> list[ReviewRecord]:
    """Every review of a quote and of other states of it, oldest first."""
    return _records(connection, select(*review_columns()).where(reviews.c.quote_id.in_(_alike(quote_id))))


def standing(records: Sequence[ReviewRecord], as_of: date | None = None) -> ReviewRecord | None:
    """The review that stands at the end of the day ``as_of`` (UTC; None: now), of ``records``, all on one thing."""
    known = [one for one in records if as_of is None or one.recorded.date() <= as_of]
    return known[-1] if known and known[-1].review.kind is not ReviewKind.TAKEN_BACK else None


def is_last_of_claim(claim_id: ColumnElement[int] | ColumnElement[int | None]) -> ColumnElement[bool]:
    """The condition that a row of ``reviews`` is the last one of a claim, and takes nothing back."""
    each = reviews.alias()
    last = select(func.max(each.c.id)).where(each.c.claim_id == claim_id).correlate_except(each).scalar_subquery()
    return (reviews.c.id == last) & (reviews.c.kind != ReviewKind.TAKEN_BACK)


def rejections(connection: Connection) -> dict[int, ReviewRecord]:
    """The quotes that are rejected now, each with the review that says so."""
    rejected, place, other = quotes.alias("rejected"), revisions.alias("place"), revisions.alias("other")
    query = (
        select(quotes.c.id.label("id_now"), *review_columns())
        .join_from(reviews, rejected, rejected.c.id == reviews.c.quote_id)
        .join(place, place.c.id == rejected.c.revision_id)
        .join(other, other.c.article_id == place.c.article_id)
        .join(quotes, (quotes.c.revision_id == other.c.id) & _same(quotes, rejected))
        .where(_is_rejected(rejected.c.id), reviews.c.kind == ReviewKind.REJECTED)
        .order_by(reviews.c.id)
    )
    found = ((row.id_now, review_record(row)) for row in connection.execute(query))
    return {id: record for id, record in found if record}


def review_columns() -> tuple[ColumnElement[Any], ...]:
    """What ``review_record`` needs of a review."""
    return tuple(column.label(f"review_{column.name}") for column in reviews.c)


def review_record(row: Row[Any]) -> ReviewRecord | None:
    """The review of a row of ``review_columns``; None where there is none."""
    if row.review_id is None:
        return None
    review = Review(row.review_kind, row.review_by, row.review_status, row.review_note)
    return ReviewRecord(row.review_id, row.review_claim_id, row.review_quote_id, review, row.review_recorded)


def _add(
    connection: Connection, review: Review, claim_id: int | None = None, quote_id: int | None = None
) -> ReviewRecord:
    now = datetime.now(UTC)
    said = {"kind": review.kind, "by": review.by, "status": review.status, "note": review.note}
    new = insert(reviews).values(claim_id=claim_id, quote_id=quote_id, **said, recorded=now).returning(reviews.c.id)
    return ReviewRecord(connection.execute(new).scalar_one(), claim_id, quote_id, review, now)


def _records(connection: Connection, query: Select[Any]) -> list[ReviewRecord]:
    return [record for row in connection.execute(query.order_by(reviews.c.id)) if (record := review_record(row))]


def _alike(quote_id: int) -> Select[Any]:
    """The numbers of a quote in all states of its article."""
    given, place, other = quotes.alias("given"), revisions.alias("place"), revisions.alias("other")
    return (
        select(quotes.c.id)
        .join_from(given, place, place.c.id == given.c.revision_id)
        .join(other, other.c.article_id == place.c.article_id)
        .join(quotes, (quotes.c.revision_id == other.c.id) & _same(quotes, given))
        .where(given.c.id == quote_id)
    )


def _same(one: Any, other: Any) -> ColumnElement[bool]:
    """The condition that two quotes of one article say the same by the same speaker."""
    # Not by the index of speakers: one of them may have a hundred thousand quotes, and a revision has a few dozen.
    nobody = 0
    by: list[ColumnElement[int]] = [func.coalesce(quote.c.speaker_id, nobody) for quote in (one, other)]
    same: ColumnElement[bool] = (one.c.text == other.c.text) & (by[0] == by[1])
    return same


def _is_rejected(quote_id: ColumnElement[int]) -> ColumnElement[bool]:
    each = reviews.alias()
    last = select(each.c.kind).where(each.c.quote_id == quote_id).order_by(each.c.id.desc()).limit(1)
    return last.correlate_except(each).scalar_subquery() == ReviewKind.REJECTED
