"""Every field of the format is declared once: its name, its codes, its limits and whether it needs a source."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from law.rulebooks import CouncilOverlay, CouncilSettings, Rulebook, shelf
from law.rulebooks.assumptions import assumptions
from law.rulebooks.council import CouncilRegulation
from law.rulebooks.rulebook import Ground
from law.rulebooks.values import Named
from law.rulebooks.words import codes, models_of, named, path_in_words

FIELDS = [
    (model, name, field)
    for model in dict.fromkeys([*models_of(Rulebook), *models_of(CouncilRegulation)])
    for name, field in model.model_fields.items()
    if name != "hash"  # computed, never written
]


@pytest.mark.parametrize(("model", "name", "field"), FIELDS, ids=[f"{m.__name__}.{n}" for m, n, _ in FIELDS])
def test_every_field_is_called_something_in_both_languages(model: type[BaseModel], name: str, field: FieldInfo) -> None:
    said = named(field) or _inner(field)
    assert said is not None
    assert said.vi
    assert said.en
    literals = _codes_of(field.annotation)
    if literals:
        assert {code for code, _, _ in said.values} == literals


def test_a_code_that_several_fields_share_is_said_the_same() -> None:
    said: dict[str, set[tuple[str, str]]] = {}
    for _, _, field in FIELDS:
        name = named(field)
        for code, vi, en in name.values if name else ():
            said.setdefault(code, set()).add((vi, en))
    # "yes", "no" and "total" are codes of two fields each: each field is asked for its own.
    assert {code for code, texts in said.items() if len(texts) > 1} <= {"yes", "no"}
    assert set(said) == set(codes()) | (set(said) - set(codes()))


def test_an_office_may_regulate_every_setting() -> None:
    assert set(CouncilOverlay.model_fields) == set(CouncilSettings.model_fields)


@pytest.mark.parametrize(
    ("setting", "value"), [("quorum_share", 2), ("spread_limit", -1), ("rounds_at_most", 0), ("forward_on", "luck")]
)
def test_an_office_keeps_to_the_limits_of_the_rulebook(setting: str, value: Any) -> None:
    settings = shelf().get("R26").council.model_dump()
    for model, content in ((CouncilOverlay, {}), (CouncilSettings, settings)):
        with pytest.raises(ValidationError):
            model.model_validate({**content, setting: value})


def test_every_statement_can_be_an_assumption() -> None:
    """A ground may point at whatever the file has: none takes the list of rulebooks down."""
    book = shelf().get("R26")
    source = book.grounds[0].source
    paths = [f"/{name}" for name in Rulebook.model_fields if name != "hash"]
    paths += ["/tiers/0/label", "/transition/pending_days", "/rounds/0/submit_by", "/grounds/0/source"]
    grounds = tuple(Ground(path=path, source=source, verified="no") for path in paths)
    doubtful = book.model_copy(update={"grounds": grounds})
    found = {one.path: one for one in assumptions(doubtful) if one.verified == "no"}
    assert set(found) == set(paths)
    assert found["/out_of"].what.en == "Scale of points"
    assert found["/validity_months"].value.en == str(book.validity_months)


def test_a_pointer_is_said_as_the_names_of_its_fields() -> None:
    said = [text.en for text in path_in_words(Rulebook, "/sheets/6/parts/0/sections/1/criteria/2/options/0/star")]
    assert said == ["Score sheets", "parts", "sections", "criteria", "options", "least for a star"]


def _inner(field: FieldInfo) -> Named | None:
    """Of an optional field made from another: the name is inside."""
    for one in get_args(field.annotation):
        for found in getattr(one, "__metadata__", ()):
            if isinstance(found, Named):
                return found
    return None


def _codes_of(annotation: Any) -> set[str]:
    if get_origin(annotation) is Literal:
        return {code for code in get_args(annotation) if isinstance(code, str)}
    return set()
