"""The embedded database: a MongoDB-compatible server from a package, as a process of its own, reached over TCP."""

from __future__ import annotations

import sys
from pathlib import Path

from estate.children import Child, free_port, wait_until_listening


class EmbeddedDatabase:
    """
    One server that announces itself as a replica set of one, so that transactions and change streams work.

    What it lacks beside MongoDB, and what therefore nothing in the product uses: text, hashed and wildcard indexes;
    `'$array.field'` inside aggregation expressions (use `$unwind`, `$map`, `$filter`). Renaming or dropping a collection
    that a transaction writes to makes it wait for ever (see ADR 16).
    """

    def __init__(self, home: Path, *, port: int | None = None) -> None:
        """`port`: the preferred one; another is taken when somebody listens there."""
        self.port = free_port(port)
        program = Path(sys.executable).with_name("secantusd-py")
        # Without it a commit is acknowledged before it is on disk: a drill lost one of 400 to a kill -9.
        options = ["--sync-on-commit"]
        options += ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "WARNING", "--cache-size", "96M"]
        self.child = Child("database", [str(program), *options, "--storage-path", str(home)], home / "database.log")

    @property
    def uri(self) -> str:
        """Where drivers connect."""
        return f"mongodb://127.0.0.1:{self.port}/?directConnection=true"

    def start(self) -> None:
        """This will start the server and return when it answers."""
        self.child.start()
        wait_until_listening(self.port, self.child)

    def stop(self) -> None:
        """This will end the server; it survives being killed, so nobody waits long."""
        self.child.stop(within=5)
