"""What goes up to the ministry with a case (`law/data/sending-up.yaml`): each paper by name, and by what it is known to be there."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from law import lists
from law.rulebooks.values import DossierKind, Part, Period, Text, Verified

ShownBy = Literal["dossier", "advice", "minutes", "ruling", "hand"]
"""By what the platform knows that a paper is there; `hand`: it knows nothing of it."""


class Sent(Part):
    """One thing that goes up. `except_sets`: product sets of which it does not."""

    id: str
    label: Text
    shown_by: ShownBy
    optional: bool = False
    except_sets: tuple[int, ...] = ()


class SentSet(Part):
    """What goes up with dossiers of some kinds."""

    id: str
    kinds: tuple[DossierKind, ...] = Field(min_length=1)
    source: Text
    verified: Verified
    items: tuple[Sent, ...] = Field(min_length=1)


@lists.of_form("sending-up")
class SendingUp(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    sets: tuple[SentSet, ...] = Field(min_length=1)

    def of(self, kind: str, set_no: int) -> tuple[SentSet | None, tuple[Sent, ...]]:
        """What goes up with a dossier of a kind and a product set; nothing is known of a kind that no act names."""
        found = next((one for one in self.sets if kind in one.kinds), None)
        return found, tuple(one for one in found.items if set_no not in one.except_sets) if found else ()


@cache
def sending_up() -> SendingUp:
    """The newest list."""
    return SendingUp.model_validate(lists.content("sending-up"))
