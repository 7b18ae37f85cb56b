"""What a run would ask of a model, before it is run. Nothing is sent, and nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from claimtrack.model import Article
from claimtrack.pipeline.leads import Leads, leads, looking_back
from claimtrack.pipeline.reading import look_up
from claimtrack.store import Store

if TYPE_CHECKING:
    from claimtrack.check.llm import LlmJudge
    from claimtrack.extract.llm import LlmExtractor
    from claimtrack.llm.client import Client
    from claimtrack.llm.requests import Request


@dataclass(frozen=True, slots=True)
class Planned:
    """The calls on one article that can be told beforehand, and an estimate of what those take that are not cached.

    ``hits`` of the ``calls`` are. ``cost`` is in millionths of a US dollar, None where the price is unknown.
    """

    name: str
    calls: int
    hits: int
    input_tokens: int
    output_tokens: int
    cost: int | None


def plan_ingest(
    store: Store, extractor: LlmExtractor, client: Client, articles: Iterable[Article]
) -> Iterator[Planned]:
    """What reading each of ``articles`` would take; nothing, where it is stored already."""
    for article in articles:
        found = look_up(store, extractor.engine, article)
        requests = () if found.done else extractor.requests(found.article)
        yield _planned(article.name or article.url or "", client, requests)


def plan_check(store: Store, judge: LlmJudge, client: Client, most: int, claim: int | None = None) -> Iterator[Planned]:
    """What ``check`` would take of each article, or of each that a claim is held against, but for what follows from
    replies yet to come.
    """
    if claim is not None:
        pending: Iterable[Leads] = looking_back(store, judge.engine, claim, most)[0]
    else:
        pending = (leads(store, work, most) for work in store.unchecked(judge.engine))
    for lead in pending:
        asked = (judge.requests(pair.claim, pair.reading, pair.near) for pair in lead.pairs)
        yield _planned(f"A{lead.work.article_id}", client, chain.from_iterable(asked))


def _planned(name: str, client: Client, requests: Iterable[Request[Any]]) -> Planned:
    foreseen = [client.foresee(request) for request in requests]
    sent = [forecast for forecast in foreseen if not forecast.is_hit]
    costs = [forecast.cost for forecast in sent]
    return Planned(
        name,
        len(foreseen),
        len(foreseen) - len(sent),
        sum(forecast.input_tokens for forecast in sent),
        sum(forecast.output_tokens for forecast in sent),
        None if None in costs else sum(cost for cost in costs if cost is not None),
    )
