"""Notifications as its users meet it: real endpoints, a real database, facts as others publish them, and a real mail server."""

from __future__ import annotations

import asyncio
import email.policy
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP
from ocop_events.envelope import EventData

from kit.identity import Principal
from kit.messaging.parking import Outcome
from kit.messaging.received import Record
from services.notifications.deliveries.rules import Patience
from services.notifications.deliveries.sender import Sender, sender_of
from services.notifications.deliveries.smtp import MailServer
from services.notifications.messages import store
from services.notifications.messages.message import Message
from tests.callers import Served, person
from tests.notifications.notifications_facts import COMMUNE, NEIGHBOUR
from tests.records import record_of, record_of_gone

HUONG = person("huong", "producer@p-1", name="Nguyễn Thị Hương")
OTHER = person("other", "producer@p-2")
MINH = person("minh", f"commune-officer@{COMMUNE}", name="Trần Văn Minh")
NEIGHBOURS_OFFICER = person("neighbours-officer", f"commune-officer@{NEIGHBOUR}")
HOA = person("hoa", "province-officer@33", name="Đặng Thị Hoa")
FOREIGN = person("foreign", "province-officer@17")
VAN = person("van", "administrator@vn")
MEMBER = person("member", "member@33")


class Post:
    """
    A real SMTP server. `answers`: what it says to each mail in turn, at the step named (`RCPT 550 …`, `DATA 450 …`),
    `DROP` to hang up at the end of the data, `STALL` to say nothing; when none is left, everything is taken.
    """

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.taken: list[tuple[str, EmailMessage]] = []
        self.offered = 0
        self.port = 0
        self._server: asyncio.Server | None = None
        self._now = ""

    async def start(self, port: int = 0) -> None:
        """Takes mail from now on."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, hostname="test"), "127.0.0.1", port)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Closes the port."""
        if self._server:
            self._server.close()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def mails(self) -> list[EmailMessage]:
        """What was taken."""
        return [mail for _, mail in self.taken]

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.offered += 1
        self._now = self.answers.pop(0) if self.answers else ""
        if self._now.startswith("MAIL "):
            return self._now.removeprefix("MAIL ")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self._now.startswith("RCPT "):
            return self._now.removeprefix("RCPT ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self._now == "STALL":
            await asyncio.sleep(30)  # a mail server that stalls, longer than the sender waits
        if self._now.startswith("DATA "):
            return self._now.removeprefix("DATA ")
        mail = message_from_bytes(envelope.original_content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append((envelope.rcpt_tos[0], mail))
        if self._now == "DROP":
            server.transport.close()
        return "250 kept"


@dataclass
class PostOffice(Served):
    """One deployment of notifications, and people at its endpoints."""

    post: Post
    wall: datetime = datetime(2026, 8, 3, 2, tzinfo=UTC)

    async def consume(self, event: EventData, record: Record | None = None) -> dict[str, Outcome]:
        """Hands an event to the subscribers of its topic, as the broker would; none may be parked."""
        record = record or record_of(event, self.clock.now())
        handlers = self.service.by_topic.get(record.topic, [])
        assert handlers, f"nobody hears {record.topic}"
        outcomes = await self.service.dead_letters.applier.apply(handlers, record)
        assert [row async for row in self.service.database["parked"].find({})] == []
        return outcomes

    async def gone(self, kind: type[EventData], subject: str, version: int) -> None:
        """Brings the tombstone of a subject."""
        record = record_of_gone(kind, subject, self.clock.now(), version)
        await self.service.dead_letters.applier.apply(self.service.by_topic[record.topic], record)

    def sender(self, **changes: Any) -> Sender:
        """A sender on a clock of the test's own, that waits as long as a test may."""
        made = sender_of(self.service)
        made.server = MailServer(self.post.url, timeout=changes.pop("timeout", 2.0))
        made.wall = lambda: self.wall
        made.patience = changes.pop("patience", Patience(jitter=lambda low, high: 1.0))
        for name, value in changes.items():
            setattr(made, name, value)
        return made

    async def deliver(self, **changes: Any) -> int:
        """Sends what is due once; answers how many."""
        sender = self.sender(**changes)
        try:
            return await sender.send_due()
        finally:
            await sender.server.close()

    def later(self, **by: float) -> None:
        """Moves the machine's clock forward."""
        self.wall += timedelta(**by)

    async def messages(self, key: str | None = None) -> list[Message]:
        """The rows, oldest first; of one recipient where asked."""
        found = await store.messages.select(self.service.work.reading(), {}, sort=[("_id", 1)])
        return [one for one in found if key is None or one.told_key.split("#")[0] == key]

    async def message(self, key: str) -> Message:
        """The one message of a recipient."""
        [found] = await self.messages(key)
        return found

    async def facts(self) -> list[dict[str, Any]]:
        """What was published so far, oldest first, as data of the contract."""
        found = self.service.database["outbox"].find({}).sort([("order", 1), ("version", 1)])
        return [json.loads(row["value"]) | {"_type": row["type"]} async for row in found]

    async def hold(self, path: str = COMMUNE, *emails: str, who: Principal = HOA, **more: Any) -> Any:
        """Names who reads for an office."""
        version = (await self.read(who, f"/api/offices/{path}"))["version"]
        contacts = [
            {"name": f"Cán bộ {n}", "email": one, **more} for n, one in enumerate(emails or ("minh@xa.example",))
        ]
        return await self.send(who, f"/api/offices/{path}", {"contacts": contacts}, version=version, method="PUT")
