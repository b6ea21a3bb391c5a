"""What a page holds, read from its HTML: links, and forms with the fields people fill in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from html.parser import HTMLParser

_UNSEEN = {"hidden", "submit", "button", "reset", "image"}


@dataclass
class Form:
    """One form of a page; `fields` are those a person fills in, by name with their type."""

    method: str
    action: str
    keeps: bool
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Html:
    """A page; `shape` is the same for pages made of the same parts, whatever they say."""

    links: list[str]
    forms: list[Form]
    shape: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.parts: set[str] = set()
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.parts.add(f"{tag}.{given.get('class', '')}.{given.get('type', '')}")
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._open = Form(given.get("method", "get").lower(), given.get("action", ""), "data-draft" in given)
            self.forms.append(self._open)
        elif tag in ("input", "select", "textarea") and self._open and given.get("name"):
            kind = given.get("type", "text") if tag == "input" else tag
            if kind not in _UNSEEN:
                self._open.fields[given["name"]] = kind

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def read(text: str) -> Html:
    """Reads a page."""
    reader = _Reader()
    reader.feed(text)
    shape = hashlib.sha256("\n".join(sorted(reader.parts)).encode()).hexdigest()[:12]
    return Html(reader.links, reader.forms, shape)
