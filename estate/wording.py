"""What the command line says in Vietnamese: its help from `locale/vi.po`, and faults of its own in two sentences."""

from __future__ import annotations

import os
import tempfile
import traceback
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

from babel.messages.pofile import read_po

from kit.clock import LOCAL
from kit.refusal import Language

C = TypeVar("C")
_VIETNAMESE = Path(__file__).parent / "locale" / "vi.po"


def language() -> Language:
    """OCOP_LANG (or `--lang`) decides, then the shell's locale; Vietnamese where neither asks for English."""
    for name in ("OCOP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if said := os.environ.get(name, "").lower():
            return "en" if said.startswith("en") else "vi"
    return "vi"


@cache
def vietnamese() -> dict[str, str]:
    """The Vietnamese of each English sentence of the help."""
    with _VIETNAMESE.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale="vi") if one.id and one.string}


def translated(command: C) -> C:
    """The command, its help, that of its options and of all beneath it in the caller's language."""
    if command is None or language() == "en":
        return command
    for name in ("help", "short_help"):
        if english := getattr(command, name, None):
            setattr(command, name, vietnamese().get(key(english), english))
    for option in getattr(command, "params", ()):
        if english := getattr(option, "help", None):
            option.help = vietnamese().get(key(english), english)
    for below in getattr(command, "commands", {}).values():
        translated(below)
    return command


def key(english: str) -> str:
    """One sentence's key: its words, however its lines were broken in the source."""
    return " ".join(english.split())


def local(at: datetime) -> str:
    """An instant as the command line writes it: day and minute of Vietnam's time, and that it is."""
    return f"{at.astimezone(LOCAL):%d/%m/%Y %H:%M} (UTC+7)"


def fault(what: Exception) -> tuple[str, str]:
    """The two sentences of a fault nobody foresaw; its trace is kept in a file for whoever mends it."""
    with tempfile.NamedTemporaryFile("w", prefix="ocop-fault-", suffix=".txt", delete=False) as file:
        traceback.print_exception(what, file=file)
    said = f"{type(what).__name__}: {str(what).splitlines()[0][:200] if str(what) else ''}"
    return (
        f"Lỗi của phần mềm, không phải của lệnh: {said}. Gửi tệp {file.name} cho người bảo trì.",
        f"A fault of the software, not of the command: {said}. Send the file {file.name} to whoever maintains it.",
    )
