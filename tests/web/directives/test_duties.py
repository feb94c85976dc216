"""One unit's duty: acknowledged, extended, exempted, withdrawn, asked about."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import translation

from tests.web.conftest import World
from trienkhai.web import clock
from trienkhai.web.directives.actions import (
    acknowledge_duty,
    answer_request,
    exempt_duty,
    extend_duty,
    request_change,
    withdraw_duty,
)
from trienkhai.web.directives.lateness import explain_lateness
from trienkhai.web.directives.models import Acknowledgement, Duty, DutyRequest, Item
from trienkhai.web.directives.queries import (
    facts_of,
    find_duty,
    find_duty_for_unit_entry,
    load_standings,
    visible_directives,
    visible_duties,
)
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor

DUE = date(2023, 12, 20)


def report_of(duty: Duty) -> Item:
    """The report that this duty owes."""
    return duty.directive.items.get(kind=Item.Kind.REPORT)


def test_the_unit_acknowledges_once(duty: Duty, unit_leader: Actor) -> None:
    """A second time is a wrong state; the same form twice gives the same answer."""
    uuid = uuid4()
    taken = acknowledge_duty(unit_leader, duty.pk, uuid=uuid)
    assert (taken.on_behalf, taken.effective_on) == (False, date(2023, 5, 30))
    assert acknowledge_duty(unit_leader, duty.pk, uuid=uuid).pk == taken.pk
    with pytest.raises(Conflict):
        acknowledge_duty(unit_leader, duty.pk, uuid=uuid, note="khác")
    with pytest.raises(WrongState):
        acknowledge_duty(unit_leader, duty.pk)


def test_the_office_acknowledges_on_behalf_with_a_basis(duty: Duty, so_clerk: Actor) -> None:
    """Without one it is refused; with one it is shown as entered on behalf, the paper kept."""
    with pytest.raises(NotValid):
        acknowledge_duty(so_clerk, duty.pk)
    taken = acknowledge_duty(
        so_clerk, duty.pk, on_behalf_basis="công văn 12 của Bảo tàng", paper=(b"ban chup", "cv12.pdf")
    )
    assert (taken.on_behalf, taken.on_behalf_basis) == (True, "công văn 12 của Bảo tàng")
    assert taken.on_behalf_paper_name == "cv12.pdf"


@pytest.mark.parametrize(
    ("person", "outcome"),
    [
        ("unit_clerk", None),
        ("unit_officer", None),
        ("unit_leader", None),
        ("so_clerk", None),
        ("so_officer", None),
        ("so_leader", NotAllowed),
        ("other_unit_officer", Unknown),
        ("outsider", Unknown),
    ],
)
def test_who_may_acknowledge(person: str, outcome: type[Exception] | None, duty: Duty, world: World) -> None:
    """The unit's people, and the issuing office's clerk and officer on behalf; others do not find the duty."""
    actor = world.actors[person]
    if outcome is None:
        acknowledge_duty(actor, duty.pk, on_behalf_basis="điện thoại ngày 30/5")
        assert Acknowledgement.objects.filter(duty=duty).count() == 1
        return
    with pytest.raises(outcome):
        acknowledge_duty(actor, duty.pk, on_behalf_basis="điện thoại ngày 30/5")


def test_what_is_seen_and_what_stays_hidden(duty: Duty, other_duty: Duty, world: World) -> None:
    """The office sees all duties, a unit its own, an outsider none; a draft is seen by the office only."""
    seen = {key: set(visible_duties(actor).values_list("pk", flat=True)) for key, actor in world.actors.items()}
    assert len(seen["so_officer"]) == 4
    assert seen["unit_officer"] == {duty.pk}
    assert seen["other_unit_officer"] == {other_duty.pk}
    assert seen["outsider"] == set()
    assert visible_directives(world.actors["unit_officer"]).count() == 1
    assert visible_directives(world.actors["outsider"]).count() == 0
    with pytest.raises(Unknown):
        find_duty(world.actors["other_unit_officer"], duty.pk)


def test_a_unit_does_not_see_a_draft(topics_draft: object, world: World) -> None:
    """Not even the units that will receive it."""
    assert visible_directives(world.actors["unit_officer"]).count() == 0
    assert visible_directives(world.actors["so_officer"]).count() == 1


def test_entering_for_a_unit_is_for_its_people_and_the_office(duty: Duty, world: World) -> None:
    """The leader of the office may see it, not enter."""
    assert find_duty_for_unit_entry(world.actors["unit_officer"], duty.pk).pk == duty.pk
    assert find_duty_for_unit_entry(world.actors["so_officer"], duty.pk).pk == duty.pk
    with pytest.raises(NotAllowed):
        find_duty_for_unit_entry(world.actors["so_leader"], duty.pk)


def test_an_extension_moves_the_deadline_from_its_own_day_on(duty: Duty, so_officer: Actor) -> None:
    """As known before it was written, the first day still stood."""
    item = report_of(duty)
    with clock.at(date(2023, 12, 19)):
        extend_duty(so_officer, duty.pk, item_id=item.pk, new_deadline_on=date(2023, 12, 29), reason="Đang tổng hợp.")
    before = load_standings(duty.directive_id, on=date(2023, 12, 18))[duty.pk]
    after = load_standings(duty.directive_id, on=date(2023, 12, 19))[duty.pk]
    assert before.deadline_of(item.pk) == DUE
    assert after.deadline_of(item.pk) == date(2023, 12, 29)


def test_an_extension_must_be_later_and_needs_something_dated(duty: Duty, so_officer: Actor) -> None:
    """An earlier day and a topic without a day are refused."""
    with pytest.raises(NotValid, match="sau hạn hiện nay"):
        extend_duty(so_officer, duty.pk, new_deadline_on=date(2023, 12, 1), reason="Thử.")
    topic = duty.directive.items.filter(kind=Item.Kind.TOPIC).first()
    assert topic is not None
    with pytest.raises(NotValid, match="Không có hạn"):
        extend_duty(so_officer, duty.pk, item_id=topic.pk, new_deadline_on=date(2024, 1, 1), reason="Thử.")


def test_a_past_day_shows_what_was_known_then_or_what_is_known_today(duty: Duty, so_officer: Actor) -> None:
    """A withdrawal written on 10 June to take effect on 5 June: on 7 June nobody knew."""
    with clock.at(date(2023, 6, 10)):
        withdraw_duty(so_officer, duty.pk, reason="Đơn vị giải thể.", effective_on=date(2023, 6, 5))
    on = date(2023, 6, 7)
    assert load_standings(duty.directive_id, on=on, known=on)[duty.pk].counts
    assert not load_standings(duty.directive_id, on=on, known=date(2023, 6, 10))[duty.pk].counts
    assert not load_standings(duty.directive_id, on=on)[duty.pk].counts


def test_an_exemption_leaves_one_item_or_the_whole_duty_out(duty: Duty, other_duty: Duty, so_officer: Actor) -> None:
    """The whole exemption takes the unit out of the denominator, one item's does not."""
    item = report_of(duty)
    exempt_duty(so_officer, duty.pk, item_id=item.pk, reason="Báo cáo chung.")
    exempt_duty(so_officer, other_duty.pk, reason="Không thuộc chức năng.")
    standings = load_standings(duty.directive_id, on=date(2023, 6, 1))
    assert standings[duty.pk].counts
    assert standings[duty.pk].is_exempt(item.pk)
    assert not standings[other_duty.pk].counts
    with pytest.raises(WrongState):
        exempt_duty(so_officer, duty.pk, item_id=item.pk, reason="Lần nữa.")


