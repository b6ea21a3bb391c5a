"""A campaign from its opening to its end: stages follow from what happens, nobody ticks them; who sees and does what."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from ocop_events.evaluation.case import CaseOpenedV1, CaseScreenedV1
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.examples import example
from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateGivenUpV1,
    CertificateIssuedV1,
    CertificateRevokedV1,
)
from ocop_events.registry.dossier import DossierOpenedV1, DossierSubmittedV1, DossierWithdrawnV1
from prometheus_client import CollectorRegistry

from law.campaigns import campaign_rules
from services.evaluation.campaigns.gauges import CampaignGauges
from tests.callers import person
from tests.evaluation.campaigns.campaigns_harness import (
    DECIDED,
    NUMBER,
    OLD,
    described,
    facts,
    let_pass,
    lines_of,
    opened,
    stage_of,
)
from tests.evaluation.conftest import Opening
from tests.evaluation.evaluation_harness import OFFICER, SCREENER, STRANGER, Deployment, dossier
from tests.records import record_of

ADVANCED = "vn.ocop.evaluation.campaign.line-advanced.v1"
REMINDED = "vn.ocop.evaluation.campaign.reminded.v1"
WELL = {one.id: True for one in campaign_rules().review}
CLOSES = date(2026, 8, 22)
"""120 days before the end of what was decided on 20 December 2023."""


async def happens(deployment: Deployment, event: Any, version: int = 2) -> None:
    await deployment.consume(record_of(event, deployment.clock.now(), version))
    assert await deployment.parked() == []


async def a_campaign(deployment: Deployment, *ids: str, **more: Any) -> tuple[Any, list[Any]]:
    for id in ids or ("a",):
        await described(deployment, id)
    campaign = await opened(deployment, **more)
    return campaign, await lines_of(deployment, campaign)


async def reviewed(deployment: Deployment, line: Any, who: Any = SCREENER, **more: Any) -> Any:
    at = f"/api/campaigns/{line['campaign_id']}/lines/{line['id']}/review"
    return await deployment.send(who, at, {"findings": WELL, **more}, version=line["version"])


def dossier_of(id: str, *, on: date = date(2026, 8, 10)) -> Any:
    content = dossier(on, id=f"d-{id}", kind="re-evaluation")
    return content.model_copy(update={"product": content.product.model_copy(update={"id": f"s-{id}"})})


def of_case(kind: Any, id: str, **more: Any) -> Any:
    content = dossier_of(id)
    said = example(kind.event_type) | {
        "dossier_id": content.dossier_id,
        "product": content.product.model_dump(),
        "producer": content.producer.model_dump(),
    }
    return kind.model_validate(said | more)


class TestOpening:
    async def test_takes_every_certificate_of_the_decision_however_its_number_is_spelt(
        self, province: Deployment
    ) -> None:
        for id in ("a", "b"):
            await described(province, id)
        await described(province, "other", decision="99/QĐ-UBND")
        await described(province, "ended", status="expired")
        campaign = await opened(province, decision_number="QĐ 01234")
        lines = await lines_of(province, campaign)
        assert [one["certificate_id"] for one in lines] == ["a", "b"]
        assert {one["closes_on"] for one in lines} == {CLOSES.isoformat()}
        [said] = await province.facts("vn.ocop.evaluation.campaign.opened.v2")
        assert [one["certificate"]["id"] for one in said["lines"]] == ["a", "b"]
        assert said["decision"]["signed_on"] == DECIDED.isoformat()

    async def test_takes_every_certificate_that_ends_in_the_window(self, province: Deployment) -> None:
        await described(province, "a")
        await described(province, "later", on=date(2024, 5, 1))
        window = {"decision_number": None, "decided_on": None, "window_from": "2026-12-01", "window_to": "2026-12-31"}
        lines = await lines_of(province, await opened(province, **window))
        assert [one["certificate_id"] for one in lines] == ["a"]

    async def test_leaves_to_another_campaign_what_that_has(self, province: Deployment) -> None:
        campaign, _lines = await a_campaign(province, "a")
        await opened_again(province, "campaign.nothing-to-judge")
        await described(province, "b")
        second = await opened(province)
        assert (second["lines"], second["elsewhere"]) == (1, 1)
        await close(province, campaign, "Gộp đợt")
        assert (await lines_of(province, await opened(province)))[0]["certificate_id"] == "a"

    @pytest.mark.parametrize(
        ("who", "office", "slug"),
        [
            (SCREENER, "33/11977", "campaign.not-an-office"),
            (OFFICER, "33/11977", "campaign.not-an-office"),
            (person("own", "province-officer@33", "producer@p-a"), "33", "campaign.own-line"),
        ],
    )
    async def test_is_for_officers_of_the_office_who_act_for_none_of_its_producers(
        self, province: Deployment, who: Any, office: str, slug: str
    ) -> None:
        await described(province, "a")
        answer = await province.send(who, "/api/campaigns", body(office=office), status=403)
        assert answer["type"].endswith(slug)

    async def test_begins_at_the_stage_of_a_dossier_that_is_before_an_office_already(
        self, province: Deployment
    ) -> None:
        await described(province, "a")
        await happens(province, DossierSubmittedV1(dossier_id="d-a", dossier=dossier_of("a")))
        [line] = await lines_of(province, await opened(province))
        assert (line["state"], line["in_time"], line["received_on"]) == ("in-evaluation", True, "2026-08-10")


def body(**more: Any) -> dict[str, Any]:
    known = {"office": "33", "name": "Đợt", "decision_number": NUMBER, "decided_on": DECIDED.isoformat()}
    return known | more


async def opened_again(deployment: Deployment, slug: str) -> None:
    answer = await deployment.send(OFFICER, "/api/campaigns", body(), status=409)
    assert answer["type"].endswith(slug)


async def close(deployment: Deployment, campaign: Any, note: str = "", **more: Any) -> Any:
    at = f"/api/campaigns/{campaign['id']}"
    version = (await deployment.read(OFFICER, at))["version"]
    return await deployment.send(OFFICER, f"{at}/closing", {"note": note}, version=version, **more)


class TestStages:
    async def test_follow_from_the_review_to_another_recognition(self, province: Deployment) -> None:
        campaign, [line] = await a_campaign(province)
        at = f"/api/campaigns/{campaign['id']}"
        refused = await province.send(OFFICER, f"{at}/invitations", version=campaign["version"], status=409)
        assert refused["type"].endswith("campaign.nobody-to-invite")
        await reviewed(province, line)
        await province.send(OFFICER, f"{at}/invitations", version=campaign["version"])
        assert await stage_of(province, line) == "invited"
        content = dossier_of("a")
        await happens(
            province,
            DossierOpenedV1(
                dossier_id="d-a",
                kind="re-evaluation",
                product=content.product,
                producer=content.producer,
                opened_on=DECIDED,
            ),
        )
        assert await stage_of(province, line) == "dossier-opened"
        await happens(province, DossierSubmittedV1(dossier_id="d-a", dossier=content))
        assert await stage_of(province, line) in ("submitted", "in-evaluation")
        await happens(province, of_case(CaseOpenedV1, "a"))
        assert await stage_of(province, line) == "in-evaluation"
        await happens(province, of_case(RulingIssuedV1, "a", outcome="forwarded"))
        assert await stage_of(province, line) == "in-evaluation"
        await happens(province, of_case(RulingIssuedV1, "a", outcome="recognised", star=4))
        assert await stage_of(province, line) == "kept"
        said = [(one["was"], one["stage"]) for one in await province.facts(ADVANCED)]
        assert said[0] == ("not-invited", "invited")
        assert said[-1] == ("in-evaluation", "kept")
        closed = await close(province, await province.read(OFFICER, at))
        assert closed["counts"] == {"kept": 1}
        [end] = await province.facts("vn.ocop.evaluation.campaign.closed.v1")
        assert end["counts"] == {"kept": 1}

    async def test_fall_back_when_the_dossier_is_withdrawn_or_not_proposed(self, province: Deployment) -> None:
        _campaign, [line] = await a_campaign(province)
        content = dossier_of("a")
        await happens(province, DossierSubmittedV1(dossier_id="d-a", dossier=content))
        taken = {"product": content.product, "producer": content.producer, "reason": "Thiếu", "withdrawn_on": DECIDED}
        await happens(province, DossierWithdrawnV1(dossier_id="d-a", **taken))
        assert await stage_of(province, line) == "not-invited"
        await happens(province, of_case(CaseOpenedV1, "a"))
        await happens(province, of_case(CaseScreenedV1, "a", proposes=False))
        assert await stage_of(province, line) == "not-invited"

    async def test_end_with_the_certificate_by_the_way_it_ended(self, province: Deployment) -> None:
        _campaign, lines = await a_campaign(province, "a", "b", "c", "d")
        await happens(province, CertificateExpiredV1(**facts("a"), expired_on=date(2026, 12, 20)))
        await happens(province, CertificateGivenUpV1(**facts("b"), reason="Chuyển nghề", given_up_on=CLOSES))
        await happens(
            province,
            CertificateRevokedV1(**facts("c"), revoked_on=CLOSES, grounds=["Giả mạo"], revocation_decision="7/QĐ-UBND"),
        )
        newer = facts("d-2", on=date(2026, 9, 1), product="s-d", star=5)
        await happens(
            province, CertificateIssuedV1(**newer, authority="UBND", dossier_id="d-d", ruling_id="r-d", supersedes="d")
        )
        assert [await stage_of(province, one) for one in lines] == ["lapsed", "given-up", "revoked", "upgraded"]
        given_up = await province.read(OFFICER, f"/api/campaigns/{lines[1]['campaign_id']}/lines/{lines[1]['id']}")
        assert given_up["because"] == "Chuyển nghề"

    async def test_do_not_move_by_a_certificate_of_before(self, province: Deployment) -> None:
        _campaign, [line] = await a_campaign(province)
        older = facts("a-0", on=date(2020, 7, 22), product="s-a")
        await happens(
            province, CertificateIssuedV1(**older, authority="UBND", dossier_id="", ruling_id="", retrospective=True)
        )
        assert await stage_of(province, line) == "not-invited"


class TestReminders:
    async def test_go_to_whoever_has_not_filed_once_a_day_and_stop(self, province: Deployment) -> None:
        _campaign, lines = await a_campaign(province, "a", "b")
        await happens(province, DossierSubmittedV1(dossier_id="d-b", dossier=dossier_of("b")))
        await let_pass(province, date(2026, 8, 8))
        [said] = await province.facts(REMINDED)
        assert (said["days_left"], said["producer"]["id"]) == (14, "p-a")
        assert [one["certificate"]["id"] for one in said["lines"]] == ["a"]
        await happens(province, DossierSubmittedV1(dossier_id="d-a", dossier=dossier_of("a")))
        await let_pass(province, date(2026, 9, 1))
        assert len(await province.facts(REMINDED)) == 1
        assert lines

    async def test_stop_when_the_campaign_is_closed(self, province: Deployment) -> None:
        campaign, _lines = await a_campaign(province)
        await close(province, campaign, "Gộp đợt")
        await let_pass(province, date(2026, 9, 1))
        assert await province.facts(REMINDED) == []


class TestWhoSeesWhat:
    async def test_a_commune_sees_and_reviews_its_own_lines(self, province: Deployment) -> None:
        await described(province, "far", place="33/11998")
        campaign, [line, _far] = await a_campaign(province)
        assert [one["id"] for one in await lines_of(province, campaign, SCREENER)] == [line["id"]]
        assert (await reviewed(province, line))["review"]["office"] == "33/11977"
        stranger = await lines_of(province, campaign, STRANGER)
        assert [one["certificate_id"] for one in stranger] == ["far"]
        await province.read(STRANGER, f"/api/campaigns/{campaign['id']}/lines/{line['id']}", status=404)

    async def test_a_commune_sees_what_lay_in_what_it_was_made_of(self, province: Deployment) -> None:
        await described(province, "old", place=OLD, place_on=date(2023, 6, 1), place_name="Xã Chí Tân")
        campaign = await opened(province)
        [line] = await lines_of(province, campaign)
        assert line["place_then"]["path"] == OLD
        commune = person("now", f"commune-officer@{line['place_now']['path']}")
        assert line["place_now"]["path"] != OLD
        assert [one["id"] for one in await lines_of(province, campaign, commune)] == [line["id"]]

    async def test_a_producer_sees_their_own_line_and_nothing_of_the_review(self, province: Deployment) -> None:
        _campaign, [line, _other] = await a_campaign(province, "a", "b")
        await reviewed(province, line)
        own = person("own", "producer@p-a")
        [mine] = await province.read(own, "/api/campaigns/own-lines")
        assert (mine["product_name"], mine["closes_on"]) == ("Sản phẩm a", CLOSES.isoformat())
        assert "review" not in mine
        assert (await province.read(own, "/api/campaigns"))["items"] == []
        await province.read(own, f"/api/campaigns/{line['campaign_id']}", status=404)

    async def test_whoever_acts_for_the_producer_reviews_invites_closes_and_reads_nothing(
        self, province: Deployment
    ) -> None:
        campaign, [line, other] = await a_campaign(province, "a", "b")
        both = person("both", "province-officer@33", "producer@p-a")
        assert [one["id"] for one in await lines_of(province, campaign, both)] == [other["id"]]
        at = f"/api/campaigns/{campaign['id']}"
        await province.read(both, f"{at}/lines/{line['id']}", status=404)
        await province.send(both, f"{at}/lines/{line['id']}/review", {"findings": WELL}, version=1, status=404)
        for path in ("invitations", "closing"):
            await province.send(both, f"{at}/{path}", {}, version=campaign["version"], status=403)
        answer = await province.at(both).get(f"{at}/report.pdf")
        assert answer.status_code == 403

    async def test_twice_at_once_is_refused(self, province: Deployment) -> None:
        campaign, [line] = await a_campaign(province)
        await reviewed(province, line)
        await province.send(
            SCREENER,
            f"/api/campaigns/{campaign['id']}/lines/{line['id']}/review",
            {"findings": WELL},
            version=line["version"],
            status=412,
        )


class TestPapers:
    async def test_are_the_list_as_a_workbook_and_the_report_as_word_and_pdf(self, province: Deployment) -> None:
        campaign, [line, _other] = await a_campaign(province, "a", "b", name="Đánh giá lại năm 2026")
        await reviewed(province, line, note="=HYPERLINK(1)")
        at = f"/api/campaigns/{campaign['id']}"
        book = openpyxl.load_workbook(io.BytesIO((await province.at(OFFICER).get(f"{at}/lines.xlsx")).content))
        rows = list(book.active.iter_rows(values_only=True))
        assert [row[1] for row in rows] == ["Sản phẩm", "Sản phẩm a", "Sản phẩm b"]
        assert rows[1][13].startswith("'=")
        word = docx.Document(io.BytesIO((await province.at(OFFICER).get(f"{at}/report.docx")).content))
        text = "\n".join(one.text for one in word.paragraphs)
        assert "gồm 2 sản phẩm theo Quyết định số 1234/QĐ-UBND" in text
        assert (await province.at(OFFICER).get(f"{at}/report.pdf")).content.startswith(b"%PDF")


class TestTheForecast:
    async def test_counts_by_month_what_falls_due(self, province: Deployment) -> None:
        for id in ("a", "b"):
            await described(province, id)
        await described(province, "later", on=date(2024, 5, 1))
        found = await province.read(OFFICER, "/api/campaign-forecast")
        due = {one["month"]: one["due"] for one in found["months"] if one["due"]}
        assert due == {"2026-08-01": 2, "2027-01-01": 1}
        assert len(found["months"]) == 12
        [row] = found["rows"]
        assert (row["office"], sum(row["due"])) == ("33", 3)
        await province.read(person("own", "producer@p-a"), "/api/campaign-forecast", status=403)


class TestTheGauges:
    async def test_count_by_stage_and_how_late_the_oldest_is(self, province: Deployment) -> None:
        figures = CollectorRegistry()
        gauges = CampaignGauges(figures)
        campaign, _lines = await a_campaign(province, "a", "b")

        async def sample(name: str, **labels: str) -> float | None:
            await gauges.refresh(province.service.work.reading())
            return figures.get_sample_value(name, labels)

        assert await sample("ocop_campaign_lines_waiting", stage="not-invited") == 2
        assert await sample("ocop_campaign_lines_oldest_overdue_seconds") == 0
        await let_pass(province, date(2026, 9, 1))
        assert await sample("ocop_campaign_lines_oldest_overdue_seconds") == 10 * 86_400.0
        await close(province, campaign, "Gộp đợt")
        assert await sample("ocop_campaign_lines_waiting", stage="not-invited") == 0
        assert await sample("ocop_campaign_lines_oldest_overdue_seconds") == 0


async def test_a_deployment_of_other_offices_opens_none_for_them(evaluation: Opening) -> None:
    district = await evaluation("33/11977")
    await described(district, "a")
    answer = await district.send(OFFICER, "/api/campaigns", body(), status=409)
    assert answer["type"].endswith("campaign.office-not-served")
