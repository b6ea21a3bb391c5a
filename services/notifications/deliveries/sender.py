"""The sender: claims what is due, hands it to the mail server, notes the answer. One replica at a time, by lease."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from functools import partial
from urllib.parse import urlsplit

from kit.refusal import Stale
from kit.service import Service
from kit.storage.mongo import PyMongoError
from kit.telemetry.correlation import correlated
from kit.telemetry.logs import log
from kit.web.links import absolute
from kit.work import Work
from services.notifications.deliveries import use_cases
from services.notifications.deliveries.answer import Answer, Result
from services.notifications.deliveries.gauges import MessageGauges
from services.notifications.deliveries.mail import Link, composed
from services.notifications.deliveries.rules import Patience
from services.notifications.deliveries.smtp import TIMEOUT_SECONDS, MailServer, ServerAwayError
from services.notifications.messages import store
from services.notifications.messages.message import Message

_log = log(__name__)

BATCH = 6
CLAIM = timedelta(seconds=BATCH * TIMEOUT_SECONDS)
"""Long enough for a batch at which the server times out every time."""
PARTING_SECONDS = 3.0
"""How long a sender that must stop waits for the mail in its hands; usually it takes a fraction of one."""


def machine_clock() -> datetime:
    """Claims and pauses run on the machine's own clock, never on the domain's (which a laptop may move)."""
    return datetime.now(UTC)


@dataclass
class Sender:
    """
    The steps stand apart: claim in a transaction, send outside of any, note in a transaction. Who dies between sending
    and noting leaves a claim that runs out; the mail then goes a second time, with the same Message-ID. That window is
    the only way to a duplicate.
    """

    work: Work
    server: MailServer
    gauges: MessageGauges
    mail_from: str
    host: str
    link: Link
    patience: Patience = field(default_factory=Patience)
    wall: Callable[[], datetime] = machine_clock
    rest_seconds: float = 0.5
    pause: float = 0.0
    """Seconds until a mail server that was away is asked again; 0 while it answers."""

    async def run(self) -> None:
        """Sends for ever; hold a lease around it."""
        try:
            while True:
                try:
                    done = await self.send_due()
                    self.pause = 0.0
                except ServerAwayError as away:
                    self.gauges.server_up.set(0)
                    self.pause = min(60.0, max(1.0, self.pause * 2))
                    _log.warning("mail server away", fault=str(away), again_in_seconds=self.pause)
                    done = 0
                except PyMongoError as fault:
                    _log.warning("database away", fault=repr(fault))
                    done = 0
                if done < BATCH:
                    await asyncio.sleep(self.pause or self.rest_seconds)
        finally:
            await self.server.close()

    async def send_due(self) -> int:
        """Sends a batch of what is due; answers how many. Raises ServerAwayError before anything is claimed."""
        if not await store.due(self.work.reading(), self.wall(), 1):
            return 0
        await self.server.open()
        self.gauges.server_up.set(1)
        until = self.wall() + CLAIM
        claimed = await self.work.transact(partial(use_cases.claim, limit=BATCH, wall=self.wall(), until=until))
        for message in claimed:
            if self.wall() + timedelta(seconds=TIMEOUT_SECONDS) > until:
                break  # the rest of the claim is too short to be ours to use
            await self._send_to_the_end(message)
        return len(claimed)

    async def _send_to_the_end(self, message: Message) -> None:
        # Asked to stop between sending and noting, it would leave a mail to be sent twice: what is begun is ended.
        sending = asyncio.ensure_future(self.send(message))
        try:
            await asyncio.shield(sending)
        except asyncio.CancelledError:
            await asyncio.wait({sending}, timeout=PARTING_SECONDS)
            raise

    async def send(self, message: Message) -> None:
        """Hands a claimed message to the mail server and notes the answer."""
        with correlated(message.occasion.correlation_id, message.occasion.cause):
            answer = await self._hand_over(message)
            self.gauges.attempts.labels(answer.result.value).inc()
            try:
                await self.work.transact(
                    partial(
                        use_cases.note_answer, message=message, answer=answer, patience=self.patience, wall=self.wall()
                    )
                )
            except Stale:
                _log.warning("taken over by another sender", message_id=message.id)

    async def _hand_over(self, message: Message) -> Answer:
        try:
            mail = composed(message, sender=self.mail_from, host=self.host, link=self.link)
            to = message.to.email if message.to else ""
            await self.server.open()
        except ServerAwayError as away:
            return Answer(Result.TEMPORARY, None, str(away))
        except Exception as fault:  # ours, and of this message alone: the others must not wait behind it
            _log.exception("mail cannot be composed", message_id=message.id)
            return Answer(Result.TECHNICAL, None, type(fault).__name__)
        return await self.server.hand_over(mail, sender=parseaddr(self.mail_from)[1], to=to)


def sender_of(service: Service) -> Sender:
    """The sender of a deployment."""
    settings = service.settings
    gauges = MessageGauges.of(service)
    return Sender(
        work=service.work,
        server=MailServer(settings.smtp_url),
        gauges=gauges,
        mail_from=settings.mail_from,
        host=urlsplit(settings.public_url).hostname or "localhost",
        link=lambda way: absolute(service, way.path, way.service),
    )
