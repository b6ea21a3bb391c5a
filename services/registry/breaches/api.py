"""The JSON API of breaches."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id
from kit.refusal import NotFound
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from kit.web.shown import send_shown
from services.registry.breaches import store, use_cases, views
from services.registry.breaches.commands import (
    CloseCommand,
    LookCommand,
    MeasureCommand,
    NewBreachCommand,
    ObjectionCommand,
    ProofCommand,
    ReplyCommand,
)
from services.registry.breaches.lifecycle import OPEN_STATES, State
from services.registry.breaches.proof_files import LIMIT, breach_to_prove, keep_proof, stored
from services.registry.breaches.views import BreachView
from services.registry.dossiers.evidence_files import files_of

router = APIRouter(prefix="/breaches")


@router.get("", summary="The open breaches the caller sees (or those in a state), what is due first")
async def list_breaches(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    waiting: Literal["", "office", "producer", "late"] = "",
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    found = await store.known_to(
        service.work.reading(), me, turn, states=[state] if state else OPEN_STATES, waiting=waiting
    )
    return paged(found, request, lambda breach: views.view(breach, me))


@router.post("", status_code=201, response_model=BreachView, summary="Take up a breach of a product")
async def open_breach(request: Request, act: Act, command: NewBreachCommand) -> Response:
    breach = await act(use_cases.open_breach, command)
    location = link(request, f"/api/breaches/{breach.id}")
    return versioned(views.view(breach, act.me), status=201, location=location)


@router.get("/{breach_id}", response_model=BreachView, summary="One breach")
async def show(service: Here, me: Me, breach_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), breach_id, me), me))


@router.post("/{breach_id}/measures", response_model=BreachView, summary="Take a measure")
async def take_measure(change: Change, breach_id: Id, command: MeasureCommand) -> Response:
    return versioned(views.view(await change(use_cases.take_measure, breach_id, command), change.me))


@router.post("/{breach_id}/proof", response_model=BreachView, summary="Send proof of a correction (multipart)")
@takes(use_cases.AT_ONCE * LIMIT + FORM_BYTES)
async def send_proof(
    change: Change,
    breach_id: Id,
    command: Annotated[ProofCommand, from_multipart(ProofCommand)],
    file: UploadFile,
) -> Response:
    breach = await breach_to_prove(change, breach_id)
    kept = [await keep_proof(change.service, breach, file)]
    return versioned(views.view(await change(use_cases.send_proof, breach_id, command, kept), change.me))


@router.post("/{breach_id}/proof/answer", response_model=BreachView, summary="Answer the proof that waits")
async def answer_proof(change: Change, breach_id: Id, command: LookCommand) -> Response:
    return versioned(views.view(await change(use_cases.answer_proof, breach_id, command), change.me))


@router.post("/{breach_id}/objection", response_model=BreachView, summary="Object to the breach or a measure")
async def object_to(change: Change, breach_id: Id, command: ObjectionCommand) -> Response:
    return versioned(views.view(await change(use_cases.object_to, breach_id, command), change.me))


@router.post("/{breach_id}/objection/answer", response_model=BreachView, summary="Answer the objection that waits")
async def answer_objection(change: Change, breach_id: Id, command: ReplyCommand) -> Response:
    return versioned(views.view(await change(use_cases.answer_objection, breach_id, command), change.me))


@router.post("/{breach_id}/closing", response_model=BreachView, summary="Close a breach with its result")
async def close_breach(change: Change, breach_id: Id, command: CloseCommand) -> Response:
    return versioned(views.view(await change(use_cases.close_breach, breach_id, command), change.me))


@router.get(
    "/{breach_id}/proofs/{proof_id}/{file_id}",
    summary="A file of a proof, as a browser shows it; `original`: as it was sent",
    responses={200: {"content": {"*/*": {}}}},
    response_class=Response,
)
async def proof_file(
    service: Here, me: Me, breach_id: Id, proof_id: Id, file_id: Id, original: bool = False
) -> Response:
    breach = await store.seen_by(service.work.reading(), breach_id, me)
    files = {(proof.id, one.id): one for proof in breach.proofs for one in proof.files}
    found = files.get((proof_id, file_id))
    if found is None:
        raise NotFound()
    if original:
        return files_of(service).send(stored(found))
    return await send_shown(files_of(service), stored(found))
