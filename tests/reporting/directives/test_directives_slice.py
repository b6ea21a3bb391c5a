"""The letter of 2023 from its draft to its closing, at real endpoints."""

from __future__ import annotations

from datetime import date

from law.places import gazetteer
from tests.callers import person
from tests.reporting.directives.directives_harness import (
    CLERK,
    COLLEAGUE,
    DEPARTMENT,
    DISTRICT,
    MINISTRY,
    OTHER,
    SECOND,
    Directives,
)
from tests.reporting.returns.returns_harness import inspection


class TestDrafted:
    async def test_from_the_file_with_seven_orders_the_duty_to_report_and_ten_districts(
        self, directives: Directives
    ) -> None:
        one = await directives.drafted()
        assert [order["no"] for order in one["orders"]] == ["1", "2", "3", "4", "5", "6", "7", "báo cáo"]
        assert (len(one["recipients"]), one["state"], one["issued_by"]) == (10, "draft", "33")
        assert one["orders"][3]["due_on"] == "2023-06-21"

    async def test_by_the_office_whose_it_is_alone_and_seen_by_nobody_else(self, directives: Directives) -> None:
        await directives.reporting.send(CLERK, "/api/directive-drafts", {"letter": "2023-snn-ocop"}, status=403)
        one = await directives.drafted()
        for who in (CLERK, MINISTRY):
            await directives.reporting.read(f"/api/directives/{one['id']}", who, status=404)

    async def test_is_not_issued_before_it_is_complete(self, directives: Directives) -> None:
        one = await directives.drafted()
        refused = await directives.do(one, "/issue", DEPARTMENT, status=409)
        assert refused["type"].endswith("directive.not-complete")
        one = await directives.signed(one)
        await directives.do(one, "/issue", DEPARTMENT, status=409)

    async def test_goes_to_no_office_that_was_not_there_or_is_not_below(self, directives: Directives) -> None:
        one = await directives.drafted()
        for office in ("33/11977", "33", "34"):
            await directives.write(one, recipients=[office], status=422)

    async def test_names_only_figures_there_are(self, directives: Directives) -> None:
        one = await directives.drafted()
        order = {"no": "8", "what": "Khác", "figures": ["nothing-counted"]}
        await directives.do(one, "/orders", DEPARTMENT, order, 422)
        one = await directives.do(one, "/orders", DEPARTMENT, order | {"figures": ["breaches"]})
        await directives.do(one, "/orders", DEPARTMENT, order | {"figures": []}, 409)  # a second 8
        path = f"/orders/{one['orders'][-1]['id']}"
        one = await directives.do(one, path, DEPARTMENT, order | {"what": "Khác nữa", "figures": []}, method="PUT")
        one = await directives.do(one, path, DEPARTMENT, method="DELETE")
        assert len(one["orders"]) == 8


class TestIssued:
    async def test_gives_each_district_each_order_and_says_so(self, directives: Directives) -> None:
        one = await directives.issued()
        found = await directives.reporting.read(f"/api/directives/{one['id']}/standing", DEPARTMENT)
        assert (found["tasks"], found["by_state"], len(found["unread"])) == (80, {"given": 80}, 10)
        [said] = await directives.events("directive.issued")
        assert (said["paper"]["number"], len(said["tasks"]), len(said["recipients"])) == ("123/SNN-PTNT", 8, 10)
        assert said["paper"]["sha256"] == one["paper"]["sha256"]
        assert len(await directives.events("task.given")) == 80

    async def test_a_district_sees_its_own_tasks_and_no_others(self, directives: Directives) -> None:
        one = await directives.issued()
        found = await directives.reporting.read(f"/api/directives/{one['id']}/tasks", CLERK)
        assert {task["office"] for task in found} == {DISTRICT}
        theirs = await directives.task(one, office=OTHER)
        await directives.reporting.read(f"/api/directives/{one['id']}/tasks/{theirs['id']}", CLERK, status=404)
        standing = await directives.reporting.read(f"/api/directives/{one['id']}/standing", CLERK)
        assert (standing["tasks"], standing["unread"]) == (8, [DISTRICT])

    async def test_is_read_once_by_an_officer_of_the_office_alone(self, directives: Directives) -> None:
        one = await directives.issued()
        for who in (DEPARTMENT, CLERK, CLERK):
            await directives.reporting.send(who, f"/api/directives/{one['id']}/reading")
        [said] = await directives.events("directive.read")
        assert (said["office"], said["read_on"]) == (DISTRICT, "2023-03-01")
        standing = await directives.reporting.read(f"/api/directives/{one['id']}/standing", DEPARTMENT)
        assert DISTRICT not in standing["unread"]
        assert len(standing["unread"]) == 9


