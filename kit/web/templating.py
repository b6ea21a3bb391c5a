"""Templates of the kit and of every slice, under one set of names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
)
from jinja2.utils import missing
from pydantic import BaseModel

from kit.language import Catalogue, gettext
from kit.service import Service
from kit.web.catalogue import catalogue_of
from kit.web.formats import FILTERS

_OWN = Path(__file__).parent


class Misnamed(ChainableUndefined):
    """
    Lets macros ask for parameters nobody gave, as GOV.UK's do, but never prints a name the view model does not have.

    A template that misspells its own data fails its test instead of showing nothing.
    """

    def __str__(self) -> str:
        """Nothing, for a parameter left out; an error for a misspelt name."""
        if self._undefined_obj is missing or isinstance(self._undefined_obj, BaseModel):
            self._fail_with_undefined_error()
        return ""

    __html__ = __str__


def environment(service: Service) -> Environment:
    """
    The templates a service may name: `kit/…`, `govuk_frontend_jinja/…`, `<service>/<slice>/…` and `<service>/…`.

    A slice's lie in `templates/` beside its `pages.py`, the service's own beside its slices. Services of the same slices
    in one process share them, so that each is compiled once.
    """
    slices = tuple((slice.name, slice.folder) for slice in service.slices if slice.folder)
    return _environment(service.name, slices, tuple(service_folders(service)))


@cache
def _environment(name: str, slices: tuple[tuple[str, Path], ...], folders: tuple[Path, ...]) -> Environment:
    own: list[BaseLoader] = [PrefixLoader({slice: FileSystemLoader(folder / "templates") for slice, folder in slices})]
    own += [FileSystemLoader(folder / "templates") for folder in folders]
    made = Environment(
        loader=PrefixLoader(
            {
                "kit": FileSystemLoader(_OWN / "templates" / "kit"),
                "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                name: ChoiceLoader(own),
            }
        ),
        autoescape=True,
        undefined=Misnamed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(_=gettext)
    return made


def catalogue(service: Service) -> Catalogue:
    """The English a service speaks: its own, then the kit's."""
    files = [folder / "locale" / "en.po" for folder in service_folders(service)]
    return catalogue_of([*files, _OWN / "locale" / "en.po"])


def service_folders(service: Service) -> list[Path]:
    """The folders that hold a service's slices."""
    return list(dict.fromkeys(slice.folder.parent for slice in service.slices if slice.folder))
