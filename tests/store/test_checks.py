"""What is to be checked, and against what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claimtrack.model import Article, Claim, ClaimType, Engine, Judgement, Run, Stage, Status
from claimtrack.store import Store
from claimtrack.store.checks import PAGE, POOL

from .scene import (
    BUDAPEST,
    JUDGE,
    LATER,
    MOMENT,
    NO_PLANS,
    SAID,
    claim,
    finding,
    only_work,
    quote,
    record,
    save,
    save_summit,
    share,
    status,
    summit_quote,
)

NEW_JUDGE = Engine("judge", "2")
MODEL = Engine("llm", "1", "openai:gpt-5-mini", "judge/1")
DENIED = finding(NO_PLANS, "there were no plans to meet")


@pytest.mark.usefixtures("claim_id")
def test_a_later_article_is_to_be_held_against_an_earlier_claim(store: Store) -> None:
    work = only_work(store)
    assert store.article(work.article_id).article == NO_PLANS
    assert (work.after, work.through) == (0, work.extraction)


def test_an_article_that_was_held_against_every_claim_is_not_asked_for_again(store: Store, claim_id: int) -> None:
    record(store, only_work(store))
    assert store.unchecked(JUDGE) == []
    assert status(store, claim_id) is Status.OPEN


def test_another_engine_holds_every_article_against_every_claim_again(store: Store, claim_id: int) -> None:
    work = only_work(store)
    record(store, work)
    assert only_work(store, NEW_JUDGE) == work
    assert claim_id in dict(store.candidates(work, share("meet")))


@pytest.mark.usefixtures("claim_id")
def test_a_claim_found_later_is_held_against_articles_already_checked(store: Store) -> None:
    first = only_work(store)
    record(store, first)
    more = claim(BUDAPEST, "We will meet", "[They] will meet soon")
    other = replace(BUDAPEST, url=None, outlet="AFP", text=BUDAPEST.text + " More.")
    save(store, other, quote(other, "We will meet", more))
    work = only_work(store)
    assert store.article(work.article_id).article == NO_PLANS
    assert (work.after, work.through) == (first.through, first.through + 1)
    assert [text.text for _, text in store.candidates(work, share("meet"))] == ["[They] will meet soon"]


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(replace(NO_PLANS, published=None), id="undated"),
        pytest.param(replace(NO_PLANS, published=SAID), id="of the same day"),
        pytest.param(replace(NO_PLANS, published=date(2025, 10, 15)), id="earlier"),
    ],
)
def test_only_articles_published_after_the_utterance_are_evidence(store: Store, article: Article) -> None:
    save_summit(store)
    save(store, article)
    assert store.unchecked(JUDGE) == []


@pytest.mark.parametrize(
    "unfit",
    [
        pytest.param(replace(summit_quote().claims[0], type=ClaimType.OPINION), id="an opinion"),
        pytest.param(replace(summit_quote().claims[0], said=None), id="of no known day"),
    ],
)
def test_some_claims_cannot_be_checked(store: Store, unfit: Claim) -> None:
    save(store, BUDAPEST, replace(summit_quote(), claims=(unfit,)))
    save(store, NO_PLANS)
    assert store.unchecked(JUDGE) == []


def test_an_article_is_not_held_against_its_own_claims(store: Store) -> None:
    yesterday = replace(summit_quote().claims[0], said=date(2025, 10, 15))
    save(store, BUDAPEST, replace(summit_quote(), claims=(yesterday,)))
    assert store.unchecked(JUDGE) == []


def test_claims_that_are_no_longer_current_are_not_checked(store: Store, claim_id: int) -> None:
    save(store, BUDAPEST, engine=Engine("reader", "2"))
    assert store.unchecked(JUDGE) == []
    assert status(store, claim_id) is Status.OPEN


def test_one_early_claim_among_later_ones_is_not_overlooked(store: Store) -> None:
    for day in (1, 8, 9):
        article = Article(f'"Day {day} comes," he said.', published=date(2025, 11, day))
        save(store, article, quote(article, f"Day {day} comes", claim(article, "comes", f"day {day} comes")))
    between = save(store, replace(NO_PLANS, published=date(2025, 11, 5)))
    assert between.id in [work.article_id for work in store.unchecked(JUDGE)]


def test_articles_come_in_the_order_of_publication(store: Store) -> None:
    save_summit(store)
    for day in (23, 22, 21):
        save(store, replace(NO_PLANS, text=f"{NO_PLANS.text} {day}", url=None, published=date(2025, 10, day)))
    published = [store.article(work.article_id).article.published for work in store.unchecked(JUDGE)]
    assert published == [date(2025, 10, 21), date(2025, 10, 22), date(2025, 10, 23)]


def test_each_article_is_asked_for_when_an_earlier_claim_stands_above_its_own_mark(store: Store) -> None:
    """Many articles, checked up to different claims: compared with the rule as it is written."""
    days = [3, 9, 1, 7, 5, 8, 2, 6, 4, 9, 1, 5]
    said, marks = {}, {}
    for number, day in enumerate(days):
        published = date(2025, 11, day)
        article = Article(f'"Claim {number} stands," he said.', published=published)
        made = claim(article, f"Claim {number}", f"claim {number}", said=date(2025, 11, max(1, day - 1)))
        made_in = save(store, article, quote(article, f"Claim {number} stands", made))
        said[number + 1] = (made.said, made_in.id)
        for work in store.unchecked(JUDGE):
            if work.article_id % 3 != number % 3:
                record(store, work)
                marks[work.article_id] = number + 1
    expected = [
        id
        for id, day in sorted(enumerate(days, 1), key=lambda entry: (entry[1], entry[0]))
        if any(
            number > marks.get(id, 0) and when and when < date(2025, 11, day) and where != id
            for number, (when, where) in said.items()
        )
    ]
    assert [work.article_id for work in store.unchecked(JUDGE)] == expected
    assert expected


def test_candidates_share_words_with_the_article(store: Store) -> None:
    texts = ("the summit takes place in Budapest", "the summit takes place", "sanctions hold", "I like summits")
    made = [claim(BUDAPEST, "We will meet", text) for text in texts]
    made[3] = replace(made[3], type=ClaimType.OPINION)
    save(store, BUDAPEST, quote(BUDAPEST, "We will meet", *made))
    save(store, NO_PLANS)
    work = only_work(store)
    found = dict(store.candidates(work, share("budapest", "summit", "like")))
    assert [one.text for one in found.values()] == ["the summit takes place in Budapest", "the summit takes place"]
    assert found == {one.id: one.claim for one in store.claims() if one.id in found}
    assert store.candidates(work, {}) == []


def test_the_claims_that_share_most_come_first_and_no_more_than_one_article_can_be_scored_against(store: Store) -> None:
    texts = ["rain falls", "rain falls in Ostrava", *(f"rain number {number}" for number in range(2 * POOL))]
    made = [claim(BUDAPEST, "We will meet", text) for text in texts]
    save(store, BUDAPEST, quote(BUDAPEST, "We will meet", *made))
    save(store, NO_PLANS)
    found = store.candidates(only_work(store), {"rain": 0.1, "fall": 1.0, "ostrava": 2.0})
    assert [one.text for _, one in found[:2]] == ["rain falls in Ostrava", "rain falls"]
    assert len(found) == POOL


def test_claims_that_may_not_be_held_against_an_article_take_nobodys_place(store: Store) -> None:
    """More of the article's own claims share its words than are looked at before the conditions are tried."""
    many = [claim(NO_PLANS, "no plans", f"plans number {number}", said=SAID) for number in range(PAGE + 1)]
    made = claim(BUDAPEST, "We will meet", "plans")
    save(store, BUDAPEST, quote(BUDAPEST, "We will meet", made))
    save(store, NO_PLANS, quote(NO_PLANS, "no plans", *many))
    assert [one.text for _, one in store.candidates(only_work(store), share("plan", "number"))] == ["plans"]


