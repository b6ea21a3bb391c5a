"""Evaluation as its users meet it: real endpoints, a real database, and facts carried between deployments by hand."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from ocop_events.envelope import EventData
from ocop_events.registry.dossier import DossierContent, DossierSubmittedV1
from ocop_events.vocabulary import EvidenceRef, FilledSheet, PlaceRef, ProducerRef, ProductRef

from kit.identity import Principal
from kit.messaging.parking import Outcome
from kit.messaging.received import Record
from kit.work import Unit
from law.rulebooks import Rulebook, shelf
from services.evaluation.councils.use_cases import note_roles
from tests.callers import Served, person
from tests.records import record_of

COMMUNE, PROVINCE = "33/11977", "33"
OLD_COMMUNE, DISTRICT = "33/330/12265", "33/330"


HUONG = person("huong", "producer@p-1")
SCREENER = person("screener", f"commune-officer@{COMMUNE}")
OFFICER = person("officer", f"province-officer@{PROVINCE}")
CHAIR = person("chair", f"chair@{PROVINCE}")
SECRETARY = person("secretary", f"secretary@{PROVINCE}")
MEMBERS = [person(f"member-{n}", f"member@{PROVINCE}") for n in (1, 2, 3, 4)]
STRANGER = person("stranger", "commune-officer@33/11998", "chair@17", "member@17")


@dataclass
class Deployment(Served):
    """One deployment of evaluation."""

    async def send(
        self, who: Principal | None, path: str, body: Any = None, *, version: int | str | None = None, **more: Any
    ) -> Any:
        """As everywhere; `version` "case": the case's own present one, as a careful client would."""
        if version == "case":
            version = (await self.read(who, "/".join(path.split("/")[:4])))["version"]
        return await super().send(who, path, body, version=version, **more)

    async def know(self, *people: Principal) -> None:
        """Puts people on the rosters of the offices where they hold a council's role, as when they sign in."""
        for one in people:
            await self.service.work.run(note_roles, one)

    async def facts(self, type_: str | None = None) -> list[dict[str, Any]]:
        """What was published so far, oldest first, as data of the contract."""
        found = self.service.database["outbox"].find({}).sort([("order", 1), ("version", 1)])
        rows = [row async for row in found]
        return [json.loads(row["value"]) | {"_type": row["type"]} for row in rows if type_ in (None, row["type"])]

    async def consume(self, record: Record) -> dict[str, Outcome]:
        handlers = self.service.by_topic.get(record.topic, [])
        return await self.service.dead_letters.applier.apply(handlers, record)

    async def parked(self) -> list[dict[str, Any]]:
        return [row async for row in self.service.database["parked"].find({})]


@dataclass
class Estate:
    """Deployments and what lies between them; a second database plays the registry's outbox."""

    deployments: list[Deployment]
    carried: set[str] = field(default_factory=set)

    async def publish(self, *events: EventData, at: datetime | None = None) -> None:
        """Publishes facts of another service and carries everything that follows."""
        for event in events:
            for deployment in self.deployments:
                await deployment.consume(record_of(event, at or deployment.clock.now()))
        await self.settle()

    async def settle(self) -> None:
        """Carries facts between the deployments until none is left."""
        while fresh := [record async for record in self._fresh()]:
            for record in fresh:
                for deployment in self.deployments:
                    await deployment.consume(record)
        for deployment in self.deployments:
            assert await deployment.parked() == []

    async def _fresh(self) -> AsyncIterator[Record]:
        for deployment in self.deployments:
            async for row in deployment.service.database["outbox"].find({}).sort([("order", 1), ("version", 1)]):
                if row["_id"] not in self.carried:
                    self.carried.add(row["_id"])
                    headers = tuple((name, bytes(value)) for name, value in row["headers"])
                    yield Record(
                        topic=row["topic"],
                        partition=0,
                        offset=0,
                        key=row["key"].encode(),
                        headers=headers,
                        value=bytes(row["value"]),
                    )


