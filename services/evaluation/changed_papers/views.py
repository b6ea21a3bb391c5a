"""Changed papers as a case's page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.language import gettext as _
from programme import names
from services.evaluation.changed_papers.changed_paper import ChangedPaper


def rows(changes: Sequence[ChangedPaper]) -> list[dict[str, Any]]:
    """The changes, each in words."""
    said = {
        "added": _("Có thêm"),
        "renewed": _("Được thay bằng giấy mới"),
        "withdrawn": _("Bị thu hồi"),
        "ended": _("Hết hiệu lực"),
    }
    return [
        {
            "changed_on": one.changed_on,
            "change": said.get(one.change, one.change),
            "lost": one.change in ("withdrawn", "ended"),
            "paper": f"{names.credential_kind(one.kind)} {one.number}",
            "evidence": names.evidence_kind(one.evidence_kind),
            "expires_on": one.expires_on,
        }
        for one in changes
    ]
