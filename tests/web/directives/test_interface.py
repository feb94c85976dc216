"""The same deeds through the interface for machines, with its refusals."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from tests.web.conftest import World, describe_interface, issue
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.documents.actions import number_document
from trienkhai.web.documents.models import Origin

Json = dict[str, object]
PASSWORD = "mat-khau-thu"


class Caller:
    """Somebody signed in through the interface."""

    def __init__(self, username: str) -> None:
        self.client = Client()
        self.token = ""
        self.token = str(self.ask("post", "session", {"username": username, "password": PASSWORD})["token"])

    def ask(self, verb: str, path: str, body: Mapping[str, object] | None = None, status: int = 200) -> Json:
        """One call, its answer of this status; a list comes under "rows"."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        call = getattr(self.client, verb)
        answer = (
            call(f"/api/{path}", headers=headers)
            if verb == "get"
            else call(f"/api/{path}", json.dumps(body or {}), content_type="application/json", headers=headers)
        )
        assert answer.status_code == status, (path, answer.status_code, answer.content.decode()[:500])
        said = answer.json()
        if status >= 400:
            assert set(said) == {"id", "message", "fields"}
        return {"rows": said} if isinstance(said, list) else dict(said)


@pytest.fixture
def call(world: World) -> Callable[[str], Caller]:
    """`call(key)`: that person of the small world."""
    return Caller


def test_a_draft_is_arranged_signed_and_issued(
    topics_draft: Directive, world: World, call: Callable[[str], Caller]
) -> None:
    """Period, report, plan, units and purposes in one call; then the order of issuing."""
    officer, leader, clerk = call("so_officer"), call("so_leader"), call("so_clerk")
    path = f"directives/{topics_draft.pk}"
    shown = officer.ask("get", path)
    assert [len(row["units"]) for row in shown["addressees"]][:2] == [2, 2]  # type: ignore[attr-defined]  # any JSON
    said = officer.ask(
        "patch",
        path,
        {
            "version": shown["version"],
            "period": {"start": "2023-01-01", "end": "2023-12-31"},
            "deadline": "2023-12-20",
            "data_close": "2023-12-14",
            "plan_needed": True,
            "acceptance_needed": False,
            "add_units": [{"unit": world.units["phong-nghiep-vu"].pk, "reason": "Theo dõi chung."}],
            "strike_units": [{"unit": world.units["thu-vien"].pk, "reason": "Đang sửa trụ sở."}],
            "exempt_units": [{"unit": world.units["bao-tang"].pk, "reason": "Báo cáo chung."}],
        },
    )
    assert (said["plan_needed"], said["acceptance_needed"]) == (True, False)
    report = next(item for item in said["items"] if item["kind"] == "report")  # type: ignore[attr-defined]  # any JSON
    assert (report["deadline"]["on"], report["deadline"]["origin"]) == ("2023-12-20", "person")
    officer.ask("patch", path, {"version": shown["version"], "plan_needed": False}, status=409)
    clerk.ask("post", f"{path}/issue", status=409)
    leader.ask("post", f"{path}/sign", {"authority": "none"}, status=422)
    leader.ask("post", f"{path}/sign", {"authority": "KT."})
    number_document(world.actors["so_clerk"], topics_draft.document_id)
    begun = clerk.ask("post", f"{path}/issue")
    assert begun["count"] == 4
    rows = officer.ask("get", f"{path}/duties")["rows"]
    assert len(rows) == 4  # type: ignore[arg-type]  # any JSON


