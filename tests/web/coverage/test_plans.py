"""Plans in coverage: planned and not done, planned against done, sent in time, late; nothing where none is asked."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tests.web.conftest import ClientFor, World, issue
from tests.web.coverage.conftest import JUNE_1, JUNE_10, JUNE_20, Did, count_on, items_of
from tests.web.standing import standing
from trienkhai.web import clock
from trienkhai.web.coverage.counting import CellState
from trienkhai.web.coverage.tables import ANY
from trienkhai.web.directives.actions import set_options
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.directives.planning import PLAN
from trienkhai.web.plans.actions import CellContent, approve_plan, draft_plan, return_plan, submit_plan, write_plan
from trienkhai.web.plans.models import Plan

DUE = date(2023, 6, 15)


@standing()
def planning(world: World, topics_draft: Directive) -> Directive:
    """A running directive that asks for plans by 15 June and takes no part in accepting them."""
    set_options(world.actors["so_officer"], topics_draft.pk, plan_needed=True, acceptance_needed=False, plan_due_on=DUE)
    issue(world, topics_draft)
    return Directive.objects.get(pk=topics_draft.pk)


def send_plan(world: World, directive: Directive, on: date) -> Plan:
    """Bảo tàng tỉnh plans the first two topics as posts, and sends it on that day."""
    duty = Duty.objects.get(directive=directive, unit=world.units["bao-tang"])
    cells = [CellContent(item=item.pk, group="digital_social", forms=("facebook",)) for item in items_of(directive)[:2]]
    with clock.at(on):
        plan = draft_plan(world.actors["unit_officer"], duty.pk, uuid=uuid4())
        write_plan(world.actors["unit_officer"], plan.pk, cells=cells)
        submit_plan(world.actors["unit_officer"], plan.pk)
        return approve_plan(world.actors["unit_leader"], plan.pk)


def test_planned_and_not_done_is_a_state_of_its_own_from_its_day(world: World, planning: Directive, did: Did) -> None:
    plan = send_plan(world, planning, JUNE_10)
    first, second = (item.pk for item in items_of(planning)[:2])
    before, after = count_on(planning, JUNE_1), count_on(planning, JUNE_10)
    assert before.topics.cells[first, "digital_social"].count(CellState.PLANNED) == 0
    for cell in (
        after.topics.cells[first, "digital_social"],
        after.whole.cells[second, ANY],
        after.by_forms("digital_social").cells[first, "facebook"],
    ):
        assert (cell.count(CellState.PLANNED), cell.done, cell.denominator) == (1, 0, 4)
    did(planning, "bao-tang", on=JUNE_20, items=(0,), form="facebook", proved=False)
    done = count_on(planning, JUNE_20)
    assert done.topics.cells[first, "digital_social"].count(CellState.RECORDED) == 1
    assert done.topics.cells[first, "digital_social"].count(CellState.PLANNED) == 0
    assert done.plans[plan.duty_id] == (2, 1)
    assert after.plans[plan.duty_id] == (2, 0)


def late_plans(directive: Directive, on: date, known: date | None = None) -> set[str]:
    """Units that are late with their plan."""
    return {unit.name for unit in count_on(directive, on, known).situation.units if PLAN in unit.late}


def test_a_plan_not_sent_by_its_day_is_late_and_one_sent_is_not(world: World, planning: Directive) -> None:
    assert late_plans(planning, DUE) == set()
    assert len(late_plans(planning, JUNE_20)) == 4
    plan = send_plan(world, planning, JUNE_20)
    assert plan.duty.unit_name not in late_plans(planning, JUNE_20)
    assert plan.duty.unit_name in late_plans(planning, date(2023, 6, 16)), "it was not sent yet"


def test_a_plan_returned_is_not_sent_until_it_is_sent_again(world: World, planning: Directive) -> None:
    """Also on past days: what came and went is told from the journal."""
    Directive.objects.filter(pk=planning.pk).update(acceptance_needed=True)
    plan = send_plan(world, planning, JUNE_10)
    with clock.at(JUNE_20):
        return_plan(world.actors["so_officer"], plan.pk, reason="Ghi rõ thời gian.")
    assert plan.duty.unit_name not in late_plans(planning, date(2023, 6, 16))
    assert plan.duty.unit_name in late_plans(planning, JUNE_20)


def test_without_a_day_a_plan_is_never_late(planning: Directive) -> None:
    Directive.objects.filter(pk=planning.pk).update(plan_due_on=None)
    assert late_plans(planning, date(2023, 12, 1)) == set()


PAGES = (
    "/chi-dao/{directive}/do-phu/",
    "/chi-dao/{directive}/",
    "/nhiem-vu/{duty}/",
    "/nhiem-vu/{duty}/vi-sao/0/",
    "/",
)


@pytest.mark.parametrize("who", ["so_officer", "unit_officer"])
def test_every_page_tells_of_the_plan_in_few_queries(
    world: World, planning: Directive, client_for: ClientFor, django_assert_max_num_queries: object, who: str
) -> None:
    duty = Duty.objects.get(directive=planning, unit=world.units["bao-tang"])
    client = client_for(world.actors[who])
    with clock.at(JUNE_20):
        for page in PAGES:
            with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture of pytest-django
                answer = client.get(page.format(directive=planning.pk, duty=duty.pk))
            assert answer.status_code == 200, page
            text = answer.content.decode()
            assert "kế hoạch" in text.lower(), page
            assert "quá 3 ngày" in text.lower() or "15/6/2023" in text or "15/06/2023" in text, page


@pytest.mark.parametrize("page", [PAGES[0], PAGES[2]])
def test_nothing_of_plans_where_none_is_asked(
    world: World, topics_directive: Directive, client_for: ClientFor, page: str
) -> None:
    duty = Duty.objects.get(directive=topics_directive, unit=world.units["bao-tang"])
    text = client_for(world.actors["so_officer"]).get(page.format(directive=topics_directive.pk, duty=duty.pk))
    assert "Kế hoạch" not in text.content.decode()
    missing = client_for(world.actors["so_officer"]).get(f"/nhiem-vu/{duty.pk}/vi-sao/0/")
    assert missing.status_code == 404
