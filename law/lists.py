"""
The lists of the law beside the rulebooks: levels, kinds of evidence, the classification, the certificate ladder and so on.

A list is a dated file. The package ships one of each (`law/data/<name>.yaml`); an installation adds editions as
`lists/<anything>.yaml` (`law.installed`), each naming its list. Every edition has a hash over its content; the one
whose first day came last is in force.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

import rfc8785
from pydantic import BaseModel, ConfigDict

from kit.refusal import Kind, Refusal
from law.installed import files_in, folder
from law.packaged import names_in, read_text
from law.rulebooks.kept import kept_of
from law.rulebooks.reading import content_of, hash_of, read_content
from law.rulebooks.values import Period


class ListFaulty(Refusal):
    slug = "list.faulty"
    vi = "Danh mục trong tệp {name} có lỗi: {faults}. Chạy «ocop rulebook check --list» để xem từng lỗi, sửa rồi khởi động lại."
    en = "The list in {name} is faulty: {faults}. Run “ocop rulebook check --list” to see each fault, mend it, start again."


class NoSuchList(Refusal):
    slug = "list.unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có danh mục «{name}» có hiệu lực vào ngày đó. Các danh mục: {known}."
    en = "There is no list “{name}” in force on that day. Lists: {known}."


class UnknownListEdition(Refusal):
    slug = "list.unknown-edition"
    kind = Kind.NOT_FOUND
    vi = "Không giữ bản {hash} của danh mục «{name}». Nạp tệp của bản đó rồi thử lại."
    en = "Edition {hash} of the list “{name}” is not held. Install the file of that edition, then try again."


class Head(BaseModel):
    """What every list begins with; the entries are checked by the model of its kind."""

    model_config = ConfigDict(frozen=True, extra="allow")

    list: str
    in_force: Period


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a list. `content` is what its file says; `hash` the SHA-256 of its RFC 8785 form."""

    name: str
    hash: str
    in_force: Period
    content: Mapping[str, Any]

    @property
    def text(self) -> bytes:
        """The RFC 8785 form its hash is made of."""
        return rfc8785.dumps(dict(self.content))


MODELS: dict[str, type[BaseModel]] = {}
"""The form of each list, by its name; a module that reads a list puts its own here (`of_form`)."""

FAMILIES: dict[str, type[BaseModel]] = {}
"""The form of all lists of a folder (`returns/district-2023`), to which an installation may add lists of new names (`of_family`)."""

READERS = (
    "law.activities", "law.advisory", "law.agencies", "law.calendar.working", "law.campaigns", "law.cards", "law.certificate_life", "law.classification", "law.commune_criteria",
    "law.complaints", "law.directives", "law.escalation", "law.evidence", "law.exchange", "law.figures", "law.forms.form", "law.identifiers", "law.inspections",
    "law.kinds", "law.levels", "law.linkages", "law.mark", "law.measures", "law.meetings", "law.papers", "law.periods", "law.places.offices",
    "law.planning", "law.priority", "law.published", "law.reports", "law.resources", "law.rights", "law.roles",
    "law.rounds", "law.sending", "law.terms",
)  # fmt: skip
"""The modules that read lists."""


def of_form(name: str) -> Any:
    """Registers a model as the form of a list, so that an installed one is checked before it is believed."""

    def noted(model: type[BaseModel]) -> type[BaseModel]:
        MODELS[name] = model
        return model

    return noted


def of_family(folder: str) -> Any:
    """Registers a model as the form of every list of a folder: of those that ship, and of those an installation adds."""

    def noted(model: type[BaseModel]) -> type[BaseModel]:
        FAMILIES[folder] = model
        return model

    return noted


def model_of(name: str) -> type[BaseModel] | None:
    """The form of a list; None where nothing reads it."""
    for module in READERS:
        import_module(module)
    return MODELS.get(name) or (FAMILIES.get(name.partition("/")[0]) if "/" in name else None)


def content(name: str, on: date | None = None) -> Mapping[str, Any]:
    """What a list says on a day, or in its newest edition. Raises NoSuchList, ListFaulty."""
    return edition(name, on).content


def edition(name: str, on: date | None = None) -> Edition:
    """The edition of a list in force on a day; without one the newest. Raises NoSuchList, ListFaulty."""
    for one in reversed(editions(name)):
        if on is None or one.in_force.holds(on):
            return one
    raise NoSuchList(name=name, known=", ".join(MODELS))


def names() -> tuple[str, ...]:
    """Every list there is."""
    for module in READERS:
        import_module(module)
    return tuple(sorted({*MODELS, *(name for family in FAMILIES for name in members(family))}))


@cache
def members(family: str) -> tuple[str, ...]:
    """The lists of a family: those that ship, and those that only the installation has."""
    shipped = (f"{family}/{file.removesuffix('.yaml')}" for file in names_in(family))
    heads = (read_content(path) for path in files_in(folder("lists")))
    installed = (str(head.get("list")) for head in heads if isinstance(head, dict))
    return tuple(sorted({*shipped, *(name for name in installed if name.startswith(f"{family}/"))}))


def stamp(*names: str) -> dict[str, str]:
    """List → the hash of its edition in force, as what rests on it is stamped. Raises NoSuchList, ListFaulty."""
    return {name: edition(name).hash for name in names}


def edition_with(name: str, hash: str) -> Edition:
    """Exactly the edition that stamped something, from the files or what the database keeps. Raises UnknownListEdition."""
    for one in editions(name):
        if one.hash == hash:
            return one
    kept = kept_of("list", name).get(hash)
    if kept is None:
        raise UnknownListEdition(name=name, hash=hash[:12])
    return _edition(kept)


@cache
def editions(name: str) -> tuple[Edition, ...]:
    """Every edition of a list, oldest first: the shipped one and those of the installation. Raises ListFaulty."""
    shipped = [_edition(content_of(read_text(f"{name}.yaml"), is_json=False))] if _ships(name) else []
    return tuple(sorted([*shipped, *_installed(name)], key=lambda one: one.in_force.first))


def _ships(name: str) -> bool:
    family, _, file = name.partition("/")
    return family not in FAMILIES or f"{file}.yaml" in names_in(family)


def _installed(name: str) -> Iterator[Edition]:
    for path in files_in(folder("lists")):
        content = read_content(path)
        if not isinstance(content, dict) or content.get("list") != name:
            continue
        from law.rulebooks.checking.lists import faults_of  # the checker reads lists: only where there is one to check

        if found := [one for one in faults_of(content) if not one.only_pointed_out]:
            said = ("; ".join(f"{f.path}: {f.text.vi}" for f in found), "; ".join(map(str, found)))
            raise ListFaulty(name=path.name, faults=said)
        yield _edition(content)


def _edition(content: Mapping[str, Any]) -> Edition:
    head = Head.model_validate(content)
    return Edition(head.list, hash_of(content), head.in_force, content)
