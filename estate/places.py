"""Where the estate keeps things: state that survives a restart, and a cache that a reset may spare."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
CACHE = Path(os.environ.get("OCOP_CACHE", PROJECT / ".ocop" / "cache"))


def home() -> Path:
    """The estate's state: `OCOP_HOME`, or `.ocop` beside the code."""
    return Path(os.environ.get("OCOP_HOME") or PROJECT / ".ocop").resolve()
