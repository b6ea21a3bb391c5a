"""(c) A command over HTTP, from the request to the answer, against the barest thing that keeps as much."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

import httpx

from bench.figures import Figure, Goal, in_turn
from bench.ground import Ground
from estate.processes.children import Child, free_port, wait_until_listening

COMMANDS = 100


async def measure(ground: Ground, rounds: int) -> Figure:
    """Milliseconds a command, one after another, each application served by uvicorn in a process of its own."""
    ours, bare = _Served(ground, "ours"), _Served(ground, "bare")
    try:
        runs = await in_turn({"ours": ours.run, "bare FastAPI + one transaction": bare.run}, rounds)
    finally:
        ours.child.stop()
        bare.child.stop()
    said = (
        f"{COMMANDS} commands on 10 subjects over loopback; ours: version guard, subject counter, outbox row, "
        "correlation, metrics, session, language, limits; bare: find, replace, insert in one motor transaction"
    )
    return Figure("command over HTTP", "ms", runs, (Goal("bare FastAPI + one transaction", 1.3, "less"),), said)


@dataclass
class _Served:
    ground: Ground
    which: str
    name: str = field(init=False)
    port: int = field(default_factory=free_port)
    child: Child = field(init=False)

    def __post_init__(self) -> None:
        self.name = self.ground.fresh(self.which)
        command = [sys.executable, "-m", "bench.serving", self.which, self.name, str(self.port)]
        servers = {"KAFKA_BOOTSTRAP_SERVERS": self.ground.kafka, "MONGODB_URI": self.ground.mongodb}
        self.child = Child(self.name, command, self.ground.folder / f"{self.name}.log", servers)
        self.child.start()
        wait_until_listening(self.port, self.child)

    async def run(self) -> float:
        """The mean of a round."""
        base = f"http://127.0.0.1:{self.port}/{self.name}/api/things"
        async with httpx.AsyncClient() as client:
            began = time.perf_counter()
            for number in range(COMMANDS):
                answer = await client.post(f"{base}/s{number % 10}", params={"number": number})
                assert answer.status_code == 200, answer.text
            return (time.perf_counter() - began) / COMMANDS * 1_000
