"""A certificate is as healthy as its weakest paper: both sides of every line, no fixture."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kit.history import Actor
from law.rulebooks import shelf
from programme.places import Where
from services.registry.credentials.credential import Credential
from services.registry.credentials.lifecycle import State
from services.registry.dossiers.dossier import Evidence
from services.registry.health import rules
from services.registry.health.paper_health import Health, Leaning

ON = date(2027, 10, 1)
ACT = shelf().get("R26")
PLACE = Where(code="11977", path="33/11977", name="Xã Tân Hưng", on=ON)


def held(id: str, ends: date | None, kind: str = "vietgap", **more: object) -> Credential:
    said = {
        "id": id, "kind": kind, "number": id, "producer_id": "p", "producer_name": "HTX", "producer_kind": "cooperative",
        "place": PLACE, "recorded_on": ON, "issued_on": date(2026, 1, 1), "ends_on": ends, "state": State.VERIFIED, "product_id": "x",
    }  # fmt: skip
    return Credential.model_validate(said | more)


def paper(id: str, kind: str = "material-origin", **more: object) -> Evidence:
    said = {
        "id": id, "kind": kind, "name": "a.pdf", "size": 1, "media_type": "application/pdf", "sha256": "0" * 64,
        "added_at": datetime(2026, 8, 3, tzinfo=UTC), "added_by": Actor(id="h", name="H"),
    }  # fmt: skip
    return Evidence.model_validate(said | more)


def leaning(papers: list[Evidence], credentials: list[Credential]) -> list[Leaning]:
    return rules.leaning(papers, credentials, ACT, 1, ON)


class TestHealth:
    def test_turns_on_the_days_of_the_list_and_the_day_after_the_last(self) -> None:
        assert rules.health_of(None, ON, 60) is Health.SOUND
        assert rules.health_of(date(2027, 12, 1), ON, 60) is Health.SOUND  # 61 days left
        assert rules.health_of(date(2027, 11, 30), ON, 60) is Health.ENDING
        assert rules.health_of(ON, ON, 60) is Health.ENDING
        assert rules.health_of(date(2027, 9, 30), ON, 60) is Health.BROKEN

    def test_changes_next_when_a_paper_begins_to_end_or_is_over(self) -> None:
        one = Leaning(id="a", kind="vietgap", ends_on=date(2027, 12, 30))
        two = Leaning(id="b", kind="vietgap", ends_on=date(2027, 10, 5))
        assert rules.changes_next([one], ON, 60) == date(2027, 10, 31)
        assert rules.changes_next([one, two], ON, 60) == date(2027, 10, 6)
        assert rules.changes_next([one], date(2027, 12, 31), 60) is None


class TestWhatItLeansOn:
    def test_is_the_evidence_with_an_end_the_first_at_the_top_with_its_criteria(self) -> None:
        found = leaning(
            [paper("a", expires_on=date(2028, 1, 1)), paper("b", "story"), paper("c", expires_on=date(2027, 12, 1))], []
        )
        assert [one.id for one in found] == ["c", "a"]
        assert all(one.criteria for one in found)

    def test_is_the_newer_paper_of_one_that_was_renewed(self) -> None:
        old = held("old", date(2027, 9, 30), state=State.RENEWED, renewed_by="new")
        [one] = leaning([paper("a", credential_id="old")], [old, held("new", date(2029, 9, 30))])
        assert (one.id, one.ends_on, one.credential) == ("new", date(2029, 9, 30), True)

    def test_is_the_one_that_ended_while_nothing_newer_is_alive(self) -> None:
        old = held("old", date(2027, 9, 30), state=State.EXPIRED)
        [one] = leaning([paper("a", credential_id="old")], [old])
        assert one.ends_on == date(2027, 9, 30)
        [one] = leaning([paper("a", credential_id="old")], [old, held("new", date(2028, 9, 30), state=State.RECORDED)])
        assert one.id == "new"

    def test_is_over_on_the_day_it_was_withdrawn(self) -> None:
        gone = held("g", date(2029, 1, 1), state=State.WITHDRAWN, withdrawn_on=date(2027, 5, 4), withdrawn_by="issuer")
        [one] = leaning([paper("a", credential_id="g")], [gone])
        assert one.ends_on == date(2027, 5, 4)

    def test_of_an_upload_is_covered_by_a_credential_that_is_evidence_of_the_same_and_ends_later(self) -> None:
        upload = paper("a", expires_on=date(2027, 9, 30))
        [one] = leaning([upload], [held("new", date(2028, 9, 30))])
        assert one.id == "new"
        [one] = leaning([upload], [held("new", date(2028, 9, 30), "haccp")])
        assert one.id == "a"

    def test_of_a_certificate_of_earlier_years_is_what_is_on_file_but_mistakes(self) -> None:
        mistake = held("m", date(2027, 1, 1), state=State.WITHDRAWN, withdrawn_on=ON, withdrawn_by="producer")
        assert [one.id for one in leaning([], [held("a", date(2028, 1, 1)), mistake])] == ["a"]
