"""The page of a plan as people use it, with and without faults; the same through the interface for machines."""

from __future__ import annotations

import json
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import ClientFor, World
from trienkhai.web.directives.models import Duty
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.models import AccessToken
from trienkhai.web.plans.actions import CellContent, approve_plan, submit_plan, write_plan
from trienkhai.web.plans.models import Plan

MOST_QUERIES = 12


def key_of(plan: Plan) -> str:
    """The first topic in the first group of forms, as the page names the cell."""
    item = plan.duty.directive.items.filter(kind="topic").order_by("position").first()
    assert item is not None
    return f"{item.pk}:digital_social"


def text_of(client: Client, address: str) -> str:
    """The page's text."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_grid_is_saved_with_the_details_of_the_open_cell(world: World, plan: Plan, client_for: ClientFor) -> None:
    """A chosen cell, its time in words, its amount with a unit of measure."""
    client, key = client_for(world.actors["unit_officer"]), key_of(plan)
    here = f"/ke-hoach/{plan.pk}/"
    client.post(here, {"version": plan.version, "c": [key], "open": key})
    details = {
        "when": "tháng 9 – tháng 12",
        "amount": "4",
        "measure": "buoi",
        "place": "Nhà văn hóa",
        "forms": "facebook",
    }
    plan.refresh_from_db()
    answer = client.post(here, {"version": plan.version, "c": [key], "opened": key, "deed": "save", **details})
    assert answer.status_code == 302
    cell = plan.cells.get()
    assert (str(cell.starts_on), str(cell.ends_on), cell.value, cell.forms) == (
        "2023-09-01",
        "2023-12-31",
        Decimal(4),
        ["facebook"],
    )
    page = text_of(client, f"{here}?o={key}")
    assert "T9–12" in page
    assert 'value="Nhà văn hóa"' in page


def test_a_fault_loses_nothing_typed(world: World, plan: Plan, client_for: ClientFor) -> None:
    """The page comes back with what was typed and chosen, and says what to mend; nothing was saved."""
    client, key = client_for(world.actors["unit_officer"]), key_of(plan)
    sent = {"version": plan.version, "c": [key], "opened": key, "when": "31/11", "amount": "12 chiếc, 96 m"}
    answer = client.post(f"/ke-hoach/{plan.pk}/", {**sent, "place": "Chợ", "deed": "submit"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tháng 11 có 30 ngày" in page
    assert "mỗi đơn vị tính một dòng" in page
    assert 'value="31/11"' in page
    assert 'value="Chợ"' in page
    assert f'value="{key}" checked' in page
    plan.refresh_from_db()
    assert (plan.state, plan.cells.count()) == ("draft", 0)


def test_a_second_saver_sees_both_editions(world: World, plan: Plan, client_for: ClientFor) -> None:
    """What was saved meanwhile and what is typed stand side by side; saving once more keeps the typed one."""
    item, group = key_of(plan).split(":")
    write_plan(world.actors["unit_leader"], plan.pk, cells=[CellContent(item=int(item), group=group)])
    client = client_for(world.actors["unit_officer"])
    answer = client.post(f"/ke-hoach/{plan.pk}/", {"version": 1, "deed": "save"})
    assert answer.status_code == 409
    assert "Bản vừa lưu có thêm: 1 Kết quả nổi bật của đơn vị" in answer.content.decode()
    assert plan.cells.count() == 1


def test_only_those_concerned_find_it(world: World, plan: Plan, client_for: ClientFor) -> None:
    """The unit at once, the office once the leader approved, others never."""
    here, office, stranger = f"/ke-hoach/{plan.pk}/", world.actors["so_officer"], world.actors["other_unit_officer"]
    item, group = key_of(plan).split(":")
    write_plan(world.actors["unit_officer"], plan.pk, cells=[CellContent(item=int(item), group=group)])
    assert client_for(office).get(here).status_code == 404
    submit_plan(world.actors["unit_officer"], plan.pk)
    approve_plan(world.actors["unit_leader"], plan.pk)
    assert "Tiếp nhận kế hoạch" in text_of(client_for(office), here)
    assert client_for(stranger).get(here).status_code == 404
    assert client_for(world.actors["outsider"]).post(here, {"deed": "accept"}).status_code == 404
    listed = text_of(client_for(office), f"/chi-dao/{plan.duty.directive_id}/ke-hoach/")
    assert "1/4 đơn vị đã gửi kế hoạch" in listed
    assert client_for(stranger).get(f"/chi-dao/{plan.duty.directive_id}/ke-hoach/").status_code == 404


def test_returning_needs_a_reason_and_keeps_the_page(world: World, plan: Plan, client_for: ClientFor) -> None:
    """Without one the page says so; with one the unit reads it on top."""
    item, group = key_of(plan).split(":")
    write_plan(world.actors["unit_officer"], plan.pk, cells=[CellContent(item=int(item), group=group)])
    submit_plan(world.actors["unit_officer"], plan.pk)
    client = client_for(world.actors["unit_leader"])
    assert "cần ghi lý do" in client.post(f"/ke-hoach/{plan.pk}/", {"deed": "return"}).content.decode()
    client.post(f"/ke-hoach/{plan.pk}/", {"deed": "return", "reason": "Ghi rõ thời gian in tài liệu"})
    assert "Ghi rõ thời gian in tài liệu" in text_of(client_for(world.actors["unit_officer"]), f"/ke-hoach/{plan.pk}/")


@pytest.mark.parametrize("who", ["unit_officer", "unit_leader"])
def test_the_page_asks_little_of_the_database(world: World, plan: Plan, client_for: ClientFor, who: str) -> None:
    """At most twelve queries."""
    client = client_for(world.actors[who])
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/ke-hoach/{plan.pk}/")
    assert len(queries) <= MOST_QUERIES


Answer = tuple[int, dict[str, object]]


def call(client: Client, token: str, method: str, path: str, body: dict[str, object] | None = None) -> Answer:
    """A call of the interface: its status and what it says."""
    headers = {"Authorization": f"Bearer {token}"}
    if method == "get":
        answer = client.get(f"/api/{path}", headers=headers)
    else:
        said = json.dumps(body or {})
        answer = client.generic(method, f"/api/{path}", said, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


def test_the_same_through_the_interface(world: World, planned_duty: Duty, client: Client) -> None:
    """Draft with cells, submit, approve, accept; once more is the wrong state; another unit finds nothing."""

    def token(who: str) -> str:
        given = {"username": who, "password": "mat-khau-thu"}
        answer = client.post("/api/session", json.dumps(given), content_type="application/json")
        return str(answer.json()["token"])

    item = planned_duty.directive.items.filter(kind="topic").first()
    assert item is not None
    cells = [{"item": item.pk, "group": "digital_social", "starts_on": "2023-09-01", "ends_on": "2023-12-31"}]
    officer, leader, office = token("unit_officer"), token("unit_leader"), token("so_officer")
    status, plan = call(
        client, officer, "POST", f"duties/{planned_duty.pk}/plans", {"uuid": str(uuid4()), "cells": cells}
    )
    assert (status, len(plan["cells"])) == (200, 1)  # type: ignore[arg-type]  # any JSON
    path = f"plans/{plan['id']}"
    assert call(client, officer, "POST", f"{path}/submit")[0] == 200
    assert call(client, officer, "POST", f"{path}/approve")[0] == 403
    assert call(client, leader, "POST", f"{path}/approve")[0] == 200
    assert call(client, token("other_unit_officer"), "get", path)[0] == 404
    assert call(client, office, "POST", f"{path}/accept")[1]["state"] == "accepted"
    status, said = call(client, office, "POST", f"{path}/accept")
    assert (status, said["id"]) == (409, "plan-state")
    assert Entry.objects.filter(name="plan.accepted").count() == 1
    assert AccessToken.objects.count() == 4
