"""The JSON API of year plans, and plan against result as CSV too."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.links import link
from kit.web.sent_lists import csv_download
from services.registry.plans import store, use_cases, views
from services.registry.plans.commands import ApprovePlanCommand, LineProductCommand, NewPlanCommand, PlanLineCommand
from services.registry.plans.lifecycle import State

router = APIRouter()
Year = Annotated[int, Query(ge=2000, le=2100)]


@router.get("/plans", summary="The year plans the caller may see, the latest year first")
async def list_plans(
    request: Request,
    service: Here,
    me: Me,
    year: Year | None = None,
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    found = await store.known_to(service.work.reading(), me, of_year=year, state=state, after=after, limit=limit)
    return paged(found, request, views.view)


@router.post("/plans", status_code=201, response_model=views.PlanView, summary="Begin an office's plan of a year")
async def make(request: Request, act: Act, command: NewPlanCommand) -> Response:
    plan = await act(use_cases.make_plan, command)
    return versioned(views.view(plan), status=201, location=link(request, f"/api/plans/{plan.id}"))


@router.get("/plan-results", summary="Plan against result of a year, an office a row")
async def results(service: Here, me: Me, year: Year) -> views.Results:
    unit = service.work.reading()
    return views.results(year, await store.of_year(unit, me, year), me, unit.today)


@router.get(
    "/plan-results.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    summary="The same as a CSV file",
)
async def results_as_csv(service: Here, me: Me, year: Year) -> Response:
    unit = service.work.reading()
    found = views.results(year, await store.of_year(unit, me, year), me, unit.today)
    return csv_download(views.table(found, unit.today), f"ocop-ke-hoach-{year}.csv")


@router.get("/plans/{plan_id}", response_model=views.PlanView, summary="One plan")
async def show(service: Here, me: Me, plan_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), plan_id, me)))


@router.post("/plans/{plan_id}/lines", status_code=201, response_model=views.PlanView, summary="Add a line")
async def add_line(change: Change, plan_id: Id, command: PlanLineCommand) -> Response:
    return versioned(views.view(await change(use_cases.add_line, plan_id, command)), status=201)


@router.put("/plans/{plan_id}/lines/{line_id}", response_model=views.PlanView, summary="Change a line")
async def change_line(change: Change, plan_id: Id, line_id: Id, command: PlanLineCommand) -> Response:
    return versioned(views.view(await change(use_cases.change_line, plan_id, line_id, command)))


@router.delete("/plans/{plan_id}/lines/{line_id}", response_model=views.PlanView, summary="Take a line out")
async def remove_line(change: Change, plan_id: Id, line_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.remove_line, plan_id, line_id)))


@router.put(
    "/plans/{plan_id}/lines/{line_id}/product",
    response_model=views.PlanView,
    summary="Say which product an idea became",
)
async def tie_line(change: Change, plan_id: Id, line_id: Id, command: LineProductCommand) -> Response:
    return versioned(views.view(await change(use_cases.tie_line, plan_id, line_id, command)))


@router.post("/plans/{plan_id}/submission", response_model=views.PlanView, summary="Hand it to the office above")
async def submit(change: Change, plan_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.submit_plan, plan_id)))


@router.post("/plans/{plan_id}/return", response_model=views.PlanView, summary="Send it back, with a reason")
async def send_back(change: Change, plan_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.send_plan_back, plan_id, command)))


@router.post("/plans/{plan_id}/approval", response_model=views.PlanView, summary="Approve it")
async def approve(change: Change, plan_id: Id, command: ApprovePlanCommand) -> Response:
    return versioned(views.view(await change(use_cases.approve_plan, plan_id, command)))


@router.post("/plans/{plan_id}/amendment", response_model=views.PlanView, summary="Open it for an amendment")
async def amend(change: Change, plan_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.amend_plan, plan_id, command)))
