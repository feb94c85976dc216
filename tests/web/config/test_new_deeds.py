"""Deeds that programs do since the interface is complete: who may, what comes back, and twice is once."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.web.activities.conftest import content_for, draw_photo, topics_of
from tests.web.config.machines import Json, Machine
from tests.web.conftest import World
from trienkhai.web.activities.actions import record_activity
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.documents.actions import register_incoming
from trienkhai.web.documents.models import Assignment, CaseFile
from trienkhai.web.offices.actor import Actor


@pytest.fixture
def arrived(duty: Duty, unit_clerk: Actor) -> int:
    """The id of a document that stands in the museum's incoming register."""
    register_incoming(unit_clerk, duty.directive.document_id)
    return duty.directive.document_id


@pytest.fixture
def activity(duty: Duty, unit_officer: Actor) -> Activity:
    """Recorded by the museum's officer, waiting for its leader."""
    return record_activity(unit_officer, duty.pk, uuid=uuid4(), content=content_for(duty))


def test_registers_are_read_by_key(world: World, arrived: int) -> None:
    """Each office reads its own; the outgoing line of the Department names its receivers."""
    status, said = Machine(world.actors["so_clerk"]).ask("GET", "registers/outgoing?year=2023")
    assert (status, said["total"], said["next"]) == (200, 1, None)
    line = said["rows"][0]  # type: ignore[index]  # any JSON
    assert line["document"] == arrived
    assert "trực thuộc" in line["receivers"] or "Bảo tàng" in line["receivers"]
    status, said = Machine(world.actors["unit_clerk"]).ask("GET", "registers/incoming?year=2023")
    assert (status, said["total"]) == (200, 1)
    assert Machine(world.actors["outsider"]).ask("GET", "registers/incoming?year=2023")[1]["total"] == 0


def test_a_list_goes_on_behind_its_key(duty: Duty, unit_officer: Actor) -> None:
    """`next` of one part is `after` of the following; every row comes once."""
    for _ in range(5):
        record_activity(unit_officer, duty.pk, uuid=uuid4(), content=content_for(duty))
    machine, seen, after = Machine(unit_officer), [], ""
    for _ in range(4):
        _, said = machine.ask("GET", f"activities?limit=2{after}")
        assert said["total"] == 5
        seen += [row["code"] for row in said["rows"]]  # type: ignore[attr-defined]  # any JSON
        if said["next"] is None:
            break
        after = f"&after={said['next']}"
    assert len(seen) == len(set(seen)) == 5


def test_an_arrival_is_given_taken_and_finished(world: World, arrived: int) -> None:
    """By those who may, in this order; a stranger does not learn that it exists."""
    clerk, officer = Machine(world.actors["unit_clerk"]), Machine(world.actors["unit_officer"])
    desks = clerk.ask("GET", "assignments/receivers")[1]["rows"]
    key = next(row["key"] for row in desks if row["key"].startswith("u"))  # type: ignore[attr-defined]  # any JSON
    body = {"uuid": str(uuid4()), "receiver": key, "due_on": "2023-06-15"}
    path = f"documents/{arrived}/assignments"
    assert Machine(world.actors["outsider"]).ask("POST", path, body)[0] == 404
    assert officer.ask("POST", path, body)[0] == 403
    assert clerk.ask("POST", path, body | {"due_on": "2023-05-01"})[0] == 422
    status, given = clerk.ask("POST", path, body)
    assert (status, given["state"]) == (200, "given")
    assert officer.ask("POST", f"assignments/{given['id']}/take")[1]["state"] == "taken"
    assert officer.ask("POST", f"assignments/{given['id']}/finish", {"outcome": " "})[0] == 422
    assert officer.ask("POST", f"assignments/{given['id']}/finish", {"outcome": "Trả lời."})[1]["state"] == "done"
    assert officer.ask("POST", f"assignments/{given['id']}/take")[0] == 409


