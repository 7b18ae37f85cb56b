"""``flags``, and ``--since-last`` and ``--fail-on`` of ``check``: each reader is told each change, and none is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from claimtrack.check.rules import RulesJudge
from claimtrack.check.status import Policy
from claimtrack.model import ChangeKind, Reversal, Status
from claimtrack.store import Store
from tests.store.processes import die, run
from tests.store.scene import LATER, policy
from tests.store.stream import become, publish, reword, verdict

from .conftest import SEED, Command, Ended

FULL = Path("/dev/full")
NEXT_DAY = LATER + timedelta(1)
OVERDUE = ("check", "--as-of", "2025-12-01", "--since-last", "--fail-on", "overdue")
CHECK = ("check", "--as-of", str(LATER))


@pytest.fixture
def store(claimtrack: Command, database: Path) -> Iterator[Store]:
    """The store of a database in which a claim was contradicted (change 2; 1 is its first status)."""
    claimtrack("db", "upgrade")
    store = Store.open(f"sqlite:///{database}")
    publish(store, RulesJudge.engine)
    list(store.settle(policy, LATER, Policy.load().identity))  # so that commands, under this one, weigh nothing anew
    yield store
    store.close()


@pytest.fixture
def unchecked(claimtrack: Command) -> Command:
    """Runs a command on a database with the seed article, of which much is overdue a month later."""
    claimtrack("ingest", SEED, "--published", "2025-10-16", "--outlet", "Reuters")
    return claimtrack


@pytest.fixture
def stream(store: Store, database: Path) -> Store:
    """The same, after four more changes: disputed and taken back, overdue, a quote's drift, an edit (6)."""
    become(database, 1, verdict(Status.DISPUTED, reversal=Reversal.FULL))
    become(database, 1, verdict(Status.OVERDUE), NEXT_DAY)
    reword(database, ChangeKind.DRIFT, 1, 2, NEXT_DAY)
    reword(database, ChangeKind.EDITED, 2, as_of=NEXT_DAY)
    return store


def rows(ended: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def ids(claimtrack: Command, *arguments: str) -> list[int]:
    """The numbers of the changes that a command tells."""
    return [row["id"] for row in rows(claimtrack(*arguments, "--format", "jsonl"))]


@pytest.mark.usefixtures("stream")
def test_flags_are_listed_again_newest_first(claimtrack: Command) -> None:
    listed = rows(claimtrack("flags", "--format", "jsonl"))
    assert [(row["id"], row["flags"]) for row in listed] == [
        (6, ["edited"]),
        (5, ["drift"]),
        (4, ["overdue"]),
        (3, ["reversed"]),
        (2, ["contradicted"]),
    ]
    assert ids(claimtrack, "flags") == [6, 5, 4, 3, 2]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--kind", "contradicted,overdue"], [4, 2]),
        (["--kind", "drift"], [5]),
        (["--since", str(NEXT_DAY)], [6, 5, 4]),
        (["--speaker", "Trump"], [5, 4, 3, 2]),
        (["--speaker", "Trump", "--kind", "edited"], []),
        (["--min-confidence", "1"], [6, 5, 4, 3, 2]),
    ],
)
@pytest.mark.usefixtures("stream")
def test_flags_are_found_by_kind_day_and_speaker(claimtrack: Command, asked: list[str], found: list[int]) -> None:
    assert ids(claimtrack, "flags", *asked) == found


@pytest.mark.usefixtures("stream")
def test_a_card_tells_who_said_what_where_what_became_of_it_and_by_what_evidence(claimtrack: Command) -> None:
    card = claimtrack("flags", "--kind", "contradicted").out
    assert card == (
        "C1  Donald Trump: [Trump] will meet in Budapest\n"
        "     said on 2025-10-16, Reuters, A1\n"
        "     open -> contradicted: it is contradicted\n"
        "     as of 2025-10-21; now: overdue\n"
        "     contradicted by the article itself: AP, 2025-10-21, A2\n"
        "       > no plans\n"
        "         https://example.org/no-plans\n"
        "\n"
        "1 flag\n"
    )


