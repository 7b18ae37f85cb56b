"""Front matter and dates: read as meant, or refused with the file, the key and what would do."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.errors import InvalidMetadata
from claimtrack.sources.metadata import Metadata, day, line, split


@pytest.mark.parametrize(
    "text",
    ["2025-10-16", " 2025-10-16 ", "20251016", "2025-10-16T23:30:00-05:00", "2025-10-16 01:00", "2025-10-16T01:00Z"],
)
def test_a_date_or_moment_is_the_day_on_its_own_clock(text: str) -> None:
    assert day(text) == date(2025, 10, 16)


@pytest.mark.parametrize("text", ["", "yesterday", "16.10.2025", "2025-02-30", "2025-13-01", "10/16/2025", "2025"])
def test_anything_else_is_not_a_date(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 2025-10-16"):
        day(text)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_text_begins_after_the_closing_line(newline: str) -> None:
    text = newline.join(["---", "published: 2025-10-16T08:00:00+02:00", "---", "", "Hello.", ""])
    assert split(text, "a.md") == (Metadata(published=date(2025, 10, 16)), newline.join(["", "Hello.", ""]))


@pytest.mark.parametrize("value", ["", "~", "null", "''"])
def test_a_key_without_value_says_nothing(value: str) -> None:
    assert split(f"---\noutlet: {value}\npublished: {value}\n---\nHello.", "a.md") == (Metadata(), "Hello.")


@pytest.mark.parametrize(
    "text",
    [
        "Hello.\n---\noutlet: AP\n---\n",
        "---\nA line of prose.\n---\nMore.",
        "---\nUpdate: the minister resigned.\n---\nMore.",
        '---\nHe said "no": it was "never: ever" so.\n---\nMore.',
        "---\nlayout: post\nauthor: Ann Example\n---\nMore.",
        "---\n---\nHello.",
        "---\na: " + "[" * 3000 + "\n---\nHello.",
        "--- so\nHello",
        "---\n",
    ],
)
def test_rules_around_anything_without_a_key_of_ours_are_text(text: str) -> None:
    assert split(text, "a.md") == (Metadata(), text)


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("published: 16 October", "a.md: published: '16 October' is not a date: write it as 2025-10-16"),
        ("published: 2025-02-30", "a.md: published: '2025-02-30' is not a date: write it as 2025-10-16"),
        ("outlet: [AP, Reuters]", "a.md: outlet: write one line of text, not a list or a mapping"),
        ('title: "\\e[31mred"', "a.md: title: '\\x1b[31mred' is not one line of printable text"),
        ('note: He said "no": so\noutlet: AP', "a.md: line 2: the front matter is not YAML: mapping values"),
        ("outlet: 'AP", "a.md: line 3: the front matter is not YAML: found unexpected end of stream"),
        ("outlet: AP\n\tx: y", "a.md: line 3: the front matter is not YAML: found character '\\t' that cannot start"),
        ("outlet: AP\na: " + "[" * 3000, "a.md: the front matter is not YAML: nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_named(front: str, message: str) -> None:
    with pytest.raises(InvalidMetadata) as error:
        split(f"---\n{front}\n---\nHello.", "a.md")
    assert str(error.value).startswith(message)


def test_front_matter_without_an_end_is_not_taken_for_text() -> None:
    with pytest.raises(InvalidMetadata, match="put a line --- after it"):
        split("---\noutlet: AP\n\nHello.", "a.md")


def test_aliases_cannot_blow_up() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(InvalidMetadata, match="outlet: write one line of text"):
        split(f"---\n{bomb}outlet: *i\n---\nHello.", "a.md")


def test_a_line_of_text_keeps_its_letters() -> None:
    assert line("  Süddeutsche\u00a0Zeitung ") == "Süddeutsche\u00a0Zeitung"


@pytest.mark.parametrize("text", ["two\nlines", "bell\a", "half \ud800"])
def test_what_cannot_be_printed_is_no_line_of_text(text: str) -> None:
    with pytest.raises(ValueError, match="not one line of printable text"):
        line(text)
