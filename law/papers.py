"""How official papers look and who signs as what, as dated data: `law/data/papers/`."""

from __future__ import annotations

from datetime import date
from functools import cache

import yaml

from kit.papers.layout import Layout
from kit.papers.signatures import Signatures
from kit.refusal import Refusal
from law.packaged import read_text


class NoLayout(Refusal):
    """No edition of the layout holds on a day."""

    slug = "paper.no-layout"
    vi = "Không có thể thức văn bản nào có hiệu lực vào ngày {on}. Chọn ngày khác hoặc bổ sung tệp thể thức."
    en = "No layout of official papers is in force on {on}. Choose another day, or install the layout of that time."


def layout(on: date) -> Layout:
    """The layout in force on a day; of two the one that began later. Raises NoLayout."""
    found = [one for one in layouts() if one.in_force.holds(on)]
    if not found:
        raise NoLayout(on=f"{on:%d/%m/%Y}")
    return max(found, key=lambda one: one.in_force.first)


@cache
def layouts() -> tuple[Layout, ...]:
    """Every edition that ships."""
    return tuple(Layout.model_validate(one) for one in yaml.safe_load(read_text("papers/layout.yaml"))["editions"])


@cache
def signatures() -> Signatures:
    """Who signs as what, at all times that ship."""
    return Signatures.model_validate(yaml.safe_load(read_text("papers/signatures.yaml")))
