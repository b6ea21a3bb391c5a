"""Of which classes a value in a function may be, as far as annotations say: those of parameters, and of what follows from them."""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

Kinds = frozenset[type]
"""Classes named in an annotation. What holds others counts as what it holds: `list[Visit]` is a Visit to whoever asks for a field."""
NONE: Kinds = frozenset()
MAKE_THEIR_OWN = {"model_copy", "model_construct", "model_validate", "stepped", "moved"}
"""Methods that give one of the class they are of."""
HOLD = (list, tuple, dict, set, frozenset)
PASS_ON = (next, sorted, reversed, list, tuple, set, frozenset, dict, enumerate, zip, min, max, iter)


@dataclass(frozen=True)
class Scope:
    """What is known within a function: its parameters, and everything that has a name in it."""

    given: Mapping[str, Kinds] = field(default_factory=dict)
    known: Mapping[str, Kinds] = field(default_factory=dict)


def scoped(node: ast.AST, names: Mapping[str, Any], scope: Scope | None = None) -> Iterator[tuple[Scope, ast.AST]]:
    """Every node with what is known around it."""
    scope = scope or Scope()
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        scope = _within(node, names, scope)
    yield scope, node
    for child in ast.iter_child_nodes(node):
        yield from scoped(child, names, scope)


def _within(node: ast.FunctionDef | ast.AsyncFunctionDef, names: Mapping[str, Any], around: Scope) -> Scope:
    parameters = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    given = {one.arg: named(ast.unparse(one.annotation), names) for one in parameters if one.annotation}
    hidden = {one.arg for one in parameters}
    known = {name: kinds for name, kinds in around.known.items() if name not in hidden} | given
    scope = Scope({**around.given, **given}, known)
    for _again in range(2):  # what is assigned below may be read above, in a loop or a function within
        for target, value in _bindings(node):
            for name in ast.walk(target):
                if isinstance(name, ast.Name) and name.id not in given:
                    known[name.id] = known.get(name.id, NONE) | kinds_of(value, scope, names)
    return scope


