"""Every room of the package stands on a floor, so that import-linter, which ``make test`` runs, sees all of them."""

from __future__ import annotations

import pkgutil
import tomllib
from pathlib import Path

import pytest

import claimtrack

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
FLOORS, *DOORS = CONTRACTS
ROOMS = {room.name for room in pkgutil.iter_modules(claimtrack.__path__)}


def test_every_room_stands_on_one_floor() -> None:
    placed = [room.strip() for floor in FLOORS["layers"] for room in floor.split("|")]
    assert sorted(placed) == sorted(ROOMS)
    assert FLOORS["exhaustive"] is True


@pytest.mark.parametrize(("door", "room"), list(zip(DOORS, ["store", "cli", "sources", "llm"], strict=True)))
def test_every_room_but_one_is_kept_from_what_it_is_the_door_to(door: dict[str, list[str]], room: str) -> None:
    assert {f"claimtrack.{other}" for other in ROOMS - {room}} == set(door["source_modules"])
