"""What is shown of documents: the JSON views and the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator

from kit.decisions.decision import LIFECYCLE, State, Verb
from kit.identity import Principal
from kit.mapped import mapped
from kit.papers.rights import rights
from kit.web.labelled import Asked, form
from programme import names
from services.evaluation.cases.case import Case
from services.evaluation.cases.views import Named
from services.evaluation.documents import store, use_cases
from services.evaluation.documents.commands import DraftCommand, SignedCommand
from services.evaluation.documents.document import NAMES, Document, Kind

COLOURS = {State.DRAFT: "grey", State.SIGNED: "yellow", State.ISSUED: "green", State.DISCARDED: "red"}


class DocumentView(BaseModel):
    """A document as its reader may see it; `version` moves for those only who may act on it."""

    id: str
    version: int
    case_id: str
    kind: Annotated[Named, BeforeValidator(lambda kind: Named.of(kind, NAMES[Kind(kind)]))]
    state: Named
    office: str
    subject: str
    number: str | None
    signed_on: date | None
    signatory: str | None
    lines: list[tuple[str, ...]]
    files: list[str]
    """Names under `/api/documents/{id}/files/`."""


class DocumentsView(BaseModel):
    """The documents of a case."""

    items: list[DocumentView]


def view(document: Document, case: Case, by: Principal) -> DocumentView:
    """What is shown of a document."""
    signed = document.signed
    return mapped(
        DocumentView,
        document,
        version=document.version if store.handles_the_papers(case, by) else 0,
        state=Named.of(document.state, LIFECYCLE.states[document.state]),
        number=signed.number.text if signed else None,
        signed_on=signed.on if signed else None,
        signatory=document.signatory.name or None,
        lines=[line.words for line in document.lines],
        files=files(document, case, by),
    )


def files(document: Document, case: Case, by: Principal) -> list[str]:
    """The files a person may download: drafts for whoever handles the papers only, and only while there is no signed copy."""
    if document.signed:
        return ["signed.pdf"]
    return ["draft.pdf", "draft.docx"] if store.handles_the_papers(case, by) else []


def listed(case: Case, found: Sequence[Document], by: Principal) -> dict[str, Any]:
    """The page of a case's documents, with the form that drafts one where the reader may."""
    kinds = use_cases.drafts_open_to(by, case, list(found))
    return {
        "case": case,
        "rows": [_row(one) for one in found],
        "kinds": kinds,
        "asked": draft_form(kinds),
    }


def draft_form(kinds: Sequence[Kind]) -> list[Asked]:
    """What is asked for a draft of one of some kinds: which, who signs it, in which right."""
    offered = [(kind.value, names.said(NAMES[kind])) for kind in kinds]
    asked = {one.key: one for one in form(DraftCommand, choices={"kind": offered, "signing": rights()})}
    return [asked[name] for name in ("kind", "signatory", "signing", "post")]


def signed_form(document: Document) -> list[Asked]:
    """What is asked beside a signed copy; who signed is whom the draft named, unless it says otherwise."""
    drafted = {"signatory": document.signatory.name}
    return [replace(one, value=drafted.get(one.key, one.value)) for one in form(SignedCommand)]


def whole(document: Document, case: Case, by: Principal) -> dict[str, Any]:
    """One document as a page, with what the reader may do."""
    steps = use_cases.may(document, case, by)
    return {
        "document": document,
        "case": case,
        "line": _row(document),
        "lines": [line.words for line in document.lines],
        "files": files(document, case, by),
        "may_sign": Verb.SIGN in steps,
        "asked": signed_form(document),
        "may_issue": Verb.ISSUE in steps,
        "may_return": Verb.RETURN in steps,
        "may_discard": Verb.DISCARD in steps,
        "rules": document.kind == Kind.RECOGNITION,
    }


def _row(document: Document) -> dict[str, Any]:
    signed = document.signed
    return {
        "id": document.id,
        "name": names.said(NAMES[Kind(document.kind)]),
        "number": signed.number.text if signed else "",
        "on": signed.on if signed else None,
        "signatory": document.signatory.name,
        "state": names.state(LIFECYCLE, document.state),
        "colour": COLOURS[document.state],
    }