def test_a_claim_that_an_edit_drops_and_another_restores_is_held_against_what_came_between(store: Store) -> None:
    claim_id = save_summit(store)
    save(store, replace(BUDAPEST, text="An edited text."))
    made = claim(BUDAPEST, "We will meet", "[They] will meet soon")
    other = replace(BUDAPEST, url=None, outlet="AFP", text=BUDAPEST.text + " More.")
    save(store, other, quote(other, "We will meet", made))
    save(store, NO_PLANS)
    between = only_work(store)
    assert claim_id not in dict(store.candidates(between, share("meet")))
    record(store, between)
    assert save_summit(store) == claim_id
    work = only_work(store)
    assert list(dict(store.candidates(work, share("meet")))) == [claim_id]
    [change] = record(store, work, {claim_id: [DENIED]})
    assert (change.claim_id, change.verdict.status) == (claim_id, Status.CONTRADICTED)
    assert store.unchecked(JUDGE) == []


def test_claims_that_an_edit_leaves_standing_are_not_held_against_the_same_articles_again(
    store: Store, claim_id: int
) -> None:
    record(store, only_work(store), {claim_id: [DENIED]})
    save(store, replace(BUDAPEST, title="Another title"), summit_quote())
    assert store.unchecked(JUDGE) == []
    assert [found.finding for found in store.findings(claim_id)] == [DENIED]


