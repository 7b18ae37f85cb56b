"""How much a passage bears on a claim."""

from __future__ import annotations

from collections import Counter

import pytest

from claimtrack.check.scoring import Rarity, Texts, article_texts, scores
from claimtrack.text.terms import claim_terms, terms

from .scene import article, claim

FERRY = claim("The ferry to Ostrava carried 40 people", speaker=None)
RARITY = Rarity(1000, {"ferry": 400, "ostrava": 3, "carry": 500, "people": 600, "40": 50})


def scored(*sentences: str, headline: str = "") -> list[float]:
    texts = Texts([Counter(terms(sentence)) for sentence in sentences], Counter(terms(headline)))
    return scores(claim_terms(FERRY), texts, RARITY)


def alone(sentence: str, headline: str = "") -> float:
    [score] = scored(sentence, headline=headline)
    return score


def test_what_shares_nothing_scores_nothing() -> None:
    assert scored("It rained.", "Snow fell.") == [0.0, 0.0]


def test_a_rare_term_tells_more_than_a_frequent_one() -> None:
    assert alone("It is in Ostrava.") > alone("It is a ferry.") > 0


def test_more_shared_terms_tell_more() -> None:
    assert alone("The ferry is in Ostrava.") > alone("The ship is in Ostrava.")


def test_a_near_amount_tells_something_and_the_same_one_more() -> None:
    assert alone("It had 40 seats.") > alone("It had 42 seats.") > alone("It had 90 seats.") == 0


def bears(said: str, *sentences: str, rarity: Rarity = RARITY) -> list[float]:
    """How much each sentence, an article of its own, bears on what was said."""
    wanted = claim_terms(claim(said, speaker=None))
    return [scores(wanted, Texts([Counter(terms(sentence))]), rarity)[0] for sentence in sentences]


@pytest.mark.parametrize(
    ("said", "related", "strange"),
    [
        pytest.param("The presidency is vacant", "the president", "the present", id="words that begin alike"),
        pytest.param("Legislation is stalled", "a legislator", "a legend", id="what comes of one word"),
        pytest.param("The vote began", "to begin", "to bargain", id="an irregular form"),
        pytest.param("There were fatalities", "they died", "they dined", id="a listed synonym"),
    ],
)
def test_a_related_word_stands_for_that_of_the_claim(said: str, related: str, strange: str) -> None:
    same, near, far = bears(said, said, related, strange)
    assert same > near > far == 0


def test_a_related_word_tells_less_than_the_word_itself() -> None:
    word, related = bears("A vaccination", "a vaccination", "a vaccinator")
    assert word > related > 0


def test_a_related_word_tells_no_more_than_it_would_if_it_were_the_claims() -> None:
    frequent = Rarity(1000, {"president": 700, "presidency": 2})
    [by_president] = bears("The presidency", "the president", rarity=frequent)
    [of_president] = bears("The president", "the president", rarity=frequent)
    assert 0 < by_president < of_president


def test_one_word_stands_for_one_word_of_the_claim_only() -> None:
    one, both = bears("The presidency", "presidential")[0], bears("The presidency of presidents", "presidential")[0]
    assert one == both


def test_a_word_adds_once_however_many_related_ones_are_beside_it() -> None:
    same, more = bears("The presidency", "the presidency met", "the presidency, presidential")
    assert same == more


def test_what_a_claim_says_again_and_again_tells_more() -> None:
    once, twice = bears("A ferry in Ostrava", "the ferry")[0], bears("A ferry in Ostrava, a ferry", "the ferry")[0]
    assert twice > once


def test_a_figure_of_one_or_two_digits_tells_less_than_a_word_as_rare() -> None:
    rarity = Rarity(1000, {"7": 50, "ferry": 50, "700": 50})
    assert rarity.weight("7") < rarity.weight("ferry") == rarity.weight("700")


def test_the_same_words_tell_less_in_a_long_passage() -> None:
    assert alone("Ostrava slept.") > alone("Ostrava slept " + "while other towns held markets " * 20)


def test_the_headline_and_the_passages_beside_are_context() -> None:
    assert alone("The ferry sank.", headline="Ostrava mourns") > alone("The ferry sank.")
    first, *_ = scored("The ferry sank.", "Ostrava mourns.")
    far, *_ = scored("The ferry sank.", *["It rained."] * 5, "Ostrava mourns.")
    assert first > far > alone("The ferry sank.")


def test_a_headline_alone_makes_no_passage_bear_on_a_claim() -> None:
    assert alone("It rained.", headline="The ferry to Ostrava") == 0


def test_every_term_tells_something_even_where_all_texts_hold_it() -> None:
    assert Rarity(10, {"rain": 10}).weight("rain") > 0
    assert Rarity(10, {"rain": 10}).weight("rain") < Rarity(10, {"rain": 1}).weight("rain")


def test_who_is_quoted_in_a_passage_is_named_in_it() -> None:
    reading = article('"We sail," he said. It rained.', said_by={"We sail": "Mara Quill"})
    first, second = article_texts(reading).passages
    assert "quill" in first
    assert "quill" not in second
