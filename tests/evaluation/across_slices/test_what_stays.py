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
            "advisory.when_a_dossier_moves_have_its_advisory_work_follow",
            "appeals.when_a_dossier_moves_have_its_appeals_follow",
            "campaigns.when_a_case_is_not_proposed_its_line_waits_again",
            "campaigns.when_a_case_is_opened_its_line_is_evaluated",
            "campaigns.when_a_case_is_received_its_line_is_evaluated",
            "campaigns.when_a_certificate_expires_its_line_lapses",
            "campaigns.when_a_certificate_is_extended_its_line_says_so",
            "campaigns.when_a_certificate_is_given_up_its_line_ends",
            "campaigns.when_a_certificate_is_issued_its_line_is_done",
            "campaigns.when_a_certificate_is_reinstated_its_line_waits_again",
            "campaigns.when_a_certificate_is_revoked_its_line_ends",
            "campaigns.when_a_certificate_is_struck_its_line_ends",
            "campaigns.when_a_certificate_moves_its_line_follows",
            "campaigns.when_a_dossier_is_opened_note_it_on_its_line",
            "campaigns.when_a_dossier_is_submitted_note_it_on_its_line",
            "campaigns.when_a_dossier_is_withdrawn_its_line_waits_again",
            "campaigns.when_a_ruling_is_issued_its_line_is_done",
            "cases.when_a_case_is_forwarded_here_open_our_own",
            "cases.when_a_dossier_is_submitted_open_a_case",
            "cases.when_a_dossier_is_supplemented_resume_its_case",
            "cases.when_a_dossier_is_withdrawn_end_its_cases",
            "cases.when_a_dossier_moves_have_its_cases_follow",
            "cases.when_a_higher_office_sends_a_case_back_take_it",
            "cases.when_our_case_is_received_hand_it_over",
            "changed_papers.when_a_dossier_is_supplemented_forget_what_changed",
            "changed_papers.when_a_paper_changes_note_it",
            "councils.when_a_dossier_is_submitted_know_who_is_behind_it",
            "councils.when_a_dossier_is_supplemented_know_who_is_behind_it",
            "councils.when_a_dossier_is_withdrawn_dissolve_its_councils",
            "laboratory.when_a_lab_test_is_matched_keep_it",
            "laboratory.when_a_match_is_withdrawn_forget_the_result",
            "recognitions.when_a_certificate_is_given_up_note_it",
            "recognitions.when_a_certificate_is_reinstated_forget_its_end",
            "recognitions.when_a_certificate_is_revoked_note_it",
            "recognitions.when_a_certificate_moves_follow_it",
            "recognitions.when_certificates_are_described_keep_them_as_they_are",
            "recognitions.when_the_right_to_the_mark_changes_note_it",
            "recusals.when_somebody_stands_aside_close_the_dossier",
            "rulings.when_a_dossier_moves_have_its_rulings_follow",
            "scoring.when_a_dossier_is_withdrawn_break_off_its_scoring",
        }

    def test_of_timers_stay(self) -> None:
        assert {timer.what for slice in SLICES for timer in slice.timers} == {
            "advisory-answer",
            "appeal-due",
            "campaign-reminders",
            "case-climb",
            "case-office-ended",
            "case-overdue",
            "council-step",
            "decision-correct",
            "decision-issue",
            "round-day",
        }

    def test_of_collections_stay(self) -> None:
        names = {collection.name for slice in SLICES for collection in slice.collections}
        assert names == {
            "advisory_reports",
            "advisory_reviews",
            "advisory_teams",
            "advisory_works",
            "appeals",
            "campaign_lines",
            "campaigns",
            "cases",
            "certificates",
            "changed_papers",
            "climbs",
            "councils",
            "decisions",
            "documents",
            "dossier_standings",
            "lab_results",
            "marks",
            "meetings",
            "office_regulations",
            "officers",
            "opinion_forms",
            "opinions",
            "outside_decisions",
            "people",
            "received_packages",
            "recognisable",
            "recognitions",
            "recusals",
            "rounds",
            "rulings",
            "scorings",
            "sealed_packages",
            "sheets",
            "standing_councils",
            "substitutes",
        }
