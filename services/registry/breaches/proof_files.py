"""The files of proofs: what a producer may send, how large, and where they are kept; counted like its other files."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from kit.service import Service
from kit.web.acting import Changing
from kit.web.files import Stored
from kit.web.uploads import keep_upload
from services.registry.breaches import store, use_cases
from services.registry.breaches.breach import Breach, Picture
from services.registry.dossiers.allowance import Limit
from services.registry.dossiers.evidence_files import files_of
from services.registry.dossiers.use_cases import count_file, must_have_room

LIMIT = 12_000_000
"""Bytes of one file."""
KINDS = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp", "image/heic", "image/avif"})


async def breach_to_prove(change: Changing, breach_id: str) -> Breach:
    """
    The breach a proof is sent of, before its files are kept; raises NotFound, and what `must_take_proof` does where it is
    not a proof that was taken already and is only sent again.
    """
    if await change.was_done():
        return await store.own(change.reading(), breach_id, change.me)
    return await use_cases.must_take_proof(change.reading(), breach_id, by=change.me)


async def keep_proof(service: Service, breach: Breach, file: UploadFile) -> Stored:
    """Keeps a file of a proof within what its producer is allowed. Raises AllowanceUsedUp and what `keep_upload` does."""
    limit = Limit.of(service.settings)
    await must_have_room(service.work.reading(), breach.producer_id, file.size or 0, limit)
    kept = await keep_upload(files_of(service), file, limit=LIMIT, kinds=KINDS, pointer="/file")
    await service.work.run(count_file, breach.producer_id, kept, limit)
    return kept


def stored(picture: Picture) -> Stored:
    """The file, as the store knows it."""
    return Stored(sha256=picture.sha256, size=picture.size, media_type=picture.media_type, name=picture.name)
