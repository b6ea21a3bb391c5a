"""What advisory work reacts to: its team, its case, what laboratories found, and that a dossier moves."""

from __future__ import annotations

from ocop_events.registry.dossier import DossierMovedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.advisory import use_cases
from services.evaluation.advisory_teams.use_cases import TeamChanged, TeamDissolved
from services.evaluation.cases.dossier import Moved
from services.evaluation.cases.use_cases import CaseEnded
from services.evaluation.councils.use_cases import CouncilDissolved
from services.evaluation.laboratory.use_cases import ResultForgotten, ResultKept

subscriptions = Subscriptions("advisory")


@subscriptions.within(TeamChanged)
async def when_a_team_changes_go_on_with_who_serves(unit: Unit, fact: TeamChanged) -> None:
    await use_cases.follow_team(unit, fact.team)


@subscriptions.within(TeamDissolved)
async def when_a_team_is_dissolved_refuse_while_it_has_work(unit: Unit, fact: TeamDissolved) -> None:
    await use_cases.require_no_work(unit, fact.team)


@subscriptions.within(CouncilDissolved)
async def when_a_council_concluded_stop_the_work(unit: Unit, fact: CouncilDissolved) -> None:
    await use_cases.stop_work(unit, fact.case, "Hội đồng đã kết thúc")


@subscriptions.within(CaseEnded)
async def when_a_case_left_its_office_stop_the_work(unit: Unit, fact: CaseEnded) -> None:
    await use_cases.stop_work(unit, fact.case, "Hồ sơ đã kết thúc tại đơn vị")


@subscriptions.within(ResultKept)
async def when_a_result_is_kept_note_it_at_its_test(unit: Unit, fact: ResultKept) -> None:
    await use_cases.note_result(unit, fact.result)


@subscriptions.within(ResultForgotten)
async def when_a_result_is_forgotten_have_its_test_wait(unit: Unit, fact: ResultForgotten) -> None:
    await use_cases.forget_result(unit, fact.result)


@subscriptions.on(DossierMovedV1)
async def when_a_dossier_moves_have_its_advisory_work_follow(unit: Unit, event: Received[DossierMovedV1]) -> None:
    await use_cases.follow_dossier(unit, event.data.dossier_id, Moved.model_validate(event.data.model_dump()))
