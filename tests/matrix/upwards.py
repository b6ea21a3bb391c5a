"""How the endpoints of outside decisions and packages are asked, and one of each, about the case that is scored."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256

from kit.history import Actor
from kit.web.files import FileStore
from kit.work import Unit
from services.evaluation.cases.dossier import Product
from services.evaluation.outside_decisions import store as outside_store
from services.evaluation.outside_decisions.outside_decision import Outcome, OutsideDecision, StoredFile
from services.evaluation.packages import store as package_store
from services.evaluation.packages.package import SealedPackage
from tests.matrix.ask import Ask, both_ways
from tests.matrix.bodies import COPY, REASON
from tests.matrix.people import OWN, PROVINCE
from tests.matrix.world import World

ENTERED = {
    "number": "512/QĐ-BNNMT",
    "decided_on": "2026-08-03",
    "outcome": "recognised",
    "star": "5",
    "total": "92.5",
    "decided_by": "Bộ Nông nghiệp và Môi trường",
}
READ = {"number": "512/QĐ-BNNMT", "decided_on": "2026-08-03"}
PACKAGE = {"file": ("goi.zip", b"PK none", "application/zip")}

UPWARDS: dict[str, Ask] = {
    "POST /api/cases/{case_id}/outside-decisions": Ask(form=ENTERED, file=COPY, version="version"),
    "POST /cases/{case_id}/outside-decision": Ask(form=ENTERED, file=COPY, version="version"),
    "POST /api/outside-decisions/{outside_decision_id}/confirmation": Ask(READ, version="version"),
    "POST /outside-decisions/{outside_decision_id}/confirmation": Ask(form=READ, version="version"),
    **both_ways("outside-decisions/{outside_decision_id}/rejection", REASON),
    **both_ways("cases/{case_id}/examination-again", REASON),
    "POST /api/packages": Ask(file=PACKAGE),
    "POST /packages": Ask(form={}, file=PACKAGE),
    "POST /api/cases/{case_id}/packages": Ask(form={"_": ""}, version="version"),
    "POST /cases/{case_id}/package": Ask(form={"_": ""}, version="version"),
}


async def upwards(world: World) -> None:
    """An entry that waits for its second person, and a package; nothing of this deployment's own goes to another installation."""
    case = world.things["scored"]["case_id"]
    content = b"a signed copy, and a package"
    file = StoredFile(
        sha256=sha256(content).hexdigest(), size=len(content), media_type="application/pdf", name="qd.pdf"
    )
    store = FileStore.of(world.service)
    (draft := store.draft("upwards")).write_bytes(content)
    store.take(draft, file.sha256)
    known = {
        "office": PROVINCE,
        "case_id": case,
        "dossier_id": "d-scored",
        "dossier_number": "1/PĐK",
        "product_name": "Long nhãn",
        "producer_id": OWN,
        "producer_name": "HTX",
    }
    who = Actor(id="somebody", name="Somebody")

    async def keep(unit: Unit) -> int:
        entry = OutsideDecision(
            id="outside-1", **known, above="vn", tier="centre", paper=file, entered_on=date(2026, 8, 3), entered_by=who,
            product=Product(id="s-1", name="Long nhãn", set_no=1), number="512/QĐ-BNNMT", decided_on=date(2026, 8, 3),
            outcome=Outcome.RECOGNISED, total=Decimal("92.5"), star=5, decided_by="Bộ",
        )  # fmt: skip
        package = SealedPackage(
            id="package-1", **known, to_office="vn", file=file, files=1, on=date(2026, 8, 3), by=who
        )
        await package_store.sealed.add(unit, package)
        return (await outside_store.outside_decisions.add(unit, entry)).version

    version = await world.service.work.run(keep)
    world.things["outside"] = {"outside_decision_id": "outside-1", "version": version}
    world.things["package"] = {"package_id": "package-1"}
