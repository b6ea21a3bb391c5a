"""
`python -m ocop_events.freeze`: publishes the schemas, and refuses what would break a reader or writer out there.

`schemas/<type>.json` is the latest edition. When a compatible change makes a new one, the edition before is kept under
`schemas/editions/<type>/<number>.json`; today's schema must live together with every one of them, not only with the last.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ocop_events import catalogue
from ocop_events.compatibility import breaches
from ocop_events.schemas import FOLDER, Schema, schema_of, text_of

EDITIONS = "editions"


@dataclass
class Outcome:
    """What a freeze did, or would do."""

    added: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether the files are not what the classes say."""
        return bool(self.added or self.renewed or self.reworded)


def freeze(folder: Path = FOLDER, *, write: bool = True) -> Outcome:
    """Publishes what is new and compatible; when anything is refused, nothing is written at all."""
    outcome = Outcome()
    writes: list[tuple[Path, str]] = []
    for type_ in sorted(catalogue):
        _one(folder, type_, outcome, writes)
    for file in sorted(folder.glob("*.json")):
        if file.stem not in catalogue:
            outcome.refused.append(f"{file.stem}: frozen and no longer in the catalogue; a type is never removed")
    if write and not outcome.refused:
        for file, text in writes:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return outcome


def frozen(folder: Path, type_: str) -> list[tuple[str, Schema]]:
    """Every edition of a type that was ever published, the oldest first."""
    files = sorted((folder / EDITIONS / type_).glob("*.json"), key=lambda file: int(file.stem))
    latest = folder / f"{type_}.json"
    found = [(f"edition {file.stem}", json.loads(file.read_text(encoding="utf-8"))) for file in files]
    if latest.exists():
        found.append(("the latest edition", json.loads(latest.read_text(encoding="utf-8"))))
    return found


def _one(folder: Path, type_: str, outcome: Outcome, writes: list[tuple[Path, str]]) -> None:
    today, editions = schema_of(type_), frozen(folder, type_)
    latest = folder / f"{type_}.json"
    if not editions:
        outcome.added.append(type_)
        writes.append((latest, text_of(today)))
        return
    refused = [f"{type_} {b}, against {name}" for name, old in editions for b in breaches(old, today)]
    outcome.refused += refused
    before = editions[-1][1]
    if refused or before == today:
        return
    if _bare(before) == _bare(today):
        outcome.reworded.append(type_)  # better words make no new edition
    else:
        outcome.renewed.append(type_)
        number = len(editions)
        writes.append((folder / EDITIONS / type_ / f"{number}.json", text_of(before)))
    writes.append((latest, text_of(today)))


def _bare(node: Any) -> Any:
    """A schema without its words. A field may itself be called `description`: its schema is not a text."""
    if isinstance(node, dict):
        return {k: _bare(v) for k, v in node.items() if not _words(k, v)}
    return [_bare(one) for one in node] if isinstance(node, list) else node


def _words(key: str, value: Any) -> bool:
    return (key in ("description", "title") and isinstance(value, str)) or (
        key == "examples" and isinstance(value, list)
    )


def main(arguments: list[str] | None = None) -> int:
    """Publishes, or with `--check` only says whether there is anything to publish or refuse."""
    parser = argparse.ArgumentParser(prog="python -m ocop_events.freeze", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the files are not up to date")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args(arguments)
    outcome = freeze(asked.folder, write=not asked.check)
    for name, types in (("new", outcome.added), ("new edition", outcome.renewed), ("reworded", outcome.reworded)):
        for type_ in types:
            print(f"{name}: {type_}")
    for refusal in outcome.refused:
        print(f"refused: {refusal}", file=sys.stderr)
    if outcome.refused:
        print(
            "Nothing was written. Keep what is frozen as it is and add optional fields only; "
            "for anything else define the next major version beside this one (…V2, `.v2`).",
            file=sys.stderr,
        )
    return 1 if outcome.refused or (asked.check and outcome.changed) else 0


if __name__ == "__main__":
    sys.exit(main())
