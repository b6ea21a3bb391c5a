"""The fields that commands ask of aggregates: which field of which aggregate, and in which classes it is declared."""

from __future__ import annotations

import ast
import re
import types
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Annotated, Any, Literal, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel

from kit.aggregate import Aggregate
from kit.command import Command, model_in
from kit.mapped import mapped
from tests.architecture import house
from tests.architecture.kinds import MAKE_THEIR_OWN, NONE, Scope, given_by, kinds_of, method, named, resolved, scoped

Model = type[BaseModel]


@dataclass(eq=False)
class Asked:
    """A field of an aggregate, or of a part of one, that a command asks. `where`: every place it is written by hand."""

    owner: Model
    name: str
    declared: set[Model]
    where: list[str] = field(default_factory=list)

    def of(self, kinds: Iterable[type]) -> bool:
        """Whether it is a field of one of some classes."""
        return any(declarer(kind, self.name) in self.declared for kind in kinds)

    def at_hand(self, scope: Scope) -> bool:
        """Whether a function is given the aggregate, or the command, that has the field."""
        return any(self.of(kinds) for kinds in scope.given.values())

    def __str__(self) -> str:
        return f"{self.owner.__name__}.{self.name}"


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
        makes = made_with(command, modules.values())
        for name, field_ in command.model_fields.items():
            by_name = [kind for kind in kept if name in kind.model_fields and _makes(makes, kind, name)]
            together = [kind for kind in kept if name in kind.model_fields and _same(kind, command, name)]
            alike = [kind for kind in by_name if _alike(kind.model_fields[name].annotation, field_.annotation)]
            for owner in together or alike:
                one = found.setdefault((owner, name), Asked(owner, name, set()))
                one.declared |= {kind for of in (owner, command) for kind in of.__mro__ if _declares(kind, name)}
    for module in (module for file, module in modules.items() if file.stem.endswith("views")):
        for view in _models(module):
            for one in found.values():
                if _declares(view, one.name) and _made_of(view, one, module, list(modules.values())):
                    one.declared.add(view)
    return list(found.values())


def made_with(command: Model, modules: Iterable[ModuleType]) -> set[tuple[type, str]] | None:
    """
    What the functions that are given a command give, or make, and what it makes itself: a class and a field of it, `""` for
    any. None where no rule and no use case is given the command.
    """
    own = [
        one
        for kind in command.__mro__
        if not kind.__module__.startswith(("kit.", "pydantic."))
        for one in vars(kind).values()
    ]
    given = (kind for one in own for kind in given_by(getattr(one, "fget", one), NONE))
    made = {(kind, "") for kind in given if is_a(kind, BaseModel)}
    taken = False
    for module in modules:
        if not module.__name__.endswith(("rules", "use_cases")):
            continue
        for scope, node in scoped(house.tree(_file(module)), vars(module)):
            if not any(command in kinds for kinds in scope.given.values()):
                continue
            taken = True
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns:
                made |= {(kind, "") for kind in named(ast.unparse(node.returns), vars(module))}
            elif isinstance(node, ast.Call):
                made |= set(_made_by(node, scope, vars(module)))
    return made if taken else None


def _made_by(node: ast.Call, scope: Scope, names: Mapping[str, Any]) -> Iterator[tuple[type, str]]:
    """What a call makes, a class by its name or one more of a value; and which of its fields, where it says them one by one."""
    called, _ = method(node.func, scope, names)
    again = isinstance(node.func, ast.Attribute) and node.func.attr in MAKE_THEIR_OWN
    if isinstance(called, FunctionType) and called is not mapped and not again:
        if not isinstance(node.func, ast.Attribute) or isinstance(resolved(node.func.value, names), ModuleType):
            found = kinds_of(node, scope, names) if called.__module__.endswith(("rules", "use_cases")) else NONE
            yield from ((kind, "") for kind in found)
        return
    if not again and not is_a(called, BaseModel) and called is not mapped:
        return
    whole = called is mapped or any(one.arg is None for one in node.keywords)
    said = {one.arg or "" for one in node.keywords}
    for one in node.keywords:
        if one.arg == "update" and isinstance(one.value, ast.Dict) and all(map(is_text, one.value.keys)):
            said = {key.value for key in one.value.keys if isinstance(key, ast.Constant)}
        elif one.arg == "update":
            whole = True
    for kind in kinds_of(node, scope, names):
        yield from ((kind, name) for name in ([""] if whole else said))


