"""The templates of the package, read and checked once; the newest version of each is the one that is used."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ValidationError

from kit.refusal import Several
from services.notifications.templates.refusals import TemplateUnknown, TemplateUnsound
from services.notifications.templates.rules import faults
from services.notifications.templates.template import Template

_FOLDER = files("services.notifications").joinpath("templates", "texts")
_OPTIONAL = "optional "


def parse(text: str, id: str, version: int) -> Template:
    """Reads one file; raises TemplateUnsound, or Several of them."""
    file = f"{id}/v{version}.yaml"
    try:
        raw: dict[str, Any] = yaml.safe_load(text)
        needs = {name: _need(kind) for name, kind in raw.pop("fields").items()}
        template = Template.model_validate({**raw, "id": id, "version": version, "fields": needs})
    except (ValidationError, yaml.YAMLError, AttributeError, KeyError, TypeError) as wrong:
        said = " ".join(str(wrong).split())
        raise TemplateUnsound(file=file, what=said) from wrong
    found = list(faults(template, file))
    if len(found) == 1:
        raise found[0]
    if found:
        raise Several(found)
    return template


@cache
def every() -> dict[str, dict[int, Template]]:
    """All templates, each in all its versions."""
    found: dict[str, dict[int, Template]] = {}
    for folder in sorted(_FOLDER.iterdir(), key=lambda entry: entry.name):
        if folder.is_dir():
            for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
                version = int(file.name.removeprefix("v").removesuffix(".yaml"))
                text = file.read_text(encoding="utf-8")
                found.setdefault(folder.name, {})[version] = parse(text, folder.name, version)
    return found


def template(id: str, version: int | None = None) -> Template:
    """One template in a version, the newest unless named; raises TemplateUnknown."""
    versions = every().get(id, {})
    wanted = version if version is not None else max(versions, default=0)
    if wanted not in versions:
        raise TemplateUnknown(template=id if version is None else f"{id} v{version}")
    return versions[wanted]


def newest() -> list[Template]:
    """The templates in use."""
    return [template(id) for id in every()]


def _need(kind: str) -> dict[str, object]:
    return {"kind": kind.removeprefix(_OPTIONAL), "optional": kind.startswith(_OPTIONAL)}
