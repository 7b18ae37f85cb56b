"""Search by full text, with whatever a user may type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.model import Article
from claimtrack.store import Store

from .scene import JUDGE, NO_PLANS, quote, save, save_summit

SAID = (
    "The war would have been easier to end",
    "Élysée officials don't doubt it",
    "He's going to say 'Please sell Tomahawks?'",
    "No. 10 said 3.5 million were sent",
    'NEAR AND OR NOT "quoted"',
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the quotes SAID, and a claim."""
    folder: Path = tmp_path_factory.mktemp("search")
    store = Store.open(f"sqlite:///{folder / 'claims.db'}")
    article = Article("\n".join(SAID))
    save(store, article, *(quote(article, words) for words in SAID))
    save_summit(store)
    save(store, NO_PLANS)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("war", [0]),
        ("WAR easier", [0]),
        ("easier war", [0]),
        ("war tomahawks", []),
        ('"easier to end"', [0]),
        ('"end to easier"', []),
        ('"easier to end', [0]),
        ("elysee", [1]),
        ("Élysée", [1]),
        ("don't", [1]),
        ("don’t", [1]),
        ("toma*", [2]),
        ("oma*", []),
        ("toma", []),
        ("3.5 million", [3]),
        ("No. 10", [3]),
        ("AND", [4]),
        ("NEAR", [4]),
        ("war OR tomahawks", []),
        ("text:war", []),
        ("war?!", [0]),
        ("- war", [0]),
        ("war -", [0]),
        ("?!", []),
        ("", []),
        ("   ", []),
        ("*", []),
        ('"', []),
        ('""', []),
        ("(war", [0]),
        ("^war", [0]),
        ("easier\0to", [0]),
        ("war\udcff", [0]),
    ],
)
def test_a_query_finds_the_quotes_in_which_every_word_of_it_occurs(filled: Store, query: str, found: list[int]) -> None:
    assert [record.text for record in filled.quotes(query)] == [SAID[number] for number in found]


@given(query=st.text() | st.text(alphabet="\"*()^:-+{}AND ORNTE\0'., waré"))
def test_no_query_fails(filled: Store, query: str) -> None:
    assert len(filled.quotes(query)) <= len(SAID) + 1


@given(terms=st.lists(st.text()))
def test_no_words_of_an_article_make_the_search_for_claims_fail(filled: Store, terms: list[str]) -> None:
    [work] = filled.unchecked(JUDGE)
    assert len(filled.candidates(work, dict.fromkeys(terms, 1.0))) <= 1


def test_an_article_may_ask_for_claims_by_very_many_words(filled: Store) -> None:
    [work] = filled.unchecked(JUDGE)
    many = [f"word{number}" for number in range(5000)] + ["budapest"]
    assert len(filled.candidates(work, dict.fromkeys(many, 1.0))) == 1
