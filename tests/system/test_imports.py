"""Every room of the package stands on a floor, so that import-linter, which ``make test`` runs, sees all of them."""

from __future__ import annotations

import pkgutil
import tomllib
from pathlib import Path

import claimtrack

ROOT = Path(__file__).parents[2]
FLOORS, DATABASE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
ROOMS = {room.name for room in pkgutil.iter_modules(claimtrack.__path__)}


def test_every_room_stands_on_one_floor() -> None:
    placed = [room.strip() for floor in FLOORS["layers"] for room in floor.split("|")]
    assert sorted(placed) == sorted(ROOMS)
    assert FLOORS["exhaustive"] is True


def test_every_room_but_the_store_is_kept_from_the_database() -> None:
    assert {f"claimtrack.{room}" for room in ROOMS - {"store"}} == set(DATABASE["source_modules"])
