"""
What-if at full size: 15,000 rulings of full sheets, five members each, under another rulebook, on one core.

    python -m bench.whatif [NUMBER]
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from law.rulebooks import Rulebook, Sheet, shelf
from law.scoring import Filled, Seats, council_result
from law.whatif import read_cases, what_if

GOAL_SECONDS = 60.0
START_GOAL_SECONDS = 3.0
MEMBERS = ("chair", "member-1", "member-2", "member-3", "member-4")


@dataclass(frozen=True)
class Measured:
    """`processor_seconds` of one core; `changed`: rulings that the stricter rulebook decides otherwise."""

    rulings: int
    processor_seconds: float
    changed: int

    @property
    def per_second(self) -> float:
        return self.rulings / self.processor_seconds


def decided(number: int, rulebook: Rulebook, seed: int = 26) -> Iterator[str]:
    """Lines as `ruling.issued` carries them: full sheets of all sets, members who differ a little, always the same."""
    luck = random.Random(seed)
    for count in range(number):
        set_no = rulebook.sets[count % len(rulebook.sets)]
        sheets = _council(rulebook.sheet(set_no), luck)
        result = council_result(rulebook, "province", set_no, sheets, Seats(MEMBERS, "chair"), round=2)
        yield json.dumps(
            {
                "ruling_id": f"r-{count}",
                "product": {"name": f"Sản phẩm {count}", "set_no": set_no},
                "office": "33",
                "tier": "province",
                "outcome": result.route.outcome,
                "star": result.star,
                "total": format(result.total, "f"),
                "rulebook_id": rulebook.id,
                "rulebook_hash": rulebook.hash,
                "council_size": len(MEMBERS),
                "chair_id": "chair",
                "sheets": [{"member_id": who, "round": 2, "answers": dict(f.answers)} for who, f in sheets.items()],
            }
        )


def stricter(rulebook: Rulebook) -> Rulebook:
    """The same act with four stars from 75 points."""
    bands = tuple(b.model_copy(update={"least": Decimal(75)}) if b.star == 4 else b for b in rulebook.bands)
    return rulebook.model_copy(update={"bands": bands})


def measure(number: int = 15_000) -> Measured:
    """Re-runs so many rulings, reading their lines included, and counts the processor's seconds."""
    rulebook = shelf().get("R26")
    lines = list(decided(number, rulebook))
    began = time.process_time()
    summary = what_if(read_cases(lines), stricter(rulebook), shelf())
    return Measured(summary.cases, time.process_time() - began, len(summary.changed))


def measure_start() -> float:
    """Seconds from `ocop whatif` over one ruling to its answer: nearly all of it is starting. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        cases = Path(folder) / "cases.jsonl"
        cases.write_text("\n".join(decided(1, shelf().get("R26"))), encoding="utf-8")
        ocop = Path(sys.executable).with_name("ocop")
        began = time.perf_counter()
        command = [str(ocop), "whatif", "--rulebook", "R26", "--cases", str(cases)]
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - began


def _council(sheet: Sheet, luck: random.Random) -> dict[str, Filled]:
    agreed = {leaf.id: luck.randrange(1, len(leaf.options)) for leaf in sheet.leaves}
    return {
        member: Filled(
            answers={leaf.id: leaf.options[max(0, agreed[leaf.id] - (luck.random() < 0.1))].id for leaf in sheet.leaves}
        )
        for member in MEMBERS
    }


if __name__ == "__main__":
    found = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 15_000)
    print(f"{found.rulings} rulings, {found.changed} decided otherwise: {found.processor_seconds:.1f} s of one core")
    print(f"one ruling, from its start to its answer: {measure_start():.1f} s; goal: {START_GOAL_SECONDS:.0f} s")
    print(f"{found.per_second:,.0f} rulings a second; goal: 15,000 within {GOAL_SECONDS:.0f} s")
