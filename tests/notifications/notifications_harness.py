"""Notifications as its users meet it: real doors, a real database, facts as others tell them, and a real mail server."""

from __future__ import annotations

import asyncio
import email.policy
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any

import httpx
from aiosmtpd.smtp import SMTP
from joserfc import jwt
from joserfc.jwk import RSAKey
from ocop_events.envelope import Envelope, EventData, encode
from ocop_events.evaluation.case import CaseForwardedV1, CaseOpenedV1, CaseOverdueV1, CaseReceivedV1, CaseReturnedV1
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExpiringV1,
    CertificateExtendedV1,
    CertificateRenewalWindowOpenedV1,
    CertificateRevokedV1,
)
from ocop_events.registry.dossier import DossierContent, DossierSubmittedV1, DossierSupplementedV1
from ocop_events.registry.producer import ProducerStateV1
from ocop_events.registry.product import ProductCertifiedV1
from ocop_events.vocabulary import FilledSheet, Layer, Personal, PlaceRef, ProducerRef, ProductRef
from uuid_utils import uuid7

from kit.clock import FixedClock
from kit.identity import Principal
from kit.messaging.apply import Outcome
from kit.messaging.received import Record
from kit.service import Service
from kit.telemetry.logs import configure_logs
from services.notifications.deliveries.rules import Patience
from services.notifications.deliveries.sender import Sender, sender_of
from services.notifications.deliveries.smtp import MailServer
from services.notifications.messages import store
from services.notifications.messages.message import Message

PUBLIC, ISSUER = "http://127.0.0.1:8080", "http://127.0.0.1:8090"
COMMUNE, NEIGHBOUR, OLD_COMMUNE = "33/11977", "33/12004", "33/330/12265"
KEY = RSAKey.generate_key(2048, parameters={"kid": "tests"})
configure_logs("CRITICAL")


def person(id: str, *grants: str, name: str | None = None) -> Principal:
    return Principal.of(id, name or id.replace("-", " ").title(), *grants)


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
        """This will take mail from now on."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, hostname="test"), "127.0.0.1", port)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """This will close the port."""
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
            await asyncio.sleep(30)
        if self._now.startswith("DATA "):
            return self._now.removeprefix("DATA ")
        mail = message_from_bytes(envelope.original_content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append((envelope.rcpt_tos[0], mail))
        if self._now == "DROP":
            server.transport.close()
        return "250 kept"


@dataclass
class PostOffice:
    """One deployment of notifications, and people at its doors."""

    service: Service
    clock: FixedClock
    post: Post
    wall: datetime = datetime(2026, 8, 3, 2, tzinfo=UTC)
    clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    def at(self, who: Principal | None) -> httpx.AsyncClient:
        """The doors, as a person with a token of the issuer finds them."""
        key = who.id if who else ""
        if key not in self.clients:
            headers = {"authorization": f"Bearer {token(who)}"} if who else {}
            transport = httpx.ASGITransport(app=self.service.app, raise_app_exceptions=False)
            self.clients[key] = httpx.AsyncClient(transport=transport, base_url=PUBLIC, headers=headers, timeout=30)
        return self.clients[key]

    async def read(self, who: Principal | None, path: str, status: int = 200) -> Any:
        answer = await self.at(who).get(path)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def send(
        self,
        who: Principal | None,
        path: str,
        body: Any = None,
        *,
        version: int | None = None,
        method: str = "POST",
        status: int | None = None,
        **headers: str,
    ) -> Any:
        """This will send a command; `status` is the answer expected, any success unless given."""
        sent = {"if-match": f'"{version}"'} if version is not None else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await self.at(who).request(method, path, json=body, headers=sent)
        if status is None:
            assert answer.status_code < 300, answer.text
        else:
            assert answer.status_code == status, answer.text
        return answer.json()

    async def hear(self, event: EventData, record: Record | None = None) -> dict[str, Outcome]:
        """This will hand an event to the subscribers of its topic, as the broker would; none may be parked."""
        record = record or record_of(event, self.clock.now())
        handlers = self.service.by_topic.get(record.topic, [])
        assert handlers, f"nobody hears {record.topic}"
        outcomes = await self.service.desk.applier.apply(handlers, record)
        assert [row async for row in self.service.database["parked"].find({})] == []
        return outcomes

    async def gone(self, kind: type[EventData], subject: str, version: int) -> None:
        """This will bring the tombstone of a subject."""
        record = record_of_gone(kind, subject, self.clock.now(), version)
        await self.service.desk.applier.apply(self.service.by_topic[record.topic], record)

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
        """This will send what is due once; answers how many."""
        sender = self.sender(**changes)
        try:
            return await sender.send_due()
        finally:
            await sender.server.close()

    def later(self, **by: float) -> None:
        """This will move the machine's clock forward."""
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
        """What was told so far, oldest first, as data of the treaty."""
        found = self.service.database["outbox"].find({}).sort([("order", 1), ("version", 1)])
        return [json.loads(row["value"]) | {"_type": row["type"]} async for row in found]

    async def hold(self, path: str = COMMUNE, *emails: str, who: Principal = HOA, **more: Any) -> Any:
        """This will name who reads for an office."""
        version = (await self.read(who, f"/api/offices/{path}"))["version"]
        contacts = [
            {"name": f"Cán bộ {n}", "email": one, **more} for n, one in enumerate(emails or ("minh@xa.example",))
        ]
        return await self.send(who, f"/api/offices/{path}", {"contacts": contacts}, version=version, method="PUT")


