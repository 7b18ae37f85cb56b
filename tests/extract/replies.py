"""Short-hand for the tests of the model's extractor: hand-written replies, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claimtrack.extract.llm import LlmExtractor
from claimtrack.extract.llm.replies import (
    ClaimReply,
    DetailReply,
    ExtractReply,
    LeftOutReply,
    PersonReply,
    QuoteReply,
    RepairReply,
)
from claimtrack.llm.client import Client
from claimtrack.llm.prompts import Prompts
from claimtrack.llm.requests import Message, ReplyModel
from claimtrack.model import Article, Claim, Extraction, Quote, Span
from tests.llm.fakes import Answer, QueuedEndpoint

THURSDAY = date(2025, 10, 16)
OUTLET = "The Harbour Post"


def people(*names: str, **kinds: str) -> list[PersonReply]:
    """P1, P2, ...: persons by ``names``, then by keyword others with their kind."""
    given = [*((name, "person") for name in names), *((name.replace("_", " "), kind) for name, kind in kinds.items())]
    return [PersonReply(id=f"P{n}", name=name, kind=kind) for n, (name, kind) in enumerate(given, 1)]  # type: ignore[arg-type]


def quote(
    content: str | list[str],
    mention: str | None = "Anna Berg",
    cue: str | list[str] = "said",
    at: str = "s1",
    by: str = "P1",
    details: Mapping[str, str] | None = None,
    claims: Sequence[ClaimReply] = (),
) -> QuoteReply:
    return QuoteReply(
        by=by,
        at=at,
        mention=mention,
        cue=[cue] if isinstance(cue, str) else cue,
        content=[content] if isinstance(content, str) else content,
        details=[DetailReply(what=what, words=words) for what, words in (details or {}).items()],  # type: ignore[arg-type]
        claims=list(claims),
    )


def claim(text: str | None, *source: str, **fields: Any) -> ClaimReply:
    usual = {"type": "fact", "hedge": None, "due": None, "worth": "high", "why": "it matters"}
    usual |= {"confirmed_if": "", "contradicted_if": ""}
    return ClaimReply(text=text, source=list(source), **(usual | fields))


def reply(
    *quotes: QuoteReply,
    by: Sequence[PersonReply] | None = None,
    own: Sequence[ClaimReply] = (),
    left_out: Mapping[str, str] | None = None,
) -> ExtractReply:
    return ExtractReply(
        people=list(people("Anna Berg") if by is None else by),
        quotes=list(quotes),
        own_claims=list(own),
        left_out=[LeftOutReply(quotation=name, why=why) for name, why in (left_out or {}).items()],
    )


def repair(**fields: Any) -> RepairReply:
    return RepairReply(**({"people": [], "quotes": [], "claims": [], "more_quotes": [], "left_out": []} | fields))


NOTHING = repair()
"""A second reply that mends nothing."""


@dataclass(frozen=True)
class Read:
    """What was extracted from a text, sliced from it, and what the model was asked."""

    text: str
    extraction: Extraction
    asked: list[tuple[Message, ...]]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return self.extraction.quotes

    @property
    def only(self) -> Quote:
        assert len(self.quotes) == 1, (self.contents, self.reasons)
        return self.quotes[0]

    @property
    def claims(self) -> list[Claim]:
        return [claim for quote in self.quotes for claim in quote.claims]

    @property
    def claim(self) -> Claim:
        assert len(self.claims) == 1, self.reasons
        return self.claims[0]

    @property
    def contents(self) -> list[list[str]]:
        return [[span.of(self.text) for span in quote.content] for quote in self.quotes]

    @property
    def reasons(self) -> list[str]:
        return [rejection.reason for rejection in self.extraction.rejections]

    @property
    def complaint(self) -> str:
        """What the model was told that it had missed."""
        return self.asked[1][-1].content

    def words(self, span: Span | None) -> str | None:
        return span.of(self.text) if span else None


def extractor(endpoint: QueuedEndpoint, **options: Any) -> LlmExtractor:
    return LlmExtractor(Client(endpoint), Prompts.load(), **options)


def answer(reply: ReplyModel | Answer) -> Answer:
    return reply.model_dump_json() if isinstance(reply, ReplyModel) else reply


def read(text: str, *replies: ReplyModel | Answer, window: int = 128_000, **article: Any) -> Read:
    """``text`` read by a model that gives just these ``replies``: to the article, and to what is asked after that."""
    endpoint = QueuedEndpoint(*map(answer, replies))
    known: dict[str, Any] = {"published": THURSDAY, "outlet": OUTLET, "title": None} | article
    extraction = extractor(endpoint, window=window).extract(Article(text, **known))
    assert len(endpoint.asked) == len(replies)
    return Read(text, extraction, endpoint.asked)
