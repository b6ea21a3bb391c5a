"""The forms that are held: in force on a day, and any edition that something was filled in by."""

from __future__ import annotations

from datetime import date
from functools import cache

from law import lists
from law.forms.form import Form


def forms_in_force(on: date) -> list[tuple[Form, str]]:
    """Every form in force on a day with the hash of its edition, by name."""
    found = []
    for name in lists.members("returns"):
        try:
            edition = lists.edition(name, on)
        except lists.NoSuchList:
            continue
        found.append((form_with(name.partition("/")[2], edition.hash), edition.hash))
    return found


def forms_held() -> list[Form]:
    """The newest edition of every form, by name: also of those that are in force no more."""
    return [form_with(name.partition("/")[2], lists.editions(name)[-1].hash) for name in lists.members("returns")]


def form(id: str, on: date) -> tuple[Form, str]:
    """The form of a name in force on a day, and the hash of its edition. Raises NoSuchList."""
    name = f"returns/{id}"
    if name not in lists.members("returns"):
        raise lists.NoSuchList(name=name, known=", ".join(lists.members("returns")))
    edition = lists.edition(name, on)
    return form_with(id, edition.hash), edition.hash


@cache
def form_with(id: str, hash: str) -> Form:
    """Exactly the edition something was filled in by. Raises UnknownListEdition."""
    return Form.model_validate(lists.edition_with(f"returns/{id}", hash).content)
