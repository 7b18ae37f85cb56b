"""Work in several threads: results in order, never far ahead, and a clean end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count

import pytest

from claimtrack.parallel import attempts, in_order


class Stop(Exception):
    """What ends all work."""


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(in_order(lambda number: number * 2, range(50), jobs)) == [number * 2 for number in range(50)]


def test_so_many_are_worked_on_at_once() -> None:
    together = threading.Barrier(4, timeout=10)
    assert list(in_order(lambda _: together.wait() >= 0, range(8), 4)) == [True] * 8


def test_a_later_item_does_not_wait_for_an_earlier_one() -> None:
    second_done = threading.Event()

    def work(number: int) -> bool:
        if number == 0:
            return second_done.wait(10)
        second_done.set()
        return True

    assert list(in_order(work, range(2), 2)) == [True, True]


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_endless_input_is_not_read_far_ahead(jobs: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    results = in_order(lambda number: number, items(), jobs)
    assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
    results.close()
    assert len(taken) <= 5 + 2 * jobs


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_error_is_raised_in_its_place_and_ends_the_work(jobs: int) -> None:
    done: list[int] = []

    def work(number: int) -> int:
        if number == 2:
            raise ValueError("two")
        done.append(number)
        return number

    results = in_order(work, range(100), jobs)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="two"):
        next(results)
    assert max(done) <= 2 + 2 * jobs


def test_threads_end_with_the_work() -> None:
    before = threading.active_count()
    results = in_order(lambda number: number, count(), 3)
    next(results)
    started = [thread for thread in threading.enumerate() if thread.daemon][-3:]
    results.close()
    for thread in started:
        thread.join(10)
    assert threading.active_count() <= before


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_error_of_one_attempt_stands_in_its_place(jobs: int) -> None:
    found = list(attempts(lambda number: 6 // number, [1, 0, 3], jobs, Stop))
    assert [item for item, _ in found] == [1, 0, 3]
    assert [made if isinstance(made, int) else type(made) for _, made in found] == [6, ZeroDivisionError, 2]


def test_a_stop_lets_what_is_under_way_finish_and_begins_little_else() -> None:
    begun, stopped = threading.Barrier(3, timeout=10), threading.Event()
    taken: list[int] = []

    def work(number: int) -> int:
        if number < 3:
            begun.wait()
        if number == 1:
            stopped.set()
            raise Stop("no more")
        assert stopped.wait(10)
        return number

    def items() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    results = attempts(work, items(), 3, Stop)
    assert [next(results), next(results)] == [(0, 0), (2, 2)]
    with pytest.raises(Stop, match="no more"):
        list(results)
    assert len(taken) <= 7


def test_a_stop_at_once_is_raised_as_it_is() -> None:
    def work(number: int) -> int:
        raise Stop(str(number))

    with pytest.raises(Stop, match="0"):
        list(attempts(work, range(10), 1, Stop))
