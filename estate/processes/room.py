"""A service as an estate runs it: the service, whom it may write to and seat, and the seeds of a new database."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from estate import services
from estate.people import council_addresses, council_people, office_contacts
from kit.serve import serve as serve_service
from kit.service import Check, Service, Slice, Task
from kit.settings import ServiceSettings


def serve(name: str) -> None:
    """Serve until asked to end."""
    serve_service(build(name, ServiceSettings()))


def build(name: str, settings: ServiceSettings) -> Service:
    """The service; it is ready when its seeds are in."""
    room = services.build(name, settings)
    room.resources |= {"office_contacts": office_contacts(), "council_people": council_people()}
    room.resources["council_addresses"] = council_addresses()
    if seeds := services.seeds_of(name):
        seeding = Seeding(seeds)
        tasks = [Task("seeds", seeding.run, leased=False)]
        room.adds(Slice("seeds", tasks=tasks, checks=[seeding.check]))
    return room


@dataclass
class Seeding:
    """Fills a new database; a seed is harmless to repeat, so one that fails is simply tried again."""

    seeds: Sequence[services.Seed]
    done: bool = False

    async def run(self, room: Service) -> None:
        """Enter what is not there yet, once for the life of the process."""
        for seed in self.seeds:
            await seed(room)
        self.done = True
        await asyncio.Event().wait()

    def check(self) -> Check:
        """Whether everything is in."""
        return Check("seeds", self.done, "" if self.done else "are being entered; the log says what keeps them out")
