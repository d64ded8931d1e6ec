"""A server that speaks as OpenAI's chat completions do, and every way in which such a server can fail.

It listens on this machine only. It keeps what it was sent, and answers each question as it was told to.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LETTERS_A_PIECE = 24
STREAM = "text/event-stream"


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """Everything that was said to the model."""
        return "\n".join(message["content"] for message in self.body.get("messages", ()))

    @property
    def form(self) -> str:
        """The wanted form of the answer: `json_schema`, `json_object`, or empty for none."""
        return str(self.body.get("response_format", {}).get("type", ""))


@dataclass(frozen=True)
class Answer:
    """A status with a body, or a text that is streamed in pieces.

    `pause_s` goes by between two pieces, `delay_s` before the first byte. `cut` ends the connection in the middle.
    """

    text: str = ""
    status: int = 200
    body: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    finish: str = "stop"
    refusal: str = ""
    pause_s: float = 0.0
    delay_s: float = 0.0
    cut: bool = False


def refusal(status: int, words: str, **headers: str) -> Answer:
    """An error as OpenAI's API says it; `_` in a header's name stands for `-`."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(status=status, body=json.dumps({"error": {"message": words}}), headers=named)


Answers = Callable[[Asked], Answer]


@dataclass
class ModelServer:
    """The running server; `answers` may be changed at any time."""

    port: int
    answers: Answers = lambda _: Answer(text="yes")
    models: tuple[str, ...] = ("sandbox-small", "sandbox-large")
    asked: list[Asked] = field(default_factory=list)
    hung_up: int = 0

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/v1"

    @property
    def questions(self) -> list[Asked]:
        """What was asked of the model, the check's question left out."""
        return [one for one in self.asked if one.method == "POST" and "single word: yes" not in one.text]


@contextmanager
def running_model() -> Iterator[ModelServer]:
    """A server on a free port, until the block ends."""
    httpd = _Server(("127.0.0.1", 0), _Handler)
    httpd.daemon_threads = True
    model = httpd.model = ModelServer(port=httpd.server_port)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    model: ModelServer


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    @property
    def _model(self) -> ModelServer:
        return self.server.model

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Nothing is printed."""

    def do_GET(self) -> None:
        self._keep({})
        listed = {"object": "list", "data": [{"id": name} for name in self._model.models]}
        if self.path == "/v1/models":
            self._whole(Answer(body=json.dumps(listed)))
        else:
            self._whole(Answer(status=404, body="404 page not found"))

    def do_POST(self) -> None:
        asked = self._keep(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        answer = self._model.answers(asked)
        time.sleep(answer.delay_s)
        try:
            if answer.body is None:
                self._stream(answer)
            else:
                self._whole(answer)
        except OSError:
            self._model.hung_up += 1
            self.close_connection = True

    def _keep(self, body: dict[str, Any]) -> Asked:
        asked = Asked(self.command, self.path, dict(self.headers), body)
        self._model.asked.append(asked)
        return asked

    def _whole(self, answer: Answer) -> None:
        data = (answer.body or "").encode()
        self.send_response(answer.status)
        kind = "application/json" if data[:1] in (b"{", b"[") else "text/html"
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(data))), *answer.headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", STREAM)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        pieces = [answer.text[at : at + LETTERS_A_PIECE] for at in range(0, len(answer.text), LETTERS_A_PIECE)]
        for piece in pieces[: len(pieces) // 2 if answer.cut else None]:
            self._event({"delta": {"content": piece}, "finish_reason": None})
            time.sleep(answer.pause_s)
        if answer.cut:
            return
        if answer.refusal:
            self._event({"delta": {"refusal": answer.refusal}, "finish_reason": None})
        self._event({"delta": {}, "finish_reason": answer.finish})
        self._send("data: [DONE]\n\n")

    def _event(self, choice: dict[str, Any]) -> None:
        self._send(f"data: {json.dumps({'choices': [{'index': 0, **choice}]})}\n\n")

    def _send(self, text: str) -> None:
        self.wfile.write(text.encode())
        with suppress(ValueError):
            self.wfile.flush()
