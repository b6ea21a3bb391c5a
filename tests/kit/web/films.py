"""Films of half a second, made when a test asks for one."""

from __future__ import annotations

import io
import struct

_UPRIGHT = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)


def a_film(ending: str, *, turned: bool = False) -> bytes:
    """176 × 144, red with a blue upper left corner; `turned`: filmed with the telephone upright, as its header says."""
    import av
    from PIL import Image

    picture = Image.new("RGB", (176, 144), "red")
    picture.paste("blue", (0, 0, 60, 50))
    file = io.BytesIO()
    with av.open(file, "w", format=ending) as film:
        stream = film.add_stream("h263" if ending == "3gp" else "mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 176, 144, "yuv420p"
        for _ in range(5):
            film.mux(stream.encode(av.VideoFrame.from_image(picture)))
        film.mux(stream.encode())
    made = file.getvalue()
    if turned:
        # The matrix of the track's header (ISO/IEC 14496-12, 8.3.2): a quarter turn clockwise.
        at = made.index(_UPRIGHT, made.index(b"tkhd"))
        quarter = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 144 << 16, 0, 1 << 30)
        made = made[:at] + quarter + made[at + len(quarter) :]
    return made
