"""One server and one client for all attacks, a database of honest articles to copy, and a record of what goes out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtrack import Tracker
from claimtrack.check.llm import LlmJudge
from claimtrack.engines import Engines
from claimtrack.extract.llm import LlmExtractor
from claimtrack.llm.client import Client
from claimtrack.llm.langchain import LangchainEndpoint
from claimtrack.llm.prompts import Prompts

from ..llm.server import ModelServer
from .scene import AS_OF, VICTIMS, honest

_OUTWARD = frozenset(
    "socket.connect socket.sendto socket.getaddrinfo socket.gethostbyname urllib.Request ftplib.connect "
    "smtplib.connect subprocess.Popen os.system os.exec os.posix_spawn os.startfile webbrowser.open".split()
)
"""Audit events by which something can leave the process."""


class Outward:
    """What went out of the process, or tried to, while ``watching``."""

    def __init__(self) -> None:
        self.watching = False
        self.seen: list[tuple[str, object]] = []

    def hook(self, event: str, args: tuple[object, ...]) -> None:
        if self.watching and event in _OUTWARD:
            self.seen.append((event, args[1] if event == "socket.connect" else args[0]))


OUTWARD = Outward()
sys.addaudithook(OUTWARD.hook)  # it cannot be taken off again


@pytest.fixture
def outward() -> Iterator[Outward]:
    OUTWARD.seen.clear()
    OUTWARD.watching = True
    yield OUTWARD
    OUTWARD.watching = False


@pytest.fixture(scope="session")
def server() -> Iterator[ModelServer]:
    with ModelServer(play=honest) as running:
        yield running


@pytest.fixture(scope="session")
def engines(server: ModelServer) -> Engines:
    """Both stages of a language model, on the real client."""
    client = Client(LangchainEndpoint("openai:test", base_url=server.url, timeout=30.0))
    prompts = Prompts.load()
    return Engines(LlmExtractor(client, prompts), LlmJudge(client, prompts), client)


@pytest.fixture(scope="session")
def honest_database(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both honest articles, read and checked, each with a claim whose status an attack could change."""
    path = tmp_path_factory.mktemp("untrusted") / "honest.db"
    with Tracker.open(str(path), engines=engines) as tracker:
        for article in VICTIMS:
            tracker.ingest(article)
        tracker.check(AS_OF)
        assert [claim.claim.text for claim in tracker.claims()] == [
            "The Tarn bridge in Solway will reopen on Friday",
            "Castor Energy employs 4,200 people in Ostrava",
        ]
    return path
