"""Registers with the decree's columns; who deals with an arrival, by when; documents in files."""

from __future__ import annotations

import html
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl.reader.excel import load_workbook

from tests.web.conftest import OFFICE_DAY, ClientFor, World, appoint
from tests.web.standing import standing
from trienkhai.web.directives.models import Directive
from trienkhai.web.documents.actions import (
    assign_incoming,
    close_case_file,
    file_document,
    finish_assignment,
    open_case_file,
    register_incoming,
    take_assignment,
    take_out_document,
)
from trienkhai.web.documents.models import Assignment, CaseFile, Document
from trienkhai.web.documents.queries import list_assigned, list_files_of, list_receivers
from trienkhai.web.documents.states import ASSIGNMENT_STEPS, FILE_STEPS
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role

DUE = OFFICE_DAY + timedelta(days=7)


@standing()
def arrived(topics_directive: Directive, world: World) -> Document:
    """A dispatch that came to the museum and stands in its register."""
    register_incoming(world.actors["unit_clerk"], topics_directive.document_id)
    return topics_directive.document


def give(actor: Actor, document: Document, *, receiver: str = "", due_on: date = DUE) -> Assignment:
    """Give the arrival to a receiver, else to the officer's post."""
    key = receiver or next(one.key for one in list_receivers(actor) if "Chuyên viên" in one.name)
    return assign_incoming(actor, document.pk, uuid=uuid4(), receiver=key, due_on=due_on, opinion="Tham mưu trả lời")


def read(client: Client, address: str) -> str:
    """A page with its entities resolved."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.unescape(answer.content.decode())


# Registers


def test_the_outgoing_register_has_the_ten_columns(arrived: Document, so_clerk: Actor, client_for: ClientFor) -> None:
    """Page and workbook; found by words without marks, by number; another year is empty."""
    client = client_for(so_clerk)
    page = read(client, "/van-ban/so/di/?tim=gia+dinh")
    heads = ("Người ký", "Nơi nhận", "Nơi nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú")
    for said in (*heads, arrived.code, "1/"):
        assert said in page
    assert "Không tìm thấy dòng nào" in read(client, "/van-ban/so/di/?tim=thuy+san")
    assert arrived.code in read(client, "/van-ban/so/di/?tim=1")
    assert "chưa có văn bản nào" in read(client, "/van-ban/so/di/?nam=2020")
    sheet = load_workbook(BytesIO(client.get("/van-ban/so/di/?dang=xlsx").content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(index for index, row in enumerate(rows) if row[0] == "Số, ký hiệu văn bản")
    assert len([title for title in rows[head] if title]) == 10
    assert [row[0] for row in rows[head + 1 :]] == [arrived.code]


def test_the_incoming_register_says_who_deals_with_it(
    arrived: Document, unit_clerk: Actor, unit_officer: Actor, client_for: ClientFor
) -> None:
    """Receiver, day handed on, who took it, deadline; found by the receiver too."""
    client = client_for(unit_clerk)
    assert "chưa giao" in read(client, "/van-ban/so/den/")
    take_assignment(unit_officer, give(unit_clerk, arrived).pk)
    page = read(client, "/van-ban/so/den/?tim=Chuyên viên")
    for said in ("Đơn vị hoặc người nhận", "Chuyên viên Bảo tàng", "hạn 06/6/2023", unit_officer.person_name):
        assert said in page


# Giving an arrival to somebody


def test_the_receiver_finds_it_on_the_desk(
    arrived: Document, unit_clerk: Actor, unit_officer: Actor, unit_leader: Actor, client_for: ClientFor
) -> None:
    """With the deadline and what is wanted; nobody else of the office; gone when it was dealt with."""
    given = give(unit_clerk, arrived)
    desk = read(client_for(unit_officer), "/")
    for said in ("Giải quyết văn bản đến số 1", "Tham mưu trả lời", "Thứ Ba, 06/6/2023"):
        assert said in desk
    assert "Giải quyết văn bản đến" not in read(client_for(unit_leader), "/")
    finish_assignment(unit_officer, given.pk, outcome="Đã trả lời bằng công văn 15/BT")
    assert "Giải quyết văn bản đến" not in read(client_for(unit_officer), "/")


def test_a_division_gets_it_and_its_officer_sees_it(
    world: World, arrived: Document, so_clerk: Actor, so_officer: Actor
) -> None:
    """An arrival of the department: given to a division, seen by the division's people, not by the others."""
    officer = appoint(world.units["phong-nghiep-vu"], key="phong_cv", title="Chuyên viên phòng", role=Role.OFFICER)
    Document.objects.filter(pk=arrived.pk).update(direction="incoming", state="received")
    arrived.register_entries.filter(direction="outgoing").delete()
    register_incoming(so_clerk, arrived.pk)
    give(so_clerk, arrived, receiver=f"u{world.units['phong-nghiep-vu'].pk}")
    assert [row.document_id for row in list_assigned(officer)] == [arrived.pk]
    assert not list_assigned(so_officer).exists()
    assert not list_assigned(so_clerk).exists()


