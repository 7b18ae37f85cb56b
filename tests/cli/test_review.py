"""``review``, and how what a person says is shown beside what the engine says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from .conftest import FOLLOWUPS, SEED, Command, Ended


def one(ended: Ended) -> dict[str, Any]:
    assert ended.code == 0, ended.err
    return dict(json.loads(ended.out))


def test_a_reviewers_word_is_shown_above_the_engines(news: Command) -> None:
    assert news("review", "c1", "--status", "confirmed", "--by", "Ada", "--note", "seen it").out.startswith(
        "C1  confirmed (review by Ada, "
    )
    today = datetime.now(UTC)
    signed = f"confirmed (review by Ada, {today.day} {today:%b %Y}); engine: contradicted, reversed by the speaker"
    assert signed in news("claims", "--status", "confirmed").out
    assert signed in news("claims", "--status", "contradicted").out
    page = news("show", "C1").out
    assert signed in page
    assert "    seen it\n" in page
    found = one(news("show", "C1", "--format", "json"))
    assert (found["status"], found["engine_status"]) == ("confirmed", "contradicted")
    (review,) = found["reviews"]
    assert (review["by"], review["note"], review["kind"]) == ("Ada", "seen it", "status")


def test_it_can_be_taken_back(news: Command) -> None:
    news("review", "C1", "--status", "confirmed", "--by", "Ada")
    assert news("review", "C1", "--take-back", "--by", "Ben").out.startswith("C1  taken back (review by Ben, ")
    found = one(news("show", "C1", "--format", "json"))
    assert (found["status"], found["review"]) == ("contradicted", None)
    assert len(found["reviews"]) == 2
    again = news("review", "C1", "--take-back")
    assert (again.code, again.err) == (2, "claimtrack: no review of C1 stands\n")


def test_a_rejected_quote_is_shown_as_rejected_and_so_is_what_rests_on_it(news: Command) -> None:
    assert news("review", "Q1", "--reject", "--by", "Ada", "--note", "an aide").out.startswith(
        "Q1  rejected (review by"
    )
    assert "(rejected) Trump and Putin may meet" in news("quotes", "--speaker", "Trump").out
    assert "an aide" in news("show", "Q1").out
    assert "Q1  rejected (review by Ada" in news("show", "A1").out
    assert "rejected with its quote; engine: contradicted" in news("claims").out
    assert "C1 " not in news("claims", "--status", "contradicted").out
    assert news("review", "Q1", "--take-back").code == 0
    assert "C1 " in news("claims", "--status", "contradicted").out
    assert news("review", "Q1", "--take-back").err == "claimtrack: Q1 is not rejected\n"


CHECK = ("check", "--as-of", "2025-10-23", "--since-last", "--fail-on", "contradicted")


@pytest.fixture
def unchecked(claimtrack: Command) -> Command:
    """Runs a command on a database in which the next check will find C1, of Q1 alone, contradicted and reversed."""
    claimtrack("ingest", SEED, "--published", "2025-10-16", "--outlet", "Reuters")
    claimtrack("ingest", FOLLOWUPS)
    return claimtrack


def told(ended: Ended) -> dict[str, dict[str, Any]]:
    """What a command tells of each claim."""
    return {row["claim"]: row for row in map(json.loads, ended.out.splitlines())}


@pytest.mark.parametrize("status", ["contradicted", "confirmed"])
def test_a_verdict_on_a_reviewed_claim_is_told_with_the_review_and_wakes_nobody(
    unchecked: Command, status: str
) -> None:
    unchecked("review", "C1", "--status", status, "--by", "Ada", "--note", "seen it")
    ended = unchecked(*CHECK, "--format", "jsonl")
    row = told(ended)["C1"]
    assert (ended.code, row["status"], row["now"], row["flags"]) == (0, "contradicted", status, ["reversed"])
    assert (row["review"]["status"], row["review"]["by"], row["review"]["note"]) == (status, "Ada", "seen it")
    assert "C1" not in told(unchecked("flags", "--kind", "contradicted", "--format", "jsonl"))


def test_its_card_says_whose_word_stands(unchecked: Command) -> None:
    unchecked("review", "C1", "--status", "confirmed", "--by", "Ada")
    card = next(card for card in unchecked(*CHECK).out.split("\n\n") if card.startswith("C1 "))
    assert " -> contradicted, reversed by the speaker: " in card
    assert "as of 2025-10-23; reviewed as confirmed (review by Ada, " in card
    assert "engine now" not in card


def test_a_review_that_is_taken_back_wakes_again(unchecked: Command) -> None:
    unchecked("review", "C1", "--status", "confirmed")
    unchecked("review", "C1", "--take-back")
    ended = unchecked(*CHECK, "--format", "jsonl")
    row = told(ended)["C1"]
    assert (ended.code, row["flags"], row["review"]) == (1, ["contradicted", "reversed"], None)


def test_a_review_after_the_check_takes_the_flag_away_until_it_is_taken_back(unchecked: Command) -> None:
    assert unchecked(*CHECK).code == 1
    command = ("flags", "--kind", "contradicted", "--fail-on", "contradicted", "--format", "jsonl")
    unchecked("review", "C1", "--status", "contradicted")
    ended = unchecked(*command)
    assert (told(ended), ended.code) == ({}, 0)
    unchecked("review", "C1", "--take-back")
    ended = unchecked(*command)
    assert (set(told(ended)), ended.code) == ({"C1"}, 1)


def test_what_rests_on_a_rejected_quote_is_weighed_and_wakes_nobody(unchecked: Command) -> None:
    unchecked("review", "Q1", "--reject")
    ended = unchecked(*CHECK, "--format", "jsonl")
    assert (ended.code, "C1" in told(ended)) == (0, False)
    assert "C1" not in told(unchecked("flags", "--format", "jsonl"))
    assert one(unchecked("show", "C1", "--format", "json"))["engine_status"] == "contradicted"


def test_a_rejection_that_is_taken_back_wakes_again(unchecked: Command) -> None:
    unchecked("review", "Q1", "--reject")
    unchecked("review", "Q1", "--take-back")
    ended = unchecked(*CHECK, "--format", "jsonl")
    assert (ended.code, "C1" in told(ended)) == (1, True)
    unchecked("review", "Q1", "--reject")
    assert "C1" not in told(unchecked("flags", "--format", "jsonl"))
    unchecked("review", "Q1", "--take-back")
    assert "C1" in told(unchecked("flags", "--format", "jsonl"))


def test_who_reviews_is_a_setting_else_the_login_name(news: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMTRACK_REVIEWER", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "ada92")
    command = ["review", "C1", "--status", "disputed", "--format", "json"]

    def by() -> str:
        (made,) = json.loads(news(*command).out)
        return str(made["by"])

    assert by() == "ada92"
    monkeypatch.setenv("CLAIMTRACK_REVIEWER", "the desk")
    assert by() == "the desk"
    command += ["--by", "Ada"]
    assert by() == "Ada"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["A1", "--status", "confirmed"], "give a claim or a quote, such as C12 or Q7"),
        (["Q1", "--status", "confirmed"], "give a claim, such as C12"),
        (["C1", "--reject"], "give a quote, such as Q7"),
        (["C1"], "give one of them"),
        (["C1", "--status", "confirmed", "--take-back"], "give one of them"),
        (["C1", "--status", "true"], "'true' is not one of"),
        (["C999", "--status", "confirmed"], "there is no C999"),
        (["Q999", "--reject"], "there is no Q999"),
        (["Q999", "--take-back"], "there is no Q999"),
    ],
)
def test_what_cannot_be_reviewed_is_told(news: Command, arguments: list[str], problem: str) -> None:
    ended = news("review", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert problem in " ".join(ended.err.split())
