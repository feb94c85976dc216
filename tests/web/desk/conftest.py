"""Situations of the small office, one for each kind of work that may wait for somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID, uuid4

from tests.web.conftest import World, topics_reading
from trienkhai import parts
from trienkhai.web import clock
from trienkhai.web.activities.actions import ActivityContent, confirm_activities, question_activity, record_activity
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.actions import request_change, sign_directive
from trienkhai.web.directives.models import Directive, Duty, DutyRequest, Item
from trienkhai.web.documents.actions import number_document
from trienkhai.web.documents.models import Direction, Document, Reading
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports.actions import draft_report, return_report, submit_report, write_report
from trienkhai.web.reports.models import Report

DUE = date(2023, 12, 20)
BEFORE_DUE = date(2023, 12, 1)
AFTER_DUE = date(2023, 12, 21)


def make_draft(world: World) -> Document:
    """A dispatch the machine has read and nobody has confirmed."""
    clerk = world.actors["so_clerk"]
    document = Document.objects.create(
        office_id=clerk.office_id,
        direction=Direction.OUTGOING,
        created_by=clerk.post_title,
        created_at=clock.now(),
        changed_at=clock.now(),
        symbol="SVHM-NV",
        subject="tuyên truyền gia đình văn hóa năm 2023",
    )
    found = parts.reading_to_json(topics_reading())
    Reading.objects.create(document=document, text="Văn bản.", found=found, reader_version="t", read_at=clock.now())
    return document


def record(actor: Actor, duty: Duty, *, basis: str = "", uuid: UUID | None = None, completes: bool = False) -> Activity:
    """One activity of this duty, on its first topic or task."""
    item = duty.directive.items.exclude(kind=Item.Kind.REPORT).order_by("position").first()
    assert item is not None
    content = ActivityContent(effective_on=clock.today(), place="Nhà văn hóa", items=(item.pk,), completes=completes)
    return record_activity(actor, duty.pk, uuid=uuid or uuid4(), content=content, on_behalf_basis=basis)


def report_item(duty: Duty) -> Item:
    """The report this directive asks for."""
    return Item.objects.get(directive_id=duty.directive_id, kind=Item.Kind.REPORT)


def send_report(world: World, duty: Duty) -> Report:
    """Bảo tàng sends that it has nothing to report."""
    report = draft_report(world.actors["unit_officer"], duty.pk, item_id=report_item(duty).pk, uuid=uuid4())
    write_report(world.actors["unit_officer"], report.pk, written={"nothing_to_report": True})
    return submit_report(world.actors["unit_leader"], report.pk)


def ask_for_time(world: World, duty: Duty) -> DutyRequest:
    """Bảo tàng asks for more time for its report."""
    return request_change(
        world.actors["unit_leader"],
        duty.pk,
        uuid=uuid4(),
        kind=DutyRequest.Kind.EXTENSION,
        item_id=report_item(duty).pk,
        wanted_on=date(2023, 12, 29),
        reason="Đang tổng hợp số liệu.",
    )


Given = TypeVar("Given")


@dataclass(frozen=True, kw_only=True)
class Situation(Generic[Given]):
    """How it comes about from what is given, on which day it is looked at, what is seen, by whom (nobody else)."""

    name: str
    title: str
    whose: frozenset[str]
    make: Callable[[World, Given], object] = lambda world, given: None
    day: date = date(2023, 5, 30)
    waiting: str = ""
    waited_by: frozenset[str] = field(default_factory=frozenset)


UNIT = frozenset({"unit_officer", "unit_leader"})
BOTH_UNITS = UNIT | {"other_unit_officer", "other_unit_leader"}
JUDGES = frozenset({"so_officer", "so_leader"})


def _signed(world: World, draft: Directive) -> Directive:
    return sign_directive(world.actors["so_leader"], draft.pk, authority="KT.")


def _numbered(world: World, draft: Directive) -> None:
    number_document(world.actors["so_clerk"], _signed(world, draft).document_id)


def _recorded(world: World, duty: Duty) -> Activity:
    return record(world.actors["unit_officer"], duty)


def _confirmed(world: World, duty: Duty) -> Activity:
    return confirm_activities(world.actors["unit_leader"], [_recorded(world, duty).pk])[0]


def _questioned(world: World, duty: Duty) -> None:
    question_activity(world.actors["so_officer"], _confirmed(world, duty).pk, question="Ngày nào đúng?")


def _returned(world: World, duty: Duty) -> None:
    report = send_report(world, duty)
    return_report(world.actors["so_officer"], report.pk, reason="Ghi rõ địa bàn.")


def _on(day: date, deed: Callable[[World, Duty], object]) -> Callable[[World, Duty], object]:
    def later(world: World, duty: Duty) -> None:
        with clock.at(day):
            deed(world, duty)

    return later


A_DRAFT_READ: tuple[Situation[None], ...] = (
    Situation(
        name="a draft to read again",
        make=lambda world, _: make_draft(world),
        title="Đọc lại dự thảo",
        whose=frozenset({"so_clerk", "so_officer"}),
        waiting="Văn thư, chuyên viên đọc lại",
        waited_by=frozenset({"so_leader"}),
    ),
)
DRAFTED: tuple[Situation[Directive], ...] = (
    Situation(
        name="receivers to arrange",
        title="Soát đơn vị nhận, thời hạn",
        whose=frozenset({"so_officer"}),
    ),
    Situation(
        name="a dispatch to sign",
        title="Ký công văn",
        whose=frozenset({"so_leader"}),
        waiting="Lãnh đạo ký",
        waited_by=frozenset({"so_clerk", "so_officer"}),
    ),
    Situation(
        name="a number to give",
        make=_signed,
        title="Cấp số, ngày",
        whose=frozenset({"so_clerk"}),
        waiting="Văn thư cấp số",
        waited_by=JUDGES,
    ),
    Situation(
        name="a dispatch to issue",
        make=_numbered,
        title="Ban hành công văn",
        whose=frozenset({"so_clerk"}),
        waiting="Văn thư ban hành",
        waited_by=JUDGES,
    ),
)
RUNNING: tuple[Situation[Duty], ...] = (
    Situation(
        name="an arrived document to register; where there is no clerk, the officer stands in",
        title="Vào sổ văn bản đến",
        whose=frozenset({"unit_clerk", "other_unit_officer"}),
    ),
    Situation(name="a duty to take on", title="Tiếp nhận nhiệm vụ", whose=BOTH_UNITS),
    Situation(
        name="an activity to confirm",
        make=_recorded,
        title="Xác nhận 1 hoạt động",
        whose=frozenset({"unit_leader"}),
        waiting="Lãnh đạo đơn vị xác nhận 1 hoạt động",
        waited_by=frozenset({"unit_officer"}),
    ),
    Situation(
        name="a question to answer",
        make=_questioned,
        title="Trả lời câu hỏi của",
        whose=UNIT,
        waiting="Bảo tàng tỉnh trả lời câu hỏi về",
        waited_by=JUDGES,
    ),
    Situation(name="proof to add", make=_confirmed, title="Thêm minh chứng cho 1", whose=frozenset({"unit_officer"})),
    Situation(
        name="an activity entered for a unit",
        make=lambda world, duty: record(world.actors["so_officer"], duty, basis="điện thoại 30/5"),
        title="Xác nhận 1 hoạt động nhập hộ",
        whose=frozenset({"so_clerk", "so_officer"}),
    ),
    Situation(name="a report that will be due", title="Lập báo cáo năm 2023", whose=BOTH_UNITS, day=BEFORE_DUE),
    Situation(
        name="a report sent",
        make=_on(BEFORE_DUE, send_report),
        title="Tiếp nhận 1 báo cáo năm 2023",
        whose=JUDGES,
        day=BEFORE_DUE,
        waiting="Cơ quan ban hành tiếp nhận",
        waited_by=UNIT,
    ),
    Situation(
        name="a report returned",
        make=_on(BEFORE_DUE, _returned),
        title="Sửa báo cáo năm 2023 bị trả lại",
        whose=UNIT,
        day=BEFORE_DUE,
        waiting="Bảo tàng tỉnh sửa",
        waited_by=JUDGES,
    ),
    Situation(
        name="a request to answer",
        make=_on(BEFORE_DUE, ask_for_time),
        title="Trả lời đề nghị gia hạn",
        whose=JUDGES,
        day=BEFORE_DUE,
        waiting="Cơ quan ban hành trả lời đề nghị gia hạn đến 29/12/2023",
        waited_by=UNIT,
    ),
    Situation(name="units past their day", title="4 đơn vị quá hạn gửi báo cáo", whose=JUDGES, day=AFTER_DUE),
    Situation(
        name="nobody is urged while an answer is owed",
        make=_on(BEFORE_DUE, ask_for_time),
        title="3 đơn vị quá hạn gửi báo cáo",
        whose=JUDGES,
        day=AFTER_DUE,
    ),
    Situation(
        name="a roll-up to write",
        title="Lập báo cáo tổng hợp năm 2023",
        whose=frozenset({"so_officer"}),
        day=AFTER_DUE,
    ),
)
OF_TASKS: tuple[Situation[Directive], ...] = (
    Situation(
        name="a task of one unit",
        title="Nhiệm vụ 1",
        whose=UNIT,
    ),
    Situation(
        name="a task of other units",
        title="Nhiệm vụ 2",
        whose=frozenset({"other_unit_officer", "other_unit_leader"}),
    ),
    Situation(
        name="a unit past the day of a task",
        title="1 đơn vị quá hạn làm nhiệm vụ 1",
        whose=JUDGES,
        day=date(2023, 6, 16),
    ),
)
