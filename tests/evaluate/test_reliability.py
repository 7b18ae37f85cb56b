"""Whether quotes are right as often as their confidence says."""

from __future__ import annotations

import pytest

from claimtrack.evaluate.records import FoundQuote, GoldArticle, GoldQuote
from claimtrack.evaluate.reliability import Judged, expected_error, judged, reliability, squared_error
from claimtrack.model import Article, QuoteKind, Span

TEXT = "She said the bridge is closed to all cars, and Tom Roe denied it."
SHE, TOM, CLOSED, DENIED = Span(0, 3), Span(47, 54), Span(9, 41), Span(62, 64)
GOLD = GoldArticle(
    1,
    Article(TEXT),
    (GoldQuote((CLOSED,), QuoteKind.INDIRECT, (SHE,), "She", names=("Anna Berg",)),),
)


def found(content: Span, source: Span | None = SHE, speaker: str | None = None, **more: bool) -> FoundQuote:
    words = source.of(TEXT) if source else None
    return FoundQuote((content,), QuoteKind.INDIRECT, (source,) if source else (), words, speaker=speaker, **more)


@pytest.mark.parametrize(
    ("quote", "right"),
    [
        (found(CLOSED, speaker="Anna Berg"), True),
        (found(CLOSED, speaker="Jane Doe"), False),
        (found(CLOSED), True),
        (found(CLOSED, source=None), True),
        (found(CLOSED, source=TOM), False),
        (found(DENIED, source=TOM), False),
    ],
)
def test_a_quote_is_right_with_the_golds_words_and_speaker(quote: FoundQuote, right: bool) -> None:
    assert [one.right for one in judged(GOLD, [quote])] == [right]


def test_nested_quotes_are_passed_over_and_a_missed_one_is_no_quote() -> None:
    assert judged(GOLD, [found(CLOSED, nested=True)]) == []


def test_quotes_are_counted_by_tenths_of_confidence() -> None:
    quotes = [Judged(0.91, True), Judged(0.95, False), Judged(1.0, True), Judged(0.5, False)]
    low, high = reliability(quotes)
    assert (low.low, low.count, low.predicted, low.right) == (0.5, 1, 0.5, 0)
    assert (high.low, high.high, high.count) == (0.9, 1.0, 3)
    assert high.predicted == pytest.approx(2.86 / 3)
    assert high.right == pytest.approx(2 / 3)


def test_the_squared_error_falls_where_confidence_tells_right_from_wrong() -> None:
    assert squared_error([Judged(0.5, True), Judged(0.5, False)]) == 0.25
    assert squared_error([Judged(1.0, True), Judged(0.5, False)]) == 0.125


def test_the_expected_error_weighs_bins_by_their_quotes() -> None:
    quotes = [*[Judged(0.75, True)] * 3, Judged(0.75, False), Judged(0.2, True)]
    assert expected_error(reliability(quotes)) == pytest.approx(0.8 / 5)
    assert expected_error([]) == 0
