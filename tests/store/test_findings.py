"""Which findings count, and how statuses come about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claimtrack.errors import DatabaseError
from claimtrack.model import Claim, Engine, Evidence, Judgement, Period, Relation, Run, Stage, Status, Verdict
from claimtrack.store import Store

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
    policy,
    quote,
    record,
    save,
    save_summit,
    status,
    summit_quote,
)

NEW_JUDGE = Engine("judge", "2")
MODEL = Engine("llm", "1", "openai:gpt-5-mini", "judge/1")
DENIED = finding(NO_PLANS, "there were no plans to meet")


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


def test_a_claim_that_is_disputed_falls_due_too(store: Store) -> None:
    def denied(judged: Claim, evidence: Sequence[Evidence], as_of: date) -> Verdict:
        found = policy(judged, evidence, as_of)
        return replace(found, status=Status.DISPUTED) if found.status is Status.OPEN else found

    period = Period(date(2025, 10, 16), date(2025, 10, 30), "within two weeks")
    save(store, BUDAPEST, replace(summit_quote(), claims=(replace(summit_quote().claims[0], period=period),)))
    list(store.settle(policy, date(2025, 10, 30), "one policy"))
    list(store.settle(denied, date(2025, 10, 30), "another"))
    [change] = list(store.settle(denied, date(2025, 10, 31), "another"))
    assert (change.before, change.verdict.status) == (Status.DISPUTED, Status.OVERDUE)


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


class TestAnEarlierDay:
    """What counted then, although an article was edited since: by the day on which each state of it was read."""

    EDITED = datetime(2025, 10, 25, 9, tzinfo=UTC)

    @pytest.fixture
    def judged(self, store: Store) -> int:
        """The number of a claim that one article contradicts, which was read and judged on its day."""
        number = save_summit(store)
        save(store, NO_PLANS, read=datetime(2025, 10, 21, 23, 59, tzinfo=UTC))
        record(store, only_work(store), {number: [DENIED]})
        return number

    def words(self, store: Store, number: int, day: int | None = None) -> list[tuple[str, bool]]:
        """The evidence of a day of October, or of now, and whether it stands."""
        found = store.findings(number, date(2025, 10, day) if day else None)
        evidence = store.evidence([number], date(2025, 10, day) if day else None).get(number, [])
        assert [one.evidence for one in found] == evidence
        return [(one.text, one.stands) for one in found]

    def test_what_was_edited_away_later_stood_then(self, store: Store, judged: int) -> None:
        save(store, replace(NO_PLANS, text="Correction: nobody said so."), read=self.EDITED)
        assert self.words(store, judged, 24) == [("there were no plans to meet", True)]
        assert self.words(store, judged, 25) == [("there were no plans to meet", False)]
        assert self.words(store, judged) == [("there were no plans to meet", False)]

    def test_a_later_withdrawal_was_not_known_then(self, store: Store, judged: int) -> None:
        save(store, replace(NO_PLANS, title="Withdrawn: no plans"), read=self.EDITED)
        assert [stands for _, stands in self.words(store, judged, 24)] == [True]
        assert [stands for _, stands in self.words(store, judged)] == [False]

    def test_what_was_found_in_the_later_text_takes_no_place_then(self, store: Store, judged: int) -> None:
        edited = replace(NO_PLANS, text="A White House official said that they would not meet.")
        save(store, edited, read=self.EDITED)
        record(store, only_work(store), {judged: [finding(edited, "they would not meet")]})
        assert self.words(store, judged, 24) == [("there were no plans to meet", True)]
        assert self.words(store, judged, 25) == [("they would not meet", True)]
        assert self.words(store, judged) == [("they would not meet", True)]

    def test_an_article_that_was_read_later_counts_as_it_was_first_read(self, store: Store, judged: int) -> None:
        save(store, replace(NO_PLANS, text="Correction: nobody said so."), read=self.EDITED)
        assert self.words(store, judged, 20) == [("there were no plans to meet", True)]

    def test_the_same_text_judged_again_counts_for_every_day(self, store: Store, judged: int) -> None:
        save(store, NO_PLANS, engine=Engine("reader", "2"), read=self.EDITED)
        record(store, only_work(store), {judged: [finding(NO_PLANS, "no plans")]})
        assert self.words(store, judged, 24) == self.words(store, judged) == [("no plans", True)]