def _bindings(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    for one in ast.walk(node):
        if isinstance(one, ast.Assign):
            yield from ((target, one.value) for target in one.targets)
        elif isinstance(one, (ast.AnnAssign, ast.NamedExpr)) and one.value:
            yield one.target, one.value
        elif isinstance(one, (ast.For, ast.AsyncFor, ast.comprehension)):
            yield one.target, one.iter


def kinds_of(node: ast.AST | None, scope: Scope, names: Mapping[str, Any]) -> Kinds:
    """The classes of an expression; none where nothing says it."""
    match node:
        case ast.Name():
            found = names.get(node.id)
            return scope.known.get(node.id) or (_of_module(node.id, names) if found is not None else NONE)
        case ast.Attribute():
            return _attribute(node, scope, names)
        case ast.Call():
            return _called(node, scope, names)
        case ast.Await() | ast.Starred() | ast.Subscript():
            return kinds_of(node.value, scope, names)
        case ast.GeneratorExp() | ast.ListComp() | ast.SetComp():
            return kinds_of(node.elt, scope, names)
        case ast.DictComp():
            return kinds_of(node.key, scope, names) | kinds_of(node.value, scope, names)
        case ast.IfExp():
            return kinds_of(node.body, scope, names) | kinds_of(node.orelse, scope, names)
        case ast.BoolOp():
            return _all(node.values, scope, names)
        case ast.List() | ast.Tuple() | ast.Set():
            return _all(node.elts, scope, names)
    return NONE


def resolved(node: ast.AST, names: Mapping[str, Any]) -> Any:
    """What a dotted name is in a module."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(resolved(node.value, names), node.attr, None)
    return None


def method(node: ast.AST, scope: Scope, names: Mapping[str, Any]) -> tuple[Any, Kinds]:
    """The function that a call is of, and the classes of what it is a method of."""
    if (found := resolved(node, names)) is not None:
        return found, NONE
    if isinstance(node, ast.Name):
        return (None if node.id in scope.known else getattr(builtins, node.id, None)), NONE
    if isinstance(node, ast.Attribute):
        owners = kinds_of(node.value, scope, names)
        return next((one for kind in owners if (one := getattr(kind, node.attr, None))), None), owners
    return None, NONE


def named(annotation: str, names: Mapping[str, Any]) -> Kinds:
    """The classes named in an annotation as it is written, texts within it left out."""
    words = re.findall(r"\w+", re.sub(r"""(["']).*?\1""", "", annotation))
    return NONE.union(*(_held(names.get(word, getattr(builtins, word, None))) for word in words))


def has(kind: type, name: str) -> bool:
    """Whether what is of a class has an attribute."""
    return (
        (issubclass(kind, BaseModel) and name in kind.model_fields) or hasattr(kind, name) or _written(kind, name) != ""
    )


def _attribute(node: ast.Attribute, scope: Scope, names: Mapping[str, Any]) -> Kinds:
    owner = resolved(node.value, names)
    if isinstance(owner, ModuleType):
        return _of_module(node.attr, vars(owner))
    found = NONE
    for kind in kinds_of(node.value, scope, names):
        if issubclass(kind, BaseModel) and node.attr in kind.model_fields:
            found |= _held(kind.model_fields[node.attr].annotation)
        elif isinstance(getattr(kind, node.attr, None), property):
            found |= given_by(getattr(kind, node.attr).fget, frozenset({kind}))
        elif written := _written(kind, node.attr):
            found |= named(written, vars(sys.modules[kind.__module__]))
    return found


def _called(node: ast.Call, scope: Scope, names: Mapping[str, Any]) -> Kinds:
    called, owners = method(node.func, scope, names)
    if getattr(called, "__module__", None) == "builtins" and called in PASS_ON:
        return _all(node.args, scope, names)
    if isinstance(called, type):
        return frozenset({called})
    if isinstance(node.func, ast.Attribute) and node.func.attr in MAKE_THEIR_OWN:
        return owners or kinds_of(node.func.value, scope, names) or _itself(node.func.value, names)
    if owners and called is not None and getattr(called, "__objclass__", None) in HOLD:
        return owners
    given = given_by(called, owners.union(*(_itself(one, names) for one in node.args)))
    run = (one for arg in node.args if callable(one := resolved(arg, names)) and not isinstance(one, type))
    return given or NONE.union(*(given_by(one, NONE) for one in run))


def _itself(node: ast.AST, names: Mapping[str, Any]) -> Kinds:
    """The class that an expression is."""
    found = resolved(node, names)
    return frozenset({found}) if isinstance(found, type) else NONE


def given_by(function: Any, of: Kinds) -> Kinds:
    """What a function gives by its annotation; where that is a type variable, one of what it was called on or with."""
    function = getattr(function, "__func__", function)
    returns, names = getattr(function, "__annotations__", {}).get("return", ""), getattr(function, "__globals__", {})
    returns = returns if isinstance(returns, str) else getattr(returns, "__name__", "")
    variable = any(isinstance(names.get(word), TypeVar) or word == "Self" for word in re.findall(r"\w+", returns))
    return of if variable else named(returns, names)


def _of_module(name: str, names: Mapping[str, Any]) -> Kinds:
    """A name of a module: by its annotation there, else by the class of what it is."""
    if (written := names.get("__annotations__", {}).get(name)) is not None:
        return named(str(written), names)
    found = names.get(name)
    return (
        NONE if found is None or isinstance(found, (type, ModuleType)) or callable(found) else frozenset({type(found)})
    )


def _written(kind: type, name: str) -> str:
    """The annotation of an attribute of a class, as it is written."""
    return next((str(said) for one in kind.__mro__ if (said := vars(one).get("__annotations__", {}).get(name))), "")


def _held(annotation: Any) -> Kinds:
    own = {annotation} if isinstance(annotation, type) else set()
    return frozenset(own).union(*(_held(one) for one in get_args(annotation)))


def _all(nodes: list[ast.expr], scope: Scope, names: Mapping[str, Any]) -> Kinds:
    return NONE.union(*(kinds_of(one, scope, names) for one in nodes))
