"""`ocop topics …` of the kit, on the running estate's broker where the environment names no other."""

from __future__ import annotations

from estate.commands.deployment import on_the_broker
from kit.messaging.commands import app

__all__ = ["app"]


@app.callback()
def about() -> None:
    """Topics, users and rights on the broker, as the topics file says."""
    on_the_broker()
