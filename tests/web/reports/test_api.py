"""Reports for machines: the story, declared errors, the same UUID twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.models import Duty
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Appointment

PASSWORD = "mat-khau-thu"
Call = Callable[..., HttpResponse]


@pytest.fixture
def call(reporting_day: date) -> Call:
    """`call(actor, "POST", path, body)`: the answer, as that person with a bearer token."""
    tokens: dict[int, str] = {}

    def asked(actor: Actor, method: str, path: str, body: dict[str, object] | None = None) -> HttpResponse:
        client = Client()
        if actor.appointment_id not in tokens:
            user = Appointment.objects.get(pk=actor.appointment_id).person.user
            login = {"username": user.get_username(), "password": PASSWORD}
            session = client.post("/api/session", json.dumps(login), content_type="application/json")
            tokens[actor.appointment_id] = session.json()["token"]
        headers = {"Authorization": f"Bearer {tokens[actor.appointment_id]}"}
        if method == "GET":
            return client.get(f"/api/{path}", headers=headers)  # type: ignore[return-value]  # the test client's own type
        data = json.dumps(body if body is not None else {})
        return client.post(f"/api/{path}", data, content_type="application/json", headers=headers)  # type: ignore[return-value]  # as above

    return asked


def test_the_story(
    call: Call, duty: Duty, deeds: list[Activity], unit_officer: Actor, unit_leader: Actor, so_officer: Actor,
    so_leader: Actor, so_clerk: Actor,
) -> None:  # fmt: skip
    """Draft, send, accept, roll up, sign, issue; each figure carries its activities."""
    uuid = str(uuid4())
    body: dict[str, object] = {"uuid": uuid, "leading": "Đã phân công."}
    first = json.loads(call(unit_officer, "POST", f"duties/{duty.pk}/reports", body).content)
    again = json.loads(call(unit_officer, "POST", f"duties/{duty.pk}/reports", body).content)
    assert again == first
    other = call(unit_officer, "POST", f"duties/{duty.pk}/reports", {**body, "leading": "Khác"})
    assert (other.status_code, json.loads(other.content)["id"]) == (409, "uuid-used")
    sent = json.loads(call(unit_leader, "POST", f"reports/{first['id']}/submit").content)
    assert sent["state"] == "submitted"
    metres = next(figure for figure in sent["figures"] if figure["key"] == "banner_cloth:met")
    assert [source["code"] for source in metres["sources"]] == [deed.code for deed in deeds]
    assert metres["approximate"] is True
    assert json.loads(call(so_officer, "POST", f"reports/{first['id']}/accept").content)["state"] == "accepted"
    rollup = json.loads(
        call(so_officer, "POST", f"directives/{duty.directive_id}/rollup", {"period": "năm 2023"}).content
    )
    frozen = json.loads(call(so_officer, "POST", f"reports/{rollup['id']}/submit").content)
    assert next(one for one in frozen["figures"] if one["key"] == "activities")["sources"][0]["report"] == first["id"]
    assert frozen["signer"] == ""
    assert json.loads(call(so_leader, "POST", f"reports/{rollup['id']}/sign", {"authority": "KT."}).content)["signer"]
    issued = json.loads(call(so_clerk, "POST", f"reports/{rollup['id']}/issue", {"number": 45}).content)
    assert issued["code"] == "45/BC-SVHM"
    assert call(so_officer, "GET", f"reports/{rollup['id']}/file.pdf").content.startswith(b"%PDF")
    assert call(so_officer, "GET", f"reports/{rollup['id']}/file.docx").content.startswith(b"PK")


def test_refusals_have_one_shape(
    call: Call, duty: Duty, deeds: list[Activity], unit_officer: Actor, unit_leader: Actor, so_officer: Actor,
    other_unit_officer: Actor, outsider: Actor,
) -> None:  # fmt: skip
    """Wrong state, no right, not found and bad input are four things; every one says what to do."""
    nothing = call(so_officer, "POST", f"directives/{duty.directive_id}/rollup")
    assert (nothing.status_code, json.loads(nothing.content)["id"]) == (409, "none-accepted")
    draft = json.loads(call(unit_officer, "POST", f"duties/{duty.pk}/reports", {"uuid": str(uuid4())}).content)
    path = f"reports/{draft['id']}"
    assert call(unit_officer, "POST", f"{path}/submit").status_code == 403
    assert call(so_officer, "POST", f"{path}/accept").status_code == 404
    assert call(unit_leader, "POST", f"{path}/submit").status_code == 200
    for person, deed, status, name in (
        (unit_leader, "submit", 409, "report-state"),
        (unit_leader, "accept", 403, "issuer-accepts"),
        (so_officer, "return", 422, "reason-missing"),
        (other_unit_officer, "submit", 404, "not-found"),
        (outsider, "accept", 404, "not-found"),
    ):
        answer = call(person, "POST", f"{path}/{deed}")
        said = json.loads(answer.content)
        assert (answer.status_code, said["id"]) == (status, name)
        assert set(said) == {"id", "message", "fields"}
        assert said["message"].endswith(".")
    assert call(outsider, "GET", path).status_code == 404
    assert call(outsider, "GET", f"{path}/file.pdf").status_code == 404
    wrong = call(unit_officer, "POST", f"duties/{duty.pk}/reports", {"period": "quý 9"})
    assert (wrong.status_code, json.loads(wrong.content)["id"]) == (422, "report-not-asked")
    assert Client().get(f"/api/{path}").status_code == 401
