"""
By what two services recognise the same person or business without telling each other the number: keyed hashes of one form of it.

The registry sends them with a dossier, evaluation makes them of the people it may seat: where two are alike, a person is asked
whether that is a conflict of interest. Nothing can be read out of them, and nobody outside the deployment can make them.
"""

from __future__ import annotations

from collections.abc import Callable

KINDS = ("tax-code", "telephone", "email", "representative")
"""What is compared, surest first."""
_TELEPHONE_DIGITS = 9
"""Of a telephone number the last so many: with a country's prefix or without it, it is the same."""


def known_by(
    recognised: Callable[[str, str], str],
    *,
    name: str | None = None,
    telephone: str | None = None,
    email: str | None = None,
    tax_code: str | None = None,
) -> dict[str, str]:
    """Kind → hash, of what is given and long enough to mean somebody. `recognised`: `Unit.recognised_by`."""
    digits = "".join(one for one in telephone or "" if one.isdigit())
    forms = {
        "tax-code": "".join(one for one in tax_code or "" if one.isdigit()),
        "telephone": digits[-_TELEPHONE_DIGITS:] if len(digits) >= _TELEPHONE_DIGITS else "",
        "email": (email or "").strip().casefold(),
        "representative": " ".join((name or "").casefold().split()),
    }
    return {kind: recognised(kind, form) for kind, form in forms.items() if form}
