"""Multipart forms in the one form of text: fields and file names rewritten on the way through, files untouched and never held whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from kit.normalization import MarksPiled
from kit.refusal import Kind, Refusal
from kit.text import as_sent, one_form
from kit.web.fields import OWN
from kit.web.refusals import TextUnreadable, TooManyParts

FIELDS_LIMIT = 1_000
"""Fields of a form or a query."""
_FILES_LIMIT = 20
_FIELD_BYTES = 1_000_000


class FieldTooLong(Refusal):
    """A text field of a form is longer than any."""

    slug = "request.field-too-long"
    kind = Kind.TOO_LARGE
    vi = "Một ô văn bản dài quá {limit} MB. Rút ngắn, hoặc gửi nội dung ấy thành tệp."
    en = "A text field is longer than {limit} MB. Shorten it, or send its content as a file."


def too_many_fields() -> TooManyParts:
    """The refusal of a form or a query with more fields than any has."""
    return TooManyParts(limit=FIELDS_LIMIT, what=("ô", "fields"))


def normal_parts(scope: Scope, receive: Receive) -> Receive:
    """A `receive` that gives the same form with its texts in the one form. Raises Refusals while it is read."""
    _, options = parse_options_header(Headers(scope=scope).get("content-type", ""))
    boundary = options[b"boundary"]  # without one the request was refused by its headers
    # Only the length is no longer known beforehand.
    scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
    rewriter = _Rewriter(boundary)

    async def rewritten() -> Message:
        message = await receive()
        if message["type"] != "http.request":
            return message
        more = message.get("more_body", False)
        return {**message, "body": rewriter.feed(message.get("body", b""), last=not more)}

    return rewritten


class _Rewriter:
    """Feeds a form to a parser and writes down again what the parser finds."""

    def __init__(self, boundary: bytes) -> None:
        self.boundary = boundary
        self.out = bytearray()
        self.name = self.value = b""
        self.field = ""
        self.headers: list[tuple[bytes, bytes]] = []
        self.text: bytearray | None = None
        self.fields = self.files = 0
        self.parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._finish,
            },
        )

    def feed(self, body: bytes, *, last: bool) -> bytes:
        try:
            self.parser.write(body)
            if last:
                self.parser.finalize()
        except FormParserError as broken:
            why = ("biểu mẫu nhiều phần bị hỏng hoặc bị cắt", "the multipart form is broken or cut short")
            raise TextUnreadable(why=why) from broken
        written, self.out = bytes(self.out), bytearray()
        return written

    def _begin(self) -> None:
        self.headers, self.text = [], None

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self.name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self.value += data[start:end]

    def _header_end(self) -> None:
        self.headers.append((self.name, _formed(self.value, one_form)))
        self.name = self.value = b""

    def _headers_finished(self) -> None:
        self.out += b"--" + self.boundary + b"\r\n"
        for name, value in self.headers:
            self.out += name + b": " + value + b"\r\n"
        self.out += b"\r\n"
        disposition: Any = next((v for n, v in self.headers if n.lower() == b"content-disposition"), b"")
        options = parse_options_header(disposition)[1]
        if b"name" not in options:
            raise TextUnreadable(why=("một phần của biểu mẫu không có tên", "a part of the form has no name"))
        self.field = options[b"name"].decode()
        if b"filename" in options:
            self.files += 1
        else:
            self.text = bytearray()
            self.fields += 1
        if self.files > _FILES_LIMIT:
            raise TooManyParts(limit=_FILES_LIMIT, what=("tệp", "files"))
        if self.fields > FIELDS_LIMIT:
            raise too_many_fields()

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self.text is None:
            self.out += data[start:end]
            return
        self.text += data[start:end]
        if len(self.text) > _FIELD_BYTES:
            raise FieldTooLong(limit=1, pointer=f"/{self.field[:100]}")

    def _end(self) -> None:
        if self.text is not None:
            try:
                form = one_form if self.field.startswith(OWN) else as_sent
                self.out += _formed(bytes(self.text), form)
            except MarksPiled as piled:
                piled.pointer = f"/{self.field[:100]}"
                raise
        self.out += b"\r\n"

    def _finish(self) -> None:
        self.out += b"--" + self.boundary + b"--\r\n"


def _formed(text: bytes, form: Callable[[str], str]) -> bytes:
    try:
        return form(text.decode()).encode()
    except UnicodeDecodeError as unreadable:
        raise TextUnreadable(why=("không phải văn bản UTF-8", "it is not UTF-8 text")) from unreadable
