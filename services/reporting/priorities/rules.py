"""How products are put first: what holds of each, the points of every line, and the places. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from kit.collation import vietnamese_key
from kit.history import Actor
from kit.identity import Principal, is_within
from kit.money import write_dong
from law.priority import WHOLE, Criterion, PriorityLineRule, PriorityRules
from programme import borders
from services.reporting.priorities import refusals
from services.reporting.priorities.candidate import Candidate, Facts, Holding, in_force
from services.reporting.priorities.commands import PublishListCommand
from services.reporting.priorities.priority_list import Placed, PriorityList, Reason
from services.reporting.standings import rules as standings
from services.reporting.standings.recognition import History

MONEY = ("revenue", "export")
PER_CENT = ("growth", "local-labour")


def newer(known: Candidate | None, said: Candidate) -> Candidate:
    """A product as its newest event has it, whatever the order events come in; one that is made no longer stays so."""
    if known is None:
        return said
    newest = said if said.version > known.version else known
    return newest.model_copy(update={"ended": known.ended or said.ended})


def within(candidates: Iterable[Candidate], area: str, on: date) -> list[Candidate]:
    """The products that may be put first at a place, in the borders of a day."""
    return [
        one
        for one in candidates
        if not one.gone and not one.ended and is_within(borders.find(one.origin, on).path, area)
    ]


def facts_of(
    one: Candidate, holdings: Sequence[Holding], history: History | None, listed: PriorityRules, on: date
) -> Facts:
    """What counts of a product on a day; `holdings`: its own, and its producer's."""
    mine = [held for held in holdings if held.product_id in (None, one.id)]
    held = [entry for _, entry in standings.entries(history)] if history else []
    profile = next((held for held in mine if held.sort == "profile"), None)
    cards = {
        card.year: card.amounts
        for card in mine
        if card.sort == "card" and card.product_id and card.year and on.year - listed.cards_back <= card.year <= on.year
    }
    return Facts(
        star=max((entry.star for entry in held if standings.holds(entry, on)), default=0),
        recognitions=sum(entry.valid_from <= min(on, entry.last_on) for entry in held),
        cards=cards,
        linkages=len(in_force(mine, "linkage", on)),
        credentials=dict(Counter(held.code for held in in_force(mine, "credential", on))),
        producer_kind=one.producer_kind,
        women_led=profile.women_led if profile and one.producer_kind in listed.women_led_of else None,
        set_no=one.set_no,
    )


def value_of(line: PriorityLineRule, facts: Facts) -> int | None:
    """How much of a line's fact there is; None where nothing is known of it."""
    newest = max(facts.cards, default=None)
    card = facts.cards[newest] if newest is not None else {}
    match line.fact:
        case "star":
            return facts.star
        case "recognitions":
            return facts.recognitions
        case "revenue" | "export":
            return card.get(line.fact)
        case "growth":
            before = facts.cards.get(newest - 1, {}).get("revenue") if newest is not None else None
            now = card.get("revenue")
            return (now - before) * 100 // before if before and now is not None else None
        case "local-labour":
            labour, local = card.get("labour"), card.get("local-labour")
            return local * 100 // labour if labour and local is not None else None
        case "linkages":
            return facts.linkages
        case "credentials" | "rights":
            return sum(facts.credentials.get(code, 0) for code in line.among)
        case "producer-kind":
            return int(facts.producer_kind in line.among)
        case "women-led":
            return None if facts.women_led is None else int(facts.women_led)
        case "set":
            return int(str(facts.set_no) in line.among)


def points_of(criterion: Criterion, facts: Facts) -> tuple[int, list[tuple[PriorityLineRule, int | None, int]]]:
    """
    A criterion's points of 100, and of each thing asked about the line that counts, how much there is, and its points: the
    highest that holds, or the lowest with none.
    """
    found: list[tuple[PriorityLineRule, int | None, int]] = []
    for asks in dict.fromkeys(line.asks for line in criterion.lines):
        lines = [line for line in criterion.lines if line.asks == asks]
        value = value_of(lines[0], facts)
        holding = [line for line in lines if value is not None and value >= line.at_least]
        best = max(holding, key=lambda line: line.points, default=None)
        first = min(lines, key=lambda line: line.at_least)
        found.append((best, value, best.points) if best else (first, value, 0))
    return min(WHOLE, sum(points for _, _, points in found)), found


