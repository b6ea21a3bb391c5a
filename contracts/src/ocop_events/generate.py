"""`python -m ocop_events.generate`: everything that is made from the classes — frozen schemas, AsyncAPI, the page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ocop_events import freeze
from ocop_events.asyncapi import document
from ocop_events.manual import page
from ocop_events.schemas import FOLDER
from ocop_events.yaml_text import yaml_text

PAGE = FOLDER.parents[1] / "docs" / "events.md"


def main(arguments: list[str] | None = None) -> int:
    """Writes what changed, or with `--check` only says so; a refused schema leaves everything as it was."""
    parser = argparse.ArgumentParser(prog="python -m ocop_events.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when something is not up to date")
    asked = parser.parse_args(arguments)
    failed = freeze.main(["--check"] if asked.check else [])
    if failed and not asked.check:
        return failed
    for file, text in ((FOLDER / "asyncapi.yaml", yaml_text(document())), (PAGE, page())):
        if not _same(file, text):
            failed = failed or int(asked.check)
            print(f"{'not up to date' if asked.check else 'written'}: {file.name}")
            if not asked.check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
    return failed


def _same(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
