"""What asking a model costs beside the model: ``python benchmarks/llm_overhead.py [GOLD.jsonl]``.

Reads 200 made-up articles with ``claimtrack ingest``, 32 calls at once, from a server in another process that sleeps
one second a call, and prints the time against the ideal; does it again with a run that is killed midway, and counts
the calls that were paid for twice; and sizes replies that point against replies that copy (see ``pointing.py``, which
GOLD.jsonl is for).
"""

from __future__ import annotations

import math
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pointing
from made_up import stories
from sleeping_model import SleepingModel

from claimtrack.extract.llm.replies import RepairReply
from claimtrack.store import Store

ARTICLES = 200
JOBS = 32
SECONDS = 1.0
REPAIRED, LAST_REPAIRED = 4, 160
"""Every so many-th reply, up to that one, points at something that is not there, and is asked for once more. A second
call that begins in the last round would only show that two calls take longer than one.
"""
NOTHING_MORE = RepairReply(people=[], quotes=[], claims=[], more_quotes=[], left_out=[]).model_dump_json()


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended: seconds in all, from first call to last reply and to the end, and of CPU time."""

    wall: float
    calling: float
    working: float
    cpu: float
    calls: int


def main() -> None:
    with TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        replies = _prepared(articles)
        _overhead(Path(folder), articles, replies)
        sys.stdout.write("\n")
        _resumed(Path(folder), articles, replies)
    sys.stdout.write("\n")
    pointing.main()


def _prepared(folder: Path) -> list[str]:
    """Writes the articles; the reply to each."""
    folder.mkdir()
    replies = []
    for number, (text, quotes) in enumerate(pointing.found(stories(ARTICLES))):
        head = f"---\ntitle: Story {number}\noutlet: The Made-up Wire\npublished: 2025-10-16\n---\n"
        (folder / f"{number:03}.md").write_text(head + text, encoding="utf-8")
        reply = pointing.replied(text, quotes)
        if number % REPAIRED == 0 and number < LAST_REPAIRED:
            lost = reply.quotes[0].model_copy(update={"content": ["s1|words that stand nowhere"]})
            reply = reply.model_copy(update={"quotes": [lost, *reply.quotes[1:]]})
        replies.append(reply.model_dump_json())
    return replies


def _overhead(folder: Path, articles: Path, replies: list[str]) -> None:
    alone = folder / "one"
    alone.mkdir()
    shutil.copy(articles / "001.md", alone)
    one = _ran(alone, folder / "one.db", replies)
    all_of_them = _ran(articles, folder / "all.db", replies)
    calls = all_of_them.calls
    ideal, rounds = calls * SECONDS / JOBS, math.ceil(calls / JOBS) * SECONDS
    out = sys.stdout
    out.write(f"{ARTICLES} articles, {calls} calls of {SECONDS:g} s, {JOBS} at once\n")
    out.write(f"{'':<44}{'seconds':>8}{'of ideal':>10}\n")
    for name, seconds in {
        "ideal: calls x 1 s / 32": ideal,
        "ideal in whole rounds": rounds,
        "from the first call to the last reply": all_of_them.calling,
        "from the first call to the end": all_of_them.working,
        "the whole command, start-up included": all_of_them.wall,
    }.items():
        out.write(f"{name:<44}{seconds:>8.2f}{seconds / ideal:>10.2f}\n")
    each = 1000 * (all_of_them.cpu - one.cpu) / (ARTICLES - 1)
    out.write(f"own CPU time: {each:.1f} ms an article, and {one.cpu:.1f} s to start\n")


def _resumed(folder: Path, articles: Path, replies: list[str]) -> None:
    """A run that is killed when half of its calls are answered, and one that goes on from there."""
    database = folder / "killed.db"
    with SleepingModel(replies, NOTHING_MORE, SECONDS) as model:
        first = _started(articles, database, model)
        _until(lambda: sum(call.answered is not None for call in model.calls()) >= ARTICLES // 2)
        first.send_signal(signal.SIGKILL)
        first.wait()
        _until(lambda: all(call.answered is not None for call in model.calls()))
        before, kept = model.calls(), _kept(database)
        _started(articles, database, model).wait()
        after = model.calls()[len(before) :]
    again = {call.request for call in after} & {call.request for call in before}
    flying = len(before) - kept
    out = sys.stdout
    out.write(
        f"killed (SIGKILL) with {kept} calls written down and {flying} in flight; run again: {len(after)} calls,\n"
    )
    out.write(f"{len(again)} of them asked before: {max(0, len(again) - flying)} beyond those in flight\n")


def _kept(database: Path) -> int:
    """How many calls are in the ledger."""
    with closing(Store.open(f"sqlite:///{database}")) as store:
        return sum(run.calls for run in store.runs())


def _ran(articles: Path, database: Path, replies: list[str]) -> Ran:
    with SleepingModel(replies, NOTHING_MORE, SECONDS) as model:
        cpu, began = _children_cpu(), time.time()
        process = _started(articles, database, model)
        code = process.wait()
        ended = time.time()
        calls, cpu = model.calls(), _children_cpu() - cpu  # before the server is among the children
    if code != 0 or not calls:
        sys.exit(f"claimtrack ingest ended with {code} after {len(calls)} calls")
    first, last = min(call.came for call in calls), max(call.answered or ended for call in calls)
    return Ran(ended - began, last - first, ended - first, cpu, len(calls))


def _started(articles: Path, database: Path, model: SleepingModel) -> subprocess.Popen[bytes]:
    options = ["--model", "openai:sleeping", "--base-url", model.url, "--jobs", str(JOBS), "--format", "jsonl"]
    command = [sys.executable, "-m", "claimtrack", "--db", str(database), "ingest", str(articles), *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMTRACK_")}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _until(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.01)


if __name__ == "__main__":
    main()
