"""Evaluation's things: a case in every state a command is for, each with the same council."""

from __future__ import annotations

from datetime import date
from typing import Any

from ocop_events.registry.certificate import CertificateStateV1
from ocop_events.vocabulary import ProducerRef

from law.rulebooks import shelf
from services.evaluation.councils.use_cases import note_roles
from tests.evaluation.campaigns.campaigns_harness import facts as certificate_facts
from tests.evaluation.evaluation_harness import FINDINGS, REGULATION, best, dossier, submitted
from tests.matrix.bodies import CAMPAIGN, REVIEWED, TEAM
from tests.matrix.in_writing import ASKED_IN_WRITING, SAID_IN_WRITING, again
from tests.matrix.people import COMMUNE, EXTRAS, KINDS, OWN, PROVINCE, SCORERS, SEATED, Kind
from tests.matrix.world import NOW, World
from tests.pdfs import a_pdf
from tests.pictures import a_photograph
from tests.records import record_of

SEATS = [{"person_id": who, "part": part} for who, part in SEATED.items()]
PEOPLE = KINDS | {extra.name: extra for extra in EXTRAS}
OFFICER, CHAIR = KINDS["province"], KINDS["chair"]
STAGES = ("arrived", "formed", "drafted", "sealed", "revealed", "disputed", "scored", "ruled", "appealed")
"""How far a case of the province has come, one further than the other; `disputed` is beside that way."""


ADVISED = ("given", "asked-of", "answered-of", "reviewing", "handed-in", "reported")
"""How far an advisory team's work on a case of the province has come, each by itself."""


async def evaluation(world: World) -> None:
    """Makes a case in each state: `opened` and `screened` at the commune, the rest at the province."""
    for name in (*SEATED, "spare", "adviser", "aide", "other.head"):
        await world.service.work.run(note_roles, PEOPLE[name].before)
    for name in ("opened", "screened"):
        world.things[name] = await _at_the_commune(world, name)
    screened = world.things["screened"]["case_id"]
    await _screened(world, screened)
    world.things["screened"]["version"] = await _version(world, screened)
    for name in (*STAGES, *ADVISED):
        case = (await _at_the_commune(world, name))["case_id"]
        await _screened(world, case)
        at = f"/api/cases/{case}"
        await world.send(KINDS["commune"], "POST", f"{at}/forwarding", json={}, version=await _version(world, case))
    await world.carry()
    for name in STAGES:
        await _at_the_province(world, name)
    await _meetings(world)
    await _advisory(world)
    world.things["formed"]["regulation"] = await _version_of_regulation(world)
    await _papers(world)
    await _decisions(world)
    world.things["roster"] = {"office": PROVINCE}
    body = {"office": PROVINCE, "name": "Hội đồng tỉnh", "seats": SEATS}
    standing = await world.send(OFFICER, "POST", "/api/standing-councils", json=body)
    world.things["standing"] = {"council_id": standing["id"], "version": standing["version"]}
    await _campaigns(world)
    await _in_writing(world)


WRITTEN = ("to-ask", "to-answer", "to-open", "opened-forms")
"""How far a council's opinions in writing have come, one further than the other."""


async def _in_writing(world: World) -> None:
    """A re-evaluation whose council is asked in writing, in each state."""
    for name in WRITTEN:
        case = (await _at_the_commune(world, name, **again()))["case_id"]
        await _screened(world, case)
        at = f"/api/cases/{case}/forwarding"
        await world.send(KINDS["commune"], "POST", at, json={}, version=await _version(world, case))
    await world.carry()
    for further, name in enumerate(WRITTEN):
        row = await world.service.database["cases"].find_one({"dossier.dossier_id": f"d-{name}", "office": PROVINCE})
        assert row, name
        case, at = row["_id"], f"/api/cases/{row['_id']}"
        await _form(world, at, case)
        world.things[name] = {"case_id": case, "version": await _version(world, case), "name": "summary.docx"}
        if further >= WRITTEN.index("to-answer"):
            version = await _version(world, case)
            made = await world.send(CHAIR, "POST", f"{at}/opinions", json=ASKED_IN_WRITING, version=version)
            world.things[name]["version"] = made["version"]
        if further >= WRITTEN.index("to-open"):
            for who in SCORERS:
                made = await world.send(PEOPLE[who], "POST", f"{at}/opinions/mine", json=SAID_IN_WRITING)
            world.things[name]["version"] = made["version"]
        if further >= WRITTEN.index("opened-forms"):
            await world.send(CHAIR, "POST", f"{at}/opinions/conclusion", json={}, version=made["version"])


