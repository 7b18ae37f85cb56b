"""``show C1``: was it said, is it so; what was known on a day, and what the status hangs on."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from claimtrack.check.status.policy import STANDARD

from .conftest import Command


def claim(news: Command, *options: str | Path) -> dict[str, Any]:
    return dict(json.loads(news("show", "C1", *options, "--format", "jsonl").out))


def test_it_answers_whether_it_was_said_apart_from_whether_it_is_so(news: Command) -> None:
    page = news("show", "C1").out
    assert "  was said   in 1 origin; repeated in 1 later\n" in page
    assert "  status     contradicted, reversed by the speaker\n" in page
    found = claim(news)
    assert found["said_in"] == {"origins": 1, "repeated": 1}
    assert (found["status"], found["reversal"], found["known_as_of"]) == ("contradicted", "full", None)


def test_the_listing_has_both_answers_for_every_claim(news: Command) -> None:
    rows = [json.loads(line) for line in news("claims", "--format", "jsonl").out.splitlines()]
    assert {row["id"]: row["said_in"] for row in rows}["C1"] == {"origins": 1, "repeated": 1}
    for row in rows:
        page = json.loads(news("show", row["id"], "--format", "json").out)
        assert (row["said_in"], row["status"]) == (page["said_in"], page["status"])
    assert "  1, again in 1  " in next(line for line in news("claims").out.splitlines() if line.startswith("C1 "))
    heading, first, *_ = csv.reader(news("claims", "--format", "csv").out.splitlines())
    assert json.loads(first[heading.index("said_in")]) == rows[0]["said_in"]


@pytest.mark.parametrize(
    ("day", "status", "candidate", "reversal", "evidence"),
    [
        ("2025-10-16", "pending", None, "none", 0),
        ("2025-10-20", "pending", None, "none", 1),
        ("2025-10-21", "pending", None, "none", 2),
        ("2025-10-22", "disputed", "contradicted", "full", 4),
        ("2025-10-23", "contradicted", None, "full", 7),
    ],
)
def test_an_earlier_day_has_what_was_known_then(
    news: Command, day: str, status: str, candidate: str | None, reversal: str, evidence: int
) -> None:
    found = claim(news, "--as-of", day)
    assert (found["status"], found["candidate"], found["reversal"]) == (status, candidate, reversal)
    assert (found["known_as_of"], len(found["evidence"])) == (day, evidence)
    assert all(entry["as_of"] <= day for entry in found["history"])
    assert f"  as of      {day}\n" in news("show", "C1", "--as-of", day).out


def test_a_review_is_known_from_the_day_on_which_it_was_made(news: Command) -> None:
    news("review", "C1", "--status", "confirmed", "--by", "Ada")
    assert claim(news)["status"] == "confirmed"
    then = claim(news, "--as-of", "2025-10-23")
    assert (then["status"], then["reviews"]) == ("contradicted", [])


def test_before_it_was_published_nothing_was_known(news: Command) -> None:
    ended = news("show", "C1", "--as-of", "2025-10-15")
    assert (ended.code, ended.out) == (2, "")
    assert "C1 was published on 2025-10-16: nothing was known of it on 2025-10-15" in ended.err


def test_it_tells_which_single_origin_the_status_hangs_on(news: Command) -> None:
    page = news("show", "C1", "--fragility").out
    assert "  hangs on   A4, A5 (Example Wire): without it overdue (candidate: contradicted)\n" in page
    assert "  hangs on   A6 (Example Tribune): without it overdue (candidate: contradicted), reversed" in page
    found = claim(news, "--fragility")["fragility"]
    assert [(one["origin"], one["articles"], one["status"]) for one in found] == [
        ("A4", ["A4", "A5"], "overdue"),
        ("A6", ["A6"], "overdue"),
    ]


def test_what_does_not_count_stands_apart_from_what_does(news: Command) -> None:
    evidence = claim(news)["evidence"]
    assert [one for one in evidence if one["counts"] != (one["left_out"] is None)] == []
    page = news("show", "C1").out
    counting, *apart = page[page.index("\nEvidence\n") :].split("     does not count: ")
    left_out = [one for one in evidence if not one["counts"]]
    assert [part[: len(one["left_out"])] for part, one in zip(apart, left_out, strict=True)] == [
        one["left_out"] for one in left_out
    ]
    assert all(one["confidence"] >= 0.8 for one in evidence if one["counts"])
    assert left_out
    assert "no evidence yet" not in counting


def test_a_status_may_hang_on_no_single_origin(news: Command) -> None:
    assert "  hangs on   no single origin\n" in news("show", "C1", "--as-of", "2025-10-16", "--fragility").out
    assert claim(news, "--as-of", "2025-10-16", "--fragility")["fragility"] == []
    assert "fragility" not in claim(news)


def test_another_policy_weighs_a_day_otherwise(news: Command, tmp_path: Path) -> None:
    policy = tmp_path / "ours.toml"
    text = STANDARD.read_text(encoding="utf-8").replace("origins = 2", "origins = 1").replace('"standard"', '"ours"')
    policy.write_text(text, encoding="utf-8")
    found = claim(news, "--as-of", "2025-10-22", "--policy", policy)
    assert (found["status"], found["policy"]) == ("contradicted", "ours/3")


def test_a_policy_that_cannot_be_used_is_one_line(news: Command, tmp_path: Path) -> None:
    for command in (["show", "C1"], ["check"]):
        ended = news(*command, "--policy", tmp_path / "ours.toml")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err == f"claimtrack: policy {tmp_path / 'ours.toml'} cannot be read: No such file or directory\n"


@pytest.mark.parametrize("id", ["A1", "Q1", "S1"])
@pytest.mark.parametrize("option", [["--as-of", "2025-10-20"], ["--fragility"]])
def test_only_a_claim_has_them(news: Command, id: str, option: list[str]) -> None:
    ended = news("show", id, *option)
    assert ended.code == 2
    assert "give a claim, such as C12" in " ".join(ended.err.split())
