"""Which extractor and judge do the work: those of the language model that the settings name, else the offline rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimtrack.check import Judge
from claimtrack.errors import SettingsError
from claimtrack.extract import Extractor
from claimtrack.settings import PAIRS

if TYPE_CHECKING:
    from claimtrack.llm.account import Account
    from claimtrack.llm.batch import BatchApi
    from claimtrack.llm.client import Client, Limits, Usage
    from claimtrack.llm.embedding import Embedder
    from claimtrack.llm.langchain import LangchainEndpoint
    from claimtrack.llm.ledger import CallLedger
    from claimtrack.settings import Settings
    from claimtrack.text.vectors import Vector


@dataclass(frozen=True, slots=True)
class Engines:
    """An extractor, a judge, and the client through which both ask their model; None offline.

    ``embedder`` tells what texts mean, by a model of its own, where one is set: that helps to choose what is judged.
    ``jobs`` is how many articles or pairs are worked on at once, those that wait for their turn to call included. More
    than one is of use only where a model is waited for. ``pairs`` is how many of one article are judged at most.
    """

    extractor: Extractor
    judge: Judge
    client: Client | None = None
    jobs: int = 1
    pairs: int = PAIRS
    embedder: Embedder | None = None

    @property
    def clients(self) -> tuple[Client, ...]:
        """The clients of all models that are set; they share an account."""
        embedding = self.embedder.client if self.embedder else None
        return tuple(client for client in (self.client, embedding) if client)

    @property
    def asks(self) -> bool:
        """Whether any model may be asked."""
        return bool(self.clients)

    @property
    def embed(self) -> Callable[[Iterable[str]], dict[str, Vector]] | None:
        """What gives vectors of texts; None where no model for it is set."""
        return self.embedder.vectors if self.embedder else None

    def record_to(self, ledger: CallLedger) -> None:
        """Begin a run, the calls of which are looked up and written down there."""
        for client in self.clients:
            client.record_to(ledger)

    def usage(self) -> Usage | None:
        """What the models took so far; None offline."""
        return self.clients[0].usage if self.clients else None


def engines(settings: Settings | None = None) -> Engines:
    """The engines that ``settings`` ask for. No call is made, and no key is needed yet.

    Raises SettingsError, or PromptError for a folder of prompts that cannot be used.
    """
    if settings is None or settings.model in (None, "rules"):
        from claimtrack.check.rules import RulesJudge
        from claimtrack.extract.rules import RulesExtractor

        offline = Engines(RulesExtractor(), RulesJudge())
        return replace(offline, pairs=settings.pairs, embedder=embedder(settings)) if settings else offline
    from claimtrack.check.llm import LlmJudge
    from claimtrack.extract.llm import LlmExtractor
    from claimtrack.llm.prompts import Prompts

    reached, prompts = client(settings), Prompts.load(settings.prompts)
    extractor = LlmExtractor(reached, prompts, window=settings.context_window)
    judge = LlmJudge(reached, prompts, blind=settings.blind_check)
    # For every call in flight another request is made ready, which goes out as soon as a reply comes in.
    jobs = 2 * settings.jobs if settings.jobs > 1 else 1
    return Engines(extractor, judge, reached, jobs, settings.pairs, embedder(settings, reached.account))


def client(settings: Settings) -> Client:
    """The client of the model that ``settings`` name. Raises SettingsError where they name none."""
    from claimtrack.llm.client import Client
    from claimtrack.llm.prices import Prices

    limits = _limits(settings, settings.max_output_tokens)
    return Client(endpoint(settings), limits, Prices.load(settings.prices), cached=settings.cache)


def embedder(settings: Settings, account: Account | None = None) -> Embedder | None:
    """What asks the model for embeddings that ``settings`` name; None where they name none. Raises SettingsError."""
    if settings.embeddings in (None, "none"):
        return None
    from claimtrack.llm.client import Client
    from claimtrack.llm.embedding import Embedder
    from claimtrack.llm.langchain_embeddings import EmbeddingsEndpoint
    from claimtrack.llm.prices import Prices

    address = settings.embeddings_base_url or settings.base_url
    reached = EmbeddingsEndpoint(settings.embeddings, address, settings.timeout)
    # Vectors are no tokens, and cost nothing beside what is read.
    return Embedder(Client(reached, _limits(settings, 0), Prices.load(settings.prices), account=account))


def _limits(settings: Settings, max_output_tokens: int) -> Limits:
    from claimtrack.llm.client import Limits

    return Limits(
        retries=settings.retries,
        at_once=settings.jobs,
        requests_per_minute=settings.requests_per_minute,
        tokens_per_minute=settings.tokens_per_minute,
        max_cost=None if settings.max_cost is None else round(settings.max_cost * 1_000_000),
        max_output_tokens=max_output_tokens,
    )


def batch_api(settings: Settings) -> BatchApi:
    """The Batch API of the model that ``settings`` name. Raises SettingsError where they name none."""
    from claimtrack.llm.batch import BatchApi
    from claimtrack.llm.prices import Prices

    reached = endpoint(settings)
    return BatchApi(reached, Prices.load(settings.prices).of(reached.model))


def endpoint(settings: Settings) -> LangchainEndpoint:
    """The model that ``settings`` name, at its address. Raises SettingsError where they name none."""
    from claimtrack.llm.langchain import LangchainEndpoint

    if settings.model in (None, "rules"):
        raise SettingsError("no model is set: give --model provider:name, such as openai:gpt-5-mini")
    return LangchainEndpoint(
        settings.model,
        base_url=settings.base_url,
        timeout=settings.timeout,
        temperature=settings.temperature,
        max_output_tokens=settings.max_output_tokens,
        structured=settings.structured,
    )
