"""
One process of an estate: a service with what development adds to it, or the front. `python -m estate.processes.serve NAME …`.

Settings are the services' own environment; the options name what only an estate has.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence

from estate import services
from estate.processes.children import die_with_parent
from kit.private import write_privately

FRONT = "front"
_LAST_SECONDS = 12.0
"""How long a process without a parent may take to end in order; the services' own patience is shorter."""


def begin(name: str, words: Sequence[str], environment: Mapping[str, str], log: str) -> None:
    """What a process forked from the house does first: it becomes one of its own, and then serves."""
    os.setsid()
    kept = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(kept, 1)
    os.dup2(kept, 2)
    os.close(kept)
    from setproctitle import setproctitle

    setproctitle(f"ocop: {name}")  # first: it finds its place by the environment the process began with
    os.environ.clear()
    os.environ.update(environment)
    _belong()
    main(words)


def _belong() -> None:
    """
    End when the estate does.

    When the house dies, whoever supervises learns that we have ended: so the kernel makes it true at once. The
    supervisor's own end is seen by a pipe, on every platform.
    """
    supervisor = multiprocessing.parent_process()
    assert supervisor is not None
    house = sys.modules.get("estate.processes.house")
    if house and house.threads_at_fork != 1:
        raise house.ThreadsAtForkError(house.threads_at_fork)
    if sys.platform == "linux":
        die_with_parent(signal.SIGKILL if house else signal.SIGTERM)
        if os.getppid() != (house.pid if house else supervisor.pid):  # it ended before we could ask
            raise SystemExit(1)

    def watch() -> None:
        supervisor.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_LAST_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="supervisor", daemon=True).start()


def main(words: Sequence[str] | None = None) -> None:
    """Serve until asked to end."""
    parser = argparse.ArgumentParser(prog="python -m estate.processes.serve", description=__doc__)
    parser.add_argument("name", choices=[*services.NAMES, FRONT])
    parser.add_argument("--to", action="append", default=[], help="the front: a service it leads to, NAME=PORT")
    parser.add_argument("--identity", action="store_true", help="the front: run the development identity provider")
    parser.add_argument("--mail", action="store_true", help="the front: run the mail catcher")
    parser.add_argument("--fronts", default="", help="the front: addresses of services with a front of their own")
    asked = parser.parse_args(words)
    write_privately()
    # The development provider speaks plain http on loopback; Authlib refuses that unless told.
    os.environ.setdefault("AUTHLIB_INSECURE_TRANSPORT", "1")
    if asked.name == FRONT:
        from estate.front import front

        ports = {name: int(port) for name, port in (one.split("=") for one in asked.to)}
        elsewhere = [url for url in asked.fronts.split(",") if url]
        front.serve(ports, identity=asked.identity, mail=asked.mail, fronts=elsewhere)
    else:
        from estate.processes import room

        room.serve(asked.name)


if __name__ == "__main__":
    main()
