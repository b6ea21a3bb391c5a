"""What must hold of a template's file: every fault at once, so that its author mends the file once. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.notifications.templates.refusals import TemplateUnsound
from services.notifications.templates.template import FieldKind, Template, Text

_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def faults(template: Template, file: str) -> Iterator[TemplateUnsound]:
    """Names every placeholder without a field, field without a use, empty half, and gap of the sample."""
    used: set[str] = set()
    for where, text in texts(template):
        if not text.vi.strip() or not text.en.strip():
            yield _unsound(file, f"{where} thiếu một ngôn ngữ", f"{where} lacks one of the languages")
        halves = [set(_PLACEHOLDER.findall(half)) for half in (text.vi, text.en)]
        if halves[0] != halves[1]:
            odd = ", ".join(sorted(halves[0] ^ halves[1]))
            yield _unsound(file, f"{where}: chỉ một ngôn ngữ có {odd}", f"{where}: only one language has {odd}")
        used |= halves[0] | halves[1]
    for fact in template.facts:
        used |= set(_PLACEHOLDER.findall(fact.value))
    if template.action:
        used |= set(_PLACEHOLDER.findall(template.action.path))
    used |= {template.items} if template.items else set()
    for name in sorted(used - set(template.fields)):
        yield _unsound(file, f"dùng {{{name}}} mà không khai báo", f"uses {{{name}}} without declaring it")
    for name in sorted(set(template.fields) - used):
        yield _unsound(file, f"khai báo {name} mà không dùng", f"declares {name} and never uses it")
    for name in sorted(_always(template) & {n for n, need in template.fields.items() if need.optional}):
        yield _unsound(
            file, f"{name} có thể thiếu nhưng nằm trong câu luôn hiện", f"{name} may be missing, yet is always shown"
        )
    listed = template.fields.get(template.items or "")
    if listed and listed.kind is not FieldKind.LIST:
        yield _unsound(file, f"{template.items} phải là danh sách", f"{template.items} must be a list")
    for name in sorted(set(template.fields) - set(template.sample)):
        yield _unsound(file, f"giá trị mẫu thiếu {name}", f"the sample lacks {name}")
    for name in sorted(set(template.sample) - set(template.fields)):
        yield _unsound(file, f"giá trị mẫu thừa {name}", f"the sample has {name}, which is no field")


def texts(template: Template) -> Iterator[tuple[str, Text]]:
    """Every text of a template with where it stands."""
    yield "title", template.title
    yield "subject", template.subject
    yield "opening", template.opening
    if template.closing:
        yield "closing", template.closing
    for number, fact in enumerate(template.facts):
        yield f"facts/{number}", fact.label
    if template.action:
        yield "action", template.action.text


def _always(template: Template) -> set[str]:
    shown = [template.subject, template.opening, *([template.closing] if template.closing else [])]
    names = {name for text in shown for name in _PLACEHOLDER.findall(text.vi + text.en)}
    return names | set(_PLACEHOLDER.findall(template.action.path if template.action else ""))


def _unsound(file: str, vi: str, en: str) -> TemplateUnsound:
    return TemplateUnsound(file=file, what=(vi, en))
