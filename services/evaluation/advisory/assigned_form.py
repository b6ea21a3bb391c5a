"""The form that gives out the work as it is sent: tasks for whoever works on the case, nothing for the rest of the team."""

from __future__ import annotations

from starlette.datastructures import FormData


def assigned(sent: FormData) -> FormData:
    """The form without the people of the team for whom no task was ticked: they are not given the work."""
    ids = {
        name.removesuffix("person_id") for name in sent if name.startswith("advisers-") and name.endswith("-person_id")
    }
    idle = {at for at in ids if not any(str(one).strip() for one in sent.getlist(f"{at}tasks"))}
    return FormData([(name, value) for name, value in sent.multi_items() if not name.startswith(tuple(idle))])