ASSIGN = [
    ("unit_clerk", None),
    ("unit_leader", None),
    ("unit_officer", NotAllowed),
    ("so_clerk", WrongState),
    ("other_unit_officer", Unknown),
    ("outsider", Unknown),
]


@pytest.mark.parametrize(("person", "refusal"), ASSIGN)
def test_who_may_assign(
    request: pytest.FixtureRequest, arrived: Document, unit_clerk: Actor, person: str, refusal: type[Exception] | None
) -> None:
    """Clerk and leader of the office it came to. The issuing office has it as its own, in no incoming register."""
    key = next(one.key for one in list_receivers(unit_clerk))
    actor = request.getfixturevalue(person)
    if person == "other_unit_officer":
        arrived.distributions.filter(unit_id=actor.unit_id).delete()
    if refusal is None:
        assert give(actor, arrived, receiver=key).state == "given"
        assert Entry.objects.filter(name="document.assigned").count() == 1
    else:
        with pytest.raises(refusal):
            give(actor, arrived, receiver=key)
        assert not Assignment.objects.exists()


SETTLE = [
    ("unit_officer", None),
    ("unit_clerk", NotAllowed),
    ("unit_leader", NotAllowed),
    ("so_clerk", Unknown),
    ("outsider", Unknown),
]


@pytest.mark.parametrize(("person", "refusal"), SETTLE)
def test_who_may_settle(
    request: pytest.FixtureRequest, arrived: Document, unit_clerk: Actor, person: str, refusal: type[Exception] | None
) -> None:
    """Whoever it was given to, nobody else."""
    given, actor = give(unit_clerk, arrived), request.getfixturevalue(person)
    if refusal is None:
        assert take_assignment(actor, given.pk).state == "taken"
        assert finish_assignment(actor, given.pk, outcome="Đã lưu để biết").state == "done"
    else:
        with pytest.raises(refusal):
            take_assignment(actor, given.pk)
        with pytest.raises(refusal):
            finish_assignment(actor, given.pk, outcome="x")
        given.refresh_from_db()
        assert given.state == "given"


def test_giving_it_to_somebody_else_takes_it_from_the_first(
    arrived: Document, unit_clerk: Actor, unit_officer: Actor
) -> None:
    """One at a time, both in the journal; what is finished is not given again."""
    first = give(unit_clerk, arrived)
    second = give(unit_clerk, arrived, receiver=f"u{unit_clerk.unit_id}")
    first.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "given")
    with pytest.raises(WrongState):
        take_assignment(unit_officer, first.pk)
    finish_assignment(unit_officer, second.pk, outcome="xong")
    with pytest.raises(WrongState, match="đã giải quyết"):
        give(unit_clerk, arrived)


@pytest.mark.parametrize(
    ("receiver", "due_on", "field"),
    [("u999999", DUE, "receiver"), ("", DUE, "receiver"), ("ok", OFFICE_DAY - timedelta(days=1), "due_on")],
)
def test_bad_input_names_the_field(
    arrived: Document, unit_clerk: Actor, receiver: str, due_on: date, field: str
) -> None:
    """Somebody of another office, nobody, a day that has passed."""
    key = f"u{unit_clerk.unit_id}" if receiver == "ok" else receiver
    with pytest.raises(NotValid) as refused:
        assign_incoming(unit_clerk, arrived.pk, uuid=uuid4(), receiver=key, due_on=due_on)
    assert field in refused.value.fields


def test_the_pages_of_assigning(
    arrived: Document, unit_clerk: Actor, unit_officer: Actor, client_for: ClientFor
) -> None:
    """Nothing typed is lost by a wrong day; then it is given, taken and settled by buttons."""
    clerk, officer, page = client_for(unit_clerk), client_for(unit_officer), f"/van-ban/{arrived.pk}/"
    key = next(one.key for one in list_receivers(unit_clerk) if "Chuyên viên" in one.name)
    wrong = {"uuid": uuid4(), "receiver": key, "due_on": "31/02/2024", "opinion": "Tham mưu"}
    answer = clerk.post(f"{page}giao/", wrong)
    assert answer.status_code == 422
    assert "Tham mưu" in answer.content.decode()
    assert "31/02/2024" in answer.content.decode()
    assert clerk.post(f"{page}giao/", {**wrong, "due_on": "06/06/2023"}).status_code == 302
    given = Assignment.objects.get()
    assert "Nhận việc" in read(officer, page)
    assert "Nhận việc" not in read(clerk, page)
    assert officer.post(f"/van-ban/giao/{given.pk}/nhan/").status_code == 302
    assert officer.post(f"/van-ban/giao/{given.pk}/xong/", {"outcome": "Đã trả lời"}).status_code == 302
    assert "Đã trả lời" in read(clerk, page)


def test_the_tables_of_steps() -> None:
    """Pinned: an end is an end."""
    assert [(str(a), deed, str(b)) for a, deed, b in ASSIGNMENT_STEPS] == [
        ("given", "take_assignment", "taken"),
        ("given", "finish_assignment", "done"),
        ("taken", "finish_assignment", "done"),
        ("given", "withdraw_assignment", "withdrawn"),
        ("taken", "withdraw_assignment", "withdrawn"),
    ]
    assert [(str(a), deed, str(b)) for a, deed, b in FILE_STEPS] == [
        ("open", "file_document", "open"),
        ("open", "take_out_document", "open"),
        ("open", "close_case_file", "closed"),
    ]