def test_a_document_is_filed_and_taken_out(world: World, arrived: int) -> None:
    """Twice puts it in once; another office's file is unknown."""
    clerk = Machine(world.actors["so_clerk"])
    head = {"uuid": str(uuid4()), "year": 2023, "code": "01-GD", "title": "Gia đình văn hóa"}
    made = clerk.ask("POST", "case-files", head)[1]
    path = f"case-files/{made['id']}"
    for _ in range(2):
        assert clerk.ask("POST", f"{path}/documents", {"document": arrived})[1]["position"] == 1
    assert len(clerk.ask("GET", path)[1]["documents"]) == 1  # type: ignore[arg-type]  # any JSON
    assert Machine(world.actors["unit_clerk"]).ask("GET", path)[0] == 404
    out = f"{path}/documents/{arrived}/take-out"
    assert clerk.ask("POST", out, {"reason": ""})[0] == 422
    assert clerk.ask("POST", out, {"reason": "Nhầm hồ sơ."})[0] == 200
    assert clerk.ask("POST", f"{path}/documents", {"document": arrived})[1]["position"] == 2
    assert clerk.ask("POST", f"{path}/close")[1]["state"] == "closed"
    assert clerk.ask("POST", out, {"reason": "Nhầm hồ sơ."})[0] == 409


def test_a_document_stands_on_the_public_page_and_is_taken_down(world: World, arrived: int) -> None:
    """The clerk's deed; the address stays its own."""
    clerk = Machine(world.actors["so_clerk"])
    assert Machine(world.actors["so_officer"]).ask("POST", f"documents/{arrived}/publish")[0] == 403
    shown = clerk.ask("POST", f"documents/{arrived}/publish")[1]
    assert clerk.client.get(str(shown["path"])).status_code == 200
    assert clerk.ask("POST", f"documents/{arrived}/publish")[1] == shown
    down = clerk.ask("POST", f"documents/{arrived}/unpublish", {"reason": "Đính chính."})[1]
    assert (down["shown"], down["path"]) == (False, shown["path"])
    assert clerk.client.get(str(shown["path"])).status_code == 404


def test_many_are_confirmed_at_once_with_a_result_each(
    world: World, activity: Activity, other_duty: Duty, other_unit_officer: Actor
) -> None:
    """One's own is done; another unit's and one that never was look alike."""
    foreign = record_activity(other_unit_officer, other_duty.pk, uuid=uuid4(), content=content_for(other_duty))
    wanted = [str(activity.uuid), str(foreign.uuid), str(uuid4())]
    status, said = Machine(world.actors["unit_leader"]).ask("POST", "activities/confirm", {"activities": wanted})
    assert status == 200
    rows = {row["key"]: row for row in said["rows"]}  # type: ignore[attr-defined]  # any JSON
    assert [rows[key]["done"] for key in wanted] == [True, False, False]
    assert rows[wanted[1]]["message"] == rows[wanted[2]]["message"] != ""
    activity.refresh_from_db()
    assert activity.state == Activity.State.CONFIRMED


def test_a_change_names_the_version_it_saw(activity: Activity, unit_officer: Actor) -> None:
    """Another version is a conflict, and nothing is written over."""
    machine = Machine(unit_officer)
    body = {"day": "2023-05-28", "place": "Nơi khác", "items": topics_of(activity.duty)[:1], "form": "performance"}
    assert machine.ask("PUT", f"activities/{activity.uuid}", body | {"version": activity.version})[0] == 200
    status, said = machine.ask("PUT", f"activities/{activity.uuid}", body | {"version": activity.version, "place": "x"})
    assert (status, said["id"]) == (409, "activity-changed")
    activity.refresh_from_db()
    assert activity.place == "Nơi khác"


def test_evidence_arrives_in_pieces(activity: Activity, unit_officer: Actor, other_unit_officer: Actor) -> None:
    """Announced, sent, joined; asked again it is the same; nobody else finds it."""
    data = draw_photo()
    machine, digest = Machine(unit_officer), hashlib.sha256(data).hexdigest()
    begun = machine.ask("POST", "uploads", {"name": "anh.jpg", "size": len(data), "sha256": digest})[1]
    assert (begun["count"], begun["have"], begun["done"]) == (1, [], False)
    path, body = f"activities/{activity.uuid}/evidence/uploaded", {"uuid": str(uuid4()), "upload": begun["id"]}
    assert machine.ask("POST", path, body)[0] == 409
    machine.headers["X-Piece-SHA256"] = digest
    answer = machine.send("PUT", f"uploads/{begun['id']}/0", raw=data, kind="application/octet-stream")
    assert answer.status_code == 200, answer.content
    assert Machine(other_unit_officer).ask("GET", f"uploads/{begun['id']}")[0] == 404
    first = machine.ask("POST", path, body)
    assert (first[0], first[1]["uuid"]) == (200, body["uuid"])
    assert machine.ask("POST", path, body) == first
    kept = machine.send("GET", f"evidence/{body['uuid']}/file")
    assert kept.headers["Content-Type"] == "image/jpeg"


