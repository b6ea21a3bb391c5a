"""The files of packages: sealed into a ZIP and kept, and opened when one comes."""

from __future__ import annotations

import asyncio
import hashlib
import uuid
from collections.abc import Sequence

from joserfc.jwk import KeySet
from starlette.datastructures import UploadFile

from kit.papers.sealed import LARGEST_BYTES, sealed, sealing_key, too_large, trusted_keys, unsealed
from kit.service import Service
from kit.web.acting import Acting, Changing
from kit.web.files import FileStore
from kit.web.uploads import FileAbsent, clean_name
from services.evaluation.cases.case import Case
from services.evaluation.outside_decisions.outside_decision import StoredFile
from services.evaluation.packages import refusals, use_cases
from services.evaluation.packages.contents import contents, forwarded_of
from services.evaluation.packages.package import ReceivedPackage, SealedPackage

ZIP = "application/zip"
MOST_ENCLOSED = 60
"""Papers of a dossier that are enclosed at once."""
ENCLOSED_BYTES = 50_000_000
"""Of all of them together: what a sealed archive has room for."""


async def sealed_package(change: Changing, case_id: str, uploads: Sequence[UploadFile]) -> SealedPackage:
    """Seals a case's events and papers in a thread, keeps the ZIP, then notes it. Raises what `seal_package` raises."""
    service, unit = change.service, change.reading()
    case = await use_cases.case_to_seal(unit, case_id, change.me, change.version)  # before bytes are kept
    enclosed = await _enclosed(service, case, uploads)
    missing = use_cases.missing_of(case, enclosed)
    package_id = unit.new_id()
    files, about = await contents(service, unit, package_id, case, enclosed)
    made = await asyncio.to_thread(sealed, files, about, sealing_key(service.settings, service.name))
    if len(made) > LARGEST_BYTES:
        raise too_large()
    kept = await _kept(service, made, f"goi-ho-so-{package_id}.zip", ZIP)
    return await change(
        use_cases.seal_package, case_id, use_cases.Made(package_id, kept, files=len(files), missing=missing)
    )


async def received_package(act: Acting, upload: UploadFile) -> ReceivedPackage:
    """Verifies a package that came, in a thread, then takes it in. Raises what `unsealed` and `receive_package` raise."""
    use_cases.require_officer(act.me)
    content = await _read(upload, LARGEST_BYTES)
    opened = await asyncio.to_thread(unsealed, content, keys_of(act.service))
    fact = forwarded_of(opened)
    use_cases.require_receiver(act.reading(), fact.to_office, act.me)  # before bytes are kept
    kept = await _kept(act.service, content, clean_name(upload.filename or "goi.zip"), ZIP)
    came = use_cases.Came(str(opened.about["package_id"]), kept, opened.kid, fact)
    return await act(use_cases.receive_package, came)


def keys_of(service: Service) -> KeySet:
    """Whose packages are taken here."""
    settings = service.settings
    return trusted_keys(settings.package_keys, sealing_key(settings, service.name))


async def _enclosed(service: Service, case: Case, uploads: Sequence[UploadFile]) -> list[StoredFile]:
    """
    Papers of the dossier, known by their digests: what the registry found fit is kept here as it is. Raises PaperOfNobody for
    any other file.
    """
    theirs = {one.sha256: one for one in case.dossier.evidence}
    found: dict[str, StoredFile] = {}
    left = ENCLOSED_BYTES
    for upload in [one for one in uploads if one.filename][: MOST_ENCLOSED + 1]:
        content = await _read(upload, left)
        left -= len(content)
        paper = theirs.get(hashlib.sha256(content).hexdigest())
        if paper is None:
            raise refusals.PaperOfNobody(pointer="/files", name=clean_name(upload.filename or ""))
        found[paper.sha256] = await _kept(service, content, paper.name, paper.media_type)
    return list(found.values())


async def _read(upload: UploadFile, most: int) -> bytes:
    if not upload.filename:
        raise FileAbsent(pointer="/file")
    content = await upload.read(most + 1)
    if len(content) > most:
        raise too_large()
    return content


async def _kept(service: Service, content: bytes, name: str, media_type: str) -> StoredFile:
    sha256 = hashlib.sha256(content).hexdigest()

    def keep() -> None:
        store = FileStore.of(service)
        draft = store.draft(uuid.uuid4().hex)
        try:
            draft.write_bytes(content)
            store.take(draft, sha256)
        finally:
            draft.unlink(missing_ok=True)

    await asyncio.to_thread(keep)
    return StoredFile(sha256=sha256, size=len(content), media_type=media_type, name=name)
