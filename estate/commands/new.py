"""`ocop new`: the skeleton of a slice with its test, in its service's layers, ready for `make check`."""

from __future__ import annotations

import ast
import keyword
import re
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kit.refusal import Kind, Refusal

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)

ROOT = Path(__file__).resolve().parents[2]
CAST = (
    *("__init__", "commands", "lifecycle", "refusals", "rules", "store", "use_cases", "announcements"),
    *("views", "api", "pages"),
)
"""Files of a skeleton by name; the aggregate's is named after it. Some are written only when they are asked for."""
VAGUE = {
    "util",
    "helper",
    "common",
    "manager",
    "misc",
    "stuff",
    "base",
    "slice",
    "service",
    "template",
    "locale",
    "data",
}
ENGLISH = {
    **{"Tên": "Name", "Nơi": "Place", "Trạng thái": "State", "Chưa có gì.": "Nothing yet."},
    **{"Lưu": "Save", "{count} mục": "{count} entries", "Nhập mục đầu tiên": "Enter the first one"},
}
"""The texts of the skeleton's page."""
NEXT = """
What is yours to decide now (CONTRIBUTING.md, "Add a slice"):
  tests/matrix/verdicts.yaml       who may, for every endpoint the slice has
  services/{service}/service.py    NAVIGATION, if people are to find its page
  tests/matrix/asking.py           the body of every write; one to ask about in the service's world
  docs/glossary.md                 the noun, if it has a lifecycle or an event
  make check, make docs; with --event first its module in MODULES (contracts/src/ocop_events/__init__.py),
  its topic in deploy/topics.yaml, and make contracts
"""


class ServiceUnknown(Refusal):
    slug = "new.service-unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có dịch vụ «{service}». Các dịch vụ: {known}."
    en = "There is no service “{service}”. There are: {known}."


class SliceNameTaken(Refusal):
    slug = "new.name-taken"
    kind = Kind.CONFLICT
    vi = "Đã có «{path}». Chọn tên khác, hoặc đặt dạng số nhiều khác bằng --plural."
    en = "There is “{path}” already. Choose another name, or another plural with --plural."


class SliceNameUnfit(Refusal):
    slug = "new.name-unfit"
    vi = "«{name}» không dùng làm tên được. Dùng một danh từ tiếng Anh số ít, chữ thường không dấu, nối bằng gạch dưới, ví dụ site_visit."
    en = "“{name}” cannot be a name here. Take an English noun in the singular, lower case, joined by underscores, such as site_visit."


@app.callback()
def new() -> None:
    """Write the skeleton of something new."""


@app.command()
def slice(
    service: Annotated[str, typer.Argument(help="registry, evaluation, notifications or reporting.")],
    name: Annotated[str, typer.Argument(help="Its noun, in the singular: site_visit.")],
    vi: Annotated[str, typer.Option(help="The noun in Vietnamese, as pages and refusals say it.")] = "",
    plural: Annotated[str, typer.Option(help="Where adding -s, -es or -ies is wrong.")] = "",
    step: Annotated[str, typer.Option(help="A lifecycle with one step of this verb: close.")] = "",
    step_vi: Annotated[str, typer.Option(help="That verb in Vietnamese.")] = "",
    done: Annotated[str, typer.Option(help="Its participle, where adding -ed is wrong.")] = "",
    event: Annotated[bool, typer.Option("--event", help="It announces that one was registered.")] = False,
) -> None:
    """Write a slice with one aggregate that can be registered, listed and shown, and put it on top of its service."""
    plural = plural or plural_of(name)
    _refuse(service, name, plural, step, done)
    said = words(service, name, plural, vi or name.replace("_", " "))
    said |= {"event": event, **_written("step", step), **_written("done", done or participle_of(step))}
    said["step_vi"] = step_vi or step.replace("_", " ")
    written = write(service, plural, said)
    put_on_top(service, plural)
    _tidy([*written, Path("services") / service / "service.py"])
    say_in_english(ROOT / "services" / service, {**ENGLISH, str(said["Vi"]): str(said["Nouns"])})
    for path in written:
        typer.echo(path)
    typer.echo(NEXT.format(service=service))


def plural_of(noun: str) -> str:
    """The regular English plural of a noun."""
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(s|x|z|ch|sh)$", noun) else f"{noun}s"


def participle_of(verb: str) -> str:
    """The regular past participle of a verb; the first word of several takes it."""
    first, _, rest = verb.partition("_")
    first = re.sub(r"(?<=[^aeiou])y$", "i", first).removesuffix("e") + "ed" if first else ""
    return f"{first}_{rest}" if rest else first