async def _campaigns(world: World) -> None:
    """A campaign whose line waits to be reviewed, one whose line is, and what two others would be opened of."""
    for number in (901, 902, 903, 904):
        where = {"place": COMMUNE, "producer": OWN, "decision": f"{number}/QĐ-UBND"}
        state = CertificateStateV1(**certificate_facts(f"c-{number}", on=date(2024, 1, 10), **where), status="valid")
        await world.consume(record_of(state, NOW))
    for name, number in (("campaign", 903), ("reviewed-line", 904)):
        body = CAMPAIGN | {"decision_number": f"{number}/QĐ-UBND"}
        made = await world.send(OFFICER, "POST", "/api/campaigns", json=body)
        line = f"{made['id']}-1"
        if name == "reviewed-line":
            at = f"/api/campaigns/{made['id']}/lines/{line}/review"
            await world.send(KINDS["commune"], "POST", at, json={"findings": REVIEWED}, version=1)
        world.things[name] = {"campaign_id": made["id"], "line_id": line, "version": made["version"], "line": 1}


MEETINGS = ("m-called", "m-open", "m-begun", "m-sealed", "m-revealed", "m-closed", "m-signed")
"""How far a meeting over one case has come, one further than the other."""


async def _meetings(world: World) -> None:
    """A meeting over a case in each state, at its own version."""
    for name in MEETINGS:
        case = (await _at_the_commune(world, name))["case_id"]
        await _screened(world, case)
        await world.send(
            KINDS["commune"], "POST", f"/api/cases/{case}/forwarding", json={}, version=await _version(world, case)
        )
    await world.carry()
    for further, name in enumerate(MEETINGS):
        row = await world.service.database["cases"].find_one({"dossier.dossier_id": f"d-{name}", "office": PROVINCE})
        assert row, name
        case = row["_id"]
        await _form(world, f"/api/cases/{case}", case)
        body = {"office": PROVINCE, "on": "2026-09-07", "hour": "08:30", "held_at": "P", "cases": [{"case_id": case}]}
        made = await world.send(CHAIR, "POST", "/api/meetings", json=body)
        at, version = f"/api/meetings/{made['id']}", made["version"]
        came = [{"person_id": one["person_id"], "attendance": "present"} for one in made["members"]]

        async def step(path: str, at: str = at, **sent: Any) -> Any:
            row = await world.service.database["meetings"].find_one({"_id": at.rpartition("/")[2]})
            return await world.send(CHAIR, "POST", f"{at}/{path}", version=int(row["version"]), **sent)

        if further >= MEETINGS.index("m-open"):
            await step("opening", json={"attendance": came})
        if further >= MEETINGS.index("m-begun"):
            await step(f"cases/{case}/beginning", json={})
        if further >= MEETINGS.index("m-sealed"):
            await step("scoring")
            await _fill(world, f"/api/cases/{case}", apart=False, seal=True)
        if further >= MEETINGS.index("m-revealed"):
            await step("reveal")
        if further >= MEETINGS.index("m-closed"):
            await step("conclude")
            await step(f"cases/{case}/done", json={"ended": "concluded"})
            await step("closing")
            await step("minutes", json={})
        if further >= MEETINGS.index("m-signed"):
            form = {"number": "1/BB-HĐOCOP", "on": "2026-08-03"}
            await step("minutes/signed-copy", data=form, files={"file": ("bb.pdf", a_pdf("bb"), "application/pdf")})
            await step("addenda", json={"words": "Sửa họ tên"})
        row = await world.service.database["meetings"].find_one({"_id": made["id"]})
        version = int(row["version"])
        world.things[name] = {
            "meeting_id": made["id"],
            "case_id": case,
            "version": version,
            "name": "minutes.docx",
            "no": 1,
        }


async def _advisory(world: World) -> None:
    """An advisory team with its work in each state, and one that has none. Its head is `adviser`, who reviews as well."""
    for name, head in (("idle-team", "other.head"), ("team", "adviser")):
        body = TEAM | {"members": [{"person_id": head, "part": "head"}], "office": PROVINCE}
        made = await world.send(OFFICER, "POST", "/api/advisory-teams", json=body)
        copy = {"file": ("ban-ky.pdf", a_pdf(name), "application/pdf")}
        at = f"/api/advisory-teams/{made['id']}"
        made = await world.send(OFFICER, "POST", f"{at}/paper", version=made["version"], files=copy)
        world.things[name] = {"team_id": made["id"], "version": made["version"], "sha256": made["paper"]["sha256"]}
    world.things["arrived"]["work"] = 0
    for name in ADVISED:
        row = await world.service.database["cases"].find_one({"dossier.dossier_id": f"d-{name}", "office": PROVINCE})
        assert row, name
        world.things[name] = {"case_id": row["_id"], "review": 0, "report": 0}
        await _advised(world, name)


