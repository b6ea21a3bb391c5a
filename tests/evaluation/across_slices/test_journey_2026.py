"""The journey of 2026 through evaluation's endpoints: commune, province, council, ruling."""

from __future__ import annotations

from law.rulebooks import shelf
from tests.evaluation.evaluation_harness import (
    CHAIR,
    COMMUNE,
    FINDINGS,
    HUONG,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    SECRETARY,
    Deployment,
    Estate,
    best,
    confirmed,
    dossier,
    seats,
    submitted,
)


class TestADossierOf2026:
    async def test_goes_from_the_commune_to_a_star_with_everything_published(
        self, province: Deployment, estate: Estate
    ) -> None:
        await estate.publish(submitted(dossier()))
        [line] = (await province.read(SCREENER, "/api/cases"))["items"]
        # Fifteen working days after 3 August; Saturday the 22nd makes up for the Monday before National Day.
        assert (line["office"], line["state"]["code"], line["due_on"]) == (COMMUNE, "opened", "2026-08-22")
        commune = f"/api/cases/{line['id']}"
        await province.send(SCREENER, f"{commune}/screening", {"findings": FINDINGS, "proposes": True}, version="case")
        await province.send(SCREENER, f"{commune}/forwarding", {"note": "Đề nghị đánh giá"}, version="case")
        await estate.settle()
        assert (await province.read(SCREENER, commune))["state"]["code"] == "handed-over"

        [line] = (await province.read(OFFICER, f"/api/cases?office={PROVINCE}"))["items"]
        case = f"/api/cases/{line['id']}"
        [proposed] = (await province.read(OFFICER, case))["layers"]
        assert (proposed["findings"], proposed["note"]) == (FINDINGS, "Đề nghị đánh giá")
        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        await province.send(CHAIR, f"{case}/scoring", version="case")
        rulebook = shelf().get("R26")
        for scorer in (CHAIR, *MEMBERS[:3]):
            mine = f"{case}/sheets/mine"
            draft = await province.send(scorer, mine, {"answers": best(rulebook, 1, worse=10)}, version=0, method="PUT")
            assert draft["tally"]["unanswered"] == []
            await province.send(scorer, mine, version=draft["version"])
        await province.send(CHAIR, f"{case}/scoring/reveal")
        concluded = await province.send(CHAIR, f"{case}/scoring/conclude")
        assert concluded["state"]["code"] == "concluded"
        await confirmed(province, case)
        ruling = await province.send(
            CHAIR, f"{case}/ruling", {"decision_number": "100/QĐ-UBND", "decided_on": "2026-08-03"}, version="case"
        )
        assert ruling["outcome"]["code"] in ("recognised", "not-recognised")
        assert ruling["total"] == concluded["result"]["total"]
        assert [layer["tier"] for layer in ruling["layers"]] == ["commune", "province"]
        assert len(ruling["sheets"]) == 4
        announced = [fact["_type"].removeprefix("vn.ocop.evaluation.") for fact in await province.facts()]
        assert announced == [
            "case.opened.v1",
            "case.screened.v1",
            "case.forwarded.v1",
            "case.received.v1",
            "case.placed.v1",
            "round.opened.v1",
            "council.formed.v1",
            "scoring.opened.v1",
            *["scorecard.sealed.v1"] * 4,
            "scores.revealed.v1",
            "council.dissolved.v1",
            "scoring.concluded.v1",
            "regulation.confirmed.v1",
            "ruling.issued.v1",
        ]
        again = await province.read(CHAIR, f"/api/rulings/{ruling['ruling_id']}/recount")
        assert again == {"ruling_id": ruling["ruling_id"], "holds": True, "differences": []}
        for who in (HUONG, SECRETARY, OFFICER):
            assert (await province.read(who, f"{case}/ruling"))["star"] == ruling["star"]
