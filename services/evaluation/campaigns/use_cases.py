"""What is done with campaigns by people: opened, reviewed, invited, closed; and who is reminded. Each one transaction."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import groupby

from kit.clock import LOCAL
from kit.identity import EVERYWHERE, Principal, is_within
from kit.refusal import Forbidden
from kit.work import Due, Unit
from law.campaigns import campaign_rules
from law.levels import level
from law.lists import stamp
from law.places import exists_on
from law.rulebooks import shelf
from programme.roles import OFFICERS, acts_for
from services.evaluation.campaigns import announcements, line_store, refusals, rules, store
from services.evaluation.campaigns.campaign import Campaign
from services.evaluation.campaigns.commands import CloseCampaignCommand, OpenCampaignCommand, ReviewCommand
from services.evaluation.campaigns.forecast import Ending, Forecast, Judged, made, months_from, next_month
from services.evaluation.campaigns.lifecycle import State, Verb
from services.evaluation.campaigns.line import Line
from services.evaluation.cases import store as cases
from services.evaluation.cases.case import Case
from services.evaluation.recognitions import store as recognitions
from services.evaluation.recognitions.certificate import Certificate
from services.evaluation.rulings import store as rulings

REMINDERS = "campaign-reminders"
"""The deadline at which whoever has not filed is reminded."""
LISTS = ("campaigns", "calendar", "levels")


async def open_campaign(unit: Unit, command: OpenCampaignCommand, *, by: Principal) -> Campaign:
    """
    Opens a campaign of the certificates that are alive and in no other one. Raises NotACampaignOffice, OfficeNotServed,
    NoReceivingOffice, OwnLine, and what `rules.check_asked` and `rules.opened` raise.
    """
    if not may_open(by, command.office):
        raise refusals.NotACampaignOffice(pointer="/office")
    if not unit.serves(command.office):
        raise refusals.OfficeNotServed(pointer="/office")
    if command.receiving_office and not exists_on(command.receiving_office, unit.today):
        raise refusals.NoReceivingOffice(pointer="/receiving_office", office=command.receiving_office)
    rules.check_asked(command)
    certificates = await _asked(unit, command)
    for one in certificates:
        if acts_for(by, one.producer_id):
            raise refusals.OwnLine(producer=one.producer_name)
    taken = await line_store.taken(unit, [one.id for one in certificates])
    left = [one for one in certificates if one.id not in taken]
    campaign, lines = rules.opened(
        unit.new_id(),
        command,
        left,
        shelf().in_force(unit.today),
        campaign_rules(),
        elsewhere=len(taken),
        lists=stamp(*LISTS),
        on=unit.today,
        at=unit.now,
        by=by,
    )
    lines = await _with_their_cases(unit, lines)
    kept = await store.campaigns.add(unit, campaign)
    await line_store.lines.add_all(unit, lines)
    announcements.opened(unit, kept, lines)
    await_reminder(unit, kept, lines)
    return kept


async def review_line(
    unit: Unit, campaign_id: str, line_id: str, command: ReviewCommand, *, by: Principal, expected: int
) -> Line:
    """
    Records what was found on the spot: an officer of the line's place of a level that reviews, or of the campaign's office. Raises
    NotFound, Stale, Forbidden, OwnLine, StepRefused, and what `rules.reviewed` raises.
    """
    campaign, line = await line_to_review(unit, campaign_id, line_id, by, expected)
    after = rules.reviewed(
        line, command, campaign_rules(), office=reviewing_office(line, by) or "", on=unit.today, at=unit.now, by=by
    )
    kept = await line_store.lines.keep(unit, after)
    announcements.reviewed(unit, campaign, kept)
    return kept


async def line_to_review(
    unit: Unit, campaign_id: str, line_id: str, by: Principal, expected: int | None = None
) -> tuple[Campaign, Line]:
    """A line and its open campaign, for who may review it. Raises NotFound, Stale, Forbidden, StepRefused."""
    line = await line_store.seen_by(unit, campaign_id, line_id, by, expected)
    if reviewing_office(line, by) is None:
        raise Forbidden()
    campaign = await store.campaigns.get(unit, campaign_id)
    campaign.moved(Verb.INVITE)  # nothing is looked at any more once it is closed
    await store.campaigns.touch(unit, campaign)
    return campaign, line


async def invite_producers(unit: Unit, campaign_id: str, *, by: Principal, expected: int) -> Campaign:
    """
    Invites the producers of every line that was reviewed and waits for it. Raises NotFound, Stale, Forbidden, OwnLine, StepRefused,
    NobodyToInvite.
    """
    campaign = await to_run(unit, campaign_id, by, expected)
    law = campaign_rules()
    ready = [line for line in await line_store.of_campaign(unit, campaign.id) if rules.may_be_invited(line, law)]
    if not ready:
        raise refusals.NobodyToInvite()
    after = campaign.stepped(Verb.INVITE, at=unit.now, by=by, office=campaign.office, note=str(len(ready)))
    kept = await store.campaigns.keep(unit, after)
    for line in ready:
        invited = await line_store.lines.keep(unit, rules.invited(line, on=unit.today, at=unit.now, by=by))
        announcements.advanced(unit, kept, invited, line.state.value)
    return kept


async def close_campaign(
    unit: Unit, campaign_id: str, command: CloseCampaignCommand, *, by: Principal, expected: int
) -> Campaign:
    """Closes a campaign with counts. Raises NotFound, Stale, Forbidden, OwnLine, StepRefused, LinesNotDone."""
    campaign = await to_run(unit, campaign_id, by, expected)
    lines = await line_store.of_campaign(unit, campaign.id)
    kept = await store.campaigns.keep(unit, rules.closed(campaign, lines, command, on=unit.today, at=unit.now, by=by))
    for line in lines:
        await line_store.lines.keep(unit, line.model_copy(update={"taken": None, "due_on": None}))
    unit.settle(REMINDERS, kept.id)
    announcements.closed(unit, kept)
    return kept


async def remind(unit: Unit, due: Due) -> None:
    """Reminds every producer whose dossiers are not in, as many days before as the list says; sets the next day."""
    campaign = await store.campaigns.find(unit, due.subject)
    if campaign is None or campaign.state is not State.OPEN or not unit.serves(campaign.office):
        return
    lines = await line_store.of_campaign(unit, campaign.id)
    if campaign.reminded_on != unit.today:
        found = sorted(
            rules.to_remind(lines, campaign_rules(), unit.today),
            key=lambda one: (one[0].producer_id, one[1], one[0].no),
        )
        if found:
            campaign = await store.campaigns.keep(unit, campaign.model_copy(update={"reminded_on": unit.today}))
        for (_producer, days), some in groupby(found, key=lambda one: (one[0].producer_id or one[0].id, one[1])):
            announcements.reminded(unit, campaign, [line for line, _days in some], days)
    await_reminder(unit, campaign, lines)


def await_reminder(unit: Unit, campaign: Campaign, lines: list[Line]) -> None:
    """Sets the next day on which somebody may have to be reminded."""
    day = rules.next_reminder(lines, campaign_rules(), unit.today)
    if day is None:
        unit.settle(REMINDERS, campaign.id)
        return
    unit.defer(Due(what=REMINDERS, subject=campaign.id, due_at=_beginning_of(day), place=campaign.office))


async def forecast(unit: Unit, *, by: Principal) -> Forecast:
    """
    What falls due in the next twelve months in a person's territory, against what was judged there a year before. Raises Forbidden to
    who is no officer.
    """
    if not by.has(*OFFICERS):
        raise Forbidden()
    today, months = unit.today, months_from(unit.today)
    rulebook = shelf().in_force(today)
    window = rulebook.re_evaluation.closes_days_before or 0
    last = next_month(months[-1]) + timedelta(window)
    offices = recognitions.outermost(by.offices(*OFFICERS))
    endings = [
        Ending(*one)
        for office in offices
        for one in await recognitions.ending_by_day(unit, office_path=office, from_=today, to=last)
    ]
    since = months[0].replace(year=months[0].year - 1)
    counted = await rulings.judged_by_month(unit, offices, since, months[0])
    return made(endings, [Judged(*one) for one in counted], rulebook, today)


async def to_run(unit: Unit, campaign_id: str, by: Principal, expected: int | None = None) -> Campaign:
    """A campaign for an act of its office. Raises NotFound, Stale, Forbidden, OwnLine."""
    campaign = await store.seen_by(unit, campaign_id, by)
    require_run(campaign, by)
    return await store.campaigns.get(unit, campaign_id, expected)


def require_run(campaign: Campaign, by: Principal) -> None:
    """Raises Forbidden for who is no officer of the campaign's office, OwnLine for who acts for the producer of one of its lines."""
    if not any(by.holds(role, campaign.office) for role in OFFICERS):
        raise Forbidden()
    if any(acts_for(by, one) for one in campaign.producers):
        raise refusals.OwnLine(producer=("một chủ thể", "one of the producers"))