async def _advised(world: World, name: str) -> None:
    thing, head = world.things[name], KINDS["adviser"]
    at = f"/api/cases/{thing['case_id']}/advisory"
    body = {"advisers": [{"person_id": "adviser", "tasks": ["review"]}]}
    work = await world.send(head, "PUT", at, json=body, version=0)
    if name == "given":
        visit = {"visited_on": "2026-08-03", "met": "Bà Hương", "found": "Sạch"}
        work = await world.send(head, "POST", f"{at}/visits", json=visit, version=work["version"])
        thing["visit_id"] = work["visits"][0]["id"]
        photo = {"file": ("a.jpg", a_photograph(), "image/jpeg")}
        work = await world.send(head, "POST", f"{at}/visits/{thing['visit_id']}/pictures", files=photo)
        [picture] = work["visits"][0]["pictures"]
        thing |= {"picture_id": picture["id"], "sha256": picture["sha256"]}
    if name in ("asked-of", "answered-of"):
        work = await world.send(
            head, "POST", f"{at}/questions", json={"question": "Hợp đồng?"}, version=work["version"]
        )
        thing["question_id"] = work["questions"][0]["id"]
    if name == "answered-of":
        answered = f"/api/cases/{thing['case_id']}/questions/{thing['question_id']}/answer"
        paper = {"file": ("hop-dong.pdf", a_pdf(name), "application/pdf")}
        await world.send(KINDS["producer"], "POST", answered, data={"answer": "Đây"}, files=paper)
        thing["sha256"] = (await world.send(head, "GET", at))["questions"][0]["file"]["sha256"]
    if name in ("reviewing", "handed-in", "reported"):
        filled = {"answers": best(shelf().get("R26"), 1), "note": "Đề nghị xem xét"}
        draft = await world.send(head, "PUT", f"{at}/review", json=filled, version=0)
        thing["review"] = draft["version"]
        if name != "reviewing":
            draft = await world.send(head, "POST", f"{at}/review/handing-in", version=draft["version"])
            report = await world.send(head, "PUT", f"{at}/report", json=filled, version=0)
            thing |= {"review": draft["version"], "report": report["version"]}
        if name == "reported":
            copy = {"file": ("bao-cao.pdf", a_pdf(name), "application/pdf")}
            signed = {"number": "12/BC", "signed_on": "2026-08-03"}
            await world.send(head, "POST", f"{at}/report/sealing", version=thing["report"], data=signed, files=copy)
    thing["work"] = (await world.send(head, "GET", at))["version"]


async def _papers(world: World) -> None:
    """A document in each state: the decision that forms the council of a case."""
    for name, stage in (("on-draft", "drafted"), ("on-signed", "sealed"), ("on-issued", "revealed")):
        case = world.things[stage]["case_id"]
        body = {"kind": "council", "signatory": "Nguyễn Văn An"}
        made = await world.send(OFFICER, "POST", f"/api/cases/{case}/documents", json=body)
        at = f"/api/documents/{made['id']}"
        if name != "on-draft":
            form = {"number": str(20 + len(world.things)), "on": "2026-08-03"}
            copy = {"file": ("ban-ky.pdf", a_pdf(name), "application/pdf")}
            made = await world.send(
                OFFICER, "POST", f"{at}/signed-copy", version=made["version"], data=form, files=copy
            )
        if name == "on-issued":
            made = await world.send(OFFICER, "POST", f"{at}/issue", version=made["version"])
        world.things[name] = {"document_id": made["id"], "version": made["version"], "name": made["files"][0]}


async def _decisions(world: World) -> None:
    """A decision in each state: over the case whose result goes to the ministry; one that forms a council is issued."""
    for name, stage, kind in (
        ("decision-draft", "scored", "results-for-centre"),
        ("decision-signed", "scored", "results-for-centre"),
        ("decision-issued", "disputed", "council"),
    ):
        case = world.things[stage]["case_id"]
        body = {"cases": [case], "decides": kind, "signatory": "Nguyễn Văn An"}
        made = await world.send(OFFICER, "POST", "/api/decisions", json=body)
        at = f"/api/decisions/{made['id']}"
        if name != "decision-draft":
            form = {"number": str(50 + len(world.things)), "on": "2026-08-03"}
            copy = {"file": ("ban-ky.pdf", a_pdf(name), "application/pdf")}
            made = await world.send(
                OFFICER, "POST", f"{at}/signed-copy", version=made["version"], data=form, files=copy
            )
        if name == "decision-issued":
            made = await world.send(OFFICER, "POST", f"{at}/issue", version=made["version"])
        world.things[name] = {
            "decision_id": made["id"],
            "version": made["version"],
            "case_id": case,
            "name": made["files"][0],
            "line": 1,
        }


