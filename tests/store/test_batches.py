"""Batches of requests: handed over once, asked for by number, with every state that they were found in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimtrack.errors import UnknownId
from claimtrack.model import Engine, Run, Stage
from claimtrack.store import Store
from claimtrack.store.records import BatchRequest

from .scene import MOMENT

READING = Run(Stage.EXTRACT, Engine("llm", "1", "openai:small", "extract/1"), MOMENT)
ADDRESS = "https://models.example/v1"
ASKED = BatchRequest("a" * 64, "extract", "extract/1", "b" * 64, "c" * 64)


def test_a_batch_comes_back_as_it_was_handed_over(store: Store) -> None:
    requests = [ASKED, replace(ASKED, key="d" * 64)]
    id = store.add_batch(READING, "batch_x", ADDRESS, requests, "validating")
    found = store.batch(id)
    assert (found.id, found.run, found.remote, found.requests) == (1, READING, "batch_x", 2)
    assert (found.state, found.note) == ("validating", None)
    assert store.batch_requests(id) == requests
    assert [one.run for one in store.runs()] == [READING]


def test_batches_come_newest_first(store: Store) -> None:
    for remote in ("batch_x", "batch_y"):
        store.add_batch(READING, remote, ADDRESS, [ASKED], "validating")
    assert [(one.id, one.remote) for one in store.batches()] == [(2, "batch_y"), (1, "batch_x")]


def test_a_batch_that_is_handed_over_once_is_there_once(store: Store) -> None:
    first = store.add_batch(READING, "batch_x", ADDRESS, [ASKED], "validating")
    store.record_batch_state(first, "completed")
    assert store.add_batch(READING, "batch_x", ADDRESS, [ASKED], "validating") == first
    assert [one.state for one in store.batches()] == ["completed"]


def test_the_last_state_is_the_state_now(store: Store) -> None:
    id = store.add_batch(READING, "batch_x", ADDRESS, [ASKED], "validating")
    before = store.batch(id)
    store.record_batch_state(id, "validating")
    assert store.batch(id) == before
    store.record_batch_state(id, "completed", "3 of 4 answered")
    assert (store.batch(id).state, store.batch(id).note) == ("completed", "3 of 4 answered")
    store.record_batch_state(id, "collected")
    assert (store.batch(id).state, store.batch(id).note) == ("collected", None)


@pytest.mark.parametrize("ask", [Store.batch, Store.batch_requests])
def test_a_number_that_no_batch_has_is_an_error(store: Store, ask: object) -> None:
    with pytest.raises(UnknownId, match="there is no B7 in this database: 'claimtrack batch status' lists"):
        ask(store, 7)  # type: ignore[operator]
