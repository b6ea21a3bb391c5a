"""What is in a package: every event of the case, the signed papers, the dossier's papers; and how it is read again."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ocop_events.evaluation.case import CaseForwardedV1
from pydantic import ValidationError

from kit.normalization import nfd
from kit.papers import register as papers
from kit.papers.sealed import Unsealed
from kit.service import Service
from kit.web.files import FileMissing, FileStore
from kit.work import Unit
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.decisions import store as decisions
from services.evaluation.documents import store as documents
from services.evaluation.meetings import store as meetings
from services.evaluation.outside_decisions.outside_decision import StoredFile
from services.evaluation.packages import store
from services.evaluation.packages.refusals import NotAPackage
from services.evaluation.rulings import store as rulings

KIND = "vn.ocop.case-package"
FORWARDED = "vn.ocop.evaluation.case.forwarded.v1"


async def contents(
    service: Service, unit: Unit, package_id: str, case: Case, enclosed: Sequence[StoredFile]
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of a package by their paths, and what it says of itself. `enclosed`: papers of the dossier, as they were sent."""
    files = await _events(unit, case)
    for name, sha256 in await _signed(unit, case):
        files |= await _content(service, f"papers/{_plain(name)}-{sha256[:8]}.pdf", sha256)
    for paper in enclosed:
        files |= await _content(service, f"dossier/{paper.sha256[:8]}-{_plain(paper.name)}", paper.sha256)
    known = {one.sha256 for one in enclosed}
    evidence = [
        {"id": one.id, "name": one.name, "kind": one.kind, "sha256": one.sha256, "enclosed": one.sha256 in known}
        for one in case.dossier.evidence
    ]
    about = {
        "kind": KIND,
        "package_id": package_id,
        "case_id": case.id,
        "dossier_number": case.dossier.number,
        "from_office": case.office,
        "to_office": case.to_office,
        "sealed_at": unit.now.isoformat(),
        "dossier_papers": evidence,
    }
    return files, about


def forwarded_of(opened: Unsealed) -> CaseForwardedV1:
    """The case as it was forwarded, of the events in a package: the last one of the case it names. Raises NotAPackage."""
    if opened.about.get("kind") != KIND:
        raise NotAPackage()
    found: CaseForwardedV1 | None = None
    for path in sorted(opened.files):
        if not path.startswith("events/"):
            continue
        try:
            event = json.loads(opened.files[path])
            if event["type"] == FORWARDED and event["data"]["case_id"] == opened.about.get("case_id"):
                found = CaseForwardedV1.model_validate(event["data"])
        except (ValueError, KeyError, TypeError, ValidationError) as unreadable:
            raise NotAPackage() from unreadable
    if found is None or not isinstance(opened.about.get("package_id"), str):
        raise NotAPackage()
    return found


async def _events(unit: Unit, case: Case) -> dict[str, bytes]:
    """The events of the dossier's cases and rulings here, as they were published: type, time, place, version and data."""
    dossier_id = case.dossier.dossier_id
    cases = [one.id for one in await case_store.of_dossier(unit, dossier_id)]
    ruled = [one.id for one in await rulings.of_dossier(unit, dossier_id)]
    rows = await store.events_of(unit, [*cases, *ruled])
    return {f"events/{at:04d}-{row['type']}.json": _as_json(row) for at, row in enumerate(rows, 1)}


def _as_json(row: Mapping[str, Any]) -> bytes:
    headers = {name: bytes(value).decode() for name, value in row["headers"]}
    event = {
        "id": row["event_id"],
        "type": row["type"],
        "source": headers.get("ce_source"),
        "time": headers.get("ce_time"),
        "subject": row["key"],
        "subjectversion": row["version"],
        "data": json.loads(row["value"]),
    }
    return json.dumps(event, ensure_ascii=False, indent=1).encode()


async def _signed(unit: Unit, case: Case) -> list[tuple[str, str]]:
    """The signed copies on file: documents of the case, its decisions, the minutes of its meeting; (name, SHA-256)."""
    ids = [one.id for one in await documents.of_case(unit, case.id)]
    ids += [one.id for one in await decisions.of_case(unit, case.id)]
    filed = [await papers.papers.find(unit, id) for id in ids]
    found = [(one.signed.name, one.signed.sha256) for one in filed if one is not None and one.signed is not None]
    meeting = await meetings.of_case(unit, case.id)
    if meeting is not None and meeting.minuted is not None:
        found.append((meeting.minuted.name, meeting.minuted.sha256))
    return list(dict.fromkeys(found))


async def _content(service: Service, path: str, sha256: str) -> dict[str, bytes]:
    try:
        return {path: await asyncio.to_thread(FileStore.of(service).path(sha256).read_bytes)}
    except FileMissing:
        return {}


def _plain(name: str) -> str:
    """A name that every system keeps."""
    bare = "".join(sign for sign in nfd(name) if not "\u0300" <= sign <= "\u036f")
    plain = re.sub(r"[^A-Za-z0-9.]+", "-", bare.replace("đ", "d").replace("Đ", "D")).strip("-.")
    return plain[-80:] or "tep"
