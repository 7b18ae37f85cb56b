"""What ``show`` tells of an article that a model has read, and of what it was refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.llm.server import Asked, Json, ModelServer, Reply

from . import scripted
from .conftest import Command

TEXT = (
    "Anna Berg told reporters in the town hall on Monday that the bridge may reopen by Friday. "
    "The council approved the plan on Tuesday. "
    'Its so-called "long bridge" was built in 1920.\n'
)
LATER = "The bridge was still closed on Saturday, the police said.\n"
HOSTILE = "\x1b[31m"


def claim(text: str, type: str, source: list[str], **more: object) -> Json:
    decided = {"confirmed_if": "cars cross it on Friday", "contradicted_if": "it is closed on Saturday"}
    weighed = {"hedge": None, "due": None, "worth": "high", "why": "many cross it"}
    return {"text": text, "type": type, "source": source, **weighed, **decided, **more}


def quote(**more: object) -> Json:
    return {"by": "P1", "at": "s1", "mention": "Anna Berg", "details": [], "claims": [], **more}


BERG = quote(
    cue=["told"],
    content=["s1|that the bridge~by Friday"],
    details=[
        {"what": "to", "words": "reporters"},
        {"what": "occasion", "words": "in the town hall"},
        {"what": "day", "words": "2025-10-13"},
    ],
    claims=[
        claim(
            *("The bridge may reopen by Friday.", "prediction", []),
            hedge="may",
            due={"first": "2025-10-17", "last": "2025-10-17", "words": "by Friday"},
        )
    ],
)
INVENTED = quote(cue=["shouted"], content=[f"s1|the bridge is {HOSTILE}gold"])
REPLY = {
    "people": [{"id": "P1", "name": "Anna Berg", "kind": "person"}],
    "quotes": [BERG, INVENTED],
    "own_claims": [claim("The council approved the plan.", "fact", ["s2"])],
    "left_out": [{"quotation": "q1", "why": "a nickname"}],
}
LOST: Json = {
    **{"reason": "it is gone", "evidence": "s1|the bridge was torn down", "said_by": None, "voice": "article"},
    **{"event": None, "covers": [], "relation": "contradicts", "confidence": 0.9},
}
NOTHING: Json = {"people": [], "quotes": [], "claims": [], "more_quotes": [], "left_out": [], "own_claims": []}


def play(asked: Asked) -> Reply:
    """Reads TEXT and nothing else, and finds what is closed to contradict whatever it is held against."""
    shape = scripted.wanted(asked)
    if shape == "ExtractReply":
        return REPLY if "Anna Berg" in asked.user else {key: NOTHING[key] for key in REPLY}
    if shape == "RepairReply":
        return {key: value for key, value in NOTHING.items() if key != "own_claims"}
    found = scripted.model(asked)
    assert isinstance(found, dict)
    return {"findings": [*({**one, "event": "2025-10-18"} for one in found["findings"]), LOST]}


@pytest.fixture
def read(claimtrack: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Runs a command on a database with an article that the model has read, and a later one held against it."""
    for name, day, text in (("a.txt", 15, TEXT), ("b.txt", 20, LATER)):
        meta = f"---\npublished: 2025-10-{day}\noutlet: {name[0].upper()} Gazette\n---\n"
        (tmp_path / name).write_text(meta + text, encoding="utf-8")
    with ModelServer(play=play) as server:
        monkeypatch.setenv("CLAIMTRACK_MODEL", "openai:test")
        monkeypatch.setenv("CLAIMTRACK_BASE_URL", server.url)
        assert claimtrack("ingest", tmp_path / "a.txt", tmp_path / "b.txt").code == 0
        assert claimtrack("check", "--as-of", "2025-10-21").code == 0
        yield claimtrack


