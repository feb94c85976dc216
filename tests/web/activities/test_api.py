"""The interface for machines: the same deeds, the same refusals, declared."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.activities.conftest import PLACE, draw_photo, topics_of
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.directives.models import Duty
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Appointment

Json = dict[str, object]
PASSWORD = "mat-khau-thu"


class Machine:
    """Somebody of the small world, signed in with a token."""

    def __init__(self, actor: Actor) -> None:
        self.client = Client()
        held = Appointment.objects.select_related("person__user").get(pk=actor.appointment_id)
        said = self.client.post(
            "/api/session",
            json.dumps({"username": held.person.user.username, "password": PASSWORD}),
            content_type="application/json",
        )
        self.headers = {"Authorization": f"Bearer {said.json()['token']}"}

    def post(self, path: str, body: Json | None = None) -> tuple[int, Json]:
        """POST JSON; gives status and answer."""
        answer = self.client.post(
            f"/api/{path}", json.dumps(body or {}), content_type="application/json", headers=self.headers
        )
        return answer.status_code, dict(answer.json())

    def send(self, path: str, data: bytes | None = None, name: str = "anh.jpg", **fields: str) -> tuple[int, Json]:
        """POST a file or a link; gives status and answer."""
        body: dict[str, object] = dict(fields)
        if data is not None:
            body["file"] = SimpleUploadedFile(name, data)
        answer = self.client.post(f"/api/{path}", body, headers=self.headers)
        return answer.status_code, dict(answer.json())

    def read(self, path: str) -> tuple[int, Json]:
        """GET; gives status and answer."""
        answer = self.client.get(f"/api/{path}", headers=self.headers)
        return answer.status_code, dict(answer.json())


def body_for(duty: Duty, **changed: object) -> Json:
    """A good activity as JSON, with some things changed."""
    said: Json = {
        "uuid": str(uuid4()),
        "day": "2023-05-28",
        "place": PLACE,
        "form": "banner_cloth",
        "items": topics_of(duty)[:2],
        "measures": [{"measure": "chiec", "value": 12}, {"measure": "met", "value": "96.5", "approximate": True}],
    }
    return said | changed


def test_an_activity_from_record_to_withdrawal(
    duty: Duty, unit_officer: Actor, unit_leader: Actor, so_officer: Actor
) -> None:
    """Recorded, proved by file and link, confirmed, questioned, answered, withdrawn; every answer tells the state."""
    unit, leader, office = Machine(unit_officer), Machine(unit_leader), Machine(so_officer)
    status, made = unit.post(f"duties/{duty.pk}/activities", body_for(duty))
    assert (status, made["state"], made["supplement"]) == (200, "recorded", False)
    assert made["measures"] == [
        {"measure": "chiec", "value": "12.00", "approximate": False},
        {"measure": "met", "value": "96.50", "approximate": True},
    ]
    path = f"activities/{made['uuid']}"
    assert unit.send(f"{path}/evidence", draw_photo())[1]["taken_on"] == "2023-05-27"
    assert unit.send(f"{path}/evidence", link="https://example.vn/bai")[1]["kind"] == "link"
    assert unit.post(f"{path}/confirm")[0] == 403
    assert leader.post(f"{path}/confirm")[1]["state"] == "confirmed"
    assert leader.post(f"{path}/confirm")[0] == 409
    assert office.post(f"{path}/question", {"question": "Ngày nào?"})[1]["state"] == "questioned"
    assert unit.post(f"{path}/answer", {"answer": "Ngày 28."})[1]["state"] == "confirmed"
    assert leader.post(f"{path}/withdraw", {"reason": " "})[0] == 422
    assert leader.post(f"{path}/withdraw", {"reason": "Ghi nhầm."})[1]["state"] == "withdrawn"
    status, shown = office.read(path)
    assert (status, shown["withdrawn_reason"], len(shown["evidence"])) == (200, "Ghi nhầm.", 2)  # type: ignore[arg-type]  # any JSON


def test_the_same_identity_gives_the_same_answer(duty: Duty, unit_officer: Actor) -> None:
    """One uuid: one activity, one proof; other content under it is refused with 409."""
    unit = Machine(unit_officer)
    body = body_for(duty)
    first, again = unit.post(f"duties/{duty.pk}/activities", body), unit.post(f"duties/{duty.pk}/activities", body)
    assert first == again
    status, said = unit.post(f"duties/{duty.pk}/activities", body | {"place": "nơi khác"})
    assert (status, said["id"]) == (409, "uuid-used")
    path, proof = f"activities/{body['uuid']}/evidence", str(uuid4())
    one, two = unit.send(path, draw_photo(), uuid=proof), unit.send(path, draw_photo(), uuid=proof)
    assert one == two
    assert unit.send(path, draw_photo("olive"), uuid=proof)[0] == 409
    assert (Activity.objects.count(), Evidence.objects.count()) == (1, 1)


def test_record_and_confirm_in_one_step_is_the_leaders(duty: Duty, unit_officer: Actor, unit_leader: Actor) -> None:
    """A leader may; an officer who asks for it has nothing saved."""
    assert (
        Machine(unit_leader).post(f"duties/{duty.pk}/activities", body_for(duty, confirm=True))[1]["state"]
        == "confirmed"
    )
    assert Machine(unit_officer).post(f"duties/{duty.pk}/activities", body_for(duty, confirm=True))[0] == 403
    assert Activity.objects.count() == 1


def test_the_office_enters_on_behalf_only_with_a_basis(duty: Duty, so_clerk: Actor) -> None:
    """Without one nothing is saved and the field is named."""
    office = Machine(so_clerk)
    status, said = office.post(f"duties/{duty.pk}/activities", body_for(duty))
    assert (status, list(said["fields"])) == (422, ["on_behalf_basis"])  # type: ignore[call-overload]  # any JSON
    status, said = office.post(f"duties/{duty.pk}/activities", body_for(duty, on_behalf_basis="Báo cáo số 12/BC-BT"))
    assert (status, said["on_behalf"], said["on_behalf_basis"]) == (200, True, "Báo cáo số 12/BC-BT")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": "2023-11-31"}, "day"),
        ({"day": "2023-06-02"}, "effective_on"),
        ({"place": " "}, "place"),
        ({"items": []}, "items"),
        ({"items": [999_999]}, "items"),
        ({"form": "no-such-form"}, "form"),
        ({"measures": [{"measure": "chiec", "value": -1}]}, "quantities"),
        ({"measures": [{"measure": "chiec", "value": "mười hai"}]}, "measures.0.value"),
        ({"measures": [{"measure": "chiec", "value": 1}, {"measure": "chiec", "value": 2}]}, "quantities"),
        ({"measures": [{"measure": "vien", "value": 1}]}, "quantities"),
        ({"uuid": "khong-phai"}, "uuid"),
    ],
)
def test_bad_input_names_its_field(changed: Json, field: str, duty: Duty, unit_officer: Actor) -> None:
    """422 in the one error shape, nothing saved."""
    status, said = Machine(unit_officer).post(f"duties/{duty.pk}/activities", body_for(duty, **changed))
    assert (status, set(said)) == (422, {"id", "message", "fields"})
    assert field in said["fields"]  # type: ignore[operator]  # any JSON
    assert Activity.objects.count() == 0


@pytest.mark.parametrize("data", [b"", b"khong phai anh", b"<svg onload=alert(1)></svg>"], ids=["empty", "text", "svg"])
def test_a_bad_file_is_refused(data: bytes, activity: Activity, unit_officer: Actor) -> None:
    """Whatever its name says."""
    status, said = Machine(unit_officer).send(f"activities/{activity.uuid}/evidence", data)
    assert status == 422, said
    assert Evidence.objects.count() == 0


def test_others_do_not_learn_that_it_exists(
    activity: Activity, duty: Duty, other_unit_officer: Actor, outsider: Actor
) -> None:
    """A sibling unit and a stranger get 404 at every door."""
    for actor in (other_unit_officer, outsider):
        machine, path = Machine(actor), f"activities/{activity.uuid}"
        assert machine.read(path)[0] == 404
        assert machine.post(f"duties/{duty.pk}/activities", body_for(duty))[0] == 404
        assert machine.post(f"{path}/confirm")[0] == 404
        assert machine.post(f"{path}/withdraw", {"reason": "x"})[0] == 404
        assert machine.post(f"{path}/question", {"question": "x"})[0] == 404
        assert machine.post(f"{path}/answer", {"answer": "x"})[0] == 404
        assert machine.send(f"{path}/evidence", draw_photo())[0] == 404


def test_a_photo_used_twice_is_told(
    activity: Activity, duty: Duty, unit_officer: Actor, other_duty: Duty, other_unit_officer: Actor
) -> None:
    """Each proof names the other activity of what the person may see; a sibling unit's is not told."""
    machine, photo = Machine(unit_officer), draw_photo()
    first = machine.send(f"activities/{activity.uuid}/evidence", photo)[1]
    assert first["also_proves"] == []
    second = machine.post(f"duties/{duty.pk}/activities", body_for(duty))[1]
    told = machine.send(f"activities/{second['uuid']}/evidence", photo)[1]
    assert told["also_proves"] == [activity.code]
    assert machine.read(f"activities/{activity.uuid}")[1]["evidence"][0]["also_proves"] == [second["code"]]  # type: ignore[index]  # any JSON
    sibling = Machine(other_unit_officer)
    theirs = sibling.post(f"duties/{other_duty.pk}/activities", body_for(other_duty))[1]
    assert sibling.send(f"activities/{theirs['uuid']}/evidence", photo)[1]["also_proves"] == []


def test_undoing_until_somebody_acted(activity: Activity, unit_officer: Actor, unit_leader: Actor) -> None:
    """The confirmation first, then the record; a second time is a matter of state."""
    officer, leader, path = Machine(unit_officer), Machine(unit_leader), f"activities/{activity.uuid}"
    leader.post(f"{path}/confirm")
    assert officer.post(f"{path}/take-back")[0] == 409
    assert officer.post(f"{path}/confirm/take-back")[0] == 403
    assert leader.post(f"{path}/confirm/take-back")[1]["state"] == "recorded"
    assert leader.post(f"{path}/confirm/take-back")[0] == 409
    assert officer.post(f"{path}/take-back")[1]["state"] == "withdrawn"
