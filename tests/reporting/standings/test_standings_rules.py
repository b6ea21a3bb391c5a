"""How recognitions add up: nothing counted twice, parts that make the whole, the same in any order of arrival."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from law.places import CENTRE, gazetteer
from programme import borders as territory
from services.reporting.standings import counting, rules
from services.reporting.standings.recognition import Certificate, Entry, History

DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31))
UNITS = sorted(territory.origins())
BORDERS = st.sampled_from([date(2024, 6, 1), date(2025, 3, 1), date(2025, 7, 1), date(2026, 8, 3)])
ELSEWHERE = ["01/00004@", "33/99999@2025-07-01", "nonsense@", "33@", "33/330@"]
CELLS = st.lists(st.tuples(st.sampled_from([*UNITS, *ELSEWHERE]), st.integers(1, 5), st.integers(1, 9)), max_size=30)


def consumed(
    id: str = "c1", *, on: date = date(2025, 1, 10), version: int = 1, until: date | None = None, **more: object
) -> Certificate:
    fields: dict[str, object] = {
        "version": version,
        "certificate_id": id,
        "product_code": "33-11977-1-2025",
        "product_name": "Mật ong",
        "set_no": 7,
        "producer_name": "HTX",
        "producer_kind": "cooperative",
        "place": "33/330/12265",
        "place_name": "Xã Chí Tân",
        "place_on": on,
        "star": 4,
        "decision_number": "1/QĐ",
        "decided_on": on,
        "valid_from": on,
        "valid_until": until or on + timedelta(days=1095),
    }
    return Certificate.model_validate(fields | more)


@st.composite
def tellings(draw: st.DrawFn) -> list[Certificate]:
    """What is published of one product: up to four certificates, each with the version of every event of its own."""
    announced = []
    for number in range(draw(st.integers(1, 4))):
        first = draw(DAYS)
        until = first + timedelta(days=draw(st.integers(0, 1200)))
        announced.append(consumed(f"c{number}", on=first, until=until, version=0))
        for version in range(1, draw(st.integers(1, 4))):
            until += timedelta(days=draw(st.integers(0, 90)))
            ended = draw(st.none() | st.dates(first, first + timedelta(days=1500)))
            announced.append(consumed(f"c{number}", on=first, until=until, version=version, ended_on=ended))
    return announced


class TestConsuming:
    @given(tellings(), st.randoms(use_true_random=False))
    def test_gives_the_same_in_any_order_and_however_often(self, announced: list[Certificate], chance: object) -> None:
        again = [*announced, *announced]
        chance.shuffle(again)  # type: ignore[attr-defined]
        assert _all(again) == _all(announced)

    @given(tellings(), DAYS)
    def test_counts_a_product_at_most_once_on_any_day(self, announced: list[Certificate], on: date) -> None:
        assert sum(rules.holds(entry, on) for _, entry in rules.entries(_all(announced))) <= 1

    @given(tellings(), DAYS)
    def test_counts_none_outside_its_validity_or_after_its_end(self, announced: list[Certificate], on: date) -> None:
        history = _all(announced)
        for one, entry in rules.entries(history):
            if rules.holds(entry, on):
                assert one.valid_from <= on <= one.valid_until
                assert one.ended_on is None or on < one.ended_on

    def test_counts_none_that_was_struck_until_it_is_entered_again(self) -> None:
        older, newer, on = consumed("c0", on=date(2024, 1, 10)), consumed(on=date(2025, 1, 10)), date(2025, 6, 1)
        struck = newer.model_copy(update={"version": 2, "struck": True})

        def counted(*announced: Certificate) -> list[str]:
            return [one.certificate_id for one, entry in rules.entries(_all(announced)) if rules.holds(entry, on)]

        assert counted(older, newer) == ["c1"]
        assert counted(older, struck, newer) == ["c0"]
        assert counted(older, newer, struck, newer.model_copy(update={"version": 3})) == ["c1"]

    def test_takes_the_first_and_the_last_day_for_valid(self) -> None:
        [(_, one)] = rules.entries(_all([consumed(on=date(2025, 1, 10), until=date(2028, 1, 9))]))
        for on, counts in ((9, False), (10, True)):
            assert rules.holds(one, date(2025, 1, on)) is counts
        assert rules.holds(one, date(2028, 1, 9))
        assert not rules.holds(one, date(2028, 1, 10))

    def test_knows_a_certificate_better_from_itself_than_from_its_product(self) -> None:
        prolonged = consumed(version=2, until=date(2028, 6, 30))
        [(_, one)] = rules.entries(_all([prolonged, consumed(version=0)]))
        assert one.last_on == date(2028, 6, 30)

    def test_lets_a_newer_certificate_take_over_on_its_first_day(self) -> None:
        (_, old), (_, new) = rules.entries(_all([consumed("c1"), consumed("c2", on=date(2026, 3, 1))]))
        assert (old.last_on, new.valid_from) == (date(2026, 2, 28), date(2026, 3, 1))


class TestPlacing:
    @settings(deadline=None)  # the first answer of a period fills its table
    @given(CELLS, BORDERS, st.data())
    def test_makes_the_parts_and_what_is_undecided_add_up_to_the_whole_at_every_place(
        self, cells: list[tuple[str, int, int]], borders: date, data: st.DataObject
    ) -> None:
        place = data.draw(st.sampled_from([CENTRE, "33", *(one.path for one in gazetteer().children("33", borders))]))
        whole = _counted(cells, place, borders)
        parts = [_counted(cells, below.path, borders) for below in gazetteer().children(place, borders)]
        undecided = sum(count for at, _, count in cells if territory.find(at, borders).path == place)
        assert whole.whole.total == sum(part.whole.total for part in parts) + undecided
        for below, part in zip(gazetteer().children(place, borders), parts, strict=True):
            assert whole.groups[below.path] == part.whole

    @settings(deadline=None)
    @given(CELLS, BORDERS)
    def test_loses_nothing_and_counts_nothing_twice(self, cells: list[tuple[str, int, int]], borders: date) -> None:
        assert _counted(cells, CENTRE, borders).whole.total == sum(count for _, _, count in cells)

    @settings(deadline=None)
    @given(st.sampled_from(UNITS), BORDERS)
    def test_finds_the_same_whether_asked_by_origin_or_by_place(self, at: str, borders: date) -> None:
        found = territory.find(at, borders)
        assert at in territory.origins_within(found.path, borders)
        for other in gazetteer().children(found.path, borders):
            assert at not in territory.origins_within(other.path, borders)

    def test_leaves_a_commune_where_it_was_in_the_borders_of_then(self) -> None:
        at = territory.origin_of("33/332/12367", date(2024, 5, 1))
        assert territory.find(at, date(2024, 12, 31)).path == "33/332/12367"
        assert territory.find(at, date(2025, 7, 1)).path == "33/11977"

    def test_does_not_mistake_a_code_of_another_period(self) -> None:
        then, now = (territory.origin_of("33/11977", on) for on in (date(2025, 6, 30), date(2025, 7, 1)))
        assert then != now
        assert territory.find(then, date(2026, 1, 1)).path == CENTRE or territory.find(then, date(2026, 1, 1)).unplaced

    def test_never_guesses_where_a_split_commune_went(self) -> None:
        found = territory.find(territory.origin_of("33/325/12004", date(2025, 5, 1)), date(2026, 1, 1))
        assert found.path == "33"
        assert found.unplaced is not None
        assert found.unplaced.slug == "place.split-needs-a-choice"


def _all(announced: list[Certificate]) -> History:
    history = History(id="p")
    for one in announced:
        history = rules.with_certificate(history, one)
    return history


def _counted(cells: list[tuple[str, int, int]], place: str, borders: date) -> counting.Counted:
    found = [(territory.find(at, borders).path, star, count) for at, star, count in cells]
    within = [(at, star, count) for at, star, count in found if territory.is_within(at, place)]
    groups = [below.path for below in gazetteer().children(place, borders)]
    return counting.count(
        [counting.Cell(territory.step_below(at, place), star, count) for at, star, count in within], groups
    )


class TestEnding:
    def entry(self, last: date, star: int = 3) -> Entry:
        facts = {"set_no": 7, "year": 2024, "kind": "cooperative", "valid_from": date(2024, 1, 1), "sort_key": "a"}
        return Entry(star=star, last_on=last, **facts)

    def test_counts_each_month_from_the_days_own_and_the_eleven_that_follow(self) -> None:
        entries = [self.entry(date(2026, 11, 30), 4), self.entry(date(2027, 10, 31)), self.entry(date(2027, 11, 1))]
        found = counting.ending(date(2026, 11, 27), entries)
        assert [month for month, _ in found][::11] == [date(2026, 11, 1), date(2027, 10, 1)]
        assert [(month.month, count.stars) for month, count in found if count.total] == [(11, {4: 1}), (10, {3: 1})]

    def test_ends_where_the_calendar_does(self) -> None:
        assert [month for month, _ in counting.ending(date(9999, 12, 31), [])] == [date(9999, 12, 1)]
