"""`ocop` as a person types it: in both languages, at 80 columns, without an estate, with everything mistyped; never a stack trace."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from estate import cli, wording
from estate.arguments import in_one_form
from estate.processes import listener

OCOP = Path(sys.executable).parent / "ocop"
GIVEN = ("KAFKA_", "MONGODB_", "OIDC_", "OCOP_", "SMTP_")


def ocop(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(GIVEN)}
    return subprocess.run(
        [str(OCOP), *words],
        env={**clean, "OCOP_HOME": str(home), "COLUMNS": "80", "LANG": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    def beneath(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        yield path, command
        for name, below in getattr(command, "commands", {}).items():
            yield from beneath(below, (*path, name))

    yield from beneath(typer.main.get_command(cli.app), ())
    for name in cli.ELSEWHERE:
        yield from beneath(cli.called(name), (name,))


class TestTheHelp:
    def test_says_every_sentence_in_vietnamese(self) -> None:
        said = [sentence for _, sentence in cli.ELSEWHERE.values()]
        for _, command in commands():
            said += [command.help or "", *(getattr(option, "help", None) or "" for option in command.params)]
        missing = {key for sentence in said if (key := wording.key(sentence)) and key not in wording.vietnamese()}
        assert missing == set()

    def test_keeps_no_vietnamese_of_a_sentence_that_is_gone(self) -> None:
        said = {wording.key(sentence) for _, sentence in cli.ELSEWHERE.values()} | {"Show this message and exit."}
        for _, command in commands():
            said |= {wording.key(getattr(one, "help", None) or "") for one in (command, *command.params)}
        assert set(wording.vietnamese()) - said == set()

    def test_is_in_the_language_of_the_caller(self, tmp_path: Path) -> None:
        assert "Cho biết đang chạy những gì" in ocop(tmp_path, "status", "--help").stdout
        assert "Say what runs" in ocop(tmp_path, "--lang", "en", "status", "--help").stdout
        assert "Say what runs" in ocop(tmp_path, "status", "--help", LANG="en_US.UTF-8").stdout

    def test_fits_into_80_columns(self, tmp_path: Path) -> None:
        assert max(map(len, ocop(tmp_path, "--help").stdout.splitlines())) <= 80

    def test_says_the_version(self, tmp_path: Path) -> None:
        assert ocop(tmp_path, "--version").stdout.startswith("ocop ")

    def test_completes(self, tmp_path: Path) -> None:
        done = ocop(
            tmp_path,
            _OCOP_COMPLETE="complete_bash",
            COMP_WORDS="ocop re",
            COMP_CWORD="1",
            _TYPER_COMPLETE_ARGS="ocop re",
        )
        assert {"restart", "reset", "republish", "rebuild"} <= set(done.stdout.split())


class TestWithoutAnEstate:
    @pytest.mark.parametrize(
        "words",
        [
            ["status"],
            ["lag"],
            ["restart", "registry"],
            ["parked", "list"],
            ["rebuild", "reporting"],
            ["republish", "registry"],
            ["sessions", "list", "somebody"],
            ["topics", "plan"],
            ["explain", "SP-1"],
        ],
        ids=" ".join,
    )
    def test_says_so(self, words: list[str], tmp_path: Path) -> None:
        done = ocop(tmp_path, *words)
        assert done.returncode == 1, done.stdout + done.stderr
        assert done.stderr.startswith("Chưa có hệ thống nào đang chạy"), done.stderr
        assert "Traceback" not in done.stdout + done.stderr


class TestMistyped:
    @pytest.mark.parametrize(
        "words", [["rebuild", "nosuch"], ["republish", "nosuch"], ["parked", "list", "nosuch"]], ids=" ".join
    )
    def test_a_service_is_named_wrongly(self, words: list[str], tmp_path: Path) -> None:
        done = ocop(tmp_path, *words)
        assert (done.returncode, done.stderr.splitlines()[0]) == (
            1,
            "Không có dịch vụ «nosuch». Các dịch vụ: registry, evaluation, notifications, reporting.",
        )

    @pytest.mark.parametrize(
        "words",
        [
            ["nosuch"],
            ["status", "too", "much"],
            ["up", "--port", "x"],
            ["up", "--port", "99999"],
            ["paper", "verify", "/nosuch"],
        ],
        ids=" ".join,
    )
    def test_is_answered_in_both_languages(self, words: list[str], tmp_path: Path) -> None:
        done = ocop(tmp_path, *words)
        assert done.returncode == 2
        assert done.stderr.startswith("Lệnh chưa đúng. Xem cách gõ: ocop")
        assert "Traceback" not in done.stderr

    def test_a_fault_of_ours_leaves_its_trace_in_a_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        try:
            raise ZeroDivisionError("of a test")
        except ZeroDivisionError as raised:
            vi, en = wording.fault(raised)
        assert "ZeroDivisionError: of a test" in vi
        assert "Traceback" not in vi + en
        [kept] = tmp_path.glob("ocop-fault-*.txt")
        assert "Traceback" in kept.read_text()


class TestAPort:
    def test_of_the_environment_is_obeyed_and_whoever_has_it_is_named(self, tmp_path: Path) -> None:
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            listening.listen()
            port = listening.getsockname()[1]
            assert listener.on(port).endswith(f"pid {os.getpid()}")
            done = ocop(tmp_path, "up", OCOP_PORT=str(port))
        assert done.returncode == 1
        assert f"Cổng {port} đang được chương trình khác dùng" in done.stderr
        assert f"pid {os.getpid()}" in done.stderr
        assert "reset" not in done.stderr


class TestATextThatIsTyped:
    @pytest.mark.parametrize("typed", ["site\nvisit", "site\vvisit", "site\x07visit"])
    def test_is_refused_where_it_is_no_line(self, tmp_path: Path, typed: str) -> None:
        answer = ocop(tmp_path, "rebuild", typed)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "Lệnh chưa đúng" in answer.stderr
        assert "line" in answer.stderr or "control character" in answer.stderr

    def test_is_read_in_the_one_form_by_every_command(self) -> None:
        read = [in_one_form(command) for _, command in commands()]
        texts = [
            one for command in read for one in command.params if one.name in ("service", "id", "why", "name", "vi")
        ]
        assert len(texts) > 10
        for one in texts:
            assert one.process_value(None, "  Ðo\u0302ng\u200b Tảo ") == "Đông Tảo", one.name

    def test_that_is_a_files_name_stays_as_the_file_system_spells_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("Nha\u0303n.json").write_text("{}")
        [of_a_file] = [one for one in in_one_form(cli.called("whatif")).params if one.name == "rulebook"]
        assert of_a_file.process_value(None, "Nha\u0303n.json") == "Nha\u0303n.json"
