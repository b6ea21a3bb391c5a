"""The files of the embedded database, laid out before the server opens them for the first time."""

from __future__ import annotations

from pathlib import Path

import wiredtiger

LARGEST_PAGE = "64MB"
"""In memory. The engine takes less where its cache is small: a tenth of what may be changed and unwritten, 30 of 512 MB."""
SHARED = {
    "table:secantus_index_entries": "key_format=SSSu,value_format=u",
    "table:secantus_unique_keys": "key_format=SSSu,value_format=q",
    "table:secantus_natural_seq": "key_format=SSu,value_format=q",
}
"""The tables in which every collection has its keys, as the server itself makes them but for the page."""


def lay_out(home: Path) -> None:
    """
    Makes the shared tables of a new home with room for busy pages; a home that is there stays as it is.

    Everything written at one time goes to a few pages of these tables. One that is larger than 5 MB, the engine's own
    line, is to be written out by whoever touches it next, who sleeps and tries again for as long as somebody else has it
    too; meanwhile the server lets nobody into any transaction. Under a flood of events it stood still three
    quarters of its time, both cores idle.
    """
    if (home / "WiredTiger").exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    opened = wiredtiger.wiredtiger_open(str(home), "create,log=(enabled=true,file_max=10MB,prealloc=false)")
    try:
        session = opened.open_session()
        for name, columns in SHARED.items():
            session.create(name, f"{columns},memory_page_max={LARGEST_PAGE}")
    finally:
        opened.close()
