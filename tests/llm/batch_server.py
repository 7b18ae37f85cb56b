"""A provider's batch service on the loopback server: files, batches, and answers that the test decides on.

with ModelServer() as server:
    provider = BatchProvider(server)
    ...                                   # submit through the real openai client
    provider.finish("batch-1", lambda line: answered("{}"), state="expired")
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from tests.llm.server import Answer, Asked, Json, ModelServer, completion, error, plain

Work = Callable[[Json], Json | None]
"""What becomes of one line of the input file: its line of output (without ids), or None where there is none."""


def answered(text: str, finish: str = "stop", **usage: int) -> Json:
    """An output line with a reply of the model."""
    return {
        "response": {"status_code": 200, "request_id": "r", "body": completion(text, finish, None, **usage)},
        "error": None,
    }


def refused(status: int, message: str) -> Json:
    """An error line with the status of a call that failed."""
    body = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}
    return {"response": {"status_code": status, "request_id": "r", "body": body}, "error": None}


def expired() -> Json:
    """An error line of a request that was never begun."""
    return {"response": None, "error": {"code": "batch_expired", "message": "not executed before the window expired"}}


@dataclass
class RemoteFile:
    """A file at the provider."""

    content: bytes
    purpose: str


@dataclass
class BatchProvider:
    """Adds the batch service to ``server``."""

    server: ModelServer
    files: dict[str, RemoteFile] = field(default_factory=dict)
    batches: dict[str, Json] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.server.routes |= {
            ("POST", "/v1/files"): self._upload,
            ("GET", "/v1/files/"): self._content,
            ("POST", "/v1/batches"): self._create,
            ("GET", "/v1/batches"): self._list,
            ("GET", "/v1/batches/"): self._look,
        }

    def lines(self, batch: str) -> list[Json]:
        """The requests of a batch, as they were handed in."""
        return [json.loads(line) for line in self.files[self.batches[batch]["input_file_id"]].content.splitlines()]

    def finish(self, batch: str, work: Work, state: str = "completed", extra: bytes = b"") -> None:
        """Answer the requests of a batch; ``extra`` is written to its output file as it is."""
        done: list[Json] = []
        failed: list[Json] = []
        for line in self.lines(batch):
            if outcome := work(line):
                row = {"id": "batch_req_1", "custom_id": line["custom_id"], **outcome}
                good = outcome["response"] and outcome["response"]["status_code"] == 200
                (done if good else failed).append(row)
        counts = {"total": len(self.lines(batch)), "completed": len(done), "failed": len(failed)}
        output, errors = _jsonl(done) + extra, _jsonl(failed)
        self.batches[batch] |= {
            "status": state,
            "request_counts": counts,
            "output_file_id": self._keep(output, "batch_output") if output else None,
            "error_file_id": self._keep(errors, "batch_output") if errors else None,
        }

    def fail(self, batch: str, message: str) -> None:
        """Refuse the whole batch, as its input file is checked."""
        problem = {"object": "list", "data": [{"code": "invalid", "message": message, "line": 1, "param": None}]}
        self.batches[batch] |= {"status": "failed", "errors": problem}

    def _keep(self, content: bytes, purpose: str) -> str:
        name = f"file-{next(self._numbers)}"
        self.files[name] = RemoteFile(content, purpose)
        return name

    def _upload(self, asked: Asked) -> Answer:
        fields = _form(asked)
        name = self._keep(fields["file"], fields["purpose"].decode())
        size = len(fields["file"])
        told = {"id": name, "object": "file", "bytes": size, "created_at": 1, "filename": "x", "status": "processed"}
        return plain({**told, "purpose": "batch"})

    def _content(self, asked: Asked) -> Answer:
        file = self.files.get(asked.path.split("/")[3])
        return Answer(200, file.content, {"Content-Type": "application/binary"}) if file else error(404, "No such File")

    def _create(self, asked: Asked) -> Answer:
        given = asked.json
        if given["completion_window"] != "24h" or self.files[given["input_file_id"]].purpose != "batch":
            return error(400, "not a batch")
        name = f"batch-{len(self.batches) + 1}"
        lines = len(self.files[given["input_file_id"]].content.splitlines())
        counts = {"total": lines, "completed": 0, "failed": 0}
        self.batches[name] = {"id": name, "object": "batch", "created_at": 1, "status": "validating", **given}
        self.batches[name]["request_counts"] = counts
        return plain(self.batches[name])

    def _look(self, asked: Asked) -> Answer:
        batch = self.batches.get(asked.path.split("/")[3])
        return plain(batch) if batch else error(404, "No batch found")

    def _list(self, _: Asked) -> Answer:
        newest = list(reversed(self.batches.values()))
        return plain({"object": "list", "data": newest, "has_more": False, "first_id": None, "last_id": None})


def _jsonl(rows: list[Json]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def _form(asked: Asked) -> dict[str, bytes]:
    """The fields of a multipart form."""
    boundary = asked.headers["content-type"].split("boundary=")[1].encode()
    fields = {}
    for part in asked.body.split(b"--" + boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        name = re.search(rb'name="([^"]+)"', head)
        assert name
        fields[name[1].decode()] = content.removesuffix(b"\r\n")
    return fields
