"""The embedded database: a MongoDB-compatible server from a package, as a process of its own, reached over TCP."""

from __future__ import annotations

import sys
from pathlib import Path

from estate.processes.children import Child, free_port, wait_until_listening
from estate.servers.database_files import lay_out

CACHE = "512M"
"""Of the storage engine, which takes it as it is needed: the process held 53 MB after both demonstrations, 190 MB in the largest
transaction that the server takes."""
PINNED_PERCENT = 60
"""How much of the cache open transactions may pin before every thread of the server is drafted into eviction.

What an open transaction wrote cannot be evicted: past this line no thread gets out again, its own commit included, and
the server answers nothing but pings until it is killed. WiredTiger draws the line at 10 % (`eviction_updates_trigger`, half of
`eviction_dirty_trigger`); the server's own guard, which refuses a transaction with error 388, reckons with 20 %
and comes too late. Moved up, the guard comes first (ADR 29)."""


class EmbeddedDatabase:
    """
    One server that announces itself as a replica set of one, so that transactions and change streams work.

    What it lacks beside MongoDB, and what therefore nothing in the product uses: text, hashed and wildcard indexes;
    `'$array.field'` inside aggregation expressions (use `$unwind`, `$map`, `$filter`). Renaming or dropping a collection
    that a transaction writes to makes it wait for ever (see ADR 16).
    """

    def __init__(self, home: Path, *, port: int | None = None, cache: str = CACHE, as_shipped: bool = False) -> None:
        """
        `port`: the preferred one; another is taken when somebody listens there. `as_shipped`: with the engine's own
        triggers, under which one large transaction stops the server: for the drill that shows it.
        """
        self.home = home
        self.port = free_port(port)
        program = Path(sys.executable).with_name("secantusd-py")
        # Without it a commit is acknowledged before it is on disk: a drill lost one of 400 to a kill -9.
        options = ["--sync-on-commit"]
        options += ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "WARNING", "--cache-size", cache]
        triggers = f"eviction_dirty_trigger={PINNED_PERCENT},eviction_updates_trigger={PINNED_PERCENT}"
        self.child = Child(
            "database",
            [str(program), *options, "--storage-path", str(home)],
            home / "database.log",
            # Read by WiredTiger itself when it opens its files; the server has no option for it.
            {} if as_shipped else {"WIREDTIGER_CONFIG": triggers},
        )

    @property
    def uri(self) -> str:
        """Where drivers connect."""
        return f"mongodb://127.0.0.1:{self.port}/?directConnection=true"

    def written(self) -> int:
        """A number that changes with every commit while the server commits anything: where its journal ends."""
        size = 0
        for file in self.home.glob("WiredTigerLog.*"):
            try:
                size = max(size, int(file.name.rpartition(".")[2]) << 32 | file.stat().st_size)
            except (OSError, ValueError):  # just removed by a checkpoint
                continue
        return size

    def start(self) -> None:
        """Starts the server and returns when it answers."""
        lay_out(self.home)
        self.child.start()
        wait_until_listening(self.port, self.child)

    def stop(self) -> None:
        """Ends the server; it survives being killed, so nobody waits long."""
        self.child.stop(within=5)
