"""A start that cannot work says so in one sentence per language, ends with another code than 0, and shows no stack trace."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from estate import state
from estate.places import PROJECT

OCOP = Path(sys.executable).with_name("ocop")


def up(home: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(OCOP), "up", *options],
        env={**os.environ, "OCOP_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def assert_refused(done: subprocess.CompletedProcess[str], vi: str, en: str) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    first, second = done.stderr.strip().splitlines()
    assert vi in first
    assert en in second
    assert "Traceback" not in done.stdout + done.stderr


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


class TestStarting:
    def test_is_refused_on_a_port_another_program_has(self, tmp_path: Path, taken_port: int) -> None:
        done = up(tmp_path, "--port", str(taken_port))
        assert_refused(done, f"Cổng {taken_port} đang được chương trình khác dùng", "choose another port, for example")

    def test_is_refused_in_a_folder_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        done = up(tmp_path / "file" / "home")
        assert_refused(done, "Không ghi được vào thư mục", "set OCOP_HOME to another folder")

    def test_is_refused_while_another_runs_in_the_same_home(self, tmp_path: Path) -> None:
        lock = state.Lock(tmp_path)
        assert lock.take()
        state.write(tmp_path, state.Running(4711, "http://127.0.0.1:8080", "", "", "", ""))
        done = up(tmp_path)
        assert_refused(done, "đang chạy tại http://127.0.0.1:8080 (tiến trình 4711)", "already running at")

    def test_is_refused_when_the_broker_cannot_be_fetched(self, tmp_path: Path) -> None:
        nowhere = "http://127.0.0.1:9"
        proxies = dict.fromkeys(["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"], nowhere)
        done = up(tmp_path / "home", "--port", "0", OCOP_CACHE=str(tmp_path / "cache"), **proxies)
        assert_refused(done, "Không tải được Apache Kafka", "check that the package registry is in reach")

    def test_is_refused_when_a_named_broker_does_not_answer(self, tmp_path: Path) -> None:
        done = up(tmp_path, "--port", "0", KAFKA_BOOTSTRAP_SERVERS="127.0.0.1:9")
        assert_refused(done, "đặt bởi KAFKA_BOOTSTRAP_SERVERS", "unset KAFKA_BOOTSTRAP_SERVERS")

    def test_is_refused_when_a_named_database_does_not_answer(self, tmp_path: Path, kafka_bootstrap: str) -> None:
        uri = "mongodb://somebody:secret@127.0.0.1:9/?serverSelectionTimeoutMS=300"
        done = up(tmp_path, "--port", "0", KAFKA_BOOTSTRAP_SERVERS=kafka_bootstrap, MONGODB_URI=uri)
        assert_refused(done, "đặt bởi MONGODB_URI", "unset MONGODB_URI")
        assert "secret" not in done.stderr


class TestSettingUp:
    def test_is_refused_without_a_python_that_is_new_enough(self, tmp_path: Path) -> None:
        tools = tmp_path / "bin"
        tools.mkdir()
        for name in ("bash", "dirname", "cat", "mkdir", "env"):
            (tools / name).symlink_to(str(shutil.which(name)))
        old = tools / "python3"
        old.write_text("#!/usr/bin/env bash\nexit 1\n")
        old.chmod(0o755)
        done = subprocess.run(
            [str(PROJECT / "estate" / "setup.sh")], env={"PATH": str(tools)}, capture_output=True, text=True, timeout=30
        )
        assert_refused(done, "Cần Python 3.11", "Python 3.11, 3.12 or 3.13 is needed")
