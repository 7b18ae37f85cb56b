"""What texts are looked up by: words without endings, places of amounts, days."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.model import Article, Claim, ClaimType, Period
from claimtrack.text.terms import article_terms, claim_terms, terms

SAID = date(2031, 3, 3)


def shared(one: str, other: str) -> set[str]:
    return set(terms(one, SAID)) & set(terms(other, SAID))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("reported", "reports", id="endings"),
        pytest.param("Élysée", "elysee", id="accents and case"),
        pytest.param("the U.S. Senate", "United States", id="a country by its initials"),
        pytest.param("stay-at-home", "home", id="parts of a compound"),
        pytest.param("4,200 jobs", "4200", id="digits in groups"),
    ],
)
def test_words_are_one_term_in_whatever_form(one: str, other: str) -> None:
    assert shared(one, other)


def test_words_that_every_text_has_are_no_terms() -> None:
    assert terms("It was said that they would be there.") == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("116,900 cases", "117,068 cases", True),
        ("more than 85 people", "92 people", True),
        ("fewer than 900 homes", "about 880 homes", True),
        ("1.5 million", "1,480,000", True),
        ("ninety ships", "95 ships", True),
        ("400 homes", "900 trees", False),
    ],
)
def test_amounts_that_are_near_one_another_share_a_term(one: str, other: str, near: bool) -> None:
    assert any(term.startswith("~") for term in shared(one, other)) is near


@pytest.mark.parametrize("amount", [10.0, 12.4, 99.0, 100.0, 316.0, 8_912.0, 1_250_000.0])
def test_no_amount_lies_at_an_edge_of_the_scale(amount: float) -> None:
    assert shared(f"{amount:.1f} tonnes", f"{amount * 1.1:.1f} tonnes")


def test_a_day_is_one_term_however_it_is_written() -> None:
    assert "2031-03-01" in shared("on March 1, 2031", "on 1 March")
    assert shared("March 17", "18 March") == {"march"}


def test_texts_without_a_day_agree_about_one_whose_year_they_do_not_tell() -> None:
    assert set(terms("March 17")) & set(terms("the 17th of March")) > {"march"}


def test_a_claim_is_looked_up_by_its_speaker_and_the_days_of_its_period_too() -> None:
    period = Period(date(2031, 3, 10), date(2031, 3, 12), "next week")
    made = claim_terms(Claim("[Mara Quill] will visit Lisbon", ClaimType.PREDICTION, (), "Mara Quill", SAID, period))
    assert {"2031-03-10", "2031-03-11", "2031-03-12", "lisbon"} <= set(made)
    assert made["quill"] == 1.0
    assert 0 < claim_terms(Claim("the road is closed", ClaimType.FACT, (), "Mara Quill"))["quill"] < 1


def test_a_word_that_a_claim_says_again_counts_more_but_not_twice() -> None:
    made = claim_terms(Claim("The toll on the road is a toll on Brunn", ClaimType.FACT, ()))
    assert made["road"] == made["brunn"] == 1 < made["toll"] < 2


def test_a_month_is_its_name_and_not_all_of_its_days() -> None:
    assert shared("in February 2031", "during February 2031") == {"february", "2031"}


def test_a_long_period_gives_no_days() -> None:
    year = Period(date(2031, 1, 1), date(2031, 12, 31), "this year")
    assert set(claim_terms(Claim("Rain falls", ClaimType.PREDICTION, (), None, SAID, year))) == {"rain", "fall"}


def test_an_article_has_the_terms_of_its_headline_too() -> None:
    assert "lisbon" in article_terms(Article("It rained.", title="Lisbon"))
