"""One frame of a film, upright, where the package `av` is installed (dependency group `film`)."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from PIL import Image

from kit.web.inspection import picture
from kit.web.inspection.bounds import PIXELS
from kit.web.inspection.found import Found, fit

_SECOND = 1
"""The frame shown: many films begin black."""
_TRIED = 200
"""Frames looked at before it is given up."""


def opened(path: Path, ending: str, into: Path) -> Found:
    """Writes one frame of it, where it can be read; it is kept in any case, for whoever plays it."""
    try:
        shown(path, into)
    except picture.NotReadable:
        return fit(shown=False)
    return fit(shown=True)


def shown(path: Path, into: Path) -> None:
    """Writes a JPEG of one frame. Raises NotReadable: also where it has sound only, or `av` is not installed."""
    try:
        import av
    except ImportError as absent:
        raise picture.NotReadable() from absent
    try:
        # The container is named, for others (play lists) name files and addresses to be opened.
        with av.open(str(path), format="mov") as film:
            if not film.streams.video:
                raise picture.NotReadable()
            stream = film.streams.video[0]
            stream.thread_type = "NONE"
            if (stream.codec_context.width or 0) * (stream.codec_context.height or 0) > PIXELS:
                raise picture.NotReadable()
            chosen = None
            for frame in islice(film.decode(stream), _TRIED):
                chosen = frame
                if frame.time is not None and frame.time >= _SECOND:
                    break
            if chosen is None:
                raise picture.NotReadable()
            still: Image.Image = chosen.to_image()  # type: ignore[no-untyped-call]
            still = still.rotate(chosen.rotation, expand=True)
    except (av.FFmpegError, OSError, ValueError, RuntimeError) as fault:
        raise picture.NotReadable() from fault
    picture.save(still, into)
