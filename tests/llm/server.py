"""A scripted OpenAI-compatible server on loopback, for the real ChatOpenAI and openai clients to talk to.

    with ModelServer({"quotes": []}, error(500), "no JSON") as server:
        ...  # base_url=server.url
    assert server.requests[0].json["model"] == "test"

Answers are given in order; ``play`` answers when the queue is empty. A text or a dict is what the model writes, an
``Answer`` anything else a server can do, and a function makes one of these of what was asked.
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """One HTTP response. After ``sleep`` seconds; ``cut`` ends it midway, ``reset`` breaks the connection instead.

    With ``drip``, spaces come before it, one each so many seconds until ``sleep`` is over.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    sleep: float = 0.0
    cut: bool = False
    reset: bool = False
    drip: float = 0.0

    def after(self, seconds: float) -> Answer:
        """The same, later."""
        return replace(self, sleep=seconds)


@dataclass(frozen=True)
class Asked:
    """One HTTP request as it came in; header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        """The body, read as JSON."""
        value: Json = json.loads(self.body)
        return value

    @property
    def user(self) -> str:
        """What the last message of a conversation says."""
        text: str = self.json["messages"][-1]["content"]
        return text


Reply = Answer | str | Json
Play = Callable[[Asked], Reply]
Route = Callable[[Asked], Answer]


def plain(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """``value`` as JSON."""
    return Answer(status, json.dumps(value).encode(), {"Content-Type": "application/json", **(headers or {})})


def completion(text: str | None, finish: str | None = "stop", refusal: str | None = None, **usage: int) -> Json:
    """The JSON of a chat completion. ``usage``: input (100), cached (0), output (50)."""
    given, held, written = usage.get("input", 100), usage.get("cached", 0), usage.get("output", 50)
    message = {"role": "assistant", "content": text, "refusal": refusal}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "test",
        "choices": [{"index": 0, "finish_reason": finish, "message": message, "logprobs": None}],
        "usage": {
            "prompt_tokens": given,
            "completion_tokens": written,
            "total_tokens": given + written,
            "prompt_tokens_details": {"cached_tokens": held},
        },
    }


def said(text: str | None, finish: str | None = "stop", refusal: str | None = None, **usage: int) -> Answer:
    """What the model writes, and why it ended."""
    return plain(completion(text, finish, refusal, **usage))


def error(status: int, message: str = "broken", code: str | None = None, **headers: str) -> Answer:
    """An error as OpenAI words it. Headers are given with underscores: ``retry_after="2"``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return plain({"error": {"message": message, "type": code, "param": None, "code": code}}, status, named)


def page(text: str = "<html><body>Sign in to the guest network</body></html>", status: int = 200) -> Answer:
    """A web page instead of an answer, as a captive portal or a wrong address gives."""
    return Answer(status, text.encode(), {"Content-Type": "text/html"})


def cut(text: str = "{}") -> Answer:
    """A response that ends midway, though it announced more."""
    return replace(said(text), cut=True)


RESET = Answer(reset=True)


class ModelServer:
    """The server; a context manager. ``url`` is the base URL, ``requests`` all that was asked, in order of arrival.

    ``routes`` answer other paths, by method and beginning of the path; the longest one that fits is taken.
    """

    def __init__(self, *answers: Reply | Play, play: Play | None = None) -> None:
        self.answers: deque[Reply | Play] = deque(answers)
        self.play = play
        self.requests: list[Asked] = []
        self.routes: dict[tuple[str, str], Route] = {
            ("POST", "/v1/chat/completions"): self._chat,
            ("GET", "/v1/models"): lambda _: plain({"object": "list", "data": [{"id": "test", "object": "model"}]}),
        }
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        """The base URL, with /v1."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def chats(self) -> list[Asked]:
        """The conversations among the requests."""
        return [asked for asked in self.requests if asked.path == "/v1/chat/completions"]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, asked: Asked) -> Answer:
        """What ``asked`` gets, after the time it is to take."""
        with self._lock:
            self.requests.append(asked)
        fitting = [(len(path), route) for (method, path), route in self.routes.items()
                   if method == asked.method and asked.path.startswith(path)]  # fmt: skip
        answer = max(fitting, key=lambda found: found[0])[1](asked) if fitting else error(404, "no such path")
        if answer.sleep and not answer.drip:
            self._over.wait(answer.sleep)
        return answer

    def pause(self, seconds: float) -> None:
        """Wait, unless the server is shut down."""
        self._over.wait(seconds)

    def _chat(self, asked: Asked) -> Answer:
        with self._lock:
            given = self.answers.popleft() if self.answers else self.play
        given = given(asked) if callable(given) else given
        if given is None:
            return error(400, "the test gave no further answer")
        if isinstance(given, Answer):
            return given
        return said(given if isinstance(given, str) else json.dumps(given))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about; anything else is told."""
        import sys

        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def log_message(self, format: str, *args: object) -> None:
            pass

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = server.answer(Asked(self.command, self.path, headers, body))
            if answer.reset:
                self._reset()
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            spaces = round(answer.sleep / answer.drip) if answer.drip else 0
            self.send_header("Content-Length", str(spaces + len(answer.body)))
            self.end_headers()
            for _ in range(spaces):
                self.wfile.write(b" ")
                server.pause(answer.drip)
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)
            self.close_connection |= answer.cut

        def _reset(self) -> None:
            # To linger for no time makes the kernel send RST instead of a polite end.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RD)
            self.connection.close()

    return Handler


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait for something that another thread brings about; fails when it does not."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.002)
