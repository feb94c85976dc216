"""Races end in one good outcome and one clear refusal, or in the same answer twice; never in an error page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings

from tests.web.conftest import EnterReading, World, topics_reading
from tests.web.races.conftest import Deed, Ran, run_overlapping, run_together
from trienkhai.web.activities.actions import ActivityContent, record_activity
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.actions import (
    acknowledge_duty,
    issue_directive,
    request_change,
    sign_directive,
    urge_unit,
    withdraw_directive,
    withdraw_duty,
)
from trienkhai.web.directives.models import Directive, Duty, DutyRequest, Item, LedgerEntry
from trienkhai.web.documents.actions import confirm_reading, enter_document, number_document, reopen_reading
from trienkhai.web.documents.models import Direction, Document, RegisterEntry
from trienkhai.web.errors import Conflict, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.reports.actions import accept_report, draft_report, draft_rollup, return_report, submit_report
from trienkhai.web.reports.models import Report

ON_POSTGRESQL = str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite writes one at a time; run with `sh tests/postgres.sh`"),
]
Run = Callable[[Deed, Deed], tuple[Ran, Ran]]


def together(first: Deed, second: Deed) -> tuple[Ran, Ran]:
    """Both at once."""
    ran = run_together(first, second)
    return ran[0], ran[1]


def the_other_first(first: Deed, second: Deed) -> tuple[Ran, Ran]:
    """The second deed is done and held, then the first is tried."""
    held, tried = run_overlapping(second, first)
    return tried, held


@pytest.fixture(params=[together, run_overlapping, the_other_first], ids=["together", "in order", "reversed"])
def race(request: pytest.FixtureRequest) -> Run:
    """The ways two deeds can meet."""
    return request.param  # type: ignore[no-any-return]  # one of the three above


def refused(*ran: Ran) -> list[str]:
    """The ids of what was refused, all of them clear refusals of state or of a colleague's deed."""
    found = [entry.refusal for entry in ran if entry.refusal is not None]
    assert all(isinstance(refusal, WrongState | Conflict) for refusal in found), found
    return [refusal.id for refusal in found]


def test_accepted_and_returned(race: Run, sent: Report, world: World) -> None:
    """Two officers judge one report: one word stands, the other is told how the report is now."""
    officer, leader = world.actors["so_officer"], world.actors["so_leader"]
    ran = race(lambda: accept_report(officer, sent.pk), lambda: return_report(leader, sent.pk, reason="Thiếu ảnh."))
    assert refused(*ran) == ["report-state"]
    sent.refresh_from_db()
    assert sent.state == (Report.State.ACCEPTED if ran[0].done else Report.State.RETURNED)
    assert Entry.objects.filter(name__in=("report.accepted", "report.returned")).count() == 1


@pytest.fixture
def signed(world: World, enter_reading: EnterReading) -> list[Document]:
    """Two signed documents that wait for their numbers."""
    found = []
    for _ in range(2):
        document = enter_reading(world.actors["so_clerk"], topics_reading())
        sign_directive(world.actors["so_leader"], Directive.objects.get(document=document).pk, authority="KT.")
        found.append(document)
    return found


def test_one_number_for_two_documents(race: Run, signed: list[Document], world: World) -> None:
    """The number somebody typed is given once; the other clerk is told which document has it."""
    clerk = world.actors["so_clerk"]
    ran = race(
        lambda: number_document(clerk, signed[0].pk, number=7), lambda: number_document(clerk, signed[1].pk, number=7)
    )
    assert refused(*ran) == ["number-used"]
    assert RegisterEntry.objects.filter(number=7).count() == 1


def test_the_next_number_for_two_documents(race: Run, signed: list[Document], world: World) -> None:
    """Nobody typed a number: both get one, and not the same."""
    clerk = world.actors["so_clerk"]
    ran = race(lambda: number_document(clerk, signed[0].pk), lambda: number_document(clerk, signed[1].pk))
    assert refused(*ran) == []
    assert sorted(RegisterEntry.objects.values_list("number", flat=True)) == [1, 2]


