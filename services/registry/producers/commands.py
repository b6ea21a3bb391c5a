"""What may be asked about producers."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label, Words
from services.registry.producers.producer import PersonFields, ProducerFields


class PersonCommand(PersonFields, Command):
    """The representative. Everything but the name may be left out."""


class ProducerCommand(ProducerFields, Command):
    """A producer's particulars."""

    place: Annotated[Id, Label("Xã, phường", "Commune, by its path", example="33/11977")]
    representative: Annotated[PersonCommand, Label("Người đại diện", "Representative")]


class NumberCommand(Command):
    """Whose tax code is a person's number; sent in a form, so that it stands in no address."""

    number: Annotated[Id, Label("Số định danh cá nhân", "Personal identity number", type="numeric")]


class MergeCommand(Command):
    """Into which record a twin is merged, and why."""

    into: Annotated[Id, Label("Bản ghi được giữ lại", "The record that is kept")]
    reason: Annotated[Words, Label("Lý do gộp", "Reason", example="Cùng một hợp tác xã, ghi hai lần.")]
