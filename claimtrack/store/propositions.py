"""Writing the claims of one extraction: which are new, and which another article or an earlier reading has made.

One speaker's claims with the same truth conditions are one claim that appears in several articles. What it was when it
was first found stays; what is true of all its appearances together, such as the day of the first utterance, is read
from them. Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select

from claimtrack import speakers as names
from claimtrack.model import Article, Claim, Extraction, Quote, SpeakerKind
from claimtrack.store import lookup, statuses
from claimtrack.store.identity import claim_key, quote_key, speaker_key, truth_key
from claimtrack.store.records import Decide
from claimtrack.store.rows import origin
from claimtrack.store.tables import appearances, articles, claims, extractions, speakers
from claimtrack.text.truth import truth

_CLAIMS = select(claims.c.key, claims.c.id).where(claims.c.article_id == bindparam("article"))
_HERE = (
    select(origin.label("origin"), extractions.c.outlet)
    .join_from(articles, extractions, extractions.c.id == bindparam("extraction"))
    .where(articles.c.id == bindparam("article"))
)
_IS_OWN = appearances.c.quote_id.is_(None).label("is_own")
_ELSEWHERE = (
    select(appearances.c.truth, claims.c.id, claims.c.speaker_id, _IS_OWN, origin.label("origin"), extractions.c.outlet)
    .join_from(appearances, claims, claims.c.id == appearances.c.claim_id)
    .join(extractions, extractions.c.id == appearances.c.extraction_id)
    .join(articles, articles.c.id == extractions.c.article_id)
    .where(appearances.c.truth.in_(bindparam("truths", expanding=True)))
    .distinct()
    .order_by(claims.c.id)
)
_STANDING = (
    select(appearances.c.claim_id, func.max(appearances.c.since), func.min(appearances.c.said))
    .join_from(appearances, articles, articles.c.current_id == appearances.c.extraction_id)
    .where(appearances.c.claim_id.in_(bindparam("claims", expanding=True)))
    .group_by(appearances.c.claim_id)
)
_PEOPLE = select(speakers.c.id, speakers.c.name).where(
    speakers.c.id.in_(bindparam("speakers", expanding=True)), speakers.c.kind == SpeakerKind.PERSON
)


@dataclass(frozen=True, slots=True)
class _Made:
    """A claim as one extraction makes it: in a quote, or (``quote_id`` is None) in the article's own voice."""

    claim: Claim
    quote_id: int | None
    speaker_id: int | None
    key: str
    truth: str
    stands_alone: bool


class _Known(NamedTuple):
    """A claim as an article has made it, and in what: ``is_own`` where that was in the article's own voice."""

    truth: str | None
    id: int
    speaker_id: int | None
    is_own: bool
    origin: int
    outlet: str | None


class _Standing(NamedTuple):
    """Since which extraction a claim stands, and the day of its first utterance."""

    since: int
    said: date | None


def write(
    connection: Connection,
    article_id: int,
    extraction_id: int,
    article: Article,
    extraction: Extraction,
    quote_ids: Mapping[str, int],
    speaker_ids: Mapping[str | None, int],
    decide: Decide,
) -> None:
    """Write where each claim of ``extraction`` appears; every new claim gets its first status from ``decide``."""
    made = [
        _made(claim, quote_ids[quote_key(quote)] if quote else None, speaker_ids) for quote, claim in _taken(extraction)
    ]
    ids = _claim_ids(connection, article_id, extraction_id, article.published, made, decide)
    rows = connection.execute(_STANDING, {"claims": sorted(set(ids.values()))})
    standing = {id: _Standing(since, said) for id, since, said in rows}
    seen: dict[tuple[int | None, int], dict[str, object]] = {}
    for one in made:
        id = ids[one]
        since, said = standing.get(id, _Standing(extraction_id, one.claim.said))
        if _is_earlier(one.claim.said, said):
            since = extraction_id  # articles from between the two days have not been held against it
        seen.setdefault((one.quote_id, id), {"claim_id": id, **_appearance_row(one, article.text, since)})
    if seen:
        connection.execute(insert(appearances), [{"extraction_id": extraction_id, **row} for row in seen.values()])


def _taken(extraction: Extraction) -> list[tuple[Quote | None, Claim]]:
    """Every claim with the quote that it was taken from, None for the article's own voice."""
    quoted = [(quote, claim) for quote in extraction.quotes for claim in quote.claims]
    return [*quoted, *((None, claim) for claim in extraction.claims)]


