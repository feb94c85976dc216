"""The whole story through the interface for machines, with both sample dispatches, from the upload on."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from importlib.resources import files
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from trienkhai.web import clock
from trienkhai.web.journal.events import MACHINE
from trienkhai.web.offices.actions import appoint_person, open_post
from trienkhai.web.offices.models import Role, Unit

PASSWORD = "mat-khau-thu-nghiem"
Json = dict[str, object]


class Machine:
    """A signed-in caller of the interface."""

    def __init__(self, username: str) -> None:
        self.client = Client()
        said = self.post("session", {"username": username, "password": PASSWORD}, 200)
        self.token = str(said["token"])

    def headers(self) -> dict[str, str]:
        """The bearer header once there is a token."""
        token = getattr(self, "token", "")
        return {"Authorization": f"Bearer {token}"} if token else {}

    def post(self, path: str, body: Json | None = None, status: int = 200) -> Json:
        """POST JSON and expect this status."""
        answer = self.client.post(
            f"/api/{path}", json.dumps(body or {}), content_type="application/json", headers=self.headers()
        )
        assert answer.status_code == status, (path, answer.status_code, answer.content.decode()[:600])
        return dict(answer.json())

    def patch(self, path: str, body: Json, status: int = 200) -> Json:
        """PATCH JSON and expect this status."""
        answer = self.client.patch(
            f"/api/{path}", json.dumps(body), content_type="application/json", headers=self.headers()
        )
        assert answer.status_code == status, (path, answer.status_code, answer.content.decode()[:600])
        return dict(answer.json())

    def read(self, path: str, status: int = 200) -> Json:
        """GET and expect this status."""
        answer = self.client.get(f"/api/{path}", headers=self.headers())
        assert answer.status_code == status, (path, answer.status_code, answer.content.decode()[:600])
        found = answer.json()
        return {"rows": found} if isinstance(found, list) else dict(found)

    def send(self, path: str, name: str, data: bytes, status: int = 200, **fields: str) -> Json:
        """POST a file and expect this status."""
        answer = self.client.post(
            f"/api/{path}", {"file": SimpleUploadedFile(name, data), **fields}, headers=self.headers()
        )
        assert answer.status_code == status, (path, answer.status_code, answer.content.decode()[:600])
        return dict(answer.json())

    def fetch(self, path: str) -> bytes:
        """GET bytes."""
        answer = self.client.get(f"/api/{path}", headers=self.headers())
        assert answer.status_code == 200
        return bytes(answer.content)


def photo() -> bytes:
    """A small picture."""
    target = io.BytesIO()
    Image.new("RGB", (40, 30), (90, 120, 160)).save(target, "JPEG")
    return target.getvalue()


@pytest.fixture
def people(lang_son: Unit) -> Callable[[str], Machine]:
    """`people(username)`: the Department's clerk, officer and leader; officer and leader of a district office."""
    office = Unit.objects.get(versions__name__contains="Phòng Văn hóa và Thông tin huyện Lộc Bình")
    other = Unit.objects.get(versions__name__contains="Phòng Văn hóa và Thông tin huyện Bắc Sơn")
    wanted = (
        ("vanthu", lang_son, Role.CLERK, "Văn thư Sở"),
        ("chuyenvien", lang_son, Role.OFFICER, "Chuyên viên"),
        ("lanhdao", lang_son, Role.LEADER, "Phó Giám đốc"),
        ("phong", office, Role.OFFICER, "Chuyên viên"),
        ("phong-ld", office, Role.LEADER, "Trưởng phòng"),
        ("phong-khac", other, Role.OFFICER, "Chuyên viên"),
    )
    for username, unit, role, title in wanted:
        deputy = username == "lanhdao"
        post = open_post(
            MACHINE,
            unit_id=unit.pk,
            title=title,
            role=role,
            printed_title=title.upper(),
            head_title="GIÁM ĐỐC" if deputy else "",
            is_head=role == Role.LEADER and not deputy,
        )
        appoint_person(
            MACHINE, username=username, password=PASSWORD, name=title, post_id=post.pk, valid_from=clock.today()
        )
    return Machine


