"""The kinds of files that are opened before they are kept, by how."""

from __future__ import annotations

PDF = "application/pdf"
OLE = "application/x-ole-storage"
_OPENXML = "application/vnd.openxmlformats-officedocument"
PACKED = frozenset(
    {
        f"{_OPENXML}.wordprocessingml.document",
        f"{_OPENXML}.spreadsheetml.sheet",
        f"{_OPENXML}.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/zip",
    }
)
"""ZIP files."""
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/avif"})
FILMS = frozenset({"video/mp4", "video/quicktime", "video/3gpp"})
SOUNDS = frozenset({"audio/mp4"})
PDF_PAGE = "application/pdf; page"
"""Not a kind of file but what is asked of one: the picture of a page, whose number stands for the ending."""
OPENED = {
    PDF: "pdf",
    PDF_PAGE: "pdf_page",
    OLE: "office",
    **dict.fromkeys(PACKED, "packed"),
    **dict.fromkeys(PICTURES, "picture"),
    **dict.fromkeys(FILMS, "film"),
}
"""The module of this package whose `opened(path, ending, into)` opens each."""
