"""A thing with a name and a count: the least a slice can be, to prove the kit on."""

from __future__ import annotations

from kit.aggregate import Aggregate
from kit.refusal import Kind, Refusal


class NameTooPlain(Refusal):
    """The name says nothing."""

    slug = "thing.name-too-plain"
    vi = "Tên «{name}» quá chung chung. Đặt tên nói rõ sản phẩm."
    en = "The name “{name}” is too plain. Choose one that tells what it is."


class ThingInUse(Refusal):
    """There is some of it."""

    slug = "thing.in-use"
    kind = Kind.CONFLICT
    vi = "Thứ này còn dùng. Dùng hết rồi xóa."
    en = "There is some of this left. Use it up, then strike it."


class Thing(Aggregate):
    """What the sample keeps."""

    name: str
    count: int = 0


def named(id: str, name: str, count: int) -> Thing:
    """A new thing; raises NameTooPlain."""
    if name.strip().lower() in {"", "thing"}:
        raise NameTooPlain(pointer="/name", name=name)
    return Thing(id=id, name=name, count=count)
