"""How the endpoints of advisory teams and their work are asked."""

from __future__ import annotations

from tests.matrix.ask import Ask, both_ways
from tests.matrix.bodies import (
    ANSWERS,
    COPY,
    GIVEN,
    GIVEN_FORM,
    PHOTOGRAPH,
    SAMPLED,
    STANDS_IN,
    TEAM_BODY,
    TEAM_FORM,
    TESTED,
    TICKS,
    VISITED,
)
from tests.matrix.people import PROVINCE

ADVISING = {
    "POST /api/advisory-teams": Ask({"office": PROVINCE, **TEAM_BODY}),
    "GET /advisory-teams/new": Ask(query=f"office={PROVINCE}"),
    "POST /advisory-teams/new": Ask(form={"office": PROVINCE, **TEAM_FORM}),
    "PUT /api/advisory-teams/{team_id}": Ask(TEAM_BODY, version="version"),
    "POST /advisory-teams/{team_id}/completion": Ask(form=TEAM_FORM, version="version"),
    "POST /api/advisory-teams/{team_id}/paper": Ask(file=COPY, version="version"),
    "POST /advisory-teams/{team_id}/paper": Ask(form={}, file=COPY, version="version"),
    "POST /api/advisory-teams/{team_id}/stand-ins": Ask(form=STANDS_IN, file=COPY, version="version"),
    "POST /advisory-teams/{team_id}/stand-in": Ask(form=STANDS_IN, file=COPY, version="version"),
    **both_ways("advisory-teams/{team_id}/dissolution", {"reason": "Hết nhiệm vụ"}),
    "PUT /api/cases/{case_id}/advisory": Ask(GIVEN, version="work"),
    "POST /cases/{case_id}/advisory/assignment": Ask(form=GIVEN_FORM, version="work"),
    "POST /api/cases/{case_id}/advisory/asides": Ask({"why_aside": "Cùng hộ"}, version="work"),
    "POST /cases/{case_id}/advisory/asides": Ask(form={"why_aside": "Cùng hộ"}, version="work"),
    "POST /api/cases/{case_id}/advisory/questions": Ask({"question": "Hợp đồng?"}, version="work"),
    "POST /cases/{case_id}/advisory/questions": Ask(form={"question": "Hợp đồng?"}, version="work"),
    "POST /api/cases/{case_id}/advisory/visits": Ask(VISITED, version="work"),
    "POST /cases/{case_id}/advisory/visits": Ask(form=VISITED, version="work"),
    "POST /api/cases/{case_id}/advisory/visits/{visit_id}/pictures": Ask(file=PHOTOGRAPH),
    "POST /cases/{case_id}/advisory/visits/{visit_id}/pictures": Ask(form={}, file=PHOTOGRAPH),
    "DELETE /api/cases/{case_id}/advisory/visits/{visit_id}/pictures/{picture_id}": Ask(version="work"),
    "POST /cases/{case_id}/advisory/visits/{visit_id}/pictures/{picture_id}/removal": Ask(version="work"),
    "POST /api/cases/{case_id}/advisory/visits/{visit_id}/closing": Ask(version="work"),
    "POST /cases/{case_id}/advisory/visits/{visit_id}/closing": Ask(version="work"),
    "POST /api/cases/{case_id}/advisory/samples": Ask(SAMPLED, version="work"),
    "POST /cases/{case_id}/advisory/samples": Ask(form={"received": "5", "sampled_on": "03/08/2026"}, version="work"),
    "POST /api/cases/{case_id}/advisory/tests": Ask(TESTED, version="work"),
    "POST /cases/{case_id}/advisory/tests": Ask(
        form={"laboratory": "quality-laboratory", "parameters": "Chì (Pb)"}, version="work"
    ),
    "PUT /api/cases/{case_id}/advisory/review": Ask({"answers": ANSWERS}, version="review"),
    "POST /cases/{case_id}/advisory/review": Ask(form=TICKS, version="review"),
    "POST /cases/{case_id}/advisory/review/tally": Ask(form=TICKS, keeps=False),
    "POST /api/cases/{case_id}/advisory/review/handing-in": Ask(version="review"),
    "POST /api/cases/{case_id}/advisory/review/taking-back": Ask(version="review"),
    "POST /cases/{case_id}/advisory/review/taking-back": Ask(version="review"),
    "PUT /api/cases/{case_id}/advisory/report": Ask({"answers": ANSWERS}, version="report"),
    "POST /cases/{case_id}/advisory/report": Ask(form=TICKS, version="report"),
    "POST /cases/{case_id}/advisory/report/tally": Ask(form=TICKS, keeps=False),
    "POST /api/cases/{case_id}/advisory/report/sealing": Ask(form={"number": ""}, version="report"),
    "POST /cases/{case_id}/advisory/report/seal": Ask(form={"number": ""}, version="report"),
    "POST /api/cases/{case_id}/questions/{question_id}/answer": Ask(form={"answer": "Đã gửi"}),
    "POST /cases/{case_id}/questions/{question_id}": Ask(form={"answer": "Đã gửi"}),
}
