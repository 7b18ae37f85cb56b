"""What the commands tell of an article's language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Command

SPANISH = (
    "El ayuntamiento ha decidido cerrar el viejo puente, y la alcaldesa dijo que nadie lo cruzaría. "
    "«El puente está cerrado y así seguirá», dijo Ana Ruiz.\n"
)
GERMAN = (
    "Der Stadtrat hat beschlossen, die alte Brücke zu sperren. „Sie ist sicher“, sagte Anna Berg, "
    "die Bürgermeisterin von Lund.\n"
)
TOLD = "language not supported (it looks like Spanish): only quotations between marks were found, without speakers"


@pytest.fixture
def spanish(tmp_path: Path) -> Path:
    path = tmp_path / "puente.txt"
    path.write_text(SPANISH, encoding="utf-8")
    return path


@pytest.fixture
def german(tmp_path: Path) -> Path:
    path = tmp_path / "bruecke.txt"
    path.write_text(GERMAN, encoding="utf-8")
    return path


def test_an_article_in_a_language_without_rules_is_told_once(claimtrack: Command, spanish: Path) -> None:
    first, again = claimtrack("ingest", spanish), claimtrack("ingest", spanish)
    assert (first.code, first.err) == (0, f"claimtrack: A1: {TOLD}\n")
    assert (again.code, again.err) == (0, "")


def test_one_with_rules_is_read_without_a_word(claimtrack: Command, german: Path) -> None:
    ended = claimtrack("ingest", german, "--format", "jsonl")
    assert ended.err == ""
    row = json.loads(ended.out)
    assert (row["language"], row["quotes"], row["claims"]) == ("de", 1, 0)


def test_show_tells_the_language(claimtrack: Command, german: Path, spanish: Path) -> None:
    claimtrack("ingest", german)
    claimtrack("ingest", spanish)
    assert "language   German\n" in claimtrack("show", "A1").out
    assert f"language   {TOLD}\n" in claimtrack("show", "A2").out
    assert json.loads(claimtrack("show", "A2", "--format", "json").out)["language"] == "es"


def test_extract_has_the_language_of_each_article(claimtrack: Command, german: Path, spanish: Path) -> None:
    lines = claimtrack("extract", german, spanish).out.splitlines()
    assert [json.loads(line)["language"] for line in lines] == ["de", "es"]
