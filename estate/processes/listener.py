"""Which program listens on a port of this machine, as far as this account may know."""

from __future__ import annotations

import psutil


def on(port: int) -> str:
    """Its name and process id; "?" where another account's processes may not be seen."""
    try:
        for one in psutil.net_connections("tcp"):
            if one.status == psutil.CONN_LISTEN and one.laddr and one.laddr.port == port and one.pid:
                return f"{psutil.Process(one.pid).name()}, pid {one.pid}"
    except psutil.Error:
        pass  # macOS lets root alone ask; whose it is remains unsaid there
    return "?"
