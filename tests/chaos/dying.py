"""A service's sweep of its deadlines in a process of its own, killed at a point: `python -m tests.chaos.dying SERVICE URI DATABASE HOME POINT`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

from kit.storage.collection import Collection
from kit.storage.mongo import PyMongoError
from kit.work import outbox
from tests.deployment import deploy

POINTS = ("first-line", "middle", "last-line", "before-commit", "after-commit")
SUBJECTS = {"evaluation": "rulings", "registry": "certificates"}
"""What a line becomes in each service."""


def die() -> None:
    """As a machine that loses its power: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def aim(service: str, point: str, lines: int) -> None:
    """Has the process die once it has come so far."""
    at = {"first-line": 1, "middle": lines // 2, "last-line": lines}.get(point)
    if at is not None:
        seen, add = [0], Collection.add

        async def counted(self: Any, unit: Any, aggregate: Any) -> Any:
            kept = await add(self, unit, aggregate)
            seen[0] += self.name == SUBJECTS[service]
            if seen[0] == at:
                die()
            return kept

        Collection.add = counted  # type: ignore[method-assign]
    elif point == "before-commit":
        write = outbox.write

        async def written(unit: Any) -> int:
            many = await write(unit)
            if many >= lines:
                die()
            return many

        outbox.write = written


async def main(service: str, uri: str, database: str, home: str, point: str, lines: str) -> None:
    """Sweeps until it comes through, and dies; what another had begun who died holds it up until the server ends that."""
    made = await deploy(service, uri, database, Path(home), has_indexes=True)
    aim(service, point, int(lines))
    while True:
        try:
            await made.ticker.sweep_once()
        except PyMongoError:
            await asyncio.sleep(1)
        else:
            die()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
