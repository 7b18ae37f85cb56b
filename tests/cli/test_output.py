"""One description of columns serves four formats; nothing that others wrote can steer a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass

import pytest

from claimtrack.cli.context import around, marked
from claimtrack.cli.output import Column, Format, listing, say
from claimtrack.cli.safe import one_line, to_json, visible
from claimtrack.model import Quote, QuoteKind, Span


@dataclass(frozen=True)
class Thing:
    name: str
    parts: tuple[str, ...] = ()
    of: str | None = None


COLUMNS: tuple[Column[Thing], ...] = (
    Column("name", lambda row: row.name, lambda row: f"<{row.name}>"),
    Column("parts", lambda row: list(row.parts)),
    Column("of", lambda row: row.of),
    Column("length", lambda row: len(row.name), table=False),
)
THINGS = (Thing("ab", ("x", "y"), "of two\nlines"), Thing("longer"))
HOSTILE = "\x1b]0;title\x07\x9b31m[red]\u202egnp\r"


def test_a_table_elsewhere_than_on_a_terminal_is_aligned_and_never_cut(capsys: pytest.CaptureFixture[str]) -> None:
    listing([*THINGS, Thing("c", of="word " * 60)], COLUMNS, Format.TABLE)
    head, first, second, third = capsys.readouterr().out.splitlines()
    assert head == "name      parts  of"
    assert first == "<ab>      x, y   of two lines"
    assert second == "<longer>"
    assert third.endswith("word " * 59 + "word")


def test_json_is_one_array_with_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    listing(THINGS, COLUMNS, Format.JSON)
    assert json.loads(capsys.readouterr().out) == [
        {"name": "ab", "parts": ["x", "y"], "of": "of two\nlines", "length": 2},
        {"name": "longer", "parts": [], "of": None, "length": 6},
    ]


def test_jsonl_is_an_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    listing(THINGS, COLUMNS, Format.JSONL)
    assert [json.loads(line)["length"] for line in capsys.readouterr().out.splitlines()] == [2, 6]


def test_csv_has_a_heading_and_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    listing(THINGS, COLUMNS, Format.CSV)
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["name", "parts", "of", "length"],
        ["ab", "x, y", "of two\nlines", "2"],
        ["longer", "", "", "6"],
    ]


@pytest.mark.parametrize(
    ("form", "nothing"),
    [(Format.TABLE, ""), (Format.JSON, "[]\n"), (Format.JSONL, ""), (Format.CSV, "name,parts,of,length\n")],
)
def test_nothing_is_still_of_the_format(capsys: pytest.CaptureFixture[str], form: Format, nothing: str) -> None:
    listing((), COLUMNS, form, "no things")
    shown = capsys.readouterr()
    assert shown.out == nothing
    assert shown.err == ("no things\n" if form is Format.TABLE else "")


@pytest.mark.parametrize("form", list(Format))
def test_no_format_lets_control_characters_through(capsys: pytest.CaptureFixture[str], form: Format) -> None:
    listing([Thing(HOSTILE)], COLUMNS, form)
    shown = capsys.readouterr().out
    assert not set(shown) & set("\x1b\x07\x9b\u202e\r")
    assert "[red]" in shown


@pytest.mark.parametrize("form", [Format.JSON, Format.JSONL])
def test_json_gives_back_the_exact_text(capsys: pytest.CaptureFixture[str], form: Format) -> None:
    text = HOSTILE + "“curly” 🙂 \ud800 \u2028"
    listing([Thing(text)], COLUMNS, form)
    (found,) = json.loads(f"[{capsys.readouterr().out.strip().strip('[]')}]")
    assert found["name"] == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum(A1)"])
def test_a_spreadsheet_is_given_no_formula(capsys: pytest.CaptureFixture[str], text: str) -> None:
    listing([Thing(text)], COLUMNS, Format.CSV)
    assert capsys.readouterr().out.splitlines()[1].startswith(f"'{text}")


def test_prose_is_made_harmless_too(capsys: pytest.CaptureFixture[str]) -> None:
    say("She said ", (HOSTILE, "bold"), indent=2)
    assert capsys.readouterr().out == "  She said \\x1b]0;title\\x07\\x9b31m[red]\\u202egnp\\r\n"


def test_ordinary_letters_stay_as_they_are() -> None:
    text = "“Żółć” – नमस्ते 你好 🙂\tnaïve\nnext"
    assert visible(text) == text
    assert one_line(text) == text.replace("\t", " ").replace("\n", " ")
    assert json.loads(to_json(text)) == text


def test_a_quote_is_marked_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    text = 'Before.\n"We go," she told us. "Now."\nAfter.'
    quote = Quote((Span(8, 16), Span(30, 36)), QuoteKind.DIRECT, mention=Span(17, 20), cue=(Span(21, 28),))
    window = around(text, quote)
    assert window.of(text) == '"We go," she told us. "Now."'
    say(*marked(text, quote, window))
    assert capsys.readouterr().out == '>>"We go,"<< _she_ *told us*. >>"Now."<<\n'


def test_marks_nest_where_the_spans_do(capsys: pytest.CaptureFixture[str]) -> None:
    text = "It was theirs, they said."
    quote = Quote((Span(0, 24),), QuoteKind.INDIRECT, mention=Span(15, 19), cue=(Span(20, 24),))
    say(*marked(text, quote, around(text, quote)))
    assert capsys.readouterr().out == ">>It was theirs, _they_ *said*<<.\n"


def test_a_quote_of_two_paragraphs_has_both_around_it() -> None:
    text = "One.\nTwo two.\nThree three.\nFour."
    quote = Quote((Span(9, 13), Span(14, 19)), QuoteKind.DIRECT)
    assert around(text, quote).of(text) == "Two two.\nThree three."
