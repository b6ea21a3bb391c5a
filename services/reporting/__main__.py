"""Runs reporting alone: what its image runs."""

from __future__ import annotations

from kit.serve import serve
from kit.settings import ServiceSettings
from services.reporting.service import build

if __name__ == "__main__":
    serve(build(ServiceSettings()))
