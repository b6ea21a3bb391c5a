"""The public endpoint that says whether a file in hand is one of a service's papers; a service mounts it with `papers_slice`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from kit.papers import register
from kit.papers.numbers import numbers
from kit.papers.register import Answer, files, papers
from kit.service import Slice
from kit.web.dependencies import Here

router = APIRouter()


@router.get("/papers/{sha256}")
async def verify_a_paper(
    service: Here,
    sha256: Annotated[
        str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file's bytes, in lower-case hexadecimal.")
    ],
    named: Annotated[
        str | None,
        Query(max_length=64, pattern=r"^[0-9a-zA-Z-]+$", description="The paper that the file's own properties name."),
    ] = None,
) -> Answer:
    """What a file is: an issued paper, a draft, an altered copy of ours, or unknown here. Whoever asks has the file."""
    return await register.verdict(service.work.reading(), sha256, named)


def papers_slice() -> Slice:
    """The slice `papers`: the registers of papers and of numbers, and the public endpoint."""
    return Slice("papers", collections=[papers, files, numbers], api=router)