def test_a_day_to_come_is_refused(duty: Duty, so_officer: Actor) -> None:
    """What takes effect must have happened."""
    with pytest.raises(NotValid):
        withdraw_duty(so_officer, duty.pk, reason="Thử.", effective_on=date(2023, 6, 1))


def test_a_withdrawn_duty_accepts_nothing_more(duty: Duty, so_officer: Actor, unit_leader: Actor) -> None:
    """The sentence says since when."""
    withdraw_duty(so_officer, duty.pk, reason="Giao nhầm.")
    with pytest.raises(WrongState, match="không còn hiệu lực từ ngày 30/05/2023"):
        acknowledge_duty(unit_leader, duty.pk)


def test_a_granted_request_writes_the_ledger(duty: Duty, unit_leader: Actor, so_officer: Actor) -> None:
    """Yes to an extension is the extension; the request is answered once."""
    item = report_of(duty)
    asked = request_change(
        unit_leader,
        duty.pk,
        uuid=uuid4(),
        kind=DutyRequest.Kind.EXTENSION,
        item_id=item.pk,
        wanted_on=date(2023, 12, 29),
        reason="Đang tổng hợp số liệu.",
    )
    answer_request(so_officer, asked.pk, granted=True, answer="")
    assert load_standings(duty.directive_id, on=date(2023, 6, 1))[duty.pk].deadline_of(item.pk) == date(2023, 12, 29)
    with pytest.raises(WrongState, match="đồng ý"):
        answer_request(so_officer, asked.pk, granted=False, answer="Thôi.")


