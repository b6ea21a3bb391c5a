"""The form of a council's people as it is sent: a part for whoever sits, nothing for the rest of the roster."""

from __future__ import annotations

from starlette.datastructures import FormData


def seated(sent: FormData) -> FormData:
    """The form without the people of the roster for whom no part was chosen: they do not sit."""
    idle = {name.removesuffix("part") for name, part in sent.multi_items() if name.endswith("-part") and not part}
    return FormData([(name, value) for name, value in sent.multi_items() if not name.startswith(tuple(idle))])
