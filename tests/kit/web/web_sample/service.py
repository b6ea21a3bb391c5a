"""A whole service that exists to prove the kit on."""

from __future__ import annotations

from pathlib import Path

from kit.language import mark
from kit.service import Service, Slice
from kit.settings import ServiceSettings
from kit.web.pages import Nav

from .things.api import api
from .things.pages import pages
from .things.use_cases import things


def build(settings: ServiceSettings) -> Service:
    """Puts the sample together."""
    navigation = [Nav(mark("Tất cả"), "/"), Nav(mark("Thêm mới"), "/new"), Nav(mark("Của tôi"), "/mine", ("producer",))]
    slice = Slice("things", Path(__file__).parent / "things", collections=[things], api=api, pages=pages)
    return Service(name="sample", slices=[slice], settings=settings, resources={"navigation": navigation})
