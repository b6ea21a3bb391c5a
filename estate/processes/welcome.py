"""What is said when everything runs: where, as whom, and what to try first."""

from __future__ import annotations

from rich.console import Console

from estate.people import people
from estate.processes.plan import Plan

_TRY = (
    ("Mở trang đầu và bấm vào một người: đăng nhập ngay", "open the first page and click a person: signed in", "/"),
    ("Bản đồ các xã theo hạng sao, ai cũng xem được", "the map of communes by stars, open to all", "/reporting/"),
    (
        "`make demo` ở cửa sổ khác, rồi xem thư và bảng xếp hạng",
        "in another window, then mail and standings",
        "/mailbox",
    ),
)


def guests(kafka: str, issuer: str) -> list[str]:
    """Where other programs connect: the broker's authenticated listener, and who gives out tokens."""
    lines = []
    if kafka:
        lines.append(f"phần mềm khác · other programs: kafka {kafka}, SASL_PLAINTEXT")
        lines.append("  SCRAM-SHA-512; docs/integrate.md")
    if issuer:
        lines.append(f"nhà cung cấp danh tính · issuer: {issuer}")
    return lines


def say(console: Console, plan: Plan, authenticated: str = "") -> None:
    """Prints it; the `ready:` line is alone on its line, for programs that wait for it."""
    console.print()
    console.print(f"ready: {plan.url}/", style="bold green", markup=False)
    console.print()
    if plan.own_provider:
        console.print("Đăng nhập thử · development logins")
        width = max(len(one.id) for one in people().people)
        for one in people().people:
            console.print(f"  {one.id.ljust(width)}  {one.does.vi} · [dim]{one.does.en}[/dim]")
    else:
        console.print(f"Đăng nhập qua · sign in with {plan.issuer}")
    console.print("\nBa việc nên thử · three things to try")
    for number, (vi, en, path) in enumerate(_TRY, 1):
        console.print(f" {number}. {vi} · [dim]{en}[/dim]  {plan.url}{path}")
    for offices, url in plan.evaluation_urls().items():
        console.print(f"    evaluation {offices}: {url}/evaluation/")
    console.print()
    for line in guests(authenticated, plan.issuer):
        console.print(line, markup=False, soft_wrap=True, highlight=False)
    console.print("\n[yellow]Môi trường phát triển: không mật khẩu, đồng hồ chỉnh được.[/yellow] Ctrl-C để dừng.")
    console.print("[dim]Development only: no passwords, a clock that can be moved. Ctrl-C ends everything.[/dim]")
