"""A case that goes to a centre on another installation: sealed by one, verified and taken in by the other, and judged there."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from law.rulebooks import shelf
from tests.callers import person
from tests.evaluation.evaluation_harness import (
    HUONG,
    MEMBERS,
    OFFICER,
    PROVINCE,
    Deployment,
    Estate,
    best,
    confirmed,
    dossier,
    seal_all,
    seats,
)
from tests.evaluation.outside_decisions.outside_harness import OTHER, sent_up
from tests.evaluation.packages.packages_harness import CENTRE, EVIDENCE, PAPER, seal, take_in


@pytest.fixture
async def province(evaluation: Any) -> Deployment:
    made: Deployment = await evaluation(f"{PROVINCE}/*")
    return made


@pytest.fixture
async def centre(evaluation: Any, province: Deployment, tmp_path: Path) -> Deployment:
    """The centre on an installation of its own that trusts the province's key; no event passes between the two."""
    key = await province.read(OFFICER, "/api/package-key")
    assert "d" not in key
    (tmp_path / "keys.json").write_text(json.dumps({"keys": [key]}))
    made: Deployment = await evaluation("vn", session_secret="c" * 40, package_keys=tmp_path / "keys.json")
    return made


class TestAPackage:
    async def test_opens_the_case_where_it_arrives_with_every_layer_and_once(
        self, province: Deployment, centre: Deployment, estate: Estate
    ) -> None:
        case = await sent_up(province, estate, evidence=[EVIDENCE])
        made = await seal(province, case, [("phiếu.pdf", PAPER)])
        assert (made["to_office"], made["missing"]) == ("vn", [])
        package = (await province.at(OFFICER).get(f"/api/packages/{made['id']}/file")).content
        with zipfile.ZipFile(io.BytesIO(package)) as packed:
            names = packed.namelist()
            types = {name.partition("-")[2] for name in names if name.startswith("events/")}
            assert any(packed.read(name) == PAPER for name in names if name.startswith("dossier/"))
        assert {"vn.ocop.evaluation.case.opened.v1.json", "vn.ocop.evaluation.case.forwarded.v1.json", "vn.ocop.evaluation.ruling.issued.v1.json"} <= types  # fmt: skip

        taken = await take_in(centre, package)
        assert (taken["dossier_number"], taken["from_office"]) == (dossier().number, PROVINCE)
        theirs = await centre.read(CENTRE, f"/api/cases/{taken['case_id']}")
        assert (theirs["office"], theirs["state"]["code"], theirs["from_office"]) == ("vn", "opened", PROVINCE)
        ours = await province.facts("vn.ocop.evaluation.case.forwarded.v1")
        assert [one["total"] for one in theirs["layers"]] == [one["total"] for one in ours[-1]["layers"]]
        assert len(theirs["layers"][-1]["sheets"]) == 5
        again = await take_in(centre, package)
        assert again["case_id"] == taken["case_id"]
        assert len((await centre.read(CENTRE, "/api/cases"))["items"]) == 1
        assert len(await centre.facts("vn.ocop.evaluation.case.received.v1")) == 1

    async def test_that_was_altered_or_is_of_a_stranger_or_for_another_is_refused_in_words(
        self, province: Deployment, centre: Deployment, estate: Estate, evaluation: Any
    ) -> None:
        case = await sent_up(province, estate, evidence=[EVIDENCE])
        made = await seal(province, case, [])
        package = (await province.at(OFFICER).get(f"/api/packages/{made['id']}/file")).content
        altered = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(altered, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, content.replace(b'"star": 5', b'"star": 4') if "forwarded" in name else content)
        for sent, status, slug in (
            (altered.getvalue(), 409, "sealed-archive.broken"),
            (b"PK nothing", 422, "sealed-archive.not-sealed"),
        ):
            refused = await take_in(centre, sent, status)
            assert refused["type"].endswith(slug)
        stranger: Deployment = await evaluation("vn", session_secret="d" * 40)
        assert (await take_in(stranger, package, 403))["type"].endswith("sealed-archive.foreign")
        assert (await take_in(province, package, 403, who=OFFICER))["type"].endswith("package.not-for-us")
        assert (await take_in(centre, package, 403, who=person("other", "province-officer@34")))["type"].endswith(
            "package.not-for-us"
        )
        await take_in(centre, package, 403, who=HUONG)
        assert await centre.facts() == []

    async def test_encloses_the_dossiers_own_papers_alone(self, province: Deployment, estate: Estate) -> None:
        case = await sent_up(province, estate, evidence=[EVIDENCE])
        refused = await seal(province, case, [("khác.pdf", b"%PDF other")], status=422)
        assert refused["type"].endswith("package.paper-not-of-the-dossier")
        assert (await seal(province, case, []))["missing"] == [EVIDENCE.name]

    async def test_is_sealed_by_its_office_alone_while_the_case_is_on_its_way(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await sent_up(province, estate, evidence=[EVIDENCE])
        await seal(province, case, [], who=MEMBERS[0], status=403)
        await seal(province, case, [], who=person("own", "province-officer@33", "producer@p-1"), status=403)
        made = await seal(province, case, [])
        for one, seen in ((OTHER, 1), (HUONG, 0), (person("x", "province-officer@34"), 0)):
            assert len((await province.read(one, "/api/packages"))["sealed"]) == seen
            status = (await province.at(one).get(f"/api/packages/{made['id']}/file")).status_code
            assert status == (200 if seen else 404)


class TestWhatGoesUpByHand:
    async def test_is_listed_with_what_is_there(self, province: Deployment, estate: Estate) -> None:
        case = await sent_up(province, estate, evidence=[EVIDENCE])
        listed = await province.read(OFFICER, f"{case}/sending")
        there = {one["id"]: one["there"] for one in listed["items"]}
        assert there == {
            "province-request": None,
            "advisory-team-report": False,
            "council-report": False,
            "approval-decision": False,
            "producer-dossier": True,
            "additional-tests": None,
            "samples": None,
        }
        page = (await province.at(OFFICER).get(f"{case.removeprefix('/api')}/sending")).text
        assert "Báo cáo của Tổ tư vấn" in page
        assert "Chưa có" in page


class TestACentreOnTheSameEvents:
    async def test_is_one_more_deployment_and_judges_a_case_of_ninety_two_points_and_more(
        self, evaluation: Any
    ) -> None:
        province, centre = await evaluation(f"{PROVINCE}/*"), await evaluation("vn")
        estate = Estate([province, centre])
        case = await sent_up(province, estate, evidence=[EVIDENCE])
        assert (await province.read(OFFICER, case))["state"]["code"] == "handed-over"
        chair, secretary = person("c", "chair@vn"), person("s", "secretary@vn")
        members = [person(f"m-{n}", "member@vn") for n in (1, 2, 3, 4)]
        await centre.know(chair, secretary, *members)
        [line] = (await centre.read(CENTRE, "/api/cases"))["items"]
        theirs = f"/api/cases/{line['id']}"
        council = seats(chair=chair, secretary=secretary, members=members)
        await centre.send(CENTRE, f"{theirs}/council", council, version="case", method="PUT")
        await centre.send(chair, f"{theirs}/scoring", version="case")
        answers = best(shelf().get("R26"), 1)
        await seal_all(centre, theirs, dict.fromkeys([chair, *members], answers))
        await centre.send(chair, f"{theirs}/scoring/reveal")
        await centre.send(chair, f"{theirs}/scoring/conclude")
        await confirmed(centre, theirs, chair)
        ruling = await centre.send(chair, f"{theirs}/ruling", {"decision_number": "512/QĐ-BNNMT"}, version="case")
        assert (ruling["outcome"]["code"], ruling["star"], ruling["office"]) == ("recognised", 5, "vn")
        assert float(ruling["total"]) >= 92
