"""What signs weigh together, who comes first, and what a visit because of them would be about. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from law.inspections import InspectionRules
from services.registry.risks.risk import Risk, Sign, Weighed


def ranked(signs: Iterable[Sign], law: InspectionRules) -> list[Risk]:
    """The producers with the most points first; one whose signs weigh nothing is left out."""
    of_each: dict[str, list[Weighed]] = defaultdict(list)
    for sign in signs:
        rule = law.risk(sign.risk)
        points = rule.weight * min(sign.count, rule.most)
        if points:
            weighed = Weighed(risk=sign.risk, count=sign.count, last=sign.last, points=points)
            of_each[sign.producer_id].append(weighed)
    risks = [
        Risk(
            producer_id=id,
            points=sum(one.points for one in some),
            signs=tuple(sorted(some, key=lambda one: (-one.points, one.risk))),
        )
        for id, some in of_each.items()
    ]
    return sorted(risks, key=lambda one: (-one.points, one.producer_id))


def never_and_long_ago(held: Iterable[str], last: dict[str, date], law: InspectionRules, on: date) -> list[Sign]:
    """Of producers whose certificates are alive (`held`): who was never inspected, and whose `last` inspection is long ago."""
    since = since_of("long-ago", law, on)
    signs = [Sign(producer_id=id, risk="never-inspected", count=1) for id in held if id not in last]
    old = {id: last[id] for id in held if id in last and since and last[id] < since}
    return signs + [Sign(producer_id=id, risk="long-ago", count=1, last=day) for id, day in old.items()]


def since_of(risk: str, law: InspectionRules, on: date) -> date | None:
    """From which day on a sign counts; None where it counts whenever it was."""
    months = law.risk(risk).within_months
    if months is None:
        return None
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, 28))


def scopes_of(risk: Risk, law: InspectionRules) -> tuple[str, ...]:
    """What a visit would be about, in the order of the list."""
    wanted = {law.risk(one.risk).scope for one in risk.signs}
    return tuple(scope.id for scope in law.scopes if scope.id in wanted)


def reasons(risk: Risk, law: InspectionRules) -> str:
    """The signs as a plan writes them, one a line, in Vietnamese."""
    lines = []
    for one in risk.signs:
        said = law.risk(one.risk).label.vi
        count = f" ({one.count})" if one.count > 1 else ""
        last = f", gần nhất {one.last:%d/%m/%Y}" if one.last else ""
        lines.append(f"{said}{count}{last}")
    return "\n".join(lines)
