"""Files kept by their content: one place a content, named by its SHA-256, never changed, found whole or not at all."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict
from starlette.responses import FileResponse

from kit.refusal import Kind, Refusal
from kit.service import Service
from kit.web.scanner import Scanner
from kit.web.sniff import ENDINGS

_SANDBOX = "default-src 'none'; sandbox"
_PLAYER = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
_SHOWN = "shown-1"
"""The folder of what browsers show, by the recipe it was made with: another recipe, another folder, made anew when asked."""


class Stored(BaseModel):
    """A kept file. `name` is the sender's, cleaned, whatever its ending; the content is found by `sha256` alone."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    size: int
    media_type: str
    name: str
    viewable: bool = True
    """Of a picture or a film: whether a browser can be shown something of it."""


class FileMissing(Refusal):
    """The content is not in this store."""

    slug = "file.missing"
    kind = Kind.NOT_FOUND
    vi = "Không tìm thấy tệp trong kho lưu trữ. Báo cho quản trị viên kèm tên tệp."
    en = "The file is not in the store. Tell the administrator, with the file's name."


class FileStore:
    """A folder of files, closed to other users; several processes may share it. `scanner`: passes what comes in."""

    def __init__(self, root: Path, scanner: Scanner | None = None) -> None:
        self.root = root
        self.scanner = scanner

    @classmethod
    def of(cls, service: Service) -> FileStore:
        """The store of a deployment's service, with the scanner that its settings name."""
        url = service.settings.clamd_url
        return cls(service.settings.home / "files" / service.name, Scanner(url) if url else None)

    def draft(self, name: str) -> Path:
        """A path, on the store's own disk, to write a file to before it is kept."""
        drafts = self.root / "drafts"
        self._make(drafts)
        draft = drafts / name
        draft.touch(mode=0o600)
        return draft

    def take(self, draft: Path, sha256: str) -> None:
        """Keeps a draft as the content it is; one that is there already is the same and stays."""
        place = self.place_of(sha256)
        self._make(place.parent)
        with draft.open("rb") as file:
            os.fsync(file.fileno())  # what an event will vouch for must survive a power cut
        draft.chmod(0o600)
        os.replace(draft, place)

    def take_shown(self, draft: Path | None, sha256: str, part: str = "") -> None:
        """
        Keeps the picture a browser shows for a content (or a `part` of it, such as a page); without one, that none could be
        made. It can be made again.
        """
        place = self._shown(sha256, part)
        self._make(place.parent)
        if draft is None:
            place.touch(mode=0o600)
        else:
            draft.chmod(0o600)
            os.replace(draft, place)

    def shown(self, sha256: str, part: str = "") -> Path | None:
        """That picture; an empty file where none could be made, None where nobody tried."""
        place = self._shown(sha256, part)
        return place if place.is_file() else None

    def path(self, sha256: str) -> Path:
        """Where a content lies. Raises FileMissing."""
        place = self.place_of(sha256)
        if not place.is_file():
            raise FileMissing()
        return place

    async def read(self, sha256: str, chunk: int = 1 << 16) -> AsyncIterator[bytes]:
        """A content, piece by piece. Raises FileMissing."""
        with self.path(sha256).open("rb") as file:
            while piece := await asyncio.to_thread(file.read, chunk):
                yield piece

    def forget(self, sha256: str) -> None:
        """Removes a content and the picture of it; one that is gone already is no matter."""
        for place in (self.place_of(sha256), self._shown(sha256)):
            place.unlink(missing_ok=True)

    def send(self, stored: Stored, *, inline: bool = False) -> FileResponse:
        """
        A content as an answer, to be saved (or, `inline`, shown) under the sender's name, with an ending that opens it.
        Raises FileMissing.

        Whatever it is, it runs nothing: the headers say its kind, not to guess another, and to sandbox it (but for
        a PDF shown inline, whose viewer is the browser's own and does not work in a sandbox).
        """
        major = stored.media_type.partition("/")[0]
        shown = inline and (major in ("image", "video", "audio") or stored.media_type == "application/pdf")
        policy = _SANDBOX
        if shown and major != "image":
            policy = _VIEWER if major == "application" else _PLAYER
        headers = {
            "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(saved_as(stored))}",
            "Content-Security-Policy": policy,
            "ETag": f'"{stored.sha256}"',
            "Cache-Control": "private, no-cache",  # who signs in next at this machine is asked who they are
        }
        return FileResponse(self.path(stored.sha256), media_type=stored.media_type, headers=headers)

    def _make(self, folder: Path) -> None:
        for one in (self.root, folder):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _shown(self, sha256: str, part: str = "") -> Path:
        whole = self.root / _SHOWN / self.place_of(sha256).relative_to(self.root)
        return whole.with_name(f"{whole.name}.{part}") if part else whole

    def place_of(self, sha256: str) -> Path:
        """Where a file of this SHA-256 (64 hex digits) lies, or would; raises FileMissing for what is no such."""
        if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
            raise FileMissing()
        return self.root / sha256[:2] / sha256


def saved_as(stored: Stored) -> str:
    """The name under which a file is saved: the sender's; where its ending is not one of its kind, with one that is."""
    endings = ENDINGS.get(stored.media_type)
    if not endings or PurePosixPath(stored.name).suffix.lower() in endings:
        return stored.name
    return stored.name + endings[0]
