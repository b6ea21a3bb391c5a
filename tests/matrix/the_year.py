"""How the endpoints of meetings, decisions and campaigns are asked."""

from __future__ import annotations

from tests.matrix.ask import Ask, both_ways
from tests.matrix.bodies import (
    CAMPAIGN,
    CAMPAIGN_FORM,
    COPY,
    DECIDED,
    NOT_CALLED,
    OVER,
    OVER_FORM,
    PUT_OFF,
    REASON,
    REVIEWED,
    SIGN,
    SIGNED,
)
from tests.matrix.people import PROVINCE

THE_YEAR: dict[str, Ask] = {
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
    "PUT /api/meetings/{meeting_id}/cases/{case_id}/discussion": Ask({"discussion": "Thống nhất"}, version="version"),
    "POST /meetings/{meeting_id}/cases/{case_id}/discussion": Ask(form={"discussion": "Thống nhất"}, version="version"),
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
    "POST /api/decisions": Ask(DECIDED),
    "POST /decisions/new": Ask(form=DECIDED | {"cases": "{case_id}"}),
    "PUT /api/decisions/{decision_id}": Ask(DECIDED, version="version"),
    "POST /decisions/{decision_id}/draft": Ask(form=DECIDED | {"cases": "{case_id}"}, version="version"),
    **{
        f"POST {room}/decisions/{{decision_id}}/signed-copy": Ask(form=SIGNED, file=COPY, version="version")
        for room in ("", "/api")
    },
    **{
        f"POST {room}/decisions/{{decision_id}}/{verb}": Ask(version="version")
        for room in ("", "/api")
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
    **both_ways("campaigns/{campaign_id}/closing", {"note": "Gộp đợt"}),
}
