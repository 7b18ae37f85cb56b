"""The stream of changes, in order, with the flags that they raise; and the cursors of those who read it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from claimtrack.model import ChangeKind, FlagKind, Reversal, Review, ReviewKind, Status, Verdict
from claimtrack.store import Store
from claimtrack.store.stream import QuoteChange, StatusChange

from .processes import run_together
from .scene import LATER, NO_PLANS, quote, save, save_summit
from .scene import claim as claim_of
from .stream import become, publish, reword, verdict

AGREED = verdict(Status.CONFIRMED)
CONTRADICTED = verdict(Status.CONTRADICTED)


@pytest.fixture
def claim(store: Store) -> int:
    return save_summit(store)


def review(store: Store, claim_id: int, status: Status) -> None:
    store.review_claim(claim_id, Review(ReviewKind.STATUS, "Ada", status))


def test_the_first_status_of_a_claim_is_no_change(store: Store, claim: int) -> None:
    assert [change.claim_id for change in store.history(claim)] == [claim]
    assert store.changes() == []
    assert store.last_change() == 1


def test_a_change_of_status_has_the_verdict_before_it(store: Store, path: Path, claim: int) -> None:
    near = verdict(Status.OPEN, candidate=Status.CONTRADICTED)
    for made in (near, CONTRADICTED):
        become(path, claim, made)
    first, second = store.changes()
    assert isinstance(first, StatusChange)
    assert isinstance(second, StatusChange)
    assert (first.before, first.verdict) == (Status.OPEN, near)
    assert (second.was, second.verdict) == (near, CONTRADICTED)
    assert [first, second] == store.history(claim)[1:]


@pytest.mark.parametrize(
    ("was", "now", "flags"),
    [
        (AGREED, CONTRADICTED, [FlagKind.CONTRADICTED]),
        (AGREED, verdict(Status.OVERDUE), [FlagKind.OVERDUE]),
        (AGREED, verdict(Status.CONFIRMED, reversal=Reversal.HALF), [FlagKind.REVERSED]),
        (AGREED, verdict(Status.CONTRADICTED, reversal=Reversal.FULL), [FlagKind.CONTRADICTED, FlagKind.REVERSED]),
        (AGREED, verdict(Status.DISPUTED), []),
        (CONTRADICTED, AGREED, []),
        (AGREED, verdict(Status.OPEN, candidate=Status.CONTRADICTED), []),
        (CONTRADICTED, verdict(Status.CONTRADICTED, reversal=Reversal.FULL), [FlagKind.REVERSED]),
        (verdict(Status.OPEN, reversal=Reversal.HALF), verdict(Status.OPEN), []),
        (
            verdict(Status.OPEN, reversal=Reversal.HALF),
            verdict(Status.OPEN, reversal=Reversal.FULL),
            [FlagKind.REVERSED],
        ),
    ],
)
def test_a_flag_is_raised_by_what_became_so_and_not_by_what_was_so_before(
    store: Store, path: Path, claim: int, was: object, now: object, flags: list[FlagKind]
) -> None:
    for made in (was, now):
        become(path, claim, made)  # type: ignore[arg-type]
    assert list(store.changes()[-1].flags) == flags


def test_one_can_be_woken_by_flags_and_by_statuses_that_were_led_to(store: Store, path: Path, claim: int) -> None:
    for made in (verdict(Status.DISPUTED), verdict(Status.DISPUTED, reversal=Reversal.FULL)):
        become(path, claim, made)
    reword(path, ChangeKind.EDITED, 1)
    assert [change.alarms for change in store.changes()] == [{"disputed"}, {"reversed"}, {"edited"}]


class TestReviewed:
    """A reviewer's word on a claim stands above the engine's, whatever it says and whenever it was said."""

    @pytest.mark.parametrize("said", [Status.CONTRADICTED, Status.CONFIRMED, Status.OPEN])
    @pytest.mark.parametrize("made", [CONTRADICTED, verdict(Status.OVERDUE), verdict(Status.DISPUTED)])
    def test_what_a_reviewer_decided_changes_and_wakes_nobody(
        self, store: Store, path: Path, claim: int, said: Status, made: Verdict
    ) -> None:
        review(store, claim, said)
        become(path, claim, made)
        [change] = store.changes()
        assert isinstance(change, StatusChange)
        assert (change.verdict, change.reviewed, change.flags, change.alarms) == (made, said, (), frozenset())
        assert store.changes(flags=frozenset(FlagKind)) == []
        assert store.history(claim)[1:] == [change]

    def test_a_review_settles_what_was_flagged_before_it(self, store: Store, path: Path, claim: int) -> None:
        become(path, claim, CONTRADICTED)
        review(store, claim, Status.CONFIRMED)
        assert store.changes(flags=frozenset(FlagKind)) == []

    def test_one_that_is_taken_back_settles_nothing(self, store: Store, path: Path, claim: int) -> None:
        review(store, claim, Status.CONFIRMED)
        become(path, claim, CONTRADICTED)
        store.review_claim(claim, Review(ReviewKind.TAKEN_BACK, "Ben"))
        [change] = store.changes(flags={FlagKind.CONTRADICTED})
        assert isinstance(change, StatusChange)
        assert (change.reviewed, change.alarms) == (None, frozenset({"contradicted"}))

    def test_it_says_nothing_of_what_the_speaker_took_back(self, store: Store, path: Path, claim: int) -> None:
        review(store, claim, Status.CONTRADICTED)
        become(path, claim, verdict(Status.CONTRADICTED, reversal=Reversal.FULL))
        [change] = store.changes(flags={FlagKind.REVERSED})
        assert (change.flags, change.alarms) == ((FlagKind.REVERSED,), frozenset({"reversed"}))

    def test_it_settles_no_other_claim(self, store: Store, path: Path, claim: int) -> None:
        save(store, NO_PLANS, quote(NO_PLANS, "no plans", claim_of(NO_PLANS, "no plans", "there are no plans")))
        other = store.claims()[1].id
        review(store, claim, Status.CONFIRMED)
        for number in (claim, other):
            become(path, number, CONTRADICTED)
        [flagged] = store.changes(flags=frozenset(FlagKind))
        assert isinstance(flagged, StatusChange)
        assert flagged.claim_id == other


def test_quotes_and_claims_change_in_one_order(store: Store, path: Path) -> None:
    claim = publish(store)
    reword(path, ChangeKind.DRIFT, 1, 2)
    become(path, claim, AGREED)
    reword(path, ChangeKind.EDITED, 2)
    changes = store.changes()
    assert [change.kind for change in changes] == ["status", "drift", "status", "edited"]
    assert [change.id for change in changes] == sorted(change.id for change in changes)
    assert [change.quote_ids for change in changes if isinstance(change, QuoteChange)] == [(1, 2), (2,)]
    assert [list(change.flags) for change in changes] == [["contradicted"], ["drift"], [], ["edited"]]


def test_changes_are_found_by_flag_by_day_by_speaker_and_by_number(store: Store, path: Path) -> None:
    claim = publish(store)
    become(path, claim, verdict(Status.OVERDUE), LATER + timedelta(1))
    reword(path, ChangeKind.DRIFT, 2, 1, LATER + timedelta(2))
    contradicted, overdue, drift = store.changes()
    assert store.changes(flags={FlagKind.CONTRADICTED, FlagKind.DRIFT}) == [contradicted, drift]
    assert store.changes(since=LATER + timedelta(1)) == [overdue, drift]
    assert store.changes(speaker="Trump") == [contradicted, overdue]
    assert store.changes(speaker="A White House official") == [drift]
    assert store.changes(speaker="Nobody") == []
    assert store.changes(after=contradicted.id, through=overdue.id) == [overdue]


def test_what_has_no_flag_is_not_among_the_flags(store: Store, path: Path, claim: int) -> None:
    for made in (AGREED, CONTRADICTED, verdict(Status.CONTRADICTED, candidate=Status.DISPUTED)):
        become(path, claim, made)
    assert [list(change.flags) for change in store.changes(flags=frozenset(FlagKind))] == [["contradicted"]]


def test_the_verdict_before_is_that_of_the_same_claim(store: Store, path: Path, claim: int) -> None:
    save(store, NO_PLANS, quote(NO_PLANS, "no plans", claim_of(NO_PLANS, "no plans", "there are no plans")))
    other = store.claims()[1].id
    for number, made in ((claim, CONTRADICTED), (other, AGREED), (claim, AGREED), (other, CONTRADICTED)):
        become(path, number, made)
    found = [change for change in store.changes() if isinstance(change, StatusChange)]
    assert [(change.claim_id, change.before) for change in found] == [
        (claim, Status.OPEN),
        (other, Status.OPEN),
        (claim, Status.CONTRADICTED),
        (other, Status.CONFIRMED),
    ]


def test_a_cursor_remembers_how_far_and_never_moves_back(store: Store, path: Path, claim: int) -> None:
    become(path, claim, CONTRADICTED)
    assert store.cursor("desk") == 0
    store.move_cursor("desk", 2)
    store.move_cursor("desk", 1)
    assert (store.cursor("desk"), store.cursor("other")) == (2, 0)


def test_a_stream_without_changes_moves_no_cursor(store: Store) -> None:
    store.move_cursor("desk", store.last_change())
    assert store.cursor("desk") == 0


def test_two_who_move_a_cursor_at_once_leave_it_at_the_later_place(
    store: Store, url: str, path: Path, claim: int
) -> None:
    for made in (CONTRADICTED, AGREED):
        become(path, claim, made)

    def moving(to: int) -> None:
        own = Store.open(url)
        for _ in range(20):
            own.move_cursor("desk", to)

    assert run_together(lambda: moving(2), lambda: moving(3)) == [None, None]
    assert store.cursor("desk") == 3
