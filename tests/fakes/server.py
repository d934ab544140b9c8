"""A chat server on loopback that answers about samples, and misbehaves on request. Standard library only; see README.md."""

import argparse
import hashlib
import json
import random
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

MODEL = "fake/model"
MOODS = ("dark", "dusty", "warm", "hazy", "heavy", "nocturnal", "playful", "raw", "tense")
ERAS = ("1970s", "1980s", "1990s", "2000s")
GENRES = ("boom bap", "lo-fi", "house", "jungle", "ambient")
TEXTURES = ("crunchy", "punchy", "round", "tape-worn", "tight", "airy", "gritty")
TAGS = ("bass", "drums", "keys", "vocals", "any key")
USES = ("drum foundation", "bass line", "chord bed", "texture bed", "hook")
THINKING_TOKENS = 8_000
ENERGIES = ("low", "medium", "high")
CONNECTION_FAULTS = ("reset", "hang", "trickle")
FORMS = ("json_schema", "json_object", "text")
CONTENT_FAULTS = ("missing", "invalid", "shuffled", "fenced", "duplicate", "foreign", "empty", "error_in_200", "truncated")


@dataclass(frozen=True)
class Scripted:
    """One prepared answer, sent instead of the usual one: status, headers and body as they are."""

    status: int = 200
    body: bytes | str | Mapping[str, Any] = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """One request as the server saw it."""

    number: int
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    ids: tuple[str, ...]
    fault: str | None


@dataclass(frozen=True)
class Behaviour:
    """How the server behaves.

    Attributes:
        latency_s: Time before each answer.
        faults: Fault to its probability, 0-1: an HTTP status such as "429", one of CONNECTION_FAULTS, "html", or one of CONTENT_FAULTS.
        seed: Of the faults; the same order of requests meets the same faults.
        retry_after_s: Sent with 429 and 503.
        key: Key that callers must send; None asks for none.
        bare: Has no /key and no /models, like many local servers.
        bad_ids: Requests that hold one of these ids are refused with 400, as for their content.
        hears: Whether the model takes audio, as its list says.
        forms: Of FORMS, those that `response_format` may ask for; any other is refused with 400.
        thinks: Uses up every answer by thinking, unless `reasoning` is off or `max_tokens` leaves room.
        must_think: Refuses requests that turn `reasoning` off with 400.
        vibes: What it says of these ids; of any other it says `vibe_of`.
    """

    latency_s: float = 0.0
    faults: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    retry_after_s: float = 1.0
    key: str | None = None
    bare: bool = False
    bad_ids: frozenset[str] = frozenset()
    hears: bool = True
    forms: tuple[str, ...] = FORMS
    thinks: bool = False
    must_think: bool = False
    vibes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def vibe_of(sample_id: str) -> dict[str, Any]:
    """The valid description that this server gives for an id, always the same."""
    pick = random.Random(hashlib.sha256(sample_id.encode()).digest())
    return {
        "id": sample_id,
        "mood": pick.sample(MOODS, 3),
        "era": pick.choice(ERAS),
        "genre": pick.choice(GENRES),
        "energy": pick.choice(ENERGIES),
        "descriptors": pick.sample(TEXTURES, 3),
        "compatibility_tags": pick.sample(TAGS, 2),
        "best_use": pick.choice(USES),
        "confidence": round(pick.uniform(0.5, 0.95), 2),
    }


def asked_ids(body: bytes) -> tuple[str, ...]:
    """Ids in the JSON array that is the only user message, or its first part; ValueError if the request is anything else."""
    request = json.loads(body)
    if not isinstance(request, dict) or not isinstance(request.get("model"), str) or not request["model"]:
        raise ValueError("model is required")
    messages = request.get("messages")
    users = [message for message in messages if message.get("role") == "user"] if isinstance(messages, list) else []
    if len(users) != 1:
        raise ValueError("exactly one user message is expected")
    content = users[0]["content"]
    samples = json.loads(content if isinstance(content, str) else content[0]["text"])
    if not isinstance(samples, list) or not samples or not all(isinstance(sample.get("id"), str) for sample in samples):
        raise ValueError("the user message must be a JSON array of objects with an id")
    return tuple(sample["id"] for sample in samples)


