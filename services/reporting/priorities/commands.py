"""What may be asked about priority lists."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id
from services.reporting.priorities.priority_list import ListFields


class PublishListCommand(ListFields, Command):
    """The list is published as it is now. `seen`: the digest of what the person saw; a list that changed since is refused."""

    seen: Annotated[Id, Field(max_length=64)] | None = None
