"""What must hold of a design, and what it becomes. Pure."""

from __future__ import annotations

from datetime import date, datetime

from kit.identity import Principal
from programme.places import Where
from programme.roles import acts_for
from services.registry.designs import refusals
from services.registry.designs.commands import DesignCommand
from services.registry.designs.design import Design
from services.registry.designs.lifecycle import State, Verb
from services.registry.marks.mark_use import Picture, PictureFile
from services.registry.marks.refusals import TooManyPictures
from services.registry.marks.rules import MOST_PICTURES
from services.registry.producers.producer import Producer

MOST_WAITING = 30
"""Designs of one producer in draft or waiting for the office."""


def entered(
    id: str, command: DesignCommand, producer: Producer, *, place: Where, on: date, supported_by: str | None
) -> Design:
    """A design in draft; raises ConsentedLater."""
    _check_day(command, on)
    return Design(
        id=id,
        **dict(command),
        producer_id=producer.id,
        producer_name=producer.name,
        producer_kind=producer.kind,
        place=place,
        supported_by=supported_by,
        entered_on=on,
    )


def changed(design: Design, command: DesignCommand, *, at: datetime, on: date, by: Principal) -> Design:
    """The draft with other particulars; raises StepRefused, ConsentedLater."""
    after = design.stepped(Verb.CHANGE, at=at, by=by, **dict(command))
    _check_day(command, on)
    return after


def with_picture(design: Design, picture: Picture, *, at: datetime, by: Principal) -> Design:
    """The draft with another picture; raises StepRefused, TooManyPictures."""
    after = design.stepped(Verb.CHANGE, at=at, by=by, note=picture.name, pictures=(*design.pictures, picture))
    if len(after.pictures) > MOST_PICTURES:
        raise TooManyPictures(pointer="/file", most=MOST_PICTURES)
    return after


def with_consent(design: Design, paper: PictureFile, *, at: datetime, by: Principal) -> Design:
    """The draft with the designer's signed consent; raises StepRefused."""
    return design.stepped(Verb.CHANGE, at=at, by=by, note=paper.name, consent=paper)


def offered(design: Design, *, at: datetime, by: Principal) -> Design:
    """The design before the office; raises StepRefused, NothingToShow, ConsentMissing."""
    after = design.stepped(Verb.OFFER, at=at, by=by)
    if not design.pictures:
        raise refusals.NothingToShow(pointer="/file")
    if design.consent is None:
        raise refusals.ConsentMissing(pointer="/consent")
    return after


def published(design: Design, *, at: datetime, by: Principal, office: str) -> Design:
    """The design in the gallery; raises StepRefused, OwnDesign."""
    if acts_for(by, design.producer_id):
        raise refusals.OwnDesign()
    return design.stepped(Verb.PUBLISH, at=at, by=by, office=office).model_copy(update={"office": office})


def withdrawn(design: Design, reason: str, *, at: datetime, by: Principal) -> Design:
    """The design out of the gallery, or not taken into it; raises StepRefused."""
    return design.stepped(Verb.WITHDRAW, at=at, by=by, note=reason)


def taken_up(design: Design) -> Design:
    """The design after which another use was made; raises NotInTheGallery."""
    if design.state is not State.PUBLISHED:
        raise refusals.NotInTheGallery()
    return design.model_copy(update={"taken_up": design.taken_up + 1})


def _check_day(command: DesignCommand, on: date) -> None:
    if command.consented_on > on:
        raise refusals.ConsentedLater(pointer="/consented_on")
