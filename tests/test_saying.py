"""Was it said: answered for every claim of a listing, apart from whether it is so, as it is for one by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from claimtrack import Tracker
from claimtrack.model import Article, Said, Status
from tests.store.statements import counting_statements

from .scene import BRIDGE, CLOSED, LATER, SAID, STORY, TODAY, Judge, LineReader
from .test_policies import repeated

MARKET = (
    "Farmers sold apples and late pears at the market hall until noon, when rain drove most buyers home; the mayor, "
    "who had come to open a new row of stalls, stayed for an hour with those who were left and talked about the roads."
)
ELSEWHERE = Article(f"{STORY}\n{BRIDGE.text}", outlet="EFE", published=SAID)
AGAIN = Article(f"{MARKET}\n{BRIDGE.text}", outlet="dpa", published=LATER)
WITHDRAWN = replace(BRIDGE, text=f"This article has been withdrawn.\n{BRIDGE.text}")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "claims.db")


def listed(news: Tracker) -> dict[int, Said]:
    """What the listing says of each claim, which is what its own page says."""
    found = news.said(news.claims())
    assert found == {id: news.known(id).said for id in found}
    return found


def test_outlets_that_carry_the_words_are_counted_and_later_ones_apart(path: str) -> None:
    with Tracker.open(path, LineReader()) as news:
        news.ingest(BRIDGE)
        assert listed(news) == {1: Said(origins=1, repeated=0)}
        news.ingest(ELSEWHERE)
        assert listed(news) == {1: Said(origins=2, repeated=0)}
        news.ingest(AGAIN)
        assert listed(news) == {1: Said(origins=2, repeated=1)}


def test_who_repeats_a_claim_later_says_it_again_and_makes_it_no_truer(path: str) -> None:
    with Tracker.open(path, LineReader(), Judge(repeated)) as news:
        news.ingest(BRIDGE)
        news.ingest(CLOSED)
        news.check(TODAY)
        assert listed(news) == {1: Said(origins=1, repeated=1)}
        assert news.claim(1).status is Status.OPEN


def test_what_only_a_withdrawn_article_carries_was_said_nowhere(path: str) -> None:
    with Tracker.open(path, LineReader()) as news:
        news.ingest(BRIDGE)
        news.ingest(replace(ELSEWHERE, text="Claim: The dam in Lisbon is old."))
        news.ingest(WITHDRAWN)
        assert listed(news) == {1: Said(origins=0, repeated=0), 2: Said(origins=1, repeated=0)}


def test_a_listing_asks_no_more_for_many_claims_than_for_one(path: str) -> None:
    with Tracker.open(path, LineReader()) as news:
        news.ingest(BRIDGE)
        with counting_statements() as for_one:
            assert len(news.said(news.claims())) == 1
        for number in range(30):
            text = f"Claim: Road number {number} in Lisbon is closed."
            news.ingest(Article(text, published=SAID + timedelta(number)))
        with counting_statements() as for_many:
            assert len(news.said(news.claims())) == 31
        assert len(for_many) == len(for_one)
