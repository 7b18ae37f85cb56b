"""Quotes that a later state of an article changed or removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claimtrack.model import Article, ChangeKind, Quote, QuoteKind, Span
from claimtrack.store import Store

from .scene import save

LOST = "We lost three ships in the harbour on Monday"
PAGE = Article(
    f'"{LOST}," the admiral said. "All is well." It rained.',
    url="https://example.org/ships",
    published=date(2025, 10, 16),
)


def quoted(article: Article) -> list[Quote]:
    """Everything in quotation marks."""
    found, at = [], 0
    while (start := article.text.find('"', at) + 1) > 0:
        end = article.text.index('"', start)
        found.append(Quote((Span(start, end),), QuoteKind.DIRECT))
        at = end + 1
    return found


def put(store: Store, text: str, *quotes: Quote) -> None:
    article = replace(PAGE, text=text)
    save(store, article, *(quotes or quoted(article)))


def edits(store: Store) -> list[tuple[tuple[int, ...], str]]:
    return [(one.quote_ids, one.because) for one in store.quote_changes()]


@pytest.fixture(autouse=True)
def _page(store: Store) -> None:
    put(store, PAGE.text)
    assert [found.text for found in store.quotes()] == [f"{LOST},", "All is well."]


@pytest.mark.parametrize(
    ("old", "new", "because"),
    [
        ("three ships", "five ships", '"three" is now "five"'),
        ("We lost", "We never lost", '"never" was added'),
        (" in the harbour", "", '"in the harbour" was left out'),
        (" on Monday", "", '"on Monday" was left out'),
        ("We lost", "They say we lost", '"They say" was added'),
        ("on Monday", "on Monday or not", '"or not" was added'),
        (LOST, "We lost five ships in the port", '"three" is now "five"; "harbour on Monday" is now "port"'),
    ],
)
def test_a_changed_quote_is_told_with_its_words(store: Store, old: str, new: str, because: str) -> None:
    put(store, PAGE.text.replace(old, new))
    assert edits(store) == [((1, 3), because)]


def test_a_short_quote_is_told_too(store: Store) -> None:
    put(store, PAGE.text.replace("All is well", "All is not well"))
    assert edits(store) == [((2, 4), '"not" was added')]


def test_a_quote_that_is_gone_was_removed(store: Store) -> None:
    put(store, "The admiral said nothing. It rained.", Quote((Span(0, 24),), QuoteKind.INDIRECT))
    assert edits(store) == [((1,), "the quote was removed"), ((2,), "the quote was removed")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{PAGE.text} It rained more.", id="more is told"),
        pytest.param(PAGE.text.replace('"', "”").replace(" harbour on", "  harbour\non"), id="typesetting"),
        pytest.param(PAGE.text.replace("All is well.", "All is well. It will be."), id="a quote at more length"),
        pytest.param(PAGE.text.replace("It rained.", ""), id="what is no quote"),
        pytest.param(PAGE.text.replace("harbour", "harbor").replace("three", "3"), id="spelling"),
    ],
)
def test_a_quote_whose_words_still_stand_was_not_edited(store: Store, text: str) -> None:
    put(store, text, Quote((Span(0, 8),), QuoteKind.INDIRECT))
    assert edits(store) == []


def test_what_another_extractor_does_not_find_in_the_same_text_was_not_edited(store: Store) -> None:
    put(store, PAGE.text, Quote((Span(0, 8),), QuoteKind.INDIRECT))
    save(store, replace(PAGE, title="Ships"))
    assert edits(store) == []


def test_an_edit_has_its_day_and_its_kind(store: Store) -> None:
    put(store, PAGE.text.replace("three", "five"))
    [found] = store.quote_changes(1)
    assert (found.kind, found.as_of) == (ChangeKind.EDITED, datetime.now(UTC).date())
    assert found.recorded.tzinfo is UTC
    assert store.quote_changes(2) == []


def test_an_edit_that_is_taken_back_is_an_edit_of_the_edit(store: Store) -> None:
    put(store, PAGE.text.replace("three", "five"))
    put(store, PAGE.text)
    assert edits(store) == [((1, 3), '"three" is now "five"'), ((3, 1), '"five" is now "three"')]
