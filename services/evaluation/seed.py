"""What a development estate begins with: the people its offices may seat on their councils, as the directory knows them."""

from __future__ import annotations

from typing import Any

from kit.service import Service
from services.evaluation.councils import roster


async def seed(service: Service) -> None:
    """This will put `resources["council_people"]` (by office) on the rosters; safe to run again."""
    held: dict[str, list[dict[str, Any]]] = service.resources.get("council_people", {})
    for office, people in held.items():
        for one in people:
            await service.work.run(
                roster.remember,
                office=office,
                person_id=one["person_id"],
                name=one["name"],
                body=one.get("body"),
                roles=one["roles"],
                producers=one["producers"],
            )
