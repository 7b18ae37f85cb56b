"""Checks at once, with a model that is slow to answer: they share the articles, and no pair is judged twice.

A check that is killed loses what it was at work on to the next one, or to one that is under way; statuses are weighed
by whichever ends last.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from claimtrack import Tracker
from tests.cli import scripted
from tests.llm.server import Asked, ModelServer, Reply, wait_until

from .program import assert_whole

CLAIMS = 2
EVIDENCE = (
    "It rained. Bridge number {} in Torvik was still closed on Saturday, and will reopen in spring.\n",
    "Engineers found cracks last week. Before Easter nobody may cross the closed bridge number {} in Torvik.\n",
)
"""What two outlets write about each bridge."""
ARTICLES = CLAIMS * len(EVIDENCE)


@dataclass
class Newsroom:
    """A database with claims and with later articles that contradict them, and the model that judges."""

    database: Path
    server: ModelServer
    read: int

    def start(self, *more: str) -> subprocess.Popen[str]:
        """A check in a process of its own, which asks the model one thing at a time."""
        command = [sys.executable, "-m", "claimtrack", "--db", str(self.database), "check", "--as-of", "2025-10-21"]
        asking = ["--model", "openai:test", "--base-url", self.server.url, "--jobs", "1", "--format", "jsonl"]
        environment = {**os.environ, "OPENAI_API_KEY": "sk-test-not-a-key"}
        pipes: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([*command, *asking, *more], env=environment, **pipes)

    @property
    def asked(self) -> list[bytes]:
        """What the model was asked by checks, in order."""
        return [one.body for one in self.server.chats[self.read :]]

    def statuses(self) -> list[list[str]]:
        """The statuses that each claim has had."""
        with Tracker.open(str(self.database)) as tracker:
            return [[change.verdict.status for change in tracker.history(one.id)] for one in tracker.claims()]

    def checked(self) -> list[int]:
        """How many articles each check has done, newest first; all of it without a reply that another had paid for."""
        with Tracker.open(str(self.database)) as tracker:
            runs = [run for run in tracker.runs() if run.run.stage == "check"]
        assert [run.hits for run in runs] == [0] * len(runs)
        return [run.articles for run in runs]


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    folder = tmp_path / "news"
    folder.mkdir()
    texts = [(scripted.article(number), 16) for number in range(CLAIMS)]
    texts += [(text.format(number), 20) for number in range(CLAIMS) for text in EVIDENCE]
    for number, (text, day) in enumerate(texts):
        front = f"---\npublished: 2025-10-{day}\noutlet: Outlet {number}\n---\n"
        (folder / f"{number}.txt").write_text(front + text, encoding="utf-8")
    with ModelServer(play=scripted.model) as server:
        command = [sys.executable, "-m", "claimtrack", "--db", str(tmp_path / "claims.db"), "ingest", str(folder)]
        asking = ["--model", "openai:test", "--base-url", server.url]
        environment = {**os.environ, "OPENAI_API_KEY": "sk-test-not-a-key"}
        subprocess.run([*command, *asking], env=environment, capture_output=True, check=True)
        yield Newsroom(tmp_path / "claims.db", server, len(server.chats))


def ended(check: subprocess.Popen[str]) -> tuple[int, list[str], str]:
    """The exit code of a check, the statuses that it tells, and what it says beside them."""
    out, err = check.communicate(timeout=120)
    return check.returncode, [json.loads(line)["status"] for line in out.splitlines()], err


def holding_first(newsroom: Newsroom, until: Callable[[], bool]) -> Callable[[Asked], Reply]:
    """The model, which holds back its answer to the first thing that it is asked."""

    def play(asked: Asked) -> Reply:
        if asked.body == newsroom.asked[0]:
            wait_until(until, 100)
        return scripted.model(asked)

    return play


def test_two_checks_at_once_judge_each_pair_once(newsroom: Newsroom) -> None:
    def when_both_are_at_work(asked: Asked) -> Reply:
        wait_until(lambda: len(newsroom.asked) > 1, 100)
        return scripted.model(asked)

    newsroom.server.play = when_both_are_at_work
    checks = [newsroom.start(), newsroom.start()]
    results = [ended(check) for check in checks]
    assert [code for code, *_ in results] == [0, 0]
    assert max(Counter(newsroom.asked).values()) == 1
    done = newsroom.checked()
    assert (len(done), sum(done), min(done) > 0) == (2, ARTICLES, True)
    told = [status for _, statuses, _ in results for status in statuses]
    assert told == ["contradicted"] * CLAIMS
    assert newsroom.statuses() == [["pending", "contradicted"]] * CLAIMS
    assert_whole(newsroom.database)


def test_what_another_check_is_at_work_on_is_left_to_it_and_it_weighs_the_statuses(newsroom: Newsroom) -> None:
    release = threading.Event()
    newsroom.server.play = holding_first(newsroom, release.is_set)
    first = newsroom.start()
    wait_until(lambda: len(newsroom.asked) == 1, 100)
    code, told, err = ended(newsroom.start("--fail-on", "contradicted"))
    assert (code, told) == (0, [])
    assert f"1 article is being checked by another run (process {first.pid} on " in err
    assert newsroom.statuses() == [["pending"]] * CLAIMS
    release.set()
    assert ended(first)[:2] == (0, ["contradicted"] * CLAIMS)
    assert newsroom.checked() == [1, ARTICLES - 1] or newsroom.checked() == [ARTICLES - 1, 1]
    assert max(Counter(newsroom.asked).values()) == 1


def test_a_killed_check_leaves_its_work_to_the_next_at_once(newsroom: Newsroom) -> None:
    never = threading.Event()
    newsroom.server.play = holding_first(newsroom, never.is_set)
    killed = newsroom.start()
    wait_until(lambda: len(newsroom.asked) == 1, 100)
    killed.kill()
    killed.communicate()
    newsroom.server.play = scripted.model
    code, told, err = ended(newsroom.start())
    assert (code, told) == (0, ["contradicted"] * CLAIMS)
    assert "being checked" not in err
    assert newsroom.checked() == [ARTICLES]
    again = Counter(newsroom.asked)
    assert [body for body, times in again.items() if times > 1] == [newsroom.asked[0]]
    assert_whole(newsroom.database)


def test_a_check_that_is_under_way_takes_over_from_one_that_is_killed(newsroom: Newsroom) -> None:
    killed = threading.Event()

    def play(asked: Asked) -> Reply:
        wait_until(killed.is_set, 100)
        return scripted.model(asked)

    newsroom.server.play = play
    first = newsroom.start()
    wait_until(lambda: len(newsroom.asked) == 1, 100)
    second = newsroom.start()
    wait_until(lambda: len(newsroom.asked) == 2, 100)
    first.kill()
    first.communicate()
    killed.set()
    code, told, err = ended(second)
    assert (code, told) == (0, ["contradicted"] * CLAIMS)
    assert "being checked" not in err
    assert newsroom.checked() == [ARTICLES]
    assert newsroom.statuses() == [["pending", "contradicted"]] * CLAIMS


LOOK_BACK = ("--claim", "C1")


def test_two_that_look_back_from_one_claim_at_once_judge_each_pair_once(newsroom: Newsroom) -> None:
    def when_both_are_at_work(asked: Asked) -> Reply:
        wait_until(lambda: len(newsroom.asked) > 1, 100)
        return scripted.model(asked)

    newsroom.server.play = when_both_are_at_work
    checks = [newsroom.start(*LOOK_BACK), newsroom.start(*LOOK_BACK)]
    results = [ended(check) for check in checks]
    assert [code for code, *_ in results] == [0, 0]
    assert max(Counter(newsroom.asked).values()) == 1
    done = newsroom.checked()
    assert (len(done), min(done) > 0) == (2, True)
    assert sorted(status for _, statuses, _ in results for status in statuses) == ["contradicted"]
    asked = len(newsroom.asked)
    assert ended(newsroom.start(*LOOK_BACK))[:2] == (0, [])
    assert len(newsroom.asked) == asked
    assert_whole(newsroom.database)


def test_what_a_look_back_is_at_work_on_a_check_of_all_leaves_to_it(newsroom: Newsroom) -> None:
    release = threading.Event()
    newsroom.server.play = holding_first(newsroom, release.is_set)
    first = newsroom.start(*LOOK_BACK)
    wait_until(lambda: len(newsroom.asked) == 1, 100)
    code, told, err = ended(newsroom.start())
    assert (code, told) == (0, [])
    assert f"1 article is being checked by another run (process {first.pid} on " in err
    release.set()
    assert ended(first)[0] == 0
    assert ended(newsroom.start())[0] == 0
    assert newsroom.statuses() == [["pending", "contradicted"]] * CLAIMS
    assert max(Counter(newsroom.asked).values()) == 1


def test_a_killed_look_back_leaves_its_work_to_the_next_at_once(newsroom: Newsroom) -> None:
    never = threading.Event()
    newsroom.server.play = holding_first(newsroom, never.is_set)
    killed = newsroom.start(*LOOK_BACK)
    wait_until(lambda: len(newsroom.asked) == 1, 100)
    killed.kill()
    killed.communicate()
    newsroom.server.play = scripted.model
    code, told, err = ended(newsroom.start(*LOOK_BACK))
    assert (code, told) == (0, ["contradicted"])
    assert "being checked" not in err
    again = Counter(newsroom.asked)
    assert [body for body, times in again.items() if times > 1] == [newsroom.asked[0]]
    assert_whole(newsroom.database)
