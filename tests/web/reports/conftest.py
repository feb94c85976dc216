"""Units that did something under the topics directive, and reports at every stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.web.conftest import World
from tests.web.standing import standing
from trienkhai.web import clock
from trienkhai.web.activities.actions import (
    ActivityContent,
    Quantity,
    add_link,
    confirm_activities,
    record_activity,
)
from trienkhai.web.activities.models import Activity
from trienkhai.web.directives.models import Duty, Item
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports.actions import accept_report, draft_report, draft_rollup, submit_report
from trienkhai.web.reports.models import Report

REPORTING = date(2023, 12, 18)
Do = Callable[..., Activity]


def do_activity(
    duty: Duty,
    officer: Actor,
    leader: Actor,
    *quantities: Quantity,
    form: str = "banner_cloth",
    day: date = date(2023, 7, 1),
    recorded: date | None = None,
    proved: bool = True,
) -> Activity:
    """An activity of that day, recorded, confirmed, proved or not."""
    topic = duty.directive.items.filter(kind=Item.Kind.TOPIC).first()
    assert topic is not None
    content = ActivityContent(
        effective_on=day, place="Nhà văn hóa", items=(topic.pk,), form=form, quantities=quantities
    )
    with clock.at(recorded or day):
        activity = record_activity(officer, duty.pk, uuid=uuid4(), content=content)
        if proved:
            add_link(officer, activity.pk, uuid=uuid4(), link="https://example.vn/bai-viet")
        confirm_activities(leader, [activity.pk])
    return activity


@pytest.fixture
def do(world: World) -> Do:
    """`do(duty, officer, leader, measure, value)`: see `do_activity`."""
    return do_activity


@standing()
def asked(duty: Duty) -> Item:
    """The yearly report request: data close 14/12/2023, sent by 20/12/2023."""
    return Item.objects.get(directive=duty.directive, kind=Item.Kind.REPORT)


@pytest.fixture
def reporting_day(duty: Duty) -> Iterator[date]:
    """It is 18 December 2023, long after the duty began."""
    with clock.at(REPORTING):
        yield REPORTING


@standing()
def deeds(duty: Duty, world: World) -> list[Activity]:
    """What the museum did: banners in pieces and in metres, one of them only about, one not proved."""
    people = (world.actors["unit_officer"], world.actors["unit_leader"])
    return [
        do_activity(duty, *people, Quantity("chiec", Decimal(12)), Quantity("met", Decimal(96))),
        do_activity(duty, *people, Quantity("met", Decimal(30), approximate=True), proved=False),
    ]


@standing(day=REPORTING)
def report(duty: Duty, asked: Item, deeds: list[Activity], world: World) -> Report:
    """The museum's draft; it is the day of reporting."""
    return draft_report(world.actors["unit_officer"], duty.pk, item_id=asked.pk, uuid=uuid4())


@standing()
def sent(report: Report, world: World) -> Report:
    """The same, sent."""
    return submit_report(world.actors["unit_leader"], report.pk)


@standing()
def accepted(sent: Report, world: World) -> Report:
    """The same, accepted."""
    return accept_report(world.actors["so_officer"], sent.pk)


@standing()
def rollup(accepted: Report, world: World) -> Report:
    """The department's draft over it."""
    return draft_rollup(
        world.actors["so_officer"],
        accepted.directive_id,
        start=accepted.period_start,
        end=accepted.period_end,
        label=accepted.period_label,
    )
