"""What the doors take about a producer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.registry.commands import Command, Id, Name
from services.registry.producers.producer import Person


class PersonCommand(Command):
    """The representative. Everything but the name may be left out."""

    name: Name
    sex: Id | None = None
    ethnicity: Id | None = None
    email: Annotated[str, Field(max_length=254)] | None = None
    phone: Id | None = None
    address: Name | None = None


class ProducerCommand(Command):
    """A producer's particulars. `place`: the path of its commune, such as `33/11977`."""

    name: Name
    kind: Id
    tax_code: Id | None = None
    place: Id
    representative: PersonCommand
    language: Annotated[str, Field(pattern="^(vi|en)$")] = "vi"

    def person(self) -> Person:
        """The representative as it is kept; empty texts are left out."""
        return Person.model_validate(
            {name: value or None for name, value in self.representative.model_dump().items()}
            | {"name": self.representative.name}
        )
