"""Which passages of an article bear on a claim."""

from __future__ import annotations

from claimtrack.check.candidates import NEAR, bears_on

from .scene import article, claim

SUMMIT = claim("Mara Quill and Tomas Brandt will meet in Lisbon next week [10 to 16 March 2031]")


def test_passages_that_share_names_and_words_are_near_best_first() -> None:
    reading = article(
        "Lisbon is warm in March. Quill and Brandt met in Lisbon. The price of bread rose. Quill was late."
    )
    assert [passage.number for passage in bears_on(SUMMIT, reading)] == [2, 1, 4]


def test_an_article_on_something_else_has_no_near_passage() -> None:
    assert bears_on(SUMMIT, article("The price of bread rose last week, and people said so.")) == []


def test_few_passages_are_judged_however_long_the_article() -> None:
    assert len(bears_on(SUMMIT, article("Quill and Brandt met in Lisbon. " * 50))) == NEAR


def test_a_claim_of_empty_words_has_no_near_passage() -> None:
    assert bears_on(claim("It was so"), article("It was so.")) == []
