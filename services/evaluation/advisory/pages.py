"""The pages of advisory work: what is mine, one case's, and what the producer is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.refusal import Refusal, Several
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import FORM_BYTES, LONG_FORM, takes
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.web.session import leave_warning
from kit.web.uploads import FileAbsent
from kit.work import IdempotencyKey, Unit
from law.scoring import faults
from programme import names
from services.evaluation.advisory import (
    questions,
    report_rules,
    review_views,
    reviewing,
    rules,
    store,
    use_cases,
    views,
)
from services.evaluation.advisory.advisory_files import (
    LIMIT,
    files_in,
    keep_answer,
    keep_picture,
    keep_report,
)
from services.evaluation.advisory.assigned_form import assigned
from services.evaluation.advisory.commands import (
    AnswerCommand,
    AsideCommand,
    AssignmentCommand,
    LabTestCommand,
    QuestionCommand,
    SampleCommand,
    SealCommand,
    VisitCommand,
)
from services.evaluation.advisory.lifecycle import LIFECYCLE, State
from services.evaluation.advisory.review_lifecycle import ReportState
from services.evaluation.advisory_teams.team import Team
from services.evaluation.cases import legal
from services.evaluation.cases.case import Case
from services.evaluation.cases.use_cases import case_shown_to
from services.evaluation.councils.use_cases import take_note_of
from services.evaluation.scoring.commands import SheetCommand
from services.evaluation.scoring.sheet_views import part_tally
from services.evaluation.scoring.tally import tally

pages = APIRouter()
panels = Panels()
AT_ONCE = 6
"""Photographs of the largest size that one request may bring; a script sends each by itself."""


@panels.on("cases/show")
async def advisory_of_a_case(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    if me is None or case.screens:
        return None
    concern = await use_cases.concern_of(unit, case.id, me)
    handed_in = len(await store.handed_in(unit, case.id)) if concern and concern.work else 0
    shown = views.panel(case, concern, handed_in, unit.today)
    return ("evaluation/advisory/_panel.html", shown) if shown else None


@panels.on("cases/mine")
async def questions_to_a_producer(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    work = await store.works.find(unit, case.id) if me else None
    if work is None or not work.questions:
        return None
    owed = [one for one in work.questions if one.is_open]
    return "evaluation/advisory/_asked.html", {"case_id": case.id, "owed": owed}


@panels.on("advisory-teams/show")
async def load_of_a_team(unit: Unit, team: Team, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    works, done = await store.open_of_team(unit, team.id), await store.done_by_team(unit, team.id)
    return "evaluation/advisory/_load.html", views.load_panel(views.load(team, works, done, unit.today))


@pages.get("/advisory")
async def my_work(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    await take_note_of(service.work, me)
    chosen, wanted = narrowed(state, State, unasked=(State.WORKING,))
    found = await store.mine(unit, me, states=wanted, text=asked.q, turn=asked.turn(store.ORDERS))
    named = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), named, chosen, blank=_("Đang tư vấn"))]
    search = _("Số tiếp nhận, sản phẩm hoặc chủ thể")
    view = {
        "rows_given": [views.row(one, me, unit.today) for one in found.items],
        "list": listing(request, "/advisory", asked, store.ORDERS, found, choices=choices, search=search),
    }
    return page(request, "evaluation/advisory/list.html", view)


@pages.get("/cases/{case_id}/advisory")
async def show(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    concern, work = await use_cases.concern_seen_by(unit, case_id, me)
    reviews = await store.handed_in(unit, case_id)
    if not views.reads(concern):
        shown = views.panel(concern.case, concern, len(reviews), unit.today) or {}
        return page(request, "evaluation/advisory/progress.html", shown | {"case": concern.case})
    mine = await store.own_review(unit, case_id, me.id)
    report = await store.reports.find(unit, case_id)
    view = views.whole(concern, work, reviews, mine, report, me, unit.today) | {
        "limit": LIMIT,
        "room": rules.MOST_PICTURES,
    }
    return page(request, "evaluation/advisory/show.html", view)


@pages.get("/cases/{case_id}/advisory/assignment")
async def assignment_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case, team, work = await use_cases.case_to_assign(unit, case_id, me)
    found = views.load(
        team, await store.open_of_team(unit, team.id), await store.done_by_team(unit, team.id), unit.today
    )
    people = [one.person_id for one in found.people]
    against = await use_cases.speaks_against(unit, case, work, people)
    signs = await use_cases.signs_of(unit, case, people)
    view = views.assigning(case, team, work, found, against, signs)
    return page(request, "evaluation/advisory/assignment.html", view)


@pages.post("/cases/{case_id}/advisory/assignment")
@takes(LONG_FORM)
async def assign(request: Request, change: Change, case_id: str) -> Response:
    await change(use_cases.assign_work, case_id, read(AssignmentCommand, assigned(await form_of(request))))
    return see_other(request, f"/cases/{case_id}/advisory", notice=_("Đã phân công; những người được giao được báo."))


@pages.post("/cases/{case_id}/advisory/asides")
async def stand_aside(
    request: Request, change: Change, case_id: str, command: Annotated[AsideCommand, from_form(AsideCommand)]
) -> Response:
    await change(use_cases.stand_aside, case_id, command)
    return see_other(request, "/advisory", notice=_("Đã ghi nhận không tham gia. Hồ sơ này không còn mở với bạn."))


@pages.post("/cases/{case_id}/advisory/questions")
async def ask(
    request: Request, change: Change, case_id: str, command: Annotated[QuestionCommand, from_form(QuestionCommand)]
) -> Response:
    await change(questions.ask_producer, case_id, command)
    notice = _("Đã gửi câu hỏi đến chủ thể. Thời hạn của hồ sơ tạm dừng đến khi có trả lời hoặc hết hạn trả lời.")
    return see_other(request, f"/cases/{case_id}/advisory", notice=notice)


@pages.post("/cases/{case_id}/advisory/visits")
@takes(LONG_FORM)
async def visit(
    request: Request, change: Change, case_id: str, command: Annotated[VisitCommand, from_form(VisitCommand)]
) -> Response:
    await change(use_cases.note_visit, case_id, command)
    notice = _("Đã ghi kiểm tra thực tế. Bước tiếp theo: thêm ảnh, rồi bấm hoàn thành.")
    return see_other(request, f"/cases/{case_id}/advisory#visits", notice=notice)


@pages.post("/cases/{case_id}/advisory/visits/{visit_id}/pictures")
@takes(AT_ONCE * LIMIT + FORM_BYTES)
async def add_pictures(request: Request, act: Act, case_id: str, visit_id: str) -> Response:
    """Several at once; those that are refused are named, the others stay."""
    await use_cases.work_to_act_on(act.reading(), case_id, act.me)  # before bytes are read
    files = files_in(await form_of(request))
    if not files:
        raise FileAbsent(pointer="/file")
    kept, wrong = 0, []
    for number, file in enumerate(files[:AT_ONCE]):
        try:
            picture = await keep_picture(act.service, file)
            own = replace(act, key=IdempotencyKey(f"{act.key.key}/{number}", act.key.caller) if act.key else None)
            await own(use_cases.add_picture, case_id, visit_id, picture)
            kept += 1
        except Refusal as refusal:
            wrong.append(refusal)
    if wrong and not kept:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    if wrong:
        leave_warning(request, " ".join(refusal.say(current_language()) for refusal in wrong))
    notice = _("Đã thêm {count} ảnh.", count=kept)
    return see_other(request, f"/cases/{case_id}/advisory#visits", notice=notice)


@pages.post("/cases/{case_id}/advisory/visits/{visit_id}/pictures/{picture_id}/removal")
async def remove_picture(request: Request, change: Change, case_id: str, visit_id: str, picture_id: str) -> Response:
    await change(use_cases.remove_picture, case_id, visit_id, picture_id)
    return see_other(request, f"/cases/{case_id}/advisory#visits", notice=_("Đã bỏ ảnh."))


@pages.post("/cases/{case_id}/advisory/visits/{visit_id}/closing")
async def close_visit(request: Request, change: Change, case_id: str, visit_id: str) -> Response:
    await change(use_cases.close_visit, case_id, visit_id)
    return see_other(request, f"/cases/{case_id}/advisory#visits", notice=_("Đã hoàn thành kiểm tra thực tế."))


@pages.post("/cases/{case_id}/advisory/samples")
async def sample(
    request: Request, change: Change, case_id: str, command: Annotated[SampleCommand, from_form(SampleCommand)]
) -> Response:
    await change(use_cases.note_samples, case_id, command)
    return see_other(request, f"/cases/{case_id}/advisory#samples", notice=_("Đã ghi nhận mẫu."))


@pages.post("/cases/{case_id}/advisory/tests")
async def order_test(request: Request, change: Change, case_id: str) -> Response:
    sent = await form_of(request)
    lines = [line for line in str(sent.get("parameters", "")).splitlines() if line.strip()]
    await change(use_cases.order_test, case_id, read(LabTestCommand, sent, parameters=lines))
    notice = _("Đã ghi yêu cầu kiểm nghiệm. Kết quả hiện ở đây khi phòng kiểm nghiệm báo và hệ thống ghép được.")
    return see_other(request, f"/cases/{case_id}/advisory#tests", notice=notice)


@pages.get("/cases/{case_id}/advisory/review")
async def my_review(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case, work, mine = await reviewing.my_review(unit, case_id, by=me)
    shown = await case_shown_to(unit, case, me)
    return page(request, "evaluation/advisory/review.html", review_views.reviewing(case, shown, work, mine))


@pages.post("/cases/{case_id}/advisory/review")
@takes(LONG_FORM)
async def save_my_review(
    request: Request, change: Change, case_id: str, command: Annotated[SheetCommand, from_form(SheetCommand)]
) -> Response:
    kept = await change(reviewing.save_my_review, case_id, command)
    if (await form_of(request)).get("then") == "hand-in":
        await replace(change, version=kept.version, key=None)(reviewing.hand_in_my_review, case_id)
        notice = _("Đã nộp phiếu thẩm định. Tổ trưởng và người cùng làm hồ sơ này xem được.")
        return see_other(request, f"/cases/{case_id}/advisory", notice=notice)
    return see_other(request, f"/cases/{case_id}/advisory/review", notice=_("Đã lưu nháp. Chỉ bạn xem được phiếu này."))


@pages.post("/cases/{case_id}/advisory/review/taking-back")
async def take_back(request: Request, change: Change, case_id: str) -> Response:
    await change(reviewing.take_back_my_review, case_id)
    return see_other(request, f"/cases/{case_id}/advisory/review", notice=_("Phiếu là bản nháp của bạn để sửa."))


@pages.post("/cases/{case_id}/advisory/review/tally")
@takes(LONG_FORM)
async def tally_of_review(
    request: Request, service: Here, me: Me, case_id: str, command: Annotated[SheetCommand, from_form(SheetCommand)]
) -> Response:
    """What has not been saved, counted: nothing is kept."""
    case, _work, _mine = await reviewing.my_review(service.work.reading(), case_id, by=me)
    return page(request, "evaluation/scoring/_tally.html", _tally(case, command))


@pages.get("/cases/{case_id}/advisory/report")
async def report(request: Request, service: Here, me: Me, case_id: str) -> Response:
    """The head's draft, or the sealed report to be read."""
    unit = service.work.reading()
    concern, work = await use_cases.concern_seen_by(unit, case_id, me)
    known = await store.reports.find(unit, case_id)
    if known is not None and known.state is ReportState.SEALED and concern.case.advice is not None:
        view = review_views.reading(concern.case, concern.case.advice.sheets[0])
        return page(request, "evaluation/advisory/sealed.html", view | {"report": known, "work": work})
    case, work, known = await reviewing.draft_of_report(unit, case_id, by=me)
    shown = await case_shown_to(unit, case, me)
    reviews = await store.handed_in(unit, case_id)
    view = review_views.reporting(case, shown, work, known, reviews, legal.rulebook_of(case.dossier))
    return page(request, "evaluation/advisory/report.html", view)


