"""Directives in the matrix: a draft, one that went to a commune, a task it has to answer, and one it answered."""

from __future__ import annotations

from tests.matrix.ask import Ask
from tests.matrix.bodies import COPY
from tests.matrix.people import COMMUNE, KINDS, PROVINCE
from tests.matrix.world import World

AT = "directives/{directive_id}"
TASK = f"{AT}/tasks/{{task_id}}"
WRITTEN = {
    "subject": "Thực hiện Chương trình OCOP",
    "since": "2026-01-01",
    "until": "2026-12-31",
    "recipients": [COMMUNE],
    "number": "5/SNNMT",
    "signed_on": "2026-07-01",
    "signatory": "GIÁM ĐỐC",
}
WRITTEN_FORM = {name: str(said) for name, said in WRITTEN.items() if name != "recipients"}
ORDER = {"no": "9", "what": "Rà soát"}
ENDS = {"reason": "Đã thực hiện"}
ACCEPTED, WORDS = {"answer": "accepted"}, {"words": "Đề nghị báo cáo"}
NOBODY: dict[str, object] = {"recipients": []}

DIRECTING: dict[str, Ask] = {
    "POST /api/directives": Ask({**WRITTEN, "office": PROVINCE}),
    "POST /directives/new": Ask(form={**WRITTEN_FORM, "office": PROVINCE}),
    "POST /api/directive-drafts": Ask({"letter": "2026-example-communes"}),
    "POST /directives/drafts": Ask(form={"letter": "2026-example-communes"}),
    f"PUT /api/{AT}": Ask(WRITTEN, version="version"),
    f"POST /{AT}/text": Ask(form=WRITTEN_FORM, version="version"),
    f"POST /api/{AT}/orders": Ask(ORDER, version="version"),
    f"POST /{AT}/orders/new": Ask(form=ORDER, version="version"),
    f"PUT /api/{AT}/orders/{{order_id}}": Ask(ORDER, version="version"),
    f"POST /{AT}/orders/{{order_id}}": Ask(form=ORDER, version="version"),
    f"DELETE /api/{AT}/orders/{{order_id}}": Ask(version="version"),
    f"POST /{AT}/orders/{{order_id}}/removal": Ask(version="version"),
    f"POST /api/{AT}/paper": Ask(file=COPY, version="version"),
    f"POST /{AT}/paper": Ask(file=COPY, version="version"),
    f"POST /api/{AT}/issue": Ask(version="version"),
    f"POST /{AT}/issue": Ask(version="version"),
    f"POST /api/{AT}/reading": Ask(keeps=False),
    f"POST /api/{AT}/closing": Ask(ENDS, version="version"),
    f"POST /{AT}/closing": Ask(form=ENDS, version="version"),
    f"GET /api/{AT}/{{name}}": Ask(params={"name": "report.docx"}),
    f"POST /api/{TASK}/reading": Ask(keeps=False),
    f"POST /api/{TASK}/passing": Ask(NOBODY, version="version"),
    f"POST /{TASK}/passing": Ask(form={"note": "Làm sớm"}, version="version"),
    f"POST /api/{TASK}/answer": Ask(form={"words": "Đã rà soát"}, file=COPY, version="version"),
    f"POST /{TASK}/answer": Ask(form={"words": "Đã rà soát"}, file=COPY, version="version"),
    f"POST /api/{TASK}/review": Ask(ACCEPTED, version="version"),
    f"POST /{TASK}/review": Ask(form=ACCEPTED, version="version"),
    f"POST /api/{TASK}/urging": Ask(WORDS, version="version"),
    f"POST /{TASK}/urging": Ask(form=WORDS, version="version"),
}


async def directing(world: World) -> None:
    """Has the province draft two directives and issue one to a commune, which reads it and answers one of its tasks."""
    province, commune = KINDS["province"], KINDS["commune"]

    async def signed() -> dict[str, object]:
        one = await world.send(province, "POST", "/api/directives", json={**WRITTEN, "office": PROVINCE})
        for no in ("1", "2"):
            order = {"no": no, "what": "Rà soát sản phẩm"}
            one = await world.send(
                province, "POST", f"/api/directives/{one['id']}/orders", json=order, version=one["version"]
            )
        sent: dict[str, object] = await world.send(
            province, "POST", f"/api/directives/{one['id']}/paper", files=COPY, version=one["version"]
        )
        return sent

    draft = await signed()
    orders = draft["orders"]
    assert isinstance(orders, list)
    world.things["directive-draft"] = {
        "directive_id": draft["id"], "version": draft["version"], "order_id": orders[0]["id"],
    }  # fmt: skip
    out = await signed()
    at = f"/api/directives/{out['id']}"
    issued = await world.send(province, "POST", f"{at}/issue", version=out["version"])
    world.things["directive-out"] = {"directive_id": out["id"], "version": issued["version"]}
    await world.send(commune, "POST", f"{at}/reading")
    for thing, task in zip(
        ("task-open", "task-answered"), await world.send(commune, "GET", f"{at}/tasks"), strict=True
    ):
        one = await world.send(commune, "POST", f"{at}/tasks/{task['id']}/reading")
        known = {"directive_id": out["id"], "task_id": task["id"], "version": one["version"]}
        if thing == "task-answered":
            one = await world.send(
                commune,
                "POST",
                f"{at}/tasks/{task['id']}/answer",
                data={"words": "Xong"},
                files=COPY,
                version=one["version"],
            )
            known |= {"version": one["version"], "file_id": one["replies"][0]["files"][0]["id"]}
        world.things[thing] = known
