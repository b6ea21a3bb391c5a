"""What clients and services say about servers being away is the point of a drill, not news."""

from __future__ import annotations

from kit.telemetry.logs import configure_logs

configure_logs("CRITICAL")