@pages.post("/cases/{case_id}/advisory/report")
@takes(LONG_FORM)
async def save_report(
    request: Request, change: Change, case_id: str, command: Annotated[SheetCommand, from_form(SheetCommand)]
) -> Response:
    await change(reviewing.save_report, case_id, command)
    if (await form_of(request)).get("then") == "seal":
        return see_other(request, f"/cases/{case_id}/advisory/report/seal")
    notice = _("Đã lưu nháp báo cáo. Chỉ bạn xem được đến khi niêm phong.")
    return see_other(request, f"/cases/{case_id}/advisory/report", notice=notice)


@pages.post("/cases/{case_id}/advisory/report/tally")
@takes(LONG_FORM)
async def tally_of_report(
    request: Request, service: Here, me: Me, case_id: str, command: Annotated[SheetCommand, from_form(SheetCommand)]
) -> Response:
    """What has not been saved, counted: nothing is kept."""
    case, _work, _report = await reviewing.draft_of_report(service.work.reading(), case_id, by=me)
    return page(request, "evaluation/scoring/_tally.html", _tally(case, command))


@pages.get("/cases/{case_id}/advisory/report/seal")
async def seal_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case, work, known = await reviewing.draft_of_report(unit, case_id, by=me)
    if known is None:
        return see_other(request, f"/cases/{case_id}/advisory/report")
    wrong: list[Refusal] = []
    try:
        report_rules.require_sealable(work, await store.of_case(unit, case_id), known)
    except Several as several:
        wrong = list(several.refusals)
    except Refusal as refusal:
        wrong = [refusal]
    form = legal.rulebook_of(case.dossier).sheet(case.dossier.product.set_no)
    missing = sum(1 for _fault in faults(form, known.filled.for_law()))
    return page(
        request,
        "evaluation/advisory/seal.html",
        review_views.sealing(case, work, known, wrong, missing) | {"limit": LIMIT},
    )


