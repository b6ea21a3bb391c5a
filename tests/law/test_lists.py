"""The lists of the law are data with editions: installed, checked before they are believed, each with its day and hash."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from law import evidence, kinds, levels, lists, papers, roles
from law.calendar import work_calendar
from law.certificate_life import certificate_life
from law.classification import classification
from law.commands import app
from law.lists import ListFaulty, NoSuchList, content, edition, editions
from law.packaged import read_text
from law.places import offices
from law.rulebooks import Rulebook, shelf
from law.rulebooks.checking.files import check_content
from law.rulebooks.checking.lists import faults_of
from law.rulebooks.difference import content_of
from law.rulebooks.reading import content_of as parsed
from law.rulebooks.reading import rulebook_of
from law.scoring.routes import route_of

NAMES = list(lists.names())
CACHES = (
    lists.editions, kinds.dossier_kinds, kinds.credential_kinds, kinds.kinds_of_credential, kinds.paper_ending_days, kinds.ladder, kinds.producer_words, levels.levels,
    levels.place_kinds, levels.code_digits, evidence.kinds,
    classification, work_calendar, certificate_life, offices.heirs, roles.roles, papers.layouts, papers.signatures,
)  # fmt: skip


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Installs lists as an operator does, for a process that starts anew."""
    (tmp_path / "lists").mkdir()
    monkeypatch.setenv("OCOP_LAW", str(tmp_path))

    def now(text: str, name: str = "one.yaml") -> Path:
        (tmp_path / "lists" / name).write_text(text, encoding="utf-8")
        for cached in CACHES:
            cached.cache_clear()
        return tmp_path / "lists" / name

    yield now
    for cached in CACHES:
        cached.cache_clear()


def test_every_list_that_ships_is_of_its_form_and_has_its_day_and_hash() -> None:
    assert NAMES == [
        "activities", "advice", "advisory", "agencies", "calendar", "campaigns", "certificate-life", "citizen-reports", "classification",
        "commune-criteria", "complaints", "council-terms", "credentials", "directive-days", "directives/2023-snn-ocop", "directives/2026-example-communes", "dossier-kinds", "escalation",
        "evidence", "exchange-tables", "figures", "identifiers", "inspections", "ladder", "levels", "linkages", "mark",
        "measures", "meetings", "offices", "paper-health", "papers/layout", "papers/offices", "papers/signatures", "plans", "priority",
        "producer-words", "published-totals", "reporting-periods", "reports", "resources", "returns/commune-2026", "returns/district-2023", "returns/province", "rights",
        "roles", "rounds", "sending-up", "supplement-term", "yearly-card",
    ]  # fmt: skip
    for name in NAMES:
        found = faults_of(parsed(read_text(f"{name}.yaml"), is_json=False))
        assert [one for one in found if not one.only_pointed_out] == []
        [shipped] = editions(name)
        assert (shipped.name, len(shipped.hash)) == (name, 64)


