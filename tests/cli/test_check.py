"""``check``: what changed, why, and the evidence; each change once."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from .conftest import FOLLOWUPS, SEED, Command, Ended


@pytest.fixture
def unchecked(claimtrack: Command) -> Command:
    """Runs a command on a database with the seed article and its follow-ups, not checked yet."""
    claimtrack("ingest", SEED, "--published", "2025-10-16", "--outlet", "Reuters")
    claimtrack("ingest", FOLLOWUPS)
    return claimtrack


def changes(ended: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def test_each_change_comes_with_verbatim_evidence(unchecked: Command) -> None:
    found = changes(unchecked("check", "--as-of", "2025-10-23", "--format", "jsonl"))
    budapest = next(change for change in found if change["text"].startswith("Trump and Putin may meet"))
    assert (budapest["status"], budapest["candidate"], budapest["reversal"]) == ("contradicted", None, "full")
    assert budapest["speaker"] == "Donald Trump"
    assert budapest["before"] != budapest["status"]
    assert budapest["as_of"] == "2025-10-23"
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLLOWUPS.iterdir())]
    for change in found:
        for evidence in change["evidence"]:
            assert any(evidence["text"] in text for text in texts)
            assert evidence["url"].startswith("https://")
    assert budapest["evidence"]


def test_what_one_origin_says_makes_a_candidate_and_fails_no_run(unchecked: Command) -> None:
    ended = unchecked("check", "--as-of", "2025-10-22", "--fail-on", "contradicted", "--format", "jsonl")
    budapest = next(change for change in changes(ended) if change["claim"] == "C1")
    assert (budapest["status"], budapest["candidate"]) == ("disputed", "contradicted")
    assert ended.code == 0


def test_people_see_what_became_what_and_why(unchecked: Command) -> None:
    page = unchecked("check", "--as-of", "2025-10-23").out
    assert " -> " in page
    assert "     said on 2025-10-16, Reuters, A1\n" in page
    assert "Example Wire, 2025-10-22, A4\n" in page
    assert "https://wire.example.org/2025/10/22/budapest-meeting-cancelled" in page
    bound = r"\d+ less likely pairs not judged \(`--claim C12` looks for a claim's\)"
    assert re.fullmatch(rf"\d+ changes, 5 articles checked, {bound}", page.splitlines()[-1])


def test_the_newest_change_comes_first(unchecked: Command) -> None:
    found = changes(unchecked("check", "--as-of", "2025-10-23", "--format", "jsonl"))
    numbers = [change["id"] for change in found]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) > 1


def test_a_second_run_changes_nothing(unchecked: Command) -> None:
    unchecked("check", "--as-of", "2025-10-23")
    assert unchecked("check", "--as-of", "2025-10-23").out == "nothing changed, 0 articles checked\n"
    assert unchecked("check", "--as-of", "2025-10-23", "--format", "json").out == "[]\n"


def test_a_flagged_change_fails_the_run_that_finds_it_and_no_later_one(unchecked: Command) -> None:
    command = ["check", "--as-of", "2025-10-23", "--fail-on", "contradicted, superseded", "--format", "jsonl"]
    first, second = unchecked(*command), unchecked(*command)
    assert (first.code, second.code) == (1, 0)
    assert {"contradicted", "superseded"} & {change["status"] for change in changes(first)}
    assert second.out == ""


def confidence(command: Command, claim: str) -> float:
    return float(json.loads(command("show", claim, "--format", "json").out)["confidence"])


def test_what_a_less_sure_quote_claims_is_stored_and_wakes_nobody(unchecked: Command) -> None:
    flags = ["--fail-on", "contradicted,superseded", "--min-confidence", str(confidence(unchecked, "C1") + 0.01)]
    ended = unchecked("check", "--as-of", "2025-10-23", *flags, "--format", "jsonl")
    assert "C1" not in {change["claim"] for change in changes(ended)}
    assert ended.code == 0
    assert json.loads(unchecked("show", "C1", "--format", "json").out)["status"] == "contradicted"


def test_what_a_quote_that_is_sure_enough_claims_wakes_somebody(unchecked: Command) -> None:
    flags = ["--fail-on", "contradicted,superseded", "--min-confidence", str(confidence(unchecked, "C1"))]
    ended = unchecked("check", "--as-of", "2025-10-23", *flags, "--format", "jsonl")
    assert "C1" in {change["claim"] for change in changes(ended)}
    assert ended.code == 1


def test_a_change_to_another_status_is_not_flagged(unchecked: Command) -> None:
    ended = unchecked("check", "--as-of", "2025-10-23", "--fail-on", "void")
    assert ended.code == 0
    assert "->" in ended.out


def test_one_claim_is_held_against_later_articles_by_itself(unchecked: Command) -> None:
    found = changes(unchecked("check", "--claim", "C1", "--as-of", "2025-10-23", "--format", "jsonl"))
    assert {change["claim"] for change in found if change["evidence"]} == {"C1"}
    assert changes(unchecked("check", "--claim", "c1", "--as-of", "2025-10-23", "--format", "jsonl")) == []
    others = changes(unchecked("check", "--as-of", "2025-10-23", "--format", "jsonl"))
    assert others
    assert "C1" not in {change["claim"] for change in others}


def test_what_fell_under_the_bound_of_looking_back_is_judged_by_looking_back_again(unchecked: Command) -> None:
    command = ("check", "--claim", "C1", "--as-of", "2025-10-23", "--pairs", "1")
    for left in ("4 less likely pairs", "3 less likely pairs", "2 less likely pairs", "1 less likely pair"):
        told = unchecked(*command).out.splitlines()[-1]
        assert told.endswith(f", 1 article checked, {left} not judged (`--claim C1` again judges the next ones)")
    assert unchecked(*command).out.splitlines()[-1].endswith(", 1 article checked")
    assert unchecked(*command).out == "nothing changed, 0 articles checked\n"


@pytest.mark.parametrize("claim", ["C99", "Q1", "one"])
def test_a_claim_that_there_is_not_is_told(unchecked: Command, claim: str) -> None:
    ended = unchecked("check", "--claim", claim)
    assert ended.code == 2
    assert claim in ended.err


def test_what_fell_under_the_bound_is_counted(unchecked: Command) -> None:
    ended = unchecked("check", "--as-of", "2025-10-23", "--pairs", "1")
    told = ended.out.splitlines()[-1]
    run, *_ = json.loads(unchecked("runs", "--format", "json").out)
    assert f", {run['dropped']} less likely pairs not judged" in told
    assert run["dropped"] > 0


def test_the_bound_is_a_setting(unchecked: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_PAIRS", "1")
    assert "not judged" in unchecked("check", "--as-of", "2025-10-23").out