@pytest.mark.usefixtures("stream")
def test_a_card_tells_candidate_and_reversal(claimtrack: Command, database: Path) -> None:
    assert "contradicted -> disputed, reversed by the speaker: " in claimtrack("flags", "--kind", "reversed").out
    become(database, 1, verdict(Status.OPEN, candidate=Status.CONFIRMED))
    shown = claimtrack(*CHECK, "--since-last").out
    assert "overdue -> open (candidate: confirmed): it is open" in shown


@pytest.mark.usefixtures("stream")
def test_a_card_of_a_quote_shows_both_wordings(claimtrack: Command) -> None:
    assert claimtrack("flags", "--kind", "drift").out == (
        "Q1  Donald Trump: We will meet in Budapest,\n"
        "     Reuters, 2025-10-16, A1\n"
        "     https://example.org/summit\n"
        "     drift: drift: it reads otherwise\n"
        "     as of 2025-10-22\n"
        "     Q2  A White House official: there were no plans to meet\n"
        "          AP, 2025-10-21, A2\n"
        "          https://example.org/no-plans\n"
        "\n"
        "1 flag\n"
    )


@pytest.mark.usefixtures("store")
def test_evidence_of_a_later_day_than_that_judged_from_is_not_shown(claimtrack: Command, database: Path) -> None:
    become(database, 1, verdict(Status.OVERDUE), LATER - timedelta(1))
    overdue, contradicted = rows(claimtrack("flags", "--format", "jsonl"))
    assert (overdue["evidence"], len(contradicted["evidence"])) == ([], 1)


def test_where_there_are_no_flags_one_line_says_so(claimtrack: Command) -> None:
    assert claimtrack("flags").out == "no flags\n"
    assert claimtrack("flags", "--format", "jsonl").out == ""


@pytest.mark.usefixtures("stream")
def test_a_cursor_tells_each_change_once_and_another_all_the_same(claimtrack: Command, database: Path) -> None:
    assert ids(claimtrack, "flags", "--since-last", "--cursor", "desk") == [6, 5, 4, 3, 2]
    assert ids(claimtrack, "flags", "--since-last", "--cursor", "desk") == []
    become(database, 1, verdict(Status.CONTRADICTED))
    assert ids(claimtrack, "flags", "--since-last", "--cursor", "desk") == [7]
    assert ids(claimtrack, "flags", "--since-last") == [7, 6, 5, 4, 3, 2]
    assert ids(claimtrack, "flags", "--since-last", "--cursor", "default") == []


@pytest.mark.usefixtures("stream")
def test_what_a_reader_filters_out_counts_as_told(claimtrack: Command) -> None:
    assert ids(claimtrack, "flags", "--since-last", "--cursor", "desk", "--kind", "contradicted") == [2]
    assert ids(claimtrack, "flags", "--since-last", "--cursor", "desk") == []


@pytest.mark.usefixtures("stream")
def test_a_check_tells_what_earlier_runs_stored_and_nobody_was_told(claimtrack: Command) -> None:
    assert ids(claimtrack, *CHECK) == []
    ended = claimtrack(*CHECK, "--since-last", "--fail-on", "contradicted", "--format", "jsonl")
    assert ([row["id"] for row in rows(ended)], ended.code) == ([6, 5, 4, 3, 2], 1)
    again = claimtrack(*CHECK, "--since-last", "--fail-on", "contradicted")
    assert (again.out, again.code) == ("nothing changed, 0 articles checked\n", 0)


def test_a_check_that_is_killed_before_it_prints_leaves_the_alarm_to_the_next(
    unchecked: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed() -> None:
        monkeypatch.setattr("claimtrack.cli.check.write", lambda *_: die())
        unchecked(*OVERDUE)

    assert run(killed) is None
    assert {row["status"] for row in rows(unchecked("claims", "--format", "jsonl"))} >= {"overdue"}
    ended = unchecked(*OVERDUE, "--format", "jsonl")
    assert "overdue" in {row["status"] for row in rows(ended)}
    assert ended.code == 1
    assert unchecked(*OVERDUE).code == 0


def test_a_cursor_that_nothing_would_move_is_a_mistake(claimtrack: Command) -> None:
    for command in ("check", "flags"):
        ended = claimtrack(command, "--cursor", "desk")
        assert (ended.code, "--since-last" in ended.err) == (2, True)


@pytest.mark.usefixtures("stream")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("contradicted", 1),
        ("overdue, void", 1),
        ("reversed", 1),
        ("drift", 1),
        ("edited", 1),
        ("disputed", 1),
        ("confirmed", 0),
    ],
)
def test_flags_and_statuses_can_fail_a_command(claimtrack: Command, words: str, code: int) -> None:
    assert claimtrack(*CHECK, "--since-last", "--fail-on", words).code == code