def runs(campaign: Campaign, by: Principal) -> bool:
    """Whether a person acts for the campaign's office, and for none of its producers."""
    at_office = any(by.holds(role, campaign.office) for role in OFFICERS)
    return at_office and not any(acts_for(by, one) for one in campaign.producers)


def may_open(by: Principal, office: str) -> bool:
    """Whether a person may open campaigns of an office: its own officer, of a level that opens them."""
    roles = [known.role for one in campaign_rules().levels if (known := level(one))]
    return any(by.holds(role, office) for role in roles)


def opening_offices(by: Principal) -> list[str]:
    """The offices for which a person may open campaigns."""
    return list(dict.fromkeys(one for one in by.offices(*OFFICERS) if may_open(by, one)))


def reviewing_office(line: Line, by: Principal) -> str | None:
    """For which office a person reviews a line: the campaign's, or the nearest of its place, then or now; None: for none."""
    if acts_for(by, line.producer_id):
        return None
    if any(by.holds(role, line.office) for role in OFFICERS):
        return line.office
    roles = [known.role for one in campaign_rules().reviewers if (known := level(one))]
    here = [
        one
        for one in by.offices(*roles)
        if one != EVERYWHERE and (is_within(line.place_now.path, one) or is_within(line.place_then.path, one))
    ]
    return max(here, key=len, default=None)


async def _asked(unit: Unit, command: OpenCampaignCommand) -> list[Certificate]:
    """The certificates that are alive and meant, one more than a campaign holds at most."""
    most = rules.MOST + 1
    if command.decision_number and command.decided_on:
        number, on = command.decision_number, command.decided_on
        return await recognitions.of_decision(unit, number, on, office_path=command.office, most=most)
    assert command.window_from, "either a decision or a window was asked for"
    assert command.window_to, "either a decision or a window was asked for"
    return await recognitions.alive(
        unit, office_path=command.office, from_=command.window_from, to=command.window_to, most=most
    )


async def _with_their_cases(unit: Unit, lines: list[Line]) -> list[Line]:
    """The lines, those whose dossier is before an office already at that stage."""
    found = await cases.pending_of_products(unit, [line.product_id for line in lines])
    return [_of_case(line, found[line.product_id], unit.now) if line.product_id in found else line for line in lines]


def _of_case(line: Line, case: Case, at: datetime) -> Line:
    dossier = case.dossier
    after = rules.submitted(line, dossier.dossier_id, received_on=dossier.submitted_on, at=at)
    return rules.evaluated(after, dossier.dossier_id, at_office=case.office, at=at)


def _beginning_of(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL)
