"""A recognition as reporting keeps it: public facts of one certificate, and what is known of its end."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate


class Certificate(BaseModel):
    """
    A certificate as one event describes it. First and last day are both valid.

    `version` is that of the certificate's own events, 0 when the product's event says it: the certificate knows better.
    `ended_on` is the first day it no longer held because of a decision: revoked, or replaced by a newer one.
    `how`: by which decision (`revoked`, `given-up`, `superseded`), and `ended_version` the version of the event that said so;
    `restored_version`: that of one which said that a revocation was annulled. `revoked_after_end`: a decision revoked it when
    it had ended already, which is no end and is counted apart.
    `struck`: the list that entered it was taken back, so that it never held; the list may be entered again.
    """

    model_config = ConfigDict(frozen=True)

    version: int
    certificate_id: str
    product_code: str
    product_name: str
    set_no: int
    producer_name: str
    producer_kind: str
    place: str
    place_name: str
    place_on: date
    star: int
    decision_number: str
    decided_on: date
    valid_from: date
    valid_until: date
    ended_on: date | None = None
    how: str | None = None
    ended_version: int = 0
    restored_version: int = 0
    revoked_after_end: date | None = None
    struck: bool = False


class History(Aggregate):
    """Everything known of one product's recognitions, by certificate. Its id is the product's."""

    certificates: dict[str, Certificate] = {}
    merged_into: str | None = None
    """The product whose record this one's was merged into: what is said of this one is said of that."""


class Recognition(Aggregate):
    """One recognition to be listed. Its id is the certificate's."""

    product_id: str
    product_code: str
    product_name: str
    set_no: int
    producer_name: str
    kind: str
    place_name: str
    origin: str
    star: int
    decision_number: str
    decided_on: date
    valid_from: date
    valid_until: date


class Entry(BaseModel):
    """
    What is counted of one recognition: it holds from `valid_from` to `last_on`. `sort_key`: of the product's name. `how` it
    ended before its time, and when it was revoked after its end (`Certificate`).
    """

    model_config = ConfigDict(frozen=True)

    star: int
    set_no: int
    year: int
    kind: str
    valid_from: date
    last_on: date
    sort_key: str
    how: str | None = None
    revoked_after_end: date | None = None


class Ledger(Aggregate):
    """
    Every recognition that names one place in one period, by certificate: a question reads the ledgers of a place's
    communes, and not its products. Its id is the origin; `root` is the province of that.
    """

    root: str
    entries: dict[str, Entry] = {}