def test_lines_of_receivers_and_forms_of_a_draft_are_arranged(topics_draft: Directive, so_officer: Actor) -> None:
    """What stays, what goes with its reason; a form of the text means one of the catalogue."""
    machine = Machine(so_officer)
    addressee = topics_draft.addressees.filter(resolved__isnull=False).order_by("position").first()
    form = topics_draft.forms.order_by("id").first()
    assert addressee is not None
    assert form is not None
    units = sorted(addressee.resolved.values_list("unit_id", flat=True))
    path = f"directives/{topics_draft.pk}/addressees/{addressee.pk}/units"
    assert machine.ask("PUT", path, {"units": units[:1]})[0] == 422
    status, said = machine.ask("PUT", path, {"units": units[:1], "reason": "Không thuộc phạm vi."})
    assert status == 200, said
    told = next(row for row in said["addressees"] if row["id"] == addressee.pk)  # type: ignore[attr-defined]  # any JSON
    assert [row["unit"] for row in told["units"] if row["included"]] == units[:1]
    path = f"directives/{topics_draft.pk}/forms/{form.pk}"
    status, said = machine.ask("PUT", path, {"catalogue": ["banner_cloth"]})
    assert (status, said["forms"][0]["catalogue"]) == (200, ["banner_cloth"])  # type: ignore[index]  # any JSON
    assert machine.ask("PUT", path, {"catalogue": ["khong-co"]})[0] == 422


def test_a_report_is_written_by_its_unit_and_seen_in_the_list(
    duty: Duty, unit_officer: Actor, so_officer: Actor
) -> None:
    """A draft is nobody else's; what stays unsaid stays as it is."""
    machine, office = Machine(unit_officer), Machine(so_officer)
    report = machine.ask("POST", f"duties/{duty.pk}/reports", {"uuid": str(uuid4()), "leading": "Đã phân công."})[1]
    written = machine.ask("PATCH", f"reports/{report['id']}", {"proposals": "Không.", "version": report["version"]})[1]
    assert (written["leading"], written["proposals"]) == ("Đã phân công.", "Không.")
    stale = {"proposals": "Có.", "version": report["version"]}
    assert machine.ask("PATCH", f"reports/{report['id']}", stale)[0] == 409
    assert machine.ask("GET", "reports?state=draft")[1]["total"] == 1
    assert office.ask("GET", "reports")[1]["total"] == 0
    standing = office.ask("GET", f"directives/{duty.directive_id}/rollup")[1]
    assert len(standing["units"]) == 4  # type: ignore[arg-type]  # any JSON
    accepted = office.ask("POST", f"directives/{duty.directive_id}/reports/accept", {"reports": [report["id"]]})[1]
    assert [row["done"] for row in accepted["rows"]] == [False]  # type: ignore[attr-defined]  # any JSON


def test_what_waits_and_what_was_done_are_told(duty: Duty, unit_officer: Actor, so_officer: Actor) -> None:
    """My work, the journal, why: the same as on the pages."""
    machine = Machine(unit_officer)
    assert machine.ask("GET", "work")[1]["work"]
    assert machine.ask("GET", "duties")[1]["total"] == 1
    assert machine.ask("GET", "me")[1]["unit_id"] == duty.unit_id
    deeds = Machine(so_officer).ask("GET", f"directives/{duty.directive_id}/history")[1]
    assert any("hành" in row["sentence"] for row in deeds["rows"])  # type: ignore[attr-defined]  # any JSON
    item = duty.directive.items.filter(kind="report").get()
    status, said = machine.ask("GET", f"duties/{duty.pk}/items/{item.pk}/why")
    assert (status, said["item"], said["late"]) == (200, item.pk, False)


