"""The message texts: complete in both languages, sound as files, strict about what fills them in."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from kit.language import everything
from kit.refusal import Refusal
from kit.web.catalogue import english
from services.notifications.templates import store as templates
from services.notifications.templates.refusals import TemplateUnknown
from services.notifications.templates.rendering import render
from services.notifications.templates.rules import texts
from services.notifications.templates.template import FieldKind, Template

EVERY = [
    pytest.param(t, id=f"{t.id}-v{t.version}") for versions in templates.every().values() for t in versions.values()
]
everything.add(english(files("services.notifications").joinpath("locale", "en.po")))  # type: ignore[arg-type]

ABOUT = ("product", "held_for", "producer", "about", "year", "starts", "round", "person_id", "period_name", "title")
"""
The product; where there is none, whose paper it is, the producer, the matter of an advice, the year of a plan, when a meeting is, the
round, who is away, the period of a return, what a report is called.
"""


@pytest.mark.parametrize("template", EVERY)
class TestATemplate:
    def test_reads_well_in_both_languages(self, template: Template) -> None:
        for language, alien in (("vi", "Dear "), ("en", "Kính gửi")):
            letter = render(template, template.sample, to="Nguyễn Văn A", language="vi" if language == "vi" else "en")
            said = letter.model_dump_json()
            assert alien not in said
            assert "{" not in letter.subject + "".join(letter.opening) + "".join(letter.closing)
            assert letter.footer
        for where, text in texts(template):
            assert text.vi != text.en, where

    def test_names_first_of_all_what_it_is_about(self, template: Template) -> None:
        letter = render(template, template.sample, to="A", language="vi")
        [about, *_] = (template.sample[name] for name in ABOUT if name in template.sample)
        assert about in letter.subject

    def test_shows_every_line_of_its_facts(self, template: Template) -> None:
        letter = render(template, template.sample, to="A", language="vi")
        assert len(letter.facts) == len(template.facts)

    def test_leads_to_a_page(self, template: Template) -> None:
        assert template.action is not None
        assert template.action.path.startswith("/")

    def test_cannot_be_filled_in_with_a_gap(self, template: Template) -> None:
        for name, need in template.fields.items():
            less = {key: value for key, value in template.sample.items() if key != name}
            if need.optional:
                render(template, less, to="A", language="vi")
                continue
            with pytest.raises(Refusal) as refused:
                render(template, less, to="A", language="vi")
            assert refused.value.slug == "template.field-missing"
            assert refused.value.pointer == f"/values/{name}"

    def test_refuses_what_is_of_another_kind(self, template: Template) -> None:
        wrong: dict[FieldKind, Any] = {
            FieldKind.DATE: "03/08/2026",
            FieldKind.NUMBER: "nhiều",
            FieldKind.POINTS: "NaN",
            FieldKind.STAR: 6,
            FieldKind.LIST: "một dòng",
            FieldKind.TEXT: {"fr": "non"},
            FieldKind.CODE: 7,
        }
        for name, need in template.fields.items():
            with pytest.raises(Refusal) as refused:
                render(template, {**template.sample, name: wrong[need.kind]}, to="A", language="vi")
            assert refused.value.slug == "template.field-unreadable"


class TestAVersion:
    def test_is_the_newest_unless_named(self) -> None:
        assert templates.template("case-returned").version == max(templates.every()["case-returned"])
        assert templates.template("case-returned", 1).version == 1

    def test_that_does_not_exist_is_refused(self) -> None:
        for id, version in (("nothing", None), ("case-returned", 99)):
            with pytest.raises(TemplateUnknown):
                templates.template(id, version)
