"""One word for one thing: words that were given up stand nowhere people read, in Vietnamese and in English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture import house

ROOT = Path(__file__).parents[2]

GIVEN_UP = {
    r"[Vv]ụ việc": "hồ sơ đánh giá",
    r"[Ủủ]y viên (?!Ban|ban|Ủy)": "thành viên",
    r"\d người được chấm|\} người được chấm": "thành viên có quyền chấm",
    r"[Mm]áy chủ tính": "hệ thống tính",
    r"[Đđ]ộ lệch khi chấm": "mức chặt, lỏng khi chấm",
    r"Các lớp đánh giá": "kết quả qua các cấp",
    r"(Ra|Ban hành) kết luận": "ghi quyết định, ban hành quyết định",
    r"\(rà soát\)\"": "cấp xã, thẩm tra",
    r"phiếu còn kín": "phiếu đang niêm phong",
    r"[Tt]iếp tục sau bổ sung": "tiếp nhận hồ sơ bổ sung",
    r"Còn ích": "còn giá trị thông báo",
    r"hủy nhận": "từ chối nhận",
    r"[Gg]iữ lại theo ý": "không gửi theo lựa chọn của người nhận",
    r"trước hết (ngày|hạn)": "chậm nhất ngày",
    r"[Cc]hưa đạt để": "chưa đủ điều kiện",
    r"Kính gửi \{name\}": "kính gửi ông/bà",
    r"\"Leniency\"": "scoring bias",
    r"Count only some": "more filters",
    r"[Ss]tanding aside for": "conflict of interest: recusal",
    r"has told facts": "committed events",
}
"""What nobody is to read any more, as a pattern → what is said in its place."""


def read_by_people() -> list[Path]:
    """Pages, mails, refusals, labels, law, boards and alerts: every file whose words reach a reader."""
    found = [
        path
        for folder, endings in {
            "services": (".html", ".po", ".py", ".yaml", ".j2"),
            "kit": (".html", ".po", ".py"),
            "programme": (".py",),
            "law": (".py", ".json", ".yaml"),
            "estate": (".py", ".yaml", ".html"),
            "deploy": (".yml", ".yaml", ".json"),
            "contracts/src": (".py",),
        }.items()
        for path in (ROOT / folder).rglob("*")
        if path.suffix in endings and path.is_file() and path.name != "wording.py"
    ]
    assert len(found) > 500
    return found


@pytest.mark.parametrize("pattern", GIVEN_UP)
def test_a_word_that_was_given_up_stands_nowhere(pattern: str) -> None:
    given_up = re.compile(pattern)
    stands = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in read_by_people()
        for number, line in enumerate(_text(path).splitlines(), start=1)
        if given_up.search(line)
    ]
    assert not stands, f"say «{GIVEN_UP[pattern]}»:\n" + "\n".join(stands)


_texts: dict[Path, str] = {}


def _text(path: Path) -> str:
    return _texts.setdefault(path, path.read_text())


def test_no_text_of_a_page_stands_within_an_f_string() -> None:
    """There `ocop messages` does not find it, and it has no English."""
    hidden = [
        f"{file}:{call.lineno}"
        for file in house.modules("kit", "programme", "services")
        for text in ast.walk(house.tree(file))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext")
    ]
    assert hidden == []
