"""What living databases refer to by name: handlers in inbox rows and consumer positions, timers in deadlines."""

from __future__ import annotations

from kit.service import find_slices
from services.evaluation.service import LAYERS
from services.recusals import slice as recusals

SLICES = [recusals.evaluation_slice(), *find_slices("services.evaluation", LAYERS)]


class TestTheNamesInDatabases:
    def test_of_handlers_stay(self) -> None:
        ids = {handler.id for slice in SLICES if slice.subscriptions for handler in slice.subscriptions.handlers}
        assert ids == {
            "cases.when_a_case_is_forwarded_here_open_our_own",
            "cases.when_a_dossier_moves_have_its_cases_follow",
            "cases.when_a_dossier_is_submitted_open_a_case",
            "cases.when_a_dossier_is_supplemented_resume_its_case",
            "cases.when_a_dossier_is_withdrawn_end_its_cases",
            "cases.when_a_higher_office_sends_a_case_back_take_it",
            "cases.when_our_case_is_received_hand_it_over",
            "councils.when_a_dossier_is_withdrawn_dissolve_its_councils",
            "laboratory.when_a_lab_test_is_matched_keep_it",
            "laboratory.when_a_match_is_withdrawn_forget_the_result",
            "recognitions.when_a_certificate_is_given_up_note_it",
            "recognitions.when_a_certificate_is_reinstated_forget_its_end",
            "recognitions.when_a_certificate_is_revoked_note_it",
            "recognitions.when_a_certificate_moves_follow_it",
            "recognitions.when_the_right_to_the_mark_changes_note_it",
            "rulings.when_a_dossier_moves_have_its_rulings_follow",
            "recusals.when_somebody_stands_aside_close_the_dossier",
            "scoring.when_a_dossier_is_withdrawn_break_off_its_scoring",
        }

    def test_of_timers_stay(self) -> None:
        assert {timer.what for slice in SLICES for timer in slice.timers} == {
            "case-overdue",
            "case-office-ended",
            "council-step",
        }

    def test_of_collections_stay(self) -> None:
        names = {collection.name for slice in SLICES for collection in slice.collections}
        assert names == {
            "cases",
            "councils",
            "documents",
            "documents_numbers",
            "dossier_standings",
            "lab_results",
            "marks",
            "meetings",
            "office_regulations",
            "people",
            "recognitions",
            "recusals",
            "rulings",
            "scorings",
            "sheets",
            "standing_councils",
        }
