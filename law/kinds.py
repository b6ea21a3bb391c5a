"""Kinds that lists of the law name: what a dossier asks for, credentials, what lists call producers."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from law import lists
from law.calendar.spans import add_months
from law.rulebooks.values import Part, Period, Text, Verified


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
    """
    A standard, a paper or a right. `months`: how long one lives that names no last day, from its day of issue; None: it
    has no end. `days_before`: when its holder is told of its end; empty: as the list says. `evidence`: kinds of evidence
    it is, the first unless somebody says another; `topics`: of criteria it speaks for. `several`: held side by side, a newer takes no older one's place. `public`: everybody may know
    of it.
    """

    id: str
    label: Text
    holders: tuple[Literal["producer", "product"], ...] = ("producer", "product")
    issuers: Text | None = None
    months: int | None = Field(None, ge=1)
    days_before: tuple[int, ...] = ()
    evidence: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    several: bool = False
    public: bool = False
    source: Text | None = None
    verified: Verified = "no"

    def last_day(self, issued_on: date | None, expires_on: date | None) -> date | None:
        """The last day of one: as written on it, or by the life of its kind. None: it has no end, or none that is known."""
        if expires_on is not None or issued_on is None or self.months is None:
            return expires_on
        return add_months(issued_on, self.months)


@lists.of_form("credentials")
class CredentialKinds(Part):
    """The file."""

    list: str
    in_force: Period
    days_before: tuple[int, ...] = ()
    days_source: Text | None = None
    days_verified: Verified = "no"
    kinds: tuple[CredentialKind, ...]


@lists.of_form("paper-health")
class PaperHealthTerm(Part):
    """How many days before its end a paper is said to end soon."""

    list: str
    in_force: Period
    source: Text | None = None
    verified: Verified = "no"
    ending_days: int = Field(ge=0)


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
def kinds_of_credential() -> dict[str, CredentialKind]:
    """Every kind of credential by its id, each with the days on which its end is told of."""
    read = CredentialKinds.model_validate(lists.content("credentials"))
    told = {one.id: one.days_before or read.days_before for one in read.kinds}
    return {one.id: one.model_copy(update={"days_before": told[one.id]}) for one in read.kinds}


def credential_kind(id: str) -> CredentialKind | None:
    """A kind of credential; None for one that the list does not have."""
    return kinds_of_credential().get(id)


@cache
def paper_ending_days() -> int:
    """How many days before its end a paper is said to end soon."""
    return PaperHealthTerm.model_validate(lists.content("paper-health")).ending_days


@cache
def ladder() -> tuple[int, ...]:
    """The days before a certificate's end on which its producer is warned, as the list has them."""
    return Ladder.model_validate(lists.content("ladder")).days_before
