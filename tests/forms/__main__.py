"""
What becomes of every form of a service, form by form: `python -m tests.forms registry [part of a route …]`.

Starts the service with the things of the matrix on a database of its own, which is gone when it ends.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from estate.servers.database import EmbeddedDatabase
from tests.forms.checking import loses
from tests.forms.crawling import crawl
from tests.forms.site import a_browser, a_site


async def report(name: str, parts: list[str], uri: str, home: Path) -> int:
    """Prints a line for each form, and what it loses; how many lose something."""
    losing = 0
    async with a_browser() as browser, a_site(name, uri, home, browser) as site:
        forms = [one for one in (await crawl(site)).forms.values() if one.method == "post"]
        for form in sorted(forms, key=lambda one: one.kind):
            if parts and not any(part in form.kind for part in parts):
                continue
            if not form.keeps:
                print(f"{'only buttons' if not form.fields else 'keeps no draft'}: {form.title}")
                continue
            found = await loses(site, form)
            losing += bool(found)
            print(f"{'LOSES' if found else 'keeps'} ({len(form.fields)} fields): {form.title}", flush=True)
            for check, what in found.items():
                print(f"    {check}: {what}", flush=True)
    return losing


def main(name: str, *parts: str) -> int:
    """0 where no form loses anything."""
    for rate in ("OCOP_ANONYMOUS_PER_MINUTE", "OCOP_PERSON_PER_MINUTE"):
        os.environ.setdefault(rate, "0")
    with tempfile.TemporaryDirectory() as folder:
        database = EmbeddedDatabase(Path(folder) / "database")
        database.start()
        try:
            return min(asyncio.run(report(name, list(parts), database.uri, Path(folder))), 1)
        finally:
            database.stop()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
