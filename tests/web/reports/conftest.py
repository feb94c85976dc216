"""Units that did something under the topics directive, and reports at every stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.web.conftest import World
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


@pytest.fixture
def do(world: World) -> Do:
    """`do(duty, officer, leader, measure, value)`: an activity of that day, recorded, confirmed, proved or not."""

    def done(
        duty: Duty,
        officer: Actor,
        leader: Actor,
        *quantities: Quantity,
        form: str = "banner_cloth",
        day: date = date(2023, 7, 1),
        recorded: date | None = None,
        proved: bool = True,
    ) -> Activity:
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

    return done


@pytest.fixture
def asked(duty: Duty) -> Item:
    """The yearly report request: data close 14/12/2023, sent by 20/12/2023."""
    return Item.objects.get(directive=duty.directive, kind=Item.Kind.REPORT)


@pytest.fixture
def reporting_day(duty: Duty) -> Iterator[date]:
    """It is 18 December 2023, long after the duty began."""
    with clock.at(REPORTING):
        yield REPORTING


@pytest.fixture
def deeds(duty: Duty, unit_officer: Actor, unit_leader: Actor, do: Do) -> list[Activity]:
    """What the museum did: banners in pieces and in metres, one of them only about, one not proved."""
    return [
        do(duty, unit_officer, unit_leader, Quantity("chiec", Decimal(12)), Quantity("met", Decimal(96))),
        do(duty, unit_officer, unit_leader, Quantity("met", Decimal(30), approximate=True), proved=False),
    ]


@pytest.fixture
def report(duty: Duty, asked: Item, deeds: list[Activity], unit_officer: Actor, reporting_day: date) -> Report:
    """The museum's draft."""
    return draft_report(unit_officer, duty.pk, item_id=asked.pk, uuid=uuid4())


@pytest.fixture
def sent(report: Report, unit_leader: Actor) -> Report:
    """The same, sent."""
    return submit_report(unit_leader, report.pk)


@pytest.fixture
def accepted(sent: Report, so_officer: Actor) -> Report:
    """The same, accepted."""
    return accept_report(so_officer, sent.pk)


@pytest.fixture
def rollup(accepted: Report, so_officer: Actor) -> Report:
    """The department's draft over it."""
    return draft_rollup(
        so_officer,
        accepted.directive_id,
        start=accepted.period_start,
        end=accepted.period_end,
        label=accepted.period_label,
    )
