"""How each endpoint is asked: what a careful caller would send. Who may is not here, but in `verdicts.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from law.rulebooks import shelf
from services.registry.recognitions.row import COLUMNS
from tests.evaluation.evaluation_harness import FINDINGS, REGULATION, best
from tests.matrix.people import COMMUNE, NEIGHBOUR, OWN, PROVINCE, SEATED
from tests.pdfs import a_pdf
from tests.registry.registry_harness import PDF, particulars
from tests.registry.registry_harness import best as best_of_registry


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


SEATS = [{"person_id": who, "part": part} for who, part in SEATED.items()]
SEATS_FORM = {f"seats-{at}-{name}": one[name] for at, one in enumerate(SEATS) for name in ("person_id", "part")}
STANDING = {"name": "Hội đồng tỉnh", "seats": SEATS}
MEETING = {"on": "2026-09-08", "hour": "14:00", "held_at": "Phòng họp 2"}
ANSWERS = best(shelf().get("R26"), 1)
FILLED = best_of_registry(shelf().get("R26"), 7)
TICKS = {f"answers-{leaf}": option for leaf, option in ANSWERS.items()}
PAPER = {"file": ("giay.pdf", PDF, "application/pdf")}
COPY = {"file": ("ban-ky.pdf", a_pdf("signed, stamped, asked about"), "application/pdf")}
NO_CALL = {"kind": "supplement", "subject": "nothing"}
SIGNED = {"number": "9/QĐ-UBND", "on": "2026-08-03", "signatory": "Nguyễn Văn An"}
REASON = {"reason": "Cùng hộ gia đình"}
CREDENTIAL = {"kind": "globalgap", "number": "GG-1", "issued_on": "2026-01-10", "expires_on": "2028-09-30"}
RIGHT = {"kind": "trademark", "name": "Mật ong Tân Hưng", "filed_on": "2026-04-01"}
LINKAGE = {
    "kind": "supply",
    "partner_kind": "company",
    "goods": "Nhãn tươi",
    "from_on": "2026-01-01",
    "until": "2028-12-31",
}
LINKAGE_FORM = LINKAGE | {"from_on": "01/01/2026", "until": "31/12/2028"}
CARD = {"revenue": 850000000, "labour": 5}
ADVICE = {"topic": "packaging", "about": "Túi quà", "summary": "Góp ý mẫu túi", "given_on": "2026-08-03"}
PLANNED = {"name": "Chè sen"}
USED = {"credential_id": "{held}", "kind": "production-certificate"}
MERGING = {"keep": "{keep}", "one_version": 1, "other_version": 1} | REASON
ASIDE = {"person_id": "fifth", **REASON}
TAKES_THE_SEAT = {"leaves": "fifth", "person_id": "spare", **REASON}
ROW = {
    "product": "Tương Bần",
    "province_then": "33",
    "district": "TX Mỹ Hào",
    "stage": "recognised",
    "as_of": "2021",
    "confidence": "verified",
    "source": "https://bao.example/ocop",
    "set_no": "9",
}
LIST = "\n".join(
    ",".join(line) for line in ([*COLUMNS, "set_no"], [ROW.get(name, "") for name in (*COLUMNS, "set_no")])
)
SENT = {"file": ("ds.csv", LIST.encode(), "text/csv")}
PRODUCER_FORM = {
    "name": "Cơ sở mới",
    "kind": "cooperative",
    "place": "Xã Tân Hưng, Hưng Yên",
    "representative-name": "Lê Văn Tám",
}
PRODUCT_FORM = {"name": "Tương nếp", "set_no": "7", "description": ""}
CONTACTS = {"contacts": [{"name": "Lê Văn Tám", "email": "tam@xa.example"}]}
CONTACTS_FORM = {"contacts-0-name": "Lê Văn Tám", "contacts-0-email": "tam@xa.example"}
WHY = {"why": "Kiểm tra"}

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
        "POST /api/cases/{case_id}/regulation": Ask(REGULATION),
        "POST /cases/{case_id}/regulation": Ask(form=REGULATION),
        "PUT /api/cases/{case_id}/meeting": Ask(MEETING, version="meeting"),
        "POST /api/cases/{case_id}/meeting/cancellation": Ask(REASON, version="meeting"),
        "POST /cases/{case_id}/meeting": Ask(form={**MEETING, "on": "08/09/2026"}, version="meeting"),
        "POST /cases/{case_id}/meeting/cancellation": Ask(form=REASON, version="meeting"),
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
        "POST /api/cases/{case_id}/documents": Ask({"kind": "council"}),
        "POST /cases/{case_id}/documents": Ask(form={"kind": "council"}),
        "POST /api/documents/{document_id}/signed-copy": Ask(form=SIGNED, file=COPY, version="version"),
        "POST /documents/{document_id}/signed-copy": Ask(form=SIGNED, file=COPY, version="version"),
        **{
            f"POST {room}/documents/{{document_id}}/{verb}": Ask(version="version")
            for room in ("", "/api")
            for verb in ("discard", "taking-back", "issue")
        },
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
        "POST /api/calls/{kind}/{subject}": Ask(params=NO_CALL),
        "POST /api/calls/{kind}/{subject}/undo": Ask(params=NO_CALL),
        "POST /calls/{kind}/{subject}": Ask(form={}, params=NO_CALL),
        "POST /calls/{kind}/{subject}/undo": Ask(form={}, params=NO_CALL),
        "POST /calls-phones/{office:path}": Ask(form={"phone": "0221 386 2345"}, version="version"),
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
        "POST /api/twins/{pair_id}/merging": Ask(MERGING, version="version"),
        "POST /twins/{pair_id}/merging": Ask(form=MERGING, version="version"),
        "POST /api/twins/{pair_id}/parting": Ask(REASON, version="version"),
        "POST /twins/{pair_id}/parting": Ask(form=REASON, version="version"),
        "POST /api/twins/{pair_id}/asking": Ask(version="version"),
        "POST /twins/{pair_id}/asking": Ask(form={}, version="version"),
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
