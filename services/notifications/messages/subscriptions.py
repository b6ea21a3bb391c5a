"""
Events and in-process facts that messages react to.

Which event is news to whom stands in the texts (`templates/texts/<text>/v1.yaml`): a mail for one more event is one more text.
"""

from __future__ import annotations

from typing import Any

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.notifications.messages import use_cases
from services.notifications.messages.news import Row, rows
from services.notifications.recipients.use_cases import AddressKnown
from services.notifications.templates import store as templates

subscriptions = Subscriptions("messages")

NEWS = rows(templates.newest())


def _subscribe(row: Row) -> None:
    @subscriptions.on(row.event, name=row.handler)
    async def write(unit: Unit, event: Received[Any]) -> None:
        await use_cases.write_messages(unit, row.occasion(event), row.news(event))


for _row in NEWS:
    _subscribe(_row)


@subscriptions.within(AddressKnown)
async def address_what_waited(unit: Unit, fact: AddressKnown) -> None:
    await use_cases.address_waiting(unit, fact.kind, fact.recipient_id)