# Files


def open_file(actor: Actor, code: str = "01/GĐ", title: str = "Công tác gia đình năm 2023") -> CaseFile:
    """A file of the office."""
    return open_case_file(actor, uuid=uuid4(), year=2023, code=code, title=title)


def test_a_document_lies_in_several_files(arrived: Document, so_clerk: Actor, so_officer: Actor) -> None:
    """Each with its own place; twice into one puts it in once; taken out with a reason the place stays empty."""
    first, second = open_file(so_clerk), open_file(so_officer, "02/TT", "Tuyên truyền")
    for case_file in (first, second, first):
        file_document(so_clerk, arrived.pk, case_file_id=case_file.pk)
    assert [row.case_file_id for row in list_files_of(so_clerk, arrived.pk)] == [first.pk, second.pk]
    with pytest.raises(NotValid, match="lý do"):
        take_out_document(so_clerk, arrived.pk, case_file_id=first.pk, reason="")
    take_out_document(so_clerk, arrived.pk, case_file_id=first.pk, reason="nhầm hồ sơ")
    assert file_document(so_clerk, arrived.pk, case_file_id=first.pk).position == 2
    assert Entry.objects.filter(name="document.filed").count() == 3


FILING = [
    ("so_clerk", None),
    ("so_officer", None),
    ("so_leader", NotAllowed),
    ("unit_clerk", Unknown),
    ("outsider", Unknown),
]


@pytest.mark.parametrize(("person", "refusal"), FILING)
def test_who_may_file(
    request: pytest.FixtureRequest, arrived: Document, so_clerk: Actor, person: str, refusal: type[Exception] | None
) -> None:
    """Clerks and officers, in files of their own office."""
    case_file, actor = open_file(so_clerk), request.getfixturevalue(person)
    if refusal is None:
        file_document(actor, arrived.pk, case_file_id=case_file.pk)
        assert close_case_file(actor, case_file.pk).state == "closed"
        with pytest.raises(WrongState, match="đã kết thúc"):
            take_out_document(actor, arrived.pk, case_file_id=case_file.pk, reason="x")
    else:
        with pytest.raises(refusal):
            file_document(actor, arrived.pk, case_file_id=case_file.pk)
        with pytest.raises(refusal):
            close_case_file(actor, case_file.pk)


def test_a_code_names_one_file_a_year(so_clerk: Actor, unit_clerk: Actor) -> None:
    """In one office; another office has its own codes."""
    open_file(so_clerk)
    open_file(unit_clerk)
    with pytest.raises(Conflict, match="đã có hồ sơ"):
        open_file(so_clerk)


def test_a_draft_is_not_filed_and_an_empty_file_not_closed(signed_draft: Document, so_clerk: Actor) -> None:
    """Only what went out or came in belongs to a file."""
    case_file = open_file(so_clerk)
    with pytest.raises(WrongState):
        file_document(so_clerk, signed_draft.pk, case_file_id=case_file.pk)
    with pytest.raises(WrongState, match="chưa có văn bản"):
        close_case_file(so_clerk, case_file.pk)


@standing()
def signed_draft(topics_directive: Directive) -> Document:
    """A document that has not gone out."""
    Document.objects.filter(pk=topics_directive.document_id).update(state="confirmed")
    topics_directive.document.refresh_from_db()
    return topics_directive.document


def test_the_pages_of_files(arrived: Document, so_clerk: Actor, unit_clerk: Actor, client_for: ClientFor) -> None:
    """Opened, filled, found, taken as a workbook; another office sees nothing of it."""
    client, other = client_for(so_clerk), client_for(unit_clerk)
    head = {"uuid": uuid4(), "year": "2023", "code": "01/GĐ", "title": "Công tác gia đình"}
    assert client.post("/van-ban/ho-so/", {**head, "year": "năm nay"}).status_code == 422
    assert client.post("/van-ban/ho-so/", head).status_code == 302
    case_file = CaseFile.objects.get()
    assert client.post(f"/van-ban/{arrived.pk}/ho-so/", {"case_file": case_file.pk}).status_code == 302
    page = f"/van-ban/ho-so/{case_file.pk}/"
    assert arrived.code in read(client, page)
    assert "Công tác gia đình" in read(client, "/van-ban/ho-so/?tim=cong+tac+gia+dinh&nam=2023")
    assert "Công tác gia đình" not in read(client, "/van-ban/ho-so/?tim=thuy+san")
    assert client.get(f"{page}?dang=xlsx").status_code == client.get("/van-ban/ho-so/?dang=xlsx").status_code == 200
    assert other.get(page).status_code == 404
    assert "Công tác gia đình" not in read(other, "/van-ban/ho-so/")
    assert client.post(page, {"deed": "take-out", "document": arrived.pk}).status_code == 422
    assert client.post(page, {"deed": "close"}).status_code == 302
