"""What a run would ask of a model, before it is run. Nothing is sent, and nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from claimtrack.check import Judge
from claimtrack.model import Article
from claimtrack.pipeline.leads import Leads, Pair, leads, looking_back
from claimtrack.pipeline.reading import look_up
from claimtrack.store import Store
from claimtrack.text.vectors import Vector

if TYPE_CHECKING:
    from claimtrack.extract.llm import LlmExtractor
    from claimtrack.llm.client import Client, Forecast
    from claimtrack.llm.embedding import Embedder
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
        yield _planned(article.name or article.url or "", [client.foresee(request) for request in requests])


def plan_check(
    store: Store, judge: Judge, client: Client | None, embedder: Embedder | None, most: int, claim: int | None = None
) -> Iterator[Planned]:
    """What ``check`` would take of each article, or of each that a claim is held against, but for what follows from
    replies yet to come: which pairs are judged is told by the vectors that there are.
    """
    foresight = _Embeddings(embedder) if embedder else None
    embed = foresight.kept if foresight else None
    if claim is not None:
        pending: Iterable[Leads] = looking_back(store, judge.engine, claim, most, embed)[0]
    else:
        pending = (leads(store, work, most, embed) for work in store.unchecked(judge.engine))
    for lead in pending:
        forecasts = foresight.told() if foresight else []
        if client:
            asked = (_requests(judge, pair) for pair in lead.pairs)
            forecasts += [client.foresee(request) for request in chain.from_iterable(asked)]
        yield _planned(f"A{lead.work.article_id}", forecasts)


def _requests(judge: Judge, pair: Pair) -> Iterable[Request[Any]]:
    from claimtrack.check.llm import LlmJudge

    return judge.requests(pair.claim, pair.reading, pair.near) if isinstance(judge, LlmJudge) else ()


class _Embeddings:
    """Gives the vectors that are kept, and foresees what asking for the others takes."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._foreseen: list[Forecast] = []
        self._texts: set[str] = set()

    def kept(self, texts: Iterable[str]) -> Mapping[str, Vector]:
        wanted = set(texts)
        new = wanted - self._texts
        self._texts |= new
        self._foreseen += map(self._embedder.client.foresee, self._embedder.requests(new))
        return self._embedder.kept(wanted)

    def told(self) -> list[Forecast]:
        """What was foreseen since this was last asked."""
        told, self._foreseen = self._foreseen, []
        return told


def _planned(name: str, foreseen: Sequence[Forecast]) -> Planned:
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
