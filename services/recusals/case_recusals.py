"""What is kept of those who stood aside: ids, by the case before whose council they did."""

from __future__ import annotations

from kit.aggregate import Aggregate


class CaseRecusals(Aggregate):
    """Everybody who stood aside from one case, of this deployment or another. Its id is the case's; it only grows."""

    dossier_id: str
    people: tuple[str, ...] = ()