@pytest.mark.usefixtures("store")
def test_a_candidate_fails_no_command(claimtrack: Command, database: Path) -> None:
    claimtrack("flags", "--since-last")
    become(database, 1, verdict(Status.OPEN, candidate=Status.CONTRADICTED))
    ended = claimtrack(*CHECK, "--since-last", "--fail-on", "contradicted", "--format", "jsonl")
    assert ([row["candidate"] for row in rows(ended)], ended.code) == (["contradicted"], 0)


@pytest.mark.parametrize("option", ["--fail-on", "--kind"])
def test_an_unknown_word_gets_the_list(claimtrack: Command, option: str) -> None:
    ended = claimtrack("flags", option, "contradicted,late")
    assert ended.code == 2
    assert "'late' is none of contradicted, overdue, reversed, drift, edited" in ended.err


def telling(form: str, *command: str, **streams: Any) -> subprocess.Popen[bytes]:
    """``flags --since-last``, or another ``command`` that moves the cursor, in a process of its own."""
    whole = [sys.executable, "-m", "claimtrack", *(command or ("flags",)), "--since-last", "--format", form]
    return subprocess.Popen(whole, stderr=subprocess.PIPE, **streams)


@pytest.mark.usefixtures("stream")
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_a_reader_that_hangs_up_has_not_been_told(claimtrack: Command, form: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with telling(form, stdout=writing) as process:
        os.close(writing)
        assert process.wait(60) == 141
    assert ids(claimtrack, "flags", "--since-last") == [6, 5, 4, 3, 2]


@pytest.mark.usefixtures("stream")
@pytest.mark.skipif(not FULL.exists(), reason="no full disk to be had")
def test_nor_has_a_check_told_what_its_reader_did_not_take(claimtrack: Command) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with telling("jsonl", *CHECK, stdout=writing) as process:
        os.close(writing)
        assert process.wait(60) == 141
    with FULL.open("wb") as full, telling("jsonl", *CHECK, stdout=full) as process:
        assert process.wait(60) == 2
    assert ids(claimtrack, *CHECK, "--since-last") == [6, 5, 4, 3, 2]
    assert ids(claimtrack, *CHECK, "--since-last") == []


@pytest.mark.usefixtures("stream")
@pytest.mark.skipif(not FULL.exists(), reason="no full disk to be had")
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_what_a_full_disk_did_not_take_has_not_been_told(claimtrack: Command, form: str) -> None:
    with FULL.open("wb") as full, telling(form, stdout=full) as process:
        assert process.wait(60) == 2
    assert ids(claimtrack, "flags", "--since-last") == [6, 5, 4, 3, 2]


@pytest.mark.usefixtures("stream")
def test_where_neither_output_nor_error_is_taken_it_is_no_alarm(claimtrack: Command, database: Path) -> None:
    """As with ``> report 2>&1`` on a full disk."""
    claimtrack("flags")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "claimtrack", "--db", str(database), "flags", "--fail-on", "drift"]
        assert subprocess.run(command, stdout=full, stderr=full, check=False).returncode == 2


@pytest.mark.usefixtures("stream")
def test_an_option_that_is_given_twice_asks_for_both(claimtrack: Command) -> None:
    both = claimtrack("flags", "--kind", "contradicted", "--kind", "drift", "--format", "jsonl").out
    assert both == claimtrack("flags", "--kind", "contradicted,drift", "--format", "jsonl").out
    assert claimtrack("flags", "--fail-on", "contradicted", "--fail-on", "edited").code == 1
