"""Work grows with the length of an article and not faster, counted in function calls."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from claimtrack.extract.rules import RulesExtractor
from claimtrack.model import Article

PEOPLE = [
    f"{a}{b} {c}{b}" for a, b, c in itertools.product(["Al", "Be", "Co", "Da"], ["fa", "ga", "na"] * 9, ["Ro", "Si"])
]


def calls(text: str) -> int:
    """How many functions extracting from ``text`` calls, built-in ones too."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        RulesExtractor().extract(Article(text))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(lambda n: '"It is late," Anna Berg said. ' * n, id="quotes in one paragraph"),
        pytest.param(lambda n: '"it is late," she said, and ' * n, id="quotes in one sentence"),
        pytest.param(lambda n: "Anna Berg said yes. It said no. " * n, id="pronouns in one paragraph"),
        pytest.param(
            lambda n: "".join(f"N{i} Smith said it was late. Smith said no.\n" for i in range(n)), id="a surname"
        ),
        pytest.param(
            lambda n: "".join(f"Senator {PEOPLE[i % 200]} came. The president said no.\n" for i in range(n)),
            id="offices",
        ),
        pytest.param(lambda n: '"' * 7 * n, id="marks"),
        pytest.param(lambda n: "he said it was late, " * n, id="clauses"),
        pytest.param(lambda n: "While Roe said it, he denied it, " * n, id="inserted clauses"),
        pytest.param(lambda n: '"A b," Roe said that "it was," ' * n, id="quotes that lead to a cue"),
        pytest.param(lambda n: "Roe, who denied it, said it, " * n, id="clauses inside a subject"),
        pytest.param(lambda n: 'Roe never said "a" and "b" ' * n, id="what was never said"),
        pytest.param(lambda n: "ROE: It is late.\nDOE: It is not.\n" * n, id="turns"),
        pytest.param(lambda n: '<tweet author="@roe">' + "It is late. " * n, id="a post without an end"),
        pytest.param(lambda n: '"It is late."\n\n- Roe\n\n' * n, id="signatures"),
        pytest.param(lambda n: "His claim that it was " * n, id="nouns"),
    ],
)
def test_four_times_the_text_is_about_four_times_the_work(story: Callable[[int], str]) -> None:
    calls(story(20))  # what is read once, such as word lists, is read now
    assert calls(story(400)) <= 5 * calls(story(100))