def issue(people: Callable[[str], Machine], data: bytes, name: str) -> tuple[int, list[Json]]:
    """From the upload to the duties; gives the directive's id and its duties."""
    clerk, officer, leader = people("vanthu"), people("chuyenvien"), people("lanhdao")
    entered = clerk.send("documents", name, data, direction="outgoing", uuid=str(uuid4()))
    confirmed = clerk.post(f"documents/{entered['id']}/confirm", {"corrections": {}})
    directive = confirmed["directive"]
    assert isinstance(directive, dict)
    id = int(str(directive["id"]))
    clerk.post(f"directives/{id}/issue", status=409)
    officer.patch(f"directives/{id}", {"report_deadline": "2023-12-20", "data_close": "2023-12-14"})
    officer.post(f"directives/{id}/sign", {"authority": "KT."}, status=403)
    leader.post(f"directives/{id}/sign", {"authority": "KT."})
    clerk.post(f"documents/{entered['id']}/number", {"number": 712})
    clerk.post(f"directives/{id}/issue")
    rows = officer.read(f"directives/{id}/duties")["rows"]
    assert isinstance(rows, list)
    return id, rows


def duty_of(duties: list[Json], unit: str) -> int:
    """The id of a unit's duty."""
    return next(int(str(duty["id"])) for duty in duties if unit in str(duty["unit"]))


def test_the_founding_dispatch_is_carried_out_proved_and_reported(people: Callable[[str], Machine]) -> None:
    """27 duties; totals equal to what was recorded; a stranger gets 404; withdrawn evidence changes no figure."""
    founding = files("trienkhai.data").joinpath("founding_dispatch.txt").read_bytes()
    directive, duties = issue(people, founding, "cong-van.txt")
    assert len(duties) == 27
    duty = duty_of(duties, "huyện Lộc Bình")
    unit, unit_leader, officer = people("phong"), people("phong-ld"), people("chuyenvien")
    people("phong-khac").post(f"duties/{duty}/acknowledge", status=404)
    unit_leader.post(f"duties/{duty}/acknowledge")
    items = officer.read(f"directives/{directive}")["items"]
    assert isinstance(items, list)
    topics = [item["id"] for item in items if item["kind"] == "topic"]
    assert len(topics) == 14
    recorded = []
    for pieces, metres in ((12, 96), (4, 40), (6, 52)):
        activity = unit.post(
            f"duties/{duty}/activities",
            {
                "uuid": str(uuid4()),
                "day": clock.today().isoformat(),
                "place": "Đường trung tâm",
                "form": "banner_cloth",
                "items": topics[:2],
                "measures": [{"measure": "chiec", "value": pieces}, {"measure": "met", "value": metres}],
            },
        )
        recorded.append(str(activity["uuid"]))
    unit.post(f"activities/{recorded[0]}/confirm", status=403)
    proof = unit.send(f"activities/{recorded[0]}/evidence", "anh.jpg", photo(), uuid=str(uuid4()))
    for uuid in recorded:
        unit_leader.post(f"activities/{uuid}/confirm")
    coverage = officer.read(f"directives/{directive}/coverage")
    assert coverage
    report = unit.post(f"duties/{duty}/reports", {"uuid": str(uuid4()), "leading": "Đã phân công."})
    unit.post(f"reports/{report['id']}/submit", status=403)
    sent = unit_leader.post(f"reports/{report['id']}/submit")
    figures = {figure["key"]: figure for figure in sent["figures"]}  # type: ignore[attr-defined]  # any JSON
    assert float(figures["activities"]["value"]) == 3
    assert float(figures["proved"]["value"]) == 1
    assert float(figures["banner_cloth:chiec"]["value"]) == 22
    assert float(figures["banner_cloth:met"]["value"]) == 188
    assert len(figures["banner_cloth:met"]["sources"]) == 3
    people("phong-khac").read(f"reports/{report['id']}", status=404)
    officer.post(f"reports/{report['id']}/accept")
    officer.post(f"reports/{report['id']}/accept", status=409)
    rollup = officer.post(f"directives/{directive}/rollup")
    total = people("lanhdao").post(f"reports/{rollup['id']}/submit")
    summed = {figure["key"]: float(figure["value"]) for figure in total["figures"]}  # type: ignore[attr-defined]  # any JSON
    assert summed["banner_cloth:met"] == 188
    docx = officer.fetch(f"reports/{rollup['id']}/file.docx")
    text = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    assert "188" in text
    assert "BÁO CÁO" in text
    assert officer.fetch(f"reports/{rollup['id']}/file.pdf").startswith(b"%PDF")
    assert proof["uuid"]
    unit_leader.post(f"activities/{recorded[0]}/withdraw", {"reason": "Ghi nhầm ngày."})
    marked = officer.read(f"reports/{report['id']}")
    assert len(marked["marks"]) == 1  # type: ignore[arg-type]  # any JSON
    after = {figure["key"]: float(figure["value"]) for figure in marked["figures"]}  # type: ignore[attr-defined]  # any JSON
    assert after["banner_cloth:met"] == 188
    assert len(officer.read(f"reports/{rollup['id']}")["marks"]) == 1  # type: ignore[arg-type]  # any JSON