class TestATask:
    async def test_its_answer_carries_what_the_platform_counted_words_and_proof(self, directives: Directives) -> None:
        one = await directives.issued()
        await directives.on(date(2023, 6, 1))
        await directives.reporting.consume(
            inspection("i-1", date(2023, 4, 1)),
            inspection("i-2", date(2023, 5, 1)),
            inspection("i-0", date(2022, 5, 1)),
        )
        task = await directives.answered(await directives.task(one, "7", who=CLERK))
        reply = task["replies"][0]
        counted = {figure["code"]: figure["value"] for figure in reply["figures"]}
        assert counted == {"inspections-planned": 2, "inspections-held": 0, "breaches": 0, "measures": 0}
        assert (reply["on_time"], reply["files"][0]["name"], task["state"]) == (True, "bien-ban.pdf", "answered")
        figure = reply["figures"][0]
        rows = await directives.reporting.read(
            f"/api/figures/{figure['code']}/rows", CLERK, area=DISTRICT, since=figure["since"], until=figure["until"]
        )
        assert len(rows["items"]) == figure["value"]
        [said] = await directives.events("task.answered")
        assert (said["figures"]["inspections-planned"], said["papers"][0]["sha256"]) == (
            "2",
            reply["files"][0]["sha256"],
        )

    async def test_is_sent_back_with_a_reason_answered_again_and_accepted_and_stays_in_time(
        self, directives: Directives
    ) -> None:
        one = await directives.issued()
        task = await directives.answered(await directives.task(one, who=CLERK))
        await directives.step(task, "review", DEPARTMENT, {"answer": "sent-back"}, 422)  # no reason
        await directives.step(task, "review", CLERK, {"answer": "accepted"}, 403)
        task = await directives.step(task, "review", DEPARTMENT, {"answer": "sent-back", "reason": "Thiếu danh sách"})
        await directives.on(date(2023, 6, 23))
        task = await directives.answered(task, words="Bổ sung danh sách")
        task = await directives.step(task, "review", DEPARTMENT, {"answer": "accepted"})
        assert (task["state"], [reply["on_time"] for reply in task["replies"]]) == ("accepted", [True, True])
        assert [said["answer"] for said in await directives.events("task.reviewed")] == ["sent-back", "accepted"]

    async def test_in_time_on_the_last_day_and_late_the_day_after(self, directives: Directives) -> None:
        one = await directives.issued()
        await directives.on(date(2023, 6, 21))
        await directives.answered(await directives.task(one, who=CLERK))
        await directives.on(date(2023, 6, 22))
        late = await directives.task(one, office=OTHER, who=COLLEAGUE)
        assert late["is_late"]
        await directives.answered(late, COLLEAGUE)
        assert [said["on_time"] for said in await directives.events("task.answered")] == [True, False]

    async def test_is_passed_down_no_later_than_ones_own_day_and_how_those_below_stand_is_seen(
        self, directives: Directives
    ) -> None:
        one = await directives.issued()
        task = await directives.task(one, who=CLERK)
        commune = gazetteer().children(DISTRICT, date(2023, 3, 1))[0].path
        body = {"recipients": [commune], "due_on": "2023-06-22"}
        await directives.step(task, "passing", CLERK, body, 422)
        await directives.step(task, "passing", CLERK, body | {"recipients": [OTHER], "due_on": "2023-05-31"}, 422)
        task = await directives.step(task, "passing", CLERK, body | {"due_on": "2023-05-31", "note": "Làm sớm"})
        await directives.step(task, "passing", CLERK, body | {"due_on": "2023-05-31"}, 409)
        below = await directives.task(one, office=commune, who=CLERK)
        assert (below["due_on"], below["from_office"], below["parent_id"]) == ("2023-05-31", DISTRICT, task["id"])
        standing = await directives.reporting.read(f"/api/directives/{one['id']}/standing", CLERK)
        assert standing["unread"] == [DISTRICT, commune]

    async def test_is_urged_by_who_gave_it_once_a_day(self, directives: Directives) -> None:
        one = await directives.issued()
        task = await directives.task(one)
        await directives.step(task, "urging", CLERK, {"words": "?"}, 403)
        task = await directives.step(task, "urging", DEPARTMENT, {"words": "Đề nghị báo cáo"})
        await directives.step(task, "urging", SECOND, {"words": "Nữa"}, 409)
        [said] = await directives.events("task.urged")
        assert said["words"] == "Đề nghị báo cáo"

    async def test_is_urged_by_the_platform_then_climbs_each_rung_once(self, directives: Directives) -> None:
        one = await directives.issued()
        await directives.answered(await directives.task(one, office=OTHER, who=COLLEAGUE), COLLEAGUE)
        for day in (14, 14, 19, 20, 21):
            await directives.on(date(2023, 6, day))
        urged = [said["office"] for said in await directives.events("task.urged")]
        assert (urged.count(DISTRICT), OTHER in urged, len(urged)) == (2, False, 18)
        assert await directives.events("task.overdue") == []
        for day in (22, 22, 26, 28, 29):
            await directives.on(date(2023, 6, day))
        said = [one for one in await directives.events("task.overdue") if one["office"] == DISTRICT]
        assert [(one["level"], one.get("climbs_to")) for one in said] == [
            ("reminder", None),
            ("head", None),
            ("office-above", "33"),
        ]


