"""The JSON API of templates: what is said, and how it looks with given values."""

from __future__ import annotations

from fastapi import APIRouter

from kit.web.dependencies import Me
from services.notifications.templates import store
from services.notifications.templates.commands import PreviewCommand
from services.notifications.templates.letter import Letter
from services.notifications.templates.rendering import render
from services.notifications.templates.template import Template

router = APIRouter(prefix="/templates")


@router.get("", summary="Every template in use")
async def list_templates(me: Me) -> list[Template]:
    return store.newest()


@router.get("/{template_id}", summary="One template in its newest version")
async def show_template(me: Me, template_id: str) -> Template:
    return store.template(template_id)


@router.post("/{template_id}/preview", summary="A template filled in; what is missing or wrong is said field by field")
async def preview(me: Me, template_id: str, command: PreviewCommand) -> Letter:
    template = store.template(template_id, command.version)
    values = template.sample if command.values is None else command.values
    return render(template, values, to=command.to, language=command.language)
