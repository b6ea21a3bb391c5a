"""The clock's endpoint for machines."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from estate.front.clock.moving import move
from kit.web.dependencies import Here

router = APIRouter()


class Moved(BaseModel):
    """`{"at": "2023-06-01T09:00:00+07:00"}`; null: the machine's own present."""

    model_config = ConfigDict(extra="forbid")

    at: datetime | None


class Present(BaseModel):
    """The present instant of this estate."""

    at: datetime


@router.get("/clock")
async def present(front: Here) -> Present:
    """What the services take for now."""
    return Present(at=front.settings.clock().now())


@router.post("/clock")
async def set_clock(front: Here, moved: Moved) -> Present:
    """Moves the clock of all services."""
    return Present(at=move(front, moved.at))