CREATES: dict[str, tuple[str, str, Json, Json]] = {
    "case file": ("so_clerk", "case-files", {"year": 2023, "code": "7", "title": "Một"}, {"title": "Hai"}),
    "assignment": (
        "unit_clerk",
        "documents/{document}/assignments",
        {"receiver": "u{unit}", "due_on": "2023-06-15"},
        {"opinion": "Khác."},
    ),
    "request": (
        "unit_officer",
        "duties/{duty}/requests",
        {"kind": "extension", "reason": "Cần thêm.", "wanted_on": "2024-01-05"},
        {"reason": "Lý do khác."},
    ),
    "activity": (
        "unit_officer",
        "duties/{duty}/activities",
        {"day": "2023-05-28", "place": "Nhà văn hóa", "items": ["{topic}"]},
        {"place": "Nơi khác"},
    ),
    "report": ("unit_officer", "duties/{duty}/reports", {"leading": "Một."}, {"leading": "Hai."}),
    "pass on": (
        "unit_officer",
        "duties/{duty}/pass-on/items",
        {"items": ["{topic}"], "subject": "triển khai"},
        {"subject": "khác"},
    ),
}


@pytest.mark.parametrize("name", CREATES)
def test_creating_twice_is_creating_once(name: str, world: World, duty: Duty, arrived: int) -> None:
    """The same uuid and content: the same answer; other content under it: 409, and nothing more is there."""
    who, path, body, changed = CREATES[name]
    topic = topics_of(duty)[0]
    known = {"document": arrived, "duty": duty.pk, "unit": world.units["bao-tang"].pk}
    said: Json = {"uuid": str(uuid4()), **body}
    if "items" in said:
        said["items"] = [topic]
    if "receiver" in said:
        said["receiver"] = str(said["receiver"]).format(**known)
    machine = Machine(world.actors[who])
    first = machine.ask("POST", path.format(**known), said)
    assert first[0] == 200, first
    again = machine.ask("POST", path.format(**known), said)
    assert (again[0], again[1]["id"], again[1]["uuid"]) == (200, first[1]["id"], first[1]["uuid"])
    status, refused = machine.ask("POST", path.format(**known), said | changed)
    assert (status, refused["id"]) == (409, "uuid-used")


def test_a_file_sent_twice_is_kept_once(activity: Activity, unit_officer: Actor, so_clerk: Actor) -> None:
    """Evidence, enclosures and documents: the same uuid and bytes give the same; other bytes are a conflict."""
    photo, other = draw_photo(), draw_photo("maroon")
    for actor, path, name, data, changed in (
        (unit_officer, f"activities/{activity.uuid}/evidence", "a.jpg", photo, other),
        (so_clerk, f"documents/{activity.duty.directive.document_id}/files", "a.jpg", photo, other),
        (so_clerk, "documents", "a.txt", "Công văn mẫu một.".encode(), "Công văn mẫu hai.".encode()),
    ):
        machine, fields = Machine(actor), {"uuid": str(UUID(int=len(path)))}
        first = machine.upload(path, data, name, fields)
        assert first[0] in (200, 202), first
        again = machine.upload(path, data, name, fields)
        key = "id" if "id" in first[1] else "uuid"
        assert again[1][key] == first[1][key]
        assert machine.upload(path, changed, name, fields)[0] == 409


def test_nothing_is_left_behind_by_a_refused_creation(world: World, arrived: int) -> None:
    """An unknown receiver, a used code: no row, no entry."""
    clerk = Machine(world.actors["unit_clerk"])
    body = {"uuid": str(uuid4()), "receiver": "u0", "due_on": date(2023, 6, 15).isoformat()}
    assert clerk.ask("POST", f"documents/{arrived}/assignments", body)[0] == 422
    assert not Assignment.objects.exists()
    head = {"year": 2023, "code": "7", "title": "Một"}
    assert clerk.ask("POST", "case-files", head | {"uuid": str(uuid4())})[0] == 200
    status, said = clerk.ask("POST", "case-files", head | {"uuid": str(uuid4()), "title": "Hai"})
    assert (status, said["id"]) == (409, "file-code-used")
    assert CaseFile.objects.count() == 1