@pages.post("/cases/{case_id}/advisory/report/seal")
@takes(LIMIT + FORM_BYTES)
async def seal(request: Request, change: Change, case_id: str) -> Response:
    await reviewing.draft_of_report(change.reading(), case_id, by=change.me)  # before bytes are kept
    sent = await form_of(request)
    command = read(SealCommand, sent)
    files = files_in(sent)
    kept = await keep_report(change.service, files[0] if files else None)
    await change(reviewing.seal_report, case_id, command, kept)
    notice = _("Đã niêm phong báo cáo tư vấn. Hội đồng đọc được bên cạnh từng tiêu chí.")
    return see_other(request, f"/cases/{case_id}/advisory", notice=notice)


@pages.get("/cases/{case_id}/questions")
async def asked_questions(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case, work = await questions.asked_of_producer(service.work.reading(), case_id, me)
    view = views.answering(case, work) | {"limit": LIMIT}
    return page(request, "evaluation/advisory/questions.html", view)


@pages.post("/cases/{case_id}/questions/{question_id}")
@takes(LIMIT + FORM_BYTES)
async def answer(request: Request, act: Act, case_id: str, question_id: str) -> Response:
    await questions.asked_of_producer(act.reading(), case_id, act.me)  # before bytes are kept
    sent = await form_of(request)
    command = read(AnswerCommand, sent)
    files = files_in(sent)
    kept = await keep_answer(act.service, files[0] if files else None)
    await act(questions.answer_question, case_id, question_id, command, kept)
    return see_other(request, f"/cases/{case_id}/questions", notice=_("Đã gửi trả lời đến Tổ tư vấn."))


def _tally(case: Case, command: SheetCommand) -> dict[str, Any]:
    rulebook, set_no = legal.rulebook_of(case.dossier), case.dossier.product.set_no
    counted = tally(rulebook, set_no, command.filled)
    return {"counted": counted, "part_tally": part_tally(rulebook.sheet(set_no), counted), "saved": False}
