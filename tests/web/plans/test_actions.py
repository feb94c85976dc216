"""A plan from its draft to the day it holds, and what is refused on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.web.conftest import World, issue
from trienkhai.web import clock
from trienkhai.web.activities.actions import ActivityContent, confirm_activities, record_activity
from trienkhai.web.directives.actions import set_options
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.plans.actions import (
    CellContent,
    accept_plan,
    approve_plan,
    draft_plan,
    return_plan,
    submit_plan,
    take_back_plan,
    write_plan,
)
from trienkhai.web.plans.models import Plan
from trienkhai.web.plans.queries import planned_cells, plans_of_directive, plans_waiting_for

Deed = Callable[[Actor, Plan], object]


def first_cell(plan: Plan, **more: object) -> CellContent:
    """A cell of the first topic among what the directive names."""
    item = plan.duty.directive.items.filter(kind="topic").order_by("position").first()
    assert item is not None
    return CellContent(item=item.pk, group="digital_social", **more)  # type: ignore[arg-type]  # fields by name


def hold(world: World, plan: Plan) -> Plan:
    """The way of a plan until it holds."""
    submit_plan(world.actors["unit_officer"], plan.pk)
    approve_plan(world.actors["unit_leader"], plan.pk)
    return accept_plan(world.actors["so_officer"], plan.pk)


def test_a_plan_goes_its_way(world: World, plan: Plan) -> None:
    """Each step is one deed, one journal entry; it holds once the office accepted it."""
    officer = world.actors["unit_officer"]
    write_plan(officer, plan.pk, cells=[first_cell(plan, value=Decimal(4), measure="buoi")])
    today = clock.today()
    assert planned_cells(plan.duty.directive, on=today, known=today) == []
    assert [entry.pk for entry in plans_waiting_for(world.actors["unit_leader"])] == []
    submit_plan(officer, plan.pk)
    assert [entry.pk for entry in plans_waiting_for(world.actors["unit_leader"])] == [plan.pk]
    assert list(plans_of_directive(plan.duty.directive_id)) == []
    approve_plan(world.actors["unit_leader"], plan.pk)
    assert [entry.pk for entry in plans_waiting_for(world.actors["so_officer"])] == [plan.pk]
    assert accept_plan(world.actors["so_officer"], plan.pk).state == Plan.State.ACCEPTED
    assert [cell.value for cell in planned_cells(plan.duty.directive, on=today, known=today)] == [Decimal(4)]
    yesterday = today - timedelta(days=1)
    assert planned_cells(plan.duty.directive, on=yesterday, known=today) == []
    said = list(Entry.objects.filter(object_type="plan").order_by("id").values_list("name", flat=True))
    assert said == ["plan.drafted", "plan.written", "plan.submitted", "plan.approved", "plan.accepted"]


def test_a_change_is_a_new_edition_and_the_old_one_holds_until_then(world: World, plan: Plan) -> None:
    """The new edition begins as the old; once accepted it replaces it. A past day keeps the old one."""
    officer = world.actors["unit_officer"]
    write_plan(officer, plan.pk, cells=[first_cell(plan)])
    hold(world, plan)
    first_day = clock.today()
    with clock.at(first_day + timedelta(days=10)):
        second = draft_plan(officer, plan.duty_id, uuid=uuid4())
        assert (second.edition, second.cells.count()) == (2, 1)
        write_plan(officer, second.pk, cells=[])
        with pytest.raises(NotValid, match="chưa chọn ô nào"):
            submit_plan(officer, second.pk)
        write_plan(officer, second.pk, cells=[first_cell(plan), first_cell(plan, forms=())][:1], note="Bản hai")
        hold(world, second)
        plan.refresh_from_db()
        assert plan.state == Plan.State.REPLACED
        directive = plan.duty.directive
        now = clock.today()
        assert {cell.plan_id for cell in planned_cells(directive, on=now, known=now)} == {second.pk}
        assert {cell.plan_id for cell in planned_cells(directive, on=first_day, known=now)} == {plan.pk}


def test_the_same_identity_gives_the_same_plan_and_one_is_open_at_a_time(world: World, planned_duty: Duty) -> None:
    """Sending twice, or beginning while one is open, makes nothing new."""
    officer, identity = world.actors["unit_officer"], uuid4()
    begun = draft_plan(officer, planned_duty.pk, uuid=identity)
    assert draft_plan(officer, planned_duty.pk, uuid=identity).pk == begun.pk
    assert draft_plan(world.actors["unit_leader"], planned_duty.pk, uuid=uuid4()).pk == begun.pk
    with pytest.raises(Conflict):
        draft_plan(officer, planned_duty.pk, uuid=identity, on_behalf_basis="khác")


def test_a_plan_begins_with_what_the_unit_did_before(world: World, planned_duty: Duty) -> None:
    """Confirmed activities of items with the same words, by group of forms; unconfirmed ones propose nothing."""
    officer, leader = world.actors["unit_officer"], world.actors["unit_leader"]
    topics = list(planned_duty.directive.items.filter(kind="topic").order_by("position"))
    for topic, confirmed in ((topics[0], True), (topics[1], False)):
        content = ActivityContent(effective_on=clock.today(), place="Nhà văn hóa", items=(topic.pk,), form="facebook")
        activity = record_activity(officer, planned_duty.pk, uuid=uuid4(), content=content)
        if confirmed:
            confirm_activities(leader, [activity.pk])
    begun = draft_plan(officer, planned_duty.pk, uuid=uuid4())
    assert [(cell.item_id, cell.group, cell.forms) for cell in begun.cells.all()] == [
        (topics[0].pk, "digital_social", ["facebook"])
    ]


def test_two_people_notice_each_other(world: World, plan: Plan) -> None:
    """The second saver is told who and when; the first one's cells stand."""
    write_plan(world.actors["unit_officer"], plan.pk, cells=[first_cell(plan)], version=plan.version)
    with pytest.raises(Conflict, match="Chuyên viên Bảo tàng"):
        write_plan(world.actors["unit_leader"], plan.pk, cells=[], version=plan.version)
    assert plan.cells.count() == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"forms": ("banner_cloth",)}, "không thuộc nhóm"),
        ({"starts_on": date(2023, 9, 2), "ends_on": date(2023, 9, 1)}, "Ngày cuối"),
        ({"value": Decimal(3)}, "đơn vị tính"),
        ({"value": Decimal(-1), "measure": "buoi"}, "không âm"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_whole(world: World, plan: Plan, more: dict[str, object], said: str) -> None:
    """Nothing of the saving is kept; the cell is named."""
    with pytest.raises(NotValid) as refused:
        write_plan(world.actors["unit_officer"], plan.pk, cells=[first_cell(plan, **more)])
    assert said in next(iter(refused.value.fields.values()))
    assert plan.cells.count() == 0


def test_a_returned_plan_is_mended_and_sent_again(world: World, plan: Plan) -> None:
    """By the leader before approving, by the office before accepting; never without a reason."""
    officer, leader, office = (world.actors[key] for key in ("unit_officer", "unit_leader", "so_officer"))
    write_plan(officer, plan.pk, cells=[first_cell(plan)])
    submit_plan(officer, plan.pk)
    with pytest.raises(NotValid, match="lý do"):
        return_plan(leader, plan.pk, reason=" ")
    assert return_plan(leader, plan.pk, reason="Ghi rõ thời gian").state == Plan.State.RETURNED
    submit_plan(officer, plan.pk)
    approve_plan(leader, plan.pk)
    assert return_plan(office, plan.pk, reason="Thiếu nội dung 2").returned_by.startswith("Chuyên viên Sở")
    write_plan(officer, plan.pk, cells=[first_cell(plan)])
    assert hold(world, plan).state == Plan.State.ACCEPTED


def test_whoever_submitted_may_take_back_until_the_leader_acted(world: World, plan: Plan) -> None:
    """Afterwards it is the wrong state, not a matter of rights."""
    officer = world.actors["unit_officer"]
    write_plan(officer, plan.pk, cells=[first_cell(plan)])
    submit_plan(officer, plan.pk)
    assert take_back_plan(officer, plan.pk).state == Plan.State.DRAFT
    submit_plan(officer, plan.pk)
    approve_plan(world.actors["unit_leader"], plan.pk)
    with pytest.raises(WrongState):
        take_back_plan(officer, plan.pk)


def test_an_unasked_plan_slows_nobody(world: World, duty: Duty) -> None:
    """Where the directive asks for none, none is begun."""
    with pytest.raises(WrongState, match="không yêu cầu kế hoạch"):
        draft_plan(world.actors["unit_officer"], duty.pk, uuid=uuid4())


def test_the_office_enters_on_the_units_behalf_by_a_paper(world: World, planned_duty: Duty) -> None:
    """With the basis, else refused; it then takes the whole way, but does not judge itself twice over."""
    clerk = world.actors["so_clerk"]
    with pytest.raises(NotValid, match="căn cứ"):
        draft_plan(clerk, planned_duty.pk, uuid=uuid4())
    plan = draft_plan(clerk, planned_duty.pk, uuid=uuid4(), on_behalf_basis="công văn 12", paper=(b"giay", "cv12.pdf"))
    assert (plan.on_behalf, plan.on_behalf_paper_name) == (True, "cv12.pdf")
    write_plan(clerk, plan.pk, cells=[first_cell(plan)])
    submit_plan(clerk, plan.pk)
    assert approve_plan(clerk, plan.pk).state == Plan.State.APPROVED


WHO = (
    "so_clerk",
    "so_officer",
    "so_leader",
    "unit_clerk",
    "unit_officer",
    "unit_leader",
    "other_unit_officer",
    "outsider",
)
RIGHTS: dict[str, dict[str, type[Exception] | None]] = {
    "write": dict(zip(WHO, (Unknown, Unknown, Unknown, None, None, None, Unknown, Unknown), strict=True)),
    "submit": dict(zip(WHO, (Unknown, Unknown, Unknown, None, None, None, Unknown, Unknown), strict=True)),
    "approve": dict(zip(WHO, (Unknown, Unknown, Unknown, NotAllowed, NotAllowed, None, Unknown, Unknown), strict=True)),
    "accept": dict(
        zip(WHO, (NotAllowed, None, None, NotAllowed, NotAllowed, NotAllowed, Unknown, Unknown), strict=True)
    ),
    "return": dict(
        zip(WHO, (NotAllowed, None, None, NotAllowed, NotAllowed, NotAllowed, Unknown, Unknown), strict=True)
    ),
}
DEEDS: dict[str, Deed] = {
    "write": lambda actor, plan: write_plan(actor, plan.pk, cells=[first_cell(plan)]),
    "submit": lambda actor, plan: submit_plan(actor, plan.pk),
    "approve": lambda actor, plan: approve_plan(actor, plan.pk),
    "accept": lambda actor, plan: accept_plan(actor, plan.pk),
    "return": lambda actor, plan: return_plan(actor, plan.pk, reason="Ghi rõ"),
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("deed", RIGHTS)
def test_who_may(world: World, plan: Plan, deed: str, who: str) -> None:
    """People by deeds, on a plan that stands just before the deed."""
    write_plan(world.actors["unit_officer"], plan.pk, cells=[first_cell(plan)])
    if deed in ("approve", "accept", "return"):
        submit_plan(world.actors["unit_officer"], plan.pk)
    if deed in ("accept", "return"):
        approve_plan(world.actors["unit_leader"], plan.pk)
    expected = RIGHTS[deed][who]
    if expected is None:
        DEEDS[deed](world.actors[who], plan)
        return
    with pytest.raises(expected):
        DEEDS[deed](world.actors[who], plan)


def test_without_acceptance_an_approved_plan_holds(world: World, topics_draft: Directive) -> None:
    """Nothing waits for the office, and the office cannot accept what needs no acceptance."""
    set_options(world.actors["so_officer"], topics_draft.pk, plan_needed=True, acceptance_needed=False)
    issue(world, topics_draft)
    duty = Duty.objects.get(directive=topics_draft, unit=world.units["bao-tang"])
    plan = draft_plan(world.actors["unit_officer"], duty.pk, uuid=uuid4())
    write_plan(world.actors["unit_officer"], plan.pk, cells=[first_cell(plan)])
    submit_plan(world.actors["unit_officer"], plan.pk)
    approve_plan(world.actors["unit_leader"], plan.pk)
    today = clock.today()
    assert len(planned_cells(topics_draft, on=today, known=today)) == 1
    assert list(plans_waiting_for(world.actors["so_officer"])) == []
    with pytest.raises(WrongState):
        accept_plan(world.actors["so_officer"], plan.pk)
