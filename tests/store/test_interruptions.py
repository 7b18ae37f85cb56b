"""Several processes at once, and processes that are killed midway: nothing is lost, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine as Connections
from sqlalchemy import event

from claimtrack.model import Claim, Evidence, Extraction, Judgement, Run, Stage, Verdict
from claimtrack.store import Store, schema
from claimtrack.store.records import Decide, Neighbours, Placing

from .processes import die, run, run_together
from .scene import (
    BUDAPEST,
    CALL,
    JUDGE,
    LATER,
    MOMENT,
    NO_PLANS,
    READER,
    TRUMP,
    finding,
    policy,
    record,
    save,
    save_summit,
    summit_quote,
)

MANY = tuple(replace(summit_quote().claims[0], text=f"claim {number}") for number in range(5))


def dying_at(fatal: str) -> Decide:
    """A policy that kills its process when it comes to the claim ``fatal``."""

    def decide(claim: Claim, evidence: Sequence[Evidence], as_of: date) -> Verdict:
        return die() if claim.text == fatal else policy(claim, evidence, as_of)

    return decide


def test_processes_that_open_a_new_database_at_once_make_it_once(url: str) -> None:
    def begin() -> int:
        store = Store.open(url)
        return save(store, BUDAPEST, summit_quote(), speakers=[TRUMP]).id

    assert run_together(begin, begin, begin, begin) == [1, 1, 1, 1]
    info = schema.info(url)
    assert (info.revision, info.articles, info.quotes, info.claims) == (schema.HEAD, 1, 1, 1)


def test_processes_that_write_different_articles_all_succeed(url: str) -> None:
    def write(first: int) -> int:
        own = Store.open(url)
        for number in range(first, first + 10):
            save(own, replace(NO_PLANS, url=None, text=f"{NO_PLANS.text} {number}"))
        return first

    assert run_together(lambda: write(0), lambda: write(100)) == [0, 100]
    assert schema.info(url).articles == 20


@pytest.mark.parametrize("statements", [1, 2, 4, 8, 16, 32, 64])
def test_a_database_whose_making_was_cut_short_is_made_anew(path: Path, url: str, statements: int) -> None:
    def make_in_part() -> None:
        left = [None] * statements

        def count(*_: object) -> None:
            left.pop() if left else die()

        event.listen(Connections, "before_cursor_execute", count)
        Store.open(url)

    assert run(make_in_part) is None
    assert path.exists()
    store = Store.open(url)
    save_summit(store)
    assert schema.info(url).revision == schema.HEAD
    assert len(store.quotes("budapest")) == 1
    store.close()


@pytest.mark.parametrize("fatal", ["claim 0", "claim 4"])
def test_an_article_whose_saving_was_cut_short_is_not_there(store: Store, url: str, fatal: str) -> None:
    quote = replace(summit_quote(), claims=MANY)

    def save_in_part() -> None:
        reading = Run(Stage.EXTRACT, READER, MOMENT)
        found = Extraction((quote,), (TRUMP,))
        alone, decide = Placing(), dying_at(fatal)
        Store.open(url).save(BUDAPEST, reading, found, sketch=(), near=Neighbours(), placing=alone, decide=decide)

    assert run(save_in_part) is None
    assert store.find(BUDAPEST) is None
    assert (store.quotes(), store.claims(), store.speakers()) == ([], [], [])
    save(store, BUDAPEST, quote)
    assert len(store.claims()) == 5


def test_a_settlement_that_was_cut_short_is_taken_up_by_the_next(store: Store, url: str) -> None:
    save(store, BUDAPEST, replace(summit_quote(), claims=MANY))
    save(store, NO_PLANS)
    found = {one.id: Judgement((finding(NO_PLANS, "no plans"),)) for one in store.claims()}
    [work] = store.unchecked(JUDGE)

    store.record_check(Run(Stage.CHECK, JUDGE, MOMENT), work, found)

    def settle_in_part() -> None:
        list(Store.open(url).settle(dying_at("claim 3"), LATER))

    assert run(settle_in_part) is None
    assert store.unchecked(JUDGE) == []
    assert all(len(store.findings(one)) == 1 and len(store.history(one)) == 1 for one in found)
    assert len(list(store.settle(policy, LATER))) == 5
    assert list(store.settle(policy, LATER)) == []


def test_a_check_that_two_processes_do_at_once_is_recorded_once(store: Store, url: str) -> None:
    claim_id = save_summit(store)
    save(store, NO_PLANS)
    [work] = store.unchecked(JUDGE)

    def check() -> int:
        return len(record(Store.open(url), work, {claim_id: [finding(NO_PLANS, "no plans")]}))

    assert sorted(run_together(check, check)) == [0, 1]  # type: ignore[type-var]
    assert len(store.findings(claim_id)) == 1
    assert len(store.history(claim_id)) == 2


def test_a_judgement_once_written_is_never_altered(store: Store) -> None:
    """Through a whole life of an article, no row of what was judged is changed or removed."""
    altered: list[str] = []
    judged = {
        "runs",
        "checks",
        "failures",
        "findings",
        "changes",
        "settlements",
        "extractions",
        "quotes",
        "claims",
        "appearances",
        "rejections",
        "left_out",
        "calls",
        "hits",
        "moves",
        "retellings",
    }

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        verb, *rest = statement.split()
        if verb in ("UPDATE", "DELETE", "REPLACE") and set(rest) & judged:
            altered.append(statement)

    event.listen(Connections, "before_cursor_execute", note)
    claim_id = save_summit(store)
    save(store, NO_PLANS)
    record(store, store.unchecked(JUDGE)[0], {claim_id: [finding(NO_PLANS, "no plans")]})
    for _ in range(2):
        store.call_ledger(Run(Stage.CHECK, JUDGE, MOMENT)).record(CALL)
        store.call_ledger(Run(Stage.CHECK, JUDGE, MOMENT)).record_hit(CALL.key)
    save(store, replace(NO_PLANS, text="An edited text."))
    record(store, store.unchecked(JUDGE)[0])
    list(store.settle(policy, date(2026, 1, 1)))
    event.remove(Connections, "before_cursor_execute", note)
    assert altered == []
    assert len(store.history(claim_id)) == 3