def test_a_copy_of_an_article_is_not_evidence_on_its_claims(store: Store) -> None:
    first = save(store, BUDAPEST, summit_quote())
    save(store, replace(BUDAPEST, outlet="AP", url=None, published=LATER), copied=[first.id])
    assert store.candidates(only_work(store), share("budapest")) == []


def looked_back(store: Store, claim_id: int, *terms: str) -> list[int]:
    """The articles that are to be held against a claim by itself."""
    return [work.article_id for work in store.later(claim_id, JUDGE, share(*terms))]


def test_later_articles_are_found_from_a_claim_those_that_share_most_first(store: Store) -> None:
    claim_id = save_summit(store)
    for text, day in (
        ("A rainy summit.", 20),
        ("A summit in Budapest.", 21),
        ("A summit in Budapest again.", SAID.day),
    ):
        save(store, replace(NO_PLANS, text=text, title=None, url=None, published=date(2025, 10, day)))
    save(store, replace(NO_PLANS, text="An undated summit.", title=None, url=None, published=None))
    save(store, replace(BUDAPEST, outlet="AP", url=None, published=LATER), copied=[store.claim(claim_id).article_id])
    assert looked_back(store, claim_id, "summit", "budapest") == [3, 2]
    assert looked_back(store, claim_id, "budapest") == [3]
    assert looked_back(store, claim_id, "tomahawk") == []


def test_a_check_of_one_claim_marks_no_article_as_held_against_the_others(store: Store, claim_id: int) -> None:
    [work] = store.later(claim_id, JUDGE, share("meet"))
    run = Run(Stage.CHECK, JUDGE, MOMENT)
    for _ in range(2):
        store.record_check(run, work, {claim_id: Judgement((DENIED,))}, claim_id=claim_id)
    assert [found.finding for found in store.findings(claim_id)] == [DENIED]
    assert looked_back(store, claim_id, "meet") == []
    assert only_work(store) == replace(work, after=0)
    record(store, only_work(store), {claim_id: [DENIED]})
    assert len(store.findings(claim_id)) == 1


def test_a_check_of_one_claim_takes_no_findings_on_others_away(store: Store) -> None:
    made = [claim(BUDAPEST, "We will meet", text) for text in ("they meet", "they meet in Budapest")]
    save(store, BUDAPEST, quote(BUDAPEST, "We will meet", *made))
    save(store, NO_PLANS)
    one, other = (found.id for found in store.claims())
    record(store, only_work(store), {one: [DENIED]})
    [work] = store.later(other, JUDGE, share("meet"))
    store.record_check(Run(Stage.CHECK, JUDGE, MOMENT), work, {}, claim_id=other)
    assert [found.finding for found in store.findings(one)] == [DENIED]
    assert looked_back(store, one, "meet") == []


def test_a_run_tells_how_many_pairs_were_not_judged(store: Store, claim_id: int) -> None:
    store.record_check(Run(Stage.CHECK, JUDGE, MOMENT), only_work(store), {claim_id: Judgement()}, dropped=3)
    assert [run.dropped for run in store.runs()] == [3, 0]
