"""Kinds that lists of the law name: what a dossier asks for, credentials, what lists call producers."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.values import Part, Period, Text


class DossierKind(Part):
    """
    What a dossier may ask for. `builds_on`: it needs an earlier recognition. `while_valid`: it may be opened while a
    certificate is valid. `council_period`: the act's period for re-evaluation binds its council.
    """

    id: str
    label: Text
    when: Text
    builds_on: bool
    while_valid: bool
    council_period: bool = False


@lists.of_form("dossier-kinds")
class DossierKinds(Part):
    """The file."""

    list: str
    in_force: Period
    kinds: tuple[DossierKind, ...] = Field(min_length=1)


class CredentialKind(Part):
    """A standard, a paper or a right."""

    id: str
    label: Text


@lists.of_form("credentials")
class CredentialKinds(Part):
    """The file."""

    list: str
    in_force: Period
    kinds: tuple[CredentialKind, ...]


@lists.of_form("ladder")
class Ladder(Part):
    """Days before a certificate's last day on which its producer is warned."""

    list: str
    in_force: Period
    days_before: tuple[int, ...] = Field(min_length=1)


class ProducerWord(Part):
    """A word that published lists have for a kind of producer, and the kind it means."""

    says: str = Field(min_length=1)
    kind: str


@lists.of_form("producer-words")
class ProducerWords(Part):
    """The file."""

    list: str
    in_force: Period
    words: tuple[ProducerWord, ...]


@cache
def producer_words() -> dict[str, str]:
    """Word of a published list, as it is written → id of the kind of producer."""
    read = ProducerWords.model_validate(lists.content("producer-words"))
    return {one.says: one.kind for one in read.words}


@cache
def dossier_kinds() -> tuple[DossierKind, ...]:
    """What a dossier may ask for, in the order of the list."""
    return DossierKinds.model_validate(lists.content("dossier-kinds")).kinds


def dossier_kind(id: str) -> DossierKind | None:
    """A kind of dossier; None for one that the list does not have."""
    return next((one for one in dossier_kinds() if one.id == id), None)


def usual_kind(*, while_valid: bool) -> DossierKind:
    """
    What a product's dossier most likely asks for, as forms propose it: while a certificate is valid its re-evaluation, else
    what builds on nothing.
    """
    fits = [one for one in dossier_kinds() if one.while_valid is while_valid and one.builds_on is while_valid]
    return next((one for one in fits if one.council_period is while_valid), (fits or dossier_kinds())[0])


@cache
def credential_kinds() -> dict[str, Text]:
    """Every kind of credential and what it is called."""
    return {one.id: one.label for one in CredentialKinds.model_validate(lists.content("credentials")).kinds}


@cache
def ladder() -> tuple[int, ...]:
    """The days before a certificate's end on which its producer is warned, as the list has them."""
    return Ladder.model_validate(lists.content("ladder")).days_before
