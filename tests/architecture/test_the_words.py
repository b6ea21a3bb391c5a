"""The house's own words for what has a name in the field do not come back; those that stay are defined in the glossary."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import house
from tests.architecture.test_the_glossary import CODE

INSTEAD = {
    "door": "endpoint",
    "treaty": "contract",
    "desk": "dead-letter queue",
    "guarded": "idempotent",
    "hear": "consume, handle",
    "heard": "consumed, received",
    "hears": "consumes",
    "hearing": "consuming",
    "told": "published, announced",
    "tell": "publish, report",
    "telling": "publishing",
    "amiss": "wrong, error",
    "porch": "connection limit",
    "hurry": "deadline",
    "costly": "bounded work",
    "untold": "unplaced",
}
"""A word of the house and the field's, in names of modules, classes, functions, arguments and variables."""
IN_LITERALS = {
    "door",
    "treaty",
    "desk",
    "guarded",
    "porch",
    "amiss",
    "hurry",
    "hurried",
    "hears",
    "heard",
    "hearing",
    "untold",
    "telling",
}
"""The same in sentences of string literals: log lines, what commands print, help, refusals. People are told, in plain English."""
OF_LOGS = {"told", "tell", "tells"}
"""Besides, in log lines: they are about software only."""
IN_PROSE = {"door", "treaty", "desk", "guarded", "porch"}
"""Those that are no plain English where code and documents speak of software."""
KEPT = {"parked": "dead letter", "shelf": "repository", "speaker": "publisher", "told-otherwise": "told"}
"""Words that stay, for a route, a command or stored data has them: in the glossary, and beside the field's word there."""
PINNED = {
    "told_key": "stored field of messages: the recipient a unique key is made of",
    "told_at": "stored field of the outbox",
    "told": "stored field of announced changes of places; a value of a text for people",
    "heard": "stored field of recipients: the registry's version they are known from",
    "amiss": "JSON field: why a row cannot say all",
    "heard_on": "field of the contract",
    "BreachHeardV1": "event of the contract",
    "ToldOtherwiseCommand": "told otherwise",
    "TOLD_OTHERWISE": "told otherwise",
    "TELL_OTHERWISE": "told otherwise",
    "told_otherwise": "told otherwise",
    "tell_otherwise": "told otherwise",
    "AllTold": "refusal of telling somebody again",
}
"""Names that are what stored data, JSON and the contract call them. Handlers (`when_…`) are in every inbox, and stay too."""
DECLARED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
PYTHON = [file for file in house.kept() if file.suffix == ".py" and file.name != Path(__file__).name]
OF_THE_CONTRACT = tuple(
    Path("contracts/src/ocop_events", one) for one in (*house.SERVICES, "agencies", "answers", "reference")
)
"""Docstrings here are descriptions of published schemas."""
DOCUMENTS = [
    file
    for file in house.kept()
    if file.suffix == ".md" and file not in (Path("docs/events.md"), Path("docs/lifecycles.md"))
]
FIELDS_OWN = re.compile(r"back[- ]doors?", re.IGNORECASE)


def _words(name: str) -> set[str]:
    parts = {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}
    return parts | {part.removesuffix("s") for part in parts}


def _declared(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, DECLARED):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _said(file: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of comments and docstrings, code spans left out."""
    source = (house.ROOT / file).read_text("utf-8")
    if file.suffix == ".md":
        source = re.sub(r"^```.*?^```$", lambda m: "\n" * m[0].count("\n"), source, flags=re.M | re.S)
        spoken = list(enumerate(source.splitlines(), 1))
    else:
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        spoken = [
            (one.start[0], one.string)
            for one in tokens
            if one.type == tokenize.COMMENT or (one.type == tokenize.STRING and one.string.startswith('"""'))
        ]
    for line, text in spoken:
        yield line, FIELDS_OWN.sub("", re.sub(r"`[^`]*`|\]\([^)]*\)|\"[^\"\n]+\"", "", text))


