"""`topics plan | apply | password`: an operator's way to the topics file, mounted by whoever has a command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from kit.messaging import principals
from kit.messaging.change import Change
from kit.messaging.connection import for_confluent
from kit.messaging.manifest import Manifest, load
from kit.messaging.passwords import Passwords
from kit.messaging.topics import administrator
from kit.messaging.topics import apply as apply_file
from kit.messaging.topics import plan as plan_file
from kit.refusal import Kind, Language, Refusal
from kit.settings import ServiceSettings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

BESIDE = Path("deploy") / "topics.yaml"
"""Where the file lies beside the code, in the tree as in the image."""
PATIENCE = 10
"""Seconds in which a broker must answer."""

File = Annotated[Path, typer.Option(help="The topics file.")]
Secrets = Annotated[Path | None, typer.Option(help="The folder of the passwords; unset: `principals` of the home.")]
Tongue = Annotated[Language, typer.Option(help="The language of what is printed.")]


class BrokerAway(Refusal):
    """Nobody answers, or not to us."""

    slug = "topics.broker-away"
    kind = Kind.CONFLICT
    vi = (
        "Máy chủ Kafka tại {where} không trả lời ({detail}). Kiểm tra KAFKA_BOOTSTRAP_SERVERS, tài khoản quản trị, "
        "hoặc khởi động hệ thống bằng `make up`."
    )
    en = (
        "The broker at {where} does not answer ({detail}). Check KAFKA_BOOTSTRAP_SERVERS and the administrator's "
        "account, or start the estate with `make up`."
    )


class PrincipalUnknown(Refusal):
    """Only who is in the file has a password."""

    slug = "topics.principal-unknown"
    kind = Kind.NOT_FOUND
    vi = "{name} không có trong tệp chủ đề. Các tài khoản: {known}."
    en = "{name} is not in the topics file. The principals are: {known}."


@app.callback()
def about() -> None:
    """Topics, users and rights on the broker, as the topics file says."""


@app.command("plan")
def plan(file: File = BESIDE, passwords: Secrets = None, language: Tongue = "vi") -> None:
    """Say what differs between the broker and the file, and change nothing. Exit code 2: something does."""
    manifest, admin, kept = _at_hand(file, passwords)
    found = plan_file(admin, manifest, kept)
    for change in found:
        _print_change(change, language)
    if found:
        raise typer.Exit(2)
    typer.echo("Máy chủ đúng như tệp." if language == "vi" else "The broker is as the file says.")


@app.command("apply")
def apply(file: File = BESIDE, passwords: Secrets = None, language: Tongue = "vi") -> None:
    """Bring the broker to the file; safe to run again. What only a person may decide is marked with `!`."""
    manifest, admin, kept = _at_hand(file, passwords)
    found = apply_file(admin, manifest, kept, report=lambda change: _print_change(change, language))
    drift = [change for change in found if change.drift]
    for change in drift:
        _print_change(change, language)
    vi = "Đã thực hiện {done} thay đổi; mật khẩu nằm trong {folder}."
    en = "{done} changes were made; the passwords lie in {folder}."
    typer.echo((vi if language == "vi" else en).format(done=len(found) - len(drift), folder=kept.folder))


@app.command("password")
def password(
    principal: str,
    file: File = BESIDE,
    passwords: Secrets = None,
    language: Tongue = "vi",
    kept_one: Annotated[bool, typer.Option("--kept", help="Tell the broker the one in the file; make none.")] = False,
) -> None:
    """Give a principal a new password; it is kept in its file and never printed."""
    manifest, admin, kept = _at_hand(file, passwords)
    if principal not in manifest.principals:
        raise PrincipalUnknown(name=principal, known=", ".join(manifest.principals))
    if not kept_one:
        kept.make(principal)
    principals.set_password(admin, principal, kept.of(principal))
    said = "Mật khẩu mới nằm trong {file}." if language == "vi" else "The new password lies in {file}."
    typer.echo(said.format(file=kept.file(principal)))


def _at_hand(file: Path, passwords: Path | None) -> tuple[Manifest, AdminClient, Passwords]:
    settings = ServiceSettings()
    manifest = load(file)
    admin = administrator(settings.kafka_bootstrap_servers, {**for_confluent(settings), "log_level": "0"})
    try:
        admin.list_topics(timeout=PATIENCE)
    except KafkaException as away:
        raise BrokerAway(where=settings.kafka_bootstrap_servers, detail=away.args[0].str()) from away
    return manifest, admin, Passwords(passwords or settings.home / "principals")


def _print_change(change: Change, language: Language) -> None:
    typer.echo(f"{'!' if change.drift else '+'} {change.say(language)}")
