"""The jobs that the tests disturb, each done once in peace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .newsroom import CHECKED, publish
from .program import Job, undisturbed


@pytest.fixture(scope="session")
def ingesting(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Reading a folder of 24 articles into a database that is not there yet."""
    folder = tmp_path_factory.mktemp("ingesting")
    articles = publish(folder / "articles")
    return undisturbed(folder / "claims.db", "ingest", str(articles))


@pytest.fixture(scope="session")
def checking(ingesting: Job, tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Holding those articles against one another's claims."""
    database = tmp_path_factory.mktemp("checking") / "claims.db"
    shutil.copy(ingesting.after, database)
    return undisturbed(database, "check", "--as-of", CHECKED.isoformat(), before=ingesting.after)


@pytest.fixture(params=["ingest", "check"])
def job(request: pytest.FixtureRequest, ingesting: Job, checking: Job) -> Job:
    """Each of the jobs in turn."""
    return {"ingest": ingesting, "check": checking}[request.param]


@pytest.fixture
def database(job: Job, tmp_path: Path) -> Path:
    """The database that the job is to be done on."""
    path = tmp_path / "claims.db"
    if job.before:
        shutil.copy(job.before, path)
    return path
