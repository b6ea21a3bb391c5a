"""How each endpoint is asked: what a careful caller would send. Who may is not here, but in `verdicts.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from law.rulebooks import shelf
from tests.evaluation.evaluation_harness import FINDINGS, REGULATION
from tests.matrix.bodies import (
    ADVICE,
    ANSWERS,
    APPROVAL,
    ASIDE,
    BREACH,
    CAMPAIGN,
    CAMPAIGN_FORM,
    CARD,
    CHECKED,
    CHECKED_FORM,
    CITED_FORM,
    CONSENT,
    CONTACTS,
    CONTACTS_FORM,
    COPY,
    COPY_OF,
    CORRECTION,
    CREDENTIAL,
    DECIDED,
    DESIGN,
    DESIGN_FORM,
    FILLED,
    LIFE,
    LINKAGE,
    LINKAGE_FORM,
    LIST,
    MEETING,
    MERGING,
    NO_CALL,
    NOT_CALLED,
    OF_IT,
    OVER,
    OVER_FORM,
    PACK,
    PAPER,
    PHOTOGRAPH,
    PICTURE,
    PLAN_LINE,
    PLANNED,
    PROCEDURE,
    PRODUCER_FORM,
    PRODUCT_FORM,
    PROPOSAL,
    PUT_OFF,
    REASON,
    RECORD,
    REQUEST_BODY,
    REQUEST_FORM,
    REVIEWED,
    RIGHT,
    SEATS,
    SEATS_FORM,
    SENT,
    SIGN,
    SIGNED,
    STANDING,
    TAKES_THE_SEAT,
    TICKS,
    UNPLANNED,
    USE,
    USE_ANSWER,
    USED,
    WHY,
)
from tests.matrix.people import COMMUNE, NEIGHBOUR, OWN, PROVINCE
from tests.registry.registry_harness import particulars


@dataclass(frozen=True)
class Ask:
    """
    What is sent. `{name}` in a text stands for the thing's own `name`. `version`: the name of the thing's version that the
    caller has seen. `params`: what the address needs beside the thing. `keeps`: whether a success changes anything.
    """

    json: Any = None
    form: Mapping[str, str] | None = None
    file: Any = None
    version: str | None = None
    query: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    keeps: bool = True


def _both_ways(path: str, said: dict[str, Any]) -> dict[str, Ask]:
    """A command with If-Match as the API and as a page take it."""
    return {f"POST /api/{path}": Ask(said, version="version"), f"POST /{path}": Ask(form=said, version="version")}


DEAD_LETTERS = {
    "POST /parked/{parked_id}/repair": Ask(
        form={
            **WHY,
            "headers": "ce_id: 1\nce_source: /lost\nce_type: vn.ocop.unknown.v1\nce_subject: s",
            "value": "{{}}",
        },
        version="version",
    ),
    "POST /parked/{parked_id}/offer": Ask(form=WHY, version="version"),
    "POST /parked/{parked_id}/discard": Ask(form={"why_not": "Bản thử"}, version="version"),
    "GET /problems/{slug}": Ask(params={"slug": "stale"}),
}

ASKS: dict[str, dict[str, Ask]] = {
    "evaluation": DEAD_LETTERS
    | {
        "POST /api/cases/{case_id}/screening": Ask({"findings": FINDINGS, "proposes": True}, version="version"),
        "POST /api/cases/{case_id}/return": Ask({"missing": ["Phiếu kiểm nghiệm"]}, version="version"),
        "POST /api/cases/{case_id}/unsupplemented": Ask({"reason": "Không bổ sung"}, version="version"),
        "POST /api/cases/{case_id}/forwarding": Ask({}, version="version"),
        "PUT /api/cases/{case_id}/council": Ask({"seats": SEATS, "decision_number": "12"}, version="version"),
        "GET /api/standing-councils": Ask(query=f"office={PROVINCE}"),
        "POST /api/standing-councils": Ask({"office": PROVINCE, "name": "Hội đồng mới", "seats": SEATS}),
        "PUT /api/standing-councils/{council_id}": Ask(STANDING, version="version"),
        "POST /api/standing-councils/{council_id}/ending": Ask(version="version"),
        "GET /standing-councils/new": Ask(query=f"office={PROVINCE}"),
        "POST /standing-councils/new": Ask(form={"office": PROVINCE, "name": "Hội đồng khác", **SEATS_FORM}),
        "POST /standing-councils/{council_id}": Ask(form={"name": "Hội đồng tỉnh", **SEATS_FORM}, version="version"),
        "POST /standing-councils/{council_id}/ending": Ask(version="version"),
        "POST /api/cases/{case_id}/regulation": Ask(REGULATION, version="regulation"),
        "POST /cases/{case_id}/regulation": Ask(form=REGULATION, version="regulation"),
        "PUT /api/cases/{case_id}/meeting": Ask(MEETING, version="meeting"),
        "POST /api/cases/{case_id}/meeting/cancellation": Ask(REASON, version="meeting"),
        "POST /cases/{case_id}/meeting": Ask(form={**MEETING, "on": "08/09/2026"}, version="meeting"),
        "POST /cases/{case_id}/meeting/cancellation": Ask(form=REASON, version="meeting"),
        "GET /api/meetings/proposals": Ask(query=f"office={PROVINCE}"),
        "GET /meetings/new": Ask(query=f"office={PROVINCE}"),
        "POST /api/meetings": Ask({**OVER, "office": PROVINCE}),
        "POST /meetings/new": Ask(form={**OVER_FORM, "office": PROVINCE}),
        "PUT /api/meetings/{meeting_id}": Ask(OVER, version="version"),
        "POST /meetings/{meeting_id}/agenda": Ask(form=OVER_FORM, version="version"),
        **{
            f"POST {room}/meetings/{{meeting_id}}/{verb}": Ask(version="version")
            for room in ("", "/api")
            for verb in ("invitation", "closing", "scoring", "reveal", "conclude", "again")
        },
        "POST /api/meetings/{meeting_id}/cancellation": Ask(REASON, version="version"),
        "POST /meetings/{meeting_id}/cancellation": Ask(form=REASON, version="version"),
        "POST /api/meetings/{meeting_id}/opening": Ask({"attendance": [NOT_CALLED]}, version="version"),
        "PUT /api/meetings/{meeting_id}/attendance": Ask({"attendance": [NOT_CALLED]}, version="version"),
        "POST /meetings/{meeting_id}/attendance": Ask(
            form={f"attendance-0-{name}": said for name, said in NOT_CALLED.items()}, version="version"
        ),
        "POST /api/meetings/{meeting_id}/cases/{case_id}/signs": Ask(SIGN, version="version"),
        "POST /meetings/{meeting_id}/cases/{case_id}/signs": Ask(form=SIGN, version="version"),
        "POST /api/meetings/{meeting_id}/cases/{case_id}/beginning": Ask({}, version="version"),
        "POST /meetings/{meeting_id}/cases/{case_id}/beginning": Ask(version="version"),
        "POST /api/meetings/{meeting_id}/cases/{case_id}/done": Ask(PUT_OFF, version="version"),
        "POST /meetings/{meeting_id}/cases/{case_id}/done": Ask(form=PUT_OFF, version="version"),
        "PUT /api/meetings/{meeting_id}/cases/{case_id}/discussion": Ask({"note": "Thống nhất"}, version="version"),
        "POST /meetings/{meeting_id}/cases/{case_id}/discussion": Ask(form={"note": "Thống nhất"}, version="version"),
        "POST /api/meetings/{meeting_id}/minutes": Ask({}, version="version"),
        "POST /meetings/{meeting_id}/minutes": Ask(form={"signing": "head"}, version="version"),
        **{
            f"POST {room}/meetings/{{meeting_id}}/{paper}/signed-copy": Ask(
                form={"number": "9/BB-HĐOCOP", "on": SIGNED["on"]}, file=COPY, version="version"
            )
            for room in ("", "/api")
            for paper in ("minutes", "addenda/{no}")
        },
        "POST /api/meetings/{meeting_id}/addenda": Ask({"words": "Sửa"}, version="version"),
        "POST /meetings/{meeting_id}/addenda": Ask(form={"words": "Sửa"}, version="version"),
        "GET /api/roster": Ask(query=f"office={PROVINCE}"),
        "POST /api/roster": Ask({"office": PROVINCE, "person_id": "new", "name": "Người Mới", "roles": ["member"]}),
        "POST /api/cases/{case_id}/scoring": Ask(version="version"),
        "POST /api/cases/{case_id}/recusals": Ask(ASIDE),
        "POST /api/cases/{case_id}/recusals self": Ask(REASON),
        "POST /api/cases/{case_id}/replacements": Ask(TAKES_THE_SEAT),
        "POST /cases/{case_id}/replacements": Ask(form=TAKES_THE_SEAT),
        "POST /api/cases/{case_id}/sheets/mine/unsealing": Ask(REASON, version="sealed_sheet"),
        "POST /cases/{case_id}/sheet/unsealing": Ask(form=REASON, version="sealed_sheet"),
        "PUT /api/cases/{case_id}/sheets/mine": Ask({"answers": ANSWERS}, version="sheet"),
        "POST /api/cases/{case_id}/sheets/mine": Ask(version="sheet"),
        "GET /api/rulebooks/{rulebook_id}": Ask(params={"rulebook_id": "R26"}),
        "GET /api/rulebooks/{rulebook_id}/sheets/{set_no}": Ask(params={"rulebook_id": "R26", "set_no": "7"}),
        "GET /api/rulebooks/{rulebook_id}/assumptions": Ask(params={"rulebook_id": "R26"}),
        "GET /api/rulebooks/{rulebook_id}/editions": Ask(params={"rulebook_id": "R26"}),
        "GET /api/rulebooks/{rulebook_id}/editions/{edition}/cases": Ask(
            params={"rulebook_id": "R26", "edition": shelf().get("R26").hash}
        ),
        "GET /rulebooks/{rulebook_id}/editions": Ask(params={"rulebook_id": "R26"}),
        "POST /api/cases/{case_id}/edition": Ask({"hash": "0" * 64, "reason": "Đính chính"}, version="version"),
        "POST /cases/{case_id}/edition": Ask(form={"hash": "0" * 64, "reason": "Đính chính"}, version="version"),
        "POST /api/cases/{case_id}/reopening": Ask({"hash": "0" * 64, "reason": "Đính chính"}, version="version"),
        "POST /cases/{case_id}/reopening": Ask(form={"hash": "0" * 64, "reason": "Đính chính"}, version="version"),
        "GET /api/cases/{case_id}/sheets/mine/{round}": Ask(params={"round": "1"}),
        "GET /cases/{case_id}/sheet/{round:int}": Ask(params={"round": "1"}),
        "POST /api/cases/{case_id}/sheets/mine/confirmation": Ask(version="sheet"),
        "POST /cases/{case_id}/sheet/confirmation": Ask(version="sheet"),
        "POST /api/cases/{case_id}/succession": Ask(REASON, version="version"),
        "POST /cases/{case_id}/succession": Ask(form=REASON, version="version"),
        "GET /api/papers/{sha256}": Ask(params={"sha256": "0" * 64}),
        "POST /api/decisions": Ask(DECIDED),
        "POST /decisions/new": Ask(form=DECIDED | {"cases": "{case_id}"}),
        "PUT /api/decisions/{decision_id}": Ask(DECIDED, version="version"),
        "POST /decisions/{decision_id}/draft": Ask(form=DECIDED | {"cases": "{case_id}"}, version="version"),
        **{
            f"POST {room}/{things}/signed-copy": Ask(form=SIGNED, file=COPY, version="version")
            for room in ("", "/api")
            for things in ("decisions/{decision_id}", "documents/{document_id}")
        },
        **{
            f"POST {room}/{things}/{verb}": Ask(version="version")
            for room in ("", "/api")
            for things in ("decisions/{decision_id}", "documents/{document_id}")
            for verb in ("discard", "taking-back", "issue")
        },
        "POST /api/decisions/{decision_id}/corrections": Ask(
            {"number": "91/QĐ-UBND", "reason": "Ghi nhầm"}, version="version"
        ),
        "POST /decisions/{decision_id}/corrections": Ask(
            form={"number": "91/QĐ-UBND", "reason": "Ghi nhầm"}, version="version"
        ),
        "POST /api/decisions/{decision_id}/lines/{line}/withdrawal": Ask(
            {"reason": "Rút", "paper_number": "92/QĐ-UBND", "paper_on": "2026-08-03"}, version="version"
        ),
        "POST /decisions/{decision_id}/lines/{line}/withdrawal": Ask(
            form={"reason": "Rút", "paper_number": "92/QĐ-UBND", "paper_on": "03/08/2026"}, version="version"
        ),
        "POST /api/cases/{case_id}/documents": Ask({"kind": "council"}),
        "POST /cases/{case_id}/documents": Ask(form={"kind": "council"}),
        "POST /api/cases/{case_id}/ruling": Ask({"decision_number": "7/QĐ-UBND"}, version="version"),
        "POST /api/rulings/{ruling_id}/corrections": Ask({"what": "Số", "decision_number": "8/QĐ"}, version="ruling"),
        "POST /api/rulings/{ruling_id}/appeals": Ask({"grounds": "Điểm phần C"}, version="ruling"),
        "POST /api/rulings/{ruling_id}/answer": Ask({"answer": "Giữ nguyên"}, version="ruling"),
        "GET /api/leaning": Ask(query=f"office={PROVINCE}"),
        "POST /cases/{case_id}/screening": Ask(
            form={f"findings-{name}": "yes" for name in FINDINGS} | {"proposes": "yes"}, version="version"
        ),
        "POST /cases/{case_id}/return": Ask(form={"missing": "Phiếu kiểm nghiệm"}, version="version"),
        "POST /cases/{case_id}/unsupplemented": Ask(form={"reason": "Không bổ sung"}, version="version"),
        "POST /cases/{case_id}/forwarding": Ask(form={"note": ""}, version="version"),
        "POST /cases/{case_id}/council": Ask(form=SEATS_FORM, version="version"),
        "POST /cases/{case_id}/sheet": Ask(form=TICKS, version="sheet"),
        "POST /cases/{case_id}/sheet/tally": Ask(form=TICKS, keeps=False),
        "POST /cases/{case_id}/sheet/seal": Ask(version="sheet"),
        "POST /cases/{case_id}/scoring": Ask(version="version"),
        "POST /cases/{case_id}/recusals": Ask(form=ASIDE),
        "POST /cases/{case_id}/recusals self": Ask(form=REASON),
        "GET /rulebooks/{rulebook_id}": Ask(params={"rulebook_id": "R26"}),
        "GET /rulebooks/{rulebook_id}/assumptions": Ask(params={"rulebook_id": "R26"}),
        "GET /rulebooks/{rulebook_id}/sheets/{set_no}": Ask(params={"rulebook_id": "R26", "set_no": "7"}),
        "POST /cases/{case_id}/ruling": Ask(form={"decision_number": "7/QĐ-UBND"}, version="version"),
        "POST /rulings/{ruling_id}/corrections": Ask(form={"what": "Số", "decision_number": "8/QĐ"}, version="ruling"),
        "POST /rulings/{ruling_id}/appeals": Ask(form={"grounds": "Điểm phần C"}, version="ruling"),
        "POST /rulings/{ruling_id}/answer": Ask(form={"answer": "Giữ nguyên"}, version="ruling"),
        "POST /api/campaigns": Ask(CAMPAIGN),
        "POST /campaigns/new": Ask(form=CAMPAIGN_FORM),
        "GET /api/campaigns/{campaign_id}/{name}": Ask(params={"name": "lines.xlsx"}),
        "GET /api/campaigns/{campaign_id}/{name} report": Ask(params={"name": "report.pdf"}),
        "POST /api/campaigns/{campaign_id}/lines/{line_id}/review": Ask({"findings": REVIEWED}, version="line"),
        "POST /campaigns/{campaign_id}/lines/{line_id}/review": Ask(
            form={f"findings-{name}": "yes" for name in REVIEWED}, version="line"
        ),
        "POST /api/campaigns/{campaign_id}/invitations": Ask(version="version"),
        "POST /campaigns/{campaign_id}/invitations": Ask(version="version"),
        **_both_ways("campaigns/{campaign_id}/closing", {"note": "Gộp đợt"}),
    },
    "registry": DEAD_LETTERS
    | {
        "GET /api/places": Ask(query="text=Tân Hưng"),
        "GET /api/places/one": Ask(query=f"path={COMMUNE}"),
        "GET /api/places/succession": Ask(query="path=33/330/12265&then=2025-01-01"),
        "POST /api/places/announcements": Ask({"on": "2025-07-01"}),
        "POST /api/producers": Ask(particulars(COMMUNE, name="Cơ sở mới")),
        "PUT /api/producers/{producer_id}": Ask(particulars(COMMUNE), version="version"),
        "POST /api/producers/{producer_id}/closing": Ask(REASON, version="version"),
        "POST /api/products": Ask({"producer_id": OWN, "name": "Tương nếp", "set_no": 7}),
        "PUT /api/products/{product_id}": Ask({"name": "Mật ong rừng", "set_no": 7}, version="version"),
        "POST /api/products/{product_id}/withdrawal": Ask(REASON, version="version"),
        "POST /api/inspections": Ask({"producer_id": OWN, **UNPLANNED}),
        "GET /inspections/new": Ask(query=f"producer={OWN}"),
        "POST /inspections/new": Ask(
            form=UNPLANNED | {"planned_on": "15/12/2026", "scopes": "mark"}, query=f"producer={OWN}"
        ),
        "PUT /api/inspections/{inspection_id}/day": Ask({"planned_on": "2026-12-20"}, version="version"),
        "POST /inspections/{inspection_id}/day": Ask(form={"planned_on": "20/12/2026"}, version="version"),
        "PUT /api/inspections/{inspection_id}/results": Ask(CHECKED, version="version"),
        "POST /inspections/{inspection_id}/checklist": Ask(form=CHECKED_FORM, version="version"),
        "POST /api/inspections/{inspection_id}/pictures": Ask(file=PICTURE),
        "POST /inspections/{inspection_id}/pictures": Ask(file=PICTURE),
        "DELETE /api/inspections/{inspection_id}/pictures/{picture_id}": Ask(version="version"),
        "POST /inspections/{inspection_id}/pictures/{picture_id}/removal": Ask(version="version"),
        "POST /api/inspections/{inspection_id}/completion": Ask(form=RECORD, file=PAPER, version="version"),
        "POST /inspections/{inspection_id}/completion": Ask(
            form=RECORD | {"signed_on": "3/8/2026"}, file=PAPER, version="version"
        ),
        "POST /api/inspections/{inspection_id}/cancellation": Ask(REASON, version="version"),
        "POST /inspections/{inspection_id}/cancellation": Ask(form=REASON, version="version"),
        "POST /api/inspection-plans": Ask({"year": 2029}),
        "POST /inspection-plans/new": Ask(form={"year": "2029"}),
        "POST /api/inspection-plans/{plan_id}/lines": Ask(PLAN_LINE, version="version"),
        "POST /inspection-plans/{plan_id}/lines/new": Ask(
            form={"scopes": "mark"}, query=f"producer={OWN}", version="version"
        ),
        "DELETE /api/inspection-plans/{plan_id}/lines/{line_id}": Ask(version="version"),
        "POST /inspection-plans/{plan_id}/lines/{line_id}/removal": Ask(version="version"),
        "POST /api/inspection-plans/{plan_id}/approval": Ask(APPROVAL, version="version"),
        "POST /inspection-plans/{plan_id}/approval": Ask(form=APPROVAL | {"signed_on": "3/8/2026"}, version="version"),
        "POST /api/inspection-plans/{plan_id}/amendment": Ask(REASON, version="version"),
        "POST /inspection-plans/{plan_id}/amendment": Ask(form=REASON, version="version"),
        "POST /api/inspection-plans/{plan_id}/closing": Ask(version="version"),
        "POST /inspection-plans/{plan_id}/closing": Ask(version="version"),
        "POST /api/risks/{producer_id}": Ask({"year": 2027}),
        "POST /risks/{producer_id}": Ask(form={"year": "2027"}),
        "POST /api/credentials": Ask(form={"producer_id": OWN, **CREDENTIAL}, file=PAPER),
        "GET /credentials/new": Ask(query=f"producer={OWN}"),
        "POST /credentials/new": Ask(
            form=CREDENTIAL | {"issued_on": "10/01/2026", "expires_on": "30/09/2028"},
            query=f"producer={OWN}",
            file=PAPER,
        ),
        "POST /api/credentials/{credential_id}/verification": Ask(version="version"),
        "POST /credentials/{credential_id}/verification": Ask(version="version"),
        "POST /api/credentials/{credential_id}/withdrawal": Ask(REASON, version="version"),
        "POST /credentials/{credential_id}/withdrawal": Ask(form=REASON, version="version"),
        "POST /api/dossiers/{dossier_id}/evidence/credentials": Ask(USED),
        "POST /dossiers/{dossier_id}/evidence/credentials": Ask(form=USED),
        "POST /api/rights": Ask({"producer_id": OWN, **RIGHT}),
        "GET /rights/new": Ask(query=f"producer={OWN}"),
        "POST /rights/new": Ask(form=RIGHT | {"filed_on": "01/04/2026"}, query=f"producer={OWN}"),
        "POST /api/rights/{right_id}/papers": Ask(form={"title": "Giấy"}, file=PAPER),
        "POST /rights/{right_id}/papers": Ask(form={"title": "Giấy"}, file=PAPER),
        "POST /api/rights/{right_id}/acceptance": Ask({"accepted_on": "2026-05-04"}, version="version"),
        "POST /api/rights/{right_id}/publication": Ask({"published_on": "2026-07-01"}, version="version"),
        "POST /api/rights/{right_id}/grant": Ask({"number": "4-0477", "granted_on": "2026-08-01"}, version="version"),
        "POST /api/rights/{right_id}/refusal": Ask({"refused_on": "2026-08-01", **REASON}, version="version"),
        "POST /api/rights/{right_id}/giving-up": Ask(REASON, version="version"),
        "GET /rights/{right_id}/steps/{step}": Ask(params={"step": "acceptance"}),
        "POST /rights/{right_id}/steps/{step}": Ask(
            form={"accepted_on": "04/05/2026"}, params={"step": "acceptance"}, version="version"
        ),
        "POST /api/linkages": Ask(form={"producer_id": OWN, **LINKAGE}, file=PAPER),
        "GET /linkages/new": Ask(query=f"producer={OWN}"),
        "POST /linkages/new": Ask(form=LINKAGE_FORM, query=f"producer={OWN}", file=PAPER),
        "PUT /api/linkages/{linkage_id}": Ask(LINKAGE, version="version"),
        "POST /api/linkages/{linkage_id}/ending": Ask({"ended_on": "2026-08-01", **REASON}, version="version"),
        "POST /linkages/{linkage_id}/edit": Ask(form=LINKAGE_FORM, version="version"),
        "POST /linkages/{linkage_id}/ending": Ask(form={"ended_on": "01/08/2026", **REASON}, version="version"),
        "PUT /api/products/{product_id}/cards/{year}": Ask(CARD, version="version"),
        "POST /products/{product_id}/cards/{year}": Ask(form={"revenue": "850.000.000"}, version="version"),
        "GET /api/yearly-cards.csv": Ask(query="year=2025"),
        "POST /api/advice": Ask({"producer_id": OWN, **ADVICE}),
        "GET /advice/new": Ask(query=f"producer={OWN}"),
        "POST /advice/new": Ask(form=ADVICE | {"given_on": "03/08/2026"}, query=f"producer={OWN}"),
        "POST /api/advice/{advice_id}/closing": Ask({"done": True}, version="version"),
        "POST /advice/{advice_id}/closing": Ask(form={"done": "yes"}, version="version"),
        "GET /api/advice-support": Ask(query="year=2026"),
        "GET /api/plan-results": Ask(query="year=2026"),
        "GET /api/plan-results.csv": Ask(query="year=2026"),
        "POST /api/plans": Ask({"office": NEIGHBOUR, "year": 2026}),
        "POST /plans/new": Ask(form={"office": NEIGHBOUR, "year": "2026"}),
        "POST /api/plans/{plan_id}/lines": Ask(PLANNED, version="version"),
        "PUT /api/plans/{plan_id}/lines/{line_id}": Ask(PLANNED, version="version"),
        "DELETE /api/plans/{plan_id}/lines/{line_id}": Ask(version="version"),
        "POST /plans/{plan_id}/lines/new": Ask(form=PLANNED, version="version"),
        "POST /plans/{plan_id}/lines/{line_id}": Ask(form=PLANNED, version="version"),
        "POST /plans/{plan_id}/lines/{line_id}/removal": Ask(version="version"),
        "POST /api/plans/{plan_id}/submission": Ask(version="version"),
        "POST /plans/{plan_id}/submission": Ask(version="version"),
        "PUT /api/plans/{plan_id}/lines/{line_id}/product": Ask({"product_id": "{product_id}"}, version="version"),
        "POST /plans/{plan_id}/lines/{line_id}/product": Ask(form={"product_id": "{product_id}"}, version="version"),
        "POST /api/plans/{plan_id}/amendment": Ask(REASON, version="version"),
        "POST /plans/{plan_id}/amendment": Ask(form=REASON, version="version"),
        "POST /api/plans/{plan_id}/return": Ask(REASON, version="version"),
        "POST /plans/{plan_id}/return": Ask(form=REASON, version="version"),
        "POST /api/plans/{plan_id}/approval": Ask({}, version="version"),
        "POST /plans/{plan_id}/approval": Ask(form={"paper_number": "1/KH"}, version="version"),
        "POST /api/dossiers/{dossier_id}/evidence/linkages": Ask({"linkage_id": "{linkage_id}"}),
        "POST /dossiers/{dossier_id}/evidence/linkages": Ask(form={"linkage_id": "{linkage_id}"}),
        "POST /api/dossiers": Ask({"product_id": "{product_id}", "kind": "first"}),
        "POST /api/dossiers/{dossier_id}/evidence": Ask(form={"kind": "story"}, file=PAPER, version="version"),
        "DELETE /api/dossiers/{dossier_id}/evidence/{evidence_id}": Ask(version="version"),
        "PUT /api/dossiers/{dossier_id}/self-assessment": Ask(FILLED, version="version"),
        "PUT /api/dossiers/{dossier_id}/asked": Ask({"done": []}, version="version"),
        "POST /api/dossiers/{dossier_id}/submission": Ask({}, version="version"),
        "POST /api/dossiers/{dossier_id}/withdrawal": Ask(REASON, version="version"),
        "POST /api/recognitions": Ask(file=SENT),
        "PUT /api/recognitions/{list_id}/reading": Ask({"writing": "unicode"}, version="version"),
        "POST /api/recognitions/{list_id}/entry": Ask({}, version="version"),
        "POST /api/recognitions/{list_id}/undoing": Ask(REASON, version="version"),
        "POST /api/mark-uses": Ask(OF_IT),
        "GET /mark-uses/new": Ask(query="product={product_id}"),
        "POST /mark-uses/new": Ask(form=USE, query="product={product_id}"),
        "PUT /api/mark-uses/{use_id}": Ask(USE, version="version"),
        "POST /mark-uses/{use_id}/edit": Ask(form=USE, version="version"),
        "POST /api/mark-uses/{use_id}/pictures": Ask(file=PHOTOGRAPH),
        "POST /mark-uses/{use_id}/pictures": Ask(form={}, file=PHOTOGRAPH),
        "DELETE /api/mark-uses/{use_id}/pictures/{picture_id}": Ask(version="version"),
        "POST /mark-uses/{use_id}/pictures/{picture_id}/removal": Ask(version="version"),
        "POST /api/mark-uses/{use_id}/ending": Ask(REASON, version="version"),
        "POST /mark-uses/{use_id}/ending": Ask(form=REASON, version="version"),
        "POST /api/mark-uses/{use_id}/answer": Ask(USE_ANSWER, version="version"),
        "POST /mark-uses/{use_id}/answer": Ask(form=USE_ANSWER, version="version"),
        "POST /api/mark-uses/{use_id}/keeping": Ask(version="version"),
        "POST /mark-uses/{use_id}/keeping": Ask(version="version"),
        "POST /api/designs": Ask(DESIGN | {"producer_id": OWN}),
        "GET /designs/new": Ask(query=f"producer={OWN}"),
        "POST /designs/new": Ask(form=DESIGN_FORM, query=f"producer={OWN}"),
        "PUT /api/designs/{design_id}": Ask(DESIGN, version="version"),
        "POST /designs/{design_id}/edit": Ask(form=DESIGN_FORM, version="version"),
        "POST /api/designs/{design_id}/pictures": Ask(file=PHOTOGRAPH),
        "POST /designs/{design_id}/pictures": Ask(form={}, file=PHOTOGRAPH),
        "POST /api/designs/{design_id}/consent": Ask(file=PAPER),
        "POST /designs/{design_id}/consent": Ask(form={}, file=CONSENT),
        **{
            f"POST {room}/designs/{{design_id}}/{verb}": Ask(version="version")
            for room in ("", "/api")
            for verb in ("offer", "publication")
        },
        "POST /api/designs/{design_id}/withdrawal": Ask(REASON, version="version"),
        "POST /designs/{design_id}/withdrawal": Ask(form=REASON, version="version"),
        "POST /api/designs/{design_id}/uses": Ask(OF_IT),
        "GET /designs/{design_id}/uses": Ask(query="product={product_id}"),
        "POST /designs/{design_id}/uses": Ask(form=USE, query="product={product_id}"),
        "POST /mark-requests/ask": Ask(form=REQUEST_FORM),
        "POST /api/public/mark-requests": Ask(REQUEST_BODY),
        "POST /api/public/mark-requests/found": Ask({"code": "{code}"}, keeps=False),
        "POST /mark-requests/follow": Ask(form={"code": "{code}"}, keeps=False),
        "POST /api/public/citizen-reports/found": Ask({"number": "{number}"}, keeps=False),
        "POST /citizen-reports/follow": Ask(form={"number": "{number}"}, keeps=False),
        "POST /api/mark-requests": Ask(REQUEST_BODY),
        "POST /mark-requests/new": Ask(form=REQUEST_FORM),
        "POST /api/mark-requests/{request_id}/answer": Ask({"allowed": True}, version="version"),
        "POST /mark-requests/{request_id}/answer": Ask(form={"allowed": "yes"}, version="version"),
        "POST /api/artwork": Ask(PACK),
        "POST /artwork/new": Ask(form=PACK),
        "POST /api/artwork/{pack_id}/files": Ask(file=PHOTOGRAPH),
        "POST /artwork/{pack_id}/files": Ask(form={}, file=PHOTOGRAPH),
        **{
            f"POST {room}/artwork/{{pack_id}}/{verb}": Ask(version="version")
            for room in ("", "/api")
            for verb in ("offer", "withdrawal")
        },
        "POST /api/artwork/{pack_id}/handouts": Ask(OF_IT),
        "GET /artwork/{pack_id}/handouts": Ask(query="product={product_id}"),
        "POST /artwork/{pack_id}/handouts": Ask(form=USE, query="product={product_id}"),
        "POST /api/calls/{kind}/{subject}": Ask(params=NO_CALL),
        "POST /api/calls/{kind}/{subject}/undo": Ask(params=NO_CALL),
        "POST /calls/{kind}/{subject}": Ask(form={}, params=NO_CALL),
        "POST /calls/{kind}/{subject}/undo": Ask(form={}, params=NO_CALL),
        "POST /calls-phones/{office:path}": Ask(form={"phone": "0221 386 2345"}, version="version"),
        "POST /producers/found": Ask(form={"number": "033085001234"}, keeps=False),
        "POST /producers/new": Ask(form=PRODUCER_FORM),
        "POST /producers/{producer_id}/edit": Ask(form=PRODUCER_FORM, version="version"),
        "POST /producers/{producer_id}/closing": Ask(form=REASON, version="version"),
        "GET /products/new": Ask(query=f"producer={OWN}"),
        "POST /products/new": Ask(form=PRODUCT_FORM, query=f"producer={OWN}"),
        "POST /products/{product_id}/edit": Ask(form=PRODUCT_FORM, version="version"),
        "POST /products/{product_id}/withdrawal": Ask(form=REASON, version="version"),
        "POST /products/{product_id}/dossiers/new": Ask(form={"kind": "first"}),
        "POST /dossiers/{dossier_id}/submission": Ask(form={"note": ""}, version="version"),
        "POST /dossiers/{dossier_id}/asked": Ask(form={}, version="version"),
        "POST /dossiers/{dossier_id}/withdrawal": Ask(form=REASON, version="version"),
        "POST /dossiers/{dossier_id}/evidence": Ask(form={"kind": "story"}, file=PAPER, version="version"),
        "POST /dossiers/{dossier_id}/evidence/{evidence_id}/removal": Ask(version="version"),
        "POST /dossiers/{dossier_id}/self-assessment": Ask(form={}, version="version"),
        "POST /dossiers/{dossier_id}/self-assessment/tally": Ask(form={}, keeps=False),
        "POST /recognitions/new": Ask(file=SENT),
        "POST /recognitions/{list_id}/reading": Ask(form={"writing": "unicode"}, version="version"),
        "POST /recognitions/{list_id}/entry": Ask(form={}, version="version"),
        "POST /recognitions/{list_id}/undoing": Ask(form=REASON, version="version"),
        "POST /api/comparisons": Ask(file={"file": ("ds.csv", LIST.encode(), "text/csv")}, keeps=False),
        "POST /comparisons/new": Ask(file={"file": ("ds.csv", LIST.encode(), "text/csv")}, keeps=False),
        "GET /api/papers/{sha256}": Ask(params={"sha256": "0" * 64}),
        "GET /api/certificate-papers": Ask(query="number=12/GCN"),
        "POST /api/products/{product_id}/production-end": Ask({"note": "Đến cơ sở"}, version="version"),
        "POST /products/{product_id}/production-end": Ask(form={"note": "Đến cơ sở"}, version="version"),
        **{
            f"POST /api/certificates/{{certificate_id}}/{at}": Ask(body, version="version") for at, body in LIFE.items()
        },
        "POST /api/certificates/{certificate_id}/suspension": Ask(LIFE["mark-suspension"], version="version"),
        "GET /certificates/{certificate_id}/steps/{step}": Ask(params={"step": "mark-suspension"}),
        "POST /certificates/{certificate_id}/steps/{step}": Ask(
            form={"grounds": "mark-above-star", "why": "In sai"}, params={"step": "mark-suspension"}, version="version"
        ),
        "POST /api/revocations": Ask({"certificate_id": "{certificate_id}", **PROPOSAL}),
        "POST /certificates/{certificate_id}/revocation": Ask(form={"grounds": "legal-breach", "because": "In sai"}),
        **{
            f"POST /api/revocations/{{revocation_id}}/{at}": Ask(body, version="version")
            for at, body in PROCEDURE.items()
        },
        "GET /revocations/{revocation_id}/steps/{step}": Ask(params={"step": "explanation-request"}),
        "POST /revocations/{revocation_id}/steps/{step}": Ask(
            form=CITED_FORM, params={"step": "explanation-request"}, version="version"
        ),
        "POST /api/certificate-decisions": Ask({"revocations": ["{revocation_id}"]}),
        "POST /certificate-decisions/new": Ask(form={"revocations": "{revocation_id}", "signing": "head"}),
        "POST /api/certificate-decisions/{decision_id}/signed-copy": Ask(form=COPY_OF, file=COPY, version="version"),
        "POST /certificate-decisions/{decision_id}/signed-copy": Ask(
            form=COPY_OF | {"paper_signed_on": "03/08/2026"}, file=COPY, version="version"
        ),
        **{
            f"POST {room}/certificate-decisions/{{decision_id}}/{verb}": Ask(version="version")
            for room in ("", "/api")
            for verb in ("discard", "taking-back", "issue")
        },
        "POST /api/certificate-decisions/{decision_id}/correction": Ask(CORRECTION, version="version"),
        "POST /certificate-decisions/{decision_id}/correction": Ask(
            form=CORRECTION | {"paper_signed_on": "03/08/2026"}, version="version"
        ),
        "POST /api/breaches": Ask(BREACH | {"product_id": "{product_id}"}),
        "POST /products/{product_id}/breaches/new": Ask(form=BREACH),
        **_both_ways("breaches/{breach_id}/measures", {"measure": "correction", "why": "Thay nhãn"}),
        **_both_ways("breaches/{breach_id}/proof/answer", {"accepted": "no", "answer": "Chưa rõ"}),
        **_both_ways("breaches/{breach_id}/objection", {"why": "Lô cũ"}),
        **_both_ways("breaches/{breach_id}/objection/answer", {"accepted": "no", "answer": "Lô mới"}),
        **_both_ways("breaches/{breach_id}/closing", {"result": "unfounded", "why": "Không có"}),
        **_both_ways("citizen-reports/{report_id}/answer", {"founded": "no", "answer": "Đã xem"}),
        "POST /api/breaches/{breach_id}/proof": Ask(form={"words": "Đã thay"}, file=PAPER, version="version"),
        "POST /breaches/{breach_id}/proof": Ask(form={"words": "Đã thay"}, file=PAPER, version="version"),
        "POST /products/{product_id}/citizen-report": Ask(form={"about": "mark", "words": "In năm sao"}),
        "POST /api/twins/{pair_id}/merging": Ask(MERGING, version="version"),
        "POST /twins/{pair_id}/merging": Ask(form=MERGING, version="version"),
        "POST /api/twins/{pair_id}/parting": Ask(REASON, version="version"),
        "POST /twins/{pair_id}/parting": Ask(form=REASON, version="version"),
        "POST /api/twins/{pair_id}/asking": Ask(version="version"),
        "POST /twins/{pair_id}/asking": Ask(form={}, version="version"),
        "POST /api/agency-reports/{report_id}/match": Ask({"whom": f"producer:{OWN}"}, version="version"),
        "POST /agency-reports/{report_id}/match": Ask(form={"whom": f"producer:{OWN}"}, version="version"),
        "POST /api/agency-reports/{report_id}/refusal": Ask(REASON, version="version"),
        "POST /agency-reports/{report_id}/refusal": Ask(form=REASON, version="version"),
        "POST /api/agency-reports/{report_id}/withdrawal": Ask(REASON, version="version"),
        "POST /agency-reports/{report_id}/withdrawal": Ask(form=REASON, version="version"),
    },
    "notifications": DEAD_LETTERS
    | {
        "PUT /api/offices/{office:path}": Ask(CONTACTS, version="version"),
        "PUT /api/producers/{producer_id}/wishes": Ask({"opted_out": True}, version="version"),
        "GET /api/templates/{template_id}": Ask(params={"template_id": "case-opened"}),
        "POST /api/templates/{template_id}/preview": Ask({}, params={"template_id": "case-opened"}, keeps=False),
        "POST /api/messages/{message_id}/retry": Ask(version="version"),
        "POST /api/messages/{message_id}/told-otherwise": Ask({"how": "Gọi điện"}, version="version"),
        "GET /offices/open": Ask(query=f"office={COMMUNE}"),
        "POST /offices/{office:path}": Ask(form=CONTACTS_FORM, version="version"),
        "POST /wishes/{producer_id}": Ask(form={"opted_out": "true"}, version="version"),
        "GET /templates/{template_id}": Ask(params={"template_id": "case-opened"}),
        "POST /messages/{message_id}/retry": Ask(version="version"),
        "POST /messages/{message_id}/told-otherwise": Ask(form={"how": "Gọi điện"}, version="version"),
    },
    "reporting": DEAD_LETTERS
    | {
        "GET /api/progress of the province": Ask(query=f"office={PROVINCE}"),
        "GET /api/progress/cases of the province": Ask(query=f"office={PROVINCE}"),
        "GET /progress of the province": Ask(query=f"office={PROVINCE}"),
        "GET /progress/cases of the province": Ask(query=f"office={PROVINCE}"),
    },
}
"""By the row of the table; an endpoint that is not here is asked with its address alone."""
