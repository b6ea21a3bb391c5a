"""
The law of a campaign: what its lines are, until when a dossier is in time, what a review answers, when who is reminded. Pure.

The window is the rulebook's that is in force when the campaign is opened (Decision 26/2026/QĐ-TTg, Article 7.6.a); where the act sets
no last day it is the office's own, and without one the certificate's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Refusal, Several
from law.calendar import re_evaluation_window
from law.campaigns import CampaignRules
from law.rulebooks import Rulebook
from programme.decisions import decision_of
from programme.places import place_now_or_then
from services.evaluation.campaigns import refusals
from services.evaluation.campaigns.campaign import Campaign
from services.evaluation.campaigns.commands import CloseCampaignCommand, OpenCampaignCommand, ReviewCommand
from services.evaluation.campaigns.lifecycle import Verb
from services.evaluation.campaigns.line import Line, Review
from services.evaluation.campaigns.line_lifecycle import FILED, OPEN_STAGES, Stage, Step
from services.evaluation.recognitions.certificate import Certificate

MOST = 500
"""Lines of a campaign: what one transaction holds."""


def check_asked(command: OpenCampaignCommand) -> None:
    """Raises DecisionOrWindow, WindowReversed, TwoLastDays."""
    decision = [command.decision_number, command.decided_on]
    window = [command.window_from, command.window_to]
    if any(decision) == any(window) or not (all(decision) or all(window)):
        raise refusals.DecisionOrWindow(pointer="/window_from" if any(window) else "/decision_number")
    if command.window_from and command.window_to and command.window_from > command.window_to:
        raise refusals.WindowReversed(pointer="/window_to")
    if command.due_by and command.due_before:
        raise refusals.TwoLastDays(pointer="/due_before")


def last_day_asked(command: OpenCampaignCommand) -> date | None:
    """The last day the office set: “before 22 June” is to the end of 21 June."""
    return command.due_before - timedelta(days=1) if command.due_before else command.due_by


def opened(
    id: str,
    command: OpenCampaignCommand,
    certificates: Sequence[Certificate],
    rulebook: Rulebook,
    law: CampaignRules,
    *,
    elsewhere: int,
    lists: dict[str, str],
    on: date,
    at: datetime,
    by: Principal | Actor,
) -> tuple[Campaign, list[Line]]:
    """
    The campaign and its lines, in the order of their places. `elsewhere`: how many certificates another campaign has. Raises
    NothingToJudge, TooManyLines, LastDayOfTheLaw, LastDayPast, LastDayAfterTheEnd, InternalNotEarlier.
    """
    if not certificates:
        raise refusals.NothingToJudge(elsewhere=elsewhere)
    if len(certificates) > MOST:
        raise refusals.TooManyLines(most=MOST)
    due_by = last_day_asked(command)
    at_field = "/due_before" if command.due_before else "/due_by"
    if due_by is not None:
        if rulebook.re_evaluation.closes_days_before is not None:
            raise refusals.LastDayOfTheLaw(pointer=at_field)
        if due_by <= on:
            raise refusals.LastDayPast(pointer=at_field, day=_day(due_by))
    receiving = command.receiving_office or command.office
    lines = [
        _line(f"{id}-{no}", no, id, command, receiving, one, rulebook, own_last=due_by, on=on)
        for no, one in enumerate(sorted(certificates, key=lambda one: (one.place.path, one.product_name, one.id)), 1)
    ]
    for line in lines:
        if line.closes_on > line.valid_until:
            raise refusals.LastDayAfterTheEnd(
                pointer=at_field, day=_day(line.closes_on), product=line.product_name, ends=_day(line.valid_until)
            )
        if line.internal_by and line.internal_by >= line.closes_on:
            raise refusals.InternalNotEarlier(
                pointer="/internal_by",
                day=_day(line.internal_by),
                product=line.product_name,
                closes=_day(line.closes_on),
            )
    campaign = Campaign(
        id=id,
        **{**command.model_dump(exclude={"due_by", "due_before"}), "receiving_office": receiving},
        opened_on=on,
        opened_at=at,
        opened_by=Actor.of(by),
        rulebook_id=rulebook.id,
        lists=lists,
        due_by=due_by,
        last_day=max(line.last_day for line in lines),
        lines=len(lines),
        listed=_listed(command, law),
        elsewhere=elsewhere,
        places=tuple(sorted({path for line in lines for path in (line.place_then.path, line.place_now.path)})),
        producers=tuple(sorted({line.producer_id for line in lines if line.producer_id})),
    )
    return campaign, lines


def _line(
    line_id: str,
    no: int,
    campaign_id: str,
    command: OpenCampaignCommand,
    receiving: str,
    certificate: Certificate,
    rulebook: Rulebook,
    *,
    own_last: date | None,
    on: date,
) -> Line:
    window = re_evaluation_window(rulebook, certificate.valid_until, on=on)
    line = mapped(
        Line,
        certificate,
        id=line_id,
        version=0,
        no=no,
        campaign_id=campaign_id,
        office=command.office,
        campaign=command.name,
        receiving_office=receiving,
        certificate_id=certificate.id,
        taken=certificate.id,
        product_code=certificate.number,
        decision_line=certificate.line,
        place_then=certificate.place,
        place_now=place_now_or_then(certificate.place, on),
        opens_on=window.opens_on,
        closes_on=own_last or window.closes_on,
        internal_by=command.internal_by,
    )
    return dated(line)


def _listed(command: OpenCampaignCommand, law: CampaignRules) -> int | None:
    if command.decision_number is None or command.decided_on is None:
        return None
    asked = decision_of(command.decision_number, command.decided_on)
    return next(
        (
            one.products
            for one in law.decisions
            if one.signed_on == command.decided_on and decision_of(one.number, one.signed_on) == asked
        ),
        None,
    )


def dated(line: Line) -> Line:
    """The line with the day by which something is due of it: while its dossier is not in."""
    return line.model_copy(update={"due_on": line.last_day if line.waits else None})


def reviewed(
    line: Line, command: ReviewCommand, law: CampaignRules, *, office: str, on: date, at: datetime, by: Principal
) -> Line:
    """The line with what a review found. Raises FindingsUnanswered, FindingOfAnother, RemarkMissing, StepRefused."""
    known = {one.id: one for one in law.review}
    wrong: list[Refusal] = [
        refusals.FindingOfAnother(pointer=f"/findings/{name}", finding=name, known=", ".join(known))
        for name in command.findings
        if name not in known
    ]
    missing = [one.label for one in law.review if one.id not in command.findings]
    if missing:
        said = (", ".join(one.vi for one in missing), ", ".join(one.en for one in missing))
        wrong.append(refusals.FindingsUnanswered(pointer="/findings", missing=said))
    note = (command.note or "").strip() or None
    if not all(command.findings.values()) and note is None:
        wrong.append(refusals.RemarkMissing(pointer="/note"))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    review = Review(**{**dict(command), "note": note}, reviewed_on=on, office=office, by=Actor.of(by))
    return line.stepped(Step.REVIEW, at=at, by=by, office=office, note=note, review=review)


def may_be_invited(line: Line, law: CampaignRules) -> bool:
    """Whether a line was reviewed, waits to be invited, and nothing found on the spot keeps it from that."""
    if line.state is not Stage.NOT_INVITED or line.review is None:
        return False
    needed = [one.id for one in law.review if one.invites]
    return all(line.review.findings.get(id, False) for id in needed)


def invited(line: Line, *, on: date, at: datetime, by: Principal) -> Line:
    """The line whose producer is invited."""
    return dated(line.stepped(Step.INVITE, at=at, by=by, office=line.office, invited_on=on))


def dossier_opened(line: Line, dossier_id: str, *, at: datetime) -> Line:
    """The line whose producer began a dossier; one that is further stays."""
    if Step.OPEN_DOSSIER not in line.may:
        return line
    return dated(line.stepped(Step.OPEN_DOSSIER, at=at, by=_producer(line), dossier_id=dossier_id))


def submitted(line: Line, dossier_id: str, *, received_on: date, at: datetime) -> Line:
    """The line whose dossier was handed in: in time to the end of its last day. One that is being evaluated is dated only."""
    in_time = received_on <= line.closes_on
    if Step.SUBMIT in line.may:
        by = _producer(line)
        after = line.stepped(Step.SUBMIT, at=at, by=by, dossier_id=dossier_id, received_on=received_on, in_time=in_time)
        return dated(after)
    if line.state in FILED and line.received_on is None:
        return line.model_copy(update={"dossier_id": dossier_id, "received_on": received_on, "in_time": in_time})
    return line


def evaluated(line: Line, dossier_id: str, *, at_office: str, at: datetime) -> Line:
    """The line whose dossier is before an office; where it is already, or the line is done, it stays."""
    if Step.EVALUATE not in line.may:
        return line
    by = Actor(id=None, name=at_office)
    return dated(line.stepped(Step.EVALUATE, at=at, by=by, office=at_office, dossier_id=dossier_id))


def taken_back(line: Line, dossier_id: str, *, because: str, on: date, at: datetime) -> Line:
    """
    The line whose dossier was withdrawn or not proposed: it waits for another, or has lapsed where its certificate ended meanwhile. A
    dossier that is not the line's changes nothing.
    """
    if line.dossier_id != dossier_id or line.state not in (Stage.DOSSIER_OPENED, *FILED):
        return line
    step = Step.TAKE_BACK if line.invited_on else Step.TAKE_BACK_UNINVITED
    back = line.stepped(step, at=at, by=_producer(line), note=because, dossier_id=None, received_on=None, in_time=None)
    if back.ended_on is not None and back.ended_on <= on:
        back = back.stepped(Step.LAPSE, at=at, by=SYSTEM)
    return dated(back)


def recognised(line: Line, star: int, *, at: datetime, at_office: str = "") -> Line:
    """The line recognised again: kept, lowered or upgraded by its star; one that is done already stays."""
    step = Step.KEEP if star == line.star else Step.LOWER if star < line.star else Step.UPGRADE
    if step not in line.may:
        return line
    return dated(line.stepped(step, at=at, by=SYSTEM, office=at_office or None, star_now=star))


def not_recognised(line: Line, *, at: datetime, at_office: str) -> Line:
    """The line that was judged and not recognised again."""
    if Step.NOT_RECOGNISE not in line.may:
        return line
    return dated(line.stepped(Step.NOT_RECOGNISE, at=at, by=SYSTEM, office=at_office))


def expired(line: Line, *, on: date, at: datetime) -> Line:
    """The line whose certificate ended: lapsed, unless its dossier is in and still to be judged."""
    line = line.model_copy(update={"ended_on": on})
    return dated(line.stepped(Step.LAPSE, at=at, by=SYSTEM)) if Step.LAPSE in line.may else line


def ended(line: Line, step: Step, *, on: date, at: datetime, because: str) -> Line:
    """The line whose certificate was given up, revoked or struck; one that is done already stays."""
    if step not in line.may:
        return line
    by = _producer(line) if step is Step.GIVE_UP else SYSTEM
    return dated(line.stepped(step, at=at, by=by, note=because or None, ended_on=on, because=because))


def restored(line: Line, *, at: datetime) -> Line:
    """The line whose certificate is in force again, its revocation being annulled."""
    if Step.RESTORE not in line.may:
        return line
    return dated(line.stepped(Step.RESTORE, at=at, by=SYSTEM, ended_on=None, because=""))


def extended(line: Line, valid_until: date) -> Line:
    """The line whose certificate ends later: what was in time stays so, and what lapsed is not undone by it."""
    return line.model_copy(update={"valid_until": valid_until, "ended_on": None})


def closed(
    campaign: Campaign, lines: Sequence[Line], command: CloseCampaignCommand, *, on: date, at: datetime, by: Principal
) -> Campaign:
    """The campaign at its end, with how many lines ended in which stage. Raises LinesNotDone, StepRefused."""
    campaign.moved(Verb.CLOSE)
    left = sum(line.state in OPEN_STAGES for line in lines)
    if left and not command.note:
        raise refusals.LinesNotDone(pointer="/note", count=left)
    return campaign.stepped(
        Verb.CLOSE,
        at=at,
        by=by,
        note=command.note or None,
        closed_on=on,
        close_note=command.note,
        counts=counts(lines),
    )


def counts(lines: Iterable[Line]) -> dict[str, int]:
    """How many lines are at which stage; those with none are left out."""
    found = Counter(line.state for line in lines)
    return {stage.value: found[stage] for stage in Stage if found[stage]}


def to_remind(lines: Iterable[Line], law: CampaignRules, on: date) -> list[tuple[Line, int]]:
    """Which lines are reminded on a day, and how many days they have left: whose dossier is not in, as many days before as the list says."""
    ladder = frozenset(law.remind_before)
    left = [(line, (line.last_day - on).days) for line in lines if line.waits]
    return [(line, days) for line, days in left if days in ladder]


def next_reminder(lines: Iterable[Line], law: CampaignRules, on: date) -> date | None:
    """The next day after this one on which somebody may have to be reminded; None: none any more."""
    days = {line.last_day - timedelta(days=before) for line in lines if line.waits for before in law.remind_before}
    return min((day for day in days if day > on), default=None)


def _producer(line: Line) -> Actor:
    return Actor(id=None, name=line.producer_name or line.product_name)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