def content_for(ids: Sequence[str], fault: str | None = None, said: Mapping[str, Mapping[str, Any]] | None = None) -> str:
    """Text of the model's message about these ids, spoilt by the fault; `said` has other words for some of them."""
    vibes: list[Mapping[str, Any]] = [(said or {}).get(sample_id) or vibe_of(sample_id) for sample_id in ids]
    if fault == "missing":
        vibes = vibes[:-1]
    if fault == "shuffled":
        vibes = vibes[::-1]
    if fault == "duplicate":
        vibes = [*vibes, vibes[0]]
    if fault == "foreign":
        vibes = [*vibes, vibe_of("somebody_elses_sample")]
    text = json.dumps({"samples": vibes})
    if fault == "invalid":
        return text[: len(text) // 8].replace('"', "'")
    if fault == "truncated":
        return text[: len(text) * 2 // 3]
    if fault == "fenced":
        return f"Here you are:\n```json\n{text}\n```\nAnything else?"
    return "" if fault == "empty" else text


def asked_form(body: bytes) -> str:
    """Of FORMS, the one that a request asks for."""
    return str(json.loads(body).get("response_format", {"type": "text"})["type"])


def completion(content: str, number: int, model: str = MODEL, finish_reason: str = "stop") -> dict[str, Any]:
    """Body of a successful /chat/completions answer."""
    return {
        "id": f"gen-{number}",
        "object": "chat.completion",
        "created": 1_790_000_000,
        "model": model,
        "system_fingerprint": None,
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940, "cost": 0.0001},
    }


class FakeServer:
    """The server, on a thread of its own; use it in a `with` block.

    Args:
        behaviour: How it behaves.
        port: Port on 127.0.0.1; 0 takes a free one.
        log: File that gets a JSON line for every request before it is answered.
    """

    def __init__(self, behaviour: Behaviour | None = None, *, port: int = 0, log: Path | None = None) -> None:
        self.behaviour = behaviour or Behaviour()
        self.requests: list[Request] = []
        self.script: deque[Scripted] = deque()
        self.stopping = threading.Event()
        self._random = random.Random(self.behaviour.seed)
        self._lock = threading.Lock()
        self._connections: set[socket.socket] = set()
        self._log = log.open("a", encoding="utf-8") if log else None
        self._http = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, name="fake-server")

    @property
    def base_url(self) -> str:
        """Base of the API."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def asked(self) -> list[tuple[str, ...]]:
        """Ids of each chat request, in order of arrival."""
        with self._lock:
            return [request.ids for request in self.requests if request.path.endswith("/chat/completions")]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """Close every connection and end all threads."""
        self.stopping.set()
        self._http.shutdown()
        with self._lock:
            for connection in self._connections:
                _shut(connection)
        self._thread.join()
        self._http.server_close()
        if self._log:
            self._log.close()

    def opened(self, connection: socket.socket) -> None:
        """Remember a connection, to end it with the server."""
        with self._lock:
            self._connections.add(connection)
            if self.stopping.is_set():
                _shut(connection)

    def closed(self, connection: socket.socket) -> None:
        """Forget a connection."""
        with self._lock:
            self._connections.discard(connection)

    def received(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[Request, Scripted | None]:
        """Note a request and decide what happens to it."""
        try:
            ids = asked_ids(body) if method == "POST" else ()
        except (ValueError, KeyError, TypeError, AttributeError):
            ids = ()
        with self._lock:
            scripted = self.script.popleft() if self.script else None
            fault = self._draw() if method == "POST" and scripted is None else None
            request = Request(len(self.requests) + 1, method, path, headers, body, ids, fault)
            self.requests.append(request)
            self._note(request)
        return request, scripted

    def _draw(self) -> str | None:
        """One fault at most, by its probability."""
        point = self._random.random()
        for fault, probability in self.behaviour.faults.items():
            point -= probability
            if point < 0:
                return fault
        return None

    def _note(self, request: Request) -> None:
        if self._log is None:
            return
        line = {"n": request.number, "at": time.time(), "path": request.path, "ids": request.ids, "fault": request.fault}
        self._log.write(json.dumps(line) + "\n")
        self._log.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], fake: FakeServer) -> None:
        self.fake = fake
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that hang up are part of the game."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        self.server.fake.opened(self.request)
        super().setup()

    def finish(self) -> None:
        self.server.fake.closed(self.request)
        super().finish()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """The log file says it all."""

    def do_GET(self) -> None:
        request, scripted = self._received(b"")
        self._wait()
        if scripted is not None:
            self._send_scripted(scripted)
        elif not self._key_is_right():
            self._error(401, "No auth credentials found")
        elif self.server.fake.behaviour.bare or request.path not in ("/v1/key", "/v1/models"):
            self._error(404, "Not Found")
        else:
            inputs = ["text", "audio"] if self.server.fake.behaviour.hears else ["text"]
            self._json(200, _KEY if request.path == "/v1/key" else _models(inputs))

    def do_POST(self) -> None:
        request, scripted = self._received(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self._wait()
        if scripted is not None:
            self._send_scripted(scripted)
        elif not self._key_is_right():
            self._error(401, "No auth credentials found")
        elif request.path != "/v1/chat/completions":
            self._error(404, "Not Found")
        elif not request.ids:
            self._error(400, "the user message must be a JSON array of objects with an id")
        elif self.server.fake.behaviour.bad_ids.intersection(request.ids):
            self._error(400, "Provider returned error: content policy")
        elif refusal := self._refusal(json.loads(request.body)):
            self._error(400, refusal)
        else:
            self._answer(request)

    def _refusal(self, asked: Mapping[str, Any]) -> str | None:
        behaviour = self.server.fake.behaviour
        if asked.get("response_format", {"type": "text"})["type"] not in behaviour.forms:
            return "'response_format.type' is not supported by this model"
        if behaviour.must_think and "reasoning" in asked:
            return "Reasoning is mandatory for this endpoint and cannot be disabled."
        return None

    def _only_thinks(self, asked: Mapping[str, Any]) -> bool:
        has_room = asked.get("max_tokens", 0) >= THINKING_TOKENS or asked.get("reasoning") == {"enabled": False}
        return self.server.fake.behaviour.thinks and not has_room

    def _answer(self, request: Request) -> None:
        fault = request.fault
        if fault == "reset":
            self._reset()
        elif fault == "hang":
            self.server.fake.stopping.wait()
            self.close_connection = True
        elif fault == "trickle":
            self._trickle()
        elif fault == "html":
            self._send(200, b"<html><body>Welcome to the hotel network</body></html>", {"Content-Type": "text/html"})
        elif fault == "error_in_200":
            self._json(200, {"error": {"code": 502, "message": "Provider returned error"}})
        elif self._only_thinks(json.loads(request.body)):
            self._json(200, completion("", request.number, finish_reason="length"))
        elif fault is None or fault in CONTENT_FAULTS:
            reason = "length" if fault == "truncated" else "stop"
            content = content_for(request.ids, fault, self.server.fake.behaviour.vibes)
            self._json(200, completion(content, request.number, finish_reason=reason))
        else:
            self._error(int(fault), f"Provoked error {fault}")

    def _received(self, body: bytes) -> tuple[Request, Scripted | None]:
        return self.server.fake.received(self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body)

    def _wait(self) -> None:
        self.server.fake.stopping.wait(self.server.fake.behaviour.latency_s)

    def _key_is_right(self) -> bool:
        key = self.server.fake.behaviour.key
        return key is None or self.headers.get("Authorization") == f"Bearer {key}"

    def _error(self, status: int, message: str) -> None:
        headers = {"Retry-After": f"{self.server.fake.behaviour.retry_after_s:g}"} if status in (429, 503) else {}
        self._json(status, {"error": {"code": status, "message": message}}, headers)

    def _json(self, status: int, content: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        self._send(status, json.dumps(content).encode(), {"Content-Type": "application/json", **(headers or {})})

    def _send_scripted(self, scripted: Scripted) -> None:
        body = scripted.body
        if isinstance(body, Mapping):
            body = json.dumps(body)
        self._send(scripted.status, body.encode() if isinstance(body, str) else body, scripted.headers)

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response_only(status)
        for name, value in {"Date": formatdate(usegmt=True), "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _trickle(self) -> None:
        """Promise an answer and send a blank every 20 ms, until the caller or the server gives up."""
        self.send_response_only(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self.close_connection = True
        while not self.server.fake.stopping.wait(0.02):
            self.wfile.write(b" ")

    def _reset(self) -> None:
        """Break the connection with a TCP reset: no lingering, nothing said."""
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.wfile.close()
        self.rfile.close()
        self.request.close()


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


_KEY = {
    "data": {
        "label": "fake",
        "limit": 10,
        "limit_remaining": 7.5,
        "limit_reset": None,
        "usage": 2.5,
        "usage_daily": 0.5,
        "usage_weekly": 1.5,
        "usage_monthly": 2.5,
        "byok_usage": 0,
        "byok_usage_daily": 0,
        "byok_usage_weekly": 0,
        "byok_usage_monthly": 0,
        "include_byok_in_limit": False,
        "is_free_tier": False,
        "is_management_key": False,
        "is_provisioning_key": False,
        "creator_user_id": None,
        "rate_limit": {"requests": -1, "interval": "10s", "note": ""},
        "free_model_daily_requests": {"used": 12, "limit": 1000, "remaining": 988},
    }
}


def _models(inputs: list[str]) -> dict[str, Any]:
    return {
        "data": [
            {
                "id": MODEL,
                "canonical_slug": MODEL,
                "name": "Fake Model",
                "created": 1_790_000_000,
                "context_length": 32768,
                "architecture": {"modality": "text->text", "input_modalities": inputs, "output_modalities": ["text"]},
                "pricing": {"prompt": "0", "completion": "0", "request": "0"},
                "top_provider": {"max_completion_tokens": 16384, "is_moderated": False},
                "per_request_limits": None,
                "default_parameters": None,
                "supported_voices": None,
                "supported_parameters": ["structured_outputs", "response_format"],
                "links": {"details": "/v1/models/fake/model/endpoints"},
            }
        ],
        "total_count": 1,
        "links": {"next": None, "prev": None},
    }


def _fault(text: str) -> tuple[str, float]:
    name, _, probability = text.partition("=")
    known = name.isdigit() or name in (*CONNECTION_FAULTS, *CONTENT_FAULTS, "html")
    if not known:
        raise argparse.ArgumentTypeError(f"unknown fault {name}")
    return name, float(probability or 1)


def main() -> None:
    """Serve until the lifetime is over or a signal comes; the first line printed is the base URL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--fault", type=_fault, action="append", default=[], metavar="NAME=PROBABILITY")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--retry-after", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--key", help="refuse callers without this key")
    parser.add_argument("--bare", action="store_true", help="no /key and no /models")
    parser.add_argument("--bad-id", action="append", default=[], help="refuse requests that hold this id")
    parser.add_argument("--form", choices=FORMS, action="append", help="take only this form of answer")
    parser.add_argument("--thinks", action="store_true", help="use up answers by thinking")
    parser.add_argument("--log", type=Path, metavar="FILE")
    parser.add_argument("--max-lifetime", type=float, default=600.0, metavar="SECONDS")
    options = parser.parse_args()
    behaviour = Behaviour(
        latency_s=options.latency,
        faults=dict(options.fault),
        seed=options.seed,
        retry_after_s=options.retry_after,
        key=options.key,
        bare=options.bare,
        bad_ids=frozenset(options.bad_id),
        forms=tuple(options.form or FORMS),
        thinks=options.thinks,
    )
    with FakeServer(behaviour, port=options.port, log=options.log) as server:
        print(server.base_url, flush=True)  # noqa: T201 - the caller reads it
        try:
            server.stopping.wait(options.max_lifetime)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