def data(command: Command, *arguments: str) -> Any:
    ended = command(*arguments, "--format", "json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def claim_of(command: Command, type: str) -> dict[str, Any]:
    """The claim of this type, with all that belongs to it."""
    (found,) = data(command, "claims", "--type", type)
    shown: dict[str, Any] = data(command, "show", found["id"])
    return shown


def test_a_quote_tells_to_whom_where_and_when_it_was_said(read: Command) -> None:
    shown = data(read, "show", "Q1")
    assert shown["details"] == {"addressee": "reporters", "occasion": "in the town hall", "medium": None}
    assert shown["said"] == "2025-10-13"
    start, end = shown["addressee"]
    assert TEXT[start:end] == "reporters"
    page = read("show", "Q1").out
    for line in ("to         reporters", "occasion   in the town hall", "said       2025-10-13"):
        assert line in page
    assert "medium" not in page


def test_a_claim_tells_what_would_decide_it(read: Command) -> None:
    shown = claim_of(read, "prediction")
    assert (shown["hedge"], shown["worth"], shown["worth_reason"]) == ("may", "high", "many cross it")
    assert shown["confirmed_if"] == "cars cross it on Friday"
    page = read("show", shown["id"]).out
    for line in (
        *("hedge      may", "worth      high: many cross it", "true if    cars cross it on Friday"),
        *("false if   it is closed on Saturday",),
    ):
        assert line in page


def test_a_claim_in_the_articles_own_voice_has_its_words(read: Command) -> None:
    shown = claim_of(read, "fact")
    assert (shown["quotes"], shown["speaker"]) == ([], "A Gazette")
    assert shown["words"] == "The council approved the plan on Tuesday."
    page = read("show", shown["id"]).out
    place = "A Gazette, 2025-10-15, A1, in the article's own voice"
    assert f"{place}\n    > The council approved the plan on Tuesday.\n" in page
    assert "in the article's own voice\n" in read("show", "A1").out


def test_evidence_tells_when_it_happened_and_what_it_speaks_to(read: Command) -> None:
    shown = claim_of(read, "prediction")
    (evidence,) = shown["evidence"]
    assert (evidence["event"], evidence["covers"]) == ("2025-10-18", ["reopening"])
    assert "happened on 2025-10-18; speaks to reopening" in read("show", shown["id"]).out


def test_what_the_text_does_not_bear_out_is_shown_with_the_reason(read: Command) -> None:
    rows = data(read, "show", "A1", "--rejected")
    (row,) = [row for row in rows if row["subject"] == "quote"]
    assert "does not stand in s1" in row["reason"]
    assert "shouted" in row["given"]
    page = read("show", "A1", "--rejected").out
    assert "shouted" in page
    assert page.endswith(f"{len(rows)} refused\n")
    assert "\x1b" not in page
    assert [quote["text"] for quote in data(read, "quotes")] == ["that the bridge may reopen by Friday"]


def test_a_finding_without_evidence_is_shown_with_its_article_and_with_its_claim(read: Command) -> None:
    shown = claim_of(read, "prediction")
    (row,) = data(read, "show", shown["id"], "--rejected")
    assert (row["claim"], row["article"], row["subject"]) == (shown["id"], "A2", "finding")
    assert "torn down" in row["given"]
    assert row in data(read, "show", "A2", "--rejected")
    page = read("show", "A2", "--rejected").out
    assert f"finding on {shown['id']} in A2: " in page


def test_nothing_refused_says_so(news: Command) -> None:
    assert news("show", "A1", "--rejected").out == "nothing was refused\n"
    assert data(news, "show", "A1", "--rejected") == []


def test_the_ledger_has_the_models_reasons(read: Command) -> None:
    (entry,) = data(read, "show", "A1", "--ledger")
    assert (entry["outcome"], entry["reason"], entry["text"]) == ("left_out", "a nickname", '"long bridge"')


@pytest.mark.parametrize(("id", "option"), [("Q1", "--rejected"), ("C1", "--ledger"), ("A1", "--ledger --rejected")])
def test_an_option_in_the_wrong_place_is_told(news: Command, id: str, option: str) -> None:
    ended = news("show", id, *option.split())
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert option.split()[0] in ended.err
