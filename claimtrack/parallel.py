"""Work in several threads at once, with results in the order of the work."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from functools import partial
from itertools import takewhile
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Task(Generic[Result]):
    """A call and, once it is ``done``, what came of it."""

    def __init__(self, call: Callable[[], Result]) -> None:
        self._call = call
        self.done = threading.Event()
        self._result: Result
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._result = self._call()
        except BaseException as error:
            self._error = error
        self.done.set()

    def result(self) -> Result:
        self.done.wait()
        if self._error is not None:
            raise self._error
        return self._result


def in_order(work: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Generator[Result]:
    """``work`` done on each of ``items``, ``jobs`` at a time, results in the order of the items.

    Items are taken from their iterable, in the caller's thread, as they are needed: at most ``2 * jobs`` ahead of the
    result that is next. What ``work`` raises is raised in its place; the items behind it are not begun then. Threads
    are daemons: a call that waits for a slow server does not keep an interrupted process alive. With one job there is
    no thread.
    """
    if jobs == 1:
        yield from map(work, items)
        return
    queue: SimpleQueue[_Task[Result] | None] = SimpleQueue()
    threads = [threading.Thread(target=_serve, args=(queue,), daemon=True) for _ in range(jobs)]
    for thread in threads:
        thread.start()
    waiting: deque[_Task[Result]] = deque()
    try:
        for item in items:
            waiting.append(task := _Task(partial(work, item)))
            queue.put(task)
            # What is done with results takes time: it must not keep the threads from their next items.
            while waiting and (len(waiting) >= 2 * jobs or (waiting[0].done.is_set() and queue.qsize() > jobs // 2)):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        _empty(queue)
        for _ in threads:
            queue.put(None)


def attempts(
    work: Callable[[Item], Result], items: Iterable[Item], jobs: int, stop: type[Exception]
) -> Generator[tuple[Item, Result | Exception]]:
    """Each item with what ``work`` made of it, or the error that it raised instead, as ``in_order``.

    An error of the kind ``stop`` ends all work cleanly: no further item is begun, those under way are finished and
    yielded, then it is raised. The items that it kept from being done are left out.
    """
    stopped: list[Exception] = []

    def attempt(item: Item) -> tuple[Item, Result | Exception]:
        if stopped:
            return item, stopped[0]
        try:
            return item, work(item)
        except Exception as error:
            if isinstance(error, stop):
                stopped.append(error)
            return item, error

    with closing(in_order(attempt, takewhile(lambda _: not stopped, items), jobs)) as results:
        for item, result in results:
            if not isinstance(result, stop):
                yield item, result
    if stopped:
        raise stopped[0]


def _empty(queue: SimpleQueue[_Task[Result] | None]) -> None:
    try:
        while True:
            queue.get_nowait()
    except Empty:
        return


def _serve(queue: SimpleQueue[_Task[Result] | None]) -> None:
    while (task := queue.get()) is not None:
        task.run()