def test_all_of_a_patch_or_nothing(topics_draft: Directive, world: World, call: Callable[[str], Caller]) -> None:
    """A strike without a reason undoes the period before it; an item of another directive is not found."""
    officer, path = call("so_officer"), f"directives/{topics_draft.pk}"
    period = {"start": "2023-02-01", "end": "2023-11-30"}
    refused = {"period": period, "strike_units": [{"unit": world.units["bao-tang"].pk, "reason": " "}]}
    assert officer.ask("patch", path, refused, status=422)["id"] == "reason-missing"
    officer.ask("patch", path, {"period": period, "items": [{"id": 999_999, "deadline": None}]}, status=404)
    officer.ask("patch", path, {"deadline": "2023-12-20", "report_deadline": "2023-12-21"}, status=422)
    officer.ask("patch", path, {"period": {"start": "ngày mai"}}, status=422)
    topics_draft.refresh_from_db()
    assert topics_draft.period_start == date(2023, 1, 1)


def test_an_item_keeps_what_was_not_sent(tasks_draft: Directive, world: World, call: Callable[[str], Caller]) -> None:
    """A new day leaves the units; null is no day; a strike needs its reason and gets it."""
    officer, path = call("so_officer"), f"directives/{tasks_draft.pk}"
    item = tasks_draft.items.get(label="1")
    officer.ask("patch", path, {"items": [{"id": item.pk, "deadline": "2023-06-20"}]})
    item.refresh_from_db()
    assert (item.deadline_on, item.deadline_origin) == (date(2023, 6, 20), Origin.PERSON)
    assert list(item.units.all()) == [world.units["bao-tang"]]
    officer.ask("patch", path, {"items": [{"id": item.pk, "units": None}]})
    item.refresh_from_db()
    assert (item.deadline_on, item.for_everyone) == (date(2023, 6, 20), True)
    officer.ask("patch", path, {"items": [{"id": item.pk, "deadline": None}]})
    officer.ask("patch", path, {"items": [{"id": item.pk, "strike": "Đã làm năm trước."}]})
    item.refresh_from_db()
    assert (item.deadline_on, item.struck_reason) == (None, "Đã làm năm trước.")


def test_a_receiving_unit_sees_itself_and_nobody_else(
    tasks_directive: Directive, topics_draft: Directive, world: World, call: Callable[[str], Caller]
) -> None:
    """Its own duty, no resolved receivers, units of items only where they are its own; no draft at all."""
    unit = call("unit_officer")
    said = unit.ask("get", f"directives/{tasks_directive.pk}")
    assert (said["addressees"], said["duties"]) == ([], 1)
    assert {one for item in said["items"] for one in item["units"]} == {world.units["bao-tang"].pk}  # type: ignore[attr-defined]  # any JSON
    rows = unit.ask("get", f"directives/{tasks_directive.pk}/duties")["rows"]
    assert [row["unit"] for row in rows] == ["Bảo tàng tỉnh"]  # type: ignore[attr-defined]  # any JSON
    unit.ask("get", f"directives/{topics_draft.pk}", status=404)
    unit.ask("patch", f"directives/{tasks_directive.pk}", {"plan_needed": True}, status=404)
    call("outsider").ask("get", f"directives/{tasks_directive.pk}", status=404)


def test_taking_on_twice_under_one_uuid_is_once(duty: Duty, call: Callable[[str], Caller]) -> None:
    """Other content under it, and taking on again, answer 409; the office needs a basis."""
    path = f"duties/{duty.pk}/acknowledge"
    assert call("so_officer").ask("post", path, {}, status=422)["fields"] == {"on_behalf_basis": "Ghi căn cứ."}
    call("so_leader").ask("post", path, {}, status=403)
    call("other_unit_officer").ask("post", path, {}, status=404)
    unit, said = call("unit_officer"), {"uuid": str(uuid4()), "note": "Đã nhận."}
    first = unit.ask("post", path, said)
    assert unit.ask("post", path, said) == first
    unit.ask("post", path, said | {"note": "Khác."}, status=409)
    unit.ask("post", path, {}, status=409)
    assert first["acknowledged"] == {
        "on": "2023-05-30", "by": "Chuyên viên Bảo tàng, Bảo tàng tỉnh", "note": "Đã nhận.",
        "on_behalf": False, "on_behalf_basis": "",
    }  # fmt: skip


