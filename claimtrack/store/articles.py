"""Writing articles: which one is meant, and all that one extraction found in it.

Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from claimtrack import speakers as names
from claimtrack.model import Article, Claim, Engine, Extraction, Quote, Run, Speaker
from claimtrack.store import statuses
from claimtrack.store.identity import address, claim_key, quote_key, same_reading, speaker_key
from claimtrack.store.records import Akin, ArticleRecord, Decide
from claimtrack.store.rows import article_record, same_engine, select_articles
from claimtrack.store.rows import origin as origin_now
from claimtrack.store.tables import (
    appearances,
    articles,
    claims,
    extractions,
    found_quotes,
    quotes,
    revisions,
    runs,
    sketches,
    speaker_names,
    speakers,
)

NEAREST = 20
"""The most articles that a near-copy is sought among, those that share most hashes."""


def find(connection: Connection, article: Article) -> ArticleRecord | None:
    """The stored article that ``article`` is a state of: that of the same address, else of the same text and outlet.

    An outlet that one of them does not know may be the other's. Where it cannot tell, different addresses are different
    articles.
    """
    where = address(article.url)
    if where and (known := _records(connection, articles.c.address == where)):
        return known[0]
    same_text = select(revisions.c.article_id).where(revisions.c.digest == article.revision.digest)
    known = [found for found in _records(connection, articles.c.id.in_(same_text)) if _may_be(found.article, article)]
    return min(known, key=lambda found: (_outlet(found.article) != _outlet(article), found.id), default=None)


def extracted(connection: Connection, known: ArticleRecord, article: Article, engine: Engine) -> bool:
    """Whether the newest extraction of ``known`` was by ``engine``, and told it all that ``article`` says."""
    query = select(articles.c.id).join_from(articles, extractions, extractions.c.id == articles.c.current_id)
    query = query.join(runs, runs.c.id == extractions.c.run_id).where(articles.c.id == known.id, same_engine(engine))
    return same_reading(known.completing(article), known.article) and connection.execute(query).first() is not None


def sharing(connection: Connection, sketch: Sequence[int]) -> list[Akin]:
    """Articles whose text, as it is now, shares hashes with ``sketch``: those that share most, earliest first."""
    shared = (
        select(articles.c.id, extractions.c.revision_id, origin_now.label("origin"))
        .join_from(sketches, extractions, extractions.c.revision_id == sketches.c.revision_id)
        .join(articles, articles.c.current_id == extractions.c.id)
        .where(sketches.c.hash.in_(sketch))
        .group_by(articles.c.id)
        .order_by(func.count().desc(), articles.c.id)
        .limit(NEAREST)
    )
    found = [Akin(row.id, row.revision_id, row.origin) for row in connection.execute(shared)]
    return sorted(found, key=lambda akin: akin.article_id)


def text(connection: Connection, revision: int) -> str:
    """The text of a revision."""
    return connection.execute(select(revisions.c.text).where(revisions.c.id == revision)).scalar_one()


def save(
    connection: Connection,
    article: Article,
    run: Run,
    extraction: Extraction,
    sketch: Sequence[int],
    akin: Sequence[Akin],
    origin: int | None,
    decide: Decide,
) -> ArticleRecord | None:
    """Write one extraction of ``article``, unless another process has just written the same.

    None, and nothing is written, where other articles than ``akin`` share hashes with it by now.
    """
    known = find(connection, article)
    if known:
        if extracted(connection, known, article, run.engine):
            return known
        article = known.completing(article)
    if sharing(connection, sketch) != list(akin):
        return None
    article_id = known.id if known else connection.execute(insert(articles).returning(articles.c.id)).scalar_one()
    revision_id = _revision(connection, article_id, article, sketch)
    extraction_id = connection.execute(
        insert(extractions)
        .values(run_id=run_id(connection, run), article_id=article_id, revision_id=revision_id)
        .values(title=article.title, outlet=article.outlet, url=article.url, published=article.published)
        .returning(extractions.c.id)
    ).scalar_one()
    _write_found(connection, article_id, revision_id, extraction_id, article, extraction, decide)
    _point_to(connection, article_id, extraction_id, article, origin)
    return _records(connection, articles.c.id == article_id)[0]


def run_id(connection: Connection, run: Run) -> int:
    """The number of ``run``, which is written when its first piece of work is."""
    known = select(runs.c.id).where(runs.c.started == run.started, runs.c.stage == run.stage, same_engine(run.engine))
    if (id := connection.execute(known).scalar()) is not None:
        return id
    engine = run.engine
    values = {"name": engine.name, "version": engine.version, "model": engine.model, "prompt": engine.prompt}
    new = insert(runs).values(stage=run.stage, started=run.started, **values).returning(runs.c.id)
    return connection.execute(new).scalar_one()


def _records(connection: Connection, condition: ColumnElement[bool]) -> list[ArticleRecord]:
    rows = connection.execute(select_articles().where(condition).order_by(articles.c.id))
    return [article_record(row) for row in rows]


def _outlet(article: Article) -> str | None:
    return article.outlet.strip().casefold() if article.outlet else None


def _may_be(stored: Article, given: Article) -> bool:
    """Whether two articles with the same text can be one, by what is known of their outlets and addresses."""
    if _outlet(stored) and _outlet(given):
        return _outlet(stored) == _outlet(given)
    return not (stored.url and given.url)


def _revision(connection: Connection, article_id: int, article: Article, sketch: Sequence[int]) -> int:
    digest = article.revision.digest
    known = select(revisions.c.id).where(revisions.c.article_id == article_id, revisions.c.digest == digest)
    if (id := connection.execute(known).scalar()) is not None:
        return id
    new = {"article_id": article_id, "digest": digest, "recorded": datetime.now(UTC), "text": article.text}
    id = connection.execute(insert(revisions).values(**new).returning(revisions.c.id)).scalar_one()
    if sketch:
        connection.execute(insert(sketches), [{"hash": hash, "revision_id": id} for hash in set(sketch)])
    return id


def _point_to(
    connection: Connection, article_id: int, extraction_id: int, article: Article, origin: int | None
) -> None:
    """Make an extraction the article's current one. An address, once known, is not given up.

    The origin is that of the text as it is now; but an article that is the origin of others remains its own.
    """
    here = articles.c.id == article_id
    connection.execute(
        update(articles)
        .where(here)
        .values(current_id=extraction_id, address=func.coalesce(articles.c.address, address(article.url)))
    )
    if not connection.execute(select(articles.c.id).where(articles.c.origin_id == article_id).limit(1)).first():
        connection.execute(update(articles).where(here).values(origin_id=origin if origin != article_id else None))


def _write_found(
    connection: Connection,
    article_id: int,
    revision_id: int,
    extraction_id: int,
    article: Article,
    extraction: Extraction,
    decide: Decide,
) -> None:
    speaker_ids = _speaker_ids(connection, extraction)
    quote_ids = _quote_ids(connection, revision_id, article.text, extraction.quotes, speaker_ids)
    taken = [claim for quote in extraction.quotes for claim in quote.claims]
    claim_ids = _claim_ids(connection, article_id, article.published, taken, speaker_ids, decide)
    standing = _standing(connection, article_id)
    found: dict[int, dict[str, object]] = {}
    seen: dict[tuple[int, int], dict[str, object]] = {}
    for quote in extraction.quotes:
        id = quote_ids[quote_key(quote)]
        found.setdefault(id, {"quote_id": id, "confidence": quote.confidence, "rule": quote.rule})
        for claim in quote.claims:
            claim_id = claim_ids[claim_key(claim)]
            since = standing.get(claim_id, extraction_id)
            seen.setdefault(
                (id, claim_id), {"quote_id": id, "claim_id": claim_id, "spans": claim.spans, "since": since}
            )
    for table, rows in ((found_quotes, found.values()), (appearances, seen.values())):
        if rows:
            connection.execute(insert(table), [{"extraction_id": extraction_id, **row} for row in rows])


def _standing(connection: Connection, article_id: int) -> dict[int, int]:
    """The claims that are current in the article so far, and the extraction since which each stands."""
    current = appearances.c.extraction_id == articles.c.current_id
    query = select(appearances.c.claim_id, appearances.c.since).join_from(articles, appearances, current)
    return dict(connection.execute(query.where(articles.c.id == article_id)).all())


def _speaker_ids(connection: Connection, extraction: Extraction) -> dict[str | None, int]:
    """The numbers of all speakers in ``extraction`` by key; who is new is added."""
    named = [quote.speaker for quote in extraction.quotes]
    named += [claim.speaker for quote in extraction.quotes for claim in quote.claims]
    ids: dict[str | None, int] = {}
    for speaker in (*extraction.speakers, *(Speaker(name) for name in named if name)):
        if (key := speaker_key(speaker.name)) and key not in ids:
            ids[key] = _speaker_id(connection, key, speaker)
            _add_names(connection, ids[key], speaker)
    return ids


def _speaker_id(connection: Connection, key: str, speaker: Speaker) -> int:
    known = connection.execute(select(speakers.c.id).where(speakers.c.key == key)).scalar()
    new = insert(speakers).values(key=key, name=speaker.name, kind=speaker.kind).returning(speakers.c.id)
    return connection.execute(new).scalar_one() if known is None else known


def _add_names(connection: Connection, speaker_id: int, speaker: Speaker) -> None:
    """Add the names that ``speaker`` may be asked for by, and the written form of one that had none."""
    wanted: dict[str, str | None] = dict.fromkeys(names.names(speaker))
    for alias in reversed((speaker.name, *speaker.aliases)):
        wanted[names.key(alias)] = alias
    mine = speaker_names.c.speaker_id == speaker_id
    known = dict(connection.execute(select(speaker_names.c.key, speaker_names.c.name).where(mine)).all())
    for key, name in wanted.items():
        if key and key not in known:
            connection.execute(insert(speaker_names).values(speaker_id=speaker_id, key=key, name=name))
        elif name and known.get(key, name) is None:
            connection.execute(update(speaker_names).where(mine, speaker_names.c.key == key).values(name=name))


def _quote_ids(
    connection: Connection,
    revision_id: int,
    text: str,
    found: Iterable[Quote],
    speaker_ids: dict[str | None, int],
) -> dict[str, int]:
    """The numbers of all quotes of the revision by key; those not seen before are added."""
    known = select(quotes.c.key, quotes.c.id).where(quotes.c.revision_id == revision_id)
    ids = dict(connection.execute(known).all())
    new = {
        key: {
            "revision_id": revision_id,
            "key": key,
            "kind": quote.kind,
            "start": quote.content[0].start,
            "content": quote.content,
            "mention": (quote.mention,) if quote.mention else (),
            "cue": quote.cue,
            "speaker_id": speaker_ids.get(speaker_key(quote.speaker)),
            "relay": quote.relay,
            "text": quote.text(text),
            "said_by": quote.mention.of(text) if quote.mention else None,
        }
        for quote in found
        if (key := quote_key(quote)) not in ids
    }
    if new:
        added = insert(quotes).returning(quotes.c.key, quotes.c.id, sort_by_parameter_order=True)
        ids.update(connection.execute(added, list(new.values())).all())
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
    known = select(claims.c.key, claims.c.id).where(claims.c.article_id == article_id)
    ids = dict(connection.execute(known).all())
    for claim in found:
        if (key := claim_key(claim)) in ids:
            continue
        period = claim.period
        new = (
            insert(claims)
            .values(article_id=article_id, key=key, text=claim.text, type=claim.type, said=claim.said)
            .values(speaker_id=speaker_ids.get(speaker_key(claim.speaker)))
            .values(period_start=period and period.start, period_end=period and period.end)
            .values(period_phrase=period and period.phrase)
            .returning(claims.c.id)
        )
        ids[key] = connection.execute(new).scalar_one()
        as_of = claim.said or published or date.today()
        statuses.record_first(connection, ids[key], claim, decide, as_of)
    return ids
