"""Whether a bill of materials names what the lock names: `python -m estate.commands.bill SBOM`."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from estate.places import PROJECT


def faults(bill: dict[str, Any], lock: dict[str, Any]) -> list[str]:
    """What is wrong with a CycloneDX document beside the lock it was made of; empty: nothing."""
    if bill.get("bomFormat") != "CycloneDX" or not bill.get("components"):
        return ["it is no CycloneDX document with components"]
    locked = {(package["name"], package.get("version", "")) for package in lock["package"]}
    found = []
    for part in bill["components"]:
        if (part["name"], part.get("version", "")) not in locked:
            found.append(f"{part['name']} {part.get('version')} is not in the lock")
        elif not part.get("purl", "").startswith("pkg:pypi/") and part["name"] != "ocop-events":
            found.append(f"{part['name']} has no package URL")
    return found


def main(path: str) -> int:
    """Prints what the document holds, or what is wrong with it; answers the exit code."""
    bill = json.loads(Path(path).read_text())
    wrong = faults(bill, tomllib.loads((PROJECT / "uv.lock").read_text()))
    print("\n".join(wrong) or f"{len(bill['components'])} components, each as locked: {path}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
