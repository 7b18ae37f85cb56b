"""Which extractor and judge do the work: those of the language model that the settings name, else the offline rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.check import Judge
from claimtrack.errors import SettingsError
from claimtrack.extract import Extractor
from claimtrack.settings import PAIRS

if TYPE_CHECKING:
    from claimtrack.llm.batch import BatchApi
    from claimtrack.llm.client import Client, Usage
    from claimtrack.llm.langchain import LangchainEndpoint
    from claimtrack.settings import Settings


@dataclass(frozen=True, slots=True)
class Engines:
    """An extractor, a judge, and the client through which both ask their model; None offline.

    ``jobs`` is how many articles or pairs are worked on at once, those that wait for their turn to call included. More
    than one is of use only where a model is waited for. ``pairs`` is how many of one article are judged at most.
    """

    extractor: Extractor
    judge: Judge
    client: Client | None = None
    jobs: int = 1
    pairs: int = PAIRS

    def usage(self) -> Usage | None:
        """What the model took so far; None offline."""
        return self.client.usage if self.client else None


def engines(settings: Settings | None = None) -> Engines:
    """The engines that ``settings`` ask for. No call is made, and no key is needed yet.

    Raises SettingsError, or PromptError for a folder of prompts that cannot be used.
    """
    if settings is None or settings.model in (None, "rules"):
        from claimtrack.check.rules import RulesJudge
        from claimtrack.extract.rules import RulesExtractor

        return Engines(RulesExtractor(), RulesJudge(), pairs=settings.pairs if settings else PAIRS)
    from claimtrack.check.llm import LlmJudge
    from claimtrack.extract.llm import LlmExtractor
    from claimtrack.llm.prompts import Prompts

    reached, prompts = client(settings), Prompts.load(settings.prompts)
    extractor = LlmExtractor(reached, prompts, window=settings.context_window)
    judge = LlmJudge(reached, prompts, blind=settings.blind_check)
    # For every call in flight another request is made ready, which goes out as soon as a reply comes in.
    return Engines(extractor, judge, reached, 2 * settings.jobs if settings.jobs > 1 else 1, settings.pairs)


def client(settings: Settings) -> Client:
    """The client of the model that ``settings`` name. Raises SettingsError where they name none."""
    from claimtrack.llm.client import Client, Limits
    from claimtrack.llm.prices import Prices

    limits = Limits(
        retries=settings.retries,
        at_once=settings.jobs,
        requests_per_minute=settings.requests_per_minute,
        tokens_per_minute=settings.tokens_per_minute,
        max_cost=None if settings.max_cost is None else round(settings.max_cost * 1_000_000),
        max_output_tokens=settings.max_output_tokens,
    )
    return Client(endpoint(settings), limits, Prices.load(settings.prices), cached=settings.cache)


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
