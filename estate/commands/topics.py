"""`ocop topics …` of the kit, on the running estate's broker where the environment names no other."""

from __future__ import annotations

import os

from estate import state
from estate.places import home
from kit.messaging.commands import app

__all__ = ["app"]


@app.callback()
def about() -> None:
    """Topics, users and rights on the broker, as the topics file says."""
    if runs := state.running(home()):
        for name, value in runs.environment().items():
            os.environ.setdefault(name, value)
    os.environ.setdefault("OCOP_HOME", str(home()))
