"""What tests of coverage share: activities that somebody did, proved and confirmed on their days."""

from __future__ import annotations

from collections.abc import Callable
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
from trienkhai.web.coverage.queries import Sight, load_situation
from trienkhai.web.coverage.tables import Coverage, count_situation
from trienkhai.web.directives.models import Directive, Duty, Item

JUNE_1, JUNE_10, JUNE_20 = date(2023, 6, 1), date(2023, 6, 10), date(2023, 6, 20)
Did = Callable[..., Activity]


def items_of(directive: Directive, kind: str = Item.Kind.TOPIC) -> list[Item]:
    """The topics (or tasks) of a directive in the order of the text."""
    return list(directive.items.filter(kind=kind).order_by("position"))


def count_on(directive: Directive, on: date, known: date | None = None) -> Coverage:
    """The coverage of a day, as known then unless a later day is given."""
    found = Directive.objects.select_related("document").get(pk=directive.pk)
    return count_situation(load_situation(found, Sight(on, known or on)))


@pytest.fixture
def did(world: World) -> Did:
    """`did(directive, "bao-tang", on=day, items=[0], form="performance", proved=True)`: done, recorded, confirmed."""
    people = {
        "bao-tang": (world.actors["unit_officer"], world.actors["unit_leader"]),
        "vhtt-bac-son": (world.actors["other_unit_officer"], world.actors["other_unit_leader"]),
    }

    def done(
        directive: Directive,
        unit: str,
        *,
        on: date = JUNE_1,
        recorded: date | None = None,
        confirmed: date | None = None,
        items: tuple[int, ...] = (0,),
        form: str = "performance",
        proved: bool = True,
        completes: bool = False,
    ) -> Activity:
        officer, leader = people[unit]
        duty = Duty.objects.get(directive=directive, unit=world.units[unit])
        known = list(directive.items.exclude(kind=Item.Kind.REPORT).order_by("position").values_list("pk", flat=True))
        content = ActivityContent(
            effective_on=on,
            place="Nhà văn hóa",
            items=tuple(known[index] for index in items),
            form=form,
            quantities=(Quantity("buoi", Decimal(1)),) if form == "performance" else (),
            completes=completes,
        )
        with clock.at(recorded or on):
            activity = record_activity(officer, duty.pk, uuid=uuid4(), content=content)
            if proved:
                add_link(officer, activity.pk, uuid=uuid4(), link="https://example.vn/bai")
        with clock.at(confirmed or recorded or on):
            confirm_activities(leader, [activity.pk])
        activity.refresh_from_db()
        return activity

    return done
