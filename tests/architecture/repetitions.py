"""How often a field that a command asks is written by hand: `python -m tests.architecture.repetitions` prints it."""

from __future__ import annotations

import ast
import importlib
import re
import types
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from kit.aggregate import Aggregate
from kit.command import Command, model_in
from kit.refusal import Refusal
from tests.architecture import house

Model = type[BaseModel]
Scope = Mapping[str, str]
"""Parameter → its class, as written."""

DECLARE = {"commands", "lifecycle", "refusals"}
"""Modules in which nothing is passed on."""
ASK_THE_DATABASE = {"store", "gauges", "seed"}
"""Modules that name fields to find or to count by."""
NOT_A_FIELD = {"_", "gettext", "ngettext", "announce", "announce_state", "announce_gone"}
"""What is named in a text, or says where an event is addressed to, is no field."""


@dataclass(eq=False)
class Asked:
    """A field of an aggregate, or of a part of one, that a command asks. `where`: every place it is written by hand."""

    owner: Model
    name: str
    declared: set[Model]
    where: list[str] = field(default_factory=list)

    def at_hand(self, scope: Scope, names: Mapping[str, Any]) -> bool:
        """Whether a function is given the aggregate, or the command, that has the field."""
        words = {word for annotation in scope.values() for word in re.findall(r"\w+", annotation)}
        kinds = {one for word in words if isinstance(one := names.get(word), type)}
        return any(declarer(kind, self.name) in self.declared for kind in kinds)

    def __str__(self) -> str:
        return f"{self.owner.__name__}.{self.name}"


Where = tuple[Asked, int]
"""A field, and the line it is written in."""


def written(folder: Path) -> list[Asked]:
    """Every field of a slice that is asked, with where it is written: declared, passed on by its own name, or drawn."""
    files = [file for file in house.kept() if file.is_relative_to(folder)]
    modules = {file: _module(file) for file in files if file.suffix == ".py" and file.parent == folder}
    asked = pairs(modules)
    for one in asked:
        one.where += sorted(f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}" for kind in one.declared)
    for file, module in modules.items():
        if file.stem not in DECLARE | ASK_THE_DATABASE:
            endpoint = file.stem.endswith(("api", "pages"))
            for one, line in passed_on(house.tree(file), vars(module), asked, endpoint=endpoint):
                one.where.append(f"{file.name}:{line}")
    for file in files:
        if file.suffix == ".html":
            for one, line in drawn((house.ROOT / file).read_text("utf-8"), asked):
                one.where.append(f"{file.name}:{line}")
    return asked


def pairs(modules: Mapping[Path, ModuleType]) -> list[Asked]:
    """Which field of which aggregate each command asks: the one declared with it; where none is, those of its name."""
    own = [kind for module in modules.values() for kind in _models(module)]
    commands = [kind for kind in own if issubclass(kind, Command)]
    kept: dict[Model, None] = {}
    for kind in own:
        if issubclass(kind, Aggregate):
            kept |= dict.fromkeys([kind, *_parts(kind)])
    found: dict[tuple[Model, str], Asked] = {}
    for command in commands:
        for name, field_ in command.model_fields.items():
            by_name = [kind for kind in kept if name in kind.model_fields]
            together = [kind for kind in by_name if declarer(kind, name) is declarer(command, name)]
            alike = [kind for kind in by_name if _alike(kind.model_fields[name].annotation, field_.annotation)]
            for owner in together or alike:
                one = found.setdefault((owner, name), Asked(owner, name, set()))
                one.declared |= {kind for of in (owner, command) for kind in of.__mro__ if _declares(kind, name)}
    for module in (module for file, module in modules.items() if file.stem.endswith("views")):
        for view in _models(module):
            for one in found.values():
                if _declares(view, one.name) and _made_of(view, one, module):
                    one.declared.add(view)
    return list(found.values())


def _declares(kind: type, name: str) -> bool:
    return name in vars(kind).get("__annotations__", ())


def _made_of(view: Model, one: Asked, module: ModuleType) -> bool:
    """Whether a view is of what has the field: a function that gives the view is given that; where none is found, it is."""
    gives = [scope for scope, node in _scoped(house.tree(_file(module)), {}) if _gives(node, view)]
    return not gives or any(one.at_hand(scope, vars(module)) for scope in gives)


def _gives(node: ast.AST, view: Model) -> bool:
    is_one = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns
    return bool(is_one) and view.__name__ in re.findall(r"\w+", ast.unparse(node.returns))  # type: ignore[attr-defined]


def _file(module: ModuleType) -> Path:
    assert module.__file__
    return Path(module.__file__)


def declarer(kind: type, name: str) -> Any:
    """The class in whose body a field is written."""
    return next((one for one in kind.__mro__ if _declares(one, name)), kind)


def passed_on(tree: ast.AST, names: Mapping[str, Any], asked: list[Asked], *, endpoint: bool) -> Iterator[Where]:
    """
    Where a field goes on under its own name: `kind=command.kind`, `"kind": dossier.kind`, `include={"kind"}`, a part of a body.
    What is known of a class by the parameters around it is believed; of anything else it is a field of those it has at hand,
    and in an endpoint of any.
    """
    for scope, node in _scoped(tree, {}):
        for name, value, target in _said(node, names):
            kinds, unknown = _kinds(value, name, scope, names)
            for one in asked:
                if one.name != name:
                    continue
                if target and any(declarer(target, name) is kind for kind in one.declared):
                    yield one, getattr(node, "lineno", 0)
                elif kinds:
                    if any(declarer(kind, name) in one.declared for kind in kinds):
                        yield one, getattr(node, "lineno", 0)
                elif one.at_hand(scope, names) or (
                    endpoint if unknown else not isinstance(node, ast.Dict) and not target
                ):
                    yield one, getattr(node, "lineno", 0)