def test_a_request_and_its_answer(duty: Duty, call: Callable[[str], Caller]) -> None:
    """Yes moves the day of the item; the sibling unit finds neither duty nor request."""
    item = duty.directive.items.get(kind=Item.Kind.REPORT)
    unit, office = call("unit_leader"), call("so_officer")
    body: Json = {"uuid": str(uuid4()), "kind": "extension", "item": item.pk, "reason": "Chờ số liệu."}
    unit.ask("post", f"duties/{duty.pk}/requests", body, status=422)
    asked = unit.ask("post", f"duties/{duty.pk}/requests", body | {"wanted_on": "2023-12-29"})
    call("other_unit_leader").ask("post", f"requests/{asked['id']}/answer", {"granted": True}, status=404)
    unit.ask("post", f"requests/{asked['id']}/answer", {"granted": True}, status=403)
    assert office.ask("post", f"requests/{asked['id']}/answer", {"granted": True})["state"] == "granted"
    shown = unit.ask("get", f"duties/{duty.pk}")
    entry = next(line for line in shown["items"] if line["item"] == item.pk)  # type: ignore[attr-defined]  # any JSON
    assert (entry["deadline"], entry["extended"], entry["late"]) == ("2023-12-29", True, False)


def test_the_office_changes_one_duty(duty: Duty, call: Callable[[str], Caller]) -> None:
    """More time, an exemption, an end; ended, nothing more."""
    item = duty.directive.items.get(kind=Item.Kind.REPORT)
    office, path = call("so_officer"), f"duties/{duty.pk}"
    office.ask("post", f"{path}/extend", {"until": "2023-12-01", "item": item.pk, "reason": "Thử."}, status=422)
    office.ask("post", f"{path}/extend", {"until": "2023-12-29", "item": item.pk, "reason": "Thiên tai."})
    office.ask("post", f"{path}/exempt", {"item": item.pk, "reason": "Báo cáo chung."})
    assert office.ask("post", f"{path}/withdraw", {"reason": "Sáp nhập."})["counts"] is False
    office.ask("post", f"{path}/exempt", {"reason": "Nữa."}, status=409)
    call("unit_leader").ask("post", f"{path}/extend", {"until": "2023-12-30", "reason": "Tự gia hạn."}, status=403)


def test_the_leader_withdraws_the_whole(topics_draft: Directive, world: World, call: Callable[[str], Caller]) -> None:
    """Every duty ends; twice is refused."""
    issue(world, topics_draft)
    path, leader = f"directives/{topics_draft.pk}/withdraw", call("so_leader")
    call("so_officer").ask("post", path, {"reason": "Thử."}, status=403)
    assert leader.ask("post", path, {"reason": "Có văn bản thay thế."})["state"] == "withdrawn"
    leader.ask("post", path, {"reason": "Lần nữa."}, status=409)
    rows = leader.ask("get", f"directives/{topics_draft.pk}/duties")["rows"]
    assert not any(row["counts"] for row in rows)  # type: ignore[attr-defined]  # any JSON


def test_nobody_calls_without_a_token(topics_draft: Directive) -> None:
    """401 at every door of the folder."""
    client = Client()
    for path in (f"directives/{topics_draft.pk}", f"directives/{topics_draft.pk}/duties", "duties/1"):
        assert client.get(f"/api/{path}").status_code == 401


def test_every_call_declares_its_refusals() -> None:
    """In the published schema: 400, 401, 403, 404, 409 and 422 at each call of directives and duties."""
    paths = describe_interface()["paths"]
    calls = [
        (path, verb, said)
        for path, verbs in paths.items()
        for verb, said in verbs.items()
        if "chỉ đạo, nhiệm vụ" in said.get("tags", [])
    ]
    assert len(calls) >= 13
    for path, verb, said in calls:
        assert {"400", "401", "403", "404", "409", "422"} <= {str(status) for status in said["responses"]}, (path, verb)
