"""Checks the file of a list: its head, and its entries by the form of its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from law.lists import Head, model_of, names
from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.checking.shape import shape_faults
from law.rulebooks.reading import read_content


def check_list(path: Path) -> list[Fault]:
    """Every fault of a list's file. Raises UnreadableFile."""
    return faults_of(read_content(path))


def faults_of(content: Any) -> list[Fault]:
    """Faults of form; those of a list that nothing reads."""
    try:
        head = Head.model_validate(content)
        model = model_of(head.list)
        if model is None:
            return [fault("/list", "unknown-list", name=head.list, known=", ".join(names()))]
        if says := getattr(model, "faults_in", None):
            return list(says(content))
        model.model_validate(content)
    except ValidationError as invalid:
        return list(dict.fromkeys(shape_faults(invalid)))
    except ValueError as wrong:
        return [fault("", "wrong-value", value="", why=str(wrong))]
    return []
