"""What a past day looked like, as known then and as known today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.web.conftest import World
from tests.web.coverage.conftest import JUNE_1, JUNE_10, JUNE_20, Did, count_on, items_of
from tests.web.standing import standing
from trienkhai.web import clock
from trienkhai.web.activities.actions import withdraw_activity, withdraw_evidence
from trienkhai.web.coverage.tables import ANY, Coverage
from trienkhai.web.directives.actions import (
    acknowledge_duty,
    answer_request,
    exempt_duty,
    extend_duty,
    request_change,
    withdraw_duty,
)
from trienkhai.web.directives.models import Directive, Duty, DutyRequest, Item
from trienkhai.web.reports.actions import accept_report, draft_report, return_report, submit_report
from trienkhai.web.reports.models import Report

YESTERDAY = date(2023, 5, 29)


def done(coverage: Coverage, index: int = 0) -> tuple[int, int]:
    """Proved and all done of one topic."""
    item = items_of(coverage.situation.directive)[index].pk
    cell = coverage.whole.cells[item, ANY]
    return sum(state == "proved" for state in cell.states), cell.done


def test_before_the_issue_nobody_has_a_duty(topics_directive: Directive) -> None:
    assert count_on(topics_directive, YESTERDAY).units == ()
    assert len(count_on(topics_directive, date(2023, 5, 30)).units) == 4


def test_an_activity_counts_from_the_day_it_was_confirmed(topics_directive: Directive, did: Did) -> None:
    did(topics_directive, "bao-tang", on=JUNE_1, confirmed=JUNE_10)
    assert done(count_on(topics_directive, JUNE_10 - timedelta(days=1))) == (0, 0)
    assert done(count_on(topics_directive, JUNE_10)) == (1, 1)


def test_what_was_written_later_does_not_change_what_was_known_then(topics_directive: Directive, did: Did) -> None:
    did(topics_directive, "bao-tang", on=JUNE_1, recorded=JUNE_20)
    assert done(count_on(topics_directive, JUNE_10)) == (0, 0)
    assert done(count_on(topics_directive, JUNE_20)) == (1, 1)


def test_a_withdrawn_activity_still_counted_on_the_days_before(
    topics_directive: Directive, did: Did, world: World
) -> None:
    activity = did(topics_directive, "bao-tang", on=JUNE_1)
    with clock.at(JUNE_20):
        withdraw_activity(world.actors["unit_leader"], activity.pk, reason="Ghi nhầm đơn vị.")
    assert done(count_on(topics_directive, JUNE_10)) == (1, 1)
    assert done(count_on(topics_directive, JUNE_10, known=JUNE_20)) == (1, 1)
    assert done(count_on(topics_directive, JUNE_20)) == (0, 0)


def test_proof_taken_back_leaves_it_recorded(topics_directive: Directive, did: Did, world: World) -> None:
    activity = did(topics_directive, "bao-tang", on=JUNE_1)
    with clock.at(JUNE_20):
        withdraw_evidence(world.actors["unit_officer"], activity.evidence.get().pk, reason="Ảnh của việc khác.")
    assert done(count_on(topics_directive, JUNE_10)) == (1, 1)
    assert done(count_on(topics_directive, JUNE_20)) == (0, 1)


def test_one_activity_with_two_topics_counts_in_both_and_once_in_the_total(
    topics_directive: Directive, did: Did, world: World
) -> None:
    did(topics_directive, "bao-tang", items=(0, 1))
    coverage = count_on(topics_directive, JUNE_10)
    assert done(coverage, 0) == done(coverage, 1) == (1, 1)
    duty = Duty.objects.get(directive=topics_directive, unit=world.units["bao-tang"]).pk
    assert coverage.topics.totals[duty].activities == 1


def test_a_withdrawn_duty_leaves_the_denominator_and_takes_its_activities_along(
    topics_directive: Directive, did: Did, world: World
) -> None:
    did(topics_directive, "bao-tang", on=JUNE_1)
    duty = Duty.objects.get(directive=topics_directive, unit=world.units["bao-tang"])
    with clock.at(JUNE_20):
        withdraw_duty(world.actors["so_officer"], duty.pk, reason="Giao nhầm.")
    before, after = count_on(topics_directive, JUNE_10), count_on(topics_directive, JUNE_20)
    assert (len(before.units), done(before)) == (4, (1, 1))
    assert (len(after.units), done(after)) == (3, (0, 0))


def test_acknowledged_from_its_day(topics_directive: Directive, world: World) -> None:
    duty = Duty.objects.get(directive=topics_directive, unit=world.units["bao-tang"])
    with clock.at(JUNE_10):
        acknowledge_duty(world.actors["unit_leader"], duty.pk)

    def taken(on: date) -> date | None:
        return next(
            unit.acknowledged_on for unit in count_on(topics_directive, on).situation.units if unit.duty.pk == duty.pk
        )

    assert (taken(JUNE_1), taken(JUNE_10), taken(JUNE_20)) == (None, JUNE_10, JUNE_10)


def late_units(directive: Directive, on: date, known: date | None = None) -> set[str]:
    """Names of the units that show red on a day."""
    return {unit.name for unit in count_on(directive, on, known).situation.units if unit.late}


DUE = date(2023, 12, 20)
NEXT, LATER = DUE + timedelta(days=1), DUE + timedelta(days=5)


def test_a_report_is_late_the_day_after_its_date_and_not_before(topics_directive: Directive) -> None:
    assert late_units(topics_directive, DUE) == set()
    assert len(late_units(topics_directive, NEXT)) == 4


def test_an_exempt_or_extended_unit_is_not_late_from_the_day_it_was_decided(
    topics_directive: Directive, world: World
) -> None:
    asked = items_of(topics_directive, Item.Kind.REPORT)[0]
    exempt = Duty.objects.get(directive=topics_directive, unit=world.units["bao-tang"])
    extended = Duty.objects.get(directive=topics_directive, unit=world.units["thu-vien"])
    with clock.at(LATER):
        exempt_duty(world.actors["so_officer"], exempt.pk, item_id=asked.pk, reason="Không có việc này.")
        extend_duty(
            world.actors["so_officer"],
            extended.pk,
            item_id=asked.pk,
            new_deadline_on=LATER + timedelta(days=5),
            reason="Chờ số liệu.",
        )
    red = {exempt.unit_name, extended.unit_name}
    assert red <= late_units(topics_directive, NEXT)
    assert red <= late_units(topics_directive, NEXT, known=LATER), "decided later, effective later"
    assert not red & late_units(topics_directive, LATER)


Asked = Callable[..., DutyRequest]


@pytest.fixture
def asked(topics_directive: Directive, world: World) -> Asked:
    """`asked(on=day)`: Bảo tàng tỉnh asks for more time, or to be spared, on that day."""

    def ask(*, on: date, kind: DutyRequest.Kind = DutyRequest.Kind.EXTENSION) -> DutyRequest:
        duty = Duty.objects.get(directive=topics_directive, unit=world.units["bao-tang"])
        item = items_of(topics_directive, Item.Kind.REPORT)[0]
        with clock.at(on):
            return request_change(
                world.actors["unit_leader"],
                duty.pk,
                uuid=uuid4(),
                kind=kind,
                item_id=item.pk,
                wanted_on=LATER + timedelta(days=5),
                reason="Chờ số liệu.",
            )

    return ask


@pytest.mark.parametrize("kind", [DutyRequest.Kind.EXTENSION, DutyRequest.Kind.EXEMPTION])
def test_what_was_asked_by_the_deadline_is_a_clock_until_it_is_refused(
    topics_directive: Directive, world: World, asked: Asked, kind: DutyRequest.Kind
) -> None:
    """On the past days between the deadline and the answer it stays a clock, also looked at afterwards."""
    request = asked(on=DUE, kind=kind)
    assert request.duty.unit_name not in late_units(topics_directive, LATER)
    with clock.at(LATER):
        answer_request(world.actors["so_officer"], request.pk, granted=False, answer="Đã đủ thời gian.")
    assert request.duty.unit_name not in late_units(topics_directive, NEXT)
    assert request.duty.unit_name not in late_units(topics_directive, NEXT, known=LATER), (
        "answered with effect of LATER"
    )
    assert request.duty.unit_name in late_units(topics_directive, LATER)


def test_a_request_after_the_deadline_stops_no_red(topics_directive: Directive, asked: Asked) -> None:
    request = asked(on=NEXT)
    assert request.duty.unit_name in late_units(topics_directive, NEXT)
    assert request.duty.unit_name in late_units(topics_directive, LATER)


def test_an_objection_is_no_request_for_time(topics_directive: Directive, asked: Asked) -> None:
    request = asked(on=DUE, kind=DutyRequest.Kind.OBJECTION)
    assert request.duty.unit_name in late_units(topics_directive, NEXT)


def test_a_request_written_later_is_not_known_before(topics_directive: Directive, asked: Asked) -> None:
    request = asked(on=DUE)
    DutyRequest.objects.filter(pk=request.pk).update(recorded_at=clock.end_of(LATER))
    assert request.duty.unit_name in late_units(topics_directive, NEXT)
    assert request.duty.unit_name not in late_units(topics_directive, NEXT, known=LATER)


@standing()
def sent(topics_directive: Directive, world: World) -> Report:
    """The report of Bảo tàng tỉnh, sent on 18/12."""
    asked = items_of(topics_directive, Item.Kind.REPORT)[0]
    duty = Duty.objects.get(directive=topics_directive, unit=world.units["bao-tang"])
    with clock.at(date(2023, 12, 18)):
        report = draft_report(world.actors["unit_officer"], duty.pk, item_id=asked.pk, uuid=duty.uuid)
        report.nothing_to_report = True
        report.save(update_fields=["nothing_to_report"])
        return submit_report(world.actors["unit_leader"], report.pk)


def stand_of(report: Report, on: date) -> tuple[date | None, bool, bool]:
    """Sent on, accepted, returned, as shown on a day."""
    unit = next(unit for unit in count_on(report.directive, on).situation.units if unit.duty.pk == report.duty_id)
    found = unit.reports.get(report.item_id or 0)
    return (found.sent_on, found.accepted, found.returned) if found else (None, False, False)


def test_a_report_returned_and_sent_again_keeps_its_first_day_on_the_days_before(sent: Report, world: World) -> None:
    """The report itself remembers only the last day of sending; the past is told from the journal."""
    with clock.at(NEXT):
        return_report(world.actors["so_officer"], sent.pk, reason="Thiếu mục III.")
    with clock.at(LATER):
        submit_report(world.actors["unit_leader"], sent.pk)
        accept_report(world.actors["so_officer"], sent.pk)
    assert stand_of(sent, date(2023, 12, 17)) == (None, False, False)
    assert stand_of(sent, DUE) == (date(2023, 12, 18), False, False)
    assert stand_of(sent, NEXT) == (None, False, True)
    assert stand_of(sent, LATER) == (LATER, True, False)


def test_a_returned_report_is_late_again_once_its_day_has_passed(sent: Report, world: World) -> None:
    with clock.at(NEXT):
        return_report(world.actors["so_officer"], sent.pk, reason="Thiếu mục III.")
    assert sent.unit_name not in late_units(sent.directive, DUE)
    assert sent.unit_name in late_units(sent.directive, NEXT)


def test_tasks_are_late_until_an_activity_completes_them(tasks_directive: Directive, did: Did, world: World) -> None:
    """Task 1 is for Bảo tàng alone, due before 15 June (so by the 14th)."""
    task = items_of(tasks_directive, Item.Kind.TASK)[0]
    did(tasks_directive, "bao-tang", on=JUNE_1, items=(0,), form="")
    begun = count_on(tasks_directive, JUNE_10).tasks[task.pk]
    assert begun.denominator == 1
    assert [state for state in begun.states if state != "not_applicable"] == ["begun"]
    assert late_units(tasks_directive, JUNE_20) == {"Bảo tàng tỉnh"}
    did(tasks_directive, "bao-tang", on=JUNE_20, items=(0,), form="", completes=True)
    cell = count_on(tasks_directive, JUNE_20).tasks[task.pk]
    assert cell.done == 1
    assert "Bảo tàng tỉnh" not in late_units(tasks_directive, JUNE_20)


def test_topics_are_never_late(topics_directive: Directive) -> None:
    for item in items_of(topics_directive):
        item.deadline_on, item.deadline_origin = JUNE_1, "person"
        item.save(update_fields=["deadline_on", "deadline_origin"])
    assert late_units(topics_directive, JUNE_20) == set()
