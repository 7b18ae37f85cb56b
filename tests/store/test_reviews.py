"""Reviews: a person's word on a claim or a quote, kept apart from what engines say, and never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claimtrack.errors import UnknownId
from claimtrack.model import Review, ReviewKind, Status
from claimtrack.store import Store
from claimtrack.store.records import ReviewRecord
from claimtrack.store.reviews import standing

from .scene import BUDAPEST, TRUMP, claim, quote, save, save_summit, summit_quote

CONFIRMED = Review(ReviewKind.STATUS, "Ada", Status.CONFIRMED, "seen it")
REJECTED = Review(ReviewKind.REJECTED, "Ada", note="it was an aide")
TAKEN_BACK = Review(ReviewKind.TAKEN_BACK, "Ben")


@pytest.fixture
def claim_id(store: Store) -> int:
    return save_summit(store)


def the_quote(store: Store) -> int:
    [found] = store.quotes()
    return found.id


class TestOfAClaim:
    def test_it_stands_above_the_engines_word_and_both_are_kept(self, store: Store, claim_id: int) -> None:
        made = store.review_claim(claim_id, CONFIRMED)
        found = store.claim(claim_id)
        assert (found.status, found.verdict.status) == (Status.CONFIRMED, Status.OPEN)
        assert found.review == made
        assert (made.review, made.claim_id, made.quote_id) == (CONFIRMED, claim_id, None)
        assert made.recorded <= datetime.now(UTC)
        assert len(store.history(claim_id)) == 1

    def test_a_claim_is_listed_under_either_word(self, store: Store, claim_id: int) -> None:
        store.review_claim(claim_id, CONFIRMED)
        for status in Status:
            listed = [found.id for found in store.claims(status=status)]
            assert listed == ([claim_id] if status in (Status.OPEN, Status.CONFIRMED) else [])

    def test_the_last_one_stands(self, store: Store, claim_id: int) -> None:
        store.review_claim(claim_id, CONFIRMED)
        last = store.review_claim(claim_id, Review(ReviewKind.STATUS, "Ben", Status.DISPUTED))
        assert store.claim(claim_id).review == last
        assert len(store.claim_reviews(claim_id)) == 2
        assert store.claims(status=Status.CONFIRMED) == []

    def test_it_can_be_taken_back_and_stays_written_down(self, store: Store, claim_id: int) -> None:
        store.review_claim(claim_id, CONFIRMED)
        store.review_claim(claim_id, TAKEN_BACK)
        found = store.claim(claim_id)
        assert (found.review, found.status) == (None, Status.OPEN)
        assert [one.review for one in store.claim_reviews(claim_id)] == [CONFIRMED, TAKEN_BACK]
        assert store.claims(status=Status.CONFIRMED) == []

    def test_a_claim_that_is_not_there_cannot_be_reviewed(self, store: Store) -> None:
        with pytest.raises(UnknownId, match="there is no C7"):
            store.review_claim(7, CONFIRMED)


class TestOfAQuote:
    def test_a_claim_that_rests_on_it_alone_is_rejected_and_under_no_status(self, store: Store, claim_id: int) -> None:
        made = store.review_quote(the_quote(store), REJECTED)
        assert store.quote(the_quote(store)).rejected == made
        assert store.claim(claim_id).rejected
        assert [found.id for found in store.claims()] == [claim_id]
        assert store.claims(status=Status.OPEN) == []

    def test_a_claim_that_another_quote_makes_too_stands(self, store: Store) -> None:
        made = claim(BUDAPEST, "We will meet", "[Trump] will meet", speaker="Donald Trump")
        first, second = quote(BUDAPEST, "We will meet in Budapest,", made), quote(BUDAPEST, "We will meet", made)
        save(store, BUDAPEST, first, second, speakers=[TRUMP])
        one, other = (found.id for found in store.quotes())
        store.review_quote(one, REJECTED)
        assert not store.claims()[0].rejected
        store.review_quote(other, REJECTED)
        assert store.claims()[0].rejected

    def test_a_claim_in_an_articles_own_voice_rests_on_no_quote(self, store: Store, claim_id: int) -> None:
        assert not store.claim(claim_id).rejected

    def test_it_outlives_an_edit_that_leaves_words_and_speaker(self, store: Store, claim_id: int) -> None:
        store.review_quote(the_quote(store), REJECTED)
        edited = replace(BUDAPEST, text="UPDATE. " + BUDAPEST.text)
        save(store, edited, summit_quote(edited), speakers=[TRUMP])
        [now] = store.quotes()
        assert now.rejected is not None
        assert store.claim(claim_id).rejected

    def test_a_quote_of_other_words_is_another_quote(self, store: Store) -> None:
        save_summit(store)
        store.review_quote(the_quote(store), REJECTED)
        edited = replace(BUDAPEST, text=BUDAPEST.text.replace("in Budapest", "in Vienna"))
        save(store, edited, quote(edited, "We will meet in Vienna,"))
        assert [found.rejected for found in store.quotes()] == [None]

    def test_it_can_be_taken_back_in_a_later_state_of_the_article(self, store: Store, claim_id: int) -> None:
        store.review_quote(the_quote(store), REJECTED)
        edited = replace(BUDAPEST, text="UPDATE. " + BUDAPEST.text)
        save(store, edited, summit_quote(edited), speakers=[TRUMP])
        store.review_quote(the_quote(store), TAKEN_BACK)
        assert store.quote(the_quote(store)).rejected is None
        assert not store.claim(claim_id).rejected
        save(store, BUDAPEST, summit_quote(), speakers=[TRUMP])
        assert store.quote(the_quote(store)).rejected is None

    def test_the_same_words_in_another_article_are_another_quote(self, store: Store) -> None:
        save_summit(store)
        store.review_quote(the_quote(store), REJECTED)
        other = replace(BUDAPEST, outlet="AP", url="https://ap.example/summit")
        save(store, other, summit_quote(other), speakers=[TRUMP])
        assert [found.rejected is None for found in store.quotes()] == [False, True]


def reviewed(day: int, review: Review) -> ReviewRecord:
    return ReviewRecord(day, 1, None, review, datetime(2025, 10, day, 23, 30, tzinfo=UTC))


def test_the_review_that_stood_on_a_day_is_the_last_one_until_its_end() -> None:
    said = [reviewed(3, CONFIRMED), reviewed(5, TAKEN_BACK)]
    stood = [standing(said, date(2025, 10, day)) for day in (2, 3, 4, 5)]
    assert [one and one.review for one in stood] == [None, CONFIRMED, CONFIRMED, None]
    assert standing(said) is None
    assert standing([]) is None
