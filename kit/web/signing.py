"""In which right somebody signs, in words of a form."""

from __future__ import annotations

from kit.language import gettext as _
from kit.papers.signatures import Signing


def rights() -> list[tuple[str, str]]:
    """The rights as (value, text), in the page's language."""
    return [
        (Signing.HEAD.value, _("Người đứng đầu")),
        (Signing.DEPUTY.value, _("Ký thay (KT.)")),
        (Signing.ACTING.value, _("Quyền (Q.)")),
        (Signing.BY_ORDER.value, _("Thừa lệnh (TL.)")),
        (Signing.BY_AUTHORISATION.value, _("Thừa ủy quyền (TUQ.)")),
    ]