class TestClosed:
    async def test_what_was_not_accepted_ends_and_nothing_more_comes(self, directives: Directives) -> None:
        one = await directives.issued()
        await directives.answered(await directives.task(one, who=CLERK))
        body = {"reason": "Đã thực hiện"}
        await directives.do(one, "/closing", CLERK, body, 403)
        await directives.do(one, "/closing", DEPARTMENT, body)
        [said] = await directives.events("directive.closed")
        assert (said["answered"], said["unanswered"]) == (1, 79)
        await directives.on(date(2023, 7, 20))
        assert await directives.events("task.overdue") == []


class TestTheReport:
    async def test_comes_out_for_one_office_and_for_all_as_docx_and_pdf(self, directives: Directives) -> None:
        one = await directives.issued()
        await directives.answered(await directives.task(one, who=CLERK))
        for name, begins in (("report.docx", b"PK"), ("report.pdf", b"%PDF")):
            for who in (DEPARTMENT, CLERK):
                answer = await directives.reporting.at(who).get(f"/api/directives/{one['id']}/{name}")
                assert (answer.status_code, answer.content[: len(begins)]) == (200, begins), answer.text
        path = f"/api/directives/{one['id']}/report.docx"
        assert (await directives.reporting.at(CLERK).get(path, params={"office": OTHER})).status_code == 404


class TestOfADissolvedOffice:
    async def test_the_tasks_are_answered_by_the_one_above_and_reviewed_by_another_person(
        self, directives: Directives
    ) -> None:
        one = await directives.issued()
        await directives.on(date(2026, 8, 3))
        task = await directives.answered(await directives.task(one, "7"), DEPARTMENT)
        assert {figure["until"] for figure in task["replies"][0]["figures"]} == {"2023-12-31"}
        await directives.step(task, "review", DEPARTMENT, {"answer": "accepted"}, 409)
        await directives.step(task, "review", SECOND, {"answer": "accepted"})


class TestToCommunes:
    async def test_the_example_of_2026_gives_each_of_them_its_tasks_some_at_a_time(
        self, directives: Directives
    ) -> None:
        await directives.on(date(2026, 1, 6))
        one = await directives.reporting.send(
            DEPARTMENT, "/api/directive-drafts", {"letter": "2026-example-communes"}, status=201
        )
        assert (len(one["recipients"]), one["verified"]) == (104, "no")
        one = await directives.signed(await directives.write(one, number="9/SNNMT", signed_on="2026-01-05"))
        one = await directives.do(one, "/issue", DEPARTMENT)
        assert len(await directives.events("task.given")) == 100
        await directives.on(date(2026, 1, 6))
        found = await directives.reporting.read(f"/api/directives/{one['id']}/standing", DEPARTMENT)
        assert (found["tasks"], len(found["unread"])) == (416, 104)
        assert len(await directives.events("task.given")) == 416
        await directives.do(one, "/closing", DEPARTMENT, {"reason": "Chỉ là ví dụ"})
        # Its tasks end some at a time; what waits for its end is over all the same.
        tasks = await directives.reporting.read(f"/api/directives/{one['id']}/tasks", DEPARTMENT)
        left = next(task for task in tasks if task["state"] == "given")
        answer = await directives.reporting.at(person("clerk.26", f"commune-officer@{left['office']}")).post(
            f"/api/directives/{one['id']}/tasks/{left['id']}/answer",
            data={"words": "Đã làm"},
            headers={"If-Match": f'"{left["version"]}"'},
        )
        assert (answer.status_code, answer.json()["slug"]) == (409, "directive-task.directive-over")
        await directives.on(date(2026, 1, 7))
        found = await directives.reporting.read(f"/api/directives/{one['id']}/standing", DEPARTMENT)
        assert found["by_state"] == {"ended": 416}
