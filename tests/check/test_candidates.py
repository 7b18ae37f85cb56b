"""Which words an article asks the index of claims for, and which of its passages bear on a claim."""

from __future__ import annotations

from claimtrack.check.candidates import NEAR, TERMS, bears_on, terms

from .scene import article, claim

SUMMIT = claim("Mara Quill and Tomas Brandt will meet in Lisbon next week [10 to 16 March 2031]")


def test_names_come_first_and_numbers_are_among_the_words() -> None:
    found = terms(article("On Friday the council of Ostrava gave 4,200 people work. Nobody in Ostrava had asked."))
    assert found[0] == "ostrava"
    assert "4,200" in found
    assert not {"the", "on", "friday", "of"} & set(found)


def test_the_headline_is_read_too() -> None:
    reading = article("It rained.")
    assert "lisbon" not in terms(reading)
    titled = type(reading)(type(reading.article)("It rained.", title="Rain over the city of Lisbon"), reading.passages)
    assert "lisbon" in terms(titled)


def test_an_article_asks_for_a_bounded_number_of_words() -> None:
    many = " ".join(f"Word{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(400))
    assert len(terms(article(f"They said {many}."))) == TERMS


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
