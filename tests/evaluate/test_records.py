"""Gold and predictions out of JSON objects, and what is wrong with one that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.check.pairs import Label
from claimtrack.evaluate import records
from claimtrack.evaluate.records import FoundQuote, FoundQuotes, FoundVerdict
from claimtrack.model import QuoteKind, Span

QUOTE = {"content": [[0, 4]], "source": [[5, 8]], "source_text": "Ann", "kind": "direct"}
ARTICLE = {"id": "x", "text": "Rain, Ann said.", "attributions": [QUOTE]}
PAIR = {"id": 1, "claim": "It rains.", "evidence": "It rained.", "label": "confirms"}


@pytest.mark.parametrize(("day", "outlet"), [("published", "outlet"), ("date", "publisher")])
def test_an_article_is_read_with_its_day_and_outlet_by_either_name(day: str, outlet: str) -> None:
    found = records.gold_article({**ARTICLE, day: "2025-10-16", outlet: "Gazette"}, "gold, line 1")
    assert (found.article.published, found.article.outlet) == (date(2025, 10, 16), "Gazette")
    assert found.quotes[0].content == (Span(0, 4),)
    assert found.quotes[0].speech


def test_what_the_gold_leaves_out_has_a_meaning() -> None:
    found = records.gold_article({**ARTICLE, "attributions": [{"content": [[0, 4]], "kind": "mixed"}]}, "")
    assert (found.quotes[0].source, found.quotes[0].source_text, found.quotes[0].speech) == ((), None, True)
    (quote,) = records.found_quotes({"id": "x", "quotes": [{"content": [[0, 4]], "source": None}]}, "").quotes
    assert (quote.kind, quote.source, quote.nested) == (QuoteKind.DIRECT, (), False)


def test_an_empty_span_covers_nothing() -> None:
    found = records.found_quotes({"id": "x", "quotes": [{"content": [[3, 3], [4, 6]]}]}, "")
    assert found.quotes[0].content == (Span(4, 6),)


@pytest.mark.parametrize(
    ("read", "record", "problem"),
    [
        (records.gold_article, {**ARTICLE, "id": None}, '"id" is missing'),
        (records.gold_article, {**ARTICLE, "text": " "}, '"text" is missing or empty'),
        (records.gold_article, {**ARTICLE, "attributions": None}, '"attributions" is missing, or not a list'),
        (records.gold_article, {**ARTICLE, "attributions": [{"content": [[0, 4]]}]}, '"kind" is missing'),
        (records.gold_article, {**ARTICLE, "date": "soon"}, '"date"'),
        (records.found_quotes, {"id": 1, "quotes": [{"content": [[4, 0]]}]}, "[4, 0] is not a span"),
        (records.found_quotes, {"id": 1, "quotes": [{"content": [[-1, 2]]}]}, "[-1, 2] is not a span"),
        (records.found_quotes, {"id": 1, "quotes": [{"content": "0-4"}]}, '"content" is not a list'),
        (records.found_quotes, {"id": 1, "quotes": [{"content": [], "kind": "loud"}]}, "\"kind\" is 'loud'"),
        (records.gold_pair, {**PAIR, "label": "true"}, "\"label\" is 'true': write confirms, contradicts, neither"),
        (records.gold_pair, {**PAIR, "rationale_spans": "rained"}, '"rationale_spans" is not a list'),
        (records.found_verdict, {"id": 1, "label": "confirms", "confidence": "high"}, '"confidence" is not a number'),
    ],
)
def test_what_is_wrong_is_named(
    read: Callable[[dict[str, object], str], object], record: dict[str, object], problem: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        read(record, "line 1")


SPANS = st.integers(0, 99).flatmap(lambda start: st.integers(1, 50).map(lambda size: Span(start, start + size)))
QUOTES = st.builds(
    FoundQuote,
    st.lists(SPANS, max_size=3).map(tuple),
    st.sampled_from(QuoteKind),
    st.lists(SPANS, max_size=1).map(tuple),
    st.none() | st.text(),
    st.booleans(),
)


@given(st.integers() | st.text(), st.lists(QUOTES).map(tuple))
def test_quotes_are_read_as_they_were_written(id: int | str, quotes: tuple[FoundQuote, ...]) -> None:
    found = FoundQuotes(id, quotes)
    assert records.found_quotes(records.quotes_record(found), "") == found


@given(st.integers() | st.text(), st.sampled_from(Label), st.none() | st.floats(0, 1), st.none() | st.text())
def test_verdicts_are_read_as_they_were_written(
    id: int | str, label: Label, confidence: float | None, evidence: str | None
) -> None:
    found = FoundVerdict(id, label, confidence, evidence)
    assert records.found_verdict(records.verdict_record(found), "") == found