def test_a_refusal_needs_a_reason_and_changes_nothing(duty: Duty, unit_leader: Actor, so_officer: Actor) -> None:
    """The first day stands."""
    asked = request_change(
        unit_leader, duty.pk, uuid=uuid4(), kind=DutyRequest.Kind.EXEMPTION, reason="Không thuộc chức năng."
    )
    with pytest.raises(NotValid):
        answer_request(so_officer, asked.pk, granted=False, answer=" ")
    answer_request(so_officer, asked.pk, granted=False, answer="Vẫn thuộc chức năng.")
    assert load_standings(duty.directive_id, on=date(2023, 6, 1))[duty.pk].counts


def test_what_is_done_on_an_english_page_is_recorded_in_vietnamese(
    duty: Duty, unit_leader: Actor, so_officer: Actor
) -> None:
    """The journal's sentence and details, and the basis that an answer leaves in the ledger."""
    item = report_of(duty)
    with translation.override("en"):
        asked = request_change(
            unit_leader,
            duty.pk,
            uuid=uuid4(),
            kind=DutyRequest.Kind.EXTENSION,
            item_id=item.pk,
            wanted_on=date(2023, 12, 29),
            reason="Đang tổng hợp số liệu.",
        )
        entry = Entry.objects.order_by("-pk")[0]
        answer_request(so_officer, asked.pk, granted=True, answer="")
    assert "đề nghị gia hạn" in entry.sentence
    assert entry.details["kind"] == "đề nghị gia hạn"
    assert duty.ledger.order_by("-pk")[0].basis.startswith("đề nghị gia hạn ngày ")


def test_an_extension_is_asked_for_with_a_day_and_only_once_at_a_time(duty: Duty, unit_leader: Actor) -> None:
    """A second open request for the same is refused."""
    with pytest.raises(NotValid):
        request_change(unit_leader, duty.pk, uuid=uuid4(), kind=DutyRequest.Kind.EXTENSION, reason="Xin thêm.")
    uuid = uuid4()
    first = request_change(unit_leader, duty.pk, uuid=uuid, kind=DutyRequest.Kind.OBJECTION, reason="Đã gửi giấy.")
    again = request_change(unit_leader, duty.pk, uuid=uuid, kind=DutyRequest.Kind.OBJECTION, reason="Đã gửi giấy.")
    assert again.pk == first.pk
    with pytest.raises(WrongState):
        request_change(unit_leader, duty.pk, uuid=uuid4(), kind=DutyRequest.Kind.OBJECTION, reason="Khác.")


@pytest.mark.parametrize(
    ("person", "outcome"),
    [("unit_clerk", NotAllowed), ("so_officer", NotAllowed), ("other_unit_leader", Unknown), ("outsider", Unknown)],
)
def test_who_may_not_ask(person: str, outcome: type[Exception], duty: Duty, world: World) -> None:
    """Officers and leaders of the unit ask; their clerk, the office and other units do not."""
    with pytest.raises(outcome):
        request_change(world.actors[person], duty.pk, uuid=uuid4(), kind=DutyRequest.Kind.OBJECTION, reason="Ý kiến.")


@pytest.mark.parametrize("person", ["so_clerk", "unit_leader"])
def test_who_may_not_change_the_ledger(person: str, duty: Duty, world: World) -> None:
    """Neither the office's clerk nor the unit itself."""
    with pytest.raises(NotAllowed):
        exempt_duty(world.actors[person], duty.pk, reason="Thử.")


def test_a_late_report_says_why(duty: Duty) -> None:
    """The day, who set it and when, on what basis, what is missing and what ends it."""
    item = report_of(duty)
    on = date(2023, 12, 21)
    standing = load_standings(duty.directive_id, on=on)[duty.pk]
    facts = facts_of(item, duty.directive, "Sở Văn hóa mẫu")
    late = explain_lateness(standing.items[item.pk], facts, on=on)
    assert late is not None
    assert late.sentence == "Chưa gửi báo cáo năm 2023. Hạn là hết ngày 20/12/2023, nay quá 1 ngày làm việc."
    assert late.origin == (
        "Công văn không nêu hạn. Hạn 20/12/2023 do Sở đặt ngày 30/5/2023. "
        "Chốt số liệu 14/12/2023 theo Điều 12 Nghị định 09/2019/NĐ-CP."
    )
    assert explain_lateness(standing.items[item.pk], facts, on=DUE) is None
