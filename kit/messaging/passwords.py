"""The principals' passwords: a file each, readable by its owner only, made once, never printed."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


class Passwords:
    """A folder with one `<principal>.password` each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, principal: str) -> Path:
        """Where a principal's password lies, or would lie."""
        return self.folder / f"{principal}.password"

    def known(self, principal: str) -> bool:
        """Whether the password is kept here."""
        return self.file(principal).is_file()

    def of(self, principal: str) -> str:
        """The password; one is made when there is none yet."""
        if not self.known(principal):
            self.make(principal)
        return self.file(principal).read_text(encoding="utf-8").strip()

    def make(self, principal: str) -> None:
        """Writes a new password in the place of the old; the broker must be told of it."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self.file(principal).with_suffix(".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(24))
        os.replace(draft, self.file(principal))
