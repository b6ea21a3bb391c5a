"""How a process of the estate says it is: asked at its own port, so that a silent one hides none of the others."""

from __future__ import annotations

from typing import Any

import httpx

from estate.state import Process

PATIENCE = 6.0
"""Seconds; a service's own checks give up earlier."""
SILENT = f"no answer within {PATIENCE:.0f} s"


def readiness(name: str, process: Process) -> dict[str, Any] | None:
    """
    What `/readyz` of a service or the front answers; None for a process that has no such endpoint.

    A process that does not answer fails the check `process`, with the reason.
    """
    if process.port is None:
        return None
    prefix = "" if name == "front" else f"/{name.partition('-')[0]}"
    try:
        answer: dict[str, Any] = httpx.get(f"http://127.0.0.1:{process.port}{prefix}/readyz", timeout=PATIENCE).json()
    except httpx.TimeoutException:
        return _failed(SILENT)
    except httpx.ConnectError:
        return _failed("does not listen")
    except (httpx.HTTPError, ValueError) as fault:
        return _failed(type(fault).__name__)
    return answer


def _failed(why: str) -> dict[str, Any]:
    return {"ready": False, "checks": [{"name": "process", "ok": False, "detail": why}]}


def is_ready(name: str, process: Process) -> bool:
    """Whether it is ready, as far as it can be asked."""
    reported = readiness(name, process)
    return process.pid is not None and (reported is None or bool(reported["ready"]))
