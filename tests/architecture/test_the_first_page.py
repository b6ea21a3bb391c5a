"""The README fits on a screen, its commands exist, its pictures are small and are pages of ours."""

from __future__ import annotations

import re
import struct

from tests.architecture import house

TEXT = (house.ROOT / "README.md").read_text("utf-8")


class TestTheReadme:
    def test_fits_on_one_screen(self) -> None:
        assert len(TEXT.splitlines()) <= 60

    def test_names_commands_that_exist(self) -> None:
        targets = set(re.findall(r"^([a-z]+):.*##", (house.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
        assert {"up", "test", "demo"} <= set(re.findall(r"make ([a-z]+)", TEXT)) & targets

    def test_draws_every_service_and_no_other(self) -> None:
        picture = TEXT.split("```mermaid")[1].split("```")[0]
        assert set(re.findall(r"\b[A-Z]\[(\w+)<br/>", picture)) == set(house.SERVICES)

    def test_shows_pages_at_full_width_in_small_files(self) -> None:
        shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
        assert shown
        for name in shown:
            content = (house.ROOT / name).read_bytes()
            assert content[:8] == b"\x89PNG\r\n\x1a\n"
            assert struct.unpack(">I", content[16:20]) == (1280,)
            assert len(content) < 150_000

    def test_shows_every_picture_that_is_kept(self) -> None:
        kept = {str(file) for file in house.kept() if file.is_relative_to("docs/images")}
        assert kept == set(re.findall(r"\((docs/images/[^)]+)\)", TEXT))