def test_one_document_numbered_twice(race: Run, signed: list[Document], world: World) -> None:
    """Two clerks press on the same document."""
    clerk = world.actors["so_clerk"]
    ran = race(lambda: number_document(clerk, signed[0].pk), lambda: number_document(clerk, signed[0].pk))
    assert refused(*ran) == ["document-state"]
    assert RegisterEntry.objects.count() == 1


def content_of(duty: Duty, place: str = "Nhà văn hóa") -> ActivityContent:
    """What a phone sends."""
    topic = duty.directive.items.filter(kind=Item.Kind.TOPIC)[0]
    return ActivityContent(effective_on=date(2023, 5, 29), place=place, items=(topic.pk,), form="banner_cloth")


def test_the_same_activity_sent_twice(race: Run, duty: Duty, world: World) -> None:
    """Bad networks send twice: one activity, the same answer."""
    actor, uuid = world.actors["unit_officer"], uuid4()
    ran = race(*[lambda: record_activity(actor, duty.pk, uuid=uuid, content=content_of(duty))] * 2)
    assert refused(*ran) == []
    assert len({entry.answer.pk for entry in ran if isinstance(entry.answer, Activity)}) == 1
    assert Activity.objects.count() == 1


def test_one_uuid_for_two_duties(race: Run, duty: Duty, other_duty: Duty, world: World) -> None:
    """The same identity with other content is a conflict, also where nothing else is shared."""
    uuid, actors = uuid4(), world.actors
    ran = race(
        lambda: record_activity(actors["unit_officer"], duty.pk, uuid=uuid, content=content_of(duty)),
        lambda: record_activity(actors["other_unit_officer"], other_duty.pk, uuid=uuid, content=content_of(duty)),
    )
    assert refused(*ran) == ["uuid-used"]
    assert Activity.objects.count() == 1


def test_two_activities_at_once(race: Run, duty: Duty, world: World) -> None:
    """Two people of one unit record: two activities with two codes."""
    ran = race(
        lambda: record_activity(world.actors["unit_officer"], duty.pk, uuid=uuid4(), content=content_of(duty)),
        lambda: record_activity(world.actors["unit_clerk"], duty.pk, uuid=uuid4(), content=content_of(duty, "Chợ")),
    )
    assert refused(*ran) == []
    assert len(set(Activity.objects.values_list("code", flat=True))) == 2


def test_the_same_file_entered_twice(race: Run, world: World) -> None:
    """One document with one reading."""
    clerk, uuid = world.actors["so_clerk"], uuid4()

    def enter() -> Document:
        data = "CÔNG VĂN\nV/v kiểm tra\nKính gửi: Bảo tàng tỉnh".encode()
        return enter_document(clerk, uuid=uuid, data=data, name="a.txt", direction=Direction.OUTGOING)

    ran = race(enter, enter)
    assert refused(*ran) == []
    assert Document.objects.count() == 1


def test_withdrawn_while_the_report_is_sent(race: Run, report: Report, world: World) -> None:
    """Who came first counts: after a withdrawal nothing is sent, and a report that was sent before stays sent."""
    officer, leader = world.actors["so_officer"], world.actors["unit_leader"]
    assert report.duty_id is not None
    duty_id = report.duty_id
    ran = race(lambda: withdraw_duty(officer, duty_id, reason="Giao nhầm."), lambda: submit_report(leader, report.pk))
    assert ran[0].done, ran[0].refusal
    report.refresh_from_db()
    if ran[1].done:
        order = Entry.objects.filter(name__in=("report.submitted", "duty.withdrawn")).order_by("id")
        assert [entry.name for entry in order] == ["report.submitted", "duty.withdrawn"]
        assert report.state == Report.State.SUBMITTED
    else:
        assert refused(*ran) == ["duty-ended"]
        assert report.state == Report.State.DRAFT


