"""Two programs at work on one database at the same time: together they do what one does, and nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from tests.cli import scripted
from tests.llm.server import ModelServer

from .program import Job, assert_whole, content, to_the_end


def test_a_job_done_by_two_at_once_is_done_once(job: Job, database: Path) -> None:
    programs = [job.start(database) for _ in range(2)]
    for program in programs:
        to_the_end(program)
    assert content(database) == content(job.after)
    assert_whole(database)


def test_checks_during_an_ingest_and_one_after_it_come_to_the_same(
    ingesting: Job, checking: Job, tmp_path: Path
) -> None:
    database = tmp_path / "claims.db"
    reading = ingesting.start(database)
    while reading.poll() is None:
        to_the_end(checking.start(database))
    to_the_end(reading)
    to_the_end(checking.start(database))
    together, one_by_one = content(database), content(checking.after)
    assert together["claims"] == one_by_one["claims"]
    assert len(together["findings"]) == len(one_by_one["findings"])
    assert_whole(database)


def test_two_that_ask_a_model_the_same_pay_once(tmp_path: Path) -> None:
    for number in range(1, 5):
        (tmp_path / f"{number}.txt").write_text(scripted.article(number), encoding="utf-8")
    with ModelServer(play=lambda asked: replace(scripted.answer(asked), sleep=0.5)) as server:
        command = [sys.executable, "-m", "claimtrack", "--db", str(tmp_path / "claims.db"), "ingest", str(tmp_path)]
        asking = [*command, "--model", "openai:test", "--base-url", server.url, "--jobs", "2"]
        environment = {**os.environ, "OPENAI_API_KEY": "sk-test-not-a-key"}
        programs = [subprocess.Popen(asking, env=environment, stdout=subprocess.DEVNULL) for _ in range(2)]
        assert [program.wait(120) for program in programs] == [0, 0]
        assert len(server.chats) == 4
