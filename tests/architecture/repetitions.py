"""How often a field that a command asks is written by hand: `python -m tests.architecture.repetitions` prints it."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from kit.refusal import Refusal
from tests.architecture import house
from tests.architecture.asked import Asked, Model, is_a, is_text, pairs
from tests.architecture.kinds import (
    MAKE_THEIR_OWN,
    NONE,
    Kinds,
    Scope,
    has,
    kinds_of,
    method,
    resolved,
    scoped,
)

DECLARE = {"commands", "lifecycle", "refusals"}
"""Modules in which nothing is passed on."""
ASK_THE_DATABASE = {"store", "gauges", "seed"}
"""Modules that name fields to find or to count by."""
NOT_A_FIELD = {"_", "gettext", "ngettext", "announce", "announce_state", "announce_gone"}
"""What is named in a text, or says where an event is addressed to, is no field."""


Where = tuple[Asked, int]
"""A field, and the line it is written in."""


def written(folder: Path) -> list[Asked]:
    """Every field of a slice that is asked, with where it is written: declared, passed on by its own name, or drawn."""
    files = [file for file in house.kept() if file.is_relative_to(folder)]
    modules = {file: _module(file) for file in files if file.suffix == ".py" and file.parent == folder}
    asked = pairs(modules)
    others = {kind for module in modules.values() for kind in vars(module).values() if is_a(kind, BaseModel)}
    for one in asked:
        one.where += sorted(f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}" for kind in one.declared)
    for file, module in modules.items():
        if file.stem not in DECLARE | ASK_THE_DATABASE:
            endpoint = file.stem.endswith(("api", "pages"))
            for one, line in passed_on(house.tree(file), vars(module), asked, endpoint=endpoint):
                one.where.append(f"{file.name}:{line}")
    for file in files:
        if file.suffix == ".html":
            for one, line in drawn((house.ROOT / file).read_text("utf-8"), asked, others):
                one.where.append(f"{file.name}:{line}")
    return asked


def passed_on(tree: ast.AST, names: Mapping[str, Any], asked: list[Asked], *, endpoint: bool) -> Iterator[Where]:
    """
    Where a field goes on under its own name: `kind=command.kind`, `"kind": dossier.kind`, `include={"kind"}`, a part of a body.
    What is known of a class is believed, whether by the parameters around it or by what follows from them (`kinds`); of
    anything else it is a field of those it has at hand, and in an endpoint of any.
    """
    for scope, node in scoped(tree, names):
        for name, value, into in _said(node, scope, names):
            kinds, unknown = _owners(value, name, scope, names)
            for one in asked:
                if one.name == name and _is_of(one, kinds, into, scope, unknown=unknown, endpoint=endpoint, node=node):
                    yield one, getattr(node, "lineno", 0)


def _is_of(
    one: Asked, kinds: Kinds, into: Kinds | None, scope: Scope, *, unknown: bool, endpoint: bool, node: ast.AST
) -> bool:
    """Whether what is written is this field: `kinds` has it, or it goes `into` what has it."""
    if one.of(kinds) or one.of(into or ()):
        return True
    if kinds or into is not None:
        return False
    return one.at_hand(scope) or (endpoint if unknown else not isinstance(node, ast.Dict))


def drawn(template: str, asked: list[Asked], models: Collection[Model] = ()) -> Iterator[Where]:
    """
    Where a template draws a field by hand, or says it beside a label of its own. `models`: what else there is, for
    `dossier.note` is a dossier's.
    """
    for one in asked:
        name = re.escape(one.name)
        field_of_a_form = rf"""_field\(\s*"{name}["-]|"?\bname"?\s*[:=]\s*"{name}["-]"""
        labelled = rf"""_\("[^"]*"\), (?:[\w.]*\.)?(\w+)\.{name}\b"""
        strangers = {kind.__name__.lower() for kind in models if one.name in kind.model_fields and not one.of([kind])}
        for number, line in enumerate(template.splitlines(), 1):
            for _found in re.findall(field_of_a_form, line):
                yield one, number
            for of in re.findall(labelled, line):
                if of.replace("_", "") not in strangers:
                    yield one, number


def _module(file: Path) -> ModuleType:
    return importlib.import_module(".".join(file.with_suffix("").parts).removesuffix(".__init__"))


def _said(node: ast.AST, scope: Scope, names: Mapping[str, Any]) -> Iterator[tuple[str, ast.AST, Kinds | None]]:
    """
    What a node writes of a field: its name, the value that goes with it, and the classes it is written into. None where
    nothing says these; no class where a step takes it by a parameter of its own (its note).
    """
    if isinstance(node, ast.Call):
        called, owners = method(node.func, scope, names)
        if ast.unparse(node.func).rpartition(".")[2] in NOT_A_FIELD or is_a(called, Refusal):
            return
        for one in node.keywords:
            if one.arg == "include":
                of = kinds_of(node.func.value, scope, names) if isinstance(node.func, ast.Attribute) else NONE
                yield from ((text.value, text, of or None) for text in ast.walk(one.value) if is_text(text))
            elif one.arg and _mentions(one.value, one.arg):
                yield one.arg, one.value, _into(node, one.arg, called, owners, names)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and _mentions(value, key.value):
                yield key.value, value, None
    elif isinstance(node, ast.arg) and node.annotation and "Form(" in ast.unparse(node.annotation):
        yield node.arg, node, None


def _into(node: ast.Call, name: str, called: Any, owners: Kinds, names: Mapping[str, Any]) -> Kinds | None:
    made = called if is_a(called, object) else resolved(node.args[0], names) if node.args else None
    if is_a(made, BaseModel):
        return frozenset({made})
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in MAKE_THEIR_OWN:
        return None
    return NONE if name in getattr(called, "__annotations__", ()) else owners or None


def _mentions(value: ast.AST, name: str) -> bool:
    for one in ast.walk(value):
        if (isinstance(one, ast.Name) and one.id == name) or (isinstance(one, ast.Attribute) and one.attr == name):
            return True
        if isinstance(one, ast.Constant) and one.value == name:
            return True
    return False


def _owners(value: ast.AST, name: str, scope: Scope, names: Mapping[str, Any]) -> tuple[Kinds, bool]:
    """Whose field it is, `Dossier` of `dossier.kind`; and whether it is that of something nobody says the class of."""
    bases = [one.value for one in ast.walk(value) if isinstance(one, ast.Attribute) and one.attr == name]
    kinds = frozenset(kind for base in bases for kind in kinds_of(base, scope, names) if has(kind, name))
    return kinds, bool(bases) and not kinds


def main() -> None:
    """Prints every field of every slice that is asked, the most often written first."""
    rows = [(folder, one) for folder in sorted(set(house.slices())) for one in written(folder)]
    for folder, one in sorted(rows, key=lambda row: -len(row[1].where)):
        print(f"{len(one.where)} {folder.relative_to('services')} {one}: {', '.join(one.where)}")


if __name__ == "__main__":
    main()
