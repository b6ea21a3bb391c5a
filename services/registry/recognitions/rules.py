"""How a row of a published list is read, and what of earlier years is a certificate. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from kit.identity import Principal
from kit.mapped import mapped
from kit.normalization import MarksPiled
from kit.refusal import Refusal
from kit.text import visible
from law.calendar import valid_until
from law.classification import classification
from law.kinds import producer_words
from law.levels import place_kinds
from law.places import gazetteer, plain
from law.rulebooks import shelf
from programme.decisions import decision_of
from programme.places import Where, where_of
from services.registry.certificates import rules as certificate_rules
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State
from services.registry.dossiers.dossier import Subject
from services.registry.producers.likeness import keys
from services.registry.producers.producer import Person, Producer
from services.registry.products import rules as product_rules
from services.registry.products.product import Product, Published
from services.registry.recognitions import cells
from services.registry.recognitions.published_list import name_of
from services.registry.recognitions.refusals import (
    DecidedInTheFuture,
    NotOfEarlierYears,
    PlaceUnread,
    ProductUnnamed,
    SetUnsaid,
    SourceUnsaid,
    StarNotRecognised,
    ValueTooLong,
)
from services.registry.recognitions.row import COLUMNS, Row
from services.registry.recognitions.sent_list import Became, Outcome, Why

_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:ocop:recognitions")
NAMES = ("product", "producer", *place_kinds()[:-1])
LONGEST_NAME, LONGEST_SOURCE, LONGEST = 300, 2000, 100
"""Characters of a name, of the source, of any other value: as many as a command may bring."""


def natural_id(kind: str, *key: str) -> str:
    """
    The id of what a list enters, made of its natural key: of two lists that bring the same thing at once one finds it
    taken, because ids are unique in the database.
    """
    return str(uuid.uuid5(_OURS, "|".join((kind, *key))))


def check_of_earlier_years(row: Row, product: Product, *, new: bool, on: date) -> None:
    """
    Raises StarNotRecognised, DecidedInTheFuture or NotOfEarlierYears: a list tells of what was decided before the
    register kept the product. `new`: the list itself enters it.
    """
    assert row.star
    assert row.decided_on
    given, act = f"{row.decided_on:%d/%m/%Y}", shelf().in_force(row.decided_on)
    if act.recogniser_of(row.star) is None:
        raise StarNotRecognised(act=act.id, star=row.star, product=row.product)
    if row.decided_on > on:
        raise DecidedInTheFuture(given=given, product=row.product)
    if not new and row.decided_on >= product.registered_on:
        registered = f"{product.registered_on:%d/%m/%Y}"
        raise NotOfEarlierYears(product=row.product, registered=registered, given=given)


def check_time(row: Row, on: date) -> None:
    """Raises DecidedInTheFuture for a decision, or a day a source speaks of, that has not come; StarNotRecognised."""
    _check_come(row.product, row.decided_on, cells.day_of(row.as_of), on=on)
    act = shelf().in_force(row.decided_on or on)
    if row.stage == "recognised" and row.star and act.recogniser_of(row.star) is None:
        raise StarNotRecognised(act=act.id, star=row.star, product=row.product)


def _check_come(product: str, *days: date | None, on: date) -> None:
    for said in days:
        if said and said > on:
            raise DecidedInTheFuture(given=f"{said:%d/%m/%Y}", product=product)


def read(
    values: Mapping[str, str | None],
    set_no: int | None = None,
    *,
    stages: Mapping[str, Sequence[str]] = {},
    on: date = date.max,
) -> Row:
    """
    A row as it is meant, in the one form, each value on one line; blanks stay blank. `stages`: what lists call each stage.
    `on`: today; a place is looked for only among those of days that have come.

    Raises MarksPiled, ValueNotALine, ValueTooLong, ProductUnnamed, SetUnsaid, UnknownProductSet, SourceUnsaid, StageUnknown, PlaceUnread, ValueUnread, DayUnread,
    DecidedInTheFuture.
    """
    said = {name: cells.line(name, values.get(name) or "") for name in (*COLUMNS, "set_no")}
    for name, value in said.items():
        most = LONGEST_NAME if name in NAMES else LONGEST_SOURCE if name == "source" else LONGEST
        if len(value) > most:
            raise ValueTooLong(column=name_of(name), most=most)
    product = said["product"]
    if not product:
        raise ProductUnnamed()
    number = set_no if set_no is not None else cells.number(said, "set_no", 1, 999)
    if number is None:
        raise SetUnsaid(product=product)
    classification().product_set(number)
    if not said["source"]:
        raise SourceUnsaid(product=product)
    decided_on = cells.decided(said)
    _check_come(product, decided_on, cells.day_of(said["as_of"]), on=on)
    said["province_then"] = cells.province(said, decided_on)
    stage = cells.stage(said, stages)
    return Row(
        product=product,
        set_no=number,
        producer=said["producer"],
        producer_kind=_kind_of(said["producer_kind"]),
        place=place_of(said, decided_on),
        star=cells.number(
            said | {"star": cells.STARS.sub("", said["star"])}, "star", min(shelf().stars()), max(shelf().stars())
        ),
        decision=said["decision"] or None,
        decided_on=decided_on,
        stage=stage,
        as_of=said["as_of"] or None,
        confidence=said["confidence"],
        source=said["source"],
    )


def place_of(said: Mapping[str, str], decided_on: date | None) -> Where:
    """The smallest unit the row names, on a day of its time when the lists know it. Raises PlaceUnread."""
    named = {kind: said[kind] for kind in place_kinds()[:-1] if said[kind]}
    for on in cells.days(said, decided_on):
        province = said["province_then"]
        if not gazetteer().exists(province, on):
            continue
        found = gazetteer().at(province, on)
        for kind, name in reversed(named.items()):
            below = [
                unit for unit in gazetteer().descendants(found.path, on) if cells.bare(unit.name) == cells.bare(name)
            ]
            wanted = [unit for unit in below if unit.level == kind]
            if len(wanted) != 1:
                break
            found = wanted[0]
        else:
            return where_of(found, on)
    raise PlaceUnread(place=", ".join([*named.values(), said["province_then"]]), product=said["product"])


def _kind_of(word: str) -> str:
    """The kind of producer a list's word means, accents and capitals aside; nothing for one that no kind fits."""
    return next((kind for says, kind in producer_words().items() if plain(says) == plain(word)), "")