def drawn(template: str, asked: list[Asked]) -> Iterator[Where]:
    """Where a template draws a field by hand, or says it beside a label of its own."""
    for one in asked:
        name = re.escape(one.name)
        field_of_a_form = rf"""_field\(\s*"{name}["-]|"?\bname"?\s*[:=]\s*"{name}["-]"""
        labelled = rf"""_\("[^"]*"\), [\w.]*\.{name}\b"""
        for number, line in enumerate(template.splitlines(), 1):
            for _found in re.findall(f"{field_of_a_form}|{labelled}", line):
                yield one, number


def _module(file: Path) -> ModuleType:
    return importlib.import_module(".".join(file.with_suffix("").parts).removesuffix(".__init__"))


def _models(module: ModuleType) -> list[Model]:
    kinds = (one for one in vars(module).values() if isinstance(one, type) and issubclass(one, BaseModel))
    return [kind for kind in kinds if kind.__module__ == module.__name__]


def _parts(kind: Model) -> Iterator[Model]:
    """The models within a kept one, but for those of the kit and of the programme."""
    seen: set[Model] = set()
    waiting = [kind]
    while waiting:
        for one in waiting.pop().model_fields.values():
            part = model_in(one.annotation)
            if part and part not in seen and part.__module__.split(".")[0] in ("services", "law"):
                seen.add(part)
                waiting.append(part)
                yield part


def _scoped(node: ast.AST, scope: Scope) -> Iterator[tuple[Scope, ast.AST]]:
    """Every node, with the classes of the parameters around it as they are written."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        scope = {**scope, **{one.arg: ast.unparse(one.annotation) for one in given if one.annotation}}
    yield scope, node
    for child in ast.iter_child_nodes(node):
        yield from _scoped(child, scope)


def _said(node: ast.AST, names: Mapping[str, Any]) -> Iterator[tuple[str, ast.AST, type | None]]:
    """What a node writes of a field: its name, the value that goes with it, and the model it is written into."""
    if isinstance(node, ast.Call):
        called = _resolved(node.func, names)
        if ast.unparse(node.func).rpartition(".")[2] in NOT_A_FIELD or _is(called, Refusal):
            return
        made = called if _is(called, object) else _resolved(node.args[0], names) if node.args else None
        target = made if _is(made, object) else None
        for one in node.keywords:
            if one.arg == "include":
                yield from ((text.value, text, None) for text in ast.walk(one.value) if isinstance(text, ast.Constant))
            elif one.arg and _mentions(one.value, one.arg):
                yield one.arg, one.value, target
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and _mentions(value, key.value):
                yield key.value, value, None
    elif isinstance(node, ast.arg) and node.annotation and "Form(" in ast.unparse(node.annotation):
        yield node.arg, node, None


def _mentions(value: ast.AST, name: str) -> bool:
    for one in ast.walk(value):
        if (isinstance(one, ast.Name) and one.id == name) or (isinstance(one, ast.Attribute) and one.attr == name):
            return True
        if isinstance(one, ast.Constant) and one.value == name:
            return True
    return False


def _kinds(value: ast.AST, name: str, scope: Scope, names: Mapping[str, Any]) -> tuple[set[type], bool]:
    """Whose field it is, `Dossier` of `dossier.kind`; and whether it is that of something nobody says the class of."""
    bases = [one.value for one in ast.walk(value) if isinstance(one, ast.Attribute) and one.attr == name]
    kinds = {kind for base in bases for kind in _classes(base, scope, names)}
    return kinds, bool(bases) and not kinds


def _classes(node: ast.AST, scope: Scope, names: Mapping[str, Any]) -> list[type]:
    if isinstance(node, ast.Name):
        found = (names.get(word) for word in re.findall(r"\w+", scope.get(node.id, "")))
        return [kind for kind in found if isinstance(kind, type)]
    if isinstance(node, ast.Attribute):
        owners = (kind for kind in _classes(node.value, scope, names) if issubclass(kind, BaseModel))
        fields = (kind.model_fields[node.attr] for kind in owners if node.attr in kind.model_fields)
        return [part for one in fields if (part := model_in(one.annotation))]
    return []


def _resolved(node: ast.AST, names: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_resolved(node.value, names), node.attr, None)
    return None


def _is(found: object, kind: type) -> bool:
    return isinstance(found, type) and issubclass(found, kind)


def _alike(one: Any, other: Any) -> bool:
    """Whether two fields hold the same: a path that is looked up is not the place that was found."""
    bare, inner = _bare(one)
    other_bare, other_inner = _bare(other)
    if _is(bare, BaseModel) or _is(other_bare, BaseModel):
        return _is(bare, BaseModel) and _is(other_bare, BaseModel)
    return bare is other_bare and len(inner) == len(other_inner) and all(map(_alike, inner, other_inner))


def _bare(annotation: Any) -> tuple[Any, list[Any]]:
    """A type without what stands beside it and without None: one of a few kinds, and what it is of."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    origin, inner = get_origin(annotation), [one for one in get_args(annotation) if one not in (type(None), ...)]
    if origin in (Union, types.UnionType):
        return _bare(inner[0])
    if _is(origin, Mapping):
        return Mapping, inner
    if _is(origin, Collection):
        return Collection, inner
    return (str, []) if origin is Literal or _is(annotation, str) else (annotation, [])


def main() -> None:
    """Prints every field of every slice that is asked, the most often written first."""
    rows = [(folder, one) for folder in sorted(set(house.slices())) for one in written(folder)]
    for folder, one in sorted(rows, key=lambda row: -len(row[1].where)):
        print(f"{len(one.where)} {folder.relative_to('services')} {one}: {', '.join(one.where)}")


if __name__ == "__main__":
    main()