def _makes(made: set[tuple[type, str]] | None, kind: type, name: str) -> bool:
    return made is None or not made.isdisjoint({(kind, ""), (kind, name)})


def _same(kind: type, other: type, name: str) -> bool:
    """Whether two classes have a field from where it is written once."""
    return declarer(kind, name) is declarer(other, name)


def _declares(kind: type, name: str) -> bool:
    annotations = vars(kind).get("__annotations__", ())  # of `type` itself a descriptor
    return isinstance(annotations, dict) and name in annotations


def _made_of(view: Model, one: Asked, module: ModuleType, modules: list[ModuleType]) -> bool:
    """
    Whether a view is of what has the field: a function that gives the view is given that, or one that makes it has that; of a
    view that is only part of another, the part that the field of its name is. Where nothing says it, it is; a list is of none.
    """
    held = [part for field_ in view.model_fields.values() if (part := model_in(field_.annotation))]
    if one.of(held):
        return False
    around = list(scoped(house.tree(_file(module)), vars(module)))
    if gives := [scope for scope, node in around if _gives(node, view)]:
        return any(one.at_hand(scope) for scope in gives)
    if makes := [
        scope for of in modules for scope, node in scoped(house.tree(_file(of)), vars(of)) if _calls(node, view, of)
    ]:
        return any(one.of(kinds) for scope in makes for kinds in scope.known.values())
    names = {
        name for other in _models(module) for name, of in other.model_fields.items() if model_in(of.annotation) is view
    }
    given = {kind for scope, _ in around for kinds in scope.given.values() for kind in kinds if is_a(kind, BaseModel)}
    fields = [
        kind.model_fields[name]
        for kind in given
        if kind.__module__ != module.__name__
        for name in names & set(kind.model_fields)
    ]
    parts = [part for field_ in fields if (part := model_in(field_.annotation))]
    return not parts or one.of(parts)


def _calls(node: ast.AST, view: Model, module: ModuleType) -> bool:
    return isinstance(node, ast.Call) and resolved(node.func, vars(module)) is view


def _gives(node: ast.AST, view: Model) -> bool:
    is_one = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns
    return bool(is_one) and view.__name__ in re.findall(r"\w+", ast.unparse(node.returns))  # type: ignore[attr-defined]


def _file(module: ModuleType) -> Path:
    assert module.__file__
    return Path(module.__file__)


def declarer(kind: type, name: str) -> Any:
    """The class in whose body a field is written."""
    return next((one for one in kind.__mro__ if _declares(one, name)), kind)


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


def is_a(found: object, kind: type) -> bool:
    return isinstance(found, type) and issubclass(found, kind)


def _alike(one: Any, other: Any) -> bool:
    """Whether two fields hold the same: a path that is looked up is not the place that was found."""
    bare, inner = _bare(one)
    other_bare, other_inner = _bare(other)
    if is_a(bare, BaseModel) or is_a(other_bare, BaseModel):
        return is_a(bare, BaseModel) and is_a(other_bare, BaseModel)
    return bare is other_bare and len(inner) == len(other_inner) and all(map(_alike, inner, other_inner))


def _bare(annotation: Any) -> tuple[Any, list[Any]]:
    """A type without what stands beside it and without None: one of a few kinds, and what it is of."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    origin, inner = get_origin(annotation), [one for one in get_args(annotation) if one not in (type(None), ...)]
    if origin in (Union, types.UnionType):
        return _bare(inner[0])
    if is_a(origin, Mapping):
        return Mapping, inner
    if is_a(origin, Collection):
        return Collection, inner
    return (str, []) if origin is Literal or is_a(annotation, str) else (annotation, [])


def is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
