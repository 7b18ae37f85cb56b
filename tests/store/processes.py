"""Runs a function in a process of its own, which may die of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import NoReturn

_fork = multiprocessing.get_context("fork")


def run(act: Callable[[], object]) -> object:
    """What ``act`` returns or raises in a process of its own; None if it was killed."""
    return run_together(act)[0]


def run_together(*acts: Callable[[], object]) -> list[object]:
    """What each of ``acts`` returns or raises, begun at one moment in processes of their own; None for one killed.

    All of them have ended when this returns.
    """
    ready = _fork.Barrier(len(acts))
    pipes = [_fork.Pipe(duplex=False) for _ in acts]

    def work(act: Callable[[], object], out: Connection) -> None:
        ready.wait(30)
        try:
            out.send(act())
        except Exception as error:
            out.send(error)

    processes = [_fork.Process(target=work, args=(act, out)) for act, (_, out) in zip(acts, pipes, strict=True)]
    for process in processes:
        process.start()
    for _, out in pipes:
        out.close()
    results = [_received(inward) for inward, _ in pipes]
    for process in processes:
        process.join()
    return results


def die() -> NoReturn:
    """End this process as a crash would, with nothing tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def _received(inward: Connection) -> object:
    try:
        return inward.recv()
    except EOFError:
        return None