def test_a_directive_of_tasks_and_dates_is_carried_out_the_same_way(people: Callable[[str], Machine]) -> None:
    """The second dispatch, of another sector: three tasks to different addressees, two deadlines, no forms."""
    second = files("trienkhai.data").joinpath("second_dispatch.txt").read_bytes()
    directive, duties = issue(people, second, "cong-van-thu-hai.txt")
    assert len(duties) == 16
    officer = people("chuyenvien")
    said = officer.read(f"directives/{directive}")
    items = [item for item in said["items"] if item["kind"] == "task"]  # type: ignore[attr-defined]  # any JSON
    assert len(items) == 3
    assert {item["deadline"]["on"] for item in items} == {"2024-01-05", "2024-01-15"}
    duty = duty_of(duties, "huyện Lộc Bình")
    task = items[2]["id"]
    activity = people("phong").post(
        f"duties/{duty}/activities",
        {
            "uuid": str(uuid4()),
            "day": clock.today().isoformat(),
            "place": "Trên địa bàn huyện",
            "items": [task],
            "completes": True,
            "measures": [],
        },
    )
    people("phong-ld").post(f"activities/{activity['uuid']}/confirm")
    report = people("phong").post(f"duties/{duty}/reports", {"uuid": str(uuid4())})
    sent = people("phong-ld").post(f"reports/{report['id']}/submit")
    assert any(figure["key"] == f"item:{task}" for figure in sent["figures"])  # type: ignore[attr-defined]  # any JSON


def test_the_same_form_twice_and_another_under_its_name(people: Callable[[str], Machine]) -> None:
    """One uuid: the same answer; other content: 409 and nothing more."""
    founding = files("trienkhai.data").joinpath("founding_dispatch.txt").read_bytes()
    directive, duties = issue(people, founding, "cong-van.txt")
    duty = duty_of(duties, "huyện Lộc Bình")
    unit = people("phong")
    topic = people("chuyenvien").read(f"directives/{directive}")["items"][0]["id"]  # type: ignore[index]  # any JSON
    content: Json = {
        "uuid": str(uuid4()),
        "day": clock.today().isoformat(),
        "place": "Nhà văn hóa",
        "form": "banner_cloth",
        "items": [topic],
        "measures": [{"measure": "chiec", "value": 2}],
    }
    first = unit.post(f"duties/{duty}/activities", content)
    assert unit.post(f"duties/{duty}/activities", content)["code"] == first["code"]
    unit.post(f"duties/{duty}/activities", content | {"place": "nơi khác"}, status=409)
