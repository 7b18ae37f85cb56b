"""Vectors of texts: as small as they can be kept, and compared by their direction."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.text.vectors import likeness, pack, unpack

VECTORS = {"bridge": (1.0, 0.0), "crossing": (0.8, 0.6), "bread": (0.0, 1.0), "none": (-1.0, 0.0)}


def test_a_number_takes_two_bytes() -> None:
    assert len(pack([3.0, 4.0])) == 4


def test_what_is_kept_is_the_direction() -> None:
    assert unpack(pack([3.0, 4.0])) == pytest.approx((0.6, 0.8), abs=0.001)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50).filter(lambda one: math.hypot(*one) > 1e-3))
def test_it_is_kept_to_a_thousandth(vector: list[float]) -> None:
    length = math.hypot(*vector)
    assert unpack(pack(vector)) == pytest.approx([value / length for value in vector], abs=0.001)


@pytest.mark.parametrize("vector", [[], [0.0, 0.0], [math.nan, 1.0], [math.inf, 1.0]])
def test_what_has_no_direction_is_refused(vector: list[float]) -> None:
    with pytest.raises(ValueError, match="no direction"):
        pack(vector)


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        pytest.param("bridge", 1.0, id="the same"),
        pytest.param("crossing", 0.8, id="nearly the same"),
        pytest.param("bread", 0.0, id="something else"),
        pytest.param("none", 0.0, id="the opposite is no less than something else"),
        pytest.param("unheard of", 0.0, id="what has no vector is like nothing"),
    ],
)
def test_likeness_is_the_cosine(other: str, alike: float) -> None:
    assert likeness(VECTORS, "bridge", other) == pytest.approx(alike)
