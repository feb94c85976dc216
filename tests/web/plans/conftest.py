"""A directive that asks for plans, and a plan under it."""

from __future__ import annotations

from uuid import uuid4

from tests.web.conftest import World, issue
from tests.web.standing import standing
from trienkhai.web.directives.actions import set_options
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.plans.actions import draft_plan
from trienkhai.web.plans.models import Plan


@standing()
def planned_duty(world: World, topics_draft: Directive) -> Duty:
    """The duty of Bảo tàng tỉnh under a directive that asks for plans and accepts them."""
    set_options(world.actors["so_officer"], topics_draft.pk, plan_needed=True, acceptance_needed=True)
    issue(world, topics_draft)
    return Duty.objects.select_related("directive").get(directive=topics_draft, unit=world.units["bao-tang"])


@standing()
def plan(world: World, planned_duty: Duty) -> Plan:
    """A draft, begun by the unit's officer."""
    return draft_plan(world.actors["unit_officer"], planned_duty.pk, uuid=uuid4())