def words(service: str, noun: str, plural: str, vi: str) -> dict[str, object]:
    """What the templates call the thing: as identifiers, in addresses, in English and in Vietnamese sentences."""
    nouns = plural.replace("_", " ")
    return {
        **{"service": service, "noun": noun, "plural": plural, "path": plural.replace("_", "-"), "vi": vi},
        **{"Noun": "".join(part.capitalize() for part in noun.split("_")), "noun_slug": noun.replace("_", "-")},
        **{"words": noun.replace("_", " "), "nouns": nouns, "Nouns": nouns.capitalize(), "Vi": vi[:1].upper() + vi[1:]},
    }


def write(service: str, plural: str, said: dict[str, object]) -> list[Path]:
    """Renders the files of the slice, its test and, for an event, its contract; returns them from the root."""
    folder, noun = Path("services") / service / plural, said["noun"]
    absent = {*(() if said["event"] else ("announcements",)), *(() if said["step"] else ("lifecycle",))}
    files = {folder / f"{file}.py": f"{file}.py" for file in CAST if file not in absent}
    files[folder / f"{noun}.py"] = "noun.py"
    files[folder / "templates/list.html"] = "templates/list.html"
    files[Path("tests") / service / plural / f"test_{noun}_rules.py"] = "test.py"
    if said["event"]:
        files[Path("contracts/src/ocop_events") / service / f"{noun}.py"] = "contract.py"
    # Marks of its own: the templates of pages are full of `{{ … }}`.
    marks = {
        "variable_start_string": "<<",
        "variable_end_string": ">>",
        "block_start_string": "<%",
        "block_end_string": "%>",
    }
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "skeleton"),
        undefined=StrictUndefined,
        line_statement_prefix="%%",
        keep_trailing_newline=True,
        **marks,  # type: ignore[arg-type]
    )
    for path, template in files.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(templates.get_template(f"{template}.jinja").render(said), "utf-8")
    return sorted(files)


def put_on_top(service: str, plural: str) -> None:
    """Adds the slice as the highest layer to `LAYERS` and to the import contract that holds it."""
    path = ROOT / "services" / service / "service.py"
    text = path.read_text("utf-8")
    end = _end_of_layers(text)
    before = text[:end].rstrip()
    comma = "" if before.endswith(",") else ","
    path.write_text(f'{before}{comma}\n    ["{plural}"],\n{text[end:]}', "utf-8")
    contracts = ROOT / ".importlinter"
    head = re.compile(rf"(\[importlinter:contract:layers-{service}\]\n(?:(?!\[).*\n)*?layers =\n)")
    contracts.write_text(head.sub(rf"\g<1>    {plural}\n", contracts.read_text("utf-8")), "utf-8")


def say_in_english(package: Path, texts: dict[str, str]) -> None:
    """Adds the English of the page's texts to the service's catalogue, where there is none yet."""
    from babel.messages.pofile import write_po

    from kit.web.messages import kept, update

    english = kept(package)
    for vi, en in texts.items():
        there = english.get(vi)
        if there is None or not there.string:
            english.add(vi, en)
    with (package / "locale/en.po").open("wb") as file:
        write_po(file, english, omit_header=True)
    update(package)


def _written(key: str, word: str) -> dict[str, str]:
    """A word in the forms that code, addresses and sentences give it."""
    return {
        key: word,
        key.upper(): word.upper(),
        f"{key}_slug": word.replace("_", "-"),
        f"{key}_words": word.replace("_", " "),
    }


def _refuse(service: str, name: str, plural: str, step: str, done: str) -> None:
    known = sorted(path.parent.name for path in (ROOT / "services").glob("*/service.py"))
    if service not in known:
        raise ServiceUnknown(service=service, known=", ".join(known))
    for word in (name, plural, *filter(None, (step, done))):
        unfit = not re.fullmatch(r"[a-z]+(_[a-z]+)*", word) or keyword.iskeyword(word) or len(word) > 40
        if (
            unfit
            or {word, f"{word}s"} & {*CAST}
            or VAGUE & {word, word.removesuffix("s")}
            or (word == plural and word == name)
        ):
            raise SliceNameUnfit(name=word)
    if step == "register":
        raise SliceNameUnfit(name=step)
    for taken in (f"services/{service}/{plural}", f"tests/{service}/{plural}"):
        if (ROOT / taken).exists():
            raise SliceNameTaken(path=taken)
    if (ROOT / "contracts/src/ocop_events" / service / f"{name}.py").exists():
        raise SliceNameTaken(path=f"ocop_events.{service}.{name}")


def _end_of_layers(text: str) -> int:
    """Where the list `LAYERS` of a service.py is closed, as an index into its text."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "LAYERS" for to in node.targets):
            listed = ast.get_source_segment(text, node.value) or ""
            return text.index(listed) + len(listed) - 1
    raise AssertionError("service.py declares no LAYERS")


def _tidy(files: list[Path]) -> None:
    """Sorts imports and breaks lines as `make check` wants them: how long a line gets depends on the noun."""
    python = [str(file) for file in files if file.suffix == ".py"]
    for how in (["check", "--quiet", "--select", "I", "--fix"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *how, *python], cwd=ROOT, check=True)
