"""`docs/architecture.md`: the picture of the kit's layers and the table of the import contracts, from `.importlinter`."""

from __future__ import annotations

from configparser import ConfigParser, SectionProxy

from estate.places import PROJECT

BEGIN, END = "<!-- written by `make docs` -->", "<!-- end -->"
PAGE = PROJECT / "docs" / "architecture.md"
_LAYERS = "importlinter:contract:kit-layers"


def page() -> str:
    """The page with its written parts as the contracts are now: first the picture, then the table."""
    blocks = iter((_picture(_contracts()), _table(_contracts())))
    first, *others = PAGE.read_text("utf-8").split(BEGIN)
    return first + "".join(f"{BEGIN}\n{next(blocks)}\n{END}{part.split(END, 1)[1]}" for part in others)


def _contracts() -> ConfigParser:
    contracts = ConfigParser()
    contracts.read(PROJECT / ".importlinter", encoding="utf-8")
    return contracts


def _picture(contracts: ConfigParser) -> str:
    """The layers from the top to the bottom, as a Mermaid flowchart: an arrow reads "may import"."""
    layers = _lines(contracts[_LAYERS]["layers"])
    boxes = []
    for number, layer in enumerate(layers):
        names = [f"kit.{name.strip()}" for name in layer.replace("|", ":").split(":")]
        rows = [" · ".join(names[start : start + 5]) for start in range(0, len(names), 5)]
        boxes.append(f'    l{number}["{"<br/>".join(rows)}"]')
    arrows = [f"    l{number} --> l{number + 1}" for number in range(len(layers) - 1)]
    return "\n".join(["```mermaid", "flowchart TD", *boxes, *arrows, "```"])


def _table(contracts: ConfigParser) -> str:
    rows = ["| contract | of | |", "|---|---|---|"]
    for name in contracts.sections():
        if name != "importlinter":
            contract = contracts[name]
            rows.append(f"| {contract['name']} | {_of(contract)} | {_publishes(contract)} |")
    return "\n".join(rows)


def _of(contract: SectionProxy) -> str:
    named = next(contract[key] for key in ("source_modules", "containers", "ancestors", "modules") if key in contract)
    return _code(named)


def _publishes(contract: SectionProxy) -> str:
    match contract["type"]:
        case "forbidden":
            return f"import none of {_code(contract['forbidden_modules'])}"
        case "layers":
            return "import only what lies below, see the picture"
        case "acyclic_siblings":
            return "no circle, at any depth"
        case _:
            return "import none of one another"


def _code(modules: str) -> str:
    return ", ".join(f"`{module}`" for module in _lines(modules))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
