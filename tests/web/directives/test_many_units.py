"""Reminding, extending and exempting many units at once: each has its own outcome."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tests.web.conftest import ClientFor, World
from tests.web.directives.test_interface import Caller
from trienkhai.web import clock
from trienkhai.web.directives.actions import (
    acknowledge_duty,
    exempt_duties,
    extend_duties,
    request_change,
    urge_unit,
    urge_units,
    withdraw_duty,
)
from trienkhai.web.directives.models import Directive, Duty, DutyRequest, Item, Urging
from trienkhai.web.directives.queries import load_standings
from trienkhai.web.errors import NotAllowed, NotValid, Refusal, Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor


def report_of(duty: Duty) -> Item:
    """The report the directive asks for."""
    return Item.objects.get(directive=duty.directive, kind=Item.Kind.REPORT)


def duties_of(directive: Directive) -> list[int]:
    """Every duty, in the order of the unit list."""
    return list(directive.duties.order_by("position").values_list("pk", flat=True))


def test_each_unit_is_reminded_or_told_why_not(
    topics_directive: Directive, duty: Duty, other_duty: Duty, so_officer: Actor, unit_leader: Actor
) -> None:
    """One has no duty any more, one waits for an answer; the others are reminded, each with its entry."""
    withdraw_duty(so_officer, other_duty.pk, reason="Giao nhầm.")
    request_change(unit_leader, duty.pk, uuid=uuid4(), kind=DutyRequest.Kind.OBJECTION, reason="Đã gửi giấy.")
    found = urge_units(so_officer, topics_directive.pk, duties_of(topics_directive), words="Gửi trước 20/12.")
    refused = {row.duty_id: row.refusal.id for row in found if row.refusal}
    assert refused == {duty.pk: "request-open", other_duty.pk: "duty-ended"}
    assert Urging.objects.count() == 2
    entries = Entry.objects.filter(name="duty.urged")
    assert {entry.duty_id for entry in entries} == {row.duty_id for row in found if row.done}
    assert {entry.reason for entry in entries} == {"Gửi trước 20/12."}


def test_nobody_is_reminded_twice_on_one_day(duty: Duty, so_officer: Actor) -> None:
    """Pressing twice reminds once; the next day it may be said again, and of another thing at once."""
    urge_unit(so_officer, duty.pk)
    with pytest.raises(WrongState, match="Hôm nay đã đôn đốc"):
        urge_unit(so_officer, duty.pk)
    urge_unit(so_officer, duty.pk, item_id=report_of(duty).pk)
    with clock.at(date(2023, 5, 31)):
        urge_unit(so_officer, duty.pk)
    assert Urging.objects.filter(duty=duty).count() == 3


def test_nothing_open_is_nothing_to_remind_of(duty: Duty, so_officer: Actor, unit_leader: Actor) -> None:
    """A unit that took its duty on and owes no report is left in peace; an exempt item too."""
    item = report_of(duty)
    exempt_duties(so_officer, duty.directive_id, [duty.pk], reason="Báo cáo chung.", item_id=item.pk)
    with pytest.raises(WrongState, match="không phải làm"):
        urge_unit(so_officer, duty.pk, item_id=item.pk)
    urge_unit(so_officer, duty.pk)  # not taken on yet
    acknowledge_duty(unit_leader, duty.pk)
    with clock.at(date(2023, 5, 31)), pytest.raises(WrongState, match="không còn việc nào"):
        urge_unit(so_officer, duty.pk)


def test_more_time_for_many(topics_directive: Directive, duty: Duty, other_duty: Duty, so_officer: Actor) -> None:
    """A unit that has later a day already is refused; the rest have the new one."""
    item, until = report_of(duty), date(2023, 12, 25)
    extend_duties(
        so_officer, topics_directive.pk, [duty.pk], new_deadline_on=date(2023, 12, 29), reason="Mưa.", item_id=item.pk
    )
    found = extend_duties(
        so_officer,
        topics_directive.pk,
        duties_of(topics_directive),
        new_deadline_on=until,
        reason="Nghỉ lễ.",
        item_id=item.pk,
    )
    assert [row.duty_id for row in found if not row.done] == [duty.pk]
    standings = load_standings(topics_directive.pk, on=date(2023, 6, 1))
    assert standings[other_duty.pk].deadline_of(item.pk) == until
    assert standings[duty.pk].deadline_of(item.pk) == date(2023, 12, 29)


def test_many_are_exempt_once(topics_directive: Directive, so_officer: Actor) -> None:
    """The second time every row says that it was done before."""
    wanted = duties_of(topics_directive)
    assert all(row.done for row in exempt_duties(so_officer, topics_directive.pk, wanted, reason="Sáp nhập."))
    again = exempt_duties(so_officer, topics_directive.pk, wanted, reason="Sáp nhập.")
    assert [row.refusal.id for row in again if row.refusal] == ["duty-ended"] * len(wanted)


@pytest.mark.parametrize(
    ("person", "outcome"),
    [("so_clerk", NotAllowed), ("unit_leader", Unknown), ("other_unit_officer", Unknown), ("outsider", Unknown)],
)
def test_who_may_not(person: str, outcome: type[Refusal], topics_directive: Directive, world: World) -> None:
    """Officers and leaders of the issuing office; the receiving units do not even see the others."""
    with pytest.raises(outcome):
        urge_units(world.actors[person], topics_directive.pk, duties_of(topics_directive))
    assert not Urging.objects.exists()


def test_a_foreign_duty_stops_everything(
    topics_directive: Directive, tasks_directive: Directive, so_officer: Actor
) -> None:
    """Nothing is done where one of the duties belongs elsewhere, or none was chosen."""
    mixed = [*duties_of(topics_directive), duties_of(tasks_directive)[0]]
    with pytest.raises(Unknown):
        urge_units(so_officer, topics_directive.pk, mixed)
    with pytest.raises(NotValid):
        urge_units(so_officer, topics_directive.pk, [])
    assert not Urging.objects.exists()


def test_the_page_shows_a_result_for_each_row(
    topics_directive: Directive, other_duty: Duty, so_officer: Actor, client_for: ClientFor
) -> None:
    """Chosen units are ticked; a refused one says why beside those that were done; what was typed is kept."""
    client, address = client_for(so_officer), f"/chi-dao/{topics_directive.pk}/nhieu-don-vi/"
    page = client.get(f"{address}?nhiem-vu={other_duty.pk}&viec=urge").content.decode()
    assert page.count("checked") == 2
    wanted = duties_of(topics_directive)
    refused = client.post(address, {"what": "extend", "duties": wanted, "reason": "Nghỉ lễ dài"})
    assert refused.status_code == 422
    assert "Nghỉ lễ dài" in refused.content.decode()
    withdraw_duty(so_officer, other_duty.pk, reason="Giao nhầm.")
    done = client.post(address, {"what": "urge", "duties": wanted, "reason": ""}).content.decode()
    assert "Đã đôn đốc 3 trong 4 đơn vị" in done
    assert "không còn hiệu lực từ ngày 30/05/2023" in done
    assert (
        "Đôn đốc, gia hạn, miễn nhiều đơn vị" in client.get(f"/chi-dao/{topics_directive.pk}/don-vi/").content.decode()
    )


def test_who_opens_the_page(topics_directive: Directive, world: World, client_for: ClientFor) -> None:
    """The office; its clerk is told whose work it is; units do not learn that the page exists."""
    address = f"/chi-dao/{topics_directive.pk}/nhieu-don-vi/"
    statuses = {name: client_for(actor).get(address).status_code for name, actor in world.actors.items()}
    assert {name for name, status in statuses.items() if status == 200} == {"so_clerk", "so_officer", "so_leader"}
    assert set(statuses.values()) == {200, 404}
    assert "chuyên viên hoặc lãnh đạo" in client_for(world.actors["so_clerk"]).get(address).content.decode()


def test_the_unit_finds_the_reminder_on_its_desk(
    duty: Duty, so_officer: Actor, unit_officer: Actor, other_unit_officer: Actor, client_for: ClientFor
) -> None:
    """Until it is done; a sibling sees nothing of it."""
    urge_unit(so_officer, duty.pk, words="Tiếp nhận sớm.")
    assert "đôn đốc: Việc còn lại" in client_for(unit_officer).get("/").content.decode()
    assert "Tiếp nhận sớm." in client_for(unit_officer).get(f"/nhiem-vu/{duty.pk}/").content.decode()
    assert "Tiếp nhận sớm." not in client_for(other_unit_officer).get("/").content.decode()
    exempt_duties(so_officer, duty.directive_id, [duty.pk], reason="Báo cáo chung.", item_id=report_of(duty).pk)
    acknowledge_duty(unit_officer, duty.pk)
    assert "đôn đốc: Việc còn lại" not in client_for(unit_officer).get("/").content.decode()


def test_many_units_through_the_interface(topics_directive: Directive, other_duty: Duty, world: World) -> None:
    """A row for each, with the reason of a refusal."""
    officer, wanted = Caller("so_officer"), duties_of(topics_directive)
    path = f"directives/{topics_directive.pk}"
    rows = officer.ask("post", f"{path}/urge", {"duties": wanted, "words": "Gửi sớm."})["rows"]
    assert [row["done"] for row in rows] == [True] * 4  # type: ignore[attr-defined]  # a list, by the path
    again = officer.ask("post", f"{path}/urge", {"duties": wanted})["rows"]
    assert {row["id"] for row in again} == {"urged-today"}  # type: ignore[attr-defined]  # any JSON
    extended = officer.ask("post", f"{path}/extend", {"duties": wanted, "until": "2023-12-29", "reason": "Nghỉ lễ."})
    assert [row["done"] for row in extended["rows"]] == [True] * 4  # type: ignore[attr-defined]  # any JSON
    exempt = officer.ask("post", f"{path}/exempt", {"duties": [other_duty.pk], "reason": "Sáp nhập."})
    assert [row["done"] for row in exempt["rows"]] == [True]  # type: ignore[attr-defined]  # any JSON
    officer.ask("post", f"{path}/urge", {"duties": []}, status=422)
    Caller("so_clerk").ask("post", f"{path}/urge", {"duties": wanted}, status=403)
    Caller("outsider").ask("post", f"{path}/urge", {"duties": wanted}, status=404)
