"""docs/models.md: every command line of it works, in order, and every setting is in it."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claimtrack.settings import Settings
from tests.llm.batch_server import BatchProvider, answered
from tests.llm.embeddings import embedded
from tests.llm.server import Asked, Json, ModelServer, plain

from . import scripted
from .conftest import Command

PAGE = (Path(__file__).parents[2] / "docs" / "models.md").read_text(encoding="utf-8")
LINES = re.findall(r"^    \$ (?:([A-Z_]+)=(\S+) )?claimtrack (.+)$", PAGE, re.MULTILINE)
NAMES = ("gpt-5-mini", "my-deployment", "qwen3", "Qwen/Qwen3-32B", "local")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(play=replied) as server:
        models = plain({"object": "list", "data": [{"id": name, "object": "model"} for name in NAMES]})
        server.routes["GET", "/v1/models"] = lambda _: models
        server.routes["POST", "/v1/embeddings"] = embedded
        yield server


def replied(asked: Asked) -> Json:
    """A model that finds nothing to say beyond what ``scripted`` knows."""
    form = asked.json["response_format"]
    if "json_schema" not in form or form["json_schema"]["name"] == "ProbeReply":
        return {"answer": "yes"}
    reply = scripted.model(asked)
    assert isinstance(reply, dict)
    return reply


def work(line: Json) -> Json:
    return answered(json.dumps(replied(Asked("POST", line["url"], {}, json.dumps(line["body"]).encode()))))


def test_every_command_line_works_in_order(
    claimtrack: Command, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bridge.txt").write_text(scripted.article(1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-not-a-key")
    monkeypatch.setenv("CLAIMTRACK_BASE_URL", server.url)
    provider = BatchProvider(server)
    assert len(LINES) > 15
    for variable, value, line in LINES:
        with pytest.MonkeyPatch.context() as for_this_line:
            if variable:
                for_this_line.setenv(variable, value)
            ended = claimtrack(*shlex.split(re.sub(r"https?://\S+/v1", server.url, line)))
        assert (line, ended.code, ended.err if ended.code else "") == (line, 0, "")
        for name, batch in provider.batches.items():
            if batch["status"] == "validating":
                provider.finish(name, work)


def test_every_setting_is_in_the_table() -> None:
    documented: list[Any] = re.findall(r"^\| `([a-z_]+)` \| [^|]+ \| [^|]+ \|$", PAGE, re.MULTILINE)
    assert set(Settings.model_fields) <= set(documented)
