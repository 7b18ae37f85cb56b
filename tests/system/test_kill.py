"""The program is killed at moments of chance, again and again, and then run to its end: nothing is lost or there twice.

Chance is seeded. Moments are counted in processor time and spread over the work, so that they fall into it on a busy
machine too.
"""

from __future__ import annotations

import shutil
import signal
from pathlib import Path
from random import Random

from .program import Job, assert_whole, content, to_the_end

ROUNDS = 6


def is_killed(job: Job, database: Path, moment: float) -> bool:
    """Begin the job, and tell whether it was killed before it was done."""
    process = job.start(database, life=moment)
    assert process.communicate()[1] == ""
    assert process.returncode in (0, -signal.SIGPROF)
    return process.returncode != 0


def moments(job: Job, seed: int) -> list[tuple[float, float]]:
    """Two for each round, in seconds of processor time, spread over the job but for its beginning.

    In its beginning the program only starts. An early moment goes with a late one: what was done before the first death
    is not done again, so that two late ones would let the second run come to its end.
    """
    chance = Random(seed)
    first, count = 0.7 * job.idle, 2 * ROUNDS
    spread = [first + (job.work - first) * (number + chance.random()) / count for number in range(count)]
    return list(zip(spread[:ROUNDS], reversed(spread[ROUNDS:]), strict=True))


def test_the_jobs_have_something_to_lose(ingesting: Job, checking: Job) -> None:
    read, checked = content(ingesting.after), content(checking.after)
    assert [len(read[name]) for name in ("articles", "findings")] == [24, 0]
    assert sum(article.origin != article.id for article in read["articles"]) == 8
    assert len(checked["findings"]) > 24
    assert len(checked["changes"]) > len(checked["claims"]) == len(read["changes"]) > 60


def test_a_job_that_is_killed_ends_as_if_it_had_not_been(job: Job, tmp_path: Path) -> None:
    killed, expected = 0, content(job.after)
    for number, (early, late) in enumerate(moments(job, seed=2025)):
        database = tmp_path / f"{number}.db"
        if job.before:
            shutil.copy(job.before, database)
        killed += is_killed(job, database, early) + is_killed(job, database, late)
        to_the_end(job.start(database))
        assert content(database) == expected
        assert_whole(database)
    assert killed >= ROUNDS


def test_a_job_that_is_done_twice_changes_nothing(job: Job, database: Path) -> None:
    to_the_end(job.start(database))
    to_the_end(job.start(database))
    assert content(database) == content(job.after)
