"""How breaches come about without an officer's form: what another agency reports, what an inspection found."""

from __future__ import annotations

from datetime import date

from kit.history import SYSTEM
from kit.mapped import mapped
from kit.work import Unit
from law.measures import SEVERITIES, measures
from services.registry.agencies.report import Report
from services.registry.breaches import rules, store
from services.registry.breaches.breach import Breach, Source
from services.registry.breaches.commands import BreachCommand
from services.registry.breaches.use_cases import take_up
from services.registry.inspections.inspection import Inspection
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product

LONGEST = 4_000
"""Characters that are taken of what others wrote; the whole of it stays in their report."""


async def from_agency(unit: Unit, report: Report, producer: Producer, product: Product | None) -> Breach | None:
    """
    Takes up what an agency found, once for each report; nothing of an inspection that was passed, nor of reports that the
    list `measures` does not name. The office of the largest place handles it.
    """
    how = measures().from_agency(report.about)
    said = report.data
    if how is None or said.get("passed") is True or await store.by_report(unit, report.id):
        return None
    words = str(said.get("what") or said.get("finding") or "").strip() or "Cơ quan báo không nêu nội dung."
    day = said.get("found_on") or said.get("inspected_on")
    place = (product or producer).place
    return await take_up(
        unit,
        mapped(BreachCommand, how, what=words[:LONGEST]),
        source=Source.AGENCY,
        office=place.path.partition("/")[0],
        product=product,
        producer=producer,
        found_on=date.fromisoformat(day) if isinstance(day, str) else None,
        by=SYSTEM,
        agency_report_id=report.id,
        agency=report.agency,
    )


async def from_inspection(unit: Unit, inspection: Inspection) -> Breach | None:
    """
    Takes up what an inspection found, all findings as one breach, as grave as the gravest; nothing where there is none, and
    of another agency's, whose report is taken up itself. What is broken follows from the scope of the gravest finding, else
    from the inspection's own first.
    """
    if not inspection.findings or inspection.reported:
        return None
    law = measures()
    findings = inspection.findings
    severity = rules.gravest([one.severity for one in findings], SEVERITIES)
    first = next((one for one in findings if one.severity == severity), findings[0])
    scope = first.scope or next(iter(inspection.scopes), "")
    product = await products.products.find(unit, inspection.product_id) if inspection.product_id else None
    command = BreachCommand.model_validate(
        {
            "kind": law.scopes.get(scope) or law.scopes["criteria"],
            "severity": severity,
            "what": "\n".join(one.found for one in findings)[:LONGEST],
        }
    )
    return await take_up(
        unit,
        command,
        source=Source.INSPECTION,
        office=inspection.office,
        product=product,
        producer=await producers.producers.get(unit, inspection.producer_id),
        found_on=inspection.on,
        by=SYSTEM,
        inspection_id=inspection.id,
    )
