"""Writing articles: which one is meant, in which state, and which extraction is its current one.

Everything here happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from claimtrack.model import Article, Engine, Extraction, Run
from claimtrack.store import found, lookup, origins
from claimtrack.store.identity import address, same_reading
from claimtrack.store.records import ArticleRecord, Decide, Neighbours, Placing
from claimtrack.store.rows import article_record, as_good_as, select_articles
from claimtrack.store.runs import run_id
from claimtrack.store.tables import articles, extractions, revisions, runs, sketches

_NOW = select_articles().order_by(articles.c.id)
_NUMBERED = _NOW.where(articles.c.id == bindparam("id"))
_AT_ADDRESS = _NOW.where(articles.c.address == bindparam("address"))
_OF_TEXT = _NOW.where(
    articles.c.id.in_(select(revisions.c.article_id).where(revisions.c.digest == bindparam("digest")))
)
_REVISION = select(revisions.c.id).where(
    revisions.c.article_id == bindparam("article_id"), revisions.c.digest == bindparam("digest")
)
_ADD_ARTICLE, _ADD_REVISION, _ADD_EXTRACTION = (
    insert(table).returning(table.c.id) for table in (articles, revisions, extractions)
)
_POINT_TO = (
    update(articles)
    .where(articles.c.id == bindparam("here"))
    .values(current_id=bindparam("extraction"), address=func.coalesce(articles.c.address, bindparam("new_address")))
)


def find(connection: Connection, article: Article) -> ArticleRecord | None:
    """The stored article that ``article`` is a state of: that of the same address, else of the same text and outlet.

    An outlet that one of them does not know may be the other's. Where it cannot tell, different addresses are different
    articles.
    """
    where = address(article.url)
    if where and (known := _records(connection, _AT_ADDRESS, address=where)):
        return known[0]
    same_text = _records(connection, _OF_TEXT, digest=article.revision.digest)
    known = [found for found in same_text if _may_be(found.article, article)]
    return min(known, key=lambda found: (_outlet(found.article) != _outlet(article), found.id), default=None)


def extracted(connection: Connection, known: ArticleRecord, article: Article, engine: Engine) -> bool:
    """Whether the newest extraction of ``known`` was as good as one by ``engine``, which was told all that ``article``
    says. What a model has read is not read again by rules.
    """
    query = select(articles.c.id).join_from(articles, extractions, extractions.c.id == articles.c.current_id)
    query = query.join(runs, runs.c.id == extractions.c.run_id).where(articles.c.id == known.id, as_good_as(engine))
    return same_reading(known.completing(article), known.article) and connection.execute(query).first() is not None


def neighbours(connection: Connection, article: Article, sketch: Sequence[int]) -> Neighbours:
    """What is stored around ``article``, whose text has ``sketch``."""
    return origins.neighbours(connection, find(connection, article), article, sketch)


def text(connection: Connection, revision: int) -> str:
    """The text of a revision."""
    return connection.execute(select(revisions.c.text).where(revisions.c.id == revision)).scalar_one()


def save(
    connection: Connection,
    article: Article,
    run: Run,
    extraction: Extraction,
    sketch: Sequence[int],
    near: Neighbours,
    placing: Placing,
    decide: Decide,
) -> ArticleRecord | None:
    """Write one extraction of ``article``, unless another process has just written the same.

    None, and nothing is written, where others than ``near`` are its ``neighbours`` by now.
    """
    known = find(connection, article)
    if known:
        if extracted(connection, known, article, run.engine):
            return known
        article = known.completing(article)
    if origins.neighbours(connection, known, article, sketch) != near:
        return None
    article_id = known.id if known else connection.execute(_ADD_ARTICLE).scalar_one()
    revision_id = _revision(connection, article_id, article, sketch)
    made = {"run_id": run_id(connection, run), "article_id": article_id, "revision_id": revision_id}
    told = {"title": article.title, "outlet": article.outlet, "url": article.url, "published": article.published}
    values = {**made, **told, "language": extraction.language}
    extraction_id = connection.execute(_ADD_EXTRACTION, values).scalar_one()
    origins.place(connection, article_id, extraction_id, placing)
    found.write(connection, article_id, revision_id, extraction_id, article, extraction, decide)
    where = {"here": article_id, "extraction": extraction_id, "new_address": address(article.url)}
    connection.execute(_POINT_TO, where)
    return _records(connection, _NUMBERED, id=article_id)[0]


def _records(connection: Connection, query: Select[Any], **values: object) -> list[ArticleRecord]:
    return [article_record(row) for row in connection.execute(query, values)]


def _outlet(article: Article) -> str | None:
    return article.outlet.strip().casefold() if article.outlet else None


def _may_be(stored: Article, given: Article) -> bool:
    """Whether two articles with the same text can be one, by what is known of their outlets and addresses."""
    if _outlet(stored) and _outlet(given):
        return _outlet(stored) == _outlet(given)
    return not (stored.url and given.url)


def _revision(connection: Connection, article_id: int, article: Article, sketch: Sequence[int]) -> int:
    what = {"article_id": article_id, "digest": article.revision.digest}
    if (id := connection.execute(_REVISION, what).scalar()) is not None:
        return id
    new = {**what, "recorded": datetime.now(UTC), "text": article.text}
    id = connection.execute(_ADD_REVISION, new).scalar_one()
    if sketch:
        connection.execute(insert(sketches), [{"hash": hash, "revision_id": id} for hash in set(sketch)])
    lookup.add_revision(connection, id, article)
    return id
