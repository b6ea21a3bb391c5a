"""What a stranger may send is refused with a reason, and while it arrives the service goes on answering."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import quote

import httpx
import pytest

from estate.processes.children import Child, free_port, wait_until_listening
from tests.deployment import MARK

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MARKS = "\u0344\u0f71\u0316"
BOUNDARY = "multipart/form-data; boundary=b"
PATIENCE = 1.0
"""Seconds the service under test gives a header and a body."""


@dataclass
class Stranger:
    """Somebody who writes bytes to a socket and reads what comes back."""

    port: int

    def open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def post(self, path: str, body: bytes, *headers: str, claimed: int | None = None) -> tuple[int, str]:
        """Status and text of the answer to a POST; `claimed` is the length it says to have."""
        length = len(body) if claimed is None else claimed
        lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {length}", "Connection: close", *headers]
        return self.say("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def say(self, said: bytes) -> tuple[int, str]:
        """Status and text of the answer to some bytes; (0, "") when the line is closed without one."""
        with self.open() as line:
            with suppress(BrokenPipeError, ConnectionResetError):  # an answer may come before all was said
                line.sendall(said)
            return answer_on(line)


def answer_on(line: socket.socket) -> tuple[int, str]:
    consumed = b""
    with suppress(ConnectionResetError):
        while piece := line.recv(65_536):
            consumed += piece
    head, _, body = consumed.partition(b"\r\n\r\n")
    return (int(head.split()[1]), body.decode(errors="replace")) if head else (0, "")


@dataclass
class Watch:
    """Asks `/livez` again and again, each time over a connection of its own, and keeps the longest answer."""

    port: int
    worst: float = 0.0
    answers: int = 0
    failed: list[str] = field(default_factory=list)

    @contextmanager
    def watching(self) -> Iterator[None]:
        ended = threading.Event()
        thread = threading.Thread(target=self._ask, args=(ended,))
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join(timeout=30)

    def _ask(self, ended: threading.Event) -> None:
        while not ended.is_set() or not self.answers:
            began = time.perf_counter()
            try:
                assert httpx.get(f"http://127.0.0.1:{self.port}/livez", timeout=20, verify=False).text == "ok"
            except (httpx.HTTPError, AssertionError) as fault:
                self.failed.append(repr(fault))
            self.answers += 1
            self.worst = max(self.worst, time.perf_counter() - began)
            ended.wait(0.02)


@pytest.fixture(scope="module")
def stranger(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stranger]:
    home, port = tmp_path_factory.mktemp("hosted"), free_port()
    settings = {
        "MONGODB_URI": mongodb_uri,
        "MONGODB_DATABASE": f"{MARK}hosted_{time.time_ns()}",
        "OCOP_HOME": str(home),
        "OCOP_PORT": str(port),
        "OCOP_HEADER_SECONDS": str(PATIENCE),
        "OCOP_BODY_SECONDS": str(PATIENCE),
        "OCOP_CONNECTIONS": "400",
        "OCOP_CONNECTIONS_PER_ADDRESS": "250",
        "LINGER_SECONDS": "1",
    }
    command = [sys.executable, "-m", "tests.endpoints.hosting", "registry"]
    child = Child("hosted", command, home / "hosted.log", settings)
    child.start()
    try:
        wait_until_listening(port, child)
        yield Stranger(port)
    finally:
        child.stop()


@pytest.fixture(scope="module")
def bound(stranger: Stranger) -> float:
    """Seconds within which `/livez` answers, whatever arrives: three more than it takes on this machine anyway, as other
    tests run beside these. What these tests are about held it for tens of seconds."""
    watch = Watch(stranger.port)
    with watch.watching():
        time.sleep(0.5)  # what is measured: the worst answer of half a quiet second
    return 3.0 + 3 * watch.worst


@pytest.fixture
def watched(stranger: Stranger, bound: float) -> Iterator[Watch]:
    """Fails a test during which `/livez` was not answered in time."""
    watch = Watch(stranger.port)
    with watch.watching():
        yield watch
    assert not watch.failed
    assert watch.worst < bound


def marked(size: int) -> bytes:
    """A command whose text is nothing but combining marks; `size` in bytes."""
    text = MARKS * (size // len(MARKS.encode()))
    return json.dumps({"product_id": text}, ensure_ascii=False).encode()


HOSTILE = {
    "84 KB of combining marks": (JSON, marked(84_000), 413, "request.too-large"),
    "60 KB of combining marks": (JSON, marked(60_000), 422, "text.marks-piled"),
    "60 KB of combining marks in a form": (FORM, b"q=" + quote(MARKS * 1_100).encode(), 422, "text.marks-piled"),
    "60 KB of escaped combining marks": (JSON, b'["' + b"\\u0316" * 10_000 + b'"]', 422, "text.marks-piled"),
    "combining marks between what is taken out": (JSON, b'["' + "\u0316\u200e".encode() * 5_000 + b'"]', 422, "text.marks-piled"),
    "9.9 MB of wide JSON": (JSON, b"[" + b"0," * 4_950_000 + b"0]", 413, "request.too-large"),
    "60 KB of wide JSON": (JSON, b"[" + b"0," * 30_000 + b"0]", 413, "request.too-many-parts"),
    "9.9 MB of deep JSON": (JSON, b"[" * 9_900_000, 413, "request.too-large"),
    "60 KB of deep JSON": (JSON, b"[" * 60_000, 422, "request.nested-too-deep"),
    "60 KB of quotation marks without an end": (JSON, b'"' + b'\\"' * 30_000, 400, "request.unreadable"),
    "a form of 9.9 MB in one field": (FORM, b"name=" + b"x" * 9_900_000, 413, "request.too-large"),
    "a form of 30,000 fields": (FORM, b"a&" * 30_000, 413, "request.too-many-parts"),
    "a form of 1,000 parts": (BOUNDARY, b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n' * 1_001, 413, "request.too-many-parts"),
    "a form of 100 files": (BOUNDARY, b'--b\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n\r\n' * 100, 413, "request.too-many-parts"),
    "a part with a header of 60 KB": (BOUNDARY, b"--b\r\nX: " + b"x" * 60_000, 400, "request.unreadable"),
    "a part without a name": (BOUNDARY, b"--b\r\nX: x\r\n\r\n\r\n--b--\r\n", 400, "request.unreadable"),
    "a form of parts without a boundary": ("multipart/form-data", b"--b\r\n", 400, "request.unreadable"),
    "a charset that is not ours": (f"{JSON}; charset=utf-16", b"{}", 415, "request.charset-refused"),
    "a charset there is none of": (f"{BOUNDARY}; charset=nonsense", b"--b--\r\n", 415, "request.charset-refused"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_body_is_refused_with_its_reason(stranger: Stranger, watched: Watch, kind: str) -> None:
    content_type, body, status, slug = HOSTILE[kind]
    endpoint = "/api/dossiers/x/evidence" if content_type.startswith("multipart") else "/api/dossiers"
    if content_type == FORM:
        endpoint = "/parked/x/offer"
    for language in ("vi", "en"):
        headers = (f"Content-Type: {content_type}", f"Accept-Language: {language}")
        answered, text = stranger.post(endpoint, body, *headers)
        assert answered == status, text
        assert slug in text or content_type == FORM
        if content_type == FORM:
            assert f'lang="{language}"' in text


ADDRESSES = {
    "a byte that begins no sign": (b"GET /api/products/%ff", 400),
    "a NUL": (b"GET /api/products/%00", 404),
    "a sign that is no hexadecimal": (b"GET /api/nothing/%zz", 404),
    "100 combining marks": (b"GET /api/products/" + quote("\u0316" * 100).encode(), 422),
    "100 combining marks in its query": (b"GET /api/products?q=" + quote("\u0316" * 100).encode(), 422),
    "5,000 fields": (b"GET /api/products?" + b"a&" * 5_000, 413),
    "40,000 signs": (b"GET /" + b"x" * 40_000, 431),
    "a method there is none of": (b"BREW /api/products", 400),
    "raw bytes": (b"GET /\xff\xfe", 400),
}


@pytest.mark.parametrize("kind", ADDRESSES)
def test_an_address_that_is_none_is_refused(stranger: Stranger, watched: Watch, kind: str) -> None:
    said, status = ADDRESSES[kind]
    answered, text = stranger.say(
        said + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
    )
    assert answered == status, text
    assert json.loads(text)["detail_vi"] != json.loads(text)["detail_en"]


HEADERS = {
    "a compressed body": (("Content-Type: application/json", "Content-Encoding: gzip"), 415),
    "two content types": (("Content-Type: application/json", "Content-Type: text/plain"), 400),
    "two lengths": (("Content-Type: application/json", "Content-Length: 5"), 400),
    "a length and chunks": (("Content-Type: application/json", "Transfer-Encoding: chunked"), 400),
    "200 headers": (tuple(f"X-{number}: x" for number in range(200)), 431),
    "a header of 40 KB": (("X: " + "x" * 40_000,), 431),
}


@pytest.mark.parametrize("kind", HEADERS)
def test_headers_that_cannot_be_meant_are_refused(stranger: Stranger, watched: Watch, kind: str) -> None:
    headers, status = HEADERS[kind]
    answered, text = stranger.post("/api/dossiers", b"{}", *headers)
    assert answered == status, text
    assert json.loads(text)["detail_vi"] != json.loads(text)["detail_en"]


class TestWhoTakesTheirTime:
    def test_over_a_header_is_told_so(self, stranger: Stranger, watched: Watch) -> None:
        status, text = stranger.say(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        assert (status, json.loads(text)["status"]) == (408, 408)

    def test_over_a_header_byte_by_byte_is_told_so(self, stranger: Stranger, watched: Watch) -> None:
        with stranger.open() as line:
            line.sendall(b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")  # a first request, and then the slow one
            line.recv(10_000)
            began = time.monotonic()
            with suppress(OSError):
                for byte in b"GET / HTTP/1.1\r\nX: " + b"x" * 200:
                    line.sendall(bytes([byte]))
                    time.sleep(0.05)
            assert time.monotonic() - began < PATIENCE + 5

    def test_over_a_body_is_told_so(self, stranger: Stranger, watched: Watch) -> None:
        status, text = stranger.post("/api/dossiers", b"{", f"Content-Type: {JSON}", claimed=1000)
        assert (status, json.loads(text)["slug"]) == (408, "request.too-slow")

    def test_over_a_body_that_is_not_wanted_is_closed(self, stranger: Stranger, watched: Watch) -> None:
        with stranger.open() as line:
            line.sendall(b"POST /api/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\nx")
            assert answer_on(line)[0] == 404

    def test_and_asks_nothing_is_closed(self, stranger: Stranger, watched: Watch) -> None:
        with ExitStack() as lines:
            opened = [lines.enter_context(stranger.open()) for _ in range(200)]
            time.sleep(0.3)  # until the service has taken all of them; it says so nowhere
            assert httpx.get(f"http://127.0.0.1:{stranger.port}/livez", timeout=20).text == "ok"
            assert [answer_on(line) for line in opened] == [(0, "")] * 200


def test_more_connections_than_one_address_may_have_are_refused(stranger: Stranger, bound: float) -> None:
    with ExitStack() as lines:
        for _ in range(250):
            lines.enter_context(stranger.open())
        status, text = stranger.say(b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert (status, json.loads(text)["status"]) == (429, 429)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:  # as soon as they are closed there is room again
        if stranger.say(b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")[0] == 200:
            return
        time.sleep(0.05)
    pytest.fail("there was no room again")
