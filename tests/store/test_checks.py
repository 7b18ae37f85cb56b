"""What is to be checked, which findings count, and how statuses come about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claimtrack.errors import DatabaseError
from claimtrack.model import Article, Claim, ClaimType, Engine, Judgement, Period, Relation, Run, Stage, Status
from claimtrack.store import Store
from claimtrack.store.checks import PAGE, POOL
from claimtrack.store.records import Work

from .scene import (
    BUDAPEST,
    JUDGE,
    LATER,
    MOMENT,
    NO_PLANS,
    SAID,
    claim,
    finding,
    policy,
    quote,
    record,
    save,
    save_summit,
    share,
    summit_quote,
)

NEW_JUDGE = Engine("judge", "2")
MODEL = Engine("llm", "1", "openai:gpt-5-mini", "judge/1")
DENIED = finding(NO_PLANS, "there were no plans to meet")


def only_work(store: Store, engine: Engine = JUDGE) -> Work:
    [work] = store.unchecked(engine)
    return work


def status(store: Store, claim_id: int) -> Status:
    return store.claim(claim_id).verdict.status


@pytest.fixture
def claim_id(store: Store) -> int:
    """Trump's claim of 16 October, with an article of 21 October that is not yet checked."""
    number = save_summit(store)
    save(store, NO_PLANS)
    return number


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


def test_a_finding_is_shown_with_its_evidence_and_where_it_stands(store: Store, claim_id: int) -> None:
    work = only_work(store)
    record(store, work, {claim_id: [DENIED]})
    [found] = store.findings(claim_id)
    assert (found.finding, found.text) == (DENIED, "there were no plans to meet")
    assert (found.article_id, found.origin) == (work.article_id, work.article_id)
    assert (found.outlet, found.title, found.url) == (NO_PLANS.outlet, NO_PLANS.title, NO_PLANS.url)
    assert (found.published, found.engine) == (NO_PLANS.published, JUDGE)


def test_a_finding_changes_the_status_and_history_keeps_both(store: Store, claim_id: int) -> None:
    [change] = record(store, only_work(store), {claim_id: [DENIED]})
    assert (change.claim_id, change.before, change.as_of) == (claim_id, Status.OPEN, LATER)
    assert change.verdict.status is Status.CONTRADICTED
    first, second = store.history(claim_id)
    assert (first.before, first.verdict.status, first.as_of) == (None, Status.OPEN, SAID)
    assert second == change
    assert change.recorded.tzinfo is UTC
    assert change.recorded <= datetime.now(UTC)
    assert [found.id for found in store.claims(status=Status.CONTRADICTED)] == [claim_id]
    assert store.claims(status=Status.OPEN) == []


def test_a_finding_that_changes_no_status_leaves_the_history_alone(store: Store, claim_id: int) -> None:
    assert record(store, only_work(store), {claim_id: [finding(NO_PLANS, "meet", Relation.REPEATS)]}) == []
    assert len(store.history(claim_id)) == 1
    assert len(store.findings(claim_id)) == 1


def test_a_new_engines_findings_take_the_place_of_the_old_ones(store: Store, claim_id: int) -> None:
    record(store, only_work(store), {claim_id: [DENIED]})
    [change] = record(store, only_work(store, NEW_JUDGE), {}, engine=NEW_JUDGE)
    assert (change.before, change.verdict.status) == (Status.CONTRADICTED, Status.OPEN)
    assert store.findings(claim_id) == []
    assert len(store.history(claim_id)) == 3


def test_what_a_model_found_outlives_a_check_by_rules(store: Store, claim_id: int) -> None:
    record(store, only_work(store, MODEL), {claim_id: [DENIED]}, engine=MODEL)
    assert record(store, only_work(store), {}) == []
    assert (status(store, claim_id), len(store.findings(claim_id))) == (Status.CONTRADICTED, 1)


def test_what_rules_found_gives_way_to_a_model_that_finds_nothing(store: Store, claim_id: int) -> None:
    record(store, only_work(store), {claim_id: [DENIED]})
    [change] = record(store, only_work(store, MODEL), {}, engine=MODEL)
    assert (change.verdict.status, store.findings(claim_id)) == (Status.OPEN, [])


def test_rules_read_an_edited_text_that_a_model_has_not_seen(store: Store, claim_id: int) -> None:
    record(store, only_work(store, MODEL), {claim_id: [DENIED]}, engine=MODEL)
    save(store, replace(NO_PLANS, text="A White House official said the plans stand."))
    [change] = record(store, only_work(store))
    assert (change.verdict.status, store.findings(claim_id)) == (Status.OPEN, [])


def test_an_edited_articles_old_findings_count_until_it_is_checked_again(store: Store, claim_id: int) -> None:
    record(store, only_work(store), {claim_id: [DENIED]})
    save(store, replace(NO_PLANS, text="A White House official said the plans stand."))
    assert [found.text for found in store.findings(claim_id)] == ["there were no plans to meet"]
    assert status(store, claim_id) is Status.CONTRADICTED
    [change] = record(store, only_work(store))
    assert change.verdict.status is Status.OPEN
    assert store.findings(claim_id) == []


def test_later_claims_do_not_displace_findings_on_earlier_ones(store: Store, claim_id: int) -> None:
    record(store, only_work(store), {claim_id: [DENIED]})
    other = replace(BUDAPEST, url=None, outlet="AFP", text=BUDAPEST.text + " More.")
    save(store, other, quote(other, "We will meet", claim(other, "We will meet", "[They] will meet soon")))
    assert record(store, only_work(store)) == []
    assert [found.finding for found in store.findings(claim_id)] == [DENIED]


