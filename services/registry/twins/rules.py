"""When two records are a pair, and what may become of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.command import Reason
from kit.identity import Principal
from kit.refusal import Forbidden, Stale
from programme.roles import REGISTRARS
from services.registry.producers.lifecycle import State as ProducerState
from services.registry.producers.producer import Producer
from services.registry.producers.similarity import ALIKE, alike
from services.registry.products.lifecycle import State as ProductState
from services.registry.products.product import Product
from services.registry.products.similarity import are_alike
from services.registry.twins.commands import MergeTwinsCommand
from services.registry.twins.lifecycle import Verb
from services.registry.twins.pair import Kind, Pair, pair_id
from services.registry.twins.refusals import NeitherOfTheTwo, PartingReasonMissing


def require_registrar(by: Principal) -> None:
    """Raises Forbidden for who is registrar nowhere: twins are an office's work."""
    if not by.has(*REGISTRARS):
        raise Forbidden()


def producers_like(producer: Producer, others: Iterable[Producer]) -> list[Pair]:
    """The pairs a producer is one of: of others that are active too, with a name like its own or its very number."""
    if producer.state is not ProducerState.ACTIVE:
        return []
    return [
        _pair(Kind.PRODUCER, producer, other, how)
        for other in others
        if other.state is ProducerState.ACTIVE and (how := _how(producer, other)) >= ALIKE
    ]


def products_like(product: Product, others: Iterable[Product]) -> list[Pair]:
    """The pairs a product is one of: of others in the programme, alike in name and in producer."""
    if product.state is not ProductState.REGISTERED:
        return []
    return [
        _pair(Kind.PRODUCT, product, other, alike(product.name, other.name))
        for other in others
        if other.state is ProductState.REGISTERED and are_alike(product, other)
    ]


def as_found(known: Pair, found: Pair) -> Pair:
    """A pair with how alike the two are now and where they lie, by which it is seen; what was decided of it stays."""
    now = found.model_dump(include={"one_place", "other_place", "how"})
    return known.model_copy(update=now)


def kept_and_gone(pair: Pair, command: MergeTwinsCommand) -> tuple[str, str, int]:
    """Which record is kept, which is merged into it, and the version of the latter that was looked at. Raises NeitherOfTheTwo."""
    if command.keep == pair.one:
        return pair.one, pair.other, command.other_version
    if command.keep == pair.other:
        return pair.other, pair.one, command.one_version
    raise NeitherOfTheTwo(pointer="/keep")


def check_seen(pair: Pair, command: MergeTwinsCommand, one: int, other: int) -> None:
    """Raises Stale when a record was changed since the two were looked at side by side."""
    if (command.one_version, command.other_version) != (one, other):
        raise Stale()


def parted(pair: Pair, command: Reason, *, at: datetime, by: Principal) -> Pair:
    """The pair as two that are not the same; raises PartingReasonMissing, StepRefused."""
    if not command.reason:
        raise PartingReasonMissing(pointer="/reason")
    return pair.stepped(Verb.PART, at=at, by=by, note=command.reason)


def asked_again(pair: Pair, *, at: datetime, by: Principal) -> Pair:
    """The pair to be looked at again; raises StepRefused."""
    return pair.stepped(Verb.ASK_AGAIN, at=at, by=by, open_since=at)


def merged(pair: Pair, reason: str, *, at: datetime, by: Principal) -> Pair:
    """The pair as one; raises StepRefused."""
    return pair.stepped(Verb.MERGE, at=at, by=by, note=reason)


def _how(one: Producer, other: Producer) -> float:
    same = one.tax_code is not None and one.tax_code == other.tax_code
    return 100.0 if same else alike(one.name, other.name)


def _pair(kind: Kind, one: Producer | Product, other: Producer | Product, how: float) -> Pair:
    first, second = sorted((one, other), key=lambda record: record.id)
    return Pair(
        id=pair_id(kind, first.id, second.id),
        kind=kind,
        one=first.id,
        other=second.id,
        one_place=first.place.path,
        other_place=second.place.path,
        how=round(how),
    )
