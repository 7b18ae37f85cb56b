"""``quotes``, ``claims``, ``speakers``, ``show`` and ``db``: what the database answers."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from .conftest import SEED, Command


def data(command: Command, *arguments: str) -> Any:
    """What a command answers a program."""
    ended = command(*arguments, "--format", "json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_every_quote_is_listed_as_the_article_has_it(news: Command) -> None:
    text = SEED.read_text(encoding="utf-8")
    seed = [quote for quote in data(news, "quotes") if quote["article"] == "A1"]
    assert len(seed) == 20
    for quote in seed:
        assert " ... ".join(text[start:end] for start, end in quote["content"]) == quote["text"]
        assert (quote["outlet"], quote["published"]) == ("Reuters", "2025-10-16")


def test_quotes_are_found_by_word_speaker_kind_and_day(news: Command) -> None:
    assert {quote["speaker"] for quote in data(news, "quotes", "tomahawks", "--speaker", "trump")} == {"Donald Trump"}
    assert {quote["kind"] for quote in data(news, "quotes", "--kind", "direct")} == {"direct"}
    assert {quote["article"] for quote in data(news, "quotes", "--until", "2025-10-16")} == {"A1"}
    assert "A1" not in {quote["article"] for quote in data(news, "quotes", "--since", "2025-10-17")}


def test_claims_are_found_by_speaker_status_and_type(news: Command) -> None:
    assert {claim["speaker"] for claim in data(news, "claims", "--speaker", "Orban")} == {"Viktor Orban"}
    for option, name, value in (("--status", "status", "open"), ("--type", "type", "prediction")):
        found = data(news, "claims", option, value)
        assert found
        assert {claim[name] for claim in found} == {value}


def test_quotes_less_sure_than_asked_for_are_left_out(news: Command) -> None:
    quotes, sure = data(news, "quotes"), data(news, "quotes", "--min-confidence", "0.8")
    assert sure == [quote for quote in quotes if quote["confidence"] >= 0.8]
    assert 0 < len(sure) < len(quotes)
    assert news("quotes", "--min-confidence", "1").err == "no quotes match\n"


def test_claims_of_quotes_less_sure_than_asked_for_are_left_out(news: Command) -> None:
    claims, sure = data(news, "claims"), data(news, "claims", "--min-confidence", "0.8")
    assert sure == [claim for claim in claims if claim["confidence"] >= 0.8]
    assert 0 < len(sure) < len(claims)
    confidence = {quote["id"]: quote["confidence"] for quote in data(news, "quotes")}
    assert all(claim["confidence"] == max(confidence[id] for id in claim["quotes"]) for claim in claims)


@pytest.mark.parametrize("share", ["1.01", "-0.1", "high"])
@pytest.mark.parametrize("command", ["quotes", "claims", "check"])
def test_a_confidence_lies_between_0_and_1(news: Command, command: str, share: str) -> None:
    ended = news(command, f"--min-confidence={share}")
    assert (ended.code, ended.out) == (2, "")
    assert "Invalid value for '--min-confidence'" in ended.err


def test_speakers_are_listed_most_quoted_first(news: Command) -> None:
    speakers = data(news, "speakers")
    assert speakers[0]["name"] == "Donald Trump"
    assert [speaker["quotes"] for speaker in speakers] == sorted((s["quotes"] for s in speakers), reverse=True)


@pytest.mark.parametrize("listing", ["quotes", "claims", "speakers"])
def test_all_formats_have_the_same_rows(news: Command, listing: str) -> None:
    objects = data(news, listing)
    assert [json.loads(line) for line in news(listing, "--format", "jsonl").out.splitlines()] == objects
    rows = list(csv.DictReader(io.StringIO(news(listing, "--format", "csv").out)))
    assert [row["id"] for row in rows] == [thing["id"] for thing in objects]
    assert list(rows[0]) == list(objects[0])
    table = news(listing).out.splitlines()
    assert [line.split()[0] for line in table] == ["id", *(thing["id"] for thing in objects)]


@pytest.mark.parametrize("listing", ["quotes", "claims", "speakers"])
def test_an_empty_database_answers_with_nothing_and_says_what_to_do_next(claimtrack: Command, listing: str) -> None:
    assert data(claimtrack, listing) == []
    ended = claimtrack(listing)
    told = f"no {listing} yet: read articles with `claimtrack ingest PATH`\n"
    assert (ended.code, ended.out, ended.err) == (0, "", told)


def test_a_quote_is_shown_where_it_stands(news: Command) -> None:
    (quote,) = data(news, "quotes", "--speaker", "Fried")
    page = news("show", quote["id"]).out
    assert page.startswith(f"{quote['id']}  Dan Fried\n")
    assert '>>"Putin is trying to derail' in page
    assert "_Dan Fried_" in page
    assert "*said*" in page
    assert "Reuters, 2025-10-16" in page


def test_a_quote_is_given_to_programs_with_its_paragraph(news: Command) -> None:
    (quote,) = data(news, "quotes", "--speaker", "Fried")
    shown = data(news, "show", quote["id"])
    text = SEED.read_text(encoding="utf-8")
    assert {key: shown[key] for key in quote if key != "claims"} == {
        key: quote[key] for key in quote if key != "claims"
    }
    assert text[shown["context"]["start"] : shown["context"]["end"]] == shown["context"]["text"]
    assert shown["context"]["text"] in text.splitlines()
    assert [claim["id"] for claim in shown["claims"]] == quote["claims"]


def test_a_quote_that_the_article_has_dropped_is_shown_without_context(claimtrack: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for text in ('"We will sign on Friday," Ann Example told reporters.', "The talks have ended for now."):
        path.write_text(text, encoding="utf-8")
        claimtrack("ingest", path, "--url", "https://example.org/a")
    assert data(claimtrack, "quotes") == []
    assert data(claimtrack, "show", "Q1")["context"] is None
    page = claimtrack("show", "Q1").out
    assert "We will sign on Friday" in page
    assert "the article has changed since" in page
    assert "ended" not in page


def test_a_claim_is_shown_with_history_and_evidence(news: Command) -> None:
    claim = next(
        c for c in data(news, "claims", "--speaker", "Trump") if "Budapest" in c["text"] and c["article"] == "A1"
    )
    shown = data(news, "show", claim["id"])
    assert shown["status"] == claim["status"] == shown["history"][-1]["status"]
    assert shown["status"] in ("contradicted", "superseded")
    assert [quote["id"] for quote in shown["quotes"]] == claim["quotes"]
    page = news("show", claim["id"]).out
    for evidence in shown["evidence"]:
        if evidence["relation"] != "repeats" and evidence["article"] == evidence["origin"]:
            assert evidence["text"] in page
            assert f"{evidence['outlet']}, {evidence['published']}, {evidence['article']}\n" in page
            assert evidence["url"] in page
    assert claim["because"] in page
    assert claim["policy"] in page


def test_an_article_is_shown_speaker_by_speaker(news: Command) -> None:
    page = news("show", "A1").out
    assert "published  2025-10-16" in page
    assert [line for line in page.splitlines() if line == "Dan Fried"] == ["Dan Fried"]
    assert "(some analysts)" in page
    copy = news("show", "A5").out
    assert "  origin     A4, with 1 near-copy: one source\n" in copy
    assert re.search(r"^ {13}A4  Example Wire, 2025-10-22, https://\S+: 9\d% shared$", copy, re.MULTILINE)
    [other] = json.loads(news("show", "A4", "--format", "json").out)["copies"]
    assert (other["id"], other["outlet"], 0.9 <= other["share"] < 1) == ("A5", "Example Courier", True)
    assert data(news, "show", "A1")["text"] == SEED.read_text(encoding="utf-8")


def test_the_ledger_names_every_pair_of_marks(news: Command) -> None:
    text = SEED.read_text(encoding="utf-8")
    ledger = data(news, "show", "A1", "--ledger")
    assert {entry["outcome"] for entry in ledger} <= {"quoted", "left_out", "unbalanced"}
    assert sum(text[e["start"] : e["end"]].count('"') for e in ledger) == text.count('"')
    page = news("show", "A1", "--ledger").out
    assert page.splitlines()[-1].startswith(f"{sum(e['outcome'] == 'quoted' for e in ledger)} quoted")


def test_a_speaker_is_shown_with_names_quotes_and_claims(news: Command) -> None:
    trump = data(news, "speakers")[0]
    shown = data(news, "show", trump["id"])
    assert len(shown["quotes"]) == trump["quotes"]
    assert len(shown["claims"]) == trump["claims"]
    assert news("show", trump["id"]).out.startswith(f"{trump['id']}  Donald Trump\n")


@pytest.mark.parametrize("id", ["A1", "Q1", "C1", "S1"])
def test_csv_gives_the_row_that_the_listing_has(news: Command, id: str) -> None:
    (row,) = csv.DictReader(io.StringIO(news("show", id, "--format", "csv").out))
    assert row["id"] == id


@pytest.mark.parametrize(
    ("id", "listing"),
    [
        ("A99", "claimtrack"),
        ("Q99", "claimtrack quotes"),
        ("C999", "claimtrack claims"),
        ("S99", "claimtrack speakers"),
    ],
)
def test_an_unknown_id_says_where_to_look(news: Command, id: str, listing: str) -> None:
    ended = news("show", id)
    assert (ended.code, ended.out) == (2, "")
    assert f"no {id} " in ended.err
    assert f"'{listing}" in ended.err
    assert ended.err.count("\n") == 1


def test_hostile_text_reaches_no_terminal(terminal: Command, claimtrack: Command, tmp_path: Path) -> None:
    hostile = '"We \x1b]0;owned\x07will [bold]sign[/bold] on\x9b2J Friday," Ann Example told reporters.\n'
    (tmp_path / "a.txt").write_text(hostile, encoding="utf-8")
    claimtrack("ingest", tmp_path / "a.txt")
    for arguments in (["quotes"], ["show", "Q1"], ["show", "A1"], ["claims"], ["show", "A1", "--ledger"]):
        shown = terminal(*arguments).out
        assert "\x1b]0" not in shown
        assert not set(shown) & {"\x07", "\x9b"}
    assert "[bold]sign[/bold]" in terminal("show", "Q1").out


def test_a_terminal_gets_a_table_and_a_highlighted_quote(terminal: Command, news: Command) -> None:
    assert news("quotes").code == 0
    listing = terminal("quotes", "--speaker", "Fried").out
    assert "─" in listing
    assert {len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in listing.splitlines()} == {100}
    page = terminal("show", json.loads(news("quotes", "--speaker", "Fried", "--format", "json").out)[0]["id"]).out
    assert "\x1b[1m" in page
    assert ">>" not in page


def test_a_narrow_terminal_gives_long_text_lines_of_its_own(terminal: Command, news: Command) -> None:
    (quote,) = data(news, "quotes", "--speaker", "Fried")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal("quotes", "--speaker", "Fried", columns=60).out).splitlines()
    assert [line.split()[0] for line in (shown[0], shown[1], shown[2])] == ["id", "text", quote["id"]]
    assert max(map(len, shown)) <= 60
    assert " ".join(line.strip() for line in shown[3:]) == quote["text"]


def test_the_database_tells_what_it_holds(news: Command, database: Path) -> None:
    (found,) = data(news, "db", "info")
    assert found["path"] == str(database)
    assert found["schema"] == found["needed"]
    assert (found["articles"], found["quotes"]) == (6, len(data(news, "quotes")))
    assert str(database) in news("db", "info").out


def test_a_database_can_be_named_before_or_after_the_command(news: Command, database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert news("--db", other, "db", "upgrade").out.startswith("the database is now at schema")
    assert data(news, "quotes", "--db", str(other)) == []
    assert json.loads(news("--db", other, "quotes", "--format", "json").out) == []
    assert json.loads(news("--db", other, "quotes", "--db", database, "--format", "json").out) != []


def test_an_upgrade_of_what_is_up_to_date_says_so(news: Command) -> None:
    assert "already" in news("db", "upgrade").out


def test_a_database_behind_the_code_names_the_command_that_mends_it(claimtrack: Command, database: Path) -> None:
    claimtrack("db", "upgrade")
    connection = sqlite3.connect(database)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    ended = claimtrack("quotes")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "claimtrack db upgrade" in ended.err


@pytest.mark.parametrize("name", ["a?b.db", "a%20b.db", "a b#c+d@e:f.db", "é.db"])
def test_a_path_names_that_very_file(claimtrack: Command, tmp_path: Path, name: str) -> None:
    assert claimtrack("--db", tmp_path / name, "db", "upgrade").code == 0
    assert json.loads(claimtrack("--db", tmp_path / name, "db", "info", "--format", "json").out)[0]["path"] == str(
        tmp_path / name
    )
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".db"] == [name]


def test_a_path_that_is_not_utf_8_is_told(claimtrack: Command) -> None:
    ended = claimtrack("--db", "caf\udce9.db", "quotes")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "Invalid value for '--db'" in ended.err


@pytest.mark.parametrize("listing", ["quotes", "claims"])
def test_a_search_that_finds_nothing_says_so(news: Command, listing: str) -> None:
    assert news(listing, "--speaker", "Nobody").err == f"no {listing} match\n"


def test_no_database_yet_is_told(claimtrack: Command, database: Path) -> None:
    ended = claimtrack("db", "info")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert str(database) in ended.err
    assert not database.exists()
