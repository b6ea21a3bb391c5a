"""PDFs that open: blank pages, and what makes one differ from another."""

from __future__ import annotations


def a_pdf(announced: str = "", *, size: int = 0, pages: int = 1) -> bytes:
    """A PDF; `announced` makes its content its own; `size`: bytes it is filled up to."""
    kids = b" ".join(b"%d 0 R" % (3 + at) for at in range(pages))
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages,
    )
    start = b"%PDF-1.7\n%" + announced.encode() + b"\n"
    body, offsets = start, []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    rows = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % rows + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    end = table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n" % rows + b"%d\n%%%%EOF\n"
    filled = max(0, size - len(body) - len(end % len(body)) - 12)
    if filled:
        body += b"%" + b" " * filled + b"\n"
    return body + end % len(body)
