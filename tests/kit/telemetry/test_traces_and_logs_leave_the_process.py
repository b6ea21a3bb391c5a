"""A process that was told of a collector sends it its spans; every line of its log is JSON with its correlation."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

TRACES = """
from kit.telemetry.tracing import configure_tracing, span
from opentelemetry import trace
import sys
configure_tracing("ocop-registry", sys.argv[1] or None, "1.2")
with span("outer"), span("inner", ocop__thing="x"):
    pass
if sys.argv[1]:
    trace.get_tracer_provider().shutdown()
"""

LOGS = """
import logging
from kit.telemetry.correlation import correlated
from kit.telemetry.logs import configure_logs, log
configure_logs("INFO", "registry")
with correlated("story-1"):
    log("ours").info("kept", thing="Hồ sơ")
    logging.getLogger("theirs").warning("a library's %s", "line")
    try:
        1 / 0
    except ZeroDivisionError:
        log("ours").exception("failed")
log("ours").debug("not said")
log("ours").info("outside")
"""

STARTS = """
import asyncio
from kit.service.patience import insist
from kit.telemetry.logs import configure_logs
configure_logs("INFO", "registry")
async def prepare():
    raise RuntimeError("outbox holds twice")
async def start():
    return await asyncio.wait([asyncio.create_task(insist("database", prepare))], timeout=5)
keeps = asyncio.run(start())  # and with it the task, as a service does until it is stopped
import os; os._exit(0)
"""


def run(script: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stderr


class TestTraces:
    def test_reach_the_collector_that_is_named(self) -> None:
        received: list[tuple[str, ExportTraceServiceRequest]] = []

        class Collector(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                received.append((self.path, ExportTraceServiceRequest.FromString(body)))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

        server = HTTPServer(("127.0.0.1", 0), Collector)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            run(TRACES, f"http://127.0.0.1:{server.server_port}/")
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
        assert {path for path, _ in received} == {"/v1/traces"}
        (resource,) = (spans for _, request in received for spans in request.resource_spans)
        announced = {attribute.key: attribute.value.string_value for attribute in resource.resource.attributes}
        assert (announced["service.name"], announced["service.version"]) == ("ocop-registry", "1.2")
        spans = {span.name: span for scope in resource.scope_spans for span in scope.spans}
        assert spans["inner"].parent_span_id == spans["outer"].span_id
        assert spans["inner"].trace_id == spans["outer"].trace_id
        assert [(a.key, a.value.string_value) for a in spans["inner"].attributes] == [("ocop.thing", "x")]

    def test_go_nowhere_where_none_is_named(self) -> None:
        run(TRACES, "")


class TestLogs:
    def test_are_json_lines_with_service_and_correlation_ours_and_the_libraries(self) -> None:
        ours, theirs, failed, outside = (json.loads(line) for line in run(LOGS).splitlines())
        assert (ours["event"], ours["thing"], ours["level"], ours["logger"]) == ("kept", "Hồ sơ", "info", "ours")
        assert theirs["event"] == "a library's line"
        assert "ZeroDivisionError" in failed["exception"]
        assert {line["correlation_id"] for line in (ours, theirs, failed)} == {"story-1"}
        assert {line["service"] for line in (ours, theirs, failed, outside)} == {"registry"}
        assert "correlation_id" not in outside
        assert all(line["timestamp"].endswith("Z") for line in (ours, theirs, failed, outside))

    def test_say_why_a_service_cannot_start_although_nobody_awaits_its_task(self) -> None:
        (line,) = (json.loads(line) for line in run(STARTS).splitlines())
        assert (line["event"], line["what"], line["level"]) == ("cannot start", "database", "error")
        assert "outbox holds twice" in line["exception"]
