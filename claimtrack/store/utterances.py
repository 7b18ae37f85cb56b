"""Whether it was said: who quotes the words of a claim, and what became known of the wording of quotes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select, union

from claimtrack.store.records import Spread
from claimtrack.store.rows import is_newest, origin
from claimtrack.store.tables import (
    appearances,
    articles,
    found_quotes,
    quotes,
    retellings,
    revisions,
)


def said_in(connection: Connection, claim_ids: Collection[int]) -> dict[int, Spread]:
    """In how many articles, and how many when copies count once, each claim is put into somebody's mouth: those that
    make it in a quote now, and those that quote the same utterance without it. A claim that none does is left out.
    """
    made = (
        select(appearances.c.claim_id, appearances.c.quote_id)
        .where(appearances.c.claim_id.in_(claim_ids), appearances.c.quote_id.is_not(None), is_newest(appearances))
        .subquery()
    )
    later, earlier = retellings.c.quote_id, retellings.c.other_quote_id
    told = (
        select(made.c.claim_id, other)
        .join_from(made, retellings, one == made.c.quote_id)
        .join(found_quotes, found_quotes.c.quote_id == other)
        .join(articles, articles.c.current_id == found_quotes.c.extraction_id)
        for one, other in ((later, earlier), (earlier, later))
    )
    quoted = union(select(made.c.claim_id, made.c.quote_id), *told).subquery()
    query = (
        select(quoted.c.claim_id, func.count(articles.c.id.distinct()), func.count(origin.distinct()))
        .join_from(quoted, quotes, quotes.c.id == quoted.c.quote_id)
        .join(revisions, revisions.c.id == quotes.c.revision_id)
        .join(articles, articles.c.id == revisions.c.article_id)
        .group_by(quoted.c.claim_id)
    )
    return {id: Spread(in_articles, in_origins) for id, in_articles, in_origins in connection.execute(query)}
