"""What opening one file may cost; the process that opens it sets these on itself, and its parent ends it when they pass."""

from __future__ import annotations

import os
import resource

MEMORY = 1_200_000_000
"""Bytes of address space of one inspection; a picture of `PIXELS` needs two thirds of it."""
PROCESSOR_SECONDS = 25
SECONDS = 40.0
"""From start to end, by the clock."""
WRITTEN = 20_000_000
"""Bytes of what is shown of a file."""
AT_ONCE = 2
QUEUE = 40
"""Files that wait for their turn; who comes later is asked to come again."""
PIXELS = 80_000_000
"""Of a picture that must be unpacked whole: 320 MB. A JPEG is read at an eighth, so that telephones' 200 megapixels pass."""
JPEG_PIXELS = 260_000_000


def confine() -> None:
    """Sets the bounds on the process that calls it, before it opens anything."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))
    os.nice(5)  # who waits for a page comes first
