"""Photographs of a demonstration: small but real PNG files, each with other bytes."""

from __future__ import annotations

import secrets
import struct
import zlib

_SIDE = 64


def picture() -> bytes:
    """A PNG of one colour, chosen anew each time."""
    row = b"\0" + secrets.token_bytes(3) * _SIDE
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    parts = (_part(b"IHDR", header), _part(b"IDAT", zlib.compress(row * _SIDE)), _part(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _part(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
