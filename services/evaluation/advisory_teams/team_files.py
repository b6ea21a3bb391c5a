"""The files of advisory teams: signed copies of decisions, and of the papers that name who stands in."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from kit.refusal import NotFound
from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.inspection.kinds import PDF
from kit.web.uploads import keep_upload
from services.evaluation.advisory_teams.team import StoredFile, Team

LIMIT = 15_000_000
"""Bytes of one file."""


async def keep_paper(service: Service, file: UploadFile) -> StoredFile:
    """Keeps a signed copy. Raises what `keep_upload` does."""
    kept = await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds={PDF}, pointer="/file")
    return StoredFile(**kept.model_dump())


def paper_of(team: Team, sha256: str) -> Stored:
    """A paper of a team by its digest; raises NotFound."""
    papers = [team.paper, *(one.file for one in team.former), *(one.file for one in team.stand_ins)]
    for one in papers:
        if one is not None and one.sha256 == sha256:
            return Stored(**one.model_dump())
    raise NotFound()
