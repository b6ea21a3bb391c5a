"""What a template's file is refused for, by the rules alone."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from kit.refusal import Several
from services.notifications.templates import store as templates
from services.notifications.templates.refusals import TemplateUnsound


def text_of(id: str) -> dict[str, Any]:
    file = files("services.notifications").joinpath("templates", "texts", id, "v1.yaml")
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def faults(changed: dict[str, Any]) -> list[str]:
    """What a file so changed is refused for, in English."""
    try:
        templates.parse(yaml.safe_dump(changed, allow_unicode=True), "case-returned", 1)
    except Several as several:
        return [one.say("en") for one in several.refusals]
    except TemplateUnsound as unsound:
        return [unsound.say("en")]
    return []


class TestAFile:
    SOUND = text_of("case-returned")

    def test_as_shipped_is_sound(self) -> None:
        assert faults(self.SOUND) == []

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"subject": {"vi": "Cần bổ sung", "en": ""}}, "lacks one of the languages"),
            ({"subject": {"vi": "Bổ sung {product}", "en": "Supplement"}}, "only one language has product"),
            ({"closing": {"vi": "Gặp {nobody}", "en": "See {nobody}"}}, "uses {nobody} without declaring it"),
            ({"fields": {**SOUND["fields"], "spare": "text"}}, "declares spare and never uses it"),
            (
                {"fields": {**SOUND["fields"], "product": "optional text"}},
                "product may be missing, yet is always shown",
            ),
            ({"fields": {**SOUND["fields"], "missing": "text"}}, "missing must be a list"),
            ({"sample": {k: v for k, v in SOUND["sample"].items() if k != "office"}}, "the sample lacks office"),
            ({"sample": {**SOUND["sample"], "colour": "red"}}, "the sample has colour"),
            ({"useful_days": 0}, "useful_days"),
            ({"fields": {**SOUND["fields"], "product": "colour"}}, "product"),
            ({"colour": "red"}, "colour"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_that_is_wrong_is_refused_saying_what(self, change: dict[str, Any], said: str) -> None:
        assert any(said in fault for fault in faults({**self.SOUND, **change}))

    def test_says_all_its_faults_at_once(self) -> None:
        assert len(faults({**self.SOUND, "sample": {}, "items": "nothing"})) > 3

    def test_that_is_no_yaml_is_refused(self) -> None:
        with pytest.raises(TemplateUnsound):
            templates.parse("{", "x", 1)
