"""What a provider says that a reply took is money, so that it is believed only as far as it can be."""

from __future__ import annotations

import pytest

from claimtrack.llm.usage import counts

UNKNOWN = (None, None, None)


@pytest.mark.parametrize(
    ("given", "cached", "written", "text", "known"),
    [
        pytest.param(100, 40, 50, "{}", (100, 40, 50), id="as it should be"),
        pytest.param(100, None, 50, "{}", (100, 0, 50), id="nothing said of a cache"),
        pytest.param(100, 500, 50, "{}", (100, 0, 50), id="more held than was read"),
        pytest.param(100, -5, 50, "{}", (100, 0, 50), id="less than nothing held"),
        pytest.param(100, "40", 50, "{}", (100, 0, 50), id="held, in letters"),
        pytest.param(100, 0, 0, "", (100, 0, 0), id="read, and nothing answered"),
        pytest.param(None, None, None, "{}", UNKNOWN, id="nothing said"),
        pytest.param(0, 0, 0, "{}", UNKNOWN, id="a server that counts nothing"),
        pytest.param(100, 0, 0, "{}", UNKNOWN, id="nothing written, and yet a text"),
        pytest.param(100, 0, None, "{}", UNKNOWN, id="one side only"),
        pytest.param(-100, 0, -50, "{}", UNKNOWN, id="less than nothing"),
        pytest.param("100", 0, "50", "{}", UNKNOWN, id="letters"),
        pytest.param(100.5, 0, 50.0, "{}", UNKNOWN, id="fractions"),
        pytest.param(float("nan"), 0, float("inf"), "{}", UNKNOWN, id="no numbers"),
        pytest.param(10**15, 0, 10**20, "{}", UNKNOWN, id="more than any model reads"),
        pytest.param(True, 0, True, "{}", UNKNOWN, id="yes"),
    ],
)
def test_what_is_known(
    given: object, cached: object, written: object, text: str, known: tuple[int | None, ...]
) -> None:
    told = counts(given, cached, written, text)
    assert (told["input_tokens"], told["cached_tokens"], told["output_tokens"]) == known
