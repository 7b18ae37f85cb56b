"""A model that takes its time: an OpenAI-compatible server in a process of its own.

    with SleepingModel(replies, seconds=1.0) as model:
        ...  # base URL: model.url
        model.calls()

It answers a conversation about the article "Story 7" with reply number 7, and one that goes on with ``more``.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

_ARTICLE = re.compile(r"Story (\d+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """One call: what tells its request from others, when it came and was answered (seconds of ``time.time``)."""

    request: str
    came: float
    answered: float | None


class SleepingModel:
    """The server, from the side of the benchmark: a context manager."""

    def __init__(self, replies: Sequence[str], more: str, seconds: float) -> None:
        self._script = {"replies": list(replies), "more": more, "seconds": seconds}
        self.url = ""

    def __enter__(self) -> Self:
        command = [sys.executable, __file__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(self._script) + "\n")
        self._process.stdin.flush()
        self.url = self._process.stdout.readline().strip()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def calls(self) -> list[Asked]:
        """Every call so far, in order of arrival."""
        with urllib.request.urlopen(f"{self.url}/calls") as response:
            return [Asked(*call) for call in json.loads(response.read())]


class _Server:
    def __init__(self, script: dict[str, Any]) -> None:
        self._script = script
        self._calls: list[list[Any]] = []

    async def serve(self) -> None:
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0, backlog=256)
        sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1\n")
        sys.stdout.flush()
        await server.serve_forever()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
                body = await reader.readexactly(int(length[1]) if length else 0)
                answer = await self._chat(body) if head.startswith("POST") else json.dumps(self._calls).encode()
                kind = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                writer.write(kind + str(len(answer)).encode() + b"\r\n\r\n" + answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _chat(self, body: bytes) -> bytes:
        call: list[Any] = [hashlib.sha256(body).hexdigest(), time.time(), None]
        self._calls.append(call)
        messages = json.loads(body)["messages"]
        number = _ARTICLE.search(messages[1]["content"])
        goes_on = len(messages) > 2
        text = self._script["more"] if goes_on or not number else self._script["replies"][int(number[1])]
        await asyncio.sleep(self._script["seconds"])
        call[2] = time.time()
        message = {"role": "assistant", "content": text}
        usage = {"prompt_tokens": len(body) // 4, "completion_tokens": len(text) // 4, "total_tokens": 0}
        choices = [{"index": 0, "finish_reason": "stop", "message": message}]
        told = {"id": "1", "object": "chat.completion", "created": 1, "model": "sleeping", "choices": choices}
        return json.dumps({**told, "usage": usage}).encode()


if __name__ == "__main__":
    asyncio.run(_Server(json.loads(sys.stdin.readline())).serve())
