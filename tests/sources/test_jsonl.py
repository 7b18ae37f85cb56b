"""JSON lines: a record or an error for every line, as the lines come."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claimtrack.errors import InputError, InvalidRecord, SourceNotFound, UnreadableSource
from claimtrack.model import Article
from claimtrack.sources import STDIN, ClaimPair, Entry, entries, pairs


def entries_of(*lines: str | bytes) -> list[Entry | InputError]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(entries([STDIN], io.BytesIO(data), lambda _: None))


def pairs_of(**record: Any) -> list[ClaimPair | InputError]:
    return list(pairs([STDIN], io.BytesIO(json.dumps(record).encode())))


def test_a_line_is_an_article_under_its_own_id() -> None:
    (entry,) = entries_of(
        '{"id": "x1", "text": "Hello.\\r\\n", "published": "2025-10-16T10:00:00Z", "outlet": "AP", "more": 1}'
    )
    place = "standard input, line 1"
    assert entry == Entry("x1", Article("Hello.\r\n", outlet="AP", published=date(2025, 10, 16), name=place))


def test_numbers_may_be_ids_and_blank_lines_are_passed_over() -> None:
    found = entries_of('{"id": 1, "text": "a"}', "", "  ", '{"id": 2, "text": "b", "published": null}')
    assert [entry.id for entry in found if isinstance(entry, Entry)] == [1, 2]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": "x"', "not JSON"),
        ('["x", "y"]', "not a JSON object"),
        ('{"text": "a"}', '"id" is missing'),
        ('{"id": true, "text": "a"}', '"id" is missing'),
        ('{"id": "x"}', '"text" is missing or empty'),
        ('{"id": "x", "text": " "}', '"text" is missing or empty'),
        ('{"id": "x", "text": 5}', '"text" is not a string'),
        (
            '{"id": "x", "text": "a", "published": "soon"}',
            "\"published\": 'soon' is not a date: write it as 2025-10-16",
        ),
        (b'{"id": "x", "text": "caf\xe9"}', "not UTF-8"),
        (r'{"id": "x", "text": "Bad \ud800."}', "text has half a character (a lone surrogate) at 4"),
        (r'{"id": "x", "text": "a", "outlet": "\ud800"}', "outlet has half a character (a lone surrogate) at 0"),
        ('{"id": ' + "[" * 100_000, "not JSON: nested too deeply"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(line: str | bytes, problem: str) -> None:
    first, bad, last = entries_of('{"id": 1, "text": "a"}', line, '{"id": 3, "text": "c"}')
    assert isinstance(first, Entry)
    assert isinstance(last, Entry)
    assert isinstance(bad, InvalidRecord)
    assert str(bad).startswith(f"standard input, line 2: {problem}")


def test_standard_input_that_is_no_json_is_one_article() -> None:
    (entry,) = entries_of("", "---", "outlet: AP", "---", "Hello.")
    assert isinstance(entry, Entry)
    assert entry.article.text == "\n---\noutlet: AP\n---\nHello."


def test_a_byte_order_mark_does_not_hide_json() -> None:
    (entry,) = entries_of('\ufeff{"id": 1, "text": "a"}')
    assert isinstance(entry, Entry)
    assert entry.article.text == "a"


def test_files_of_both_kinds_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "a"}\n', encoding="utf-8")
    (tmp_path / "b.txt").write_text("Hello.", encoding="utf-8")
    paths = [tmp_path / name for name in ("a.jsonl", "none.jsonl", "b.txt", "none.txt")]
    found = list(entries(paths, io.BytesIO(), lambda _: None))
    assert [item.id if isinstance(item, Entry) else type(item) for item in found] == [
        1,
        SourceNotFound,
        str(tmp_path / "b.txt"),
        SourceNotFound,
    ]


def test_a_line_is_given_out_before_the_next_is_read() -> None:
    read = []

    class Lines(io.BytesIO):
        def __iter__(self) -> Iterator[bytes]:
            for number in range(3):
                read.append(number)
                yield b'{"id": %d, "claim": "a", "evidence": "b"}\n' % number

    found = pairs([STDIN], Lines())
    next(found)
    assert read == [0]


def test_a_pair_is_a_claim_and_a_text() -> None:
    (pair,) = pairs_of(
        id="p", claim="It is so.", evidence="It is.", claim_date="2025-10-16", evidence_date="2025-10-17", speaker="Ann"
    )
    assert isinstance(pair, ClaimPair)
    assert (pair.id, pair.claim.text, pair.claim.speaker, pair.claim.said) == (
        "p",
        "It is so.",
        "Ann",
        date(2025, 10, 16),
    )
    assert (pair.evidence.text, pair.evidence.published) == ("It is.", date(2025, 10, 17))


@pytest.mark.parametrize("lacking", ["claim", "evidence"])
def test_a_pair_needs_both_sides(lacking: str) -> None:
    (error,) = pairs_of(**{"id": "p", "claim": "a", "evidence": "b", lacking: None})
    assert str(error) == f'standard input, line 1: "{lacking}" is missing or empty'


def test_a_folder_is_no_file_of_pairs(tmp_path: Path) -> None:
    (error,) = pairs([tmp_path], io.BytesIO())
    assert type(error) is UnreadableSource
