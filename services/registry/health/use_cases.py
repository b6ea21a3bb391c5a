"""What is done with the health of papers: looked at anew when a paper or a certificate changes, and when a day comes."""

from __future__ import annotations

from kit.identity import Principal
from kit.work import Due, Unit
from law.kinds import paper_ending_days
from law.rulebooks import shelf
from programme.roles import OFFICERS
from services.registry.certificates import rules as certificate_rules
from services.registry.certificates import store as certificates
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State
from services.registry.credentials import store as credentials
from services.registry.dossiers import store as dossiers
from services.registry.health import announcements, rules, store
from services.registry.health.paper_health import Health, PaperHealth

CALENDAR = "paper-health"
"""The deadline on which a certificate's papers are looked at again."""


async def look_at(unit: Unit, certificate: Certificate) -> PaperHealth | None:
    """
    Keeps how healthy a certificate's papers are today, and announces it where that changed; the first time, where it is
    not sound. Of one that is not valid nothing is kept.
    """
    known = await store.healths.find(unit, certificate.id)
    if certificate.state is not State.VALID or certificate.valid_until < unit.today:
        if known is not None:
            await store.healths.remove(unit, known)
        unit.settle(CALENDAR, certificate.id)
        return None
    dossier = await dossiers.dossiers.find(unit, certificate.dossier_id) if certificate.dossier_id else None
    held = await credentials.for_product(unit, certificate.producer_id, certificate.product_id)
    rulebook = shelf().get(certificate.rulebook_id, certificate.rulebook_hash)
    papers = rules.leaning(dossier.evidence if dossier else (), held, rulebook, certificate.set_no, unit.today)
    found = rules.found_on(certificate, papers, on=unit.today, ending_days=paper_ending_days())
    if known is not None and known.health is found.health:
        found = found.model_copy(update={"changed_on": known.changed_on})
    if known is None:
        kept = await store.healths.add(unit, found)
    elif found.model_copy(update={"version": known.version}) != known:
        kept = await store.healths.keep(unit, found.model_copy(update={"version": known.version}))
    else:
        kept = known
    if (known is None and kept.health is not Health.SOUND) or (known and known.health is not kept.health):
        announcements.changed(unit, kept, known.health if known else None)
    if (next_on := rules.changes_next(papers, unit.today, paper_ending_days())) is not None:
        due = certificate_rules.midnight(next_on)
        unit.defer(Due(what=CALENDAR, subject=certificate.id, due_at=due, place=certificate.place.path))
    else:
        unit.settle(CALENDAR, certificate.id)
    return kept


async def look_again(unit: Unit, due: Due) -> None:
    """Looks at a certificate's papers on the day on which something about them changes."""
    await look_at_one(unit, due.subject)


async def look_at_one(unit: Unit, certificate_id: str) -> None:
    """Looks at the papers of a certificate; of one that is gone nothing is kept."""
    certificate = await certificates.certificates.find(unit, certificate_id)
    if certificate is not None:
        await look_at(unit, certificate)
    elif (known := await store.healths.find(unit, certificate_id)) is not None:
        await store.healths.remove(unit, known)
        unit.settle(CALENDAR, certificate_id)


async def look_at_those_of(unit: Unit, producer_id: str, product_id: str | None) -> None:
    """Looks at the papers of a producer's certificates, or of one product's."""
    for certificate in await store.valid_of(unit, producer_id, product_id):
        await look_at(unit, certificate)


async def leaning_on_ended(unit: Unit, by: Principal) -> int:
    """How many certificates lean on papers that have ended, of those an officer may see."""
    return await store.counted(unit, by, Health.BROKEN, 1000) if by.has(*OFFICERS) else 0
