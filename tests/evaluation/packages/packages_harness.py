"""Packages as officers seal and take them in."""

from __future__ import annotations

import hashlib
from typing import Any

from ocop_events.vocabulary import EvidenceRef

from kit.identity import Principal
from tests.callers import person
from tests.evaluation.evaluation_harness import OFFICER, Deployment

CENTRE = person("centre", "central-officer@vn")
PAPER = b"%PDF-1.7 phieu kiem nghiem"
EVIDENCE = EvidenceRef(
    id="e-1",
    kind="test-report",
    name="Phiếu kiểm nghiệm.pdf",
    size=len(PAPER),
    media_type="application/pdf",
    sha256=hashlib.sha256(PAPER).hexdigest(),
    url="https://ocop.example.vn/registry/api/evidence/e-1",
)


async def seal(
    deployment: Deployment, case: str, files: list[tuple[str, bytes]], *, who: Principal = OFFICER, status: int = 201
) -> Any:
    version = (await deployment.read(OFFICER, case))["version"]
    sent = [("files", (name, content, "application/pdf")) for name, content in files] or [("_", ("", b""))]
    answer = await deployment.at(who).post(f"{case}/packages", files=sent, headers={"if-match": f'"{version}"'})
    assert answer.status_code == status, answer.text
    return answer.json()


async def take_in(deployment: Deployment, package: bytes, status: int = 201, *, who: Principal = CENTRE) -> Any:
    answer = await deployment.at(who).post("/api/packages", files={"file": ("goi.zip", package, "application/zip")})
    assert answer.status_code == status, answer.text
    return answer.json()
