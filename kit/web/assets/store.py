"""The cache the fetched assets lie in, and what pages use of them, made our own."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

_HERE = Path(__file__).parent
LOCK = _HERE / "package-lock.json"
MANIFEST = _HERE / "package.json"
_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
_THEIR_FONT = re.compile(r"""["']?GDS Transport["']?,\s*arial,\s*sans-serif""")


def folder() -> Path:
    """Where this lock's packages lie: another lock, another folder."""
    cache = os.environ.get("OCOP_CACHE") or Path(__file__).resolve().parents[3] / ".ocop" / "cache"
    return Path(cache) / "assets" / hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]


def package(name: str) -> Path | None:
    """The folder of one fetched package, or None."""
    found = folder() / "node_modules" / name
    return found if found.is_dir() else None


def govuk_style() -> bytes | None:
    """
    GOV.UK Frontend's style sheet without its typeface, which is the United Kingdom's own: ours is the system's.

    Every font of the stack has Vietnamese's stacked marks.
    """
    found = _dist("govuk-frontend.min.css")
    if found is None:
        return None
    text = _THEIR_FONT.sub("var(--ocop-font)", _FONT_FACE.sub("", found.read_text(encoding="utf-8")))
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text).encode()


def govuk_script() -> bytes | None:
    """GOV.UK Frontend's components, one ES module."""
    found = _dist("govuk-frontend.min.js")
    return re.sub(rb"//# sourceMappingURL=.*", b"", found.read_bytes()) if found else None


def _dist(name: str) -> Path | None:
    root = package("govuk-frontend")
    found = root / "dist" / "govuk" / name if root else None
    return found if found and found.is_file() else None