def test_withdrawn_while_a_report_is_begun(
    race: Run, duty: Duty, asked: Item, reporting_day: date, world: World
) -> None:
    """Begun before, or refused: never both waiting for each other."""
    officer, unit = world.actors["so_officer"], world.actors["unit_officer"]
    ran = race(
        lambda: withdraw_duty(officer, duty.pk, reason="Giao nhầm."),
        lambda: draft_report(unit, duty.pk, item_id=asked.pk, uuid=uuid4()),
    )
    assert ran[0].done, ran[0].refusal
    assert refused(*ran) in ([], ["duty-ended"])
    assert Report.objects.count() == int(ran[1].done)


def test_a_whole_directive_withdrawn_while_something_is_recorded(race: Run, duty: Duty, world: World) -> None:
    """The unit's activity is kept, or refused because nothing is asked any more."""
    leader, unit = world.actors["so_leader"], world.actors["unit_officer"]
    ran = race(
        lambda: withdraw_directive(leader, duty.directive_id, reason="Thay bằng văn bản khác."),
        lambda: record_activity(unit, duty.pk, uuid=uuid4(), content=content_of(duty)),
    )
    assert ran[0].done, ran[0].refusal
    assert len(refused(*ran)) + Activity.objects.count() == 1


def test_two_confirmations_of_one_reading(race: Run, topics_draft: Directive, world: World) -> None:
    """Clerk and officer confirm at once: one confirms, the other is told; one directive stands."""
    clerk, officer = world.actors["so_clerk"], world.actors["so_officer"]
    key = topics_draft.document_id
    reopen_reading(clerk, key)
    ran = race(lambda: confirm_reading(clerk, key, all_seen=True), lambda: confirm_reading(officer, key, all_seen=True))
    assert refused(*ran) == ["document-state"]
    assert Directive.objects.filter(document_id=key).count() == 1


def test_taken_on_twice(race: Run, duty: Duty, world: World) -> None:
    """The unit and the office for it."""
    ran = race(
        lambda: acknowledge_duty(world.actors["unit_leader"], duty.pk),
        lambda: acknowledge_duty(world.actors["so_officer"], duty.pk, on_behalf_basis="điện thoại sáng 30/5"),
    )
    assert refused(*ran) == ["acknowledged"]


def test_issued_twice(race: Run, topics_draft: Directive, world: World) -> None:
    """Duties begin once."""
    sign_directive(world.actors["so_leader"], topics_draft.pk, authority="KT.")
    number_document(world.actors["so_clerk"], topics_draft.document_id)
    clerk = world.actors["so_clerk"]
    ran = race(lambda: issue_directive(clerk, topics_draft.pk), lambda: issue_directive(clerk, topics_draft.pk))
    assert refused(*ran) == ["directive-state"]
    assert LedgerEntry.objects.filter(kind=LedgerEntry.Kind.ADDED).count() == 4


def test_asked_and_reminded_twice(race: Run, duty: Duty, world: World) -> None:
    """One open request, one reminder a day."""
    unit, officer = world.actors["unit_leader"], world.actors["so_officer"]

    def ask() -> DutyRequest:
        return request_change(unit, duty.pk, uuid=uuid4(), kind=DutyRequest.Kind.OBJECTION, reason="Đã gửi.")

    assert refused(*race(lambda: urge_unit(officer, duty.pk), lambda: urge_unit(officer, duty.pk))) == ["urged-today"]
    assert refused(*race(ask, ask)) == ["request-open"]


def test_one_report_and_one_roll_up(race: Run, sent: Report, world: World) -> None:
    """Two officers begin the same roll-up: the same one."""
    officer, leader = world.actors["so_officer"], world.actors["so_leader"]
    accept_report(officer, sent.pk)

    def begin(who: str) -> Deed:
        actor = officer if who == "officer" else leader
        return lambda: draft_rollup(actor, sent.directive_id, start=sent.period_start, end=sent.period_end)

    ran = race(begin("officer"), begin("leader"))
    assert refused(*ran) == []
    assert Report.objects.filter(is_rollup=True).count() == 1