def dossier(
    on: date = date(2026, 8, 3),
    *,
    place: str = COMMUNE,
    set_no: int = 1,
    id: str = "d-1",
    kind: str = "first",
    evidence: Sequence[EvidenceRef] = (),
) -> DossierContent:
    """A dossier as the registry submits it, under the rulebook in force on the day."""
    rulebook = shelf().in_force(on)
    where = PlaceRef(code=place.rpartition("/")[2], path=place, name="Xã Tân Hưng", province_name="Hưng Yên", on=on)
    return DossierContent(
        dossier_id=id,
        number=f"1/PĐK-33-{where.code}-{on.year}",
        kind=kind,
        product=ProductRef(id="s-1", name="Long nhãn Tân Hưng", set_no=set_no),
        producer=ProducerRef(id="p-1", name="HTX Nhãn lồng Tân Hưng", kind="cooperative", place=where),
        submitted_on=on,
        submitted_at=datetime(on.year, on.month, on.day, 2, tzinfo=UTC),
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        self_assessment=FilledSheet(total="80", star=4),
        evidence=list(evidence),
    )


def submitted(content: DossierContent) -> DossierSubmittedV1:
    return DossierSubmittedV1(dossier_id=content.dossier_id, dossier=content)


def best(rulebook: Rulebook, set_no: int, *, worse: int = 0) -> dict[str, str]:
    """Answers with the most points everywhere, except for the first `worse` criteria, which get the least."""
    answers = {}
    for at, leaf in enumerate(rulebook.sheet(set_no).leaves):
        in_order = sorted(leaf.options, key=lambda option: option.points)
        answers[leaf.id] = (in_order[0] if at < worse else in_order[-1]).id
    return answers


def seats(*, chair: Principal = CHAIR, secretary: Principal = SECRETARY, members: list[Principal] | None = None) -> Any:
    """The body that forms a council."""
    listed = [(chair, "chair"), (secretary, "secretary"), *((one, "member") for one in members or MEMBERS)]
    return {
        "seats": [{"person_id": one.id, "name": one.name, "part": part} for one, part in listed],
        "decision_number": "12/QĐ-UBND",
    }


def reading(deployment: Deployment) -> Unit:
    return deployment.service.work.reading()


FINDINGS = dict.fromkeys(("local_material", "local_labour", "idea_origin", "local_identity"), True)


async def at_the_province(deployment: Deployment, estate: Estate, **changes: Any) -> str:
    """Brings a dossier of 2026 to the province; answers the path of its case there."""
    content = dossier(**changes)
    await estate.publish(submitted(content))
    lines = (await deployment.read(SCREENER, "/api/cases"))["items"]
    commune = f"/api/cases/{next(line['id'] for line in lines if line['number'] == content.number)}"
    await deployment.send(SCREENER, f"{commune}/screening", {"findings": FINDINGS, "proposes": True}, version="case")
    await deployment.send(SCREENER, f"{commune}/forwarding", {}, version="case")
    await estate.settle()
    lines = (await deployment.read(OFFICER, f"/api/cases?office={PROVINCE}&state=opened"))["items"]
    return f"/api/cases/{next(line['id'] for line in lines if line['number'] == content.number)}"


async def scored(deployment: Deployment, case: str, sheets: dict[Principal, dict[str, str]]) -> None:
    """Seats a council and has each of these people seal their answers; the chair reveals them."""
    await deployment.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
    await deployment.send(CHAIR, f"{case}/scoring", version="case")
    await seal_all(deployment, case, sheets)
    await deployment.send(CHAIR, f"{case}/scoring/reveal")


async def seal_all(deployment: Deployment, case: str, sheets: dict[Principal, dict[str, str]]) -> None:
    for who, answers in sheets.items():
        mine = f"{case}/sheets/mine"
        version = (await deployment.read(who, mine))["version"]
        draft = await deployment.send(who, mine, {"answers": answers}, version=version, method="PUT")
        await deployment.send(who, mine, version=draft["version"])


REGULATION = {"decision": "Quy chế Hội đồng OCOP tỉnh kèm Quyết định 45/QĐ-UBND"}


async def confirmed(deployment: Deployment, case: str, by: Principal = CHAIR) -> None:
    """Has the office of a case confirm what steers its councils as its own regulation, unless it has."""
    shown = await deployment.read(by, f"{case}/regulation")
    if any(one["says"] == "assumed" for one in shown["settings"]):
        await deployment.send(by, f"{case}/regulation", REGULATION, version=shown["version"])


async def ruled(deployment: Deployment, case: str, number: str | None = "100/QĐ-UBND") -> Any:
    """Has the chair conclude and rule, for an office that has confirmed its regulation."""
    await deployment.send(CHAIR, f"{case}/scoring/conclude")
    await confirmed(deployment, case)
    return await deployment.send(CHAIR, f"{case}/ruling", {"decision_number": number}, version="case")
