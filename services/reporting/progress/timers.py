"""What progress does by itself: count what the programme's dashboards watch."""

from __future__ import annotations

from kit.service import Task
from services.reporting.progress import gauges

tasks = [Task("programme", gauges.watch, leased=False)]
