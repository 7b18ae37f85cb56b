"""Whether it was said: who quotes the words of a claim, and what became known of the wording of quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, select, true, union

from claimtrack.store.alike import retellings
from claimtrack.store.records import Spread
from claimtrack.store.rows import is_newest, origin
from claimtrack.store.tables import (
    appearances,
    articles,
    extractions,
    found_quotes,
    quotes,
    revisions,
)
from claimtrack.text.wording import Likeness, compare, keys, plain, sentences, stands_in


def said_in(connection: Connection, claim_ids: Collection[int], by: date | None = None) -> dict[int, Spread]:
    """In how many articles, and how many when copies count once, each claim is put into somebody's mouth: those that
    make it in a quote now, and those that quote its words without it. A claim that none does is left out. With ``by``,
    only articles published by that day count.
    """
    now = extractions.alias()
    in_time = now.c.published <= by if by else true()
    made = (
        select(appearances.c.claim_id, appearances.c.quote_id, appearances.c.words)
        .where(appearances.c.claim_id.in_(claim_ids), appearances.c.quote_id.is_not(None), is_newest(appearances))
        .subquery()
    )
    later, earlier = retellings.c.quote_id, retellings.c.other_quote_id
    told = (
        select(made.c.claim_id, made.c.words, quotes.c.text, articles.c.id, origin)
        .join_from(made, retellings, one == made.c.quote_id)
        .join(quotes, quotes.c.id == other)
        .join(found_quotes, found_quotes.c.quote_id == other)
        .join(articles, articles.c.current_id == found_quotes.c.extraction_id)
        .join(now, now.c.id == articles.c.current_id)
        .where(in_time)
        for one, other in ((later, earlier), (earlier, later))
    )
    here = (
        select(made.c.claim_id, articles.c.id, origin)
        .join_from(made, quotes, quotes.c.id == made.c.quote_id)
        .join(revisions, revisions.c.id == quotes.c.revision_id)
        .join(articles, articles.c.id == revisions.c.article_id)
        .join(now, now.c.id == articles.c.current_id)
        .where(in_time)
    )
    places: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for claim_id, article_id, its_origin in connection.execute(here):
        places[claim_id].add((article_id, its_origin))
    for claim_id, words, text, article_id, its_origin in connection.execute(union(*told)):
        if (article_id, its_origin) not in places[claim_id] and _tells(words, text):
            places[claim_id].add((article_id, its_origin))
    return {id: Spread(len(found), len({own for _, own in found})) for id, found in places.items()}


def _tells(words: str, text: str) -> bool:
    """Whether the ``text`` of a quote has the ``words`` of a claim, or nearly the same."""
    told = plain(text)
    return any(
        stands_in(keys(one), told)
        or any(compare(one, other).likeness is not Likeness.DIFFERENT for other in sentences(text))
        for one in sentences(words, least=1)
    )
