"""What careful callers send: the bodies, forms and files that `asking.py` and the worlds share."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

from law.campaigns import campaign_rules
from law.inspections import inspection_rules
from law.rulebooks import shelf
from services.registry.recognitions.row import COLUMNS
from tests.evaluation.evaluation_harness import best
from tests.matrix.people import OWN, PROVINCE, SEATED
from tests.pdfs import a_pdf
from tests.pictures import a_photograph
from tests.registry.registry_harness import PDF
from tests.registry.registry_harness import best as best_of_registry


def a_picture() -> bytes:
    """A photograph, as small as one is."""
    made = BytesIO()
    Image.new("RGB", (8, 6), "olive").save(made, "PNG")
    return made.getvalue()


SEATS = [{"person_id": who, "part": part} for who, part in SEATED.items()]
SEATS_FORM = {f"seats-{at}-{name}": one[name] for at, one in enumerate(SEATS) for name in ("person_id", "part")}
STANDING = {"name": "Hội đồng tỉnh", "seats": SEATS}
TEAM = {"name": "Tổ tư vấn tỉnh", "number": "45/QĐ-UBND", "decided_on": "2026-07-15"}
TEAM_BODY = TEAM | {"number": "46/QĐ-UBND", "members": [{"person_id": "adviser", "part": "head"}]}
TEAM_FORM = TEAM | {
    "number": "46/QĐ-UBND",
    "decided_on": "15/07/2026",
    "members-0-person_id": "adviser",
    "members-0-part": "head",
}
STANDS_IN = {
    "instead_of": "adviser",
    "person_id": "aide",
    "number": "9/CV",
    "signed_on": "2026-08-01",
    "until": "2026-08-31",
}
GIVEN = {"advisers": [{"person_id": "adviser", "tasks": ["review"]}]}
GIVEN_FORM = {"advisers-0-person_id": "adviser", "advisers-0-tasks": "review"}
VISITED = {"visited_on": "2026-08-03", "met": "Bà Hương", "found": "Sạch"}
SAMPLED = {"received": 5, "sampled_on": "2026-08-03"}
TESTED = {"laboratory": "quality-laboratory", "parameters": ["Chì (Pb)"]}
MEETING = {"on": "2026-09-08", "hour": "14:00", "held_at": "Phòng họp 2"}
ANSWERS = best(shelf().get("R26"), 1)
FILLED = best_of_registry(shelf().get("R26"), 7)
TICKS = {f"answers-{leaf}": option for leaf, option in ANSWERS.items()}
PAPER = {"file": ("giay.pdf", PDF, "application/pdf")}
COPY = {"file": ("ban-ky.pdf", a_pdf("signed, stamped, asked about"), "application/pdf")}
NO_CALL = {"kind": "supplement", "subject": "nothing"}
_OVER = {"on": "2026-09-09", "hour": "14:00", "held_at": "Hội trường"}
OVER = {**_OVER, "cases": [{"case_id": "{case_id}", "minutes": 20}]}
OVER_FORM = {**_OVER, "on": "09/09/2026", "cases-0-case_id": "{case_id}", "cases-0-position": "1"}
NOT_CALLED = {"person_id": "nobody", "attendance": "present"}
SIGN = {"person_id": "member.1", "kind": "email", "stands_aside": "no", "reason": "Không cùng người"}
PUT_OFF = {"ended": "put-off", "reason": "Hết giờ"}
SIGNED = {"number": "9/QĐ-UBND", "on": "2026-08-03", "signatory": "Nguyễn Văn An"}
DECIDED = {"cases": ["{case_id}"], "decides": "results-for-centre"}
REASON = {"reason": "Cùng hộ gia đình"}
MARK_LINES = [line.id for _, line in inspection_rules().checklist(["mark"])]
VISIT = {"visited_on": "2026-08-03", "inspectors": "Nguyễn Văn An", "present": "Bà Hương"}
CHECKED = VISIT | {"verdicts": dict.fromkeys(MARK_LINES, "kept")}
CHECKED_FORM = VISIT | {"visited_on": "3/8/2026", **{f"verdicts-{line}": "kept" for line in MARK_LINES}}
UNPLANNED = {"planned_on": "2026-12-15", "scopes": ["mark"], "unplanned_because": "Người dân phản ánh"}
RECORD = {"number": "5/BB", "signed_on": "2026-08-03"}
PICTURE = {"file": ("anh.png", a_picture(), "image/png")}
PLAN_LINE = {"producer_id": OWN, "scopes": ["mark"]}
APPROVAL = {"number": "12/QĐ-UBND", "signed_on": "2026-08-03", "signed_by": "Trần Văn Bình"}
CREDENTIAL = {"kind": "globalgap", "number": "GG-1", "issued_on": "2026-01-10", "expires_on": "2028-09-30"}
USED = {"credential_id": "{held}", "evidence_kind": "production-certificate"}
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
BREACH = {"kind": "mark", "severity": "major", "what": "In sai sao"}
CONTACTS = {"contacts": [{"name": "Lê Văn Tám", "email": "tam@xa.example"}]}
CONTACTS_FORM = {"contacts-0-name": "Lê Văn Tám", "contacts-0-email": "tam@xa.example"}
WHY = {"why": "Kiểm tra"}

CITED = {"paper_number": "410/SNNMT", "paper_signed_on": "2026-08-03"}
CITED_FORM = CITED | {"paper_signed_on": "03/08/2026"}
LIFE: dict[str, dict[str, Any]] = {
    "mark-suspension": {"grounds": ["mark-above-star"], "why": "In sai hạng sao"},
    "mark-reinstatement": REASON,
    "extension": {"until": "2029-10-01", "reason": "Chờ kết quả"} | CITED,
    "giving-up": REASON | CITED,
    "paper-replacement": {"old_number": "12/GCN", "new_number": "19/GCN", "what": "Tên chủ thể"},
}
"""What is done with a certificate: the last part of the address → the body."""
PROCEDURE: dict[str, dict[str, Any]] = {
    "explanation-request": CITED,
    "explanation": {"text": "Đã sửa"} | CITED,
    "conclusion": {"conclusion": "revoke", "reason": "Không sửa"} | CITED,
    "submission": CITED,
    "collection": {"note": "Đã nộp"},
    "appeal": {"why": "Đã sửa"} | CITED,
    "appeal-settlement": {"result": "upheld", "answer": "Giữ nguyên"} | CITED,
    "dropping": REASON,
}
"""The steps of a revocation: the last part of the address → the body."""
PROPOSAL = {"grounds": ["legal-breach"], "because": "In sai hạng sao"}
CORRECTION = {"paper_number": "99/QĐ-UBND", "paper_signed_on": "2026-08-03"} | REASON
COPY_OF = {"paper_number": "9/QĐ-UBND", "paper_signed_on": "2026-08-03"}

PHOTOGRAPH = {"file": ("anh.jpg", a_photograph(), "image/jpeg")}
CONSENT = {"consent": ("dong-y.pdf", PDF, "application/pdf")}
USE = {"medium": "packaging", "what": "Nhãn hộp"}
OF_IT = USE | {"product_id": "{product_id}"}
USE_ANSWER = {"answer": "in-order"}
DESIGN = {"name": "Túi quà", "kind": "gift-bag", "designer": "Trần Văn Hoạ", "consented_on": "2026-08-01"}
DESIGN_FORM = DESIGN | {"consented_on": "01/08/2026"}
REQUEST = {
    "office": PROVINCE,
    "organisation": "Siêu thị Phố Hiến",
    "person": "Phạm Thị Bán",
    "email": "ban@pho-hien.example",
    "purpose": "Gian hàng",
}
REQUEST_BODY = REQUEST | {"media": ["advertising"]}
REQUEST_FORM = REQUEST | {"media": "advertising"}
PACK = {"office": PROVINCE, "name": "Bộ nhận diện"}

CAMPAIGN = {
    "office": "33", "name": "Đánh giá lại", "decision_number": "901/QĐ-UBND", "decided_on": "2024-01-10",
}  # fmt: skip
CAMPAIGN_FORM = CAMPAIGN | {"decision_number": "902/QĐ-UBND", "decided_on": "10/01/2024"}
REVIEWED = dict.fromkeys((one.id for one in campaign_rules().review), True)