def _made(claim: Claim, quote_id: int | None, speaker_ids: Mapping[str | None, int]) -> _Made:
    told = truth(claim)
    speaker_id = speaker_ids.get(speaker_key(claim.speaker))
    return _Made(claim, quote_id, speaker_id, claim_key(claim), truth_key(told), told.stands_alone)


def _is_earlier(said: date | None, known: date | None) -> bool:
    return said is not None and (known is None or said < known)


def _claim_ids(
    connection: Connection,
    article_id: int,
    extraction_id: int,
    published: date | None,
    made: Sequence[_Made],
    decide: Decide,
) -> dict[_Made, int]:
    """The number of each claim: of the same one in this article, else of what another has made with the same truth
    conditions; what is neither is added with its first status.
    """
    here = dict(connection.execute(_CLAIMS, {"article": article_id}).all())
    ids = {one: here[one.key] for one in made if one.key in here}
    ids |= _made_elsewhere(connection, article_id, extraction_id, [one for one in made if one not in ids])
    leads = _leads(one for one in made if one not in ids)
    first = list(dict.fromkeys(leads.values()))
    if first:
        connection.execute(insert(claims), [{"article_id": article_id, **_claim_row(one)} for one in first])
        here = dict(connection.execute(_CLAIMS, {"article": article_id}).all())
    ids |= {one: here[lead.key] for one, lead in leads.items()}
    lookup.add_claims(connection, {ids[one]: one.claim for one in first})
    as_of = published or date.today()
    statuses.record_first(connection, [(ids[one], one.claim, one.claim.said or as_of) for one in first], decide)
    return ids


def _leads(made: Iterable[_Made]) -> dict[_Made, _Made]:
    """For each claim the first of the article that is the same."""
    known: dict[object, _Made] = {}
    leads = {}
    for one in made:
        voice = (one.truth, one.speaker_id, one.quote_id is None)
        leads[one] = known.get(one.key) or known.get(voice) or one
        known[one.key] = known[voice] = leads[one]
    return leads


def _made_elsewhere(
    connection: Connection, article_id: int, extraction_id: int, made: Sequence[_Made]
) -> dict[_Made, int]:
    """The claims that another article or an earlier reading has made, with their numbers."""
    if not made:
        return {}
    rows = connection.execute(_ELSEWHERE, {"truths": sorted({one.truth for one in made})})
    known: dict[str | None, list[_Known]] = {}
    for row in rows:
        known.setdefault(row.truth, []).append(_Known(*row))
    if not known:
        return {}
    here = connection.execute(_HERE, {"article": article_id, "extraction": extraction_id}).one()
    whole = _known_by_whole_name(connection, made)
    ids: dict[_Made, int] = {}
    for one in made:
        mine = _Known(one.truth, 0, one.speaker_id, one.quote_id is None, *here)
        same = (other.id for other in known.get(one.truth, ()) if _is_same(mine, other, one.stands_alone, whole))
        if (id := next(same, None)) is not None:
            ids[one] = id
    return ids


def _is_same(mine: _Known, other: _Known, alone: bool, whole: frozenset[int]) -> bool:
    """Whether two claims of the same truth conditions are one: who makes them is. Copies of one text have one voice.
    Elsewhere a claim must stand ``alone``, and its speaker be known by a ``whole`` name, or, in an article's own voice,
    the outlet be the same.
    """
    if mine.is_own != other.is_own:
        return False
    is_same = mine.speaker_id == other.speaker_id
    if mine.origin == other.origin and (is_same or mine.is_own):
        return True
    if mine.speaker_id is not None:
        return is_same and alone and mine.speaker_id in whole
    return is_same and alone and mine.is_own and _outlet(mine.outlet) == _outlet(other.outlet) != ""


def _known_by_whole_name(connection: Connection, made: Iterable[_Made]) -> frozenset[int]:
    """The speakers who are known by more than a surname, which two people may have."""
    asked = {one.speaker_id for one in made if one.speaker_id is not None}
    people = dict(connection.execute(_PEOPLE, {"speakers": sorted(asked)}).all())
    return frozenset(id for id in asked if id not in people or " " in names.key(people[id]))


def _outlet(name: str | None) -> str:
    return (name or "").strip().casefold()


def _appearance_row(one: _Made, text: str, since: int) -> dict[str, object]:
    return {
        "quote_id": one.quote_id,
        "spans": one.claim.spans,
        "words": " ... ".join(span.of(text) for span in one.claim.spans),
        "said": one.claim.said,
        "truth": one.truth,
        "since": since,
        "reasons": one.claim.reasons,
    }


def _claim_row(one: _Made) -> dict[str, object]:
    claim, period = one.claim, one.claim.period
    return {
        "key": one.key,
        "speaker_id": one.speaker_id,
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