def test_findings_stand_in_the_order_of_publication(store: Store) -> None:
    claim_id = save_summit(store)
    for day in (23, 21, 22):
        article = replace(NO_PLANS, text=f"{NO_PLANS.text} {day}", url=None, published=date(2025, 10, day))
        save(store, article)
    for work in reversed(store.unchecked(JUDGE)):
        record(store, work, {claim_id: [DENIED]})
    published = [found.published for found in store.findings(claim_id)]
    assert published == [date(2025, 10, 21), date(2025, 10, 22), date(2025, 10, 23)]


def test_work_that_another_process_has_done_is_not_written_again(store: Store, claim_id: int) -> None:
    work = only_work(store)
    record(store, work, {claim_id: [DENIED]})
    before = store.findings(claim_id)
    assert record(store, work, {claim_id: [DENIED]}) == []
    assert store.findings(claim_id) == before


def test_an_article_that_two_processes_save_stays_checked(store: Store, claim_id: int) -> None:
    record(store, only_work(store))
    save(store, NO_PLANS)
    assert store.unchecked(JUDGE) == []
    assert status(store, claim_id) is Status.OPEN


def test_findings_on_a_claim_that_is_not_there_are_refused_whole(store: Store, claim_id: int) -> None:
    work = only_work(store)
    with pytest.raises(DatabaseError, match="failed unexpectedly"):
        record(store, work, {claim_id: [DENIED], claim_id + 1: [DENIED]})
    assert store.findings(claim_id) == []
    assert only_work(store) == work


def test_work_on_a_reading_that_was_replaced_is_not_written(store: Store, claim_id: int) -> None:
    work = only_work(store)
    save(store, replace(NO_PLANS, text="Quite another text."))
    assert record(store, work, {claim_id: [DENIED]}) == []
    assert store.findings(claim_id) == []
    assert only_work(store).extraction != work.extraction


def test_an_article_that_gets_its_date_becomes_evidence(store: Store) -> None:
    save_summit(store)
    save(store, replace(NO_PLANS, published=None))
    save(store, NO_PLANS)
    assert store.article(only_work(store).article_id).article.published == LATER


def test_a_finding_in_an_article_whose_date_is_corrected_is_weighed_by_the_new_date(
    store: Store, claim_id: int
) -> None:
    record(store, only_work(store), {claim_id: [DENIED]})
    save(store, replace(NO_PLANS, published=date(2025, 10, 23)))
    assert [change.verdict.status for change in store.settle(policy, LATER)] == [Status.OPEN]
    assert list(store.settle(policy, LATER)) == []


def test_a_failure_is_told_and_its_work_stays_to_be_done(store: Store, claim_id: int) -> None:
    work = only_work(store)
    store.record_failure(Run(Stage.CHECK, JUDGE, MOMENT), work, "ValueError: no \udcff character")
    [failure] = store.failures()
    assert (failure.article_id, failure.engine) == (work.article_id, JUDGE)
    assert failure.message == "ValueError: no ? character"
    assert only_work(store) == work
    assert store.findings(claim_id) == []


def test_a_claim_falls_due_as_time_passes(store: Store) -> None:
    period = Period(date(2025, 10, 16), date(2025, 10, 30), "within two weeks")
    foretold = replace(summit_quote().claims[0], period=period)
    save(store, BUDAPEST, replace(summit_quote(), claims=(foretold,)))
    assert list(store.settle(policy, date(2025, 10, 30))) == []
    [change] = list(store.settle(policy, date(2025, 10, 31)))
    assert (change.before, change.verdict.status) == (Status.OPEN, Status.OVERDUE)
    assert list(store.settle(policy, date(2025, 10, 31))) == []


def test_evidence_counts_from_the_day_it_is_published(store: Store, claim_id: int) -> None:
    assert record(store, only_work(store), {claim_id: [DENIED]}, as_of=date(2025, 10, 20)) == []
    assert list(store.settle(policy, date(2025, 10, 20))) == []
    [change] = list(store.settle(policy, LATER))
    assert (change.verdict.status, change.as_of) == (Status.CONTRADICTED, LATER)
    assert list(store.settle(policy, date(2026, 1, 1))) == []


def test_claims_that_are_no_longer_current_do_not_fall_due(store: Store) -> None:
    period = Period(date(2025, 10, 16), date(2025, 10, 30), "within two weeks")
    save(store, BUDAPEST, replace(summit_quote(), claims=(replace(summit_quote().claims[0], period=period),)))
    save(store, BUDAPEST, engine=Engine("reader", "2"))
    assert list(store.settle(policy, date(2025, 12, 1))) == []


def test_a_status_may_hang_on_more_claims_than_one_statement_takes(store: Store) -> None:
    period = Period(date(2025, 10, 16), date(2025, 10, 30), "within two weeks")
    many = tuple(replace(summit_quote().claims[0], text=f"claim {n}", period=period) for n in range(1200))
    save(store, BUDAPEST, replace(summit_quote(), claims=many))
    assert len(list(store.settle(policy, date(2025, 12, 1)))) == 1200


def test_statuses_are_weighed_once_all_articles_are_judged(store: Store) -> None:
    """A status that only the first half of the evidence would have never enters the history."""
    claim_id = save_summit(store)
    for day in (21, 22):
        save(store, replace(NO_PLANS, text=f"{NO_PLANS.text} {day}", url=None, published=date(2025, 10, day)))
    for work in store.unchecked(JUDGE):
        store.record_check(Run(Stage.CHECK, JUDGE, MOMENT), work, {claim_id: Judgement((DENIED,))})
    assert status(store, claim_id) is Status.OPEN
    assert [change.claim_id for change in store.settle(policy, LATER)] == [claim_id]
    assert len(store.history(claim_id)) == 2
