"""A photograph as somebody uploads it."""

from __future__ import annotations

import io

from PIL import Image


def a_photograph(colour: str = "red") -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()
