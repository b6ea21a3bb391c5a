"""What the programme's site is called and which services stand behind its front: data, not code."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict

from kit.refusal import Language
from kit.settings import ServiceSettings


class Text(BaseModel):
    """One text in both languages."""

    model_config = ConfigDict(frozen=True)

    vi: str
    en: str

    def say(self, language: Language) -> str:
        """The text in one of them."""
        return self.vi if language == "vi" else self.en


class Entry(BaseModel):
    """A service in the site's navigation."""

    model_config = ConfigDict(frozen=True)

    service: str
    text: Text


class Site(BaseModel):
    """The site's identity, as read from `site.yaml` or the file that OCOP_SITE_FILE names."""

    model_config = ConfigDict(frozen=True)

    name: Text
    description: Text
    owner: Text
    navigation: tuple[Entry, ...]


@lru_cache(maxsize=4)
def _read(path: Path) -> Site:
    return Site.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def site() -> Site:
    """Reads the site's identity (once)."""
    return _read(Path(os.environ.get("OCOP_SITE_FILE") or Path(__file__).with_name("site.yaml")))


def base_path(settings: ServiceSettings) -> str:
    """The path under which the whole site is published: `` or `/somewhere`."""
    return urlsplit(settings.public_url).path.rstrip("/")


def is_development(settings: ServiceSettings) -> bool:
    """Whether this is somebody's own machine or a played clock: said loudly on every page."""
    host = urlsplit(settings.public_url).hostname or ""
    return settings.development_clock is not None or host in {"127.0.0.1", "localhost", "::1"}


def is_secure(settings: ServiceSettings) -> bool:
    """Whether the site is published over TLS."""
    return settings.is_secure()
