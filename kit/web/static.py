"""Style sheets and scripts: ours, and GOV.UK Frontend's from the cache; addressed by content, kept for a year."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.refusal import NotFound
from kit.telemetry.logs import log
from kit.web.assets.store import govuk_script, govuk_style
from kit.web.links import link

_log = log(__name__)
_OWN = Path(__file__).parent / "static"
_YEAR = "public, max-age=31536000, immutable"
router = APIRouter(include_in_schema=False)


class Static:
    """The files a page may ask for, each with the hash of what is in it."""

    def __init__(self) -> None:
        self._files = {path.name: path.read_bytes() for path in sorted(_OWN.iterdir()) if path.is_file()}
        for name, made in (("govuk.css", govuk_style()), ("govuk.js", govuk_script())):
            if made is None:
                _log.warning("page assets are not there: run `python -m kit.web.assets fetch`", file=name)
            else:
                self._files[name] = made
        self._hashes = {name: hashlib.sha256(body).hexdigest()[:16] for name, body in self._files.items()}

    def address(self, request: Request, name: str) -> str:
        """The address of a file in its present form; one that is not there keeps the address it would have."""
        return link(request, f"/static/{self._hashes.get(name, 'missing')}/{name}")

    def answer(self, hash: str, name: str) -> Response:
        """A file; kept for long only under the hash it has."""
        body = self._files.get(name)
        if body is None:
            raise NotFound()
        kept = _YEAR if hash == self._hashes[name] else "no-cache"
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Response(body, media_type=kind, headers={"Cache-Control": kept})


@router.get("/static/{hash}/{name}")
async def serve(request: Request, hash: str, name: str) -> Response:
    """One file."""
    files: Static = request.app.state.static
    return files.answer(hash, name)
