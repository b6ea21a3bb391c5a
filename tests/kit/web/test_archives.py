"""A packed file is looked into within bounds, whatever its directory claims."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.web import archives
from kit.web.archives import ArchiveUnfit, look_through, names

PLAIN = "[Content_Types].xml"


def written(at: Path, content: bytes) -> Path:
    file = at / "file"
    file.write_bytes(content)
    return file


def packed(**entries: bytes) -> bytes:
    return of(list(entries.items()))


def of(entries: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def encrypted() -> bytes:
    made = bytearray(packed(a=b"x"))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(signature) + flags] |= 1
    return bytes(made)


def nested(levels: int) -> bytes:
    content = of([("leaf", b"x")])
    for _ in range(levels - 1):
        content = of([("inner.xlsx", content)])
    return content


def lying(claimed: int) -> bytes:
    """A directory that gives one entry's unpacked size as less than it is."""
    made = bytearray(packed(a=b"\0" * 5_000_000))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", made, made.index(signature) + at, claimed)
    return bytes(made)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "too many names": (lambda: of([(f"{n}", b"") for n in range(archives.ENTRIES + 1)], zipfile.ZIP_STORED), "files"),
    "a bomb of one entry": (lambda: packed(a=b"\0" * 40_000_000), "tightly"),
    "a directory that lies": (lambda: lying(10), "damaged"),
    "packed too deeply": (lambda: nested(archives.DEPTH + 1), "deeply"),
    "a way out of the folder": (lambda: of([("../../etc/cron.d/x", b"x")]), "name"),
    "a way out, the other slash": (lambda: of([("..\\x", b"x")]), "name"),
    "a place on a disk": (lambda: of([("C:/x", b"x")]), "name"),
    "from the root": (lambda: of([("/etc/x", b"x")]), "name"),
    "a name without an end": (lambda: of([("x" * 300, b"x")]), "name"),
    "a password": (encrypted, "password"),
    "a macro": (lambda: of([("word/vbaProject.bin", b"x")]), "macros"),
    "an unusual method": (lambda: of([("a", b"x" * 99)], zipfile.ZIP_LZMA), "method"),
    "half a file": (lambda: packed(a=b"x" * 9_999)[:-30], "damaged"),
    "broken data": (lambda: of([("a", b"content")], zipfile.ZIP_STORED).replace(b"content", b"CONTENT"), "damaged"),
    "nothing": (lambda: b"PK\x03\x04", "damaged"),
}


class TestLookingThrough:
    @pytest.mark.parametrize("what", REFUSED)
    def test_refuses(self, what: str, tmp_path: Path) -> None:
        make, why = REFUSED[what]
        with pytest.raises(ArchiveUnfit) as unfit:
            look_through(written(tmp_path, make()))
        vi, en = unfit.value.why
        assert why in en
        assert vi != en

    def test_takes_a_document_with_a_spreadsheet_in_it(self, tmp_path: Path) -> None:
        sheet = of([(PLAIN, b"<x/>"), ("xl/workbook.xml", b"<x/>" * 2_000)])
        document = of([(PLAIN, b"<x/>"), ("word/document.xml", b"<w/>" * 50_000), ("word/embeddings/a.xlsx", sheet)])
        file = written(tmp_path, document)
        look_through(file)
        assert "word/document.xml" in names(file)

    def test_counts_what_is_unpacked_of_all_together(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archives, "UNPACKED", 1_000_000)
        inner = of([("b", bytes(range(256)) * 2_000)])
        look_through(written(tmp_path, inner))
        with pytest.raises(ArchiveUnfit, match="unpacks to"):
            look_through(written(tmp_path, of([("a", bytes(range(256)) * 2_000), ("b.xlsx", inner)])))

    def test_ends_in_time(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archives, "SECONDS", 0.0)
        with pytest.raises(ArchiveUnfit, match="takes too long"):
            look_through(written(tmp_path, packed(a=b"x" * 200_000)))

    def test_of_200000_names_costs_next_to_nothing(self, tmp_path: Path) -> None:
        file = written(tmp_path, a_crowd(200_000))
        tracemalloc.start()
        began = time.perf_counter()
        for look in (names, look_through):
            with pytest.raises(ArchiveUnfit, match="more than 5,000 files"):
                look(file)
        took, (_, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert took < 1
        assert peak < 2_000_000

    def test_believes_no_count_that_is_too_small(self, tmp_path: Path) -> None:
        made = bytearray(a_crowd(200_000))
        struct.pack_into("<HH", made, len(made) - 22 + 8, 1, 1)
        with pytest.raises(ArchiveUnfit, match="more than 5,000 files"):
            names(written(tmp_path, bytes(made)))


def a_crowd(size: int) -> bytes:
    """A directory of many names, without the seconds `zipfile` takes to write it: one entry, told again and again."""
    made = of([("a", b"")], zipfile.ZIP_STORED)
    begins, ends = made.index(b"PK\x01\x02"), made.index(b"PK\x05\x06")
    entry = made[begins:ends]
    count = min(size, 0xFFFE)
    announced = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(entry) * size, begins, 0)
    return made[:begins] + entry * size + announced
