"""Which of a product's certificates holds on a day, where it counts, and what may be asked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from kit.collation import vietnamese_key
from law.classification import UnknownProductSet, classification
from law.places import NotThen, Place, UnknownPlace, gazetteer
from law.rulebooks import shelf
from programme import borders
from services.reporting.standings import refusals
from services.reporting.standings.question import Question
from services.reporting.standings.recognition import Certificate, Entry, History, Recognition

_DAY = timedelta(days=1)
MERGES = 20
"""So many mergings one after the other are followed."""


def with_certificate(history: History, event: Certificate) -> History:
    """
    The history with what one more event says of a certificate. The order in which events come, and how often, makes no difference: particulars
    are those of the highest version, and an end once announced stays.
    """
    known = history.certificates.get(event.certificate_id)
    newest = event if known is None or event.version > known.version else known
    both = [one for one in (known, event) if one is not None]
    restored = max(one.restored_version for one in both)
    # An end stays, unless it was annulled since: what restored the certificate came after what ended it. Of two the later
    # said counts, in whatever order they come.
    ends = [one for one in both if one.ended_on is not None and (not restored or one.ended_version > restored)]
    end = min(ends, key=lambda one: (-one.ended_version, one.ended_on or date.max, one.how or ""), default=None)
    later = [one.revoked_after_end for one in both if one.revoked_after_end is not None]
    kept = newest.model_copy(
        update={
            "ended_on": end.ended_on if end else None,
            "how": end.how if end else None,
            "ended_version": end.ended_version if end else 0,
            "restored_version": restored,
            "revoked_after_end": min(later, default=None),
        }
    )
    certificates = {**history.certificates, event.certificate_id: kept}
    version = sum(1 + one.version for one in certificates.values())
    return history.model_copy(update={"version": version, "certificates": certificates})


def led_to(histories: Mapping[str, History], product: str) -> str:
    """The product that one leads to: itself, or what it was merged into."""
    for _ in range(MERGES):
        history = histories.get(product)
        if history is None or history.merged_into is None:
            return product
        product = history.merged_into
    return product


def merged(history: History, into: History) -> tuple[History, History]:
    """
    The history of a product that was merged into another, and that one's with its certificates. The order in which the
    merging and the certificates come makes no difference.
    """
    for certificate in history.certificates.values():
        into = with_certificate(into, certificate)
    version = max(history.version, 1)
    return History(id=history.id, version=version, merged_into=into.id), into


def last_days(certificates: Iterable[Certificate]) -> dict[str, date]:
    """
    The last day each of a product's certificates holds. A newer one takes over on its first day, so that no product is
    counted twice on any day, whether or not anybody said that the older one was replaced.
    """
    ordered = sorted(
        (one for one in certificates if not one.struck), key=lambda one: (one.valid_from, one.certificate_id)
    )
    days: dict[str, date] = {}
    for one, after in zip(ordered, [*ordered[1:], None][: len(ordered)], strict=True):
        ends = [day - _DAY for day in (one.ended_on, after.valid_from if after else None) if day is not None]
        days[one.certificate_id] = min([one.valid_until, *ends])
    return days


def holds(entry: Entry, on: date) -> bool:
    """Whether a recognition counts on a day: from its first to its last day, both counted."""
    return entry.valid_from <= on <= entry.last_on


def answers(asked: Question, entry: Entry) -> bool:
    """Whether a recognition is counted: it holds on the day asked about, and has what is asked in common."""
    return holds(entry, asked.on) and asks_for(asked, entry)


REVOKED, GIVEN_UP, LAPSED, AFTER_END = "revoked", "given-up", "lapsed", "revoked-after-end"
"""How recognitions end otherwise than by a newer one, each counted for itself; the last is no end, but a later fact."""


def ends(entry: Entry, on: date) -> list[str]:
    """How a recognition had ended by a day, as it is counted; a revocation after the end is counted beside its end."""
    found = []
    if entry.valid_from <= entry.last_on < on and entry.how != "superseded":
        found.append(entry.how if entry.how in (REVOKED, GIVEN_UP) else LAPSED)
    if entry.revoked_after_end is not None and entry.revoked_after_end <= on:
        found.append(AFTER_END)
    return found


def asks_for(asked: Question, entry: Entry) -> bool:
    """Whether a recognition has what a question asks in common, whenever it held."""
    return (
        asked.star in (None, entry.star)
        and asked.year in (None, entry.year)
        and asked.set_no in (None, entry.set_no)
        and asked.kind in (None, entry.kind)
        and (asked.sector is None or asked.sector == sector_of(entry.set_no))
    )


def sector_of(set_no: int) -> str | None:
    """The code of the sector a set belongs to; None for a set that is not in the classification."""
    try:
        return classification().product_set(set_no).sector.code
    except UnknownProductSet:
        return None


def place_of(asked: Question) -> Place:
    """The place asked about, in the borders asked for; raises PlaceUnknown, PlaceNotThen, SectorUnknown, KindUnknown."""
    sectors = [one.code for one in classification().sectors]
    if asked.sector is not None and asked.sector not in sectors:
        raise refusals.SectorUnknown(pointer="/sector", given=asked.sector, known=", ".join(sectors))
    kinds = {kind.id: kind for rulebook in shelf().all() for kind in rulebook.producers}
    if asked.kind is not None and asked.kind not in kinds:
        raise refusals.KindUnknown(pointer="/kind", given=asked.kind, known=", ".join(kinds))
    try:
        return gazetteer().at(asked.place, asked.borders_on)
    except UnknownPlace as unknown:
        raise refusals.PlaceUnknown(pointer="/place", place=asked.place) from unknown
    except NotThen as other:
        raise refusals.PlaceNotThen(
            pointer="/place", place=asked.place, on=f"{asked.borders_on:%d/%m/%Y}", periods=other.fields["periods"]
        ) from other


def is_undecided(asked: Question, origin: str) -> bool:
    """Whether what names an origin lies at the place asked about, and only a person can place it further down."""
    found = borders.find(origin, asked.borders_on)
    return found.unplaced is not None and found.path == asked.place


def origin(one: Certificate) -> str:
    """The place a certificate names, in its period."""
    return borders.origin_of(one.place, one.place_on)


def entries(history: History) -> list[tuple[Certificate, Entry]]:
    """A product's recognitions as they are counted."""
    certificates = list(history.certificates.values())
    last = last_days(certificates)
    return [
        (
            one,
            Entry(
                star=one.star,
                set_no=one.set_no,
                year=one.decided_on.year,
                kind=one.producer_kind,
                valid_from=one.valid_from,
                last_on=last.get(one.certificate_id, one.valid_from - _DAY),  # one that was struck held on no day
                sort_key=vietnamese_key(one.product_name),
                how=_how(one, last.get(one.certificate_id)),
                revoked_after_end=one.revoked_after_end,
            ),
        )
        for one in certificates
    ]


def _how(one: Certificate, last_on: date | None) -> str | None:
    """How it ended before its last day; None of one that lapsed, whatever was decided after."""
    if last_on is None or last_on >= one.valid_until:
        return None
    return one.how or "superseded"  # a newer one took over on its first day, whether or not anybody said so


def recognitions(history: History) -> list[Recognition]:
    """A product's recognitions as they are listed."""
    return [
        Recognition(
            id=one.certificate_id,
            version=history.version,
            product_id=history.id,
            product_code=one.product_code,
            product_name=one.product_name,
            set_no=one.set_no,
            producer_name=one.producer_name,
            kind=one.producer_kind,
            place_name=one.place_name,
            origin=origin(one),
            star=one.star,
            decision_number=one.decision_number,
            decided_on=one.decided_on,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
        )
        for one in history.certificates.values()
    ]
