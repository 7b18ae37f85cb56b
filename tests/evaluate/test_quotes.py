"""The figures of quotes, worked out by hand on a small text, and what holds for any predictions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.evaluate.quotes import QuoteScore, score_quotes
from claimtrack.evaluate.rates import Rates
from claimtrack.evaluate.records import FoundQuote, GoldArticle, GoldQuote
from claimtrack.model import Article, QuoteKind, Span

from .gold import ARTICLE, DIRECT, INDIRECT, MIXED, TEXT, at, found

FOUND = (
    found("the new bridge will open", "Reed"),  # 5 of 7 words
    found("It is safe", "she", DIRECT),
    found("for rain", "Officials"),
    found("Bob Hale", None, MIXED),
)


def scores(quotes: Sequence[FoundQuote], speech: bool = False) -> dict[QuoteKind | None, QuoteScore]:
    return {score.kind: score for score in score_quotes([ARTICLE], {"a": quotes}, speech)}


def whole(*quotes: FoundQuote) -> QuoteScore:
    """The figures of all kinds together."""
    return scores(quotes)[None]


def test_contents_are_counted_by_quotes_and_by_words() -> None:
    score = whole(*FOUND)
    assert (score.counts.gold, score.counts.found, score.counts.matched) == (3, 4, 3)
    assert score.match == Rates(3 / 4, 1)
    assert score.exact == Rates(2 / 4, 2 / 3)
    assert score.overlap == Rates(10 / 12, 10 / 12)
    assert score.match.f1 == pytest.approx(6 / 7)


def test_sources_are_counted_on_pairs_only() -> None:
    score = whole(*FOUND)
    assert (score.source_exact, score.source_overlap, score.source_name) == (2 / 3, 1, 1)
    assert score.source == Rates(1, 3 / 4)


def test_a_found_quote_counts_under_the_kind_of_its_partner() -> None:
    by_kind = scores([found("the new bridge will open on Monday", kind=DIRECT), *FOUND[3:]])
    assert by_kind[INDIRECT].counts.matched == by_kind[INDIRECT].counts.found == 1
    assert (by_kind[DIRECT].counts.gold, by_kind[DIRECT].counts.found) == (1, 0)
    assert (by_kind[MIXED].counts.gold, by_kind[MIXED].counts.found) == (0, 1)


def test_what_is_no_speech_is_neither_wanted_nor_wrong_where_only_speech_counts() -> None:
    score = scores(FOUND, speech=True)[None]
    assert score.match == Rates(2 / 3, 1)
    assert scores(FOUND[:2], speech=True)[None].match == Rates(1, 1)


@pytest.mark.parametrize(("words", "matched"), [("the new bridge will", 1), ("the new bridge", 0)])
def test_a_pair_shares_half_of_the_words_in_either(words: str, matched: int) -> None:
    assert whole(found(words)).counts.matched == matched


def test_the_more_alike_go_together_whatever_their_order() -> None:
    worse, better = found("the new bridge will"), found("the new bridge will open on")
    for quotes in ((worse, better), (better, worse)):
        score = whole(*quotes)
        assert score.counts.matched == 1
        assert score.match.precision == 0.5
    assert whole(worse, better).overlap.recall == 6 / 12


def test_nested_quotes_are_passed_over() -> None:
    assert whole(*FOUND, found("open on Monday", nested=True)) == whole(*FOUND)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Reed", True),
        ("Ann Reed, the mayor", True),
        ("Mrs. Reed", True),
        ("Ann's", True),
        ("Ann Hale", False),
        ("", False),
    ],
)
def test_a_name_is_the_same_by_its_last_word(name: str, same: bool) -> None:
    quote = FoundQuote(at("the new bridge will open on Monday"), INDIRECT, (), name)
    assert whole(quote).source_name == float(same)


def test_a_resolved_name_will_do() -> None:
    assert whole(FoundQuote(at("It is safe"), DIRECT, (), "Ann Reed")).source_name == 1


def test_the_words_of_a_source_will_do_for_its_name() -> None:
    assert whole(FoundQuote(at("It is safe"), DIRECT, at("she"))).source_name == 1


def test_no_source_on_either_side_is_the_same_source() -> None:
    article = GoldArticle("a", Article(TEXT), (GoldQuote(at("for rain"), INDIRECT),))
    score = score_quotes([article], {"a": [found("for rain")]})[-1]
    assert (score.source_exact, score.source_overlap, score.source_name) == (1, 1, 1)


def test_an_article_without_predictions_has_none_found() -> None:
    score = score_quotes([ARTICLE], {})[-1]
    assert (score.counts.gold, score.counts.found, score.match) == (3, 0, Rates(0, 0))
    assert score.match.f1 == 0


SPANS = st.integers(0, len(TEXT) - 2).flatmap(
    lambda start: st.integers(start + 1, len(TEXT)).map(lambda end: Span(start, end))
)
QUOTES = st.lists(
    st.builds(FoundQuote, st.lists(SPANS, min_size=1, max_size=2).map(tuple), st.sampled_from(QuoteKind)), max_size=6
)


def as_gold(quotes: Sequence[FoundQuote]) -> GoldArticle:
    gold = [GoldQuote(quote.content, quote.kind, quote.source, quote.source_text) for quote in quotes]
    return GoldArticle("a", Article(TEXT), tuple(gold))


@given(QUOTES)
def test_what_finds_all_and_no_more_is_perfect(quotes: list[FoundQuote]) -> None:
    score = score_quotes([as_gold(quotes)], {"a": quotes})[-1]
    perfect = Rates(1, 1) if quotes else Rates(0, 0)
    assert (score.exact, score.match, score.overlap) == (perfect, perfect, perfect)


@given(QUOTES, QUOTES)
def test_figures_are_consistent(gold: list[FoundQuote], quotes: list[FoundQuote]) -> None:
    *kinds, whole = score_quotes([as_gold(gold)], {"a": quotes})
    for name in ("gold", "found", "matched", "exact"):
        assert sum(getattr(score.counts, name) for score in kinds) == getattr(whole.counts, name)
    assert whole.counts.exact <= whole.counts.matched <= min(len(gold), len(quotes))
    for rates in (whole.exact, whole.match, whole.overlap):
        assert 0 <= rates.f1 <= 1


@given(QUOTES, QUOTES)
def test_gold_and_predictions_can_change_places(gold: list[FoundQuote], quotes: list[FoundQuote]) -> None:
    there = score_quotes([as_gold(gold)], {"a": quotes})[-1]
    back = score_quotes([as_gold(quotes)], {"a": gold})[-1]
    assert there.overlap == Rates(back.overlap.recall, back.overlap.precision)
