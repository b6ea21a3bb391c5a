"""What a development estate begins with: who holds its offices and who works for councils, as the estate names them."""

from __future__ import annotations

from kit.identity import Principal
from kit.service import Service
from services.notifications.recipients import use_cases
from services.notifications.recipients.commands import ContactsCommand


async def seed(service: Service) -> None:
    """
    Gives every office its first contacts out of `resources["office_contacts"]`, and people of councils their addresses out
    of `resources["council_addresses"]`; safe to run again.
    """
    held: dict[str, list[dict[str, str]]] = service.resources.get("office_contacts", {})
    for office, people in held.items():
        command = ContactsCommand.model_validate({"contacts": people})
        await service.work.run(use_cases.give_first_contacts, office, command)
    for known in service.resources.get("council_addresses", []):
        await service.work.run(use_cases.know_person, Principal(**known))
