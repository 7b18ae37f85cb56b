"""What is told of a model's work: calls, tokens and money, while it runs and at its end."""

from __future__ import annotations

from contextlib import suppress

import pytest

from claimtrack.cli.output import Format
from claimtrack.cli.progress import progress
from claimtrack.cli.spent import money, spent, tokens
from claimtrack.llm.client import Usage


@pytest.mark.parametrize(
    ("usage", "words"),
    [
        (Usage(27, 4, 0, 80_000, 10_000, 1_200, 120_000), "31 calls (4 from cache), 81k tokens, $0.12"),
        (Usage(1, 0, 0, 900, 0, 99, 1_234), "1 call, 999 tokens, $0.0012"),
        (Usage(3, 0, 2, 900_000, 0, 400_000, None), "3 calls (2 failed), 1.3M tokens, cost unknown"),
        (Usage(5, 1, 1, 0, 0, 0, 0), "6 calls (1 from cache, 1 failed), 0 tokens, $0.00"),
    ],
)
def test_what_was_spent_is_told_in_words(usage: Usage, words: str) -> None:
    assert spent(usage) == words


def test_large_numbers_stay_readable() -> None:
    assert (money(1_234_567_890), money(100_000), money(99_999)) == ("$1,234.57", "$0.10", "$0.1000")
    assert (tokens(999_499), tokens(12_345_678)) == ("999k tokens", "12.3M tokens")


def test_the_end_of_a_models_run_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Reading", Format.TABLE, lambda: Usage(2, 0, 0, 100, 0, 50, None)) as tell:
        tell(12, 40)
    assert capsys.readouterr().err == "claimtrack: 12/40 articles, 2 calls, 150 tokens, cost unknown\n"


def test_a_run_that_breaks_still_tells_what_it_took(capsys: pytest.CaptureFixture[str]) -> None:
    with (
        suppress(ZeroDivisionError),
        progress("Judging", Format.TABLE, lambda: Usage(1, 0, 1, 0, 0, 0, 0), "pairs") as tell,
    ):
        tell(1)
        raise ZeroDivisionError
    assert capsys.readouterr().err == "claimtrack: 1 pair, 1 call (1 failed), 0 tokens, $0.00\n"


@pytest.mark.parametrize("usage", [None, Usage()])
def test_where_no_model_was_asked_nothing_is_told(usage: Usage | None, capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Reading", Format.TABLE, lambda: usage) as tell:
        tell(1, 1)
    assert capsys.readouterr().err == ""
