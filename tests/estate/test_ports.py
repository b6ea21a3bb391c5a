"""Two estates that start at the same moment on one machine never work on each other's servers."""

from __future__ import annotations

import subprocess
import sys

from estate.processes.children import free_port

# It keeps its ports and listens on none of them: an estate between looking and listening.
STARTING = "import sys; from estate.processes.children import free_port; print(free_port(int(sys.argv[1])), flush=True); input()"


class TestAPortOfAnEstateThatIsStarting:
    def test_is_left_to_it_until_it_ends(self) -> None:
        wanted = free_port()
        command = [sys.executable, "-c", STARTING, str(wanted)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout
            assert other.stdin
            assert int(other.stdout.readline()) == wanted
            assert free_port(wanted) != wanted
            other.stdin.close()
            other.wait(5)
        assert free_port(wanted) == wanted

    def test_stays_ours_however_often_we_ask(self) -> None:
        wanted = free_port()
        assert [free_port(wanted), free_port(wanted)] == [wanted, wanted]
