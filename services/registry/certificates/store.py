"""Certificates in the database. They are public: what is on them is what is printed and published."""

from __future__ import annotations

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from law.codes import MalformedCode, product_codes_meant, read_product_code
from law.rulebooks import shelf
from programme.roles import OFFICERS, PRODUCER
from services.registry.certificates.arrival import DecisionArrival, RulingArrived
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State

FORMER = ("decision_corrections.was_number", "paper_numbers")
"""Numbers by which a certificate is found for ever, struck or put right since."""
ORDERS = Orders("-decided", decided="decided_on", until="valid_until", star="star", code="product_code")

certificates: Collection[Certificate] = Collection(
    Certificate,
    "certificates",
    indexes=[
        Index("product_id", ("decided_on", -1)),
        # Recognitions of earlier years have no ruling here and mostly no published code.
        Index("product_code", unique=True, where={"product_code": {"$gt": ""}}),
        Index("ruling_id", unique=True, where={"ruling_id": {"$gt": ""}}),
        Index("producer_id", ("decided_on", -1)),
        Index("place.path", ("decided_on", -1)),
        Index("paper_numbers"),
        Index("decision_number", "decided_on"),
        *ORDERS.indexes(),
    ],
)


arrivals: Collection[DecisionArrival] = Collection(
    DecisionArrival, "decision_arrivals", indexes=[Index("issued_at", "first_at"), Index("places", "issued_at")]
)
waiting_rulings: Collection[RulingArrived] = Collection(
    RulingArrived, "ruling_arrivals", indexes=[Index("decision_id", "line"), Index("dossier_id")]
)

MOST_ARRIVALS = 50
"""Decisions on their way that one page lists."""


async def lines_of(unit: Unit, decision_id: str) -> list[RulingArrived]:
    """The lines of a decision that wait, in the order of its annex."""
    return await waiting_rulings.select(unit, {"decision_id": decision_id}, sort=[("line", 1)], limit=0)


async def arriving_to(unit: Unit, by: Principal) -> list[DecisionArrival]:
    """The decisions with a line in an officer's territory that have not arrived whole, the oldest first."""
    offices = by.offices(*OFFICERS)
    if not offices:
        return []
    wanted = {"places": within_any(offices), "issued_at": None}
    return await arrivals.select(unit, wanted, sort=[("first_at", 1)], limit=MOST_ARRIVALS)


async def arriving_of(unit: Unit, dossier_id: str) -> DecisionArrival | None:
    """The decision on its way with a line of a dossier."""
    line = await waiting_rulings.first(unit, {"dossier_id": dossier_id})
    found = await arrivals.find(unit, line.decision_id) if line else None
    return found if found and found.issued_at is None else None


async def latest_of(unit: Unit, product_id: str) -> Certificate | None:
    """The product's newest certificate, alive or not."""
    return await certificates.first(unit, {"product_id": product_id}, sort=[("decided_on", -1), ("id", -1)])


async def by_ruling(unit: Unit, ruling_id: str) -> Certificate | None:
    """The certificate a ruling led to."""
    return await certificates.first(unit, {"ruling_id": ruling_id})


async def by_code(unit: Unit, product_code: str) -> Certificate | None:
    """The certificate that carries a product code, with whatever dashes and blanks it was typed."""
    for code in dict.fromkeys((product_code, *product_codes_meant(product_code, shelf().all()))):
        if code and (found := await certificates.first(unit, {"product_code": code})):
            return found
    return None


ALIKE = 8
"""So many certificates are named for a code that none has."""


async def coded_like(unit: Unit, product_code: str) -> list[Certificate]:
    """Some certificates whose code begins with the same place and province as one that none carries, the nearest serial first."""
    for code in (product_code, *product_codes_meant(product_code, shelf().all())):
        try:
            parts = read_product_code(code, list(shelf().all()))
        except MalformedCode:
            continue
        begins = code.rsplit(f"-{parts.serial}-", 1)[0] + "-"
        # "." is the sign after "-": a range, which every planner finds the index for.
        found = await certificates.select(unit, {"product_code": {"$gte": begins, "$lt": f"{begins[:-1]}."}}, limit=100)
        return sorted(found, key=lambda one: _off(one.product_code, code))[:ALIKE]
    return []


def _off(one: str, other: str) -> tuple[int, str]:
    """In how many signs two codes differ, where they stand one below the other."""
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other)), one


async def by_paper(unit: Unit, number: str) -> list[Certificate]:
    """The certificates whose paper has or had a number, at most 20: offices number theirs for themselves."""
    return await certificates.select(unit, {"paper_numbers": number.strip()}, limit=20) if number.strip() else []


async def of_product(unit: Unit, product_id: str) -> list[Certificate]:
    """All certificates of a product, newest first."""
    return await certificates.select(unit, {"product_id": product_id}, sort=[("decided_on", -1)])


async def concerning(
    unit: Unit, by: Principal, turn: Turn, *, state: State | None = None, text: str = ""
) -> Page[Certificate]:
    """The certificates of a person's own products, or of an officer's territory; `text`: in code, product, producer or decision."""
    own = {"producer_id": {"$in": by.offices(PRODUCER)}}
    wanted = any_of(own, {"place.path": within_any(by.offices(*OFFICERS))})
    in_state = {"state": state.value} if state else {}
    named = words_in(text, "product_code", "product_name", "producer_name", "decision_number", *FORMER)
    return await certificates.turned(unit, all_of(wanted, in_state, named), turn)
