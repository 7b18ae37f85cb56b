"""The quote-mark ledger accounts for every mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.extract.ledger import MarkOutcome, ledger
from claimtrack.extract.rules import RulesExtractor
from claimtrack.model import Article
from claimtrack.text.quotation import pair

MARKED = st.lists(
    st.sampled_from(
        ["Anna Berg said ", "it is late", ' "', '" ', "“", "”", "'", ". ", ", ", "\n\n", "so-called ", "«", "»"]
    )
).map("".join)


def entries(text: str) -> list[tuple[str, str, str]]:
    quotes = RulesExtractor().extract(Article(text)).quotes
    return [(entry.span.of(text), str(entry.outcome), entry.reason) for entry in ledger(text, quotes)]


def test_a_pair_inside_a_quote_is_quoted() -> None:
    assert entries('"The bridge is safe," Anna Berg said.') == [('"The bridge is safe,"', "quoted", "part of a quote")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('Dwayne "The Stone" Jonsson was there.', "a nickname"),
        ('She read the novel "the long road" twice.', "a title"),
        ('The album "Night and Day" was a success.', "a title"),
        ('It was a so-called "safe haven" for them.', "a term"),
        ('The bridge had been "safe" for years.', "scare quotes"),
        ('"The bridge was never closed at any time of the year" stood on the wall.', "nobody is said to have said it"),
    ],
)
def test_a_pair_that_is_no_quote_is_left_out_with_a_reason(text: str, reason: str) -> None:
    ((_, outcome, why),) = entries(text)
    assert outcome == "left_out"
    assert why.startswith(reason)


def test_a_mark_without_a_partner_is_reported_and_the_others_still_count() -> None:
    found = entries('"The bridge is safe," Anna Berg said.\n\nHe wrote "never and left.')
    assert [outcome for _, outcome, _ in found] == ["quoted", "unbalanced"]


def test_marks_inside_a_quote_are_quoted_with_it() -> None:
    found = entries("\"He told me 'never' twice,\" Anna Berg said.")
    assert [(words, outcome) for words, outcome, _ in found] == [
        ("\"He told me 'never' twice,\"", "quoted"),
        ("'never'", "quoted"),
    ]


@given(MARKED)
def test_every_pair_and_every_lone_mark_has_one_entry_with_a_reason(text: str) -> None:
    marks = pair(text)
    found = ledger(text, RulesExtractor().extract(Article(text)).quotes)
    assert len(found) == len(marks.quotations) + len(marks.strays)
    assert all(entry.reason for entry in found)
    assert [entry.span for entry in found] == sorted(entry.span for entry in found)
    assert {entry.span for entry in found if entry.outcome is MarkOutcome.UNBALANCED} == set(marks.strays)
