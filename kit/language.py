"""The language of the texts made at this moment, Vietnamese first, and the English of each Vietnamese text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from kit.refusal import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en")


class Catalogue:
    """Some packages' English, the first package that has a text winning."""

    def __init__(self, *packages: Mapping[str, str]) -> None:
        self._texts: dict[str, str] = {}
        for package in packages:
            self.add(package)

    def translate(self, msgid: str) -> str:
        """The English of a Vietnamese text; the Vietnamese itself when nobody wrote it (a test forbids that)."""
        return self._texts.get(msgid, msgid)

    def add(self, package: Mapping[str, str]) -> None:
        """Adds a package's texts where no other has them."""
        self._texts = {**package, **self._texts}


everything = Catalogue()
"""All packages' English, for texts made outside any request; the kit's pages and the services add theirs as they start."""

_language: ContextVar[Language] = ContextVar("language", default="vi")
_catalogue: ContextVar[Catalogue] = ContextVar("catalogue", default=everything)


def gettext(msgid: str, /, **fields: object) -> str:
    """
    The text in the present language; the msgid is the Vietnamese one.

    With fields it is a `str.format` template: `_("Đã nộp hồ sơ {number}", number=…)`.
    """
    text = msgid if _language.get() == "vi" else _catalogue.get().translate(msgid)
    return text.format(**fields) if fields else text


def mark(msgid: str) -> str:
    """Marks a text for translation where it is written and leaves it as it is: `gettext` it when shown."""
    return msgid


def current_language() -> Language:
    """The language texts are made in at this moment."""
    return _language.get()


@contextmanager
def speaking(language: Language, catalogue: Catalogue | None = None) -> Iterator[None]:
    """Makes the texts inside in one language (and from one catalogue): for a request, a mail, half of a problem."""
    before = _language.set(language)
    texts = _catalogue.set(catalogue) if catalogue else None
    try:
        yield
    finally:
        _language.reset(before)
        if texts:
            _catalogue.reset(texts)
