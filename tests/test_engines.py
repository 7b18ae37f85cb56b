"""Which engines do the work, and how much of it at once."""

from __future__ import annotations

import pytest

from claimtrack.engines import engines
from claimtrack.settings import Settings


@pytest.mark.parametrize(("calls", "articles"), [(1, 1), (4, 8)])
def test_while_calls_are_in_flight_the_next_requests_are_made_ready(calls: int, articles: int) -> None:
    assert engines(Settings.load(model="openai:test", jobs=calls)).jobs == articles


def test_without_a_model_there_is_nothing_to_wait_for() -> None:
    assert engines().jobs == 1
