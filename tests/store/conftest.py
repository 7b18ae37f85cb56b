"""Every test has a real SQLite file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtrack.store import Store

from .scene import NO_PLANS, save, save_summit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's database is, once it is opened."""
    return tmp_path / "claims.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    store = Store.open(url)
    yield store
    store.close()


@pytest.fixture
def claim_id(store: Store) -> int:
    """Trump's claim of 16 October, with an article of 21 October that is not yet checked."""
    number = save_summit(store)
    save(store, NO_PLANS)
    return number
