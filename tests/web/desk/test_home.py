"""Each kind of waiting work appears for whom it waits, and for nobody else."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tests.web.conftest import ClientFor, World
from tests.web.desk.conftest import (
    A_DRAFT_READ,
    AFTER_DUE,
    DRAFTED,
    OF_TASKS,
    RUNNING,
    Given,
    Situation,
    record,
    send_report,
)
from trienkhai.web import clock
from trienkhai.web.activities.actions import confirm_activities
from trienkhai.web.desk.home import home_page
from trienkhai.web.directives.models import Directive, Duty


def check_work(world: World, situation: Situation[Given], given: Given) -> None:
    """Both lists, for everybody of the small office and somebody who has nothing to do with it."""
    situation.make(world, given)
    with clock.at(situation.day):
        pages = {key: home_page(actor) for key, actor in world.actors.items()}
    seen = {key for key, page in pages.items() if any(line.title.startswith(situation.title) for line in page.work)}
    assert seen == situation.whose
    if situation.waiting:
        waited = {
            key for key, page in pages.items() if any(line.text.startswith(situation.waiting) for line in page.waiting)
        }
        assert waited == situation.waited_by


def name_of(situation: Situation[Given]) -> str:
    """What the test is called by."""
    return situation.name


@pytest.mark.parametrize("situation", A_DRAFT_READ, ids=name_of)
def test_work_on_what_was_read(world: World, situation: Situation[None]) -> None:
    """Work appears for whom it waits, and for nobody else."""
    check_work(world, situation, None)


@pytest.mark.parametrize("situation", DRAFTED, ids=name_of)
def test_work_on_a_draft(world: World, topics_draft: Directive, situation: Situation[Directive]) -> None:
    """Until it is issued."""
    check_work(world, situation, topics_draft)


@pytest.mark.parametrize("situation", RUNNING, ids=name_of)
def test_work_on_a_duty(world: World, duty: Duty, situation: Situation[Duty]) -> None:
    """Of the unit, and of the office that waits for it."""
    check_work(world, situation, duty)


@pytest.mark.parametrize("situation", OF_TASKS, ids=name_of)
def test_work_on_tasks(world: World, tasks_directive: Directive, situation: Situation[Directive]) -> None:
    """Each unit sees its own."""
    check_work(world, situation, tasks_directive)


def test_done_work_is_gone(world: World, duty: Duty) -> None:
    """What was confirmed and sent waits for nobody any more."""
    activity = record(world.actors["unit_officer"], duty)
    confirm_activities(world.actors["unit_leader"], [activity.pk])
    titles = [line.title for line in home_page(world.actors["unit_leader"]).work]
    assert not any(title.startswith("Xác nhận") for title in titles)
    with clock.at(date(2023, 12, 18)):
        activity = record(world.actors["unit_officer"], duty, uuid=uuid4())
        confirm_activities(world.actors["unit_leader"], [activity.pk])
    with clock.at(AFTER_DUE):
        before = home_page(world.actors["so_officer"]).late_units
        report = send_report_with_activities(world, duty)
        page = home_page(world.actors["so_officer"])
        assert (before, page.late_units) == (4, 3)
        mine = home_page(world.actors["unit_officer"])
    assert report
    assert not any("báo cáo" in line.title for line in mine.work)


def send_report_with_activities(world: World, duty: Duty) -> bool:
    """The unit sends what it has done."""
    return send_report(world, duty).state == "submitted"


def test_late_work_comes_first_and_then_what_waited_longest(world: World, duty: Duty) -> None:
    """The red line stands on top, the rest in the order in which it began to wait."""
    with clock.at(date(2023, 12, 19)):
        record(world.actors["unit_officer"], duty)
    with clock.at(AFTER_DUE):
        work = home_page(world.actors["unit_leader"]).work
    assert work[0].late
    assert [line.since for line in work[1:]] == sorted(line.since for line in work[1:])


def test_a_topic_nobody_chose_is_no_work(world: World, duty: Duty) -> None:
    """What the directive leaves to the unit never stands among its work."""
    with clock.at(AFTER_DUE):
        titles = [line.title for line in home_page(world.actors["unit_officer"]).work]
    assert not any("nội dung" in title.lower() for title in titles)


def test_bars_count_with_denominators_of_their_own(world: World, duty: Duty, topics_directive: Directive) -> None:
    """Arrived, taken on, with activities, with proof of four units; reports of those that owe one."""
    activity = record(world.actors["unit_officer"], duty)
    confirm_activities(world.actors["unit_leader"], [activity.pk])
    (bars,) = home_page(world.actors["so_officer"]).directives
    assert [(bar.label, bar.done, bar.whole) for bar in bars.bars] == [
        ("Đã đến", 4, 4),
        ("Tiếp nhận", 0, 4),
        ("Có hoạt động", 1, 4),
        ("Có minh chứng", 0, 4),
        ("Đã gửi báo cáo", 0, 4),
    ]
    assert home_page(world.actors["unit_officer"]).directives == ()


def test_the_page_says_so_where_nothing_waits(world: World, client_for: ClientFor) -> None:
    """An empty desk is no blank page."""
    text = client_for(world.actors["outsider"]).get("/").content.decode()
    assert "Không có việc nào chờ anh/chị" in text


def test_a_report_is_begun_from_the_desk(world: World, duty: Duty, client_for: ClientFor) -> None:
    """The button posts the report request to the one address where a report begins."""
    client = client_for(world.actors["unit_officer"])
    with clock.at(date(2023, 12, 1)):
        text = client.get("/").content.decode()
        assert f'action="/nhiem-vu/{duty.pk}/bao-cao/"' in text
        item = duty.directive.items.get(kind="report")
        answer = client.post(f"/nhiem-vu/{duty.pk}/bao-cao/", {"item": item.pk})
    assert answer.status_code == 302
