"""A drill's own servers and processes, and the blows they are dealt."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from estate.drills import facts
from estate.drills.actor import RELEASED
from estate.places import CACHE
from estate.processes.children import Child, wait_until_listening
from estate.servers.database import EmbeddedDatabase
from estate.servers.kafka import Kafka

PUBLISHERS = 2
HELD_SECONDS = 2.0
"""Far less than a consumer may be silent before its partitions go to others."""


@dataclass
class Load:
    """The recorded commands: how many, over how many subjects, and the seconds between two of one teller."""

    commands: int = 600
    subjects: int = 24
    pause: float = 0.02


@dataclass
class Arena:
    """Three brokers (or one), one database, two tellers, two copiers, one projector."""

    home: Path
    load: Load
    brokers: int = 3
    mutation: str = ""
    servers: bool = True
    """Whether brokers and database are struck too, or only our own processes."""
    only: str = ""
    """Strike only processes whose name begins so."""
    kafka: Kafka = field(init=False)
    database: EmbeddedDatabase = field(init=False)
    actors: dict[str, Child] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kafka = Kafka(self.home / "kafka", CACHE, nodes=self.brokers)
        self.database = EmbeddedDatabase(self.home / "database")

    async def open(self) -> None:
        """Starts everything."""
        self.database.start()
        self.kafka.start()
        copies = min(3, self.brokers)
        admin = AIOKafkaAdminClient(bootstrap_servers=self.kafka.bootstrap)
        await admin.start()
        await admin.create_topics([NewTopic(facts.TOPIC, facts.PARTITIONS, copies)])
        await admin.close()
        roles = {**{f"tells-{n}": "tells" for n in range(PUBLISHERS)}, "copies-0": "copies", "copies-1": "copies"}
        for name, role in {**roles, "projects-0": "projects"}.items():
            self.actors[name] = self._actor(name, role)
            self.actors[name].start()

    def close(self) -> None:
        """Ends everything."""
        for actor in self.actors.values():
            actor.kill()
        self.kafka.stop()
        self.database.stop()

    def journals(self) -> list[int]:
        """The commands that were accepted."""
        files = [self.home / f"tells-{n}.journal" for n in range(PUBLISHERS)]
        return [int(line) for file in files if file.exists() for line in file.read_text().split()]

    def release(self, commands: float) -> None:
        """Lets the tellers go on up to so many commands in all."""
        draft = self.home / f"{RELEASED}.new"
        draft.write_text(f"{min(self.load.commands, round(commands))}")
        draft.replace(self.home / RELEASED)

    def strike(self, dice: random.Random) -> str:
        """Kills something with -9, at random, and starts it again a little later; answers what it was."""
        servers = [*(f"broker-{node.id}" for node in self.kafka.nodes), "database"] if self.servers else []
        victims = [name for name in [*self.actors, *servers] if name.startswith(self.only)]
        # Our own processes are where our own mistakes are: they are struck most often.
        name = dice.choices(victims, [3 if victim in self.actors else 1 for victim in victims])[0]
        if name in self.actors:
            self._kill_and_restart(self.actors[name], None, dice.uniform(0.0, 1.0))
        elif name == "database":
            self._kill_and_restart(self.database.child, self.database.port, dice.uniform(0.1, 1.5))
        else:
            node = next(node for node in self.kafka.nodes if f"broker-{node.id}" == name)
            self._kill_and_restart(node.child, node.port, dice.uniform(0.1, 2.0))
        return name

    def strike_in_mid_batch(self, dice: random.Random, within: float = 4.0) -> str:
        """
        Kills a copier between two records of a batch: some have had their effect, none is acknowledged.

        The copiers are held for a while first, so that there is something to read at once. Where no batch is caught in
        time, whichever copier; answers what it was.
        """
        copiers = [name for name in self.actors if name.startswith("copies")]
        for sign, pause in ((signal.SIGSTOP, HELD_SECONDS), (signal.SIGCONT, 0.0)):
            for name in copiers:
                if (pid := self.actors[name].pid) is not None:
                    os.kill(pid, sign)
            time.sleep(pause)
        ends = time.monotonic() + within
        while time.monotonic() < ends:
            for name in dice.sample(copiers, len(copiers)):
                done, size = self._progress(name)
                if done >= 3 and size - done >= 3:
                    self._kill_and_restart(self.actors[name], None, dice.uniform(0.0, 1.0))
                    return f"{name} with {done} of {size} done"
            time.sleep(0.002)
        name = dice.choice(copiers)
        self._kill_and_restart(self.actors[name], None, dice.uniform(0.0, 1.0))
        return name

    def _progress(self, name: str) -> tuple[int, int]:
        try:
            done, size = map(int, (self.home / f"{name}.batch").read_text().split())
        except (OSError, ValueError):  # not begun, or it is being written
            return 0, 0
        return done, size

    def _kill_and_restart(self, child: Child, port: int | None, pause: float) -> None:
        child.kill()
        (self.home / f"{child.name}.batch").unlink(missing_ok=True)  # the dead one's last word
        time.sleep(pause)
        child.start()
        if port:
            wait_until_listening(port, child)

    def _actor(self, name: str, role: str) -> Child:
        load = f"{name[-1]},{PUBLISHERS},{self.load.commands},{self.load.subjects}"
        return Child(
            name,
            [
                sys.executable,
                "-m",
                "estate.drills.actor",
                role,
                self.kafka.bootstrap,
                self.database.uri,
            ],
            self.home / f"{name}.log",
            {
                "OCOP_DRILL_LOAD": load,
                "OCOP_DRILL_PAUSE": str(self.load.pause),
                "OCOP_DRILL_JOURNAL": str(self.home / f"{name}.journal"),
                "OCOP_DRILL_MUTATION": self.mutation,
            },
            directory=Path(__file__).resolve().parents[2],
        )
