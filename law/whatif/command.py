"""`ocop whatif`: decided cases under another rulebook, with a table of who would fare otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress
from rich.table import Table

from kit.refusal import Refusal
from law.rulebooks import Rulebook, read_rulebook, shelf
from law.rulebooks.regulations import regulations
from law.scoring import shown
from law.whatif.case import read_cases
from law.whatif.rerun import Rerun, Summary, what_if

app = typer.Typer(help="Decided cases under another rulebook.")

HEADINGS = {
    "gains": ("Tăng sao", "Gain stars"),
    "loses": ("Giảm sao", "Lose stars"),
    "other-route": ("Đổi tuyến xử lý", "Take another route"),
    "other-authority": ("Đổi người công nhận", "Recognised by another authority"),
    "not-comparable": ("Không so được", "Not comparable"),
    "same": ("Không đổi", "Unchanged"),
}


OUTCOMES = {
    "recognised": ("công nhận", "recognised"),
    "not-recognised": ("không công nhận", "not recognised"),
    "forwarded": ("chuyển cấp trên", "forwarded"),
    "returned": ("chuyển về cấp dưới", "returned"),
    "score-again": ("chấm lại", "scored again"),
}


@app.command()
def whatif(
    rulebook: Annotated[str, typer.Option(help="A rulebook file, or the id of one that is held.")],
    cases: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Rulings, one JSON object a line.")],
    in_: Annotated[str, typer.Option("--in", help="Language of the answer: vi or en.")] = "vi",
    show: Annotated[int, typer.Option(help="How many changed cases to list.")] = 50,
) -> None:
    """Re-runs decided cases under another rulebook: who gains, loses, or changes route."""
    if in_ not in ("vi", "en"):
        raise typer.BadParameter("vi | en", param_hint="--in")
    with cases.open(encoding="utf-8") as lines:
        compare(rulebook, lines, _lines(cases), english=in_ == "en", show=show)


def compare(rulebook: str, lines: Iterable[str], total: int, *, english: bool, show: int) -> None:
    """
    Re-runs rulings (a line of JSON each) under a rulebook, with progress, and prints what became of them.

    Exits with 1, and says why, when the rulebook or a line cannot be read.
    """
    console = Console()
    try:
        book = _rulebook(rulebook)
        summary = _run(book, lines, total, console)
    except Refusal as refusal:
        console.print(refusal.say("en" if english else "vi"), style="red")
        raise typer.Exit(1) from refusal
    except (OSError, ValueError, ValidationError) as fault:
        said = (
            f"{rulebook}: run `ocop rulebook check` first" if english else f"{rulebook}: hãy chạy `ocop rulebook check`"
        )
        console.print(f"{said} ({type(fault).__name__})", style="red")
        raise typer.Exit(1) from fault
    _print(console, book, summary, show, english=english)


def _rulebook(named: str) -> Rulebook:
    path = Path(named)
    return read_rulebook(path) if path.suffix else shelf().get(named)


def _run(rulebook: Rulebook, lines: Iterable[str], total: int, console: Console) -> Summary:
    with Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=console, transient=True) as bar:
        task = bar.add_task(rulebook.id, total=total)
        return what_if(
            read_cases(lines),
            rulebook,
            shelf(),
            own=regulations(),
            progress=lambda done: bar.update(task, completed=done),
        )


def _lines(path: Path) -> int:
    with path.open("rb") as lines:
        return sum(1 for line in lines if line.strip())


def _print(console: Console, rulebook: Rulebook, summary: Summary, show: int, *, english: bool) -> None:
    pick = int(english)
    counts = Table(title=rulebook.title.en if english else rulebook.title.vi)
    counts.add_column("Thay đổi" if not english else "Change")
    counts.add_column("Số vụ" if not english else "Cases", justify="right")
    for change, heading in HEADINGS.items():
        counts.add_row(heading[pick], str(summary.changes.get(change, 0)))  # type: ignore[call-overload]
    console.print(counts)
    if summary.changed:
        console.print(_changed(rulebook, summary.changed[:show], english=english))


def _changed(rulebook: Rulebook, reruns: Iterable[Rerun], *, english: bool) -> Table:
    table = Table(
        "Case" if english else "Hồ sơ đánh giá", "Before" if english else "Trước", "After" if english else "Sau"
    )
    for rerun in reruns:
        before = f"{rerun.case.ruling.star}★ {_outcome(rerun.case.ruling.outcome, english)}"
        if rerun.why is not None:
            after = rerun.why[int(english)]
        else:
            total = shown(rulebook, rerun.total) if rerun.total is not None else "–"
            after = f"{rerun.star}★ {_outcome(rerun.outcome or '', english)} ({total})"
            if rerun.change == "other-authority" and rerun.authority is not None:
                before = f"{before} · {rerun.case.ruling.authority}"
                after = f"{after} · {rerun.authority.en if english else rerun.authority.vi}"
        table.add_row(f"{rerun.case.product} · {rerun.case.id}", before, after)
    return table


def _outcome(code: str, english: bool) -> str:
    return OUTCOMES[code][int(english)] if code in OUTCOMES else code