async def _at_the_commune(world: World, name: str, **changes: Any) -> dict[str, Any]:
    content = dossier(date(2026, 8, 3), place=COMMUNE, id=f"d-{name}").model_copy(update=changes)
    own = ProducerRef.model_validate(content.producer.model_dump() | {"id": OWN})
    written = content.model_copy(update={"producer": own, "written_by": ["member.author"], "number": name})
    await world.consume(record_of(submitted(written), NOW))
    row = await world.service.database["cases"].find_one({"dossier.dossier_id": f"d-{name}"})
    assert row
    return {"case_id": row["_id"], "version": row["version"]}


async def _screened(world: World, case: str) -> None:
    body = {"findings": FINDINGS, "proposes": True}
    await world.send(
        KINDS["commune"], "POST", f"/api/cases/{case}/screening", json=body, version=await _version(world, case)
    )


async def _at_the_province(world: World, name: str) -> None:
    row = await world.service.database["cases"].find_one({"dossier.dossier_id": f"d-{name}", "office": PROVINCE})
    assert row, name
    case = row["_id"]
    at = f"/api/cases/{case}"
    further = STAGES.index(name)
    if further >= STAGES.index("formed"):
        await _form(world, at, case)
        meeting = {"on": "2026-09-07", "hour": "08:30", "held_at": "Phòng họp 1"}
        await world.send(CHAIR, "PUT", f"{at}/meeting", json=meeting, version=0)
    if further >= STAGES.index("drafted"):
        await world.send(CHAIR, "POST", f"{at}/scoring", version=await _version(world, case))
        await _fill(world, at, apart=name == "disputed", seal=further > STAGES.index("drafted"))
    if further >= STAGES.index("revealed"):
        await world.send(CHAIR, "POST", f"{at}/scoring/reveal")
    if further >= STAGES.index("scored"):
        await world.send(CHAIR, "POST", f"{at}/scoring/conclude")
    thing: dict[str, Any] = {"case_id": case, "number": name, "sheet": 1, "sealed_sheet": 2, "meeting": 1}
    if further >= STAGES.index("ruled"):
        known = await _version_of_regulation(world)
        await world.send(CHAIR, "POST", f"{at}/regulation", json=REGULATION, version=known)
        body = {"decision_number": f"100/{name}"}
        ruling = await world.send(CHAIR, "POST", f"{at}/ruling", json=body, version=await _version(world, case))
        thing |= {"ruling_id": ruling["ruling_id"], "ruling": ruling["version"]}
    if name == "appealed":
        contested = f"/api/rulings/{thing['ruling_id']}/appeals"
        body = {"grounds": "Điểm phần C"}
        ruling = await world.send(KINDS["producer"], "POST", contested, json=body, version=thing["ruling"])
        appeal = await world.service.database["appeals"].find_one({"ruling_id": thing["ruling_id"]})
        assert appeal
        thing |= {"ruling": ruling["version"], "appeal_id": appeal["_id"], "appeal": appeal["version"]}
    world.things[name] = thing | {"version": await _version(world, case)}


async def _version_of_regulation(world: World) -> int:
    known = await world.service.database["office_regulations"].find_one({"office": PROVINCE})
    return int(known["version"]) if known else 0


async def _form(world: World, at: str, case: str) -> None:
    body = {"seats": SEATS, "decision_number": "12/QĐ-UBND"}
    await world.send(OFFICER, "PUT", f"{at}/council", json=body, version=await _version(world, case))
    aside = {"person_id": "member.recused", "reason": "Cùng hộ gia đình với chủ thể"}
    await world.send(CHAIR, "POST", f"{at}/recusals", json=aside)


async def _fill(world: World, at: str, *, apart: bool, seal: bool) -> None:
    rulebook = shelf().get("R26")
    for number, who in enumerate(SCORERS):
        answers = best(rulebook, 1, worse=9 * (number % 2) if apart else 0)
        scorer: Kind = PEOPLE[who]
        draft = await world.send(scorer, "PUT", f"{at}/sheets/mine", json={"answers": answers}, version=0)
        if seal:
            await world.send(scorer, "POST", f"{at}/sheets/mine", version=draft["version"])


async def _version(world: World, case: str) -> int:
    row = await world.service.database["cases"].find_one({"_id": case})
    assert row
    return int(row["version"])
