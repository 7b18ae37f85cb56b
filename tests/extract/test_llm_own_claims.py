"""Claims that an article makes in its own voice."""

from __future__ import annotations

import pytest

from claimtrack.extract.llm.replies import ClaimReply
from tests.extract.replies import NOTHING, OUTLET, THURSDAY, claim, quote, read, reply

TEXT = "The Lindal bridge was closed on Monday. “It is old,” Anna Berg said."


def test_a_claim_of_the_article_is_the_outlets() -> None:
    one = claim("The Lindal bridge was closed on Monday [13 October 2025]", "s1")
    (found,) = read(TEXT, reply(quote("q1", at="s2"), own=[one])).extraction.claims
    assert (found.speaker, found.said) == (OUTLET, THURSDAY)
    assert [span.of(TEXT) for span in found.spans] == ["The Lindal bridge was closed on Monday."]
    (found,) = read(TEXT, reply(quote("q1", at="s2"), own=[one]), outlet=None).extraction.claims
    assert found.speaker is None


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (claim("The bridge was closed"), "source is missing"),
        (claim("The bridge was closed", "s7"), "there is no passage s7"),
        (claim("The bridge was not closed", "s1"), "negation"),
        (claim("The bridge was closed by Tom Roe", "s1"), "'Tom Roe'"),
    ],
)
def test_it_is_checked_as_others_are(one: ClaimReply, reason: str) -> None:
    found = read(TEXT, reply(quote("q1", at="s2"), own=[one]), NOTHING)
    assert found.extraction.claims == ()
    assert reason in found.reasons[0]
    assert f"own_claims (quote 0), claim 1: {found.reasons[0]}" in found.complaint


def test_words_of_a_quote_are_not_the_articles_own() -> None:
    found = read(TEXT, reply(quote("q1", at="s2"), own=[claim("It is old", "q1")]))
    assert found.extraction.claims == ()
    assert found.reasons == ["its words are part of a quote, and not the article's own"]
