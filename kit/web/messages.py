"""
The texts of every package and their English: `python -m kit.web.messages check|update`.

A msgid is the Vietnamese text itself, in Python (`_("…")`, `gettext`, `mark`) or in a template (`{{ _("…") }}`). A
package is a folder with `locale/en.po`, or one that has texts: `kit/web`, `estate/front`, `services/<name>`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {**DEFAULT_KEYWORDS, "mark": None}
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2")]
_FIELD = re.compile(r"\{(\w*)[^{}]*\}")


@dataclass(frozen=True)
class Gap:
    """One thing wrong with a package's English."""

    package: str
    msgid: str
    what: str

    def __str__(self) -> str:
        return f"{self.package}/locale/en.po: {self.what}: {self.msgid!r}"


def packages(root: Path = ROOT) -> list[Path]:
    """The folders that have texts of their own."""
    services = root / "services"
    found = [
        root / "kit" / "web",
        root / "estate" / "front",
        *(sorted(services.iterdir()) if services.is_dir() else ()),
    ]
    return [folder for folder in found if folder.is_dir() and not folder.name.startswith(("_", "."))]


def extracted(package: Path) -> Catalog:
    """Every text a package may show, with where it is written."""
    catalogue = Catalog(locale="en", project="OCOP", fuzzy=False)
    found = extract_from_dir(package, method_map=_METHODS, keywords=KEYWORDS, options_map=_OPTIONS)
    for file, line, message, comments, context in found:
        if isinstance(message, str) and message:
            catalogue.add(message, locations=[(file, line)], auto_comments=comments, context=context)
    return catalogue


def kept(package: Path) -> Catalog:
    """The English as it is kept; an empty catalogue where nothing is yet."""
    path = package / "locale" / "en.po"
    if not path.is_file():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def gaps(package: Path, root: Path = ROOT) -> Iterator[Gap]:
    """What is missing, doubtful, no longer used, or names other fields than the Vietnamese does."""
    name = package.relative_to(root).as_posix()
    wanted, english = extracted(package), kept(package)
    for message in wanted:
        if not message.id:
            continue
        msgid = str(message.id)
        there = english.get(msgid)
        if there is None or not there.string:
            yield Gap(name, msgid, "no English")
        elif there.fuzzy:
            yield Gap(name, msgid, "English marked as doubtful (fuzzy)")
        elif set(_FIELD.findall(msgid)) != set(_FIELD.findall(str(there.string))):
            yield Gap(name, msgid, "the English names other {fields}")
    for message in english:
        if message.id and wanted.get(str(message.id)) is None:
            yield Gap(name, str(message.id), "no longer used")


def update(package: Path) -> int:
    """Writes the package's en.po anew: new texts empty, unused ones gone; answers how many want English."""
    wanted, english = extracted(package), kept(package)
    written = Catalog(locale="en", project="OCOP", fuzzy=False)
    missing = 0
    for message in sorted((m for m in wanted if m.id), key=lambda m: str(m.id)):
        there = english.get(str(message.id))
        string = there.string if there and not there.fuzzy else ""
        missing += not string
        files = sorted({(file, 0) for file, _ in message.locations})
        written.add(str(message.id), string, locations=files)
    if len(written) or len(english):
        path = package / "locale" / "en.po"
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as file:
            write_po(file, written, width=110, omit_header=True, include_lineno=False)
    return missing


_OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}, "**.txt": {"silent": "false"}}


def main() -> int:
    """Checks, or brings up to date, the packages named (all when none is)."""
    parser = argparse.ArgumentParser(prog="python -m kit.web.messages", description=__doc__)
    parser.add_argument("command", choices=["check", "update"])
    parser.add_argument("package", nargs="*", type=Path, help="folders such as services/registry")
    asked = parser.parse_args()
    chosen = [folder.resolve() for folder in asked.package] or packages()
    if asked.command == "update":
        for folder in chosen:
            print(f"{folder.relative_to(ROOT)}: {update(folder)} texts want English")
        return 0
    found = [gap for folder in chosen for gap in gaps(folder)]
    for gap in found:
        print(gap, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
