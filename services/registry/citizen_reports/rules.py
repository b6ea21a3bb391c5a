"""What must hold of a citizen's report, how many are taken, and what it becomes. Pure."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date, datetime

from kit.history import Actor
from kit.identity import Principal
from kit.mapped import mapped
from law.measures import CitizenReports
from services.registry.citizen_reports.citizen_report import Answer, CitizenReport, Photograph, Tally
from services.registry.citizen_reports.commands import AnswerCommand, ReportCommand
from services.registry.citizen_reports.lifecycle import Verb
from services.registry.citizen_reports.refusals import (
    BreachUnsaid,
    NoSuchSubject,
    NotReportable,
    TooManyPhotographs,
    TooManyToday,
)
from services.registry.dossiers.dossier import Subject
from services.registry.products.product import Product

MOST_PHOTOGRAPHS = 3
OF_A_NETWORK, OF_A_PRODUCT, IN_ALL = "network", "product", "all"
MOST_A_DAY = {OF_A_NETWORK: 10, OF_A_PRODUCT: 20, IN_ALL: 500}
"""Reports that are taken in a day: of one network, on one product, in all; nothing here is without an end."""
MOST_PHOTOGRAPHS_A_DAY = {OF_A_NETWORK: 20, OF_A_PRODUCT: 40, IN_ALL: 600}
_OF = {
    OF_A_NETWORK: ("từ mạng này", "from this network"),
    OF_A_PRODUCT: ("về sản phẩm này", "on this product"),
    IN_ALL: ("", ""),
}
LISTS = ("citizen-reports", "calendar")
LETTERS = 20
"""Letters and digits of an answer number: 100 bits, which nobody guesses."""


def received(
    id: str,
    command: ReportCommand,
    photographs: tuple[Photograph, ...],
    law: CitizenReports,
    *,
    product: Product,
    number: str,
    lists: dict[str, str],
    at: datetime,
    on: date,
) -> CitizenReport:
    """A report on a product, to be answered by its commune's office. Raises NoSuchSubject, NotReportable, TooManyPhotographs."""
    check(command, len(photographs), law, product=product)
    return CitizenReport(
        id=id,
        **dict(command),
        **dict(Subject.of(product, product.place)),
        office=product.place.path,
        photographs=photographs,
        number_hash=hashed(number),
        received_at=at,
        received_on=on,
        answer_by=law.answer_by(on),
        lists=lists,
    )


def check(command: ReportCommand, photographs: int, law: CitizenReports, *, product: Product) -> None:
    """Raises NoSuchSubject, NotReportable, TooManyPhotographs."""
    if law.kind(command.about) is None:
        known = ("; ".join(one.label.vi for one in law.kinds), "; ".join(one.label.en for one in law.kinds))
        raise NoSuchSubject(pointer="/about", known=known)
    if not product.producer_id:
        raise NotReportable()
    if photographs > MOST_PHOTOGRAPHS:
        raise TooManyPhotographs(pointer="/file", most=MOST_PHOTOGRAPHS)


def counted(tally: Tally, of: str, photographs: int) -> Tally:
    """One more of a day. Raises TooManyToday."""
    after = tally.model_copy(update={"reports": tally.reports + 1, "photographs": tally.photographs + photographs})
    if after.reports > MOST_A_DAY[of] or after.photographs > MOST_PHOTOGRAPHS_A_DAY[of]:
        raise TooManyToday(of=_OF[of])
    return after


def answered(
    report: CitizenReport,
    command: AnswerCommand,
    *,
    breach: str | None,
    at: datetime,
    on: date,
    by: Principal | Actor,
) -> CitizenReport:
    """The report, answered; `breach`: which it is part of. Raises StepRefused, BreachUnsaid."""
    said = mapped(Answer, command, breach_id=breach, answered_on=on)
    after = report.stepped(Verb.ANSWER, at=at, by=by, **dict(said))
    if said.founded and not breach:
        raise BreachUnsaid(pointer="/what")
    return after


def erased(report: CitizenReport, on: date) -> CitizenReport:
    """The report without what was written and photographed: product, subject, days and the office's answer stay."""
    return report.model_copy(update={"words": "", "photographs": (), "erased_on": on})


def number_from(digest: str) -> str:
    """An answer number from the keyed hash of a report's id, as people copy it: `ABCD-EFGH-…`, five groups of four."""
    plain = base64.b32encode(hashlib.sha256(digest.encode()).digest()).decode()[:LETTERS]
    return "-".join(plain[at : at + 4] for at in range(0, LETTERS, 4))


def hashed(number: str) -> str:
    """
    What a number is found by, however it was copied: small letters, blanks; 0, 1 and 8, which no number has, are read as
    the letters they look like.
    """
    meant = re.sub(r"[^A-Z0-9]", "", number.upper()).translate(str.maketrans("018", "OIB"))
    return hashlib.sha256(meant.encode()).hexdigest()
