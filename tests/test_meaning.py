"""A check with a model for embeddings: what means the same is judged before what merely shares words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from claimtrack import Tracker
from claimtrack.engines import Engines
from claimtrack.errors import ModelUnavailable
from claimtrack.llm.client import Client, Limits
from claimtrack.llm.embedding import Embedder
from claimtrack.llm.langchain_embeddings import EmbeddingsEndpoint
from claimtrack.model import Article, Claim, Engine, Judgement, Passage, Reading
from tests.llm.embeddings import embedded, embedding_server, texts
from tests.llm.fakes import StillClock
from tests.llm.server import ModelServer, error

from .scene import LineReader

SAID, LATER, TODAY = date(2025, 10, 16), date(2025, 10, 18), date(2025, 10, 20)
CLAIMS = Article(
    "Claim: The tower in Tarn was closed.\nClaim: The bridge in Tarn was closed.",
    outlet="AP",
    url="a:1",
    published=SAID,
)
FERRY = "The ferry in Tarn is closed."
MEANT = "The crossing in Tarn is closed."
NEWS = Article("\n\n".join([FERRY] * 8 + [MEANT]), outlet="AFP", url="a:2", published=LATER)


class Judge:
    """Finds nothing, and notes what it was asked: claims, and the passages shown with each, best first."""

    engine = Engine("fake", "1")

    def __init__(self) -> None:
        self.asked: dict[str, list[str]] = {}

    def judge(self, claim: Claim, reading: Reading, near: Sequence[Passage]) -> Judgement:
        self.asked[claim.text] = [passage.span.of(reading.article.text) for passage in near]
        return Judgement()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with embedding_server() as server:
        yield server


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "claims.db")


def checked(
    path: str, server: ModelServer | None, judge: Judge, pairs: int = 12, claim: int | None = None, news: Article = NEWS
) -> Tracker:
    """A tracker that has read both articles and checked them."""
    engines = Engines(LineReader(), judge, pairs=pairs)
    if server:
        limits = Limits(retries=0, max_output_tokens=0)
        client = Client(EmbeddingsEndpoint("openai:vectors", server.url), limits, clock=StillClock())
        engines = replace(engines, embedder=Embedder(client))
    tracker = Tracker.open(path, engines=engines)
    for article in (CLAIMS, news):
        tracker.ingest(article)
    tracker.check(TODAY, claim=claim)
    return tracker


def test_a_passage_in_other_words_is_judged_before_those_that_share_more(path: str, server: ModelServer) -> None:
    by_words, by_meaning = Judge(), Judge()
    checked(path, None, by_words).close()
    checked(f"{path}-2", server, by_meaning).close()
    assert MEANT not in by_words.asked["The bridge in Tarn was closed."]
    assert by_meaning.asked["The bridge in Tarn was closed."][0] == MEANT


def test_of_the_pairs_that_may_be_judged_it_is_the_one_that_means_the_same(path: str, server: ModelServer) -> None:
    by_words, by_meaning = Judge(), Judge()
    crossing = replace(NEWS, text=MEANT)
    checked(path, None, by_words, pairs=1, news=crossing).close()
    checked(f"{path}-2", server, by_meaning, pairs=1, news=crossing).close()
    assert list(by_words.asked) == ["The tower in Tarn was closed."], "both claims share as much, and this one is first"
    assert list(by_meaning.asked) == ["The bridge in Tarn was closed."]


def test_looking_back_from_a_claim_asks_what_articles_mean_too(path: str, server: ModelServer) -> None:
    judge = Judge()
    checked(path, server, judge, claim=2).close()
    assert judge.asked["The bridge in Tarn was closed."][0] == MEANT


def test_an_article_that_bears_on_no_claim_costs_nothing(path: str, server: ModelServer) -> None:
    tracker = checked(path, server, Judge())
    asked = len(texts(server))
    tracker.ingest(Article("The price of bread rose in Kessel.", outlet="EFE", url="a:3", published=LATER))
    tracker.check(TODAY)
    tracker.close()
    assert len(texts(server)) == asked


def test_each_text_is_paid_for_once_whatever_is_checked_again(path: str, server: ModelServer) -> None:
    checked(path, server, Judge()).close()
    judge = Judge()
    judge.engine = Engine("fake", "2")
    checked(path, server, judge).close()
    assert judge.asked, "another engine checks all again"
    assert [sorted(part) for part in texts(server)] == [
        sorted(["The bridge in Tarn was closed.", "The tower in Tarn was closed.", FERRY, MEANT])
    ]


def test_the_calls_stand_in_the_account_of_the_run(path: str, server: ModelServer) -> None:
    tracker = checked(path, server, Judge())
    run = max(tracker.runs(), key=lambda run: run.id)
    assert [(call.call.purpose, call.call.model) for call in tracker.calls(run.id)] == [("embed", "openai:vectors")]
    tracker.close()


# What can go wrong


def test_where_the_model_refuses_a_text_words_alone_tell(path: str, server: ModelServer) -> None:
    server.routes["POST", "/v1/embeddings"] = lambda _: error(400, "one text is too long", "too_long")
    by_words, refused = Judge(), Judge()
    checked(path, None, by_words).close()
    checked(f"{path}-2", server, refused).close()
    assert refused.asked == by_words.asked


def test_a_model_that_cannot_be_asked_ends_the_run_and_the_next_one_does_the_article(
    path: str, server: ModelServer
) -> None:
    server.routes["POST", "/v1/embeddings"] = lambda _: error(401, "wrong key", "invalid_api_key")
    judge = Judge()
    with pytest.raises(ModelUnavailable, match="was refused"):
        checked(path, server, judge)
    assert not judge.asked
    server.routes["POST", "/v1/embeddings"] = embedded
    checked(path, server, judge).close()
    assert judge.asked["The bridge in Tarn was closed."][0] == MEANT