class TestAnInstalledList:
    def test_of_signatures_says_who_signs_from_then_on_and_the_shipped_one_stays_held(self, install: Any) -> None:
        (shipped,) = editions("papers/signatures")
        mended = read_text("papers/signatures.yaml").replace("{first: 2019-08-21}", "{first: 2027-01-01}")
        install(mended.replace("head: GIÁM ĐỐC", "head: CHI CỤC TRƯỞNG"))
        assert papers.signatures().edition("department", date(2027, 1, 4)).head == "CHI CỤC TRƯỞNG"
        assert lists.edition_with("papers/signatures", shipped.hash) == shipped

    def test_is_in_force_from_its_own_day(self, install: Any) -> None:
        install("list: ladder\nin_force: {first: 2027-01-01}\ndays_before: [60, 14]\n")
        assert [one.in_force.first.year for one in editions("ladder")] == [2018, 2027]
        assert content("ladder", date(2026, 12, 31))["days_before"] == [120, 90, 30, 7]
        assert content("ladder", date(2027, 1, 1))["days_before"] == [60, 14]
        assert kinds.ladder() == (60, 14)
        assert edition("ladder", date(2026, 1, 1)).hash != edition("ladder").hash

    def test_brings_a_new_kind_of_evidence_and_a_new_credential(self, install: Any) -> None:
        more = yaml.safe_load(read_text("evidence.yaml"))
        more["in_force"] = {"first": "2027-01-01"}
        more["kinds"].append({"id": "carbon", "label": {"vi": "Dấu chân các-bon", "en": "Carbon footprint"},
                              "expires": "no", "verified": "no"})  # fmt: skip
        install(yaml.safe_dump(more, allow_unicode=True))
        install(
            "list: credentials\nin_force: {first: 2027-01-01}\nkinds:\n- {id: halal, label: {vi: Halal, en: Halal}}\n",
            "two.yaml",
        )
        assert evidence.kind("carbon").label.en == "Carbon footprint"
        assert kinds.credential_kinds()["halal"].vi == "Halal"

    def test_of_moved_days_adds_to_those_before(self, install: Any) -> None:
        install(
            "list: calendar\nin_force: {first: 2027-01-01}\nfixed_until: 2027\n"
            "moved:\n- {worked: 2027-05-08, free: 2027-05-04, source: Thử, verified: 'no'}\n"
        )
        held = work_calendar()
        assert (held.is_working(date(2027, 5, 8)), held.is_working(date(2026, 8, 22))) == (True, True)
        assert not held.is_provisional(date(2027, 2, 8))

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("list: ladder\nin_force: {first: 2027-01-01}\ndays_before: []\n", "/days_before"),
            ("list: ladder\ndays_before: [7]\n", "in_force"),
            ("list: levels\nin_force: {first: 2027-01-01}\nlevels: [{id: x}]\n", "/levels/0"),
            (
                "list: classification\nin_force: {first: 2027-01-01}\nministries: {}\nsectors: []\n",
                "sets 0",
            ),
        ],
    )
    def test_that_is_faulty_is_refused_with_every_fault(self, install: Any, text: str, said: str) -> None:
        file = install(text)
        name = text.split()[1]
        with pytest.raises(ListFaulty, match=said):
            editions(name)
        result = CliRunner().invoke(app, ["check", str(file), "--list", "--in", "en"])
        assert result.exit_code == 1
        assert said in result.output

    def test_that_nobody_reads_is_named_by_the_checker(self, install: Any) -> None:
        file = install("list: moons\nin_force: {first: 2027-01-01}\n")
        result = CliRunner().invoke(app, ["check", str(file), "--list", "--in", "en"])
        assert (result.exit_code, "moons" in result.output) == (1, True)

    def test_is_not_in_force_before_the_first(self) -> None:
        with pytest.raises(NoSuchList):
            content("ladder", date(1999, 1, 1))


class TestAHolidayThatNoDecisionHasFixed:
    def test_is_provisional(self) -> None:
        held = work_calendar()
        assert held.is_provisional(date(2027, 2, 8))
        assert not held.is_provisional(date(2026, 2, 17))
        # The law itself fixes these days: nothing is decided about them.
        assert not held.is_provisional(date(2027, 1, 1))
        assert not held.is_provisional(date(2027, 5, 1))
        found = held.provisional_between(date(2027, 1, 20), date(2027, 2, 20))
        assert (found[0], found[-1]) == (date(2027, 2, 4), date(2027, 2, 10))
        assert held.provisional_between(date(2026, 1, 20), date(2026, 3, 1)) == ()


@pytest.fixture(scope="module")
def act() -> Rulebook:
    book = content_of(shelf().get("R26"))
    centre = book["tiers"][-1]
    centre["recognises"].append({"star": 4, "authority": {"vi": "Bộ trưởng", "en": "The minister"}, "sets": [22]})
    assert [one for one in check_content(book, shelf()) if not one.only_pointed_out] == []
    return rulebook_of(book)


class TestRecognitionByProductSet:
    """The minister recognises four stars of set 22; everything else stays with the province."""

    def test_goes_to_the_tier_that_names_the_set(self, act: Rulebook) -> None:
        assert [(act.recogniser_of(4, no) or act.tiers[0]).level for no in (21, 22, None)] == [
            "province", "centre", "province",
        ]  # fmt: skip
        province, centre = act.tier("province"), act.tier("centre")
        assert (act.stars_of(province, 22), act.stars_of(province, 21)) == ((3,), (4, 3))
        assert (act.stars_of(centre, 22), act.stars_of(centre, 21)) == ((5, 4), (5,))
        assert (centre.authority_for(4, 22) or act.title).en == "The minister"
        assert centre.authority_for(4, 21) is None

    def test_decides_the_route(self, act: Rulebook) -> None:
        by_star = {no: route_of(act, "province", Decimal(85), 4, act.council, no) for no in (21, 22)}
        assert (by_star[21].outcome, by_star[21].star) == ("recognised", 4)
        assert by_star[22].outcome != "recognised"
        at_the_centre = route_of(act, "centre", Decimal(91), 4, act.council, 22)
        assert (at_the_centre.outcome, (at_the_centre.authority or act.title).en) == ("recognised", "The minister")

    def test_is_refused_for_sets_that_are_not_there_and_twice(self) -> None:
        for sets, kind in (([99], "unknown-set"), ([22, 22], "star-of-two-tiers")):
            book = content_of(shelf().get("R26"))
            book["tiers"][-1]["recognises"].append(
                {"star": 4, "authority": {"vi": "Bộ trưởng", "en": "The minister"}, "sets": sets}
            )
            assert kind in {one.kind for one in check_content(book, shelf())}
