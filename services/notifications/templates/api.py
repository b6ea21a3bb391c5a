"""The JSON door to templates: what is said, and how it looks with given values."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from kit.web.doors import Me
from services.notifications.commands import Command
from services.notifications.templates import reading
from services.notifications.templates.letter import Letter
from services.notifications.templates.rendering import render
from services.notifications.templates.template import Language, Template

router = APIRouter(prefix="/templates")


class PreviewCommand(Command):
    """Values to fill a template in with; the sample's where none are given."""

    values: Annotated[dict[str, Any], Field(max_length=50)] | None = None
    to: Annotated[str, Field(max_length=200)] = "Nguyễn Văn A"
    language: Language = "vi"
    version: Annotated[int, Field(ge=1, le=9999)] | None = None


@router.get("", summary="Every template in use")
async def list_templates(me: Me) -> list[Template]:
    return reading.newest()


@router.get("/{template_id}", summary="One template in its newest version")
async def show_template(me: Me, template_id: str) -> Template:
    return reading.template(template_id)


@router.post("/{template_id}/preview", summary="A template filled in; what is missing or wrong is said field by field")
async def preview(me: Me, template_id: str, command: PreviewCommand) -> Letter:
    template = reading.template(template_id, command.version)
    values = template.sample if command.values is None else command.values
    return render(template, values, to=command.to, language=command.language)