def token(who: Principal) -> str:
    claims = {
        "iss": ISSUER,
        "aud": "ocop",
        "sub": who.id,
        "name": who.name,
        "exp": int(time.time()) + 3600,
        "ocop_grants": [str(grant) for grant in who.grants],
    }
    return jwt.encode({"alg": "RS256", "kid": "tests"}, claims, KEY)


def record_of(event: EventData, at: datetime, *, id: str | None = None, version: int = 1) -> Record:
    """An event as it would lie on its topic."""
    key = str(getattr(event, event.event_key))
    envelope = _envelope(type(event), key, at, id, version)
    headers = tuple(envelope.headers())
    return Record(
        topic=event.event_topic, partition=0, offset=0, key=key.encode(), headers=headers, value=encode(event)
    )


def record_of_gone(kind: type[EventData], subject: str, at: datetime, version: int) -> Record:
    """A tombstone as it would lie on its topic."""
    headers = tuple(_envelope(kind, subject, at, None, version).headers())
    return Record(topic=kind.event_topic, partition=0, offset=0, key=subject.encode(), headers=headers, value=None)


def _envelope(kind: type[EventData], key: str, at: datetime, id: str | None, version: int) -> Envelope:
    return Envelope(
        id=id or str(uuid7()),
        source="/ocop/elsewhere",
        type=kind.event_type,
        time=at,
        subject=key,
        partitionkey=key,
        subjectversion=version,
        correlationid="story-1",
    )


def place(path: str = COMMUNE, on: date = date(2026, 8, 3), name: str = "Xã Tân Hưng") -> PlaceRef:
    return PlaceRef(code=path.rpartition("/")[2], path=path, name=name, province_name="Hưng Yên", on=on)


def producer(id: str = "p-1", where: PlaceRef | None = None, **more: Any) -> ProducerRef:
    return ProducerRef(id=id, name="HTX Nhãn lồng Tân Hưng", kind="cooperative", place=where or place(), **more)


LONGAN = ProductRef(id="s-1", name="Long nhãn sấy Tân Hưng", set_no=7)


def known(id: str = "p-1", *, address: str | None = "huong@htx.example", **more: Any) -> ProducerStateV1:
    """The registry's word on a producer."""
    said = Personal(representative="Nguyễn Thị Hương", email=address, phone="0912345678")
    return ProducerStateV1(producer_id=id, producer=producer(id, personal=said, **more), status="active")


def certified(**changes: Any) -> ProductCertifiedV1:
    facts: dict[str, Any] = {
        "product_id": "s-1",
        "product": LONGAN,
        "producer": producer(),
        "certificate_id": "c-1",
        "product_code": "33-11977-1-2026",
        "star": 4,
        "decision_number": "1608/QĐ-UBND",
        "decided_on": date(2026, 8, 3),
        "authority": "Chủ tịch UBND tỉnh Hưng Yên",
        "valid_from": date(2026, 8, 3),
        "valid_until": date(2029, 8, 2),
        "dossier_id": "d-1",
        "ruling_id": "r-1",
    }
    return ProductCertifiedV1(**facts | changes)


def submitted(**changes: Any) -> DossierSubmittedV1:
    content: dict[str, Any] = {
        "dossier_id": "d-1",
        "number": "1/PĐK-33-11977-2026",
        "kind": "first",
        "product": LONGAN,
        "producer": producer(),
        "submitted_on": date(2026, 8, 3),
        "submitted_at": datetime(2026, 8, 3, 2, tzinfo=UTC),
        "rulebook_id": "R26",
        "rulebook_hash": "h",
        "self_assessment": FilledSheet(total="82.5", star=4),
    }
    dossier = DossierContent(**content | changes)
    return DossierSubmittedV1(dossier_id=dossier.dossier_id, dossier=dossier)


