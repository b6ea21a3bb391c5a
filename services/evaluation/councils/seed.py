"""What a development estate begins with: the people its offices may seat on their councils, as the directory knows them."""

from __future__ import annotations

from typing import Any

from kit.service import Service
from services.evaluation.councils import use_cases
from services.evaluation.councils.commands import PersonCommand


async def seed(service: Service) -> None:
    """Puts `resources["council_people"]` (by office) on the rosters; safe to run again."""
    held: dict[str, list[dict[str, Any]]] = service.resources.get("council_people", {})
    for office, people in held.items():
        for one in people:
            await service.work.run(use_cases.enter_person, PersonCommand(office=office, **one))
