"""Origins: the families of near-copies that stored articles fall into.

Two articles are of one origin where near-copies lead from one to the other, by their texts as they are now: the
families depend on the texts alone, not on the order in which they came. An article that comes may join families, and
one that is edited may leave its family in parts. ``articles.origin_id`` says what holds now, ``moves`` which articles
another one moved, so that what was weighed by the old families is weighed again. All of it happens in the caller's
transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from claimtrack.model import Article
from claimtrack.store.alike import moves
from claimtrack.store.records import Akin, ArticleRecord, Neighbours, Placing
from claimtrack.store.rows import origin, origin_of
from claimtrack.store.tables import articles, extractions, sketches
from claimtrack.text.similarity import least_asked

NEAREST = 500
"""The most articles that a near-copy is sought among, those that share most hashes."""

_AKIN = select(articles.c.id, extractions.c.revision_id, origin.label("origin"))
_SHARING = (
    _AKIN.join_from(sketches, extractions, extractions.c.revision_id == sketches.c.revision_id)
    .join(articles, articles.c.current_id == extractions.c.id)
    .where(sketches.c.hash.in_(bindparam("sketch", expanding=True)), articles.c.id != bindparam("here"))
    .group_by(articles.c.id)
    .having(func.count() >= bindparam("least"))
    .order_by(func.count().desc(), articles.c.id)
    .limit(NEAREST)
)
_KIN = (
    _AKIN.join_from(articles, extractions, articles.c.current_id == extractions.c.id)
    .where(origin == bindparam("origin"), articles.c.id != bindparam("here"))
    .order_by(articles.c.id)
)
_NOW = select(articles.c.id, origin).where(
    origin.in_(select(origin_of(asked := articles.alias())).where(asked.c.id.in_(bindparam("ids", expanding=True))))
)
_SET_ORIGIN = update(articles).where(articles.c.id == bindparam("here")).values(origin_id=bindparam("origin"))


def neighbours(
    connection: Connection, known: ArticleRecord | None, article: Article, sketch: Sequence[int]
) -> Neighbours:
    """What is stored around ``article``, a state of the ``known`` one."""
    if known and known.article.revision == article.revision:
        return Neighbours()
    here = known.id if known else 0
    asked = {"sketch": sketch, "least": least_asked(sketch), "here": here}
    akin = [Akin(*row) for row in connection.execute(_SHARING, asked)]
    kin = [Akin(*row) for row in connection.execute(_KIN, {"origin": known.origin, "here": here})] if known else []
    return Neighbours(tuple(akin), tuple(kin))


def place(connection: Connection, article_id: int, extraction_id: int, placing: Placing) -> None:
    """Put an article with what it copies, and what it was with into parts. Its own move needs no telling: it is read
    in ``extraction_id``.
    """
    if not placing.copied and not placing.parts:
        return
    before = dict(connection.execute(_NOW, {"ids": [article_id, *placing.copied]}).all())
    after = _families(before, article_id, placing)
    new = [{"here": id, "origin": own if own != id else None} for id, own in after.items() if own != before[id]]
    if new:
        connection.execute(_SET_ORIGIN, new)
    moved = sorted(_moved(before, after, article_id))
    if moved:
        rows = [{"extraction_id": extraction_id, "article_id": id, "origin_id": after[id]} for id in moved]
        connection.execute(insert(moves), rows)


def members(connection: Connection, article_id: int) -> list[int]:
    """The articles of one origin with an article, and itself, in order."""
    return sorted(id for id, _ in connection.execute(_NOW, {"ids": [article_id]}))


def _families(before: Mapping[int, int], article: int, placing: Placing) -> dict[int, int]:
    """The origin of each article when ``article`` is placed: of every family, the member that was stored first."""
    copied = set(placing.copied)
    others = [family for own, family in _by_origin(before).items() if own != before[article]]
    families = [*others, *map(set, placing.parts)]
    mine = {article}.union(*(family for family in families if family & copied))
    apart = [family for family in families if not family & copied]
    return {id: min(family) for family in (*apart, mine) for id in family}


def _moved(before: Mapping[int, int], after: Mapping[int, int], article: int) -> Iterable[int]:
    """The articles that are now with others than before, or without ``article``; that it joined them is no move."""
    was, now = _by_origin(before), _by_origin(after)
    for id in before.keys() - {article}:
        old, new = was[before[id]], now[after[id]]
        if old - {article} != new - {article} or (article in old and article not in new):
            yield id


def _by_origin(origins: Mapping[int, int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for id, own in origins.items():
        found[own].add(id)
    return found


def has_moved(article_id: ColumnElement[int], since: ColumnElement[int]) -> ColumnElement[bool]:
    """The condition that an extraction above ``since`` moved an article to another family."""
    return select(moves.c.id).where(moves.c.article_id == article_id, moves.c.extraction_id > since).exists()