def certificate_facts(**changes: Any) -> dict[str, Any]:
    facts = {
        "certificate_id": "c-1",
        "product_code": "33-11977-1-2026",
        "star": 4,
        "product": LONGAN,
        "producer": producer(),
        "decision_number": "1608/QĐ-UBND",
        "decided_on": date(2026, 8, 3),
        "valid_from": date(2026, 8, 3),
        "valid_until": date(2029, 8, 2),
    }
    return facts | changes


def expiring(days_left: int = 30, **changes: Any) -> CertificateExpiringV1:
    return CertificateExpiringV1(**certificate_facts(**changes), days_left=days_left)


def of_case(**changes: Any) -> dict[str, Any]:
    """What every event of the case carries."""
    facts = {
        "case_id": "case-1",
        "dossier_id": "d-1",
        "product": LONGAN,
        "producer": producer(),
        "office": COMMUNE,
        "tier": "commune",
    }
    return facts | changes


def returned() -> CaseReturnedV1:
    missing = ["Phiếu kiểm nghiệm", "Ảnh bao bì"]
    return CaseReturnedV1(**of_case(), missing=missing, returned_on=date(2026, 8, 5), supplement_by=date(2026, 8, 20))


def forwarded() -> CaseForwardedV1:
    return CaseForwardedV1(
        **of_case(),
        to_office="33",
        to_tier="province",
        forwarded_on=date(2026, 8, 10),
        reason="proposed",
        dossier=submitted().dossier,
    )


def case_received() -> CaseReceivedV1:
    return CaseReceivedV1(
        **of_case(office="33", tier="province", case_id="case-2"),
        from_case_id="case-1",
        from_office=COMMUNE,
        received_on=date(2026, 8, 10),
        due_on=date(2026, 9, 10),
    )


def ruled(outcome: str) -> RulingIssuedV1:
    below = Layer(office=COMMUNE, tier="commune", case_id="case-1", outcome="proposed", rulebook_id="R26")
    return RulingIssuedV1(
        **of_case(office="33", tier="province", case_id="case-2"),
        ruling_id="r-1",
        outcome=outcome,
        star=2,
        total="46.5",
        rulebook_id="R26",
        rulebook_hash="h",
        layers=[below],
        decided_on=date(2026, 8, 3),
    )


_BOTH = ("producer:p-1", f"office:{COMMUNE}")


def _of(template: str, *, office_too: bool = True) -> dict[str, str]:
    told = {_BOTH[0]: template}
    return told | ({_BOTH[1]: f"{template}-office"} if office_too else {})


OCCASIONS: list[tuple[EventData, dict[str, str]]] = [
    (certified(), _of("product-certified")),
    (submitted(), _of("dossier-submitted", office_too=False)),
    (
        DossierSupplementedV1(dossier_id="d-1", dossier=submitted(supplement=1).dossier, case_id="case-1"),
        _of("dossier-supplemented", office_too=False),
    ),
    (
        CaseOpenedV1(**of_case(), number="1/PĐK", opened_on=date(2026, 8, 3), due_on=date(2026, 8, 24)),
        {f"office:{COMMUNE}": "case-opened"},
    ),
    (case_received(), {"office:33": "case-opened", f"office:{COMMUNE}": "case-handed-over"}),
    (returned(), _of("case-returned", office_too=False)),
    (forwarded(), _of("case-forwarded", office_too=False)),
    (
        CaseOverdueV1(
            **of_case(), step="screening", was_due_on=date(2026, 8, 1), noticed_at=datetime(2026, 8, 2, tzinfo=UTC)
        ),
        {f"office:{COMMUNE}": "case-overdue"},
    ),
    (ruled("not-recognised"), _of("ruling-not-recognised")),
    (ruled("returned"), _of("ruling-returned")),
    (
        CertificateRenewalWindowOpenedV1(**certificate_facts(), window_closes_on=date(2029, 4, 4)),
        _of("certificate-window-opened", office_too=False),
    ),
    (expiring(), _of("certificate-expiring")),
    (CertificateExpiredV1(**certificate_facts(), expired_on=date(2029, 8, 3)), _of("certificate-expired")),
    (
        CertificateRevokedV1(
            **certificate_facts(),
            revoked_on=date(2027, 3, 1),
            grounds=["Sử dụng nhãn hiệu sai quy định"],
            revocation_decision="45/QĐ-UBND",
        ),
        _of("certificate-revoked"),
    ),
    (
        CertificateExtendedV1(
            **certificate_facts(), previous_valid_until=date(2029, 2, 2), reason="Điều khoản chuyển tiếp"
        ),
        _of("certificate-extended", office_too=False),
    ),
]
"""A fact of every kind that is heard, and who is told of it by which template."""
