"""Files, folders and standard input become articles; what cannot be read becomes an error in its place."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from claimtrack.errors import EmptyArticle, InputError, SourceNotFound, UnreadableSource
from claimtrack.model import Article
from claimtrack.sources import STDIN, Metadata, articles, inputs

Read = Callable[..., list[Article | InputError]]


@pytest.fixture
def notes() -> list[str]:
    """What the reader had to tell."""
    return []


@pytest.fixture
def read(notes: list[str]) -> Read:
    """Reads paths, with these bytes on standard input."""

    def reading(*paths: Path, stdin: bytes = b"", given: Metadata | None = None) -> list[Article | InputError]:
        return list(articles(inputs(paths, notes.append), io.BytesIO(stdin), notes.append, given))

    return reading


def one_article(items: list[Article | InputError]) -> Article:
    (item,) = items
    assert isinstance(item, Article)
    return item


def one_error(items: list[Article | InputError], kind: type[InputError]) -> str:
    (item,) = items
    assert type(item) is kind
    return str(item)


def test_the_text_is_what_was_read(read: Read, tmp_path: Path) -> None:
    text = "  First line,\r\nsecond “line”\n\n\ttab\x0cpage\u00a0end \n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert one_article(read(tmp_path / "a.txt")).text == text


def test_a_byte_order_mark_is_not_text(read: Read, tmp_path: Path, notes: list[str]) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        (tmp_path / "a.txt").write_bytes("“Yes,” she said.".encode(encoding))
        assert one_article(read(tmp_path / "a.txt")).text == "“Yes,” she said."
    assert notes == []


def test_markdown_is_kept_as_it_stands(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Title\n\n> *He said* [so](https://example.org).\n", encoding="utf-8")
    assert one_article(read(tmp_path / "a.md")).text == "# Title\n\n> *He said* [so](https://example.org).\n"


@pytest.mark.parametrize("suffix", ["txt", "md", "markdown"])
def test_front_matter_says_who_published_it_and_when(read: Read, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text(
        "---\noutlet: AP\npublished: 2025-10-16\nurl: https://example.org/a\n"
        "title: 'Talks: day 1'\nnote: x\n---\nHello.\n",
        encoding="utf-8",
    )
    assert one_article(read(path)) == Article(
        "Hello.\n", "Talks: day 1", "AP", "https://example.org/a", date(2025, 10, 16), str(path)
    )


def test_what_is_given_wins_over_front_matter(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\noutlet: AP\ntitle: Talks\n---\nHello.", encoding="utf-8")
    article = one_article(read(tmp_path / "a.md", given=Metadata(outlet="Reuters", published=date(2025, 10, 16))))
    assert (article.outlet, article.title, article.published) == ("Reuters", "Talks", date(2025, 10, 16))


def test_standard_input_is_one_article(read: Read) -> None:
    article = one_article(read(STDIN, stdin=b"---\noutlet: AP\n---\nHello.\n"))
    assert (article.text, article.outlet, article.name) == ("Hello.\n", "AP", "standard input")


def test_a_folder_is_walked_in_order_without_hidden_and_other_files(
    read: Read, tmp_path: Path, notes: list[str]
) -> None:
    for name in ("b.txt", "a/2.MD", "a/1.markdown", "c.pdf", "d.jpg", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Hello.", encoding="utf-8")
    names = [item.name for item in read(tmp_path) if isinstance(item, Article)]
    assert names == [str(tmp_path / name) for name in ("a/1.markdown", "a/2.MD", "b.txt")]
    assert notes == [f"{tmp_path}: 2 other files skipped; only .txt, .md and .markdown are read"]


def test_a_link_back_up_does_not_trap_the_walk(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("Hello.", encoding="utf-8")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert [item.name for item in read(tmp_path) if isinstance(item, Article)] == [str(tmp_path / "a" / "x.txt")]


def test_lines_of_json_are_no_article(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"id": "1", "text": "It rained."}\n', encoding="utf-8")
    (item,) = read(path)
    assert isinstance(item, UnreadableSource)
    assert "are read by `claimtrack extract`" in str(item)


def test_a_file_that_is_named_is_read_whatever_its_suffix(read: Read, tmp_path: Path) -> None:
    (tmp_path / "wire.dat").write_text("Hello.", encoding="utf-8")
    assert one_article(read(tmp_path / "wire.dat")).text == "Hello."


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        ("He said “we can’t wait” – and left the café.", "cp1252", "windows-1252"),
        ("The president said the café was closed. " * 10, "latin-1", "windows-1252"),
        ("Президент сказал: «Мы не можем ждать», сообщает агентство в Москве.", "cp1251", "windows-1251"),
    ],
)
def test_a_guessed_encoding_is_told(
    read: Read, tmp_path: Path, notes: list[str], text: str, encoding: str, told: str
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(text.encode(encoding))
    assert one_article(read(path)).text == text
    assert notes == [f"{path}: not UTF-8, read as {told}"]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"%PDF-1.4\n\xe2\xe3\xcf\xd3\0", bytes(range(128, 256)) * 9]
)
def test_binary_is_not_text(read: Read, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert "save it as UTF-8 text" in one_error(read(tmp_path / "a.txt"), UnreadableSource)


def test_a_broken_utf16_file_is_told_as_such(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfeH")
    assert "broken UTF-16" in one_error(read(tmp_path / "a.txt"), UnreadableSource)


@pytest.mark.parametrize("text", ["", " \n\t\n", "---\noutlet: AP\n---\n \n"])
def test_an_article_without_text_is_empty(read: Read, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert one_error(read(tmp_path / "a.txt"), EmptyArticle) == f"{tmp_path / 'a.txt'}: no text in it"


def test_a_missing_file_is_named(read: Read, tmp_path: Path) -> None:
    assert one_error(read(tmp_path / "a.txt"), SourceNotFound) == f"{tmp_path / 'a.txt'}: no such file or folder"


def test_a_folder_with_nothing_readable_says_what_would_be(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert "put .txt, .md or .markdown files there" in one_error(read(tmp_path), UnreadableSource)


def test_a_pipe_is_not_waited_for(read: Read, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "give - instead" in one_error(read(tmp_path / "a.txt"), UnreadableSource)


def test_five_megabytes_are_read(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"He said it is so. " * 300_000)
    assert len(one_article(read(tmp_path / "a.txt")).text) == 5_400_000


def test_errors_take_the_place_of_what_could_not_be_read(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hello.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    found = read(tmp_path / "none.txt", tmp_path, tmp_path / "a.txt")
    assert [type(item) for item in found] == [SourceNotFound, Article, EmptyArticle, Article]
