"""Runs notifications alone: what its image runs."""

from __future__ import annotations

from kit.serve import serve
from kit.settings import ServiceSettings
from services.notifications.service import build

if __name__ == "__main__":
    serve(build(ServiceSettings()))