def published(row: Row) -> Published:
    """What is kept of the row beside the product."""
    return mapped(Published, row)


def carries(product: Product, row: Row) -> bool:
    """Whether the product carries this row already, however it spells the decision."""
    return _compared(published(row)) in map(_compared, product.published)


def _compared(one: Published) -> Published:
    decision = decision_of(one.decision, one.decided_on) if one.decision and one.decided_on else one.decision
    return one.model_copy(update={"decision": decision})


def certificate_id(product: Product, row: Row) -> str:
    """The id of the certificate of a row that certifies: one product, one decision."""
    assert row.decision
    assert row.decided_on
    return natural_id("certificate", product.id, decision_of(row.decision, row.decided_on))


def is_of(certificate: Certificate, row: Row) -> bool:
    """Whether a certificate of the product rests on the row's decision."""
    assert row.decision
    assert row.decided_on
    known = decision_of(certificate.decision_number, certificate.decided_on)
    return known == decision_of(row.decision, row.decided_on)


def certificate(
    id: str, product: Product, row: Row, on: date, *, paper: str | None, by: Principal | None
) -> Certificate:
    """
    The certificate of a row that certifies, under the act of its day: who recognised that star then, and for how long.
    Its code stays empty when none was published. `paper`: the SHA-256 of the list; `by`: who loaded it.
    """
    assert row.star
    assert row.decision
    assert row.decided_on
    act = shelf().in_force(row.decided_on)
    tier = act.recogniser_of(row.star, product.set_no)
    authority = tier.authority_for(row.star, product.set_no) if tier else None
    last = valid_until(row.decided_on, act.validity_months)
    return Certificate(
        id=id,
        **dict(Subject.of(product, product.place)),
        product_code="",
        star=row.star,
        decision_number=row.decision,
        decided_on=row.decided_on,
        authority=authority.vi if authority else "",
        rulebook_id=act.id,
        valid_from=row.decided_on,
        valid_until=last,
        source=row.source,
        list_sha256=paper,
        entered_by=by.id if by else None,
        state=State.VALID if last >= on else State.EXPIRED,
    )


def producer_of(id: str, row: Row, on: date) -> Producer:
    """A producer as the row names it, entered with nothing the source does not say."""
    return Producer(
        id=id,
        name=row.producer,
        kind=row.producer_kind,
        place=row.place,
        representative=Person(name=""),
        registered_on=on,
        sort_key=plain(row.producer),
        likeness=keys(row.producer),
    )


def product_of(id: str, row: Row, producer: Producer | None, on: date) -> Product:
    """A product as the row names it; raises UnknownProductSet."""
    return product_rules.checked(
        Product(
            id=id,
            name=row.product,
            set_no=row.set_no,
            producer_id=producer.id if producer else "",
            producer_name=producer.name if producer else "",
            producer_kind=producer.kind if producer else "",
            place=row.place,
            registered_on=on,
        )
    )


def is_of_a_list(id: str) -> bool:
    """Whether a list entered what has this id: it is made of a natural key, all others of the time."""
    try:
        return uuid.UUID(id).version == 5
    except ValueError:
        return False


def says(row: Row) -> str:
    """A digest of what is kept of a row: two that say the same have the same."""
    return _digest(published(row))


def without_row(product: Product, said: str, left: Sequence[Certificate]) -> Product:
    """The product without what the row of a digest said of it. `left`: its certificates, the latest decided first."""
    certified = product.certified
    if certified and certified.certificate_id not in [one.id for one in left]:
        certified = certificate_rules.certified(left[0]) if left else None
    published = tuple(one for one in product.published if _digest(one) != said)
    return product_rules.checked(product.model_copy(update={"published": published, "certified": certified}))


def became(outcome: Outcome, *, why: Why | None = None, **ids: str | None) -> Became:
    """What became of a line."""
    return Became(outcome=outcome, why=why, **{name: id for name, id in ids.items() if id is not None})


def why(refusal: Refusal) -> Why:
    """A refusal as it is kept with a line."""
    return Why(slug=refusal.slug, vi=refusal.say("vi"), en=refusal.say("en"))


def within_list(tried: Became, earlier: Sequence[Became]) -> Became:
    """What becomes of a line once the lines before it are entered: what one of them enters, it joins or knows."""
    if any(one.says == tried.says for one in earlier if one.outcome != "refused"):
        return tried.model_copy(update={"outcome": "known"})
    if tried.outcome == "added" and any(one.outcome == "added" for one in earlier):
        return tried.model_copy(update={"outcome": "joined"})
    return tried


def with_row(product: Product, row: Row) -> Product:
    """The product with what the row says of it, the newest first."""
    return product_rules.checked(product.model_copy(update={"published": (published(row), *product.published)}))


def _digest(one: Published) -> str:
    return natural_id("row", _compared(one).model_dump_json())


def shown(name: str) -> str:
    """The name of a line that is not read yet, for people to find it by."""
    try:
        return visible(name)[:LONGEST_NAME]
    except MarksPiled:
        return ""
