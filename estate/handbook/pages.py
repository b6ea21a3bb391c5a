"""Which pages are written from the code, whole or in part, and which of them no longer say what it says."""

from __future__ import annotations

from pathlib import Path

from ocop_events import manual

from estate.handbook import layers, lifecycles, services
from estate.places import PROJECT
from law.rulebooks.schema import as_file, regulation_schema, rulebook_schema

FOLDER = PROJECT / "docs"
LAW = PROJECT / "law" / "data"


def written() -> dict[Path, str]:
    """Each generated page and the text it must have."""
    return {
        FOLDER / "lifecycles.md": lifecycles.page(),
        FOLDER / "events.md": manual.page(),
        layers.PAGE: layers.page(),
        LAW / "rulebook.schema.json": as_file(rulebook_schema()),
        LAW / "regulation.schema.json": as_file(regulation_schema()),
        **services.pages(),
    }


def stale() -> dict[Path, str]:
    """The pages whose text is another, or that are missing, with the text they must have."""
    return {path: text for path, text in written().items() if not path.exists() or path.read_text("utf-8") != text}
