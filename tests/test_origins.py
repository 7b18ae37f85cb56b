"""Which articles are of one origin when they are ingested, in whatever order they come and however they are edited."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack import Tracker
from claimtrack.model import Article, Engine, Extraction
from claimtrack.store import Store
from claimtrack.text.similarity import families, shingles

WORDS = [f"{first}{last}" for first in "bcdfghklmnprst" for last in "ab ad al am an ar as at en er".split()]
"""A long story, of which every article is a part."""
NewTracker = Callable[[], Tracker]


class Silent:
    """Finds nothing in any article."""

    engine = Engine("silent", "1")

    def extract(self, article: Article) -> Extraction:  # noqa: ARG002
        return Extraction((), ())


@pytest.fixture(scope="module")
def new_tracker(tmp_path_factory: pytest.TempPathFactory) -> NewTracker:
    """Opens an empty database, each time another one."""
    folder = tmp_path_factory.mktemp("origins")
    Tracker.open(str(folder / "empty.db")).close()
    numbers = itertools.count()

    def opened() -> Tracker:
        path = shutil.copy(folder / "empty.db", folder / f"{next(numbers)}.db")
        return Tracker.open(str(path), Silent())

    return opened


def part(start: int, words: int = 40) -> str:
    return " ".join(WORDS[start : start + words])


def told(number: int, text: str) -> Article:
    return Article(text, outlet=f"Outlet {number}", url=f"https://{number}.example.org/")


def sets(tracker: Tracker, given: Sequence[Article]) -> set[frozenset[str | None]]:
    """The outlets that are of one origin."""
    found: dict[int, set[str | None]] = {}
    for number in range(1, len({article.url for article in given}) + 1):
        record = tracker.article(number)
        found.setdefault(record.origin, set()).add(record.article.outlet)
    return {frozenset(family) for family in found.values()}


def expected(given: Sequence[Article]) -> set[frozenset[str | None]]:
    """What the last text of each article makes of them."""
    last = {article.url: article for article in given}
    numbered = dict(enumerate(last.values()))
    joined = families({number: shingles(article.text) for number, article in numbered.items()})
    return {frozenset(numbered[number].outlet for number in family) for family in joined}


CHAIN = [told(number, part(start)) for number, start in enumerate((0, 12, 24, 36))]
"""Each is a near-copy of the next, and of no other."""


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_a_chain_of_copies_is_one_origin_in_whatever_order_it_comes(
    new_tracker: NewTracker, order: Sequence[int]
) -> None:
    assert len(families({0: shingles(CHAIN[0].text), 1: shingles(CHAIN[2].text)})) == 2
    with new_tracker() as news:
        list(news.ingest_all(CHAIN[number] for number in order))
        assert sets(news, CHAIN) == {frozenset(f"Outlet {number}" for number in range(4))}


def test_copies_that_two_rewritten_articles_led_to_are_two_origins(new_tracker: NewTracker) -> None:
    with new_tracker() as news:
        list(news.ingest_all(CHAIN))
        rewritten = replace(CHAIN[1], text=part(90))
        news.ingest(rewritten)
        assert sets(news, CHAIN) == {
            frozenset({"Outlet 0"}),
            frozenset({"Outlet 1"}),
            frozenset({"Outlet 2", "Outlet 3"}),
        }
        news.ingest(CHAIN[1])
        assert len(sets(news, CHAIN)) == 1


articles = st.builds(
    lambda number, start, words: told(number, part(start, words)),
    st.integers(0, 6),
    st.integers(0, 80),
    st.integers(5, 50),
)


@settings(max_examples=60, deadline=None)
@given(given=st.lists(articles, min_size=1, max_size=10), chance=st.randoms(use_true_random=False))
def test_the_same_sets_come_out_whatever_the_order_and_the_edits(new_tracker, given, chance) -> None:  # type: ignore[no-untyped-def]
    last = list({article.url: article for article in given}.values())
    chance.shuffle(last)
    for states in (given, last):
        with new_tracker() as news:
            list(news.ingest_all(states))
            assert sets(news, states) == expected(states)


def test_what_many_outlets_print_is_compared_with_one_of_them(
    new_tracker: NewTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    text = Store.text

    def noted(store: Store, revision: int) -> str:
        read.append(revision)
        return text(store, revision)

    monkeypatch.setattr(Store, "text", noted)
    with new_tracker() as news:
        list(news.ingest_all(told(number, f"{part(0, 60)} By outlet {number}.") for number in range(30)))
    assert len(read) == 29


def test_an_article_knows_its_copies_and_how_much_they_share(new_tracker: NewTracker) -> None:
    with new_tracker() as news:
        for number, start in enumerate((0, 6, 12)):
            news.ingest(replace(told(number, part(start)), published=date(2025, 10, 16 + number)))
        news.ingest(told(9, part(90)))
        copies = news.copies(2)
        assert [(copy.record.id, copy.record.article.outlet) for copy in copies] == [(1, "Outlet 0"), (3, "Outlet 2")]
        assert [round(copy.share, 2) for copy in copies] == [0.84, 0.84]
        assert [round(copy.share, 2) for copy in news.copies(1)] == [0.84, 0.68]
        assert news.copies(4) == []