def explained(listed: PriorityRules, facts: Facts) -> tuple[Decimal, tuple[Reason, ...]]:
    """The points of a product, and every line of how they came about."""
    total, reasons = Decimal(0), list[Reason]()
    for criterion in listed.criteria:
        points, lines = points_of(criterion, facts)
        reasons += [_reason(criterion, *line) for line in lines]
        part = Decimal(points * criterion.weight) / WHOLE
        total += part
        vi, en = criterion.label.pair
        reasons.append(
            Reason(
                code=criterion.id,
                vi=f"{vi}: {points}/{WHOLE}, trọng số {criterion.weight}: {_text(part).replace('.', ',')} điểm",
                en=f"{en}: {points}/{WHOLE}, weight {criterion.weight}: {_text(part)} points",
                article=criterion.source.vi,
            )
        )
    return total, tuple(reasons)


def ranked(candidates: Sequence[Candidate], facts: Mapping[str, Facts], listed: PriorityRules) -> list[Placed]:
    """All products in their places: by points, equal ones at the same place in the order of their names."""
    counted = [(one, *explained(listed, facts[one.id])) for one in candidates]
    counted.sort(key=lambda row: (-row[1], vietnamese_key(row[0].name), row[0].id))
    placed: list[Placed] = []
    before: Decimal | None = None
    for number, (one, points, reasons) in enumerate(counted, start=1):
        position = placed[-1].position if placed and points == before else number
        before = points
        placed.append(_placed(one, position, points, reasons))
    return placed


def digest(lines: Sequence[Placed]) -> str:
    """What names exactly these places with these explanations."""
    text = "\n".join(line.model_dump_json() for line in lines)
    return hashlib.sha256(text.encode()).hexdigest()


def published(
    id: str,
    command: PublishListCommand,
    lines: Sequence[Placed],
    listed: PriorityRules,
    *,
    edition: int,
    weights_hash: str,
    at: datetime,
    on: date,
    by: Principal,
) -> PriorityList:
    """A list as it stays. Raises YearOutOfReach, TooManyPlaces, NothingToPlace, ListChanged."""
    if command.year not in (on.year, on.year + 1):
        raise refusals.YearOutOfReach(pointer="/year", first=str(on.year), last=str(on.year + 1))
    if command.places > listed.places.most:
        raise refusals.TooManyPlaces(pointer="/places", most=listed.places.most)
    if not lines:
        raise refusals.NothingToPlace()
    chosen = tuple(lines[: command.places])
    if command.seen and command.seen != digest(chosen):
        raise refusals.ListChanged()
    return PriorityList(
        id=id,
        **command.model_dump(exclude={"seen"}),
        edition=edition,
        among=len(lines),
        weights_hash=weights_hash,
        verified=listed.verified,
        lines=chosen,
        published_on=on,
        published_at=at,
        by=Actor.of(by),
    )


def _reason(criterion: Criterion, line: PriorityLineRule, value: int | None, points: int) -> Reason:
    vi, en = line.label.pair
    (there_vi, there_en) = _there(line, value)
    return Reason(
        code=line.id,
        vi=f"{vi}: {'có' if points else 'không'}{there_vi}, {points} điểm",
        en=f"{en}: {'yes' if points else 'no'}{there_en}, {points} points",
        article=criterion.source.vi,
    )


def _there(line: PriorityLineRule, value: int | None) -> tuple[str, str]:
    if value is None:
        return " có số liệu", " figure is known"
    if line.fact in MONEY:
        return f" ({write_dong(value)} đồng)", f" (VND {write_dong(value, 'en')})"
    if line.fact in PER_CENT:
        return f" ({value}%)", f" ({value} per cent)"
    if line.fact in ("producer-kind", "women-led", "set"):
        return "", ""
    return f" ({value})", f" ({value})"


def _placed(one: Candidate, position: int, points: Decimal, reasons: tuple[Reason, ...]) -> Placed:
    names = ("producer_id", "producer_name", "producer_kind", "place", "place_name", "place_on", "set_no")
    return Placed(
        position=position,
        product_id=one.id,
        product_name=one.name,
        points=_text(points),
        explanation=reasons,
        **{name: getattr(one, name) for name in names},
    )


def _text(points: Decimal) -> str:
    return format(points.normalize(), "f")


def kept_newest(known: Mapping[str, Holding], said: Iterable[Holding]) -> Iterator[Holding]:
    """Of what is held, the newest word on each, whatever the order they come in; what is known already is left out."""
    newest = dict(known)
    for one in said:
        if one.id not in newest or one.version > newest[one.id].version:
            newest[one.id] = one
    yield from (one for id, one in newest.items() if known.get(id) != one)
