"""Cells pasted from a spreadsheet: text parted by tabs, made the CSV that lists are read from."""

from __future__ import annotations

import csv
import io


def as_csv(text: str) -> str:
    """What was pasted as CSV; a text whose first line has no tab is taken for CSV already."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    if "\t" not in first:
        return text
    made = io.StringIO()
    csv.writer(made).writerows(csv.reader(io.StringIO(text), delimiter="\t"))
    return made.getvalue()