def _literals(tree: ast.Module) -> Iterator[tuple[int, str, set[str]]]:
    """(line, text, words that are none of the field's) of every sentence in a string that is no docstring."""
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    logged = {
        id(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args and re.match(r"_?log\.", ast.unparse(node.func))
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
            continue
        if " " in node.value.strip():  # a sentence or part of one; a single word is a name
            yield node.lineno, node.value, IN_LITERALS | (OF_LOGS if id(node) in logged else set())


class TestALiteral:
    def test_that_people_read_speaks_the_fields_language(self) -> None:
        files = [
            file for file in PYTHON if file.parts[0] != "tests" and not any(map(file.is_relative_to, OF_THE_CONTRACT))
        ]
        found = [
            f"{file}:{line}: {word}"
            for file in files
            for line, text, own in _literals(house.tree(file))
            for word in sorted(own & set(re.findall(r"[a-z]+", FIELDS_OWN.sub("", text).lower())))
        ]
        assert found == []

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            ('_log.info("a door is open")', {"door"}),
            ('_log.info("nobody was told")', {"told"}),
            ('raise Refused("they were told by telephone")', set()),
            ('def f():\n    """Nobody hears it."""', set()),
            ('slug = "parked.nobody-hears"', set()),
        ],
    )
    def test_is_read_as_one(self, code: str, words: set[str]) -> None:
        found = {w for _, text, own in _literals(ast.parse(code)) for w in own & set(re.findall(r"[a-z]+", text))}
        assert found == words


class TestAName:
    def test_of_a_module_is_the_fields(self) -> None:
        found = [f"{file}: {word}" for file in PYTHON for word in _words(file.stem) & set(INSTEAD)]
        assert found == []

    def test_in_the_product_is_the_fields(self) -> None:
        files = [file for file in PYTHON if file.parts[0] != "tests"]
        assert [f"{file}: {name}" for file in files for name in _declared(house.tree(file)) if _is_own(name)] == []

    def test_in_a_test_is_the_fields_where_it_is_about_software(self) -> None:
        files = [file for file in PYTHON if file.parts[0] == "tests"]
        found = [f"{file}: {name}" for file in files for name in _declared(house.tree(file)) if _words(name) & IN_PROSE]
        assert found == []


class TestProse:
    def test_of_code_and_documents_speaks_of_endpoints_contracts_and_dead_letters(self) -> None:
        own = re.compile(rf"\b({'|'.join(IN_PROSE)})s?\b", re.IGNORECASE)
        files = [file for file in (*PYTHON, *DOCUMENTS) if not file.is_relative_to("contracts/src/ocop_events")]
        files += [file for file in PYTHON if file.parent == Path("contracts/src/ocop_events")]
        found = [f"{file}:{line}: {m[0]}" for file in files for line, text in _said(file) for m in own.finditer(text)]
        assert found == []

    def test_of_a_docstring_does_not_promise_what_will_be(self) -> None:
        found = [
            f"{file}: {ast.get_docstring(node)!r:.60}"
            for file in PYTHON
            for node in ast.walk(house.tree(file))
            if isinstance(node, (*DECLARED, ast.Module)) and (ast.get_docstring(node) or "").startswith("This will")
        ]
        assert found == []


class TestAWordThatStays:
    def test_is_defined_in_the_glossary(self) -> None:
        assert set(KEPT) - CODE == set()

    def test_is_said_in_the_fields_words_where_its_module_begins(self) -> None:
        own = {
            file: word
            for file in house.modules("kit", "law", "estate")
            for word, stands_for in (("park", "dead letter"), ("parked", "dead letter"), ("shelf", "repository"))
            if {word, f"{word}ing"} & _words(file.stem)
        }
        for file, word in own.items():
            first = (ast.get_docstring(house.tree(file)) or "").split("\n", 1)[0].replace("-", " ").lower()
            assert ("dead letter" if word != "shelf" else "repository") in first, f"{file}: {first}"


def _is_own(name: str) -> bool:
    return bool(_words(name) & set(INSTEAD)) and name not in PINNED and not name.startswith("when_")
